"""The lists of a council's requests, page by page."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.councils import Council
from bot.domain.directory import Directory
from bot.domain.reception.desk import DeskList
from bot.domain.reception.request import RequestCard
from handlers import request_words
from handlers.coordination import lines
from handlers.coordination.callbacks import DeskListShown, DeskOpened, ListedCardShown
from handlers.coordination.desk.views.home import council_name, list_name
from handlers.navigation import Page, Rows, button, keyboard
from handlers.request_lines import plain_title
from handlers.screens import Screen
from handlers.words import _, ngettext

A_PAGE = 8
"""Requests of one page: four lines and a button each."""


def listed(
    cards: Sequence[RequestCard],
    shown: DeskListShown,
    council: Council,
    directory: Directory,
    today: date,
) -> Screen:
    """Show a page of a list; one beyond its end is its last."""
    length = len(cards)
    page = Page(min(shown.page, max(length - 1, 0) // A_PAGE), A_PAGE, length)
    here = shown.model_copy(update={"page": page.number})
    entries = [entry(card, directory, today, names_council=_climbed(here)) for card in cards[page.slice]]
    text = "\n\n".join([_head(here, council, page), *(entries or [_("There is nothing in this list.")])])
    rows: Rows = [[_button(card, here, directory)] for card in cards[page.slice]]
    turners = page.turners(_page(here, page.number - 1), _page(here, page.number + 1))
    back = button(_("← Back to the desk"), DeskOpened(council_id=council.id))
    return Screen(text, keyboard([*rows, turners, [back]]))


def entry(card: RequestCard, directory: Directory, today: date, *, names_council: bool = False) -> str:
    """Tell of a request in a few lines."""
    said = [
        lines.heading(card, directory),
        lines.urgency(card),
        lines.headline(card),
        request_words.council(card, directory) if names_council else "",
        request_words.place(card, directory),
        *lines.promises(card, today, directory),
        lines.owner(card),
    ]
    return "\n".join(filter(None, said))


def _head(shown: DeskListShown, council: Council, page: Page) -> str:
    count = ngettext("{count} request", "{count} requests", page.length).format(count=page.length)
    head = f"<b>{list_name(shown.which)}</b> · {count}\n{council_name(council)}"
    pages = -(-page.length // page.size)
    if pages < 2:  # noqa: PLR2004  # a single page needs no number
        return head
    where = _("Page {page} of {pages}").format(page=page.number + 1, pages=pages)
    return f"{head}\n{where}"


def _button(card: RequestCard, shown: DeskListShown, directory: Directory) -> InlineKeyboardButton:
    data = ListedCardShown(
        request_id=card.id, council_id=shown.council_id, which=shown.which, page=shown.page
    )
    return button(plain_title(card, directory), data)


def _page(shown: DeskListShown, number: int) -> DeskListShown:
    return DeskListShown(council_id=shown.council_id, which=shown.which, page=max(number, 0))


def _climbed(shown: DeskListShown) -> bool:
    return shown.which is DeskList.CLIMBED
