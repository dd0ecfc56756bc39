"""Subscriptions to new events, and when the digest of them comes."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.events.subscriptions import HOURS, DigestTime, Subscription, SubscriptionKind
from bot.domain.people import Person
from bot.services.events.subscribing import Subscribing
from bot.services.places import Places
from handlers.events.subscription_callbacks import (
    ChoicesShown,
    DigestDayChosen,
    DigestDaysShown,
    DigestHourChosen,
    EverythingStopped,
    HouseRegionsShown,
    StopUndone,
    SubscriptionEnded,
    SubscriptionsShown,
    SubscriptionsTurned,
    SubscriptionToggled,
)
from handlers.events.views import digest_time, subscription_choices
from handlers.events.views import subscriptions as views
from handlers.screens import Toast, show, show_below

STOPPED = "stopped"
"""Under which name what was stopped is kept, so that it can be undone."""


async def show_subscriptions(
    press: CallbackQuery, person: Person, subscribing: Subscribing, places: Places
) -> None:
    """Show what the person is told of, and when."""
    await show(press, views.overview(await subscribing.wishes(person.id), places.directory))


async def turn_subscriptions(
    press: CallbackQuery,
    callback_data: SubscriptionsTurned,
    person: Person,
    subscribing: Subscribing,
    places: Places,
) -> None:
    """Turn the page of what the person is told of."""
    wishes = await subscribing.wishes(person.id)
    await show(press, views.overview(wishes, places.directory, callback_data.page))


async def end_subscription(
    press: CallbackQuery,
    callback_data: SubscriptionEnded,
    person: Person,
    subscribing: Subscribing,
    places: Places,
    toast: Toast,
) -> None:
    """End one subscription of the list."""
    subscription = Subscription(callback_data.kind, callback_data.value)
    wishes = await subscribing.toggle(person.id, subscription, wanted=False)
    toast.say(views.ended(subscription, places.directory))
    await show(press, views.overview(wishes, places.directory, callback_data.page))


async def offer_house_regions(press: CallbackQuery, callback_data: HouseRegionsShown, places: Places) -> None:
    """Ask in which region the house stands."""
    await show(press, subscription_choices.house_regions(places.directory, callback_data.page))


async def offer_choices(
    press: CallbackQuery,
    callback_data: ChoicesShown,
    person: Person,
    subscribing: Subscribing,
    places: Places,
) -> None:
    """Show what of that kind can be subscribed to."""
    wishes, chosen = await subscribing.wishes(person.id), callback_data
    await show(
        press,
        subscription_choices.choices(chosen.kind, wishes, places.directory, chosen.region_code, chosen.page),
    )


async def toggle(
    press: CallbackQuery,
    callback_data: SubscriptionToggled,
    person: Person,
    subscribing: Subscribing,
    places: Places,
    toast: Toast,
) -> None:
    """Begin or end a subscription; on a card of another kind, say so below it."""
    subscription, directory = Subscription(callback_data.kind, callback_data.value), places.directory
    if callback_data.wanted and subscription not in subscription_choices.on_offer(
        subscription.kind, directory
    ):
        toast.say(views.gone())
        await show_below(press, views.overview(await subscribing.wishes(person.id), directory))
        return
    wishes = await subscribing.toggle(person.id, subscription, wanted=callback_data.wanted)
    if callback_data.page is None:
        await show_below(press, views.toggled_elsewhere(subscription, wishes, directory))
        return
    say = views.begun if callback_data.wanted else views.ended
    toast.say(say(subscription, directory))
    house = directory.house(subscription.value) if subscription.kind is SubscriptionKind.HOUSE else None
    await show(
        press,
        subscription_choices.choices(
            subscription.kind, wishes, directory, house.region_code if house else "", callback_data.page
        ),
    )


async def ask_day(press: CallbackQuery, person: Person, subscribing: Subscribing) -> None:
    """Ask on which day the digest is to come."""
    await show(press, digest_time.ask_day((await subscribing.wishes(person.id)).time))


async def ask_hour(press: CallbackQuery, callback_data: DigestDayChosen) -> None:
    """Ask at what hour the digest is to come."""
    await show(press, digest_time.ask_hour(callback_data.weekday))


async def set_time(
    press: CallbackQuery,
    callback_data: DigestHourChosen,
    person: Person,
    subscribing: Subscribing,
    places: Places,
    toast: Toast,
) -> None:
    """Bring the digest at that time from now on."""
    when = DigestTime(weekday=callback_data.weekday, hour=callback_data.hour)
    wishes = await subscribing.set_time(person.id, when)
    toast.say(digest_time.changed(when))
    await show(press, views.overview(wishes, places.directory))


async def stop_everything(
    press: CallbackQuery, person: Person, subscribing: Subscribing, places: Places, state: FSMContext
) -> None:
    """End every subscription, and keep what they were for one Undo."""
    stopped = await subscribing.stop(person.id)
    if not stopped:
        await show(press, views.overview(await subscribing.wishes(person.id), places.directory))
        return
    await state.update_data({STOPPED: [[one.kind, one.value] for one in stopped]})
    await show(press, views.stopped(len(stopped)))


async def undo_stop(
    press: CallbackQuery,
    person: Person,
    subscribing: Subscribing,
    places: Places,
    state: FSMContext,
    toast: Toast,
) -> None:
    """Begin again what was stopped."""
    kept = (await state.get_data()).get(STOPPED, ())
    stopped = [Subscription(SubscriptionKind(kind), value) for kind, value in kept]
    wishes = await subscribing.resume(person.id, stopped)
    if not stopped:
        toast.say(views.too_late_to_undo())
    await show(press, views.overview(wishes, places.directory))


def register_subscriptions(router: Router) -> None:
    """Add the routes of the subscriptions."""
    router.callback_query.register(show_subscriptions, SubscriptionsShown.filter())
    router.callback_query.register(turn_subscriptions, SubscriptionsTurned.filter())
    router.callback_query.register(end_subscription, SubscriptionEnded.filter())
    router.callback_query.register(offer_house_regions, HouseRegionsShown.filter())
    router.callback_query.register(offer_choices, ChoicesShown.filter())
    router.callback_query.register(toggle, SubscriptionToggled.filter())
    router.callback_query.register(ask_day, DigestDaysShown.filter())
    router.callback_query.register(ask_hour, DigestDayChosen.filter(F.weekday.in_(digest_time.DAYS)))
    router.callback_query.register(
        set_time, DigestHourChosen.filter(F.weekday.in_(digest_time.DAYS) & F.hour.in_(HOURS))
    )
    router.callback_query.register(stop_everything, EverythingStopped.filter())
    router.callback_query.register(undo_stop, StopUndone.filter())
