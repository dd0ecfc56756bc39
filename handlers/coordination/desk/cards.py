"""The card of a request, and taking it."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.reception.request import RequestId
from bot.services.places import Places
from bot.services.reception.coordinating import Coordinating, SeenCard
from bot.services.reception.desks import Desks
from handlers.coordination.callbacks import DeskListShown, ListedCardShown, MoreActs, RequestTaken
from handlers.coordination.desk.reading import send_words
from handlers.coordination.desk.views import acts
from handlers.coordination.desk.views import card as views
from handlers.coordination.showing import show_beside
from handlers.navigation import DeskCardShown
from handlers.screens import Toast
from handlers.words import _


async def show_card(
    press: CallbackQuery,
    callback_data: DeskCardShown | ListedCardShown,
    person: Person,
    coordinating: Coordinating,
    places: Places,
    desks: Desks,
) -> None:
    """Show a card; one from a list leads back to it."""
    seen = await coordinating.card(RequestId(callback_data.request_id), person.id)
    today, _soon = desks.today_and_soon()
    shown_in = await show_beside(press, views.card(seen, places.directory, today, _back(callback_data)))
    await _keep_shown(shown_in, seen, person, coordinating)


async def show_more_acts(
    press: CallbackQuery,
    callback_data: MoreActs,
    person: Person,
    coordinating: Coordinating,
    places: Places,
) -> None:
    """Offer what is needed less often."""
    seen = await coordinating.card(RequestId(callback_data.request_id), person.id)
    await show_beside(press, acts.more(seen.card, seen.standings, places.directory))


async def take(
    press: CallbackQuery,
    callback_data: RequestTaken,
    person: Person,
    coordinating: Coordinating,
    places: Places,
    desks: Desks,
    toast: Toast,
    bot: Bot,
) -> None:
    """Make the person the owner, show the card as theirs, and send the words below; once for two presses."""
    request_id = RequestId(callback_data.request_id)
    before = await coordinating.card(request_id, person.id)
    await coordinating.take(request_id, person.id)
    seen = await coordinating.card(request_id, person.id)
    today, _soon = desks.today_and_soon()
    shown_in = await show_beside(press, views.card(seen, places.directory, today))
    await _keep_shown(shown_in, seen, person, coordinating)
    if before.card.owner_id == person.id:
        toast.say(_("You have taken this request already."))
        return
    toast.say(_("Taken: this request is yours now."))
    await send_words(bot, request_id, person, coordinating, places)


async def _keep_shown(
    shown_in: int | None, seen: SeenCard, person: Person, coordinating: Coordinating
) -> None:
    """Let a reply to the card be an answer too."""
    if shown_in is not None:
        await coordinating.keep_shown(seen.card.id, person.id, shown_in)


def _back(pressed: DeskCardShown | ListedCardShown) -> DeskListShown | None:
    if isinstance(pressed, DeskCardShown):
        return None
    return DeskListShown(council_id=pressed.council_id, which=pressed.which, page=pressed.page)
