"""The card of an event."""

from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.events.attendance import AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.event import Event, EventDetails, EventStatus
from handlers.events.views import card_buttons, lines
from handlers.events.views.standing import seats_line, standing
from handlers.fitting import LONGEST_CAPTION, LONGEST_MESSAGE, fitted
from handlers.navigation import keyboard
from handlers.screens import Screen
from handlers.words import _, current_language

LONGEST_SITE = 60
"""Characters of a source that a card shows: under a picture, the other facts may need nearly all there is."""


def card(
    card: EventCard, directory: Directory, now: datetime, *, may_edit: bool = False, back: str = ""
) -> Screen:
    """Show one event and everything that the person can do; `back` names the list that it came from."""
    picture = card.event.details.picture
    return Screen(
        _text(card, directory, now, LONGEST_CAPTION if picture else LONGEST_MESSAGE),
        keyboard(card_buttons.rows(card, directory, now, may_edit=may_edit, back=back)),
        picture,
    )


def text(card: EventCard, directory: Directory, now: datetime) -> str:
    """Write the card of an event, as it also goes into other chats."""
    return _text(card, directory, now, LONGEST_MESSAGE)


def time_line(event: Event, now: datetime) -> str:
    """Say when the event is, and whether that is today or tomorrow."""
    details = event.details
    words = lines.beginning(lines.when(details.starts_at, details.ends_at))
    if details.starts_at is None:
        return words
    match (local(details.starts_at).date() - local(now).date()).days:
        case 0:
            return _("{when} (today)").format(when=words)
        case 1:
            return _("{when} (tomorrow)").format(when=words)
    return words


def _text(card: EventCard, directory: Directory, now: datetime, longest: int) -> str:
    words = card.event.details.text.in_language(current_language())
    return fitted(lambda text: _written(card, directory, now, text), words, longest)


def _written(card: EventCard, directory: Directory, now: datetime, words: str) -> str:
    event, details = card.event, card.event.details
    is_ahead = event.is_published and event.ends_at > now
    facts = [
        _status(event, now),
        f"<b>{lines.title(details)}</b>",
        time_line(event, now),
        _("Where: {place}").format(place=lines.where(details, directory)),
        *(
            [_("Language: {languages}").format(languages=lines.language_names(details.languages))]
            if details.languages
            else []
        ),
        _("It is held every week.") if event.series_id is not None else "",
    ]
    paragraphs = [
        "\n".join(filter(None, facts)),
        escape(words, quote=False),
        seats_line(card, now) if is_ahead and card.state in {None, AttendanceState.LEFT} else "",
        f"<i>{_source(details)}</i>",
        standing(card) if is_ahead else "",
    ]
    return "\n\n".join(filter(None, paragraphs))


def _status(event: Event, now: datetime) -> str:
    if event.status is EventStatus.CANCELLED:
        return _("<b>Cancelled.</b> This event will not take place.")
    if event.status is EventStatus.DRAFT:
        return _("<b>Draft.</b> Only editors see it.")
    return _("<b>This event is over.</b>") if event.ends_at <= now else ""


def _source(details: EventDetails) -> str:
    if not details.source:
        return _("Announced by the editors of Dostyq")
    site = _shown(_site(details.source))
    if not site:
        return _("Source: {site}").format(site=_shown(details.source))
    return _("Source: {site}").format(site=f'<a href="{escape(details.source)}">{site}</a>')


def _shown(source: str) -> str:
    """Give the beginning of a source, safe to put into HTML."""
    words = source if len(source) <= LONGEST_SITE else f"{source[:LONGEST_SITE].rstrip()}…"
    return escape(words, quote=False)


def _site(source: str) -> str:
    """Give the host of a web address; empty for words that are none."""
    try:
        address = urlsplit(source)
    except ValueError:
        return ""
    return address.netloc.removeprefix("www.") if address.scheme in {"http", "https"} else ""
