"""From a row of the outbox to the one message that a person gets, and the earlier card brought up to date."""

from typing import Any, NamedTuple

import icalendar
import pytest
from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageText,
    SendDocument,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, Chat, InputMediaPhoto, Message

from bot.domain.events.edits import Edit, described, starting, with_fields
from bot.domain.events.event import Event
from bot.domain.events.reminders import Lead
from bot.domain.events.subscriptions import Subscription, SubscriptionKind
from bot.domain.language import Language
from bot.domain.outbox import OutboxNotice
from bot.services.events.notices import KINDS
from handlers.events.notices import EventNoticeComposer
from handlers.notices import NoticeComposer, Outgoing
from handlers.words import create_i18n
from storage.database import Database
from tests.services.events.small_world import TUESDAY, SmallWorld, small_world

pytest_plugins = ("tests.storage.databases",)

CARD = 77
"""The number of the earlier card in the chat."""


ARRIVED = Message(message_id=78, date=TUESDAY, chat=Chat(id=100, type="private"))


class Desk(NamedTuple):
    """A small world, and the composer that writes its notices."""

    world: SmallWorld
    composer: NoticeComposer

    async def due(self) -> list[OutboxNotice]:
        """Give what the outbox holds once the scheduler has looked."""
        await self.world.tick()
        return list(await self.world.outbox.due(self.world.time, 100, at_night=False))

    async def composed(self) -> Outgoing:
        """Write the one message that is due."""
        [notice] = await self.due()
        outgoing = await self.composer.compose(notice)
        assert outgoing is not None
        return outgoing


@pytest.fixture
async def desk(sqlite_database: Database) -> Desk:
    world = await small_world(sqlite_database, people=1)

    async def username() -> str:
        return "dostyq_bot"

    services = world.services
    events = EventNoticeComposer(services.event_notices, services.places, lambda: world.time, username)
    return Desk(world, NoticeComposer(create_i18n(), dict.fromkeys(KINDS, events)))


async def joined(world: SmallWorld, *edits: Edit) -> Event:
    """Give an event to which the one person comes, who sees its card."""
    event, [person] = await world.event(*edits), world.people
    await world.services.attending.come(event.id, person, 1)
    await world.services.attending.remember_card(event.id, person, CARD)
    return event


async def edit(world: SmallWorld, event: Event, change: Edit) -> None:
    """Change the event, and let the editor settle."""
    await world.services.editing.change(event.id, world.editor, change)
    world.pass_time(minutes=11)


def later(event: Event) -> Edit:
    return starting(event.starts_at.replace(hour=event.starts_at.hour + 1))


def sent(message: TelegramMethod[Any]) -> SendMessage:
    assert isinstance(message, SendMessage)
    return message


async def test_a_moved_event_rings_and_its_card_is_put_right(desk: Desk) -> None:
    event = await joined(desk.world)
    await edit(desk.world, event, later(event))

    outgoing = await desk.composed()

    message = sent(outgoing.message)
    assert message.chat_id == 100
    assert "Концерт" in message.text
    assert "<s>" in message.text
    assert message.disable_notification is False
    [card] = outgoing.edits
    assert isinstance(card, EditMessageText)
    assert (card.chat_id, card.message_id) == (100, CARD)
    assert "19:00" in (card.text or "")
    assert "18:00" not in (card.text or "")


async def test_a_new_text_does_not_ring(desk: Desk) -> None:
    event = await joined(desk.world)
    await edit(desk.world, event, described(Language.KAZAKH, "Жаңа мәтін"))

    message = sent((await desk.composed()).message)

    assert "Жаңа мәтін" in message.text
    assert message.disable_notification is True


async def test_an_urgent_notice_does_not_ring_at_night(desk: Desk) -> None:
    event = await joined(desk.world, starting(desk.world.time.replace(hour=18)))
    desk.world.pass_time(hours=12)
    await edit(desk.world, event, later(event))

    message = sent((await desk.composed()).message)

    assert "<s>" in message.text
    assert message.disable_notification is True


async def test_whoever_has_the_calendar_file_gets_a_new_one_with_the_notice_as_its_caption(
    desk: Desk,
) -> None:
    event, [person] = await joined(desk.world), desk.world.people
    await desk.world.services.attending.take_calendar(event.id, person)
    await edit(desk.world, event, later(event))

    message = (await desk.composed()).message

    assert isinstance(message, SendDocument)
    assert "<s>" in (message.caption or "")
    assert isinstance(message.document, BufferedInputFile)
    assert message.document.filename == f"dostyq-{event.id}.ics"
    [entry] = icalendar.Calendar.from_ical(message.document.data).walk("VEVENT")
    assert entry["SEQUENCE"] == event.version + 1
    assert entry["URL"] == f"https://t.me/dostyq_bot?start=event_{event.id}"
    assert entry["STATUS"] == "CONFIRMED"


async def test_the_calendar_file_of_a_cancelled_event_takes_it_out(desk: Desk) -> None:
    event, [person] = await joined(desk.world), desk.world.people
    await desk.world.services.attending.take_calendar(event.id, person)
    await desk.world.services.editing.cancel(event.id, desk.world.editor)
    desk.world.pass_time(minutes=11)

    message = (await desk.composed()).message

    assert isinstance(message, SendDocument)
    assert isinstance(message.document, BufferedInputFile)
    calendar = icalendar.Calendar.from_ical(message.document.data)
    assert calendar["METHOD"] == "CANCEL"
    assert message.disable_notification is False


@pytest.mark.parametrize(
    ("had", "has", "method"),
    [
        ("old", "old", EditMessageCaption),
        ("old", "", EditMessageCaption),
        ("old", "new", EditMessageMedia),
        ("", "new", EditMessageText),
    ],
)
async def test_a_card_with_a_picture_is_edited_as_one(
    desk: Desk, had: str, has: str, method: type[TelegramMethod[Any]]
) -> None:
    event = await joined(desk.world, with_fields(picture=had))
    await edit(desk.world, event, later(event))
    await desk.world.services.editing.change(event.id, desk.world.editor, with_fields(picture=has))
    desk.world.pass_time(minutes=11)

    [card] = (await desk.composed()).edits

    assert type(card) is method
    if isinstance(card, EditMessageMedia):
        assert isinstance(card.media, InputMediaPhoto)
        assert card.media.media == has
        assert "19:00" in (card.media.caption or "")


async def test_once_delivered_the_change_is_known_and_not_told_again(desk: Desk) -> None:
    event = await joined(desk.world)
    await edit(desk.world, event, later(event))
    [notice] = await desk.due()

    await desk.composer.delivered(notice, ARRIVED)

    assert await desk.composer.compose(notice) is None


async def test_a_reminder_goes_out_in_the_persons_language(desk: Desk) -> None:
    event, [person] = await joined(desk.world), desk.world.people
    await desk.world.services.attending.remind(event.id, person, Lead.TWO_HOURS)
    desk.world.pass_time(hours=(event.starts_at - desk.world.time).total_seconds() / 3600 - 2)

    message = sent((await desk.composed()).message)

    assert "сенбі" in message.text
    assert message.disable_notification is False


async def test_a_digest_names_what_is_new_and_goes_to_whoever_wanted_it(desk: Desk) -> None:
    [person] = desk.world.people
    wish = Subscription(SubscriptionKind.REGION, "KZ-10")
    await desk.world.services.subscribing.toggle(person, wish, wanted=True)
    desk.world.pass_time(minutes=1)
    await desk.world.event(starting(desk.world.time.replace(day=20)))
    desk.world.pass_time(days=6)

    message = sent((await desk.composed()).message)

    assert "1. <b>Концерт</b>" in message.text


async def test_what_is_no_longer_true_is_not_written(desk: Desk) -> None:
    event, [person] = await joined(desk.world), desk.world.people
    await edit(desk.world, event, later(event))
    [notice] = await desk.due()
    await desk.world.services.attending.leave(event.id, person)

    assert await desk.composer.compose(notice) is None
