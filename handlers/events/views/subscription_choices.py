"""What can be subscribed to: regions, houses, languages, topics, each a button that turns on and off."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.event import Topic
from bot.domain.events.subscriptions import Subscription, SubscriptionKind, Wishes
from bot.domain.language import Language
from bot.domain.places import Place, PlaceKind
from handlers import formats
from handlers.events.subscription_callbacks import (
    ChoicesShown,
    HouseRegionsShown,
    SubscriptionsShown,
    SubscriptionToggled,
)
from handlers.events.views.subscription_names import short_name
from handlers.navigation import Page, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language

A_PAGE = 10


def choices(
    kind: SubscriptionKind, wishes: Wishes, directory: Directory, region_code: str = "", page_number: int = 0
) -> Screen:
    """Show what of that kind there is, and what of it somebody has; houses are those of one region."""
    offered = [one for one in on_offer(kind, directory) if _is_in(one, region_code, directory)]
    page = Page(page_number, A_PAGE, len(offered))
    rows = [[_toggle(one, wishes, directory, page_number)] for one in offered[page.slice]]
    turners = page.turners(
        ChoicesShown(kind=kind, region_code=region_code, page=page_number - 1),
        ChoicesShown(kind=kind, region_code=region_code, page=page_number + 1),
    )
    back = button(_("← Regions"), HouseRegionsShown()) if region_code else _back()
    return Screen(_question(kind), keyboard([*rows, turners, [back, menu_button()]]))


def house_regions(directory: Directory, page_number: int = 0) -> Screen:
    """Ask in which region the house stands, of those that have one."""
    with_houses = {house.region_code for house in directory.houses.values()}
    regions = [region for region in _regions(directory) if region.region_code in with_houses]
    page = Page(page_number, A_PAGE, len(regions))
    rows = [
        [
            button(
                region.name.in_language(current_language()),
                ChoicesShown(kind=SubscriptionKind.HOUSE, region_code=region.region_code),
            )
        ]
        for region in regions[page.slice]
    ]
    turners = page.turners(HouseRegionsShown(page=page_number - 1), HouseRegionsShown(page=page_number + 1))
    text = _("Of which House of Friendship do you want to hear? Choose its region first.")
    return Screen(text, keyboard([*rows, turners, [_back(), menu_button()]]))


def on_offer(kind: SubscriptionKind, directory: Directory) -> Sequence[Subscription]:
    """Give everything of that kind that can be subscribed to now."""
    match kind:
        case SubscriptionKind.HOUSE:
            values = [str(house_id) for house_id in directory.houses]
        case SubscriptionKind.REGION:
            values = [str(region.region_code) for region in _regions(directory)]
        case SubscriptionKind.LANGUAGE:
            values = list(dict.fromkeys([*Language, *directory.languages()]))
        case SubscriptionKind.TOPIC:
            values = list(Topic)
    return [Subscription(kind, value) for value in values]


def _question(kind: SubscriptionKind) -> str:
    questions = {
        SubscriptionKind.HOUSE: _("Of which House of Friendship do you want to hear?"),
        SubscriptionKind.REGION: _("Of new events in which region or city do you want to hear?"),
        SubscriptionKind.LANGUAGE: _("Of new events in which language do you want to hear?"),
        SubscriptionKind.TOPIC: _("Of new events on which topic do you want to hear?"),
    }
    return questions[kind] + "\n\n" + _("✓ marks what you have chosen. Press it once more to remove it.")


def _toggle(
    one: Subscription, wishes: Wishes, directory: Directory, page_number: int
) -> InlineKeyboardButton:
    is_chosen = one in wishes.subscriptions
    label = _("✓ {name} — remove") if is_chosen else "{name}"
    return button(
        label.format(name=short_name(one, directory)),
        SubscriptionToggled(kind=one.kind, value=one.value, wanted=not is_chosen, page=page_number),
    )


def _is_in(one: Subscription, region_code: str, directory: Directory) -> bool:
    if one.kind is not SubscriptionKind.HOUSE or not region_code:
        return True
    house = directory.house(one.value)
    return house is not None and house.region_code == region_code


def _regions(directory: Directory) -> Sequence[Place]:
    def order(place: Place) -> tuple[bool, str]:
        words = place.name.in_language(current_language())
        return place.kind is not PlaceKind.REPUBLICAN_CITY, formats.in_alphabetical_order(words)

    return sorted(directory.regions(), key=order)


def _back() -> InlineKeyboardButton:
    return button(_("← Back"), SubscriptionsShown())
