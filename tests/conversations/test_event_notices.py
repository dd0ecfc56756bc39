"""What the bot says by itself about events: it reaches the chat, and every button under it answers."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.events.edits import starting
from bot.domain.events.event import Event
from bot.domain.language import Language
from sandbox import SeenMessage, StillClock
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import an_editor, call_off, put_on
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")


TITLE = "Ән & жыр"
IN_HTML = "Ән &amp; жыр"


async def announced(bot: RunningBot, **fields: Any) -> Event:
    """Announce an event of Semey, in four days at ten in the morning."""
    return await put_on(bot, TITLE, bot.now() + timedelta(days=4), **fields)


async def told(bot: RunningBot, somebody: Citizen) -> SeenMessage:
    """Let the scheduler look and the notifier send, and see the first that comes of it."""
    services = bot.app.services
    await services.following.tell_changes()
    await services.following.expire_offers()
    await services.following.remind()
    bot.app.notifier.nudge()
    return await somebody.chat.reply()


async def coming(bot: RunningBot, event: Event, language: Language) -> Citizen:
    """Give somebody who has said on the card that they come."""
    somebody = await bot.meet(language)
    await somebody.start(f"event_{event.id}")
    await somebody.chat.reply()
    await somebody.press("I am coming")
    return somebody


async def test_a_moved_event_is_told_with_a_new_calendar_file_and_its_card_is_put_right(
    bot: RunningBot, clock: StillClock, language: Language
) -> None:
    event = await announced(bot)
    somebody = await coming(bot, event, language)
    await somebody.press("Add to my calendar")
    later, editor = starting(event.starts_at + timedelta(hours=1)), await an_editor(bot)
    await bot.app.services.editing.change(event.id, editor.id, later)
    clock.advance(timedelta(minutes=11).total_seconds())

    await told(bot, somebody)  # the card is put right first
    notice = await somebody.chat.reply()

    assert notice.raw["document"]["file_name"] == f"dostyq-{event.id}.ics"
    assert somebody.words("<b>Changed: {title}</b>", title=IN_HTML) in notice.html
    assert "<s>" in notice.html
    assert "10:00" in notice.text
    assert "11:00" in notice.text
    card = next(one for one in somebody.chat.messages if one.button(somebody.words("My ticket")))
    assert card.id < notice.id
    assert "11:00" in card.text
    assert "10:00" not in card.text
    opened = await somebody.press("Open the event", on=notice)
    assert "11:00" in opened.text
    left = await somebody.press("I can't after all", on=notice)
    assert left.text


async def test_a_cancelled_event_is_said_so_in_the_first_line(
    bot: RunningBot, clock: StillClock, language: Language
) -> None:
    event = await announced(bot)
    somebody = await coming(bot, event, language)
    await call_off(bot, event)
    clock.advance(timedelta(minutes=11).total_seconds())

    await told(bot, somebody)  # the card is put right first
    notice = await somebody.chat.reply()

    first, *_ = notice.html.splitlines()
    assert first == somebody.words("<b>Cancelled: {title}</b>", title=IN_HTML)
    assert notice.buttons == [somebody.labels("Open the event"), somebody.labels("What is on")]
    assert (await somebody.press("Open the event", on=notice)).text


async def test_a_reminder_can_be_answered_and_ended(
    bot: RunningBot, clock: StillClock, language: Language
) -> None:
    event = await announced(bot)
    somebody = await coming(bot, event, language)
    clock.advance(timedelta(days=3).total_seconds())

    reminder = await told(bot, somebody)
    ticket = await somebody.press("My ticket", on=reminder)
    ended = await somebody.press("No more reminders for this event", on=reminder)

    assert reminder.text.startswith(somebody.words("Tomorrow: {title}", title=TITLE))
    assert "photo" in ticket.raw
    assert ended.text


async def test_a_seat_that_becomes_free_is_offered_to_whoever_waits_and_then_to_nobody(
    bot: RunningBot, clock: StillClock, language: Language
) -> None:
    event = await announced(bot, capacity=1)
    first = await coming(bot, event, language)
    second = await bot.meet(language)
    await second.start(f"event_{event.id}")
    await second.chat.reply()
    await second.press("Join the waiting list")
    person = await bot.app.services.people.meet(first.chat.id, None)
    await bot.app.services.attending.leave(event.id, person.id)

    offer = await told(bot, second)
    clock.advance(timedelta(days=1, hours=1).total_seconds())
    expired = await told(bot, second)
    card = await second.press("Join the waiting list again", on=expired)
    late = await second.press("Take the seat", on=offer)

    assert offer.html.startswith(second.words("<b>There is room for you: {title}</b>", title=IN_HTML))
    assert second.labels("Take the seat", "No, thanks") in offer.buttons
    assert expired.html.startswith(
        second.words("<b>No seat is kept for you any more: {title}</b>", title=IN_HTML)
    )
    assert second.labels("I am coming") in card.buttons
    assert late.text
