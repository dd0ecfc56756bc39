"""What is said when an act on an event could not be done."""

from collections.abc import Sequence

from bot.domain.events.errors import (
    EventIsCancelled,
    EventOver,
    EventRefusal,
    EventUnknown,
    NotAnEditor,
    NotAttending,
    NotAtThisDoor,
    NotComplete,
    NotTheDay,
    OfferGone,
    TicketElsewhere,
)
from bot.domain.events.event import Event, Gap
from handlers import formats
from handlers.events.views import lines
from handlers.events.views.ways import what_is_on_button
from handlers.navigation import keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language


def refusal(error: EventRefusal) -> str:
    """Say why the act was not done, and what to do; short enough for an alert, but for those with names."""
    if isinstance(error, NotComplete):
        return _("Before it can be published, add: {gaps}.").format(gaps=gaps(error.gaps))
    if isinstance(error, TicketElsewhere):
        return _("This ticket is for another event: {title}. {when}.").format(
            title=lines.title(error.event.details), when=_when(error.event)
        )
    if isinstance(error, NotTheDay):
        return _("Guests are let in on the day of the event. {when}.").format(when=_when(error.event))
    return {
        EventUnknown: _("This event is no longer here."),
        EventOver: _("This event is over."),
        EventIsCancelled: _("This event has been cancelled."),
        OfferGone: _("These seats are no longer kept for you. You can join the waiting list again."),
        NotAttending: _("You are not coming to this event. To come, press “I am coming”."),
        NotAnEditor: _(
            "Only an editor of this region may do that. Ask the people who run this bot for an invitation."
        ),
        NotAtThisDoor: _("Nobody has this ticket for this event. Check the number."),
    }.get(type(error)) or _("That can't be done with this event any more.")


def screen(error: EventRefusal) -> Screen:
    """Say the same where there is no card to show, and lead on."""
    return Screen(refusal(error), keyboard([[what_is_on_button(), menu_button()]]))


def gaps(found: Sequence[Gap]) -> str:
    """Name what an event still lacks."""
    return formats.listed((_gap(gap) for gap in found), current_language())


def _when(event: Event) -> str:
    return lines.beginning(lines.when(event.details.starts_at, event.details.ends_at))


def _gap(gap: Gap) -> str:
    return {
        Gap.TITLE_KK: _("the title in Kazakh"),
        Gap.TITLE_RU: _("the title in Russian"),
        Gap.TEXT_KK: _("the text in Kazakh"),
        Gap.TEXT_RU: _("the text in Russian"),
        Gap.WHERE: _("the place"),
        Gap.START: _("the beginning"),
        Gap.PAST: _("a beginning that is not in the past"),
        Gap.END: _("an end that is after the beginning"),
    }[gap]
