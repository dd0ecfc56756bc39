"""Notices to those who work for councils: looked at once more, worded, and put into one message each."""

from functools import partial

from aiogram.methods import SendMessage

from bot.domain.astana_time import is_quiet, local
from bot.domain.outbox import OutboxNotice
from bot.domain.reception.errors import ReceptionRefusal
from bot.domain.reception.notices import (
    CareAlert,
    CitizenSaid,
    DeskDigest,
    GroupLost,
    NewRequests,
    NotDelivered,
    RequestMoved,
    RequestOpened,
)
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.policy import may
from bot.domain.reception.request import RequestCard
from bot.domain.reception.states import Act
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.reception.coordinating import Coordinating
from bot.services.reception.notices import ReceptionNotices
from handlers.carrying import with_piece
from handlers.coordination import notice_views as views
from handlers.coordination.desk.views import opened
from handlers.coordination.groups.views import group_lost
from handlers.navigation import keyboard
from handlers.notices import Outgoing
from handlers.screens import Screen

KINDS = (
    Kind.NEW,
    Kind.OPENED,
    Kind.SAID,
    Kind.MOVED,
    Kind.UNDELIVERED,
    Kind.CARE,
    Kind.DIGEST,
    Kind.GROUP_LOST,
)
"""The notices that are written here."""

WAKES = frozenset({Kind.CARE, Kind.OPENED})
"""Notices that make a sound at night too: somebody may be in danger, or the reader has just asked for it."""


class CoordinationNoticeComposer:
    """Writes what those who work for councils are told, in the language that is set around it."""

    def __init__(
        self, notices: ReceptionNotices, coordinating: Coordinating, places: Places, clock: Clock
    ) -> None:
        self._notices = notices
        self._coordinating = coordinating
        self._places = places
        self._clock = clock

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        """Give the message as things are at this moment; None where there is nothing to say any more."""
        now, directory = self._clock(), self._places.directory
        today, is_silent = local(now).date(), is_quiet(now) and notice.kind not in WAKES
        match await self._notices.prepare(notice):
            case NewRequests(cards=cards):
                screen = views.new(cards, directory, today)
            case RequestOpened() as found:
                return _words(notice, views.read(found, directory), is_silent=is_silent)
            case CitizenSaid() as found:
                return self._said(notice, found, is_silent=is_silent)
            case RequestMoved(card=card, entry=entry):
                screen = views.moved(card, entry, directory, today)
            case NotDelivered() as found:
                return _words(notice, views.undelivered(found, directory), is_silent=is_silent)
            case CareAlert(card=card):
                may_take = await self._may_take(notice, card)
                screen = views.care(card, directory, today, may_take=may_take)
            case DeskDigest() as found:
                screen = views.digest(found, directory)
            case GroupLost(council_id=council_id):
                screen = group_lost(council_id, directory)
            case _:
                return None
        return _message(notice, screen, is_silent=is_silent)

    async def delivered(self, notice: OutboxNotice, message_id: int) -> None:
        """Keep which request the message is about, so that a reply to it finds its way."""
        await self._notices.delivered(notice, message_id)

    async def _may_take(self, notice: OutboxNotice, card: RequestCard) -> bool:
        try:
            seen = await self._coordinating.card(card.id, notice.person_id)
        except ReceptionRefusal:
            return False
        return may(Act.TAKE, seen.standings)

    def _said(self, notice: OutboxNotice, found: CitizenSaid, *, is_silent: bool) -> Outgoing:
        """Put what the citizen said into one message: a file with its words under it, or the words alone."""
        directory, piece = self._places.directory, found.message.piece
        method = with_piece(
            notice.telegram_id,
            piece,
            views.pin(found, directory),
            partial(views.said, found, directory),
            keyboard(opened.rows_below_part(found.request)),
            is_silent=is_silent,
            is_protected=True,
        )
        return Outgoing(message=method)


def _message(notice: OutboxNotice, screen: Screen, *, is_silent: bool) -> Outgoing:
    return Outgoing(
        message=SendMessage(
            chat_id=notice.telegram_id,
            text=screen.text,
            reply_markup=screen.keyboard,
            disable_notification=is_silent,
        )
    )


def _words(notice: OutboxNotice, screen: Screen, *, is_silent: bool) -> Outgoing:
    """Give a message that holds a citizen's words or contact: it can be neither forwarded nor saved."""
    return Outgoing(
        message=SendMessage(
            chat_id=notice.telegram_id,
            text=screen.text,
            reply_markup=screen.keyboard,
            disable_notification=is_silent,
            protect_content=True,
        )
    )
