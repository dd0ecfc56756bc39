"""Names, counts and shortened texts as the form shows them."""

from collections import Counter
from html import escape

from bot.domain.directory import Directory
from bot.domain.places import Place
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import PieceKind
from handlers import formats
from handlers.words import _, current_language, ngettext

TWO_BYTES = 0xFFFF
"""Characters beyond this one count as two to Telegram."""


def shortened(text: str, longest: int) -> str:
    """Cut a text to as many UTF-16 units as Telegram counts, with a sign of the cut."""
    if length(text) <= longest:
        return text
    room, end = longest - 1, 0
    while end < len(text) and (room := room - (1 + (ord(text[end]) > TWO_BYTES))) >= 0:
        end += 1
    return f"{text[:end]}…"


def length(text: str) -> int:
    """Count a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def quoted(text: str, longest: int) -> str:
    """Give the beginning of somebody's words, safe to put into HTML."""
    return escape(shortened(text, longest), quote=False)


def place_name(directory: Directory, place_id: str | None) -> str:
    """Name the place of the matter, safe to put into HTML."""
    place = directory.place(place_id or "")
    return escape(label(place, directory), quote=False) if place else _("place not known")


def label(place: Place, directory: Directory) -> str:
    """Name a place, with its region where it lies in one."""
    name, region = name_of(place), directory.region(place.region_code)
    if region is None or region.id == place.id:
        return name
    return f"{name} ({name_of(region)})"


def name_of(place: Place) -> str:
    """Name a place."""
    return place.name.in_language(current_language())


def topic_name(directory: Directory, topic_id: str | None) -> str:
    """Name the topic, safe to put into HTML."""
    topic = directory.topic(topic_id or "")
    return escape(topic.name.in_language(current_language()), quote=False) if topic else _("Other")


def files(draft: RequestDraft) -> str:
    """Count what was sent beside words; empty where there is nothing."""
    counts = Counter(piece.kind for piece in draft.pieces)
    return formats.listed((_count(kind, counts[kind]) for kind in _FILES if counts[kind]), current_language())


def parts(draft: RequestDraft) -> str:
    """Count all that was sent."""
    counts = Counter(piece.kind for piece in draft.pieces)
    return formats.listed(
        (_count(kind, counts[kind]) for kind in PieceKind if counts[kind]), current_language()
    )


_FILES = tuple(kind for kind in PieceKind if kind is not PieceKind.TEXT)


def _count(kind: PieceKind, count: int) -> str:
    match kind:
        case PieceKind.TEXT:
            counted = ngettext("{count} text", "{count} texts", count)
        case PieceKind.PHOTO:
            counted = ngettext("{count} photo", "{count} photos", count)
        case PieceKind.VOICE:
            counted = ngettext("{count} voice message", "{count} voice messages", count)
        case PieceKind.DOCUMENT:
            counted = ngettext("{count} document", "{count} documents", count)
        case PieceKind.PLACE:
            counted = ngettext("{count} place on the map", "{count} places on the map", count)
    return counted.format(count=count)
