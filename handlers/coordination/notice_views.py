"""What those who work for a council are told without having asked."""

from collections.abc import Sequence
from datetime import date
from html import escape, unescape

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import Delivery, Purpose
from bot.domain.reception.notices import CitizenSaid, DeskDigest, NotDelivered, RequestOpened
from bot.domain.reception.request import Request, RequestCard
from bot.domain.reception.states import Act
from handlers import formats, request_words
from handlers.carrying import Pin
from handlers.coordination import lines
from handlers.coordination.callbacks import RequestTaken
from handlers.coordination.desk.views import acts, home, lists, opened
from handlers.coordination.desk.views import card as card_view
from handlers.navigation import DeskCardShown, Rows, button, keyboard
from handlers.request_lines import plain_title
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

MOST_LISTED = 8
"""Requests that one message lists; the others are counted."""


def new(cards: Sequence[RequestCard], directory: Directory, today: date) -> Screen:
    """Tell of requests that wait to be taken: of one with its card, of several as a list."""
    if len(cards) == 1:
        [card] = cards
        text = card_view.about(card, directory, today)
        return Screen(text, keyboard([[_take_button(card), acts.card_button(card.id)]]))
    head = ngettext(
        "{count} request waits to be taken", "{count} requests wait to be taken", len(cards)
    ).format(count=len(cards))
    told = cards[:MOST_LISTED]
    entries = [
        lists.entry(card, directory, today, names_council=len({one.council_id for one in cards}) > 1)
        for card in told
    ]
    if len(cards) > len(told):
        entries.append(_("The others are in the list “New” at the desk."))
    rows: Rows = [[button(plain_title(card, directory), DeskCardShown(request_id=card.id))] for card in told]
    return Screen("\n\n".join([f"<b>{head}</b>", *entries]), keyboard([*rows, [acts.desk_button()]]))


def read(found: RequestOpened, directory: Directory) -> Screen:
    """Show a request to its owner, or the beginning of a long one."""
    request = found.request
    first, *others = opened.texts(request, found.messages, directory)
    rows = opened.rows_below_part(request) if others else opened.rows(request, found.messages)
    return Screen(first, keyboard(rows))


def said(found: CitizenSaid, directory: Directory, words: str) -> str:
    """Write what the citizen has said around its words, which are HTML already."""
    is_reply = found.message.purpose is Purpose.REPLY
    head = _("The citizen has replied") if is_reply else _("The citizen has added something")
    return f"{lines.heading(found.request, directory)}\n<b>{head}</b>\n\n{words}".rstrip()


def pin(found: CitizenSaid, directory: Directory) -> Pin:
    """Say on a place on the map which request it belongs to, and where that is; plain text."""
    title = _("{number}: a place from the citizen").format(number=found.request.number)
    return Pin(title=title, address=unescape(request_words.place(found.request, directory)))


def moved(card: RequestCard, entry: Entry, directory: Directory, today: date) -> Screen:
    """Say what has become of a request without its owner."""
    said = [lines.heading(card, directory), _moved(entry), *lines.promises(card, today, directory)]
    return Screen("\n".join(said), keyboard([[acts.card_button(card.id), acts.desk_button()]]))


def undelivered(found: NotDelivered, directory: Directory) -> Screen:
    """Say that what was written did not arrive, why, and what is left to do."""
    request = found.request
    parts = [
        f"{lines.heading(request, directory)}\n<b>{_head(found.message.delivery)}</b>",
        _why(found.message.delivery),
        _way_out(request),
    ]
    return Screen("\n\n".join(parts), keyboard(opened.rows_below_part(request)))


def care(card: RequestCard, directory: Directory, today: date, *, may_take: bool) -> Screen:
    """Alert somebody to a person who may be in danger."""
    advice = _(
        "The citizen has been shown the helplines. Somebody has to speak with them now: take the request, "
        "read it and answer. If a life is in danger, call 112."
    )
    if not may_take:
        advice = _(
            "Its council has been alerted too. Make sure at once that somebody there has taken it. "
            "If a life is in danger, call 112."
        )
    text = "\n\n".join([card_view.about(card, directory, today), advice])
    taking = [_take_button(card)] if may_take and card.owner_id is None else []
    reading = [acts.card_button(card.id)] if may_take else []
    return Screen(text, keyboard([[*taking, *reading], [acts.desk_button()]]))


def digest(found: DeskDigest, directory: Directory) -> Screen:
    """Count what waits at each council, the most pressing first."""
    day = formats.full_date(found.on, current_language())
    worst_first = sorted(found.summaries.items(), key=lambda one: home.urgency(one[1]), reverse=True)
    parts = [_("<b>What waits today</b>\n{day}").format(day=day)]
    for council_id, summary in worst_first:
        council = directory.council(council_id)
        if council is not None and home.counts(summary):
            parts.append(f"<b>{home.council_name(council)}</b>\n{home.counts(summary)}")
    return Screen("\n\n".join(parts), keyboard([[acts.desk_button()]]))


def _take_button(card: RequestCard) -> InlineKeyboardButton:
    return button(_("Take"), RequestTaken(request_id=card.id, in_group=False))


def _moved(entry: Entry) -> str:
    told = {
        Act.WITHDRAW: _("The citizen has withdrawn the request. Nothing more is to be done."),
        Act.CONFIRM: _("The citizen says that the matter is solved."),
        Act.REOPEN: _(
            "The citizen says that the matter is not solved. The request is yours again, with a new "
            "promised day."
        ),
        Act.RELEASE: _("The request has been given back to the council. It is no longer yours."),
        Act.TRANSFER: _("The request has been given to another council. It is no longer yours."),
    }
    name = entry.details.get("to")
    if entry.act is Act.HAND and name:
        return _("The request has been handed to {name}. It is no longer yours.").format(
            name=escape(name, quote=False)
        )
    known = told.get(entry.act) if entry.act else None
    return known or lines.happened(entry)


def _head(delivery: Delivery | None) -> str:
    if delivery is Delivery.UNCERTAIN:
        return _("Nobody knows whether your message has arrived")
    return _("Your message has not arrived")


def _why(delivery: Delivery | None) -> str:
    match delivery:
        case Delivery.BLOCKED:
            return _(
                "The citizen has blocked the bot, or deleted the account. It can’t write to them until they "
                "come back."
            )
        case Delivery.UNCERTAIN:
            return _(
                "The connection broke while it was being sent. It was not sent again, so that the citizen "
                "does not get it twice. If no reply comes, answer once more."
            )
    return _("Telegram refused the message.")


def _way_out(request: Request) -> str:
    if request.phone:
        return _("Call the citizen: {phone}").format(phone=escape(request.phone, quote=False))
    return _(
        "The citizen has left no phone number. Your message stays with the request, and they can read it "
        "there when they open it."
    )
