"""The ways into import and export: what is asked for, and what stands under the files."""

from aiogram.types import InlineKeyboardButton

from bot.domain.events.event import Topic
from bot.services.events.event_table import Problem
from handlers.events.editing.callbacks import DraftsShown
from handlers.events.tables.callbacks import (
    CodesTaken,
    ImportBegun,
    TableExported,
    TableFormat,
    TablesShown,
    TemplateTaken,
)
from handlers.events.tables.views import problems
from handlers.navigation import button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, ngettext


def tables() -> Screen:
    """Offer to take events as a table, and to send them as one."""
    text = _(
        "<b>Events as a table</b>\n\n"
        "You can write many events in Excel at once and send me the table.\n\n"
        "You can also take your drafts and coming events as a table, change them there, and send it back."
    )
    rows = [
        [button(_("Import a table"), ImportBegun())],
        [
            button(_("Take my events (XLSX)"), TableExported(format=TableFormat.XLSX)),
            button(_("Take my events (CSV)"), TableExported(format=TableFormat.CSV)),
        ],
        [button(_("← Back"), DraftsShown()), menu_button()],
    ]
    return Screen(text, keyboard(rows))


def ask_table() -> Screen:
    """Say what a table must look like, and ask for it."""
    text = _(
        "<b>Send the table as a file</b>: XLSX or CSV, up to 2 MB. One line is one event.\n\n"
        "<code>id</code> – empty for a new event\n"
        "<code>title_kk</code>, <code>title_ru</code>, <code>text_kk</code>, <code>text_ru</code> – "
        "needed before people can see the event; <code>_en</code> if you like\n"
        "<code>house</code> or <code>place</code> – a code from the list of codes\n"
        "<code>starts</code>, <code>ends</code> – like 2026-12-25 18:00, Astana time\n"
        "<code>capacity</code> – seats; empty for no limit\n"
        "<code>languages</code> – like kk;ru\n"
        "<code>topic</code> – {topics}\n\n"
        "An empty cell empties what the event had. First I only check the table and show you what it would "
        "change."
    ).format(topics=", ".join(Topic))
    return Screen(text, keyboard([aids(), cancel()]))


def table_needed() -> Screen:
    """Say that a table is wanted, since anything else was sent."""
    return Screen(_("Send the table as a file that ends in .xlsx or .csv."), keyboard([aids(), cancel()]))


def not_fetched() -> Screen:
    """Say that the file did not come through."""
    return Screen(_("I could not get this file from Telegram. Send it again."), keyboard([cancel()]))


def too_large() -> Screen:
    """Say that the file is too large."""
    return Screen(problems.of_file(Problem.TOO_LARGE), keyboard([cancel()]))


def template_caption() -> str:
    """Write what stands under the empty table."""
    return _("Fill in this table, a line for each event, and send it to me here.")


def codes_title() -> str:
    """Name the sheet of the codes."""
    return _("Codes")


def codes_header() -> tuple[str, str, str, str]:
    """Name the columns of the list of codes."""
    return _("Column"), _("Code"), _("Name"), _("Where")


def codes_caption() -> str:
    """Write what stands under the list of codes."""
    return _("The codes of the Houses of Friendship and of the towns, for the columns house and place.")


def export_caption(count: int) -> str:
    """Write what stands under the editor's events."""
    return ngettext(
        "{count} event. Change the table and send it back by “Import a table”.",
        "{count} events. Change the table and send it back by “Import a table”.",
        count,
    ).format(count=count)


def nothing_to_export() -> str:
    """Say that there are no events to put into a table."""
    return _("You have no drafts and no coming events.")


def aids() -> list[InlineKeyboardButton]:
    """Offer what helps to write a table."""
    return [button(_("Empty table"), TemplateTaken()), button(_("List of codes"), CodesTaken())]


def cancel() -> list[InlineKeyboardButton]:
    """Offer to leave the import."""
    return [button(_("Cancel"), TablesShown())]


def ways_on() -> list[InlineKeyboardButton]:
    """Offer what comes after an import."""
    return [button(_("My drafts"), DraftsShown()), menu_button()]
