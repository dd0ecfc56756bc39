"""What the buttons of the import and export of events say."""

from enum import StrEnum

from handlers.navigation import ButtonData


class TableFormat(StrEnum):
    """How a table is written."""

    CSV = "csv"
    XLSX = "xlsx"


class TablesShown(ButtonData, prefix="xt"):
    """Import and export were asked for."""


class TableExported(ButtonData, prefix="dte"):
    """The editor's events were asked for as a table."""

    format: TableFormat


class ImportBegun(ButtonData, prefix="dti"):
    """The editor is about to send a table."""


class TemplateTaken(ButtonData, prefix="dtt"):
    """The empty table was asked for."""


class CodesTaken(ButtonData, prefix="dtk"):
    """The codes of houses and towns were asked for."""


class ImportConfirmed(ButtonData, prefix="dtc"):
    """The table that came with that update, and was checked, is to be written."""

    update_id: int


class DraftsPublished(ButtonData, prefix="dtp"):
    """The complete drafts of that table are to be seen by everybody."""

    update_id: int
