"""Days, and maybe a place, in what somebody types."""

from datetime import date, time

from bot.domain.astana_time import at
from bot.domain.dates import Period, find_period, read_moment, read_period
from bot.domain.directory import Directory
from bot.domain.gazetteer import MatchKind
from handlers import languages
from handlers.events.listing import Listing, days_code
from handlers.events.views.near import about


def read_listing(text: str, today: date, directory: Directory) -> Listing | None:
    """Give the list that is asked for by its days, with or without a place.

    None for any other text: for one that names a language too, which asks for lessons, and for the name of
    a place that sounds like a day, as Мая.
    """
    period = read_period(text, today)
    if period is not None:
        return None if _is_place(text, directory) else _on(period, Listing(), today)
    found = find_period(text, today)
    if found is None:
        return None
    period, rest = found
    if _names_an_hour(rest, today):
        return _on(period, Listing(), today)
    if languages.find(rest, tuple(directory.languages())):
        return None
    place = directory.place_named_in(rest)
    return _on(period, about(place), today) if place else None


def without_days(text: str, today: date) -> tuple[str, str]:
    """Part a text into the code of its days, empty where it names none, and what is left."""
    found = find_period(text, today)
    if found is None:
        return "", text
    listing = _on(found[0], Listing(), today)
    return (listing.when, found[1]) if listing else ("", text)


def _names_an_hour(words: str, today: date) -> bool:
    """Tell whether the words are an hour alone, as in “18:00”: a list shows the whole day."""
    moment = read_moment(words, at(today, time(12)))
    return moment is not None and moment.day is None


def _is_place(text: str, directory: Directory) -> bool:
    matches = directory.gazetteer.find(text).matches
    return bool(matches) and matches[0].kind is not MatchKind.CLOSE


def _on(period: Period, listing: Listing, today: date) -> Listing | None:
    code = days_code(period, today)
    return listing.on_days(code) if code else None
