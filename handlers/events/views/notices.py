"""Reminders, offers of seats, and the digest of new events."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.events.card import EventCard
from bot.domain.events.event import Event
from bot.domain.events.reminders import Lead
from handlers.events.callbacks import CannotCome, EventOpened, LeadChosen, ListShown, TicketAsked
from handlers.events.listing import Listing
from handlers.events.subscription_callbacks import SubscriptionsShown
from handlers.events.views import lines
from handlers.events.views.card_buttons import offer_buttons
from handlers.events.views.standing import standing
from handlers.navigation import button, keyboard
from handlers.screens import Screen
from handlers.wording import numbered
from handlers.words import _, ngettext

MOST_IN_DIGEST = 10
"""Events that a digest names; the others are behind a button."""

NEAR = timedelta(minutes=55)
"""Below this the minutes are said, in steps of five."""

HOURS_ARE_SAID = timedelta(hours=6)
"""Up to here the hours are said; before that “today” says it better."""

ROUNDED = timedelta(minutes=10)
"""Whole hours are said where the truth is so near."""


def reminder(card: EventCard, directory: Directory, now: datetime) -> Screen:
    """Remind somebody who comes, with all that they need on the way."""
    event_id = card.event.id
    text = "\n\n".join([f"<b>{_how_soon(card.event, now)}</b>", _facts(card, directory), standing(card)])
    rows = [
        [_open_button(card), button(_("My ticket"), TicketAsked(event_id=event_id))],
        [button(_("I can't after all"), CannotCome(event_id=event_id))],
        [button(_("No more reminders for this event"), LeadChosen(event_id=event_id, lead=Lead.NONE))],
    ]
    return Screen(text, keyboard(rows))


def seats_offered(card: EventCard, directory: Directory) -> Screen:
    """Offer seats that have become free to somebody who waited."""
    mine = card.mine
    paragraphs = [_headline(card, _("<b>There is room for you: {title}</b>")), _facts(card, directory)]
    if mine is not None and (mine.seats_offered or mine.seats) < mine.seats:
        fewer = ngettext(
            "You asked for {count} seat. So many are not free now.",
            "You asked for {count} seats. So many are not free now.",
            mine.seats,
        )
        paragraphs.append(fewer.format(count=mine.seats))
    paragraphs.append(standing(card))
    paragraphs.append(_("If you do not answer by then, the seats may go to somebody else."))
    return Screen("\n\n".join(paragraphs), keyboard([offer_buttons(card), [_open_button(card)]]))


def offer_expired(card: EventCard, directory: Directory) -> Screen:
    """Tell somebody that seats are no longer kept for them, and how they may still come."""
    again = _(
        "The time to answer is over, and the seats may go to somebody else. Do you still want to come? "
        "You can join the waiting list again."
    )
    paragraphs = [
        _headline(card, _("<b>No seat is kept for you any more: {title}</b>")),
        _facts(card, directory),
        again,
    ]
    rejoin = button(_("Join the waiting list again"), EventOpened(event_id=card.event.id))
    return Screen("\n\n".join(paragraphs), keyboard([[rejoin]]))


def digest(events: Sequence[Event], directory: Directory) -> Screen:
    """Tell of new events together, the next first."""
    shown, more = events[:MOST_IN_DIGEST], len(events) - MOST_IN_DIGEST
    entries = [(lines.title(event.details), _in_short(event, directory)) for event in shown]
    paragraphs = [_("<b>New events for you</b>"), numbered(entries)]
    rows = [
        [button(f"{number}. {lines.plain_title(event.details)}", EventOpened(event_id=event.id))]
        for number, event in enumerate(shown, start=1)
    ]
    if more > 0:
        paragraphs.append(ngettext("And {count} more.", "And {count} more.", more).format(count=more))
        rows.append([button(_("All events"), ListShown(listing=str(Listing())))])
    rows.append([button(_("Change or stop"), SubscriptionsShown())])
    return Screen("\n\n".join(paragraphs), keyboard(rows))


def _how_soon(event: Event, now: datetime) -> str:
    """Name the event and how far off it really is, however late the reminder comes."""
    title, left = lines.title(event.details), event.starts_at - now
    start = local(event.starts_at)
    days = (start.date() - local(now).date()).days
    if days == 1:
        return _("Tomorrow: {title}").format(title=title)
    if days > 1:
        return _("{when}: {title}").format(
            when=lines.beginning(lines.short_when(event.starts_at)), title=title
        )
    if left < NEAR:
        minutes = max(5, round(left / timedelta(minutes=5)) * 5)
        text = ngettext("In {count} minute: {title}", "In {count} minutes: {title}", minutes)
        return text.format(count=minutes, title=title)
    hours = round(left / timedelta(hours=1))
    if left <= HOURS_ARE_SAID and abs(left - timedelta(hours=hours)) <= ROUNDED:
        text = ngettext("Today, in {count} hour: {title}", "Today, in {count} hours: {title}", hours)
        return text.format(count=hours, title=title)
    return _("Today: {title}").format(title=title)


def _headline(card: EventCard, words: str) -> str:
    return words.format(title=lines.title(card.event.details))


def _facts(card: EventCard, directory: Directory) -> str:
    details = card.event.details
    where = _("Where: {place}").format(place=lines.where(details, directory))
    when = lines.beginning(lines.when(details.starts_at, details.ends_at))
    return f"{when}\n{where}"


def _in_short(event: Event, directory: Directory) -> str:
    town = escape(lines.plain_town(event.details, directory), quote=False)
    return " · ".join(filter(None, (lines.beginning(lines.short_when(event.starts_at)), town)))


def _open_button(card: EventCard) -> InlineKeyboardButton:
    return button(_("Open the event"), EventOpened(event_id=card.event.id))
