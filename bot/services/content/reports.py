"""Errors as they are found in a file."""

from dataclasses import dataclass
from pathlib import Path

from bot.domain.content import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Collects the errors of one file; `errors` is shared by all files of a folder."""

    path: Path
    errors: list[ContentError]

    def add(self, line: int | None, column: str, rule: str) -> None:
        """Note that a place in the file breaks a rule."""
        self.errors.append(ContentError(file=self.path.as_posix(), line=line, column=column, rule=rule))

    @property
    def is_clean(self) -> bool:
        """Tell whether no error was found in this file so far."""
        return not any(error.file == self.path.as_posix() for error in self.errors)
