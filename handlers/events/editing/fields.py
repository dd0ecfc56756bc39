"""What an editor can say about an event, field by field, and in which order the form asks for it."""

from collections.abc import Callable
from enum import StrEnum

from bot.domain.events.edits import Edit, described, titled, with_fields
from bot.domain.events.event import EventDetails
from bot.domain.language import Language


class Field(StrEnum):
    """One thing that is asked; the value stands in buttons, so it is short and never changes."""

    TITLE_KK = "ik"
    TITLE_RU = "ir"
    TITLE_EN = "ie"
    TEXT_KK = "tk"
    TEXT_RU = "tr"
    TEXT_EN = "te"
    PLACE = "pl"
    ADDRESS = "ad"
    START = "st"
    END = "en"
    SEATS = "se"
    LANGUAGES = "la"
    TOPIC = "to"
    PICTURE = "pi"
    SOURCE = "so"


class Way(StrEnum):
    """How a field came to be asked, and so what follows the answer."""

    FORM = "f"
    """As a step of the form; the next step follows."""
    ALONE = "o"
    """By itself; the editor's page follows."""
    FOLLOWING = "a"
    """By itself, and the later events of the series are to be changed too."""
    UNSETTLED = "u"
    """By itself; whether the later events follow has not been said."""


FORM = (
    Field.TITLE_KK,
    Field.TITLE_RU,
    Field.TEXT_KK,
    Field.TEXT_RU,
    Field.PLACE,
    Field.ADDRESS,
    Field.START,
)
"""The steps of the form of a new event."""

TITLES = {
    Field.TITLE_KK: Language.KAZAKH,
    Field.TITLE_RU: Language.RUSSIAN,
    Field.TITLE_EN: Language.ENGLISH,
}

TEXTS = {
    Field.TEXT_KK: Language.KAZAKH,
    Field.TEXT_RU: Language.RUSSIAN,
    Field.TEXT_EN: Language.ENGLISH,
}

IS_SET: dict[Field, Callable[[EventDetails], bool]] = {
    Field.TITLE_KK: lambda details: details.title.kk != "",
    Field.TITLE_RU: lambda details: details.title.ru != "",
    Field.TITLE_EN: lambda details: details.title.en != "",
    Field.TEXT_KK: lambda details: details.text.kk != "",
    Field.TEXT_RU: lambda details: details.text.ru != "",
    Field.TEXT_EN: lambda details: details.text.en != "",
    Field.PLACE: lambda details: bool(details.house_id or details.place_id),
    Field.ADDRESS: lambda details: details.address != "",
    Field.START: lambda details: details.starts_at is not None,
    Field.END: lambda details: details.ends_at is not None,
    Field.SEATS: lambda details: details.capacity is not None,
    Field.LANGUAGES: lambda details: details.languages != (),
    Field.TOPIC: lambda _details: True,
    Field.PICTURE: lambda details: details.picture != "",
    Field.SOURCE: lambda details: details.source != "",
}
"""Whether an event says something about a field."""

CLEARED: dict[Field, Edit] = {
    Field.TITLE_EN: titled(Language.ENGLISH, ""),
    Field.TEXT_EN: described(Language.ENGLISH, ""),
    Field.ADDRESS: with_fields(address=""),
    Field.SEATS: with_fields(capacity=None),
    Field.PICTURE: with_fields(picture=""),
    Field.SOURCE: with_fields(source=""),
}
"""How the fields are emptied that an event can do without."""


def step_before(field: Field) -> Field | None:
    """Give the step of the form before this one; None for the first."""
    position = FORM.index(field)
    return FORM[position - 1] if position else None


def step_after(field: Field) -> Field | None:
    """Give the step of the form after this one; None for the last."""
    return next(iter(FORM[FORM.index(field) + 1 :]), None)


def first_open_step(details: EventDetails) -> Field | None:
    """Give the first step of the form that needs an answer; None where all have one."""
    return next((field for field in FORM if field is not Field.ADDRESS and not IS_SET[field](details)), None)
