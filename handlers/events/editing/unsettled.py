"""Why what an editor typed is not an answer yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.places import House, Place


class Unsettled:
    """Something is missing, wrong, or to be chosen."""


@dataclass(frozen=True, slots=True)
class TooLong(Unsettled):
    """It has so many characters too many."""

    over: int


class NothingRead(Unsettled):
    """It says nothing of the kind that was asked for."""


class TextWanted(Unsettled):
    """A text was asked for, and something else was sent."""


class InThePast(Unsettled):
    """The event would begin before now."""


class TooFarAhead(Unsettled):
    """The event would begin or end so late that the year must be a slip."""


@dataclass(frozen=True, slots=True)
class HourWanted(Unsettled):
    """The day is known, the hour is not."""

    day: date


@dataclass(frozen=True, slots=True)
class MinuteWanted(Unsettled):
    """The day and the hour were chosen, the exact time was not."""

    day: date
    hour: int


@dataclass(frozen=True, slots=True)
class MonthTurned(Unsettled):
    """A day is to be chosen in the month of that day."""

    day: date


class DayWanted(Unsettled):
    """The hour is known, the day is not."""


class StartWanted(Unsettled):
    """There can be no end before there is a beginning."""


@dataclass(frozen=True, slots=True)
class NotAfterStart(Unsettled):
    """The event would end before it begins."""

    starts_at: datetime


@dataclass(frozen=True, slots=True)
class PlaceUnknown(Unsettled):
    """No town and no house has that name."""

    typed: str


@dataclass(frozen=True, slots=True)
class PlacesFound(Unsettled):
    """Several houses and towns may be meant."""

    houses: Sequence[House]
    towns: Sequence[Place]


class NotYourRegion(Unsettled):
    """The place is in a region whose events the person does not edit."""
