"""What is kept of a table between its check, its import and the publishing of its drafts.

A press closes forms; so after the check none is open any more, and “Import” finds what was kept.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.domain.events.event import EventId
from bot.services.events.importing import Imported


class TableForm(StatesGroup):
    """The one step of the import."""

    document = State()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTable:
    """A table without problems; the update that brought it names it, `sha256` is of what was checked."""

    update_id: int
    file_id: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTable:
    """What became of the table that the update brought."""

    update_id: int
    drafts: Sequence[int]
    complete: Sequence[int]
    changed: int

    @classmethod
    def of(cls, update_id: int, imported: Imported) -> Self:
        """Give it in the form that is kept."""
        return cls(
            update_id=update_id,
            drafts=list(imported.drafts),
            complete=list(imported.complete),
            changed=imported.changed,
        )

    @property
    def result(self) -> Imported:
        """Give what the service said."""
        return Imported(
            drafts=tuple(map(EventId, self.drafts)),
            complete=tuple(map(EventId, self.complete)),
            changed=self.changed,
        )


async def begin(state: FSMContext) -> None:
    """Take the next document for a table."""
    await state.set_state(TableForm.document)
    await state.set_data({})


async def keep_checked(state: FSMContext, table: CheckedTable) -> None:
    """Keep the table until it is imported."""
    await _keep(state, checked=asdict(table))


async def keep_imported(state: FSMContext, table: ImportedTable) -> None:
    """Keep what was made, for a second press and for publishing."""
    await _keep(state, imported=asdict(table))


async def read_checked(state: FSMContext, update_id: int) -> CheckedTable | None:
    """Give the checked table that the update brought; None where it is another, or none any more."""
    kept = (await state.get_data()).get("checked")
    return CheckedTable(**kept) if kept and kept["update_id"] == update_id else None


async def read_imported(state: FSMContext, update_id: int) -> ImportedTable | None:
    """Give what became of the table that the update brought; None where that is not known any more."""
    kept = (await state.get_data()).get("imported")
    return ImportedTable(**kept) if kept and kept["update_id"] == update_id else None


async def _keep(state: FSMContext, **data: Any) -> None:
    await state.set_state(None)
    await state.set_data(data)
