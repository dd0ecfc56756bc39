"""The one time zone of Kazakhstan, and its nights."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import OperatorError

ASTANA_TIME = ZoneInfo("Asia/Almaty")
"""The one time zone of Kazakhstan since 1 March 2024, UTC+5, without summer time."""

NIGHT_BEGINS = time(21)
"""From this hour on nobody is disturbed (the institution's rule)."""

NIGHT_ENDS = time(8)
"""Until this hour nobody is disturbed."""


class OldTimeZones(OperatorError):
    """The time zone data of this machine do not know the change of 1 March 2024."""


def require_current_zone() -> None:
    """Raise OldTimeZones where an event would be announced an hour wrong."""
    if ASTANA_TIME.utcoffset(datetime(2024, 3, 2)) != timedelta(hours=5):  # noqa: DTZ001  # the zone's own wall clock
        raise OldTimeZones("the time zone data are older than 2024a: upgrade tzdata, or unset PYTHONTZPATH")


def local(moment: datetime) -> datetime:
    """Give an aware moment as Kazakhstan's clocks show it."""
    return moment.astimezone(ASTANA_TIME)


def at(day: date, hour: time) -> datetime:
    """Give the moment, in UTC, when Kazakhstan's clocks show that day and hour."""
    return datetime.combine(day, hour, ASTANA_TIME).astimezone(UTC)


def is_quiet(moment: datetime) -> bool:
    """Tell whether it is night in Kazakhstan: 21:00 to 08:00."""
    hour = local(moment).time()
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def after_night(moment: datetime) -> datetime:
    """Give the moment itself by day, and 08:00 of the coming morning by night."""
    if not is_quiet(moment):
        return moment
    shown = local(moment)
    morning = shown.date() + timedelta(days=1) if shown.time() >= NIGHT_BEGINS else shown.date()
    return at(morning, NIGHT_ENDS)
