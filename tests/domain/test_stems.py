"""A phrase of stems is found however it is typed, and not where it does not stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stems import StemPhrases

FOUND = [
    ("не хоч жить", "не хочу жить"),
    ("не хоч жить", "Я больше НЕ ХОЧУ, ЖИТЬ!"),
    ("не хоч жить", "не хочу больше жить"),
    ("не хоч жить", "не хочуууу жить"),
    ("не хоч жить", "нет, не хочется жить"),
    ("бьет меня", "Он бьёт меня"),
    ("бьёт меня", "он бьет меня"),
    ("өзімді өлтір", "Өзімді өлтіремін"),
    ("өзімді өлтір", "озимди олтиремин"),
    ("озимди олтир", "өзімді өлтірем"),
    ("ұлты үшін қуғы", "улты ушин кугынга тусти"),
    ("һәм ғаш", "хам гаш"),
    ("қол жұмса", "кол жумсады"),
    ("ozimdi oltir", "Özimdi öltiremin"),
    ("отец/муж бьет", "муж бьет"),
    ("отец/муж бьет", "отец часто бьёт"),
    ("пожар!/пожара!", "после пожара осталась зола"),
    ("dont want live", "I don't want to live"),
    ("dont want live", "I don’t want live"),
    ("су жоқ", "су жоқпыз"),
    ("kill myself", "I will kill\nmyself"),
]

NOT_FOUND = [
    ("не хоч жить", "не хочу так дальше жить"),
    ("не хоч жить", "жить не хочу"),
    ("не хоч жить!", "не хочу, чтобы жители ссорились"),
    ("не хоч жить", "нехорошо хочется жить"),
    ("пожар!/пожара!", "пожарный гидрант"),
    ("су жоқ", "суық, жоқ"),
    ("отец/муж бьет", "брат бьет"),
    ("kill myself", "skill myself"),
    ("пожар!", ""),
    ("пожар!", "?!"),
]


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert StemPhrases([phrase]).stand_in(text)


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_a_phrase_is_not_found_elsewhere(phrase: str, text: str) -> None:
    assert not StemPhrases([phrase]).stand_in(text)


def test_no_phrases_are_found_in_nothing() -> None:
    assert not StemPhrases([]).stand_in("не хочу жить")


@given(before=st.text(), after=st.text())
def test_a_phrase_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    assert StemPhrases(["не хоч жить!"]).stand_in(f"{before} . не хочу жить . {after}")


def test_a_very_long_word_takes_no_longer_than_it_should() -> None:
    phrases = StemPhrases(["а/б а/б а/б а/б"])

    assert not phrases.stand_in("а" * 50_000)
    assert not phrases.stand_in("аб " * 20_000)
