"""“Tell us what is wrong”: from a card to the editors."""

import pytest

from bot.domain.corrections import LONGEST_CORRECTION, Subject
from sandbox import Fault
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASKED = "What is wrong or missing?"
THANKS = "Thank you. The editors will check it and correct the directory."


async def begin(somebody: Citizen, payload: str = "house_semey") -> None:
    """Open a card and press “Tell us what is wrong” on it."""
    await somebody.start(payload)
    card = await somebody.chat.reply()
    asked = await somebody.press("Tell us what is wrong", on=card)
    assert asked.text == somebody.words.beginning(ASKED)
    assert asked.id > card.id, "the card stays readable"


async def kept_texts(bot: RunningBot) -> list[str]:
    return [correction.text for correction in await bot.corrections()]


@pytest.mark.parametrize(
    ("payload", "subject", "subject_id"),
    [("house_semey", Subject.HOUSE, "semey"), ("school_semey-korean", Subject.SCHOOL, "semey-korean")],
)
async def test_what_is_written_reaches_the_editors_without_a_name(
    visitor: Citizen, busy_bot: RunningBot, payload: str, subject: Subject, subject_id: str
) -> None:
    await begin(visitor, payload)

    thanks = await visitor.write("<Шәкәрім көшесі, 1> & 2-қабат 🙂")

    assert thanks.text == visitor.words(THANKS)
    assert thanks.buttons == [visitor.labels("Menu")]
    kept = (await busy_bot.corrections())[-1]
    assert (kept.subject, kept.subject_id) == (subject, subject_id)
    assert kept.text == "<Шәкәрім көшесі, 1> & 2-қабат 🙂"
    assert kept.written_at == busy_bot.now()


async def test_after_the_thanks_a_text_is_a_place_again(visitor: Citizen, busy_bot: RunningBot) -> None:
    await begin(visitor)
    await visitor.write("Жабылған")
    count = len(await busy_bot.corrections())

    await visitor.write("Семей")

    assert len(await busy_bot.corrections()) == count


async def test_cancel_keeps_nothing_and_leads_to_the_menu(visitor: Citizen, busy_bot: RunningBot) -> None:
    count = len(await busy_bot.corrections())
    await begin(visitor)

    menu = await visitor.press("Cancel")
    await visitor.write("Семей")

    assert menu.text == visitor.words("What are you looking for?")
    assert len(await busy_bot.corrections()) == count


async def test_a_correction_too_long_is_said_by_how_much_and_can_be_sent_again(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    await begin(visitor)

    refused = await visitor.write("ә" * (LONGEST_CORRECTION + 21))
    thanks = await visitor.write("ә" * LONGEST_CORRECTION)

    assert refused.text == visitor.words.counted(
        "That is {count} character too long. Shorten it and send it again.",
        "That is {count} characters too long. Shorten it and send it again.",
        21,
    )
    assert refused.buttons == [visitor.labels("Cancel")]
    assert thanks.text == visitor.words(THANKS)
    assert (await kept_texts(busy_bot))[-1] == "ә" * LONGEST_CORRECTION


async def test_a_photo_or_a_place_instead_of_words_is_answered_and_the_form_stays_open(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    await begin(visitor)

    await visitor.chat.send_photo(b"a picture of the door", caption="көше")
    of_photo = await visitor.chat.reply()
    of_place = await visitor.share(50.4, 80.2)
    await visitor.write("Көше аты өзгерген")

    assert (
        of_photo.text
        == of_place.text
        == visitor.words.counted(
            "Write what is wrong in words, up to {count} character.",
            "Write what is wrong in words, up to {count} characters.",
            LONGEST_CORRECTION,
        )
    )
    assert (await kept_texts(busy_bot))[-1] == "Көше аты өзгерген"


@pytest.mark.parametrize("way_out", ["/help", "/houses", "/schools", "/start", "/privacy", "/nonsense"])
async def test_a_command_leaves_the_form(visitor: Citizen, busy_bot: RunningBot, way_out: str) -> None:
    count = len(await busy_bot.corrections())
    await begin(visitor)

    await visitor.write(way_out)
    found = await visitor.write("Алматы")

    assert len(await busy_bot.corrections()) == count
    assert "\n\n1. " in found.text


@pytest.mark.parametrize("key", ["Find near me", "Houses of Friendship", "Language lessons", "Menu"])
async def test_a_key_under_the_text_field_leaves_the_form(
    visitor: Citizen, busy_bot: RunningBot, key: str
) -> None:
    count = len(await busy_bot.corrections())
    await begin(visitor)

    await visitor.write(visitor.words(key))
    found = await visitor.write("Алматы")

    assert len(await busy_bot.corrections()) == count
    assert "\n\n1. " in found.text


async def test_a_button_of_another_message_leaves_the_form(visitor: Citizen, busy_bot: RunningBot) -> None:
    menu = await visitor.press("Menu")
    count = len(await busy_bot.corrections())
    await begin(visitor)

    await visitor.press("Find a House of Friendship", on=menu)
    found = await visitor.write("Алматы")

    assert len(await busy_bot.corrections()) == count
    assert "\n\n1. " in found.text


async def test_a_form_survives_a_restart_of_the_bot(bot: RunningBot) -> None:
    somebody = await bot.meet("kk")
    await begin(somebody)

    await bot.restart()

    assert (await somebody.write("Телефоны өзгерген")).text == somebody.words(THANKS)
    assert await kept_texts(bot) == ["Телефоны өзгерген"]


async def test_a_correction_delivered_twice_is_kept_and_thanked_for_once(bot: RunningBot) -> None:
    somebody = await bot.meet("ru")
    await begin(somebody)
    # Telegram hears no confirmation: each further getUpdates fails until the bot is stopped.
    bot.sandbox.faults.add(Fault(kind="server_error", method="getUpdates"))
    assert (await somebody.write("Переехали")).text == somebody.words(THANKS)
    assert len(bot.telegram.updates) > 0, "the update is still to be delivered"

    await bot.stop()
    bot.sandbox.faults.clear()
    await bot.start()
    await bot.settled()

    await somebody.write("/help")
    assert await kept_texts(bot) == ["Переехали"]
    assert [message.text for message in somebody.chat.messages].count(somebody.words(THANKS)) == 1


async def test_a_forged_button_opens_no_form(visitor: Citizen) -> None:
    message = await visitor.write("/menu")
    await visitor.chat.press_data(message, "fix:house:no-such-house")
    answer = await visitor.chat.reply()

    assert answer.text == visitor.words("This place is no longer in the directory.")
