"""Figures, tables and the chart: what came of the requests, and who may know whose they were."""

import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.errors import NotAllowed
from bot.domain.reception.figures import DoorFigures, FiguresScope, MonthFigures
from bot.domain.reception.request import Clock, CloseReason, ReplyWay
from bot.domain.reception.states import RequestState
from bot.domain.roles import COUNTRY, Role
from bot.domain.topics import TopicId
from bot.ports.reception import NewRequest
from bot.services.reception.chart import ChartMonth, ChartWords, closed_and_confirmed
from bot.services.reception.figures import Figures
from bot.services.reception.request_table import RequestTableWords, people_table, request_table
from storage.database import Database, open_database
from storage.people import SqlPeople
from storage.reception.figures import SqlFigures
from storage.reception.store import SqlRequests
from tests.conftest import MORNING
from tests.services.reception.office import ABAI, ABAI_REGION, Office, office_on

TODAY = date(2026, 12, 10)
NOVEMBER = datetime(2026, 11, 10, 5, 0, tzinfo=UTC)
NIGHT_BEFORE_DECEMBER = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
"""One in the morning of 1 December in Astana."""

EVERYTHING = FiguresScope(region_code=COUNTRY)
THE_COUNCIL = FiguresScope(region_code=ABAI_REGION, council_id=ABAI)
A_CLOCK = Clock(
    submitted_at=NOVEMBER,
    counted_from=date(2026, 11, 10),
    days_paused=0,
    paused_at=None,
    reaction_due_on=date(2026, 11, 13),
    answer_due_on=date(2026, 12, 1),
    reacted_at=None,
    answered_at=None,
    confirmed_at=None,
)
LAST_MINUTE = datetime(2026, 11, 13, 18, 59, tzinfo=UTC)
"""A minute before midnight in Astana, on the day by which the first reaction is due."""
IN_TIME = replace(A_CLOCK, reacted_at=LAST_MINUTE, answered_at=datetime(2026, 12, 1, 18, 59, tzinfo=UTC))
LATE = replace(
    A_CLOCK,
    reacted_at=LAST_MINUTE + timedelta(minutes=1),
    answered_at=datetime(2026, 12, 1, 19, 0, tzinfo=UTC),
)

WORDS = RequestTableWords(
    title="elders-abai",
    header=[f"column {number}" for number in range(18)],
    people_header=["name", "phone", "words"],
    council=str,
    region=str,
    place=str,
    topic=lambda row: "care" if row.is_care else row.topic_id,
    state=str,
    door=str,
    close_reason=str,
)
NAME, PHONE, MATTER, HEADLINE = "Қанат Канарейка", "+77010001122", "=HYPERLINK(canary)", "су canary"
DANGER = "Мен өлгім келеді"


class Register:
    """Requests put into a database as they would stand after their life."""

    def __init__(self, database: Database) -> None:
        self._requests = SqlRequests(database)
        self._people = SqlPeople(database)
        self._made = 0

    async def person(self) -> PersonId:
        self._made += 1
        return (await self._people.add(self._made, Language.KAZAKH, MORNING)).id

    async def has(
        self,
        state: RequestState,
        citizen: PersonId | None = None,
        *,
        council: CouncilId = ABAI,
        region: RegionCode = ABAI_REGION,
        times_reopened: int = 0,
        rating: int | None = None,
        clock: Clock = A_CLOCK,
        sent_at: datetime = NOVEMBER,
    ) -> None:
        self._made += 1
        new = NewRequest(
            action_key=f"request:{self._made}",
            year=2026,
            citizen_id=citizen or await self.person(),
            language=Language.KAZAKH,
            council_id=council,
            region_code=region,
            place_id=PlaceId("semey"),
            topic_id=TopicId("water"),
            care=None,
            reply_way=ReplyWay.HERE,
            name="",
            phone="",
            consent_version="1",
            clock=replace(clock, submitted_at=sent_at),
        )
        async with self._requests.transaction() as transaction:
            kept = await transaction.add(new)
            changed = replace(kept, state=state, times_reopened=times_reopened, rating=rating)
            await transaction.save(changed, None)


@pytest_asyncio.fixture(loop_scope="function")
async def office(sqlite_facts_url: str) -> AsyncIterator[Office]:
    database = await open_database(sqlite_facts_url)
    yield await office_on(database)
    await database.close()


@pytest.fixture
def figures(office: Office) -> Figures:
    return Figures(SqlFigures(office.database), office.requests, office.services.places, lambda: office.time)


async def test_a_month_counts_what_became_of_its_requests(database: Database) -> None:
    register, store = Register(database), SqlFigures(database)
    await register.has(RequestState.CONFIRMED, rating=5, clock=IN_TIME)
    await register.has(RequestState.ANSWERED, rating=2, times_reopened=1, clock=LATE)
    await register.has(RequestState.REDIRECTED, clock=IN_TIME)
    await register.has(RequestState.WITHDRAWN)
    await register.has(RequestState.SUBMITTED)
    await register.has(RequestState.WAITING_FOR_CITIZEN, clock=replace(A_CLOCK, reacted_at=LAST_MINUTE))
    await register.has(RequestState.SUBMITTED, sent_at=NIGHT_BEFORE_DECEMBER)
    await register.has(RequestState.SUBMITTED, sent_at=NOVEMBER - timedelta(days=30))

    months = await store.months(EVERYTHING, NOVEMBER - timedelta(days=9), TODAY)

    november = MonthFigures(
        month="2026-11",
        received=6,
        reaction_due=5,
        reacted_in_time=3,
        answer_due=4,
        answered_in_time=2,
        closed_by_us=2,
        confirmed=1,
        redirected=1,
        withdrawn=1,
        reopened=1,
        raters=2,
        ratings=2,
        stars=7,
    )
    assert months == [november, MonthFigures(month="2026-12", received=1, reaction_due=1, answer_due=1)]
    assert november.still_open == 2


async def test_a_scope_is_a_council_a_region_or_the_country(database: Database) -> None:
    register, store = Register(database), SqlFigures(database)
    await register.has(RequestState.SUBMITTED)
    await register.has(RequestState.SUBMITTED, council=CouncilId("mothers-abai"))
    await register.has(RequestState.SUBMITTED, region=RegionCode("KZ-75"))

    async def received(scope: FiguresScope) -> int:
        return sum(month.received for month in await store.months(scope, NOVEMBER, TODAY))

    assert await received(EVERYTHING) == 3
    assert await received(FiguresScope(region_code=ABAI_REGION)) == 2
    assert await received(THE_COUNCIL) == 2, (
        "a request from elsewhere that was given to the council is its own"
    )
    assert len(await store.requests(THE_COUNCIL, NOVEMBER)) == 2
    assert await store.requests(THE_COUNCIL, NOVEMBER + timedelta(seconds=1)) == []


async def test_ratings_by_fewer_than_three_people_are_not_shown(database: Database) -> None:
    register, store = Register(database), SqlFigures(database)
    somebody = await register.person()
    for stars in (5, 4, 5):
        await register.has(RequestState.CONFIRMED, somebody, rating=stars)
    await register.has(RequestState.CONFIRMED, rating=1)

    [hidden] = await store.months(EVERYTHING, NOVEMBER, TODAY)
    await register.has(RequestState.CONFIRMED, rating=3)
    [shown] = await store.months(EVERYTHING, NOVEMBER, TODAY)

    assert (hidden.ratings, hidden.rating) == (4, None)
    assert shown.rating == pytest.approx(3.6)


async def test_doors_are_counted_beside_the_requests(database: Database) -> None:
    requests, store = SqlRequests(database), SqlFigures(database)
    for region, door, taken in (
        ("KZ-10", "112", False),
        ("KZ-10", "112", True),
        ("KZ-75", "112", False),
        ("KZ-10", "109", False),
    ):
        await requests.count_door("2026-11", region, door, taken=taken)
    await requests.count_door("2026-05", "KZ-10", "112", taken=False)

    assert await store.doors(THE_COUNCIL, "2026-06") == [
        DoorFigures(month="2026-11", door_id="109", shown=1, taken=0),
        DoorFigures(month="2026-11", door_id="112", shown=1, taken=1),
    ]
    assert (await store.doors(EVERYTHING, "2026-06"))[1].shown == 2


async def test_reopening_neither_moves_a_request_to_another_month_nor_mends_a_late_reaction(
    office: Office, figures: Figures
) -> None:
    coordinator, citizen = await office.holder(Role.HEAD, ABAI), await office.person()
    request = await office.sent(citizen)
    office.pass_time(days=10)
    await office.answered(request.id, coordinator)
    office.pass_time(days=25)
    await office.services.own_requests.reopen(request.id, citizen)
    await office.services.watching.begin_the_day()

    found = await figures.of(THE_COUNCIL, coordinator)

    assert [month.month for month in found.months] == [
        "2027-01",
        "2026-12",
        "2026-11",
        "2026-10",
        "2026-09",
        "2026-08",
    ]
    december = found.months[1]
    assert (december.received, december.reaction_due, december.reacted_in_time) == (1, 1, 0)
    assert (december.reopened, december.closed_by_us) == (1, 0)
    assert found.months[0].received == 0


async def test_heads_and_admins_see_figures_and_nobody_else_does(office: Office, figures: Figures) -> None:
    head = await office.holder(Role.HEAD, ABAI)
    admin, of_country = await office.holder(Role.ADMIN), await office.holder(Role.ADMIN, region=COUNTRY)
    region = FiguresScope(region_code=ABAI_REGION)
    strangers = [
        await office.person(),
        await office.holder(Role.COORDINATOR, ABAI),
        await office.holder(Role.EDITOR),
        await office.holder(Role.HEAD, CouncilId("elders-almaty"), RegionCode("KZ-75")),
        await office.holder(Role.ADMIN, region=RegionCode("KZ-75")),
    ]

    for scope, people in (
        (THE_COUNCIL, [head, admin, of_country]),
        (region, [admin, of_country]),
        (EVERYTHING, [of_country]),
    ):
        for person in people:
            assert (await figures.of(scope, person)).scope == scope
            assert await figures.table(scope, person) == []
        for person in {head, admin, of_country, *strangers} - set(people):
            with pytest.raises(NotAllowed):
                await figures.of(scope, person)
            with pytest.raises(NotAllowed):
                await figures.table(scope, person)
    assert await figures.scopes(head) == [THE_COUNCIL]
    assert await figures.scopes(admin) == [region]
    assert await figures.scopes(of_country) == [EVERYTHING]
    assert await figures.scopes(strangers[1]) == []


async def test_a_dismissed_head_loses_the_figures_at_once(office: Office, figures: Figures) -> None:
    head = await office.person()
    grant = await office.give(head, Role.HEAD, ABAI)
    assert await figures.table_with_people(THE_COUNCIL, head) == []

    await office.services.roles.withdraw(grant.id)

    with pytest.raises(NotAllowed):
        await figures.of(THE_COUNCIL, head)
    with pytest.raises(NotAllowed):
        await figures.table_with_people(THE_COUNCIL, head)


async def test_a_table_tells_of_requests_and_never_of_people(office: Office, figures: Figures) -> None:
    head = await office.holder(Role.HEAD, ABAI)
    first = await office.sent(await office.person(), MATTER, name=NAME, phone=PHONE)
    await office.services.coordinating.take(first.id, head)
    await office.services.coordinating.entitle(first.id, head, HEADLINE)
    await office.sent(await office.person(), DANGER, topic="family")
    office.pass_time(days=7)
    await office.services.moving.close(first.id, head, CloseReason.SOLVED, "canary")

    file = request_table(await figures.table(THE_COUNCIL, head), WORDS)

    header, one, other = rows_of(file)
    assert len(header) == 18
    assert one[:6] == (first.number, "elders-abai", "KZ-10", "semey", "water", "answered")
    assert one[6:13] == (
        "2026-12-01 10:00",
        "2026-12-01",
        "2026-12-04",
        "2026-12-01 10:00",
        "2026-12-23",
        "2026-12-08 10:00",
        None,
    )
    assert one[13:] == ("5", "0", None, None, "solved")
    assert other[4] == "care", "what somebody in danger wrote about is nobody's figure"
    text = text_of(file)
    for secret in (NAME, PHONE, "canary", "Айгүл", "өлгім"):
        assert secret not in text


async def test_the_table_with_people_is_the_heads_alone_and_written_down(
    office: Office, figures: Figures
) -> None:
    head, admin = await office.holder(Role.HEAD, ABAI), await office.holder(Role.ADMIN, region=COUNTRY)
    coordinator = await office.holder(Role.COORDINATOR, ABAI)
    await office.sent(await office.person(), MATTER, name=NAME, phone=PHONE)
    await office.sent(await office.person(), DANGER, name="Біреу", phone="+77770000000")
    for person in (admin, coordinator, await office.person()):
        for scope in (THE_COUNCIL, EVERYTHING):
            with pytest.raises(NotAllowed):
                await figures.table_with_people(scope, person)
            with pytest.raises(NotAllowed):
                await figures.require_people(scope, person)
    assert await exports(office) == []

    file = people_table(await figures.table_with_people(THE_COUNCIL, head), WORDS)

    _, one, other = rows_of(file)
    assert one[18:] == (NAME, PHONE, MATTER)
    assert other[18:] == (None, None, None)
    assert await exports(office) == [(head, "council/elders-abai", '{"since":"2026-07-01"}')]


async def test_no_cell_becomes_a_formula(office: Office, figures: Figures) -> None:
    head = await office.holder(Role.HEAD, ABAI)
    await office.sent(await office.person(), MATTER, name="+1", phone="=1+1")

    file = people_table(await figures.table_with_people(THE_COUNCIL, head), WORDS)

    sheet = load_workbook(BytesIO(file)).worksheets[0]
    kinds = {(cell.data_type, cell.number_format) for row in sheet.iter_rows() for cell in row if cell.value}
    assert kinds == {("s", "@")}


def test_the_chart_is_a_picture_that_fills_a_phone_and_knows_kazakh_letters() -> None:
    words = ChartWords(
        title="Ақсақалдар кеңесі: ӘҒҚҢӨҰҮҺІ $x$ " * 4, closed_by_us="Жабылды", confirmed="Шешілді"
    )
    months = [
        ChartMonth(name="қар.\n2026", closed_by_us=12, confirmed=7),
        ChartMonth(name="жел.\n2026", closed_by_us=0, confirmed=0),
    ]

    picture = closed_and_confirmed(months, words)

    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[start : start + 4]) for start in (16, 20))
    assert (width, height) == (1024, 1024)
    assert picture != closed_and_confirmed([months[1], months[0]], words)
    assert closed_and_confirmed([months[1]], words).startswith(b"\x89PNG"), "a chart without any bar"


def test_a_start_does_not_load_what_only_files_need() -> None:
    code = (
        "import sys, bot.services.reception.chart, bot.services.reception.figures;"
        "print({'matplotlib', 'openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code

    assert done.stdout.strip() == "set()"


def rows_of(file: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(file)).worksheets[0].values)


def text_of(file: bytes) -> str:
    with ZipFile(BytesIO(file)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


async def exports(office: Office) -> list[tuple[int, str, str]]:
    rows = await office.database.fetch(
        "SELECT actor_id, subject, details FROM audit WHERE act = 'request.exported' ORDER BY id"
    )
    return [(row["actor_id"], row["subject"], row["details"]) for row in rows]
