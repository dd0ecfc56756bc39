"""A table of events comes in: asked for, checked, imported, its drafts published."""

from hashlib import sha256

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message, Update

from bot.domain.people import Person
from bot.services.events.browsing import Browsing
from bot.services.events.event_table import LARGEST_FILE
from bot.services.events.importing import Importing, TableRefused
from handlers.events.tables.callbacks import DraftsPublished, ImportConfirmed
from handlers.events.tables.files import FileNotFetched, FileTooLarge, download
from handlers.events.tables.outgoing import require_editor
from handlers.events.tables.states import (
    CheckedTable,
    ImportedTable,
    begin,
    keep_checked,
    keep_imported,
    read_checked,
    read_imported,
)
from handlers.events.tables.views import asking, results
from handlers.screens import Screen, Toast, show, show_below


async def ask_table(press: CallbackQuery, person: Person, browsing: Browsing, state: FSMContext) -> None:
    """Ask for the table."""
    await require_editor(person, browsing)
    await begin(state)
    await show(press, asking.ask_table())


async def check_table(
    message: Message,
    document: Document,
    person: Person,
    importing: Importing,
    state: FSMContext,
    bot: Bot,
    event_update: Update,
) -> None:
    """Say what the table would do; it is kept for the import where nothing is wrong with it."""
    if (document.file_size or 0) > LARGEST_FILE:
        await show(message, asking.too_large())
        return
    try:
        data = await download(bot, document.file_id)
    except (FileTooLarge, FileNotFetched) as error:
        await show(message, _not_downloaded(error))
        return
    file_name, update_id = document.file_name or "", event_update.update_id
    plan = await importing.check(data, file_name, person.id)
    await show(message, results.checked(plan, update_id))
    if plan.writes and not plan.problems:
        checked = CheckedTable(
            update_id=update_id,
            file_id=document.file_id,
            file_name=file_name,
            sha256=sha256(data).hexdigest(),
        )
        await keep_checked(state, checked)


async def ask_for_document(message: Message) -> None:
    """Say that only a file can be taken here."""
    await show(message, asking.table_needed())


async def import_table(
    press: CallbackQuery,
    callback_data: ImportConfirmed,
    person: Person,
    importing: Importing,
    state: FSMContext,
    bot: Bot,
    toast: Toast,
) -> None:
    """Write the table that was checked; a second press shows the same result."""
    update_id = callback_data.update_id
    if done := await read_imported(state, update_id):
        await show(press, results.imported(done.result, update_id))
        return
    checked = await read_checked(state, update_id)
    if checked is None:
        await show_below(press, results.out_of_date())
        return
    try:
        data = await download(bot, checked.file_id)
    except (FileTooLarge, FileNotFetched):
        toast.alert(results.not_fetched_now())
        return
    if sha256(data).hexdigest() != checked.sha256:
        await begin(state)
        await show(press, results.another_file())
        return
    await show(press, await _written(data, checked, person, importing, state))


async def publish_drafts(
    press: CallbackQuery,
    callback_data: DraftsPublished,
    person: Person,
    importing: Importing,
    state: FSMContext,
) -> None:
    """Let everybody see the complete drafts of the table."""
    done = await read_imported(state, callback_data.update_id)
    if done is None:
        await show_below(press, results.drafts_out_of_date())
        return
    count = await importing.publish_all(done.result.complete, person.id)
    await show(press, results.published(count, len(done.drafts)))


async def _written(
    data: bytes, checked: CheckedTable, person: Person, importing: Importing, state: FSMContext
) -> Screen:
    """Write the table as one act, named by the update that brought it, and say what came of it."""
    update_id = checked.update_id
    try:
        result = await importing.carry_out(data, checked.file_name, person.id, f"import:{update_id}")
    except TableRefused as refused:
        await begin(state)
        return results.checked(refused.plan, update_id)
    await keep_imported(state, ImportedTable.of(update_id, result))
    return results.imported(result, update_id)


def _not_downloaded(error: FileTooLarge | FileNotFetched) -> Screen:
    return asking.too_large() if isinstance(error, FileTooLarge) else asking.not_fetched()
