"""The councils' groups in Telegram, and the cards that stand there and in private chats."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.groups import CouncilGroup, GroupLink, ShownCard
from bot.domain.reception.request import Request, RequestId
from storage.database import Database, Row, Transaction, as_utc
from storage.json import dumps
from storage.reception import group_statements as statements
from storage.reception.requests import SqlRequestTransaction
from storage.reception.rows import request_of


class SqlGroupTransaction(SqlRequestTransaction):
    """What can be changed of groups in one transaction, with whatever is told because of it."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._groups = transaction

    async def add_link(
        self, token_hash: str, council_id: CouncilId, person_id: PersonId, expires_at: datetime
    ) -> None:
        """Keep a link that connects a group, for one person."""
        await self._groups.fetch(
            statements.ADD_LINK,
            token_hash=token_hash,
            council_id=council_id,
            person_id=person_id,
            expires_at=expires_at,
        )

    async def hold_link(self, token_hash: str) -> GroupLink | None:
        """Give a link; until the transaction ends, whoever else opens it waits."""
        rows = await self._groups.fetch(statements.HOLD_LINK, token_hash=token_hash)
        return _link(rows[0]) if rows else None

    async def use_link(self, token_hash: str, at: datetime) -> None:
        """Keep that the link has been used."""
        await self._groups.fetch(statements.USE_LINK, token_hash=token_hash, at=at)

    async def keep_group(self, group: CouncilGroup, at: datetime) -> int | None:
        """Make the group the council's; give the number of the one that it replaces, and forget its cards."""
        replaced = await self._groups.fetch(
            statements.OTHER_GROUP_OF, council_id=group.council_id, chat_id=group.chat_id
        )
        await self._groups.fetch(
            statements.FORGET_CARDS_ELSEWHERE, council_id=group.council_id, chat_id=group.chat_id
        )
        await self._groups.fetch(
            statements.KEEP_GROUP,
            council_id=group.council_id,
            chat_id=group.chat_id,
            is_forum=group.is_forum,
            language=group.language.value,
            connected_by=group.connected_by,
            at=at,
        )
        return replaced[0]["chat_id"] if replaced else None

    async def lose(self, chat_id: int, at: datetime) -> Sequence[CouncilId]:
        """Keep that the bot may not write to a group any more; give the councils that lose it now."""
        rows = await self._groups.fetch(statements.LOSE, chat_id=chat_id, at=at)
        return [CouncilId(row["council_id"]) for row in rows]

    async def untaken(self, council_id: CouncilId) -> Sequence[Request]:
        """Give the council's requests that nobody has taken, the oldest first."""
        rows = await self._groups.fetch(statements.UNTAKEN, council_id=council_id)
        return [request_of(row) for row in rows]

    async def keep_card(self, shown: ShownCard) -> None:
        """Keep where a card stands, and which version it shows."""
        await self._groups.fetch(statements.KEEP_CARD, **_card_values(shown))


class SqlCouncilGroups:
    """The tables of councils' groups and of cards."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlGroupTransaction]:
        """Open a short transaction."""
        async with self._database.transaction() as transaction:
            yield SqlGroupTransaction(transaction)

    async def groups_in(self, chat_id: int) -> Sequence[CouncilGroup]:
        """Give what a chat is to councils; nothing where it is no council's group."""
        return [_group(row) for row in await self._database.fetch(statements.GROUPS_IN, chat_id=chat_id)]

    async def group_of(self, council_id: CouncilId) -> CouncilGroup | None:
        """Give a council's group, unless it was lost."""
        rows = await self._database.fetch(statements.GROUP_OF, council_id=council_id)
        return _group(rows[0]) if rows else None

    async def move(self, chat_id: int, new_chat_id: int) -> None:
        """Keep that a group has another number; its cards stayed behind, so they are sent anew."""
        async with self._database.transaction() as transaction:
            await transaction.fetch(statements.MOVE, chat_id=chat_id, new_chat_id=new_chat_id)
            await transaction.fetch(statements.FORGET_CARDS_IN, chat_id=chat_id)

    async def keep_forum(self, chat_id: int, *, is_forum: bool) -> None:
        """Keep whether a group has topics."""
        await self._database.write(statements.KEEP_FORUM, chat_id=chat_id, is_forum=is_forum)

    async def outdated(self, limit: int, but_not_in: Collection[int] = ()) -> Sequence[ShownCard]:
        """Give for each chat the card to bring up to date first: urgent ones, then the oldest request.

        A group is owed a card of every open request of its council; a card that stands anywhere is owed every
        version. People who work for no council any more, or have blocked the bot, are owed nothing.
        """
        rows = await self._database.fetch(
            statements.OUTDATED, most=limit, but_not_in=dumps(sorted(but_not_in))
        )
        return [_shown(row) for row in rows]

    async def keep_card(self, shown: ShownCard) -> None:
        """Keep where a card stands, and which version it shows."""
        await self._database.write(statements.KEEP_CARD, **_card_values(shown))

    async def keep_private_card(
        self, request_id: RequestId, telegram_id: int, message_id: int, version: int
    ) -> None:
        """Keep that a message in somebody's private chat is a request's card."""
        await self._database.write(
            statements.KEEP_CARD,
            request_id=request_id,
            chat_id=telegram_id,
            thread_id=None,
            message_id=message_id,
            shown_version=version,
        )

    async def forget_card(self, request_id: RequestId, chat_id: int) -> None:
        """Keep that a card is gone."""
        await self._database.write(statements.FORGET_CARD, request_id=request_id, chat_id=chat_id)

    async def forget_message(self, chat_id: int, message_id: int) -> None:
        """Keep that a message shows something else than a card now; writes only where it was a card."""
        if await self._database.fetch(statements.FIND_MESSAGE, chat_id=chat_id, message_id=message_id):
            await self._database.write(statements.FORGET_MESSAGE, chat_id=chat_id, message_id=message_id)


def _link(row: Row) -> GroupLink:
    return GroupLink(
        council_id=CouncilId(row["council_id"]),
        person_id=PersonId(row["person_id"]),
        expires_at=as_utc(row["expires_at"]),
        is_used=row["used_at"] is not None,
    )


def _group(row: Row) -> CouncilGroup:
    return CouncilGroup(
        council_id=CouncilId(row["council_id"]),
        chat_id=row["chat_id"],
        is_forum=bool(row["is_forum"]),
        language=Language(row["language"]),
        connected_by=PersonId(row["connected_by"]),
    )


def _shown(row: Row) -> ShownCard:
    return ShownCard(
        card=request_of(row).card,
        chat_id=row["chat_id"],
        is_forum=bool(row["is_forum"]),
        language=Language(row["shown_language"]),
        thread_id=row["thread_id"],
        message_id=row["message_id"],
        shown_version=row["shown_version"],
        has_left=bool(row["has_left"]),
    )


def _card_values(shown: ShownCard) -> dict[str, int | None]:
    return {
        "request_id": shown.card.id,
        "chat_id": shown.chat_id,
        "thread_id": shown.thread_id,
        "message_id": shown.message_id,
        "shown_version": shown.shown_version,
    }
