"""What came of the requests, as numbers and as tables, for heads of councils and for admins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.astana_time import at, local
from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.reception.errors import NotAllowed
from bot.domain.reception.figures import MONTHS_SHOWN, DoorFigures, FiguresScope, MonthFigures
from bot.domain.reception.policy import Look, council_standings, may
from bot.domain.reception.request import Request
from bot.domain.reception.states import OPEN
from bot.domain.roles import COUNTRY, Grant, Role, allows
from bot.ports.clock import Clock as Time
from bot.ports.reception import RequestStore
from bot.ports.reception_figures import FiguresStore
from bot.services.places import Places
from bot.services.reception.request_table import PeopleRow, RequestRow

EXPORTED = "request.exported"
"""How the record of acts names that somebody took a table with people's data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeFigures:
    """The months of a scope, the latest first, and the doors that were shown in its region."""

    scope: FiguresScope
    months: Sequence[MonthFigures]
    doors: Sequence[DoorFigures]
    may_take_people: bool
    may_see_country: bool


class Figures:
    """Counts requests, and gives them as rows."""

    def __init__(self, store: FiguresStore, requests: RequestStore, places: Places, clock: Time) -> None:
        self._store = store
        self._requests = requests
        self._places = places
        self._clock = clock

    async def scopes(self, person_id: PersonId) -> list[FiguresScope]:
        """Give what somebody may see figures of, the country first; nothing for most people."""
        grants = await self._requests.grants(person_id)
        regions = [grant.region_code for grant in grants if grant.role is Role.ADMIN]
        councils = [grant.council_id for grant in grants if grant.role is Role.HEAD]
        found = [FiguresScope(region_code=code) for code in sorted(regions, key=lambda code: code != COUNTRY)]
        return list(dict.fromkeys([*found, *[self.council(one) for one in councils]]))

    def council(self, council_id: CouncilId) -> FiguresScope:
        """Give the scope of a council."""
        found = self._places.directory.council(council_id)
        return FiguresScope(region_code=found.region_code if found else RegionCode(""), council_id=council_id)

    async def of(self, scope: FiguresScope, person_id: PersonId) -> ScopeFigures:
        """Count the latest months; raises NotAllowed."""
        grants = await self._requests.grants(person_id)
        _require(Look.TABLE, scope, grants)
        months = self._months()
        counted = await self._store.months(scope, _beginning(months[-1]), local(self._clock()).date())
        by_month = {one.month: one for one in counted}
        return ScopeFigures(
            scope=scope,
            months=[by_month.get(month, MonthFigures(month=month)) for month in months],
            doors=await self._store.doors(scope, months[-1]),
            may_take_people=_may(Look.TABLE_WITH_PEOPLE, scope, grants),
            may_see_country=allows(grants, Role.ADMIN, COUNTRY),
        )

    async def table(self, scope: FiguresScope, person_id: PersonId) -> list[RequestRow]:
        """Give the requests of these months, without anything that people said or are called.

        Raises NotAllowed.
        """
        _require(Look.TABLE, scope, await self._requests.grants(person_id))
        found = await self._store.requests(scope, _beginning(self._months()[-1]))
        return [self._row(request) for request in found]

    async def require_people(self, scope: FiguresScope, person_id: PersonId) -> None:
        """Raise NotAllowed for whoever may not take the table with people's data."""
        _require(Look.TABLE_WITH_PEOPLE, scope, await self._requests.grants(person_id))

    async def table_with_people(self, scope: FiguresScope, person_id: PersonId) -> list[PeopleRow]:
        """Give the same with names, phones and words, and write down that it was taken; raises NotAllowed.

        Of requests behind which somebody may be in danger, even a head gets none of these here.
        """
        since = _beginning(self._months()[-1])
        async with self._requests.transaction() as transaction:
            _require(Look.TABLE_WITH_PEOPLE, scope, await transaction.grants(person_id))
            await transaction.record(
                at=self._clock(),
                actor_id=person_id,
                act=EXPORTED,
                subject=f"council/{scope.council_id}",
                details={"since": local(since).date().isoformat()},
            )
        said: dict[int, list[str]] = {}
        for message in await self._store.words(scope, since):
            said.setdefault(message.request_id, []).append(message.piece.text)
        return [
            self._row_with_people(request, said.get(request.id, []))
            for request in await self._store.requests(scope, since)
        ]

    def _months(self) -> list[str]:
        """Give the latest months as `2026-11`, the present one first."""
        today = local(self._clock()).date()
        counted = [today.year * 12 + today.month - 1 - back for back in range(MONTHS_SHOWN)]
        return [f"{count // 12:04}-{count % 12 + 1:02}" for count in counted]

    def _row_with_people(self, request: Request, said: Sequence[str]) -> PeopleRow:
        row = self._row(request)
        if row.is_care:
            return PeopleRow(row=row, name="", phone="", words="")
        words = "\n".join(filter(None, said))
        return PeopleRow(row=row, name=request.name, phone=request.phone, words=words)

    def _row(self, request: Request) -> RequestRow:
        return RequestRow(
            number=request.number,
            council_id=request.council_id,
            region_code=request.region_code,
            place_id=request.place_id,
            topic_id=request.topic_id,
            is_care=request.care is not None,
            state=request.state,
            clock=request.clock,
            working_days=self._working_days(request),
            times_reopened=request.times_reopened,
            rating=request.rating,
            door_id=request.door_id,
            close_reason=request.close_reason,
        )

    def _working_days(self, request: Request) -> int | None:
        """Count the working days that the council has had, up to its answer; None where it never came."""
        clock, calendar = request.clock, self._places.directory.working_days
        if clock.answered_at is None and request.state not in OPEN:
            return None
        until = local(clock.answered_at or clock.paused_at or self._clock()).date()
        return max(calendar.between(clock.counted_from, until) - clock.days_paused, 0)


def _beginning(month: str) -> datetime:
    """Give the first moment of a month in Astana."""
    return at(datetime.strptime(month, "%Y-%m").date(), time())  # noqa: DTZ007  # a month, not a moment


def _may(look: Look, scope: FiguresScope, grants: Sequence[Grant]) -> bool:
    if not scope.council_id:
        return look is Look.TABLE and allows(grants, Role.ADMIN, scope.region_code)
    return may(look, council_standings(scope.council_id, scope.region_code, grants))


def _require(look: Look, scope: FiguresScope, grants: Sequence[Grant]) -> None:
    if not _may(look, scope, grants):
        raise NotAllowed
