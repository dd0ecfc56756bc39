"""One spelling for all: Kazakh, Russian and Latin letters that sound alike become the same letters."""

import re
from unicodedata import category, normalize

_APOSTROPHES = "'’‘ʼʹ`´′"
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
_NOT_A_WORD = re.compile(r"[\W_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_PARTED_BY_SOFT_SIGN = re.compile("ь(?=[еёюя])")
_DOUBLED = re.compile(r"([^\W\d])\1+")

_CYRILLIC_LOOKALIKES = str.maketrans("aceopxykmthbi", "асеорхукмтнві")
"""Latin letters that hands on a Latin layout slip into a Cyrillic word."""

_FROM_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдеёжзийклмнопрстуфхчш", "abvgdeejziiklmnoprstufhčš", strict=True)),
        **dict(zip("әғқңөұүһіыэщєїў", "agknouuhiiešeiu", strict=True)),
        "ц": "ts",
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
    }
)

_LATIN_LETTERS = str.maketrans({"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ý": "u", "ŋ": "n"})
"""Letters whose mark changes the sound; every other mark is dropped. `ý` is У of the alphabet of 2018."""

_LATIN_SOUNDS = (
    *(("shch", "š"), ("sch", "š"), ("sh", "š"), ("ch", "č"), ("dzh", "j"), ("zh", "j"), ("dj", "j")),
    *(("kh", "h"), ("gh", "g"), ("ck", "k"), ("ye", "e"), ("ce", "tse"), ("ci", "tsi"), ("cy", "tsi")),
)
_LATIN_TO_SOUND = str.maketrans({"c": "k", "q": "k", "w": "v", "x": "ks", "y": "i", "ı": "i"})

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN_KEYS = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN_KEYS = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


def plain_words(text: str) -> list[str]:
    """Split into words of small letters and digits; hyphens and signs part words, apostrophes do not.

    `ё` becomes `е`, for almost nobody types it.
    """
    composed = _POSSESSIVE.sub("", normalize("NFKC", normalize("NFKC", text).casefold()))
    kept = "".join(
        sign for sign in composed if sign not in _APOSTROPHES and not category(sign).startswith(("M", "Cf"))
    )
    return _NOT_A_WORD.sub(" ", kept).replace("ё", "е").split()


def fold(text: str) -> str:
    """Give the words as they sound, in one alphabet whatever they were typed in.

    `Қарағанды`, `Караганды`, `Qaraǵandy` and `KARAGANDY` are all `karagandi`. Words are parted by one
    space. The result is for comparing with other folded text, never for showing.
    """
    return " ".join(filter(None, (fold_word(word) for word in plain_words(text))))


def fold_word(word: str) -> str:
    """Fold one word of `plain_words`; a word of nothing but soft signs folds to nothing."""
    if _CYRILLIC.search(word):
        cyrillic = _PARTED_BY_SOFT_SIGN.sub("и", word.translate(_CYRILLIC_LOOKALIKES).replace("дж", "ж"))
        sounds = cyrillic.translate(_FROM_CYRILLIC)
    else:
        sounds = _sounds_of_latin(word)
    return _DOUBLED.sub(r"\1", sounds)


def other_layout(text: str) -> str:
    """Give what the same keys type in the other layout, Russian or Latin; `Fkvfns` becomes `алматы`."""
    small = text.casefold()
    return small.translate(_TO_LATIN_KEYS if _CYRILLIC.search(small) else _TO_RUSSIAN_KEYS)


def _sounds_of_latin(word: str) -> str:
    marked = normalize("NFD", word.translate(_LATIN_LETTERS))
    letters = "".join(sign for sign in marked if not category(sign).startswith("M"))
    for spelling, sound in _LATIN_SOUNDS:
        letters = letters.replace(spelling, sound)
    return letters.translate(_LATIN_TO_SOUND)
