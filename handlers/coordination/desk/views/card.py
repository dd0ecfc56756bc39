"""The card of a request: what everybody of its council may see of it, and what the reader may do."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import RequestMessage
from bot.domain.reception.request import RequestCard
from bot.services.reception.coordinating import SeenCard
from handlers import formats, request_words
from handlers.coordination import lines
from handlers.coordination.callbacks import DeskListShown
from handlers.coordination.desk.views import acts
from handlers.navigation import button, keyboard
from handlers.screens import Screen
from handlers.words import _, current_language

ROOM_FOR_NOTES = 1200
"""Characters of notes on a card, the newest first; in UTF-16, where emoji count twice, they still fit."""

HISTORY_LENGTH = 6
"""How many of the latest acts a card tells."""


def card(seen: SeenCard, directory: Directory, today: date, back: DeskListShown | None = None) -> Screen:
    """Show the card; `back` leads to the list in which it was chosen."""
    parts = [about(seen.card, directory, today), _notes(seen.notes), _history(seen.history)]
    ways = [button(_("← Back to the list"), back)] if back else []
    rows = [*acts.rows(seen.card, seen.standings), [*ways, acts.desk_button()]]
    return Screen("\n\n".join(filter(None, parts)), keyboard(rows))


def about(card: RequestCard, directory: Directory, today: date) -> str:
    """Say what is known of a request without opening it: no name, no contact, no words of the citizen’s."""
    said = [
        lines.heading(card, directory),
        lines.urgency(card),
        lines.headline(card),
        f"{request_words.council(card, directory)}",
        _("Place: {place}").format(place=request_words.place(card, directory)),
        _("State: {state}").format(state=request_words.state(card.state)),
        lines.owner(card),
        _("Sent: {day}").format(day=request_words.sent_on(card)),
        *lines.promises(card, today, directory),
        lines.climbed(card),
    ]
    return "\n".join(filter(None, said))


def _notes(notes: Sequence[RequestMessage]) -> str:
    shown = list(_latest(notes))
    if not shown:
        return ""
    left_out = len(notes) - len(shown)
    head = _("<b>Notes of colleagues</b>")
    if left_out:
        head = _("{head} (earlier ones are not shown: {count})").format(head=head, count=left_out)
    return "\n".join([head, *reversed(shown)])


def _latest(notes: Sequence[RequestMessage]) -> Iterator[str]:
    """Give the notes that fit, the newest first; the newest is shown even where its end is cut."""
    room = ROOM_FOR_NOTES
    for note in reversed(notes):
        words = note.piece.text
        if len(words) > room and room < ROOM_FOR_NOTES:
            return
        day = formats.short_date(local(note.at).date(), current_language())
        whole = request_words.part(note)
        if len(words) > room:
            whole = escape(lines.cut(words, room), quote=False)
        yield f"• {day}: {whole}"
        room -= len(words)


def _history(history: Sequence[Entry]) -> str:
    latest = [lines.happened(entry) for entry in history[-HISTORY_LENGTH:]]
    return "\n".join([_("<b>What has happened</b>"), *latest]) if latest else ""
