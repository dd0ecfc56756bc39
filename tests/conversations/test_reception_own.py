"""A citizen follows their request from its page to its end."""

from datetime import timedelta

import pytest

from bot.domain.language import Language
from bot.domain.reception.request import CloseReason
from bot.domain.reception.states import RequestState
from sandbox import StillClock
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import person_of, sent, told_all
from tests.conversations.council_at_work import matter
from tests.conversations.running import RunningBot
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_request_stands_in_the_list_as_staff_see_it(bot: RunningBot, language: Language) -> None:
    citizen = await bot.meet(language)
    request = await sent(bot, citizen)

    listed = await citizen.press("My requests", on=await citizen.write("/menu"))
    page = await citizen.press(f"1. {request.number} · {_topic(bot, citizen)}")
    back = await citizen.press("← My requests")

    assert request.number in listed.text
    assert citizen.words("Sent, not yet taken") in listed.text
    assert citizen.words("Sent, not yet taken") in page.text
    assert "The street lamp" in page.text
    assert back.text == listed.text


async def test_a_link_to_a_request_opens_for_its_author_alone(bot: RunningBot) -> None:
    citizen, other = await bot.meet(Language.ENGLISH), await bot.meet(Language.ENGLISH)
    request = await sent(bot, citizen)

    await citizen.start(f"my_{request.number}")
    page = await citizen.chat.reply()
    await other.start(f"my_{request.number}")
    refused = await other.chat.reply()

    assert page.text.startswith(f"Request {request.number}")
    assert "The street lamp" not in refused.text
    assert "no such request among yours" in refused.text


async def test_somebody_elses_request_can_be_neither_read_nor_moved(bot: RunningBot) -> None:
    citizen, other = await bot.meet(Language.ENGLISH), await bot.meet(Language.ENGLISH)
    request = await sent(bot, citizen)
    await other.start()
    number = request.id
    forged = (
        f"rq:{number}",
        f"qw:{number}:",
        f"qf:{number}:0",
        f"qa:{number}",
        f"qy:{number}",
        f"qs:{number}:1:0",
    )

    for data in forged:
        answer = await other.chat.press_data(other.chat.last, data)
        assert answer.text == "There is no such request among yours.", data

    assert (await bot.app.services.own_requests.open(number, request.citizen_id)).request == request


async def test_a_matter_that_is_solved_is_confirmed_once_and_rated(
    bot: RunningBot, language: Language
) -> None:
    one = await matter(bot, language)
    citizen = one.citizen
    answer = await one.answer("The lamp will be mended on Friday.")

    asked = await citizen.press("It is solved", on=answer)
    again = await citizen.press("It is solved", on=answer)
    page = await citizen.press("5 – very good", on=again)

    assert citizen.words("How did the council work on it?") in asked.text
    assert again.text == asked.text
    assert citizen.words("Solved") in page.text
    request = await one.now()
    assert (request.state, request.rating) == (RequestState.CONFIRMED, 5)
    assert answer.text in [message.text for message in citizen.chat.messages], "the council's words stay"


async def test_a_matter_that_is_not_solved_goes_on_with_a_new_promise(
    bot: RunningBot, clock: StillClock
) -> None:
    one = await matter(bot, Language.ENGLISH)
    promised = (await one.now()).clock.answer_due_on
    answer = await one.answer("The lamp shines.")
    clock.advance(timedelta(days=10).total_seconds())

    goes_on = await one.citizen.press("It is not solved", on=answer)

    request = await one.now()
    assert request.state is RequestState.REOPENED
    assert request.clock.answer_due_on > promised
    assert "Answer by" in goes_on.text
    assert ["Say what is missing"] in goes_on.buttons


async def test_after_a_month_a_matter_cannot_be_reopened(bot: RunningBot, clock: StillClock) -> None:
    one = await matter(bot, Language.ENGLISH)
    answer = await one.answer("The lamp shines.")
    clock.advance(timedelta(days=31).total_seconds())

    refused = await one.citizen.chat.press_old(answer, "It is not solved")

    assert "Too much time has passed" in (refused.text or "")
    assert (await one.now()).state is RequestState.ANSWERED


async def test_a_request_is_withdrawn_only_after_a_second_thought(
    bot: RunningBot, language: Language
) -> None:
    one = await matter(bot, language)
    citizen = one.citizen
    await one.open()

    await citizen.press("Withdraw the request")
    kept = await citizen.press("No, keep it")
    await citizen.press("Withdraw the request")
    gone = await citizen.press("Yes, withdraw it")

    assert citizen.words("In progress") in kept.text
    assert citizen.words("Withdrawn") in gone.text
    assert citizen.labels("Withdraw the request") not in gone.buttons
    assert (await one.now()).state is RequestState.WITHDRAWN


async def test_the_page_offers_what_the_state_allows_and_nothing_else(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    labels = {}

    async def offered() -> set[str]:
        return {label for row in (await one.open()).buttons for label in row}

    labels["in progress"] = await offered()
    await one.ask("Which house is it?")
    labels["waiting"] = await offered()
    await one.propose(bot.now() + timedelta(days=2), "Abai street 1")
    labels["proposed"] = await offered()
    await bot.app.services.moving.close(one.request.id, one.owner_id, CloseReason.SOLVED, "")
    labels["closed"] = await offered()

    leave = {"← My requests", "Menu"}
    assert labels["in progress"] == leave | {"Add something", "Withdraw the request"}
    assert labels["waiting"] == leave | {"Reply", "Withdraw the request"}
    assert labels["proposed"] == leave | {"I will come", "Another time", "Reply", "Withdraw the request"}
    assert labels["closed"] == leave | {"Add something", "It is solved", "It is not solved"}


async def test_the_clock_is_said_to_stand_still_while_the_council_waits(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.ask("Which house is it?")

    page = await one.open()

    assert "The clock has stood still since Tuesday, 1 December 2026" in page.text
    assert "Which house is it?" in page.text
    assert "the council asked you something" in page.text


async def test_a_long_matter_is_cut_on_the_page_and_read_in_full(bot: RunningBot) -> None:
    words = "Тротуар & двор <разбиты>. " * 110
    one = await matter(bot, Language.ENGLISH, words)
    for number in range(6):
        await one.answer(f"Answer {number}. " + "We work on it. " * 150)
    page = await one.open()

    last = await one.citizen.press("Read in full", on=page)
    first = last
    while any("← Previous" in row for row in first.buttons):
        first = await one.citizen.press("← Previous", on=first)

    assert len(page.text) <= 4096
    assert words.strip() not in page.text
    assert words.strip() in first.text
    assert "Answer 5." in last.text


async def test_lists_show_eight_at_a_time_with_followed_ones_below(bot: RunningBot) -> None:
    others, citizen = [await bot.meet(Language.ENGLISH) for _ in range(6)], await bot.meet(Language.ENGLISH)
    person = await person_of(bot, citizen)
    mine = [await sent(bot, citizen, key=str(number)) for number in range(4)]
    followed = [await sent(bot, other, name="Somebody Else") for other in others]
    for request in followed:
        await bot.app.services.own_requests.follow(request.id, person.id)

    first = await citizen.press("My requests", on=await citizen.write("/menu"))
    second = await citizen.press("Next →")

    assert sum(request.number in first.text for request in mine) == 4
    assert "Requests that you follow" in first.text
    assert len([row for row in first.buttons if row[0][0].isdigit()]) == 8
    assert len([row for row in second.buttons if row[0][0].isdigit()]) == 2
    assert "Somebody Else" not in first.text


async def test_a_followed_request_shows_its_state_alone_and_can_be_left(bot: RunningBot) -> None:
    author, citizen = await bot.meet(Language.ENGLISH), await bot.meet(Language.ENGLISH)
    person = await person_of(bot, citizen)
    request = await sent(bot, author, "A secret of mine", name="Somebody Else")
    await bot.app.services.own_requests.follow(request.id, person.id)
    await citizen.press("My requests", on=await citizen.write("/menu"))

    shown = await citizen.press(f"1. {request.number} · {_topic(bot, citizen)}")
    left = await citizen.press("Stop following")

    assert citizen.words("State: {state}", state=citizen.words("Sent, not yet taken")) in shown.text
    assert "A secret" not in shown.text
    assert "Somebody Else" not in shown.text
    assert request.number not in left.text
    await told_all(bot)


async def test_what_was_sent_can_be_seen_again(bot: RunningBot) -> None:
    citizen = await bot.meet(Language.ENGLISH)
    request = await sent(bot, citizen)
    await citizen.start(f"my_{request.number}")
    await citizen.chat.reply()
    await citizen.press("Add something")
    await citizen.chat.send_album([png(), png()], caption="Both sides")
    await citizen.chat.reply()
    await bot.settled()
    await citizen.press("Add something")
    await citizen.chat.share_location(50.41, 80.25)
    await citizen.chat.reply()
    await citizen.press("Open the request")

    await citizen.chat.press("Show files")
    album = [await citizen.chat.reply(), await citizen.chat.reply()]
    place, said = await citizen.chat.reply(), await citizen.chat.reply()

    assert [one.media for one in album] == ["photo", "photo"]
    assert album[0].album == album[1].album is not None
    assert request.number in album[0].text
    assert "Both sides" in album[0].text
    assert place.location == (50.41, 80.25)
    assert said.text.startswith("3 files")


def _topic(bot: RunningBot, citizen: Citizen, topic_id: str = "roads") -> str:
    topic = bot.directory.topic(topic_id)
    assert topic is not None
    return citizen.reads(topic.name)
