"""Words behind which somebody may be in danger raise the alarm; everyday civic talk does not."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.care import CareKind, CarePattern, CareRules
from tests.domain.shipped_reception import shipped_care_patterns

TABLE = Path(__file__).parent / "care_phrases.csv"
NONE = "none"
FALSE_ALARMS_AT_MOST = 2

RULES = CareRules(shipped_care_patterns())

AS_ON_A_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def phrases() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def alarms() -> list[dict[str, str]]:
    return [row for row in phrases() if row["expected"] != NONE]


def everyday() -> list[dict[str, str]]:
    return [row for row in phrases() if row["expected"] == NONE]


def found(text: str) -> str:
    return RULES.find(text) or NONE


def test_the_table_has_phrases_of_every_kind_in_every_language() -> None:
    kinds = {(row["lang"], row["expected"]) for row in phrases()}

    assert kinds == {(lang, kind) for lang in ("kk", "ru", "en") for kind in (*CareKind, NONE)}
    assert len(alarms()) >= 150
    assert len(everyday()) >= 150
    assert len({row["text"] for row in phrases()}) == len(phrases())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_alarm_of_the_table_is_raised(language: str) -> None:
    wrong = {
        row["text"]: found(row["text"])
        for row in alarms()
        if row["lang"] == language and found(row["text"]) != row["expected"]
    }

    assert wrong == {}


def test_everyday_talk_raises_next_to_no_alarm() -> None:
    raised = {row["text"]: kind for row in everyday() if (kind := found(row["text"])) != NONE}

    assert len(raised) <= FALSE_ALARMS_AT_MOST, raised


@pytest.mark.parametrize("change", [str.upper, lambda text: text.translate(AS_ON_A_RUSSIAN_KEYBOARD)])
def test_capitals_and_a_keyboard_without_kazakh_letters_hide_no_alarm(change: Callable[[str], str]) -> None:
    hidden = [row["text"] for row in alarms() if found(change(row["text"])) != row["expected"]]

    assert hidden == []


def test_everyday_talk_stays_everyday_on_a_keyboard_without_kazakh_letters() -> None:
    texts = [row["text"].translate(AS_ON_A_RUSSIAN_KEYBOARD) for row in everyday() if row["lang"] == "kk"]

    assert [text for text in texts if found(text) != NONE] == []


def test_the_greater_danger_comes_first() -> None:
    threat, violence, self_harm = "бей русских", "муж бьёт меня", "не хочу жить"

    assert RULES.find(f"{threat}, {violence}, {self_harm}") is CareKind.SELF_HARM
    assert RULES.find(f"{threat}, {violence}") is CareKind.VIOLENCE
    assert RULES.find(threat) is CareKind.ETHNIC_THREAT


def test_the_order_of_the_rules_decides_nothing() -> None:
    turned = CareRules(reversed(shipped_care_patterns()))

    assert [turned.find(row["text"]) for row in phrases()] == [RULES.find(row["text"]) for row in phrases()]


def test_without_rules_nothing_is_found() -> None:
    assert CareRules().find("не хочу жить") is None


def test_one_rule_is_enough() -> None:
    rules = CareRules([CarePattern(kind=CareKind.VIOLENCE, phrase="муж бьет")])

    assert rules.find("Мой муж снова бьёт посуду") is CareKind.VIOLENCE
    assert rules.find("Мой сосед бьёт посуду") is None
