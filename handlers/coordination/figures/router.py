"""Figures of the reception: the table of routes."""

import asyncio

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.councils import CouncilId
from bot.domain.people import Person
from bot.domain.places import RegionCode
from bot.domain.reception.figures import FiguresScope
from bot.services.places import Places
from bot.services.reception.chart import closed_and_confirmed
from bot.services.reception.figures import Figures
from bot.services.reception.request_table import people_table, request_table
from handlers.coordination.figures.callbacks import (
    ChartAsked,
    FiguresShown,
    PeopleTableAsked,
    PeopleTableTaken,
    RegionsOfFigures,
    ScopeButton,
    TableAsked,
)
from handlers.coordination.figures.views import files, screens
from handlers.coordination.refusing import RefusalMiddleware
from handlers.screens import Toast, show


async def choose_scope(message: Message, person: Person, figures: Figures, places: Places) -> None:
    """Show the only figures that somebody may see, or let them choose."""
    choices = await figures.scopes(person.id)
    if not choices:
        await show(message, screens.for_heads_and_admins())
    elif len(choices) == 1:
        await show(message, screens.figures(await figures.of(choices[0], person.id), places.directory))
    else:
        await show(message, screens.scopes(choices, places.directory))


async def choose_region(press: CallbackQuery, callback_data: RegionsOfFigures, places: Places) -> None:
    """Let somebody choose the region; whether they may see it is asked when they have."""
    await show(press, screens.regions(places.directory, callback_data.page))


async def show_figures(
    press: CallbackQuery, callback_data: FiguresShown, person: Person, figures: Figures, places: Places
) -> None:
    """Show the latest months."""
    found = await figures.of(_scope(callback_data, figures), person.id)
    await show(press, screens.figures(found, places.directory))


async def send_chart(
    press: CallbackQuery,
    callback_data: ChartAsked,
    person: Person,
    figures: Figures,
    places: Places,
    bot: Bot,
) -> None:
    """Send the months as a picture, and what it shows in words."""
    found = await figures.of(_scope(callback_data, figures), person.id)
    months, words = files.chart_months(found), files.chart_words(found.scope, places.directory)
    picture = await asyncio.to_thread(closed_and_confirmed, months, words)
    caption = files.chart_caption(found, places.directory)
    await bot.send_photo(
        press.from_user.id, BufferedInputFile(picture, "figures.png"), caption=caption, parse_mode=None
    )


async def send_table(
    press: CallbackQuery,
    callback_data: TableAsked,
    person: Person,
    figures: Figures,
    places: Places,
    bot: Bot,
    toast: Toast,
) -> None:
    """Send the requests as a table without people's data."""
    scope = _scope(callback_data, figures)
    rows = await figures.table(scope, person.id)
    if not rows:
        toast.alert(screens.no_requests())
        return
    data = await asyncio.to_thread(request_table, rows, files.table_words(scope, places.directory))
    file = BufferedInputFile(data, "requests.xlsx")
    await bot.send_document(press.from_user.id, file, caption=files.table_caption(len(rows)))


async def ask_for_people(
    press: CallbackQuery, callback_data: PeopleTableAsked, person: Person, figures: Figures, places: Places
) -> None:
    """Ask whether the table with people's data is really wanted."""
    scope = _scope(callback_data, figures)
    await figures.require_people(scope, person.id)
    await show(press, screens.people_question(scope, places.directory))


async def send_people_table(
    press: CallbackQuery,
    callback_data: PeopleTableTaken,
    person: Person,
    figures: Figures,
    places: Places,
    bot: Bot,
    toast: Toast,
) -> None:
    """Send the requests with people's data, protected from being passed on, and show the figures again."""
    scope = _scope(callback_data, figures)
    rows = await figures.table_with_people(scope, person.id)
    if rows:
        data = await asyncio.to_thread(people_table, rows, files.table_words(scope, places.directory))
        file = BufferedInputFile(data, "requests-with-people.xlsx")
        caption = files.people_table_caption(len(rows))
        await bot.send_document(press.from_user.id, file, caption=caption, protect_content=True)
    else:
        toast.alert(screens.no_requests())
    await show(press, screens.figures(await figures.of(scope, person.id), places.directory))


def _scope(named: ScopeButton, figures: Figures) -> FiguresScope:
    if named.council_id:
        return figures.council(CouncilId(named.council_id))
    return FiguresScope(region_code=RegionCode(named.region_code))


def create_router() -> Router:
    """Give the routes of the figures."""
    router = Router(name=__name__)
    router.message.middleware(RefusalMiddleware())
    router.callback_query.middleware(RefusalMiddleware())
    router.message.register(choose_scope, Command("figures"))
    router.callback_query.register(show_figures, FiguresShown.filter())
    router.callback_query.register(choose_region, RegionsOfFigures.filter())
    router.callback_query.register(send_chart, ChartAsked.filter())
    router.callback_query.register(send_table, TableAsked.filter())
    router.callback_query.register(ask_for_people, PeopleTableAsked.filter())
    router.callback_query.register(send_people_table, PeopleTableTaken.filter())
    return router
