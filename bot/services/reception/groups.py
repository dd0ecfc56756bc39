"""A council's group: connecting it, moving with it, losing it, and the cards that are shown there."""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.groups import LINK_LASTS, CouncilGroup, ShownCard, require_usable
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.policy import Look, council_standings, require
from bot.domain.reception.request import RequestId
from bot.ports.clock import Clock as Time
from bot.ports.council_groups import CouncilGroupStore, GroupTransaction
from bot.services.places import Places
from bot.services.reception.telling import colleagues, notice, tell_each

TOKEN_BYTES = 24
"""192 random bits, which is 32 characters of base64url: beyond guessing (OWASP ASVS asks for 128)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectedGroup:
    """A group that has just become a council's; `replaced` is the number of the one that was it before."""

    group: CouncilGroup
    replaced: int | None


def random_token() -> str:
    """Give 32 characters of `A-Za-z0-9_-`, which fit into a deep link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class CouncilGroups:
    """Which council sees its requests in which group; only the hash of a link's token is ever kept."""

    def __init__(
        self,
        store: CouncilGroupStore,
        places: Places,
        clock: Time,
        token: Callable[[], str] = random_token,
    ) -> None:
        self._store = store
        self._places = places
        self._clock = clock
        self._token = token

    async def link(self, person_id: PersonId, council_id: CouncilId) -> str:
        """Make a link that connects a group to the council, for this person alone; give its token.

        Raises NotAllowed.
        """
        token, now = self._token(), self._clock()
        async with self._store.transaction() as transaction:
            await self._require_right(transaction, person_id, council_id)
            await transaction.add_link(_hash(token), council_id, person_id, now + LINK_LASTS)
        return token

    async def connect(
        self, person_id: PersonId, token: str, chat_id: int, language: Language, *, is_forum: bool
    ) -> ConnectedGroup:
        """Make the chat the group of the link's council; raises GroupNotYours, NotAllowed."""
        now = self._clock()
        async with self._store.transaction() as transaction:
            link = require_usable(await transaction.hold_link(_hash(token)), person_id, now)
            await self._require_right(transaction, person_id, link.council_id)
            await transaction.use_link(_hash(token), now)
            group = CouncilGroup(
                council_id=link.council_id,
                chat_id=chat_id,
                is_forum=is_forum,
                language=language,
                connected_by=person_id,
            )
            replaced = await transaction.keep_group(group, now)
            await transaction.record(
                at=now,
                actor_id=person_id,
                act="group.connected",
                subject=f"council/{link.council_id}",
                details={"chat": chat_id},
            )
        return ConnectedGroup(group=group, replaced=replaced)

    async def groups_in(self, chat_id: int) -> Sequence[CouncilGroup]:
        """Give what a chat is to councils; nothing where it is no council's group."""
        return await self._store.groups_in(chat_id)

    async def group_of(self, council_id: CouncilId) -> CouncilGroup | None:
        """Give a council's group, unless it was lost."""
        return await self._store.group_of(council_id)

    async def move(self, chat_id: int, new_chat_id: int) -> None:
        """Go on in a group that has another number, as one that became a supergroup."""
        await self._store.move(chat_id, new_chat_id)

    async def keep_forum(self, chat_id: int, *, is_forum: bool) -> None:
        """Keep whether a group has topics."""
        await self._store.keep_forum(chat_id, is_forum=is_forum)

    async def lose(self, chat_id: int) -> None:
        """Keep that the bot may not write to a group any more, and tell its council in private from now on.

        People hear once that the group was lost, and of every request that nobody has taken.
        """
        now = self._clock()
        async with self._store.transaction() as transaction:
            for council_id in await transaction.lose(chat_id, now):
                people = await colleagues(transaction, council_id)
                key = f"group:{chat_id}:lost:{now.isoformat()}"
                lost = [notice(one, Kind.GROUP_LOST, key, now, council=council_id) for one in people]
                await transaction.put(lost, now)
                for request in await transaction.untaken(council_id):
                    await tell_each(transaction, request, key, now)
                await transaction.record(
                    at=now,
                    actor_id=None,
                    act="group.lost",
                    subject=f"council/{council_id}",
                    details={"chat": chat_id},
                )

    async def outdated(self, limit: int, but_not_in: Collection[int] = ()) -> Sequence[ShownCard]:
        """Give for each chat the card to bring up to date first."""
        return await self._store.outdated(limit, but_not_in)

    async def keep(self, shown: ShownCard) -> None:
        """Keep where a card stands, and which version it shows."""
        await self._store.keep_card(shown)

    async def forget(self, shown: ShownCard) -> None:
        """Keep that a card is gone: an open request gets a new one in its council's group."""
        await self._store.forget_card(shown.card.id, shown.chat_id)

    async def give_up(self, shown: ShownCard) -> None:
        """Show this version nowhere, since Telegram does not take it; people are told in private instead."""
        now = self._clock()
        async with self._store.transaction() as transaction:
            await transaction.keep_card(replace(shown, shown_version=shown.card.version))
            request = await transaction.hold(shown.card.id)
            if request is not None and request.owner_id is None and request.is_open and not shown.is_private:
                await tell_each(transaction, request, f"version:{shown.card.version}", now)

    async def keep_private_card(
        self, request_id: RequestId, telegram_id: int, message_id: int, version: int
    ) -> None:
        """Keep that a coordinator has a request's card in a message of their own, to be kept true there."""
        await self._store.keep_private_card(request_id, telegram_id, message_id, version)

    async def forget_message(self, chat_id: int, message_id: int) -> None:
        """Keep that a message shows something else than a card now, so that it is left alone."""
        await self._store.forget_message(chat_id, message_id)

    async def _require_right(
        self, transaction: GroupTransaction, person_id: PersonId, council_id: CouncilId
    ) -> None:
        council = self._places.directory.council(council_id)
        region_code = council.region_code if council else ""
        grants = await transaction.grants(person_id)
        require(Look.CONNECT_GROUP, council_standings(council_id, region_code, grants))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
