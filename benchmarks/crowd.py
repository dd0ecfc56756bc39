"""People who write to the bot: so many at once, the next one when an earlier one is answered."""

from array import array
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from random import Random
from typing import Any

from benchmarks.load_plan import LoadPlan

FIRST_PERSON = 1_000_001
"""Chat ids of people are positive; these are long enough to look like real ones."""

WEST, EAST, SOUTH, NORTH = 46.5, 87.3, 40.6, 55.4
"""The rectangle around Kazakhstan, in degrees: where people stand."""


class Phase(Enum):
    """Where the run stands."""

    OPENING = auto()  # one update, so that a cold start is not measured through a queue
    WARM_UP = auto()
    MEASURING = auto()
    DRAINING = auto()


@dataclass(slots=True, eq=False)
class Offer:
    """An update that waits for its reply; times in seconds of the injected clock."""

    update: dict[str, Any]
    chat: int
    offered_at: float
    delivered_at: float | None = None


class Crowd:
    """Keeps the planned number of updates in flight, each from another chat, and times the replies.

    People take turns, so a person writes again only after all others who are not waiting: a second
    reply to one update meets an empty place and counts as `extra`.
    """

    def __init__(self, plan: LoadPlan, *, clock: Callable[[], float], epoch: int) -> None:
        self._plan = plan
        self._clock = clock
        self._epoch = epoch
        self._random = Random(plan.seed)  # noqa: S311  # places on a map, not secrets
        self._idle = deque(range(FIRST_PERSON, FIRST_PERSON + plan.people))
        self._waiting: dict[int, Offer] = {}
        self._offered = 0
        self.phase = Phase.OPENING
        self.answered = 0
        self.extra = 0
        self.redelivered = 0
        self.first_reply_at: float | None = None
        self.measured_from = 0.0
        self.measured_until = 0.0
        self.after_delivery = array("d")
        self.after_offer = array("d")

    @property
    def unanswered(self) -> int:
        """Count the people who still wait."""
        return len(self._waiting)

    @property
    def measured(self) -> int:
        """Count the replies that came since the warm-up."""
        return len(self.after_offer)

    def next_offers(self) -> Sequence[Offer]:
        """Give the updates that fill the places now free."""
        wanted = {Phase.OPENING: 1, Phase.DRAINING: 0}.get(self.phase, self._plan.in_flight)
        return [self._offer() for _ in range(wanted - len(self._waiting))]

    def delivered(self, offer: Offer) -> None:
        """Note that an update goes out to the bot, for the first time or again."""
        if offer.delivered_at is None:
            offer.delivered_at = self._clock()
        else:
            self.redelivered += 1

    def reply(self, chat: int) -> None:
        """Take a message of the bot to a chat for the reply to what waits there."""
        offer = self._waiting.get(chat)
        if offer is None or offer.delivered_at is None:
            self.extra += 1
            return
        now = self._clock()
        del self._waiting[chat]
        self.answered += 1
        self._idle.append(chat)
        if self.phase is Phase.MEASURING:
            self.after_offer.append(now - offer.offered_at)
            self.after_delivery.append(now - offer.delivered_at)
        self._step(now)

    def _step(self, now: float) -> None:
        if self.phase is Phase.OPENING:
            self.first_reply_at = now
            self.phase = Phase.WARM_UP
        elif self.phase is Phase.WARM_UP and self.answered >= self._plan.warm_up:
            self.measured_from = now
            self.phase = Phase.MEASURING
        elif self.phase is Phase.MEASURING and self.measured >= self._plan.updates:
            self.measured_until = now
            self.phase = Phase.DRAINING

    def _offer(self) -> Offer:
        self._offered += 1
        chat = self._idle.popleft()
        offer = Offer(self._update(self._offered, chat), chat, self._clock())
        self._waiting[chat] = offer
        return offer

    def _update(self, number: int, chat: int) -> dict[str, Any]:
        name = f"Person {chat - FIRST_PERSON + 1}"
        message: dict[str, Any] = {
            "message_id": number,
            "date": self._epoch,
            "chat": {"id": chat, "type": "private", "first_name": name},
            "from": {
                "id": chat,
                "is_bot": False,
                "first_name": name,
                "language_code": ("kk", "ru")[chat % 2],
            },
        }
        if number <= self._plan.people or number % self._plan.text_every == 0:
            message["text"] = "/start"
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
        else:
            message["location"] = {
                "latitude": round(self._random.uniform(SOUTH, NORTH), 6),
                "longitude": round(self._random.uniform(WEST, EAST), 6),
            }
        return {"update_id": number, "message": message}
