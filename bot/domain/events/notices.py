"""What people are told about events without having asked, true at the moment it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.events.card import EventCard
from bot.domain.events.changes import Change
from bot.domain.events.event import Event, EventVersion


class EventNoticeKind(StrEnum):
    """What a message in the outbox is about."""

    REMINDER = "reminder"
    EVENT_CHANGED = "event_changed"
    SEAT_OFFERED = "seat_offered"
    OFFER_EXPIRED = "offer_expired"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue:
    """Somebody wanted to be reminded about now."""

    card: EventCard


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChanged:
    """An event is not as somebody who comes, or waits, knows it."""

    card: EventCard
    known: EventVersion
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsOffered:
    """Seats are kept for somebody who waited."""

    card: EventCard


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExpired:
    """Seats that were kept went to the next."""

    card: EventCard


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvents:
    """The new events that somebody has subscribed to; of a series only the next one."""

    events: Sequence[Event]


EventNotice = ReminderDue | EventChanged | SeatsOffered | OfferExpired | NewEvents
