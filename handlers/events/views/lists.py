"""Lists of events."""

from collections.abc import Sequence
from datetime import date
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.card import EventCard
from bot.domain.events.subscriptions import SubscriptionKind
from bot.domain.places import Precision
from bot.services.events.browsing import NearbyEvent
from handlers import formats
from handlers.events.callbacks import EventOpened, ListShown, MyEventsShown, NearAsked, RegionsOfEvents
from handlers.events.listing import CODES, Listing
from handlers.events.subscription_callbacks import SubscriptionsShown, SubscriptionToggled
from handlers.events.views import lines, ways
from handlers.events.views.days_shown import period_button, period_title
from handlers.events.views.standing import short_standing
from handlers.navigation import LinkFollowed, Page, Rows, button, in_columns, keyboard, menu_button
from handlers.screens import Screen
from handlers.wording import localized, numbered
from handlers.words import _, current_language

EVENTS_A_PAGE = 5


def events(found: Sequence[NearbyEvent], listing: Listing, directory: Directory, today: date) -> Screen:
    """Show a page of events."""
    page = Page(listing.page, EVENTS_A_PAGE, len(found))
    turners = page.turners(
        ListShown(listing=str(listing.on_page(listing.page - 1))),
        ListShown(listing=str(listing.on_page(listing.page + 1))),
    )
    shown = found[page.slice]
    rows = [*_event_rows([one.card for one in shown], str(listing)), turners, *_ways_on(listing)]
    text = f"{_title(listing, directory, today)}\n\n{_entries(shown, directory)}"
    return Screen(text.strip(), keyboard(rows))


def nothing(later: Sequence[NearbyEvent], listing: Listing, directory: Directory, today: date) -> Screen:
    """Say that nothing is on in those days, and show what comes after them."""
    shown = later[:EVENTS_A_PAGE]
    words = [_title(listing, directory, today)]
    if shown:
        words.append(_("Nothing is announced for these days. This comes next:"))
        words.append(_entries(shown, directory))
    else:
        words.append(_nothing_yet())
    subscribe = [] if shown else [button(_("New events for me"), SubscriptionsShown())]
    rows = [*_event_rows([one.card for one in shown], str(listing)), subscribe, *_ways_on(listing)]
    return Screen("\n\n".join(words), keyboard(rows))


def near_me(found: Sequence[NearbyEvent], directory: Directory) -> Screen:
    """Show the events nearest to a place that was shared; it is not kept, so there is one page only."""
    shown = found[:EVENTS_A_PAGE]
    words = _entries(shown, directory) if shown else _nothing_yet()
    subscribe = [] if shown else [button(_("New events for me"), SubscriptionsShown())]
    leave = [button(_("Another place"), NearAsked()), menu_button()]
    title = _("Events nearest to you")
    rows = [*_event_rows([one.card for one in shown], ways.NEAR_ME), subscribe, leave]
    return Screen(f"<b>{title}</b>\n\n{words}", keyboard(rows))


def of_person(cards: Sequence[EventCard], directory: Directory, page_number: int) -> Screen:
    """Show what somebody comes to or waits for."""
    leave = [ways.what_is_on_button(), menu_button()]
    title = _("<b>My events</b>")
    if not cards:
        hint = _("You have no events ahead. Open one under “What is on” and press “I am coming”.")
        return Screen(f"{title}\n\n{hint}", keyboard([leave]))
    page = Page(page_number, EVENTS_A_PAGE, len(cards))
    turners = page.turners(MyEventsShown(page=page_number - 1), MyEventsShown(page=page_number + 1))
    shown = cards[page.slice]
    text = f"{title}\n\n{_entries([NearbyEvent(card=card) for card in shown], directory)}"
    return Screen(text.strip(), keyboard([*_event_rows(shown, ways.mine(page_number)), turners, leave]))


def _title(listing: Listing, directory: Directory, today: date) -> str:
    days = period_title(listing, today)
    if listing.house_id and (house := directory.house(listing.house_id)):
        return f"<b>{localized(house.name)}</b>\n{days}"
    if listing.region_code and (region := directory.region(listing.region_code)):
        return f"<b>{localized(region.name)}</b>\n{days}"
    if listing.place_id and (place := directory.place(listing.place_id)):
        near = _("{town}: the nearest first").format(town=localized(place.name))
        return f"<b>{near}</b>\n{days}"
    return f"<b>{days}</b>"


def _nothing_yet() -> str:
    return _("No events are announced yet. Press “New events for me”, and I will tell you of new ones.")


def _entries(shown: Sequence[NearbyEvent], directory: Directory) -> str:
    return numbered([(lines.title(one.card.event.details), _line(one, directory)) for one in shown])


def _line(one: NearbyEvent, directory: Directory) -> str:
    event = one.card.event
    state = short_standing(one.card) if event.is_published else _("<b>cancelled</b>")
    town = escape(lines.plain_town(event.details, directory), quote=False)
    parts = (lines.beginning(lines.short_when(event.starts_at)), town, _distance(one, directory), state)
    return " · ".join(filter(None, parts))


def _distance(one: NearbyEvent, directory: Directory) -> str:
    """Say how far an event is, never more exactly than its house is known."""
    house_id = one.card.event.details.house_id
    house = directory.house(house_id) if house_id else None
    precision = house.precision if house else Precision.TOWN
    if one.distance_km is None or precision is Precision.REGION:
        return ""
    if precision is Precision.TOWN:
        return formats.distance(max(1, round(one.distance_km)), current_language())
    return formats.distance(one.distance_km, current_language())


def _event_rows(shown: Sequence[EventCard], back: str) -> Rows:
    return [
        [
            button(
                f"{number}. {lines.plain_title(card.event.details)}",
                EventOpened(event_id=card.event.id, back=back),
            )
        ]
        for number, card in enumerate(shown, start=1)
    ]


def _ways_on(listing: Listing) -> Rows:
    """Offer other days for a list of one place, another place for a list of some days."""
    leave = [ways.what_is_on_button(), menu_button()]
    if not listing.has_area:
        by_region = button(_("By region"), RegionsOfEvents(listing=str(listing.on_page(0))))
        return [[by_region, button(_("Near a place"), NearAsked())], leave]
    days = [period_button(listing.on_days(when)) for when in ("", *CODES) if when != listing.when]
    return [*in_columns(days, 3), _about_area(listing), leave]


def _about_area(listing: Listing) -> list[InlineKeyboardButton]:
    """Give what can be done about the house, the region or the town of a list."""
    tell = _("Tell me of new events here")
    if listing.house_id:
        wish = SubscriptionToggled(kind=SubscriptionKind.HOUSE, value=listing.house_id, wanted=True)
        house = LinkFollowed(payload=f"house_{listing.house_id}")
        return [button(tell, wish), button(_("The House of Friendship"), house)]
    if listing.region_code:
        wish = SubscriptionToggled(kind=SubscriptionKind.REGION, value=listing.region_code, wanted=True)
        others = RegionsOfEvents(listing=str(Listing(when=listing.when)))
        return [button(tell, wish), button(_("Another region"), others)]
    return [button(_("Another place"), NearAsked())]
