"""Notices to citizens about requests: looked at once more, worded, and put into one message each."""

from aiogram.methods import SendMessage

from bot.domain.astana_time import is_quiet, local
from bot.domain.outbox import OutboxNotice
from bot.domain.reception.notices import CouncilSpoke, FollowedNews, ReceptionNoticeKind, RequestNews
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.reception.notices import ReceptionNotices
from handlers.carrying import is_cut, with_piece
from handlers.navigation import keyboard
from handlers.notices import Outgoing
from handlers.reception import news_views, notice_views
from handlers.screens import Screen

KINDS = (ReceptionNoticeKind.MESSAGE, ReceptionNoticeKind.NEWS, ReceptionNoticeKind.FOLLOWED)
"""The notices to citizens; those to coordinators are worded elsewhere."""


class ReceptionNoticeComposer:
    """Writes what citizens are told of requests, in the language that is set around it."""

    def __init__(self, notices: ReceptionNotices, places: Places, clock: Clock) -> None:
        self._notices = notices
        self._places = places
        self._clock = clock

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        """Give the message as the request is at this moment; None where there is nothing to say any more.

        Raises KeyError for a notice that is not a citizen's.
        """
        directory, now = self._places.directory, self._clock()
        match await self._notices.prepare(notice):
            case None:
                return None
            case CouncilSpoke() as spoke:
                return self._spoken(notice, spoke)
            case RequestNews() as told:
                return self._screen(notice, news_views.news(told, directory, local(now).date()))
            case FollowedNews() as told:
                return self._screen(notice, notice_views.followed(told, directory))
        raise KeyError(notice.kind)

    async def delivered(self, notice: OutboxNotice, message_id: int) -> None:
        """Keep which request the message is about, so that a reply to it finds its way."""
        await self._notices.delivered(notice, message_id)

    def _spoken(self, notice: OutboxNotice, spoke: CouncilSpoke) -> Outgoing:
        """Put the council's words into a heading, or its file into a message with one."""
        directory, piece = self._places.directory, spoke.message.piece

        def write(words_of_council: str) -> str:
            return notice_views.around(spoke, directory, words_of_council)

        message = with_piece(
            notice.telegram_id,
            piece,
            notice_views.pin(spoke, directory),
            write,
            keyboard(notice_views.rows(spoke, is_cut=is_cut(piece, write))),
            is_silent=is_quiet(self._clock()),
        )
        return Outgoing(message=message)

    def _screen(self, notice: OutboxNotice, screen: Screen) -> Outgoing:
        return Outgoing(
            message=SendMessage(
                chat_id=notice.telegram_id,
                text=screen.text,
                reply_markup=screen.keyboard,
                disable_notification=is_quiet(self._clock()),
            )
        )
