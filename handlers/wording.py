"""Lines that the cards and lists of every feature have in common."""

from datetime import date
from html import escape
from urllib.parse import urlsplit

from bot.domain.language import LocalizedText
from bot.domain.sources import Source
from handlers import formats
from handlers.words import _, current_language


def localized(words: LocalizedText) -> str:
    """Give words in the reader's language, safe to put into HTML."""
    return escape(words.in_language(current_language()), quote=False)


def source_line(source: Source, today: date) -> str:
    """Name where the facts come from and how old they are."""
    site = escape(urlsplit(source.reference).netloc.removeprefix("www.").strip("."))
    # A reference without a host (`seed:003`) names one of the mission's own documents.
    link = f'<a href="{escape(source.reference)}">{site}</a>' if site else escape(source.reference)
    if not source.date:
        return _("Source: {site}; the page has no date").format(site=link)
    language = current_language()
    shown, age = formats.source_date(source.date, language), formats.age(source.date, today, language)
    return _("Source: {site}, {date}").format(site=link, date=f"{shown} ({age})" if age else shown)


def numbered(entries: list[tuple[str, str]]) -> str:
    """Lay out a list: a bold first line and a plain second one for each entry."""
    return "\n\n".join(
        f"{number}. <b>{title}</b>\n{line}" for number, (title, line) in enumerate(entries, start=1)
    )
