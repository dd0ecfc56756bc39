"""Finding the yearly date that a person names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.domain.calendar_days import CalendarDay
from bot.domain.gazetteer.declension import russian_cases, without_kazakh_ending
from bot.domain.gazetteer.folding import fold_word, plain_words

LONGEST_TEXT = 200
"""Longer texts tell a story; they do not ask for a date."""

_TYPOS = 0.3
"""The share of a word's letters that may be typed otherwise: endings count as typos."""
_SHORTEST_WITH_TYPO = 5
_SHORTEST_NAME_WITH_TYPO = 6
_ENOUGH_OF_SHORT_NAME = 0.6
_ENOUGH_OF_LONG_NAME = 0.5
_ENOUGH_WITHOUT_DAY_WORD = 0.75
"""The share of a name's letters that must be typed: «тілі күні» is not yet «ана тілі күні»."""
_MOST_WORDS_OF_SHORT_NAME = 2

_DAY_WORDS = (
    "день дня дню днем дне праздник праздника празднику праздником празднике "
    "күн күні күнін күніне күнінде күнінен күнінің мереке мерекесі мерекесін мерекесіне мерекесінде "
    "мейрам мейрамы мейрамын мейрамына мейрамында day holiday festival"
)
_LITTLE_WORDS = "и мен бен пен және айту в of the and a"
_WORDS_OF_EVERY_NAME = (
    "международный международного халықаралық international образования құрылған foundation "
    "народа казахстана қазақстан қазақстанның халқы халқының халықтар people kazakhstan"
)
_BRACKETS = re.compile(r"[()]")
_MONTH_WORDS = "ай айы айын айына айында айынан айының"
"""With one of them behind it наурыз is March."""


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold_word, words.split()))


_DAY = _folded(_DAY_WORDS)
_MONTH = _folded(_MONTH_WORDS)
_LITTLE = _folded(_LITTLE_WORDS) | _folded(_WORDS_OF_EVERY_NAME)


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a day: its telling words, folded, and whether it is called a day or a feast."""

    words: tuple[str, ...]
    is_called_day: bool
    forms: frozenset[str]


class DayNames:
    """Knows the yearly dates by their names in every language."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._names = [(name, day) for day in days for name in _names(day)]

    def find(self, text: str) -> CalendarDay | None:
        """Give the day that is named in `text`, in any of our languages; None where none is.

        A name such as «День Республики» counts only with its word for day: the rest of it is said of much
        else. A name of one word (Nauryz) may have a case ending or one wrong letter, and no other ending:
        Наурызбай is a person and a district.
        """
        if len(text) > LONGEST_TEXT:
            return None
        typed = [folded for word in plain_words(text) if (folded := fold_word(word))]
        names_a_day = not _DAY.isdisjoint(typed)
        told, best = 0.0, None
        for name, day in self._names:
            if name.is_called_day and not names_a_day:
                continue
            share = _share(name, typed)
            if share > told:
                told, best = share, day
        return best


def _names(day: CalendarDay) -> Iterator[_Name]:
    spellings = dict.fromkeys(
        part for name in (day.name.kk, day.name.ru, day.name.en) for part in _BRACKETS.split(name)
    )
    for spelling in spellings:
        words = plain_words(spelling)
        folded = [fold_word(word) for word in words]
        telling = tuple(dict.fromkeys(word for word in folded if word not in _DAY | _LITTLE))
        if telling:
            forms = {fold_word(form) for word in words for form in _cases(word)}
            yield _Name(telling, not _DAY.isdisjoint(folded), frozenset((*telling, *forms)))


def _cases(word: str) -> Iterator[str]:
    for (form,) in russian_cases((word,)):
        yield form
        # Russian spelling: an ending without stress is -ей after ц, «масленицей».
        if form.endswith("цой"):
            yield f"{form.removesuffix('ой')}ей"


def _share(name: _Name, typed: Sequence[str]) -> float:
    """Give the share of the name's letters that is typed; 0 where that is not enough."""
    if name.is_called_day:
        share = _told(name, _around_day_words(name, typed))
        is_short = len(name.words) <= _MOST_WORDS_OF_SHORT_NAME
        return share if share >= (_ENOUGH_OF_SHORT_NAME if is_short else _ENOUGH_OF_LONG_NAME) else 0.0
    if len(name.words) == 1:
        return float(any(_is_form(name, typed, place) for place in range(len(typed))))
    share = _told(name, typed)
    return share if share >= _ENOUGH_WITHOUT_DAY_WORD else 0.0


def _told(name: _Name, typed: Iterable[str]) -> float:
    words = list(typed)
    told = sum(len(known) for known in name.words if any(_is_alike(word, known) for word in words))
    return told / sum(map(len, name.words))


def _around_day_words(name: _Name, typed: Sequence[str]) -> Iterator[str]:
    """Give the words of the name that stand beside a word for day, with nothing but little words between.

    In «В какой день уроки корейского языка?» the language does not stand beside the day.
    """
    for place, word in enumerate(typed):
        if word in _DAY:
            yield from _run(name, typed[place + 1 :])
            yield from _run(name, reversed(typed[:place]))


def _run(name: _Name, words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word in _LITTLE:
            continue
        if not any(_is_alike(word, known) for known in name.words):
            return
        yield word


def _is_alike(typed: str, known: str) -> bool:
    shorter, longer = sorted((len(typed), len(known)))
    most = int(_TYPOS * longer) if longer >= _SHORTEST_WITH_TYPO else 0
    return longer - shorter <= most and OSA.distance(typed, known, score_cutoff=most) <= most


def _is_form(name: _Name, typed: Sequence[str], place: int) -> bool:
    """Tell whether the word is the name, in any case, and not the month: «5 наурыз», «наурыз айы»."""
    word, (known,) = typed[place], name.words
    before, after = typed[:place][-1:], typed[place + 1 :][:1]
    if any(map(str.isdigit, before)) or not _MONTH.isdisjoint(after):
        return False
    if word in name.forms or (word.startswith(known) and known in without_kazakh_ending(word)):
        return True
    return len(word) == len(known) >= _SHORTEST_NAME_WITH_TYPO and OSA.distance(word, known) <= 1
