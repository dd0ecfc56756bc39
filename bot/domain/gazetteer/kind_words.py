"""Words around a name: what kind of place is meant, and little words that mean nothing here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import product

from rapidfuzz.distance import OSA

from bot.domain.gazetteer.folding import fold_word
from bot.domain.places import PlaceKind


class Wanted(Enum):
    """The kind of place that a word asks for."""

    REGION = auto()
    CITY = auto()
    VILLAGE = auto()
    DISTRICT = auto()


KINDS_OF_WANTED = {
    Wanted.REGION: frozenset({PlaceKind.REGION}),
    Wanted.CITY: frozenset({PlaceKind.REPUBLICAN_CITY, PlaceKind.CITY, PlaceKind.TOWN}),
    Wanted.VILLAGE: frozenset({PlaceKind.VILLAGE, PlaceKind.SETTLEMENT}),
    Wanted.DISTRICT: frozenset(PlaceKind) - {PlaceKind.REGION},
}

_WORDS = {
    Wanted.REGION: "область области областью областью обл region oblast province",
    Wanted.CITY: "город города городе городу городом гор г city town",
    Wanted.VILLAGE: "село села селе селу с посёлок поселка поселке пос п пгт аул ауле village settlement",
    Wanted.DISTRICT: "район района районе району рн district rayon",
}
_KAZAKH_WORDS = {
    Wanted.REGION: ("облыс", "облысы", "облыстық"),
    Wanted.CITY: ("қала", "қаласы", "қалалық"),
    Wanted.VILLAGE: ("ауыл", "ауылы", "ауылдық", "кент", "кенті"),
    Wanted.DISTRICT: ("аудан", "ауданы", "аудандық"),
}
_KAZAKH_INITIALS = {"қ": Wanted.CITY, "а": Wanted.VILLAGE}
_KAZAKH_CASES = (
    *("", "да", "де", "дан", "ден", "та", "те", "тан", "тен", "ға", "ге", "қа", "ке", "ның", "нің", "тың"),
    *("нда", "нде", "нан", "нен", "на", "не", "н", "ндағы", "ндегі", "дағы", "дегі", "тағы", "тегі"),
)
_LITTLE_WORDS = (
    "в во из изо со по на к ко до от около возле у под близ рядом центр орталығы жақта жақтан маңында "
    "v iz in at from to near of the for center centre"
)
_SHORTEST_MISSPELT = 5
_COUNTRY_WORDS = "казахстан казахстана казахстане қазақстан kazakhstan республика республикасы рк қр кз kz"


def _folded_words() -> dict[str, Wanted]:
    words = {fold_word(word): wanted for wanted, listed in _WORDS.items() for word in listed.split()}
    for wanted, stems in _KAZAKH_WORDS.items():
        words |= {fold_word(stem + case): wanted for stem, case in product(stems, _KAZAKH_CASES)}
    return words | {fold_word(word): wanted for word, wanted in _KAZAKH_INITIALS.items()}


WANTED_BY_WORD = _folded_words()
_WORDS_FOR_REGION = tuple(
    word
    for word, wanted in WANTED_BY_WORD.items()
    if wanted is Wanted.REGION and len(word) >= _SHORTEST_MISSPELT
)
_LITTLE = frozenset(map(fold_word, _LITTLE_WORDS.split())) - WANTED_BY_WORD.keys()
_COUNTRY = frozenset(map(fold_word, _COUNTRY_WORDS.split()))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A typed name without the words around it: its words as typed, and what kind of place is asked for."""

    words: tuple[str, ...]
    wanted: Wanted | None

    @property
    def key(self) -> str:
        """Give the folded words in one piece: hyphens and spaces in names are a matter of taste."""
        return "".join(map(fold_word, self.words))

    @property
    def spelling(self) -> str:
        """Give the words as typed in one piece."""
        return "".join(self.words)


def read_phrases(words: Sequence[str], *, misspelt: bool = False) -> list[Phrase]:
    """Read words with the country's name (`Западный Казахстан`) and then without it (`Алматы, Казахстан`).

    With `misspelt` the word for a region may have a typo.
    """
    kept: list[str] = []
    wanted: Wanted | None = None
    for word in _joined_abbreviations(words):
        folded = fold_word(word)
        if folded in WANTED_BY_WORD:
            wanted = wanted or WANTED_BY_WORD[folded]
        elif misspelt and _is_almost_region(folded):
            wanted = Wanted.REGION
        elif folded and folded not in _LITTLE:
            kept.append(word)
    local = [word for word in kept if fold_word(word) not in _COUNTRY]
    return [Phrase(tuple(read), wanted) for read in ((kept,) if local == kept else (kept, local)) if read]


def _is_almost_region(folded: str) -> bool:
    if len(folded) < _SHORTEST_MISSPELT:
        return False
    return any(OSA.distance(folded, word, score_cutoff=1) <= 1 for word in _WORDS_FOR_REGION)


def _joined_abbreviations(words: Sequence[str]) -> list[str]:
    """Write `р-н` in one piece again after its hyphen parted it."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "р" and word == "н":
            joined[-1] = "рн"
        else:
            joined.append(word)
    return joined
