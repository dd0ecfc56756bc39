"""An event as a calendar file (RFC 5545) that a telephone or a computer keeps."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.astana_time import ASTANA_TIME, local
from bot.domain.events.event import Event, EventStatus
from bot.domain.language import Language
from bot.services.events.clean_text import clean

if TYPE_CHECKING:
    import icalendar

LASTS = timedelta(hours=1)
"""How long an event without an end stands in a calendar: with no end, some show nothing at all."""

ZONE_SINCE = datetime(2024, 3, 1)  # noqa: DTZ001  # RFC 5545 wants the onset on the zone's own wall clock
OFFSET_BEFORE = timedelta(hours=6)
OFFSET = timedelta(hours=5)
"""Of UTC, all year round."""


def file_name(event: Event) -> str:
    """Give the name under which the file of an event is sent, always the same."""
    return f"dostyq-{event.id}.ics"


def calendar_file(event: Event, language: Language, where: str, link: str, now: datetime) -> bytes:
    """Give the iCalendar file of an event, in one language, with the hours of Astana.

    The UID stays and SEQUENCE grows, so a later file replaces an earlier one; the file of a cancelled event
    takes it out of the calendar. An event without an end lasts one hour. It rings no alarm: the bot reminds.
    `now` becomes its time of change too, for nobody keeps when an event was edited, and a later one wins.
    Raises ValueError for a draft without a time.
    """
    import icalendar  # noqa: PLC0415  # 0.15 s and 10 MB that a start saves

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Dostyq//Events//{language.upper()}")
    calendar.add("method", "CANCEL" if event.status is EventStatus.CANCELLED else "PUBLISH")
    calendar.add_component(_zone())
    calendar.add_component(_entry(event, language, where, link, now))
    file: bytes = calendar.to_ical()
    return file


def _zone() -> "icalendar.Timezone":
    import icalendar  # noqa: PLC0415  # see calendar_file

    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", ZONE_SINCE)
    standard.add("tzname", "+05")
    standard.add("tzoffsetfrom", OFFSET_BEFORE)
    standard.add("tzoffsetto", OFFSET)
    zone = icalendar.Timezone()
    zone.add("tzid", ASTANA_TIME.key)
    zone.add_component(standard)
    return zone


def _entry(event: Event, language: Language, where: str, link: str, now: datetime) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415  # see calendar_file

    entry = icalendar.Event()
    entry.add("uid", f"event-{event.id}@dostyq")
    entry.add("sequence", event.version)
    entry.add("status", "CANCELLED" if event.status is EventStatus.CANCELLED else "CONFIRMED")
    entry.add("dtstamp", now)
    entry.add("last-modified", now)
    entry.add("dtstart", local(event.starts_at))
    entry.add("dtend", local(event.details.ends_at or event.starts_at + LASTS))
    entry.add("summary", clean(event.details.title.in_language(language)))
    entry.add("description", clean(f"{event.details.text.in_language(language)}\n\n{link}"))
    entry.add("location", clean(where))
    entry.add("url", link)
    return entry
