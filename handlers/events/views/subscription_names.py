"""What a subscription is called: the name of its house, region, language or topic."""

from collections import Counter
from html import escape

from bot.domain.directory import Directory
from bot.domain.events.event import Topic
from bot.domain.events.subscriptions import Subscription, SubscriptionKind
from handlers import languages
from handlers.events.views import lines
from handlers.words import _, current_language

LONGEST_SHORT_NAME = 60
"""Characters: more are cut off on a telephone, and a line that fades holds 200 with the words around."""


def name(subscription: Subscription, directory: Directory) -> str:
    """Give the whole name, safe to put into HTML."""
    return escape(_plain(subscription, directory), quote=False)


def kind_and_name(subscription: Subscription, directory: Directory) -> str:
    """Give the name and what it is the name of, safe to put into HTML."""
    phrases = {
        SubscriptionKind.HOUSE: _("House of Friendship: {name}"),
        SubscriptionKind.REGION: _("Region or city: {name}"),
        SubscriptionKind.LANGUAGE: _("Language of the event: {name}"),
        SubscriptionKind.TOPIC: _("Topic: {name}"),
    }
    return phrases[subscription.kind].format(name=name(subscription, directory))


def short_name(subscription: Subscription, directory: Directory) -> str:
    """Give a name that fits on a button: of a house its town, where it is the only one there."""
    words = _plain(subscription, directory)
    house = directory.house(subscription.value) if subscription.kind is SubscriptionKind.HOUSE else None
    if house is not None:
        towns = Counter(other.locality for other in directory.houses.values())
        if towns[house.locality] == 1:
            words = house.locality.in_language(current_language())
    return words if len(words) <= LONGEST_SHORT_NAME else f"{words[: LONGEST_SHORT_NAME - 1].rstrip()}…"


def _plain(subscription: Subscription, directory: Directory) -> str:
    match subscription.kind:
        case SubscriptionKind.HOUSE:
            house = directory.house(subscription.value)
            return house.name.in_language(current_language()) if house else _("no longer in the directory")
        case SubscriptionKind.REGION:
            region = directory.region(subscription.value)
            return region.name.in_language(current_language()) if region else _("no longer in the directory")
        case SubscriptionKind.LANGUAGE:
            return languages.title(subscription.value, current_language())
        case SubscriptionKind.TOPIC:
            is_topic = subscription.value in set(Topic)
            return lines.topic(Topic(subscription.value)) if is_topic else _("no longer in the directory")
