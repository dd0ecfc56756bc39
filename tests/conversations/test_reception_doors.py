"""Other doors that may be quicker, and requests that are there already."""

import pytest

from bot.domain.reception.request import ReplyWay, Request
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import invited_coordinator, person_of, taken
from tests.conversations.running import RunningBot
from tests.conversations.writing_requests import (
    MATTER,
    SEND,
    at_check,
    at_matter,
    at_topic,
    draft_of,
    past_similar,
    region_button,
    request_of,
    requests_of,
    sent,
    topic_button,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

SOONER = "<b>This may be solved sooner elsewhere</b>"

LONGEST_COPY = 256

COUNTS = "SELECT region_code, month, shown, taken FROM door_counts WHERE door_id = :door_id"


async def counted(bot: RunningBot, door_id: str) -> list[tuple[str, str, int, int]]:
    rows = await bot.database.fetch(COUNTS, door_id=door_id)
    return [(row["region_code"], row["month"], row["shown"], row["taken"]) for row in rows]


async def at_doors(bot: RunningBot, somebody: Citizen, words: str = MATTER) -> None:
    """Write about water, for which there is another door."""
    await at_matter(bot, somebody, "water")
    await somebody.write(words)


async def test_the_door_of_the_topic_is_shown_with_a_text_to_copy(
    busy_bot: RunningBot, visitor: Citizen
) -> None:
    await at_doors(busy_bot, visitor)

    shown = visitor.chat.last
    door = busy_bot.directory.door("109")
    copied = await visitor.chat.press_old(shown, visitor.words("Copy a ready text"))
    assert door is not None
    assert visitor.words(SOONER) in shown.html
    for words in (visitor.reads(door.name), visitor.reads(door.purpose), door.phone):
        assert words in shown.text
    assert copied.copied is not None
    assert MATTER in copied.copied
    assert "{matter}" not in copied.copied
    assert len(copied.copied) <= LONGEST_COPY


async def test_a_long_matter_is_cut_so_that_the_text_can_be_copied(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_doors(busy_bot, somebody, "🙂" * 300)

    copied = await somebody.chat.press_old(somebody.chat.last, "Copy a ready text")

    assert copied.copied is not None
    assert len(copied.copied.encode("utf-16-le")) // 2 <= LONGEST_COPY
    assert copied.copied.startswith("🙂")
    assert "Address: …" in copied.copied


async def test_going_on_with_the_council_says_how_to_be_answered_in_the_same_press(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_doors(busy_bot, somebody)

    asked = await past_similar(somebody, await somebody.press("Go on, receive me in person"))

    draft = await draft_of(busy_bot, somebody)
    assert asked.text.startswith("Shall the council see your name?")
    assert draft is not None
    assert draft.reply_way is ReplyWay.MEETING


async def test_words_of_the_matter_tell_the_door_before_its_topic_does(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody, "water")

    shown = await somebody.write("В подъезде пахнет газом")

    assert shown.text.index("Emergency services, 112") < shown.text.index("City services, 109")


async def test_a_door_is_shown_and_counted_once_for_each_request(bot: RunningBot) -> None:
    somebody = await bot.meet("en")
    await at_doors(bot, somebody)
    await somebody.press("← Back")
    await somebody.press("Go on")
    asked = await somebody.press("Here, in this chat")
    await somebody.press("← Back", on=asked)
    await somebody.press("← Back")
    await somebody.press("Write it anew")

    again = await somebody.write("Все то же самое")

    assert again.text.startswith("Shall the council see your name?")
    assert await counted(bot, "109") == [("KZ-10", "2026-12", 1, 0)]


async def test_whoever_goes_there_leaves_no_request_and_is_counted(bot: RunningBot) -> None:
    somebody = await bot.meet("en")
    await at_doors(bot, somebody)

    thanks = await somebody.press("I will turn to City services, 109 (iKOMEK)")

    assert "City services, 109" in thanks.text
    assert "Nothing of what you wrote here is kept" in thanks.text
    assert await draft_of(bot, somebody) is None
    assert await requests_of(bot, somebody) == []
    assert await counted(bot, "109") == [("KZ-10", "2026-12", 1, 1)]


async def test_a_change_of_the_topic_shows_its_door_and_leads_back(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_check(busy_bot, somebody)

    await somebody.press("Change the topic")
    shown = await somebody.press("Family")
    check = await past_similar(somebody, await somebody.press("Go on with the council"))

    assert "Family, women’s and children’s rights, 111" in shown.text
    assert check.text.startswith("Check your request")


async def similar_to(bot: RunningBot, region: str, place_id: str) -> tuple[Request, Citizen]:
    """Let somebody have sent a request from where no other test writes, and somebody else write there."""
    first, second = await bot.meet("en"), await bot.meet("en")
    request = await sent(bot, first, place_id)
    await at_topic(bot, second, region)
    await second.press(topic_button(bot, second))
    await second.write(MATTER)
    return request, second


async def test_a_similar_request_is_shown_without_words_and_can_be_followed(
    busy_bot: RunningBot,
) -> None:
    request, somebody = await similar_to(busy_bot, "KZ-62", "region-ulytau")
    shown = somebody.chat.last

    followed = await somebody.press(f"Follow {request.number} instead")

    mine = await busy_bot.app.services.own_requests.mine((await person_of(busy_bot, somebody)).id)
    assert shown.text.startswith("There are requests like yours")
    assert f"{request.number}\nSent on Tue 1 Dec. Sent, not yet taken" in shown.text
    assert MATTER not in shown.text
    assert followed.text.startswith(f"You follow request {request.number}.")
    assert [card.id for card in mine.followed] == [request.id]
    assert mine.own == []
    assert await draft_of(busy_bot, somebody) is None


async def test_a_headline_tells_what_a_similar_request_is_about(bot: RunningBot) -> None:
    first, second = await bot.meet("en"), await bot.meet("en")
    colleague = await invited_coordinator(bot, await bot.meet("en"))
    await first.start()
    request = await sent(bot, first)
    await taken(bot, colleague, request)
    owner = (await person_of(bot, colleague)).id
    await bot.app.services.coordinating.entitle(request.id, owner, "Noise <at> night")

    await at_matter(bot, second)
    shown = await second.write(MATTER)

    assert f"{request.number}\nNoise <at> night\nSent on Tue 1 Dec. In progress" in shown.text


async def test_ones_own_is_sent_all_the_same(busy_bot: RunningBot) -> None:
    earlier, somebody = await similar_to(busy_bot, "KZ-33", "region-zhetisu")

    await somebody.press("Send mine all the same")
    await somebody.press("Here, in this chat")
    await somebody.press("Do not show my name")
    await somebody.press(SEND)

    assert (await request_of(busy_bot, somebody)).id != earlier.id


async def test_a_request_of_ones_own_is_opened_instead_of_followed(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    request = await sent(busy_bot, somebody, "region-north")
    await somebody.write("/request")
    await somebody.press(region_button(busy_bot, somebody, "KZ-59"))
    await somebody.press(topic_button(busy_bot, somebody))

    shown = await somebody.write(MATTER)

    assert f"{request.number} (yours)" in shown.text
    assert [f"Open {request.number}"] in shown.buttons


async def test_what_was_closed_meanwhile_cannot_be_followed_and_ones_own_can_be_sent(
    busy_bot: RunningBot,
) -> None:
    request, somebody = await similar_to(busy_bot, "KZ-23", "region-atyrau")
    await busy_bot.app.services.own_requests.withdraw(request.id, request.citizen_id)

    answer = await somebody.chat.press_old(somebody.chat.last, f"Follow {request.number} instead")
    asked = await somebody.press("Send mine all the same")

    assert answer.text == "There is no such request among yours."
    assert asked.text.startswith("How shall the council answer you?")
