"""Lists of the requests that somebody sent or follows."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.request import Request, RequestCard
from bot.services.reception.own import MyRequests
from handlers import request_lines as lines
from handlers import request_words as words
from handlers.navigation import Page, RequestShown, Section, SectionOpened, button, keyboard, menu_button
from handlers.reception.own.callbacks import FollowedShown, FollowingStopped, MyRequestsShown
from handlers.screens import Screen
from handlers.words import _

REQUESTS_A_PAGE = 8


def requests(mine: MyRequests, number: int, directory: Directory, today: date) -> Screen:
    """Show a page of one's own requests, then of those one follows."""
    every: Sequence[Request | RequestCard] = [*mine.own, *mine.followed]
    title = _("<b>My requests</b>")
    leave = [_write_button(), menu_button()]
    if not every:
        hint = _("You have sent no requests. Press “Write to a council” to send one.")
        return Screen(f"{title}\n\n{hint}", keyboard([leave]))
    last_page = (len(every) - 1) // REQUESTS_A_PAGE
    page = Page(min(number, last_page), REQUESTS_A_PAGE, len(every))
    shown = list(enumerate(every, start=1))[page.slice]
    turners = page.turners(
        MyRequestsShown(page=max(0, page.number - 1)), MyRequestsShown(page=page.number + 1)
    )
    own = [_own(place, one, directory, today) for place, one in shown if isinstance(one, Request)]
    followed = [_followed(place, one, directory) for place, one in shown if isinstance(one, RequestCard)]
    parts = [title, *own]
    if followed:
        parts += [_("<b>Requests that you follow</b>"), *followed]
    rows = [[_open_button(place, one, directory)] for place, one in shown]
    return Screen("\n\n".join(parts), keyboard([*rows, turners, leave]))


def followed(card: RequestCard, directory: Directory) -> Screen:
    """Show what everybody may know of a request that somebody follows."""
    text = "\n".join(
        [
            _("<b>Request {number}</b>, which you follow").format(number=card.number),
            "",
            _("Topic: {topic}").format(topic=words.topic(card, directory)),
            _("Place: {place}").format(place=words.place(card, directory)),
            _("State: {state}").format(state=words.state(card.state)),
        ]
    )
    stop = button(_("Stop following"), FollowingStopped(request_id=card.id))
    return Screen(text, keyboard([[stop], [back_button(), menu_button()]]))


def back_button() -> InlineKeyboardButton:
    """Give the button that leads back to the list."""
    return button(_("← My requests"), SectionOpened(section=Section.MY_REQUESTS))


def welcome() -> str:
    """Greet somebody who came by a link to a request."""
    return _("Hello! I am Dostyq. Here is the request from the link.")


def no_longer_followed() -> str:
    """Say that nothing more is heard of the request."""
    return _("You will hear no more of this request.")


def _own(place: int, request: Request, directory: Directory, today: date) -> str:
    title = lines.title(request, directory)
    return f"{place}. <b>{title}</b>\n{lines.standing(request, directory, today)}"


def _followed(place: int, card: RequestCard, directory: Directory) -> str:
    title, where = lines.title(card, directory), words.place(card, directory)
    return f"{place}. <b>{title}</b>\n{where} · {words.state(card.state)}"


def _open_button(place: int, one: Request | RequestCard, directory: Directory) -> InlineKeyboardButton:
    data = RequestShown(request_id=one.id) if isinstance(one, Request) else FollowedShown(request_id=one.id)
    return button(f"{place}. {lines.plain_title(one, directory)}", data)


def _write_button() -> InlineKeyboardButton:
    return button(_("Write to a council"), SectionOpened(section=Section.REQUEST))
