"""Subscriptions to new events: what somebody is told of, and when."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.subscriptions import Subscription, SubscriptionKind, Wishes
from handlers.events.subscription_callbacks import (
    ChoicesShown,
    DigestDaysShown,
    EverythingStopped,
    HouseRegionsShown,
    StopUndone,
    SubscriptionEnded,
    SubscriptionsShown,
    SubscriptionsTurned,
)
from handlers.events.views.digest_time import every
from handlers.events.views.subscription_names import kind_and_name, name, short_name
from handlers.navigation import Page, Rows, Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, ngettext

A_PAGE = 8
"""Subscriptions of one page: each has a line and a button of its own."""


def overview(wishes: Wishes, directory: Directory, page_number: int = 0) -> Screen:
    """Show what somebody is subscribed to and when it comes, with everything that can be done about it."""
    length = len(wishes.subscriptions)
    page = Page(min(max(page_number, 0), max(length - 1, 0) // A_PAGE), A_PAGE, length)
    title = _("New events for me")
    return Screen(
        f"<b>{title}</b>\n\n{_words(wishes, directory, page)}",
        keyboard([*_removals(wishes, directory, page), *_acts(wishes)]),
    )


def stopped(count: int) -> Screen:
    """Say that nothing comes any more, and offer to take that back."""
    text = ngettext(
        "I have stopped {count} subscription. I will not tell you of new events any more.",
        "I have stopped {count} subscriptions. I will not tell you of new events any more.",
        count,
    ).format(count=count)
    return Screen(text, keyboard([[button(_("Undo"), StopUndone())], leave()]))


def toggled_elsewhere(to: Subscription, wishes: Wishes, directory: Directory) -> Screen:
    """Confirm a subscription that was begun or ended on some other card."""
    manage = button(_("Change or stop"), SubscriptionsShown())
    if to not in wishes.subscriptions:
        text = _("I will no longer tell you of new events for this:\n<b>{name}</b>")
        return Screen(text.format(name=name(to, directory)), keyboard([[manage], [menu_button()]]))
    text = _(
        "I will tell you of new events for this:\n<b>{name}</b>\n\n"
        "New events come together in one message, {every} (Astana time)."
    )
    return Screen(
        text.format(name=name(to, directory), every=every(wishes.time)), keyboard([[manage], [menu_button()]])
    )


def begun(to: Subscription, directory: Directory) -> str:
    """Say in one line that somebody is now told of it."""
    return _("I will tell you of new events: {name}").format(name=short_name(to, directory))


def ended(to: Subscription, directory: Directory) -> str:
    """Say in one line that somebody is no longer told of it."""
    return _("I will no longer tell you of new events: {name}").format(name=short_name(to, directory))


def gone() -> str:
    """Say that what was to be subscribed to is no longer there."""
    return _("This is no longer in the directory. Choose something else.")


def too_late_to_undo() -> str:
    """Say that it is no longer known what was stopped."""
    return _("I no longer know what you had chosen. Choose again below.")


def leave() -> list[InlineKeyboardButton]:
    """Give the buttons that lead away from the subscriptions."""
    return [button(_("← Back"), SectionOpened(section=Section.EVENTS)), menu_button()]


def _words(wishes: Wishes, directory: Directory, page: Page) -> str:
    when = every(wishes.time)
    if not wishes.subscriptions:
        return _(
            "Choose a region, a House of Friendship, a language or a topic, and I will tell you when new "
            "events are announced. They come together in one message, {every} (Astana time)."
        ).format(every=when)
    entries = [
        f"{number}. {kind_and_name(subscription, directory)}"
        for number, subscription in _numbered(wishes.subscriptions, page)
    ]
    comes = _("New events come together in one message, {every} (Astana time).").format(every=when)
    return "\n".join([_("I tell you of new events for:"), *entries, "", comes])


def _removals(wishes: Wishes, directory: Directory, page: Page) -> Rows:
    rows = [
        [
            button(
                _("{number}. {name} — remove").format(number=number, name=short_name(one, directory)),
                SubscriptionEnded(kind=one.kind, value=one.value, page=page.number),
            )
        ]
        for number, one in _numbered(wishes.subscriptions, page)
    ]
    turners = page.turners(
        SubscriptionsTurned(page=page.number - 1), SubscriptionsTurned(page=page.number + 1)
    )
    return [*rows, turners]


def _acts(wishes: Wishes) -> Rows:
    rows = [
        [
            button(_("Add a region"), ChoicesShown(kind=SubscriptionKind.REGION)),
            button(_("Add a house"), HouseRegionsShown()),
        ],
        [
            button(_("Add a language"), ChoicesShown(kind=SubscriptionKind.LANGUAGE)),
            button(_("Add a topic"), ChoicesShown(kind=SubscriptionKind.TOPIC)),
        ],
    ]
    if wishes.subscriptions:
        rows.append(
            [
                button(_("Change the time"), DigestDaysShown()),
                button(_("Stop everything"), EverythingStopped()),
            ]
        )
    return [*rows, leave()]


def _numbered(subscriptions: Sequence[Subscription], page: Page) -> list[tuple[int, Subscription]]:
    return list(enumerate(subscriptions, start=1))[page.slice]
