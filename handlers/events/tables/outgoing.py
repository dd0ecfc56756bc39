"""Tables that editors take: their events, an empty one, and the codes that one needs."""

import asyncio

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.domain.events.errors import NotAnEditor
from bot.domain.people import Person
from bot.services.events.browsing import Browsing
from bot.services.events.event_table import write_csv, write_xlsx
from bot.services.events.importing import Importing
from bot.services.places import Places
from handlers.events.tables.callbacks import TableExported, TableFormat
from handlers.events.tables.codes import codes_table
from handlers.events.tables.states import begin
from handlers.events.tables.views import asking
from handlers.screens import Toast, show
from handlers.words import current_language


async def show_tables(press: CallbackQuery, person: Person, browsing: Browsing) -> None:
    """Offer the import and the export."""
    await require_editor(person, browsing)
    await show(press, asking.tables())


async def export_events(
    press: CallbackQuery,
    callback_data: TableExported,
    person: Person,
    importing: Importing,
    bot: Bot,
    toast: Toast,
) -> None:
    """Send the drafts and the coming events as a table."""
    events = await importing.exported(person.id)
    if not events:
        toast.alert(asking.nothing_to_export())
        return
    write = write_csv if callback_data.format is TableFormat.CSV else write_xlsx
    data = await asyncio.to_thread(write, events)
    file = BufferedInputFile(data, f"events.{callback_data.format}")
    await bot.send_document(press.from_user.id, file, caption=asking.export_caption(len(events)))


async def send_template(
    press: CallbackQuery, person: Person, browsing: Browsing, state: FSMContext, bot: Bot
) -> None:
    """Send the table without events, and go on waiting for it."""
    await require_editor(person, browsing)
    await begin(state)
    file = BufferedInputFile(await asyncio.to_thread(write_xlsx, ()), "events.xlsx")
    await bot.send_document(press.from_user.id, file, caption=asking.template_caption())


async def send_codes(
    press: CallbackQuery, person: Person, browsing: Browsing, places: Places, state: FSMContext, bot: Bot
) -> None:
    """Send the codes of houses and towns, and go on waiting for the table."""
    await require_editor(person, browsing)
    await begin(state)
    data = await asyncio.to_thread(
        codes_table, places.directory, asking.codes_title(), asking.codes_header(), current_language()
    )
    file = BufferedInputFile(data, "codes.xlsx")
    await bot.send_document(press.from_user.id, file, caption=asking.codes_caption())


async def require_editor(person: Person, browsing: Browsing) -> None:
    """Raise NotAnEditor for anybody else."""
    if not await browsing.is_editor(person.id):
        raise NotAnEditor
