"""Figures, the chart and the tables, as heads of councils and admins get them."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.domain.councils import CouncilId
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, Role
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import (
    PHONE,
    WORDS,
    Staff,
    dismissed_coordinator,
    sent,
    taken,
)
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

ULYTAU = CouncilId("elders-ulytau")
"""A council to which no other test writes."""

NAME = "Canary Name"
NOT_ALLOWED = "Only heads of councils and administrators can see the figures."


@pytest_asyncio.fixture(loop_scope="session")
async def staff(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Staff]:
    working = Staff(busy_bot)
    yield working
    await working.leave()
    await busy_bot.check_manners(expected_refusals)


async def admin_of(staff: Staff, region: RegionCode) -> Citizen:
    somebody = await staff.citizen()
    token = await staff.bot.app.services.roles.invite(Role.ADMIN, region, timedelta(days=1))
    await somebody.start(f"invite_{token}")
    await somebody.chat.reply()
    return somebody


async def rows_of(staff: Staff, message: SeenMessage) -> list[tuple[object, ...]]:
    fetched = await staff.bot.app.bot.download(message.raw["document"]["file_id"])
    assert fetched is not None
    return list(load_workbook(BytesIO(fetched.read())).worksheets[0].values)


async def test_figures_are_for_heads_and_admins(visitor: Citizen) -> None:
    told = await visitor.write("/figures")

    assert told.text == visitor.words(NOT_ALLOWED)
    assert told.buttons == [visitor.labels("Menu")]


async def test_a_head_sees_numbers_a_picture_and_tables_of_their_council(staff: Staff) -> None:
    head = await staff.hire(council_id=ULYTAU, role=Role.HEAD)
    citizen = await staff.citizen()
    first = await sent(staff.bot, citizen, place="zhezkazgan", name=NAME, phone=PHONE)
    await taken(staff.bot, head, first)
    await sent(staff.bot, citizen, place="zhezkazgan", key="second")

    shown = await head.write("/figures")

    lines = shown.text.splitlines()
    assert lines[0] == "Figures: Elders’ council, Ulytau Region"
    december = lines[lines.index("December 2026") :]
    assert december[1:6] == [
        "Received: 2, still open: 2",
        "First reaction in time: 1 of 1",
        "Closed by us: 0",
        "Confirmed by citizens: 0",
        "Not ours: 0, reopened: 0, withdrawn: 0",
    ]
    assert "“Confirmed by citizens”: the citizen has said that the matter is solved." in shown.text
    assert shown.buttons == [
        ["Chart", "Table"],
        ["Table with people’s data"],
        ["← Back", "Menu"],
    ]

    picture = await head.press("Chart")
    assert picture.media == "photo"
    assert "December 2026: closed by us 0, confirmed by citizens 0" in picture.text

    table = await head.press("Table", on=shown)
    assert table.text.startswith("2 requests of the last six months.")
    header, one, _ = await rows_of(staff, table)
    assert header[:3] == ("Number", "Council", "Region")
    assert one[:3] == (first.number, "Elders’ council, Ulytau Region", "Ulytau Region")
    assert not table.protected
    assert not {NAME, PHONE, WORDS} & set(one)


async def test_the_table_with_people_asks_first_and_can_not_be_passed_on(staff: Staff) -> None:
    head = await staff.hire(council_id=ULYTAU, role=Role.HEAD)
    await sent(staff.bot, await staff.citizen(), place="zhezkazgan", name=NAME, phone=PHONE)
    shown = await head.write("/figures")

    question = await head.press("Table with people’s data", on=shown)
    back = await head.press("← Back", on=question)
    question = await head.press("Table with people’s data", on=back)
    await head.press("Take the table", on=question)

    assert "It is written down that you took it." in question.text
    assert question.buttons == [["Take the table"], ["← Back"]]
    assert back.text == shown.text
    [table] = [message for message in head.chat.messages if message.media == "document"]
    assert table.protected
    assert (NAME, PHONE, WORDS) in {row[-3:] for row in await rows_of(staff, table)}


async def test_an_admin_of_the_country_chooses_a_region(staff: Staff) -> None:
    admin = await admin_of(staff, COUNTRY)

    country = await admin.write("/figures")
    regions = await admin.press("Choose a region")
    later = await admin.press("Next →", on=regions)
    region = await admin.press("Ulytau Region", on=later)
    back = await admin.press("← Back", on=region)

    assert country.text.startswith("Figures: The whole of Kazakhstan")
    assert country.buttons == [["Chart", "Table"], ["Choose a region"], ["Menu"]]
    assert regions.text == "Which region?"
    assert region.text.startswith("Figures: Ulytau Region")
    assert region.buttons == [["Chart", "Table"], ["Choose a region"], ["← Back", "Menu"]]
    assert back.text == country.text


async def test_whoever_has_several_chooses_first(staff: Staff) -> None:
    admin = await admin_of(staff, RegionCode("KZ-62"))
    alone = await admin.write("/figures")
    await admin_of(staff, RegionCode("KZ-33"))
    token = await staff.bot.app.services.roles.invite(Role.ADMIN, RegionCode("KZ-33"), timedelta(days=1))
    await admin.start(f"invite_{token}")
    await admin.chat.reply()

    choice = await admin.write("/figures")
    chosen = await admin.press("Zhetisu Region", on=choice)

    assert alone.text.startswith("Figures: Ulytau Region")
    assert alone.buttons == [["Chart", "Table"], ["Menu"]]
    assert choice.text == "Whose figures do you want to see?"
    assert chosen.text.startswith("Figures: Zhetisu Region")


@pytest.mark.parametrize("act", ["fg", "fgc", "fgt", "fgp", "fgy"])
async def test_a_forged_or_an_old_button_gives_nothing(
    staff: Staff, expected_refusals: Counter[str], act: str
) -> None:
    head = await staff.hire(council_id=ULYTAU, role=Role.HEAD)
    shown = await head.write("/figures")
    stranger = await staff.citizen()
    await stranger.start()
    await stranger.write("/menu")
    await dismissed_coordinator(staff.bot, head)

    council = await stranger.forge(f"{act}:{ULYTAU}:")
    expected_refusals["editMessageText"] += (
        1  # the second refusal stands in the place of the first, unchanged
    )
    country = await stranger.chat.press_data(council, f"{act}::KZ")
    old = await head.chat.press_old(shown, "Chart")

    assert country.show_alert
    assert "Figures" not in stranger.chat.last.text
    assert {message.media for message in stranger.chat.messages} == {None}
    assert old.show_alert
    assert [message.media for message in head.chat.messages if message.media] == []


async def test_a_table_without_requests_is_said(staff: Staff) -> None:
    head = await staff.hire(council_id=CouncilId("mothers-ulytau"), role=Role.HEAD)
    shown = await head.write("/figures")

    answer = await head.chat.press_old(shown, "Table")

    assert answer.show_alert
    assert answer.text == "There were no requests in these months."
    assert shown.text.count("No requests.") == 6
