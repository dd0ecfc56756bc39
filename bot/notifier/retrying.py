"""When a call that failed is made again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from aiogram.exceptions import TelegramNetworkError
from aiohttp import ClientConnectorError

ATTEMPTS = 8
"""Calls for one notice that Telegram may answer with an error of its own."""

FIRST_PAUSE, LONGEST_PAUSE = 10.0, 900.0
"""Seconds, at most, before the second attempt, and before any; from one to the next it doubles."""

UNREACHABLE_PAUSE = 30.0
"""Seconds, at most, before the next call where no connection came about."""

Between = Callable[[float, float], float]
"""Draws a number between two others."""


def next_attempt(
    now: datetime, failures: int, expires_at: datetime | None, between: Between
) -> datetime | None:
    """Say when to try again after so many failures, of which there is at least one; None for never.

    The whole pause is drawn by lot, so that a crowd that failed together does not come back together.
    """
    longest = min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE)
    due_at = now + timedelta(seconds=between(0.0, longest))
    if failures >= ATTEMPTS or (expires_at is not None and due_at >= expires_at):
        return None
    return due_at


def never_left(error: TelegramNetworkError) -> bool:
    """Tell whether no connection came about, so that nothing can have been sent."""
    return isinstance(error.__cause__, ClientConnectorError)
