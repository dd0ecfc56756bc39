"""What I keep about you: the page, the file, and being forgotten."""

import json
from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.domain.reception.states import RequestState
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import PHONE, WORDS, Staff, person_of, sent
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME = "Canary Name"
ERASED = "Everything about you is erased. If you write to me again, we meet anew: press /start."

ACCOUNTS = "SELECT count(*) AS left_over FROM people WHERE telegram_id = :account"
PAYLOADS = "SELECT count(*) AS left_over FROM inbox WHERE chat_key = :account AND payload IS NOT NULL"


@pytest_asyncio.fixture(loop_scope="session")
async def staff(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Staff]:
    working = Staff(busy_bot)
    yield working
    await working.leave()
    await busy_bot.check_manners(expected_refusals)


async def test_the_page_says_what_is_kept_and_offers_the_two_rights(visitor: Citizen) -> None:
    page = await visitor.write("/privacy")

    assert page.html.startswith(visitor.words.beginning("<b>What I keep about you</b>").partition("\n")[0])
    assert visitor.words("<b>At present</b>") in page.html
    assert page.buttons == [
        visitor.labels("Export my data"),
        visitor.labels("Erase me"),
        visitor.labels("Menu"),
    ]


async def test_the_page_tells_of_requests_and_of_consent(staff: Staff) -> None:
    citizen = await staff.citizen()
    await sent(staff.bot, citizen)

    page = await citizen.write("/privacy")

    lines = page.text.splitlines()
    assert lines[lines.index("At present") :] == [
        "At present",
        "We met on 1 December 2026.",
        "Requests you sent: 1, open: 1",
        "On 1 December 2026 you agreed to the wording of November 2026.",
        "To take your consent back, press “Erase me”.",
        "Events you come to or wait for, past ones too: 0",
        "Kinds of new events you want to hear of: 0",
    ]
    assert "365 days after a request has ended" in page.text


async def test_the_file_is_ones_own(staff: Staff) -> None:
    citizen = await staff.citizen()
    request = await sent(staff.bot, citizen, name=NAME, phone=PHONE)
    await citizen.write("/privacy")

    file = await citizen.press("Export my data")

    assert file.raw["document"]["file_name"] == "my-data.json"
    fetched = await staff.bot.app.bot.download(file.raw["document"]["file_id"])
    assert fetched is not None
    kept = json.loads(fetched.read())
    assert kept["account"][0]["telegram_id"] == citizen.chat.id
    assert [(one["number"], one["name"], one["phone"]) for one in kept["requests"]] == [
        (request.number, NAME, PHONE)
    ]
    assert [one["text"] for one in kept["request_messages"]] == [WORDS]


async def test_being_forgotten_is_asked_for_twice_and_ends_everything(staff: Staff) -> None:
    citizen = await staff.citizen()
    request = await sent(staff.bot, citizen, name=NAME, phone=PHONE)
    before = await person_of(staff.bot, citizen)
    await citizen.write("/privacy")

    question = await citizen.press("Erase me")
    back = await citizen.press("← Back")
    await citizen.press("Erase me", on=back)
    told = await citizen.press("Erase everything about me")
    await staff.bot.settled()
    again = await citizen.start()

    assert "Your open requests are withdrawn: 1." in question.text
    assert question.buttons == [["Erase everything about me"], ["← Back"]]
    assert told.text == ERASED
    assert told.buttons == []
    after = await person_of(staff.bot, citizen)
    assert after.id != before.id
    assert again.text.startswith("Hello! I am Dostyq.")
    seen = await staff.bot.app.services.own_requests.mine(before.id)
    assert [(one.number, one.state, one.name, one.phone) for one in seen.own] == [
        (request.number, RequestState.WITHDRAWN, "", "")
    ]
    assert (await staff.bot.app.services.own_requests.mine(after.id)).own == []


async def test_a_second_press_of_the_last_button_forgets_whoever_it_met(
    staff: Staff, expected_refusals: Counter[str]
) -> None:
    citizen = await staff.citizen()
    await citizen.start()
    await citizen.write("/privacy")
    question = await citizen.press("Erase me")
    expected_refusals["editMessageText"] += 1  # the screen says so already

    await citizen.press("Erase everything about me", on=question)
    await citizen.chat.press_old(question, "Erase everything about me")
    await staff.bot.settled()

    assert citizen.chat.last.text == ERASED
    assert await count(staff, ACCOUNTS, citizen) == 0
    assert await count(staff, PAYLOADS, citizen) == 0


async def count(staff: Staff, statement: str, citizen: Citizen) -> int:
    [row] = await staff.bot.database.fetch(statement, account=citizen.chat.id)
    return int(row["left_over"])
