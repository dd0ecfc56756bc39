"""Notices about requests, looked at once more in the moment before they are sent."""

from collections.abc import Awaitable, Callable

from bot.domain.councils import CouncilId
from bot.domain.outbox import NoticeId, OutboxNotice
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import Delivery, MessageId, RequestMessage
from bot.domain.reception.notices import (
    CareAlert,
    CitizenSaid,
    CouncilSpoke,
    DeskDigest,
    FollowedNews,
    GroupLost,
    NewRequests,
    NotDelivered,
    ReceptionNotice,
    ReceptionNoticeKind,
    RequestMoved,
    RequestNews,
    RequestOpened,
)
from bot.domain.reception.policy import Look, Standing, may, standings_of
from bot.domain.reception.request import Request, RequestCard, RequestId
from bot.domain.reception.routing import watching
from bot.ports.clock import Clock as Time
from bot.ports.reception import RequestStore
from bot.ports.reception_desk import DeskStore
from bot.services.places import Places
from bot.services.reception.desks import Desks
from bot.services.reception.groups import CouncilGroups

KINDS = tuple(ReceptionNoticeKind)

FEW = 3
"""New requests of which a coordinator is told one by one; more are told of together."""

Preparing = Callable[[OutboxNotice], Awaitable[ReceptionNotice | None]]


class ReceptionNotices:
    """Says what is true of a notice now, and keeps which message told it."""

    def __init__(
        self,
        requests: RequestStore,
        store: DeskStore,
        desks: Desks,
        groups: CouncilGroups,
        places: Places,
        clock: Time,
    ) -> None:
        self._requests = requests
        self._store = store
        self._desks = desks
        self._groups = groups
        self._places = places
        self._clock = clock
        self._together: dict[NoticeId, list[NoticeId]] = {}
        self._shown: dict[NoticeId, RequestCard] = {}
        kinds = ReceptionNoticeKind
        self._preparing: dict[str, Preparing] = {
            kinds.MESSAGE: self._message,
            kinds.NEWS: self._news,
            kinds.FOLLOWED: self._followed,
            kinds.NEW: self._new,
            kinds.OPENED: self._opened,
            kinds.SAID: self._said,
            kinds.MOVED: self._moved,
            kinds.UNDELIVERED: self._undelivered,
            kinds.CARE: self._care,
            kinds.DIGEST: self._digest,
            kinds.GROUP_LOST: self._group_lost,
        }

    async def prepare(self, notice: OutboxNotice) -> ReceptionNotice | None:
        """Give what there is to say; None where it is no longer true, or no longer this person's to hear."""
        return await self._preparing[notice.kind](notice)

    async def delivered(self, notice: OutboxNotice, message_id: int) -> None:
        """Keep which request the message is about, and drop the notices that it has told as well."""
        request_id = notice.payload.get("request")
        if isinstance(request_id, int):
            await self._requests.keep_shown(
                RequestId(request_id), notice.person_id, message_id, self._clock()
            )
        await self._store.drop(self._together.pop(notice.id, []), self._clock())
        if (card := self._shown.pop(notice.id, None)) is not None:
            await self._groups.keep_private_card(card.id, notice.telegram_id, message_id, card.version)

    async def _message(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request, message = await self._request(notice), await self._said_message(notice)
        if request is None or message is None or request.stripped_at is not None:
            return None
        return CouncilSpoke(request=request, message=message)

    async def _news(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request = await self._request(notice)
        entry = None if request is None else await self._entry(request, notice)
        return RequestNews(request=request, entry=entry) if request and entry else None

    async def _followed(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request = await self._request(notice)
        entry = None if request is None else await self._entry(request, notice)
        if request is None or entry is None:
            return None
        async with self._requests.transaction() as transaction:
            follows = notice.person_id in await transaction.followers(request.id)
        return FollowedNews(card=request.card, entry=entry) if follows else None

    async def _new(self, notice: OutboxNotice) -> ReceptionNotice | None:
        together = await self._store.new_together(notice.person_id)
        named = (
            [notice.payload["request"], *together.values()]
            if len(together) > FEW
            else [notice.payload["request"]]
        )
        cards = []
        for request_id in dict.fromkeys(named):
            request = await self._requests.request(RequestId(int(str(request_id))))
            if request is None or request.owner_id is not None or not request.is_open:
                continue
            if may(Look.CARD, await self._standings(request, notice)):
                cards.append(request.card)
        if len(named) > 1:
            self._together[notice.id] = [one for one in together if one != notice.id]
        elif cards:
            self._shown[notice.id] = cards[0]
        return NewRequests(cards=cards) if cards else None

    async def _opened(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request = await self._owned(notice)
        if request is None:
            return None
        await self._log(request, notice)
        return RequestOpened(request=request, messages=await self._requests.messages(request.id))

    async def _said(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request, message = await self._owned(notice), await self._said_message(notice)
        if request is None or message is None:
            return None
        await self._log(request, notice)
        return CitizenSaid(request=request, message=message)

    async def _moved(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request = await self._request(notice)
        entry = None if request is None else await self._entry(request, notice)
        if request is None or entry is None or not may(Look.CARD, await self._standings(request, notice)):
            return None
        return RequestMoved(card=request.card, entry=entry)

    async def _undelivered(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request, message = await self._owned(notice), await self._said_message(notice)
        if request is None or message is None or message.delivery is Delivery.SENT:
            return None
        return NotDelivered(request=request, message=message)

    async def _care(self, notice: OutboxNotice) -> ReceptionNotice | None:
        request = await self._request(notice)
        if request is None or not request.is_open:
            return None
        return (
            CareAlert(card=request.card) if may(Look.CARD, await self._standings(request, notice)) else None
        )

    async def _digest(self, notice: OutboxNotice) -> ReceptionNotice | None:
        today, _ = self._desks.today_and_soon()
        if notice.payload["day"] != today.isoformat():
            return None
        desks = await self._desks.of_person(notice.person_id)
        summaries = {desk.council.id: desk.summary for desk in desks}
        if not any(summary.needs_somebody for summary in summaries.values()):
            return None
        return DeskDigest(on=today, summaries=summaries)

    async def _group_lost(self, notice: OutboxNotice) -> ReceptionNotice | None:
        council_id = CouncilId(str(notice.payload["council"]))
        async with self._requests.transaction() as transaction:
            if await transaction.has_group(council_id):
                return None
            grants = await transaction.grants(notice.person_id)
        works_there = any(one.council_id == council_id for one in grants)
        return GroupLost(council_id=council_id) if works_there else None

    async def _request(self, notice: OutboxNotice) -> Request | None:
        return await self._requests.request(RequestId(int(str(notice.payload["request"]))))

    async def _said_message(self, notice: OutboxNotice) -> RequestMessage | None:
        return await self._requests.message(MessageId(int(str(notice.payload["message"]))))

    async def _entry(self, request: Request, notice: OutboxNotice) -> Entry | None:
        history = await self._requests.history(request.id)
        return next((entry for entry in history if entry.id == notice.payload["entry"]), None)

    async def _owned(self, notice: OutboxNotice) -> Request | None:
        request = await self._request(notice)
        if request is None or not may(Look.WORDS, await self._standings(request, notice)):
            return None
        return request

    async def _standings(self, request: Request, notice: OutboxNotice) -> frozenset[Standing]:
        watched = watching(self._places.directory, request)
        grants = await self._requests.grants(notice.person_id)
        return standings_of(notice.person_id, request, grants, watched)

    async def _log(self, request: Request, notice: OutboxNotice) -> None:
        async with self._requests.transaction() as transaction:
            await transaction.record(
                at=self._clock(),
                actor_id=notice.person_id,
                act="request.opened",
                subject=f"request/{request.id}",
                details={"council": request.council_id},
            )
