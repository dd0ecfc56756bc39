"""Columns that several files of facts share, and what parts the items of a cell."""

from bot.domain.content import Column, Kind

LIST_SEPARATOR = ";"
NAME_SEPARATOR = "; "
SOURCE_SEPARATOR = " ; "

BUTTON_LENGTH = 30
"""Characters of a label that a telephone shows whole on a button of its own row."""

ID = Column("id", Kind.SLUG, required=True)
REGION = Column("region_code", Kind.REGION, required=True)
LATITUDE = Column("latitude", Kind.LATITUDE, required=True)
LONGITUDE = Column("longitude", Kind.LONGITUDE, required=True)
SOURCE = Column("source_url", Kind.SOURCE, required=True)
SOURCE_DATE = Column("source_date", Kind.DATE)
HOUSE = Column("house_id", Kind.HOUSE)


def in_three_languages(
    word: str, kind: Kind = Kind.TEXT, *, placeholders: tuple[str, ...] = (), longest: int | None = None
) -> tuple[Column, Column, Column]:
    """Give the required columns `word_kk`, `word_ru` and `word_en`."""
    kk, ru, en = (
        Column(f"{word}_{code}", kind, required=True, placeholders=placeholders, longest=longest)
        for code in ("kk", "ru", "en")
    )
    return kk, ru, en


NAME_KK, NAME_RU, NAME_EN = NAMES = in_three_languages("name")
LOCALITY_KK, LOCALITY_RU, LOCALITY_EN = in_three_languages("locality")
