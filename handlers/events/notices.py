"""Notices about events: looked at once more, worded, and put into one message each."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageText,
    SendDocument,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InputMediaPhoto

from bot.domain.astana_time import is_quiet
from bot.domain.events.changes import LOUD
from bot.domain.events.notices import EventChanged, NewEvents, OfferExpired, ReminderDue, SeatsOffered
from bot.domain.outbox import OutboxNotice
from bot.ports.clock import Clock
from bot.services.events.calendar_file import calendar_file, file_name
from bot.services.events.notices import EventNotices
from bot.services.places import Places
from handlers.events.views import change_notice, lines
from handlers.events.views import notices as views
from handlers.events.views.card import card as event_card
from handlers.fitting import LONGEST_CAPTION, LONGEST_MESSAGE
from handlers.notices import Outgoing
from handlers.screens import Screen
from handlers.words import current_language


class EventNoticeComposer:
    """Writes what people are told about events, in the language that is set around it.

    `username` gives the bot's own, for the links in calendar files.
    """

    def __init__(
        self, notices: EventNotices, places: Places, clock: Clock, username: Callable[[], Awaitable[str]]
    ) -> None:
        self._notices = notices
        self._places = places
        self._clock = clock
        self._username = username

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        """Give the message as the event is at this moment; None where there is nothing to say any more."""
        directory = self._places.directory
        match await self._notices.prepare(notice):
            case None:
                return None
            case EventChanged() as change:
                return await self._changed(notice, change)
            case ReminderDue(card=card):
                screen = views.reminder(card, directory, self._clock())
            case SeatsOffered(card=card):
                screen = views.seats_offered(card, directory)
            case OfferExpired(card=card):
                screen = views.offer_expired(card, directory)
            case NewEvents(events=events):
                screen = views.digest(events, directory)
        return Outgoing(message=_message(notice, screen, is_silent=is_quiet(self._clock())))

    async def delivered(self, notice: OutboxNotice, _message_id: int) -> None:
        """Keep that the person knows the event as they were told of it."""
        await self._notices.delivered(notice)

    async def _changed(self, notice: OutboxNotice, change: EventChanged) -> Outgoing | None:
        mine, now = change.card.mine, self._clock()
        has_calendar = mine is not None and mine.has_calendar
        longest = LONGEST_CAPTION if has_calendar else LONGEST_MESSAGE
        screen = change_notice.changed(change, self._places.directory, longest)
        if screen is None:
            return None
        is_silent = is_quiet(now) or LOUD.isdisjoint(change.changes)
        message: SendMessage | SendDocument = _message(notice, screen, is_silent=is_silent)
        if has_calendar:
            message = SendDocument(
                chat_id=notice.telegram_id,
                document=await self._calendar_file(change),
                caption=screen.text,
                reply_markup=screen.keyboard,
                disable_notification=is_silent,
            )
        return Outgoing(message=message, edits=self._edits(notice, change))

    async def _calendar_file(self, change: EventChanged) -> BufferedInputFile:
        event = change.card.event
        where = lines.plain_where(event.details, self._places.directory)
        link = f"https://t.me/{await self._username()}?start=event_{event.id}"
        file = calendar_file(event, current_language(), where, link, self._clock())
        return BufferedInputFile(file, file_name(event))

    def _edits(self, notice: OutboxNotice, change: EventChanged) -> tuple[TelegramMethod[Any], ...]:
        """Bring the earlier card up to date; under a picture it has to be short enough for a caption."""
        mine, event, had_picture = change.card.mine, change.card.event, change.known.details.picture
        if mine is None or mine.card_message_id is None:
            return ()
        shown = change.card
        if had_picture and not event.details.picture:
            with_picture = replace(event.details, picture=had_picture)
            shown = replace(shown, event=replace(event, details=with_picture))
        screen = event_card(shown, self._places.directory, self._clock())
        return (_edit(notice.telegram_id, mine.card_message_id, screen, had_picture),)


def _message(notice: OutboxNotice, screen: Screen, *, is_silent: bool) -> SendMessage:
    return SendMessage(
        chat_id=notice.telegram_id,
        text=screen.text,
        reply_markup=screen.keyboard,
        disable_notification=is_silent,
    )


def _edit(chat_id: int, message_id: int, screen: Screen, had_picture: str) -> TelegramMethod[Any]:
    if not had_picture:
        return EditMessageText(
            chat_id=chat_id, message_id=message_id, text=screen.text, reply_markup=screen.keyboard
        )
    if screen.photo != had_picture:
        picture = InputMediaPhoto(media=screen.photo, caption=screen.text)
        return EditMessageMedia(
            chat_id=chat_id, message_id=message_id, media=picture, reply_markup=screen.keyboard
        )
    return EditMessageCaption(
        chat_id=chat_id, message_id=message_id, caption=screen.text, reply_markup=screen.keyboard
    )
