"""What the councils' groups need from a database."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.reception.groups import CouncilGroup, GroupLink, ShownCard
from bot.domain.reception.request import Request, RequestId
from bot.ports.reception import RequestTransaction


class GroupTransaction(RequestTransaction, Protocol):
    """A change of groups in one short transaction, with whatever is told because of it."""

    async def add_link(
        self, token_hash: str, council_id: CouncilId, person_id: PersonId, expires_at: datetime
    ) -> None:
        """Keep a link that connects a group, for one person."""
        ...

    async def hold_link(self, token_hash: str) -> GroupLink | None:
        """Give a link; until the transaction ends, whoever else opens it waits."""
        ...

    async def use_link(self, token_hash: str, at: datetime) -> None:
        """Keep that the link has been used."""
        ...

    async def keep_group(self, group: CouncilGroup, at: datetime) -> int | None:
        """Make the group the council's; give the number of the one that it replaces, and forget its cards."""
        ...

    async def lose(self, chat_id: int, at: datetime) -> Sequence[CouncilId]:
        """Keep that the bot may not write to a group any more; give the councils that lose it now."""
        ...

    async def untaken(self, council_id: CouncilId) -> Sequence[Request]:
        """Give the council's requests that nobody has taken, the oldest first."""
        ...

    async def keep_card(self, shown: ShownCard) -> None:
        """Keep where a card stands, and which version it shows."""
        ...


class CouncilGroupStore(Protocol):
    """Groups of councils, and the cards in them. The database is the truth; messages are its picture."""

    def transaction(self) -> AbstractAsyncContextManager[GroupTransaction]:
        """Open a short transaction; an error in its block undoes everything."""
        ...

    async def groups_in(self, chat_id: int) -> Sequence[CouncilGroup]:
        """Give what a chat is to councils; nothing where it is no council's group."""
        ...

    async def group_of(self, council_id: CouncilId) -> CouncilGroup | None:
        """Give a council's group, unless it was lost."""
        ...

    async def move(self, chat_id: int, new_chat_id: int) -> None:
        """Keep that a group has another number; its cards stayed behind, so they are sent anew."""
        ...

    async def keep_forum(self, chat_id: int, *, is_forum: bool) -> None:
        """Keep whether a group has topics."""
        ...

    async def outdated(self, limit: int, but_not_in: Collection[int] = ()) -> Sequence[ShownCard]:
        """Give for each chat the card to bring up to date first: urgent ones, then the oldest request.

        A group is owed a card of every open request of its council; a card that stands anywhere is owed every
        version. People who work for no council any more, or have blocked the bot, are owed nothing.
        """
        ...

    async def keep_card(self, shown: ShownCard) -> None:
        """Keep where a card stands, and which version it shows."""
        ...

    async def keep_private_card(
        self, request_id: RequestId, telegram_id: int, message_id: int, version: int
    ) -> None:
        """Keep that a message in somebody's private chat is a request's card."""
        ...

    async def forget_card(self, request_id: RequestId, chat_id: int) -> None:
        """Keep that a card is gone."""
        ...

    async def forget_message(self, chat_id: int, message_id: int) -> None:
        """Keep that a message shows something else than a card now."""
        ...
