"""Which events a list shows, in the few letters that a button can carry."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.dates import Period, Span
from bot.domain.directory import Directory

CODES = {"t": Span.TODAY, "n": Span.TOMORROW, "e": Span.WEEKEND, "w": Span.WEEK, "m": Span.MONTH}

YEARS = range(2000, 2099)
"""Years of which two digits say enough."""

_DAYS = re.compile(r"[0-9]{12}")
_HOUSE, _REGION, _PLACE = "h", "r", "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list of events: of days, and of a house, of a region or near a town.

    `when` is a code of CODES, or two days as `yymmddyymmdd`, or empty for any time; a code means other days
    tomorrow.
    """

    when: str = ""
    house_id: str = ""
    region_code: str = ""
    place_id: str = ""
    page: int = 0

    def __str__(self) -> str:
        """Write it as buttons carry it."""
        areas = {_HOUSE: self.house_id, _REGION: self.region_code, _PLACE: self.place_id}
        area = next((kind + name for kind, name in areas.items() if name), "")
        return f"{self.when}.{area}.{self.page}"

    @classmethod
    def read(cls, text: str) -> "Listing":
        """Read it back; what can't be understood is left out."""
        when, area, page = [*text.split("."), "", "", ""][:3]
        kind, name = area[:1], area[1:]
        return cls(
            when=when,
            house_id=name if kind == _HOUSE else "",
            region_code=name if kind == _REGION else "",
            place_id=name if kind == _PLACE else "",
            page=int(page) if re.fullmatch(r"[0-9]{1,3}", page) else 0,
        )

    def period(self, today: date) -> Period | None:
        """Give the days that are meant on the day `today`; None for any time."""
        if self.when in CODES:
            return CODES[self.when].period(today)
        if not _DAYS.fullmatch(self.when):
            return None
        try:
            return Period(first=_day(self.when[:6]), last=_day(self.when[6:]))
        except ValueError:
            return None

    def known_to(self, directory: Directory) -> "Listing":
        """Leave out the house, region or town that is no longer listed."""
        return replace(
            self,
            house_id=self.house_id if directory.house(self.house_id) else "",
            region_code=self.region_code if directory.region(self.region_code) else "",
            place_id=self.place_id if directory.place(self.place_id) else "",
        )

    @property
    def has_area(self) -> bool:
        """Tell whether it is about a house, a region or a town."""
        return bool(self.house_id or self.region_code or self.place_id)

    def on_days(self, when: str) -> "Listing":
        """Give the first page of the same place on other days."""
        return replace(self, when=when, page=0)

    def on_page(self, page: int) -> "Listing":
        """Give another page of the same list."""
        return replace(self, page=page)


def days_code(period: Period, today: date) -> str:
    """Write days as a listing has them, by their name where they are a day with one; empty far from now."""
    for code in ("t", "n"):
        if CODES[code].period(today) == period:
            return code
    if period.first.year not in YEARS or period.last.year not in YEARS:
        return ""
    return f"{period.first:%y%m%d}{period.last:%y%m%d}"


def _day(digits: str) -> date:
    return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
