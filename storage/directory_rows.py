"""What the rows of all sheets have in common, read as domain values."""

from bot.domain.language import LocalizedText
from bot.domain.sources import Source
from storage.database import Row


def localized(row: Row, word: str) -> LocalizedText:
    """Read the columns `word_kk`, `word_ru` and `word_en`."""
    return LocalizedText(kk=row[f"{word}_kk"], ru=row[f"{word}_ru"], en=row[f"{word}_en"])


def parts(cell: str, separator: str) -> tuple[str, ...]:
    """Part a cell of several items; an empty one has none."""
    return tuple(cell.split(separator)) if cell else ()


def source_of(row: Row) -> Source:
    """Read where the row's facts come from."""
    return Source(reference=row["source_url"], date=row["source_date"])
