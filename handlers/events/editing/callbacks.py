"""What the buttons of the editors say; every one of them carries what its screen is made from."""

from datetime import date
from typing import Annotated

from pydantic import Field as Limits

from bot.domain.events.event import MOST_SEATS, Topic
from bot.domain.language import Language
from handlers.events.callbacks import EventNumber
from handlers.events.editing.fields import Field, Way
from handlers.navigation import ButtonData

Day = Annotated[int, Limits(ge=1, le=date(9000, 1, 1).toordinal())]
"""A day by its number in Python's calendar (date.toordinal), since a button can't carry a date."""

Hour = Annotated[int, Limits(ge=0, le=23)]
Minute = Annotated[int, Limits(ge=0, le=59)]


class EditorOpened(ButtonData, prefix="x"):
    """The editor's page of an event was asked for."""

    event_id: EventNumber


class DraftsShown(ButtonData, prefix="xl"):
    """The list of an editor's drafts and coming events was asked for."""

    page: int = 0


class EventBegun(ButtonData, prefix="xn"):
    """A new event is to be written; `screen` is the update that showed the button, and so names the act."""

    screen: int


class ChangesShown(ButtonData, prefix="xe"):
    """What can be changed about an event was asked for."""

    event_id: EventNumber


class FieldAsked(ButtonData, prefix="xf"):
    """An answer to a field is to be given; `page` is that of the answers to choose from."""

    event_id: EventNumber
    field: Field
    way: Way
    page: int = 0


class FieldCleared(ButtonData, prefix="xr"):
    """What the event says about a field is to be taken away."""

    event_id: EventNumber
    field: Field
    way: Way


class HousePicked(ButtonData, prefix="xh"):
    """The event is held in that house."""

    event_id: EventNumber
    way: Way
    house_id: str


class TownPicked(ButtonData, prefix="xp"):
    """The event is held in that town, outside its houses."""

    event_id: EventNumber
    way: Way
    place_id: str


class MonthShown(ButtonData, prefix="xm"):
    """The month of that day was asked for, to choose when the event begins."""

    event_id: EventNumber
    way: Way
    day: Day


class DayPicked(ButtonData, prefix="xd"):
    """The event begins on that day; its hour comes next."""

    event_id: EventNumber
    way: Way
    day: Day


class HourPicked(ButtonData, prefix="xo"):
    """The event begins in that hour; the minute comes next."""

    event_id: EventNumber
    way: Way
    day: Day
    hour: Hour


class StartPicked(ButtonData, prefix="xs"):
    """The event begins at that moment."""

    event_id: EventNumber
    way: Way
    day: Day
    hour: Hour
    minute: Minute


class LengthPicked(ButtonData, prefix="xq"):
    """The event lasts so many minutes."""

    event_id: EventNumber
    way: Way
    minutes: Annotated[int, Limits(ge=1, le=24 * 60)]


class SeatsPicked(ButtonData, prefix="xj"):
    """The event has so many seats."""

    event_id: EventNumber
    way: Way
    seats: Annotated[int, Limits(ge=1, le=MOST_SEATS)]


class LanguageTicked(ButtonData, prefix="xu"):
    """The event is held in that language (ISO 639) too, or is not; `page` is that of the languages."""

    event_id: EventNumber
    way: Way
    code: str
    wanted: bool
    page: int = 0


class TopicPicked(ButtonData, prefix="xc"):
    """The event is about that."""

    event_id: EventNumber
    way: Way
    topic: Topic


class PreviewShown(ButtonData, prefix="xv"):
    """The card was asked for as citizens who read that language see it."""

    event_id: EventNumber
    language: Language


class EventPublished(ButtonData, prefix="xb"):
    """Everybody is to see the event."""

    event_id: EventNumber


class CancelAsked(ButtonData, prefix="xk"):
    """The event is to be called off; it is asked back first."""

    event_id: EventNumber


class EventCancelled(ButtonData, prefix="xky"):
    """The event is called off, and with `following` the later ones of its series."""

    event_id: EventNumber
    following: bool


class EventRestored(ButtonData, prefix="xw"):
    """An event that was called off is held after all."""

    event_id: EventNumber


class DiscardAsked(ButtonData, prefix="xz"):
    """A draft is to be thrown away; it is asked back first."""

    event_id: EventNumber


class DraftDiscarded(ButtonData, prefix="xzy"):
    """A draft is thrown away."""

    event_id: EventNumber


class EventCopied(ButtonData, prefix="xy"):
    """Another event is to be made from the words of this one; `screen` as above."""

    event_id: EventNumber
    screen: int


class RepeatAsked(ButtonData, prefix="xa"):
    """The event is to be held every week; until when comes next."""

    event_id: EventNumber


class RepeatUntil(ButtonData, prefix="xau"):
    """The event is to be held every week up to that day; it is asked back first."""

    event_id: EventNumber
    day: Day


class EventRepeated(ButtonData, prefix="xay"):
    """The event is held every week up to that day; `screen` as above."""

    event_id: EventNumber
    day: Day
    screen: int
