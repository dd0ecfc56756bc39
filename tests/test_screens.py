"""Every screen fits where Telegram shows it, in every language and with every fact."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from aiogram.types import InlineKeyboardButton
from aiogram.utils.i18n import I18n

from bot.domain.directory import Directory
from bot.domain.language import Language
from bot.services.opening_hours import Opening
from handlers import languages, profile
from handlers.events import views as events
from handlers.navigation import Key, key_label
from handlers.places import views as places
from handlers.screens import Screen
from handlers.words import create_i18n
from storage.database import open_database
from storage.places import SqlDirectory
from tests.catalogues import ROOT
from tests.event_screens import REFUSALS
from tests.every_screen import every_screen
from tests.reception_screens import PERSONS_NAMES
from tests.reception_screens import refusals as reception_refusals

NOW = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_NOTICE = 200
LONGEST_CALLBACK = 64
LONGEST_LABEL = 44
"""The longest reason for which a council closes a request; it has a row of its own."""


@pytest.fixture
async def directory(shipped_facts: Path) -> Directory:
    database = await open_database(f"sqlite:///{shipped_facts}")
    try:
        return Directory(await SqlDirectory(database).read())
    finally:
        await database.close()


@pytest.fixture
def speaking(language: Language) -> Iterator[Language]:
    """Let the views speak the language."""
    i18n: I18n = create_i18n()
    with i18n.context(), i18n.use_locale(language):
        yield language


def buttons_of(screen: Screen) -> list[InlineKeyboardButton]:
    return [button for row in screen.keyboard.inline_keyboard for button in row] if screen.keyboard else []


@pytest.mark.usefixtures("speaking")
def test_commands_and_descriptions_fit_telegrams_profile() -> None:
    for command in profile.commands():
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.command)
        assert 1 <= len(command.description) <= 256
    assert 1 <= len(profile.description()) <= 512
    assert 1 <= len(profile.short_description()) <= 120


def test_notices_fit_into_a_toast(speaking: Language, sayings: list[str]) -> None:
    refusals = [events.refusals.refusal(error) for error in REFUSALS]
    for notice in (
        places.where.place_gone(),
        events.near.place_gone(),
        *refusals,
        *reception_refusals(NOW),
        *sayings,
    ):
        assert 1 <= len(notice) <= LONGEST_NOTICE, speaking


@pytest.fixture
def sayings(speaking: Language) -> list[str]:
    """Give the literal texts that handlers put into a toast, translated."""
    i18n = create_i18n()
    found = []
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="say" | "alert", value=ast.Name(id="toast")),
                    args=[ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))])],
                ):
                    found.append(i18n.gettext(text, locale=speaking))
    assert found
    return found


@pytest.mark.usefixtures("speaking")
def test_every_screen_fits_into_a_message_and_every_button_into_telegrams_limits(
    directory: Directory,
) -> None:
    names = names_in(directory)
    seen: set[str] = set()
    for screen in every_screen(directory, NOW):
        assert screen.text
        if len(screen.text) > LONGEST_TEXT // 2:  # a sign counts for two at most
            assert read_length(screen.text) <= LONGEST_TEXT, screen.text
        assert not screen.photo or read_length(screen.text) <= LONGEST_CAPTION
        buttons = buttons_of(screen)
        assert len(buttons) <= 100
        for button in buttons:
            assert len((button.callback_data or "").encode()) <= LONGEST_CALLBACK
            seen.add(button.text)
    fixed = [label for label in seen if not any(name in label for name in names) and not is_cut(label)]
    assert len(fixed) > 10
    assert not [label for label in fixed if len(label) > LONGEST_LABEL]


def is_cut(label: str) -> bool:
    """Tell whether a name in the label was too long for it."""
    return label.endswith("…")


def read_length(html: str) -> int:
    """Count what is left of a text when its formatting is read, in UTF-16 units as Telegram does."""
    text = re.sub(r"</?(b|i|s|a|code|pre|blockquote)( [^>]*)?>", "", html)
    return len(unescape(text).encode("utf-16-le")) // 2


@pytest.mark.usefixtures("speaking")
def test_keys_are_short_and_all_different() -> None:
    labels = [key_label(key) for key in Key]

    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= LONGEST_LABEL


def test_every_house_and_school_can_be_sent_into_another_chat(
    speaking: Language, directory: Directory
) -> None:
    opening = Opening(is_open=True, changes_at=NOW)
    articles = [
        *(
            places.links.house_article(house, directory, opening, NOW.date(), "dostyq_bot")
            for house in directory.houses.values()
        ),
        *(
            places.links.school_article(school, directory, NOW.date(), "dostyq_bot")
            for school in directory.schools.values()
        ),
    ]

    assert len(articles) > 90, speaking
    for article in articles:
        assert len(article.id.encode()) <= 48, "a deep link's payload must fit beside the language"
        assert article.title


def test_every_language_that_is_taught_has_a_name(language: Language, directory: Directory) -> None:
    names = {code: languages.name(code, language) for code in directory.languages()}

    assert not [code for code, name in names.items() if name == code or len(name) < languages.SHORTEST_NAME]
    assert len(set(names.values())) == len(names)


def test_every_language_is_found_by_each_of_its_names(language: Language, directory: Directory) -> None:
    codes = tuple(directory.languages())

    for written in (languages.name, languages.title):
        assert {languages.find(written(code, language), codes): code for code in codes} == dict(
            zip(codes, codes, strict=True)
        )


def test_no_place_is_taken_for_a_language(directory: Directory) -> None:
    codes = tuple(directory.languages())

    assert not [name for name in place_names(directory) if languages.find(name, codes)]


def place_names(directory: Directory) -> set[str]:
    return {
        name
        for place in directory.places.values()
        for name in (place.name.kk, place.name.ru, place.name.en, *place.variants)
    }


def names_in(directory: Directory) -> set[str]:
    """Give every name that comes from the facts and may stand on a button."""
    houses, schools = directory.houses.values(), directory.schools.values()
    named = [text for house in houses for text in (house.name, house.locality)]
    named += [text for school in schools for text in (school.name, school.locality)]
    named += [council.name for council in directory.councils.values()]
    named += [door.name for door in directory.doors] + [topic.name for topic in directory.topics]
    named += [answer.title for answer in directory.ready_answers]
    taught = {languages.name(code, language) for code in directory.languages() for language in Language}
    return (
        {name for text in named for name in (text.kk, text.ru, text.en) if name}
        | place_names(directory)
        | PERSONS_NAMES
        | taught
        | {name[0].upper() + name[1:] for name in taught}
    )
