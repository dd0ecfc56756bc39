"""Who is told of what happens to a request: notices put in with the change that causes them."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.councils import NATIONAL_DESK, CouncilId
from bot.domain.outbox import NewNotice, Scalar
from bot.domain.people import PersonId
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import RequestMessage
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.request import Request, RequestId
from bot.ports.reception import RequestTransaction


def notice(
    person_id: PersonId,
    kind: Kind,
    key: str,
    now: datetime,
    *,
    holds_at_night: bool = False,
    **payload: Scalar,
) -> NewNotice:
    """Give a notice that is due now; `payload` holds ids.

    What belongs to a conversation does not wait for the morning: at night it arrives without a sound.
    """
    return NewNotice(
        person_id=person_id,
        kind=kind,
        key=key,
        payload=payload,
        due_at=now,
        holds_at_night=holds_at_night,
    )


def entry_key(entry: Entry) -> str:
    """Name a thing that happened, for those who are told of it."""
    return f"request:{entry.request_id}:entry:{entry.id}"


def message_key(message: RequestMessage) -> str:
    """Name a message, for those who get it."""
    return f"request:{message.request_id}:message:{message.id}"


async def colleagues(transaction: RequestTransaction, council_id: CouncilId) -> list[PersonId]:
    """Give everybody who works for a council, each once."""
    return list(dict.fromkeys(grant.person_id for grant in await transaction.council(council_id)))


async def tell_council(
    transaction: RequestTransaction, request: Request, key: str, now: datetime, but: PersonId | None = None
) -> None:
    """Have a request that waits to be taken shown to its council: in its group, or to each in private.

    `but` names who knows of it already. A council that nobody works for is seen to by the clock.
    """
    if not await transaction.has_group(request.council_id):
        await tell_each(transaction, request, key, now, but)


async def tell_each(
    transaction: RequestTransaction, request: Request, key: str, now: datetime, but: PersonId | None = None
) -> None:
    """Have a request that waits to be taken shown to each of its council in private."""
    people = await colleagues(transaction, request.council_id)
    await transaction.put(
        [
            notice(person, Kind.NEW, f"request:{request.id}:new:{key}", now, request=request.id)
            for person in people
            if person not in {request.citizen_id, but}
        ],
        now,
    )


async def raise_alarm(
    transaction: RequestTransaction, request: Request, now: datetime, key: str = ""
) -> None:
    """Have everybody of the council and of the national desk told at once that somebody may be in danger.

    Further words of the same person raise it anew, under a `key` of their own.
    """
    council = await colleagues(transaction, request.council_id)
    desk = await colleagues(transaction, NATIONAL_DESK)
    await transaction.put(
        [
            notice(
                person,
                Kind.CARE,
                f"request:{request.id}:care{key}",
                now,
                request=request.id,
            )
            for person in dict.fromkeys([*council, *desk])
            if person != request.citizen_id
        ],
        now,
    )


def news(request: Request, entry: Entry, now: datetime) -> NewNotice:
    """Give the notice by which the citizen hears that their request has moved."""
    return notice(request.citizen_id, Kind.NEWS, entry_key(entry), now, request=request.id, entry=entry.id)


def moved(person: PersonId, entry: Entry, now: datetime) -> NewNotice:
    """Give the notice by which a coordinator hears that a request moved without them."""
    return notice(person, Kind.MOVED, entry_key(entry), now, request=entry.request_id, entry=entry.id)


def said(person: PersonId, message: RequestMessage, now: datetime) -> NewNotice:
    """Give the notice by which an owner gets what the citizen said."""
    return notice(
        person, Kind.SAID, message_key(message), now, request=message.request_id, message=message.id
    )


def carried(request: Request, message: RequestMessage, now: datetime) -> NewNotice:
    """Give the notice that carries what the council said to the citizen."""
    return notice(
        request.citizen_id, Kind.MESSAGE, message_key(message), now, request=request.id, message=message.id
    )


def opened(person: PersonId, request_id: RequestId, key: str, now: datetime) -> NewNotice:
    """Give the notice by which an owner gets to read a request in private."""
    return notice(person, Kind.OPENED, f"request:{request_id}:opened:{key}", now, request=request_id)


def followed(people: Iterable[PersonId], entry: Entry, now: datetime) -> list[NewNotice]:
    """Give the notices by which followers hear that a request has moved."""
    return [
        notice(
            person,
            Kind.FOLLOWED,
            entry_key(entry),
            now,
            holds_at_night=True,
            request=entry.request_id,
            entry=entry.id,
        )
        for person in people
    ]
