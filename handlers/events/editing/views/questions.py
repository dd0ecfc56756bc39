"""One question a screen: a field of an event, with what it says now and what to choose from."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.event import LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_TITLE
from bot.domain.places import House
from handlers.events.editing.callbacks import DraftsShown, FieldAsked, FieldCleared
from handlers.events.editing.fields import (
    CLEARED,
    FORM,
    IS_SET,
    TEXTS,
    TITLES,
    Field,
    Way,
    step_after,
    step_before,
)
from handlers.events.editing.page import EditorPage
from handlers.events.editing.states import Asked
from handlers.events.editing.unsettled import MonthTurned, PlacesFound, Unsettled
from handlers.events.editing.views import choices, starts, troubles, words
from handlers.navigation import Rows, button, keyboard
from handlers.screens import Screen
from handlers.words import _, ngettext


def question(
    asked: Asked,
    page: EditorPage,
    directory: Directory,
    houses: Sequence[House] = (),
    page_number: int = 0,
    unsettled: Unsettled | None = None,
) -> Screen:
    """Ask for a field; `unsettled` says why the last answer was none."""
    parts = [_step(asked), f"<b>{words.name(asked.field)}</b>", _present(asked, page, directory)]
    parts.append(_wanted(asked.field, unsettled))
    rows = _choices(asked, page, directory, houses, page_number, unsettled)
    return Screen("\n\n".join(part for part in parts if part), keyboard([*rows, *_ways_out(asked, page)]))


def _wanted(field: Field, unsettled: Unsettled | None) -> str:
    if unsettled is not None and not isinstance(unsettled, MonthTurned):
        return troubles.words_for(unsettled, field)
    return _of_words(field) if field in {*TITLES, *TEXTS, Field.ADDRESS} else _of_facts(field)


def _of_words(field: Field) -> str:
    if field in TITLES:
        return ngettext(
            "Write the title in one line, up to {count} character.",
            "Write the title in one line, up to {count} characters.",
            LONGEST_TITLE,
        ).format(count=LONGEST_TITLE)
    if field in TEXTS:
        return ngettext(
            "Write what will happen and for whom, up to {count} character.",
            "Write what will happen and for whom, up to {count} characters.",
            LONGEST_TEXT,
        ).format(count=LONGEST_TEXT)
    return ngettext(
        "Write how to find the place, in one line: street and house number, the floor or the hall. "
        "Up to {count} character.",
        "Write how to find the place, in one line: street and house number, the floor or the hall. "
        "Up to {count} characters.",
        LONGEST_ADDRESS,
    ).format(count=LONGEST_ADDRESS)


def _of_facts(field: Field) -> str:
    return {
        Field.PLACE: _("Choose the House of Friendship, or write the name of a town or of a house."),
        Field.START: _(
            "Write the day and the hour, for example “25 December 18:00”, or choose the day below."
        ),
        Field.END: _("Write the hour, for example “20:00”, or choose it below."),
        Field.SEATS: _("Write how many people can come, or choose below."),
        Field.LANGUAGES: _("Press every language in which the event is held. Press again to take it away."),
        Field.TOPIC: _("Choose what the event is about."),
        Field.PICTURE: _("Send one photo. It will stand above the text."),
        Field.SOURCE: _("Send the web address where people can read more."),
    }[field]


def _step(asked: Asked) -> str:
    if asked.way is not Way.FORM:
        return ""
    number = FORM.index(asked.field) + 1
    return _("Step {number} of {count}").format(number=number, count=len(FORM))


def _present(asked: Asked, page: EditorPage, directory: Directory) -> str:
    present = words.value(asked.field, page.event.details, directory, longest=LONGEST_TEXT)
    return _("Now: {value}").format(value=present) if present else ""


def _choices(
    asked: Asked,
    page: EditorPage,
    directory: Directory,
    houses: Sequence[House],
    page_number: int,
    unsettled: Unsettled | None,
) -> Rows:
    details = page.event.details
    match asked.field:
        case Field.PLACE if isinstance(unsettled, PlacesFound):
            rows = choices.places_found(asked, unsettled, directory)
        case Field.PLACE:
            rows = choices.houses(asked, houses, page_number)
        case Field.START:
            rows = starts.rows(asked, page, unsettled)
        case Field.END:
            rows = choices.ends(asked, details)
        case Field.SEATS:
            rows = choices.seats(asked)
        case Field.LANGUAGES:
            rows = choices.languages(asked, details, directory, page_number)
        case Field.TOPIC:
            rows = choices.topics(asked, details)
        case _:
            rows = []
    return rows


def _ways_out(asked: Asked, page: EditorPage) -> Rows:
    if asked.way is Way.FORM:
        back_and_on = [_back(asked), *_onward(asked, page)]
        return [back_and_on, [words.back_to_page(asked.event_id, _("Save and finish later"))]]
    removing = asked.field in CLEARED and IS_SET[asked.field](page.event.details)
    label = _("No limit") if asked.field is Field.SEATS else _("Take it away")
    cleared = FieldCleared(event_id=asked.event_id, field=asked.field, way=asked.way)
    leave = _("Done") if asked.field is Field.LANGUAGES else _("Cancel")
    return [[button(label, cleared)] if removing else [], [words.back_to_page(asked.event_id, leave)]]


def _back(asked: Asked) -> InlineKeyboardButton:
    before = step_before(asked.field)
    if before is None:
        return button(_("← Back"), DraftsShown())
    return button(_("← Back"), FieldAsked(event_id=asked.event_id, field=before, way=Way.FORM))


def _onward(asked: Asked, page: EditorPage) -> list[InlineKeyboardButton]:
    """Give the button past a step that has its answer or needs none."""
    after, answered = step_after(asked.field), IS_SET[asked.field](page.event.details)
    if not answered and asked.field is not Field.ADDRESS:
        return []
    label = _("Keep it") if answered else _("Skip")
    if after is None:
        return [words.back_to_page(asked.event_id, label)]
    return [button(label, FieldAsked(event_id=asked.event_id, field=after, way=Way.FORM))]
