"""What is said or shown at the door: a short number, and a code that nobody guesses."""

from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable
from random import Random

LEAST = 1000
"""Four digits are said and heard without mistakes."""

TRIES = 20
"""After so many numbers that are taken, one with more digits is tried."""

CODE_BYTES = 16
"""128 random bits."""


class Numbers:
    """Gives numbers and codes from a source of randomness."""

    def __init__(self, random: Random) -> None:
        self._random = random

    async def free(self, is_taken: Callable[[int], Awaitable[bool]]) -> int:
        """Give a number of four digits, or of more where those are taken."""
        least = LEAST
        while True:
            for _ in range(TRIES):
                number = self._random.randrange(least, least * 10)
                if not await is_taken(number):
                    return number
            least *= 10

    def code(self) -> str:
        """Give 22 characters that fit into a link."""
        return urlsafe_b64encode(self._random.randbytes(CODE_BYTES)).rstrip(b"=").decode()
