"""Which new events somebody wants to hear of, and when they are told of them together."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.astana_time import at, local

EVERY_DAY = 0
"""The weekday of a digest that comes daily; 1 to 7 are Monday to Sunday, as ISO 8601 counts."""

HOURS = range(8, 21)
"""Hours at which a digest may come: none of them is at night."""


class SubscriptionKind(StrEnum):
    """By what new events are chosen."""

    HOUSE = "house"
    REGION = "region"
    LANGUAGE = "language"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, order=True)
class Subscription:
    """One wish: the events of a house (its id), a region (its code), in a language (ISO 639), of a topic."""

    kind: SubscriptionKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTime:
    """When somebody gets their digest: a weekday (0 for every day) and an hour, Astana time."""

    weekday: int = 1
    hour: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Everything that somebody has subscribed to, and when they are told."""

    subscriptions: tuple[Subscription, ...]
    time: DigestTime


def last_planned(when: DigestTime, now: datetime) -> datetime:
    """Give the last moment, now included, at which such a digest was due."""
    today = local(now).date()
    days: list[date] = [today - timedelta(days=back) for back in range(8)]
    planned = (at(day, time(when.hour)) for day in days if when.weekday in (EVERY_DAY, day.isoweekday()))
    return next(moment for moment in planned if moment <= now)
