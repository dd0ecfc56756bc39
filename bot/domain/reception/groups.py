"""The group in Telegram where a council sees its requests, as cards."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.errors import GroupNotYours
from bot.domain.reception.request import RequestCard

GROUP_PREFIX = "council_"
"""How the payload begins of the link that puts the bot into a council's group; a token follows."""

LINK_LASTS = timedelta(days=1)
"""How long the link can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLink:
    """A link that connects a group to a council, for one person and once; `expires_at` is aware UTC."""

    council_id: CouncilId
    person_id: PersonId
    expires_at: datetime
    is_used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilGroup:
    """A council's group; in a forum each request has a topic of its own."""

    council_id: CouncilId
    chat_id: int
    is_forum: bool
    language: Language
    connected_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """Where a card is shown, or is to be shown, and which version of the request stands there.

    Without a message it is still to be sent. A private chat has its person's number. `has_left` tells that
    the request now belongs to a council that is not at home here.
    """

    card: RequestCard
    chat_id: int
    is_forum: bool
    language: Language
    thread_id: int | None
    message_id: int | None
    shown_version: int
    has_left: bool = False

    @property
    def is_private(self) -> bool:
        """Whether one person sees it, in their chat with the bot; Telegram's groups have negative numbers."""
        return self.chat_id > 0


def require_usable(link: GroupLink | None, person_id: PersonId, now: datetime) -> GroupLink:
    """Give the link back; raises GroupNotYours where it is somebody else's, used, or too old."""
    if link is None or link.person_id != person_id or link.is_used or now >= link.expires_at:
        raise GroupNotYours
    return link
