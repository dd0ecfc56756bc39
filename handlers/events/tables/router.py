"""Events as tables: the table of routes."""

from aiogram import F, Router
from aiogram.filters import StateFilter

from handlers.events.door.refusing import EditorRefusals
from handlers.events.tables.callbacks import (
    CodesTaken,
    DraftsPublished,
    ImportBegun,
    ImportConfirmed,
    TableExported,
    TablesShown,
    TemplateTaken,
)
from handlers.events.tables.incoming import (
    ask_for_document,
    ask_table,
    check_table,
    import_table,
    publish_drafts,
)
from handlers.events.tables.outgoing import export_events, send_codes, send_template, show_tables
from handlers.events.tables.states import TableForm


def create_router() -> Router:
    """Give the routes of tables."""
    router = Router(name=__name__)
    router.message.middleware(EditorRefusals())
    router.callback_query.middleware(EditorRefusals())
    router.callback_query.register(show_tables, TablesShown.filter())
    router.callback_query.register(export_events, TableExported.filter())
    router.callback_query.register(ask_table, ImportBegun.filter())
    router.callback_query.register(send_template, TemplateTaken.filter())
    router.callback_query.register(send_codes, CodesTaken.filter())
    router.callback_query.register(import_table, ImportConfirmed.filter())
    router.callback_query.register(publish_drafts, DraftsPublished.filter())
    router.message.register(check_table, StateFilter(TableForm.document), F.document.as_("document"))
    router.message.register(ask_for_document, StateFilter(TableForm.document))
    return router
