"""Examples of requests for the demonstration: sent and answered over months, by a clock that is moved."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.assembly import Services
from bot.commands.demo_people import Hiring, Staff
from bot.domain.astana_time import at, local
from bot.domain.doors import DoorId
from bot.domain.language import Language
from bot.domain.people import Person, PersonId
from bot.domain.places import PlaceId
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.policy import BY_THE_AUTHOR
from bot.domain.reception.request import CloseReason, ReplyWay, RequestId
from bot.domain.reception.states import Act
from bot.domain.topics import TopicId
from bot.domain.working_days import WorkingCalendar
from bot.ports.outbox import Outbox

AUTHORS = {Language.KAZAKH: "Үлгі", Language.RUSSIAN: "Пример", Language.ENGLISH: "Example"}
"""Those who ask in the examples: accounts in the sandbox, but nobody's column."""

SENT_AT, DONE_AT, DESKS_AT = time(11), time(15), time(9, 30)
"""At which hour of Astana's clocks requests are sent, acts are done, and silence is looked for."""

A_DAY = timedelta(days=1)

A_BATCH = 500


class MovedClock:
    """Tells the moment to which it was moved last."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Tell the moment."""
        return self.moment


class Examples:
    """Plays the requests of `demo_requests.yaml` through the services, of which `clock` is the clock."""

    def __init__(self, services: Services, clock: MovedClock, staff: Staff) -> None:
        self._services = services
        self._clock = clock
        self._now = clock()
        self._staff = staff
        self._authors: dict[Language, Person] = {}

    async def play(self, hiring: Hiring, outbox: Outbox, content: Path) -> None:
        """Play everything up to now; nobody is written to about what lies in the past."""
        for language, name in AUTHORS.items():
            self._authors[language] = await hiring.meet(name, language)
        examples = yaml.safe_load((content / "demo_requests.yaml").read_text(encoding="utf-8"))
        for number, example in enumerate(sorted(examples, key=_oldest_first)):
            await self._play(example, f"demo:{number}")
        self._clock.moment = _last_morning(self._now, self._calendar)
        await self._services.watching.begin_the_day()
        self._clock.moment = self._now
        while told := await outbox.due(self._now, A_BATCH, at_night=False):
            for notice in told:
                await outbox.sent(notice.id, 0, self._now)

    @property
    def _calendar(self) -> WorkingCalendar:
        return self._services.places.directory.working_days

    async def _play(self, example: Mapping[str, Any], key: str) -> None:
        language = Language(example["from"])
        author = self._authors[language]
        sent_on = local(self._now).date() - A_DAY * example["days"]
        self._clock.moment = at(sent_on, SENT_AT)
        draft = RequestDraft(
            key=key,
            begun_at=self._clock(),
            place_id=PlaceId(example["place"]),
            topic_id=TopicId(example["topic"]),
            pieces=(_text(example["words"]),),
            reply_way=ReplyWay.HERE,
            name=AUTHORS[language],
        )
        request = await self._services.submitting.submit(author.id, language, draft)
        for number, act in enumerate(example.get("acts", ())):
            done_at = at(self._calendar.add(sent_on, act["after"]), DONE_AT)
            self._clock.moment = min(done_at, self._now)
            await self._act(request.id, author, act, f"{key}:{number}")

    async def _act(self, request_id: RequestId, author: Person, told: Mapping[str, Any], key: str) -> None:
        act = Act(told["act"])
        if act in BY_THE_AUTHOR:
            await self._by_author(act, request_id, author.id, told, key)
        else:
            owner = self._staff.head if told.get("by") == "head" else self._staff.coordinator
            await self._by_council(act, request_id, owner.person.id, told, key)

    async def _by_author(
        self, act: Act, request_id: RequestId, author_id: PersonId, told: Mapping[str, Any], key: str
    ) -> None:
        own = self._services.own_requests
        match act:
            case Act.REPLY:
                await own.say(request_id, author_id, _text(told["words"]), key)
            case Act.CONFIRM:
                await own.confirm(request_id, author_id)
            case Act.REOPEN:
                await own.reopen(request_id, author_id)
            case Act.RATE:
                await own.rate(request_id, author_id, told["stars"])
            case Act.WITHDRAW:
                await own.withdraw(request_id, author_id)

    async def _by_council(
        self, act: Act, request_id: RequestId, owner_id: PersonId, told: Mapping[str, Any], key: str
    ) -> None:
        coordinating, moving = self._services.coordinating, self._services.moving
        words = told.get("words", "")
        match act:
            case Act.TAKE:
                await coordinating.take(request_id, owner_id)
            case Act.ENTITLE:
                await coordinating.entitle(request_id, owner_id, words)
            case Act.NOTE:
                await coordinating.note(request_id, owner_id, _text(words), key)
            case Act.ASK:
                await coordinating.ask(request_id, owner_id, _text(words), key)
            case Act.ANSWER:
                await coordinating.answer(request_id, owner_id, _text(words), key)
            case Act.REDIRECT:
                await moving.redirect(request_id, owner_id, DoorId(told["door"]), words)
            case Act.CLOSE:
                await moving.close(request_id, owner_id, CloseReason(told["why"]), words)


def _oldest_first(example: Mapping[str, Any]) -> int:
    return -int(example["days"])


def _text(words: str) -> Piece:
    return Piece(kind=PieceKind.TEXT, text=words)


def _last_morning(now: datetime, calendar: WorkingCalendar) -> datetime:
    """Give when desks were looked at last: half past nine of a working day."""
    day = local(now).date()
    while not calendar.is_working(day) or at(day, DESKS_AT) > now:
        day -= A_DAY
    return at(day, DESKS_AT)
