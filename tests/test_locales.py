"""Every text exists in every language and says the same."""

import ast
import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog, Message

from bot.domain.language import Language
from tests.catalogues import ROOT, TEMPLATE, TRANSLATED, extracted, path_of, read

TAG = re.compile(r"</?[a-z]+[^>]*>")
PLACEHOLDER = re.compile(r"{(\w*)}")
COMMAND = re.compile(r"(?<![\w/])/[a-z]+")

UNWELCOME = re.compile(
    r"\b(invalid|please|sorry|пожалуйста|извините|простите|недопустим\w*|кешіріңіз|өтінем\w*|өтініш(емін|еміз))\b",
    re.IGNORECASE,
)
"""Words that the house keeps off its screens: an error says what to do instead."""


@pytest.fixture(params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read(path_of(request.param), request.param)


def sentences(message: Message) -> list[tuple[str, str]]:
    """Pair each translated form of a message with the English one that it renders."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    return [(english[min(number, len(english) - 1)], form) for number, form in enumerate(forms)]


def texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_template_holds_exactly_the_texts_of_the_code() -> None:
    in_code = {message.id: message.flags for message in texts(extracted())}
    in_template = {message.id: message.flags for message in texts(read(TEMPLATE))}

    assert in_template == in_code, "run `make messages`"


def test_a_catalogue_holds_every_text_and_no_other(catalogue: Catalog) -> None:
    assert {message.id for message in texts(catalogue)} == {message.id for message in texts(extracted())}
    assert not catalogue.obsolete


def test_every_text_is_translated_in_all_its_forms(catalogue: Catalog) -> None:
    missing = [message.id for message in texts(catalogue) if not all(form for _, form in sentences(message))]
    plurals = [message for message in texts(catalogue) if message.pluralizable]

    assert not missing
    assert not [message.id for message in texts(catalogue) if message.fuzzy]
    assert plurals
    assert {len(sentences(message)) for message in plurals} == {catalogue.num_plurals}


def test_the_forms_are_those_of_the_language() -> None:
    numbers = {language: read(path_of(language), language).num_plurals for language in TRANSLATED}

    assert numbers == {Language.KAZAKH: 2, Language.RUSSIAN: 3}


def test_babel_finds_nothing_wrong(catalogue: Catalog) -> None:
    assert [(message.id, errors) for message, errors in catalogue.check()] == []


@pytest.mark.parametrize("pattern", [TAG, PLACEHOLDER, COMMAND], ids=["tags", "placeholders", "commands"])
def test_a_translation_keeps_tags_placeholders_and_commands(
    catalogue: Catalog, pattern: re.Pattern[str]
) -> None:
    different = [
        (english, form)
        for message in texts(catalogue)
        for english, form in sentences(message)
        if Counter(pattern.findall(english)) != Counter(pattern.findall(form))
    ]

    assert not different


def test_a_translation_begins_and_ends_like_the_text(catalogue: Catalog) -> None:
    for message in texts(catalogue):
        for english, form in sentences(message):
            assert form == form.strip(), form
            assert form.count("\n\n") == english.count("\n\n"), form
            assert form.endswith(":") == english.endswith(":"), form


def test_no_unwelcome_word_is_used(catalogue: Catalog) -> None:
    used = [text for message in texts(catalogue) for pair in sentences(message) for text in pair]

    assert not [text for text in used if UNWELCOME.search(text)]


def test_texts_are_literals_since_nothing_else_is_found_by_the_extraction() -> None:
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                for argument in node.args[:count]:
                    assert isinstance(argument, ast.Constant), f"{path.name}:{node.lineno}"
