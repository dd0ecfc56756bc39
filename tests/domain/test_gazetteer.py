"""People's spellings find the place they mean, and ordinary words find none."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.gazetteer import Gazetteer, MatchKind, fold
from bot.domain.places import Place
from tests.domain.shipped_places import shipped_places

HERE = Path(__file__).parent
RIGHT_AT_LEAST = 0.97

PLACES = shipped_places()
GAZETTEER = Gazetteer(PLACES)


def spellings() -> list[dict[str, str]]:
    with (HERE / "place_spellings.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def not_places() -> list[str]:
    return (HERE / "not_places.txt").read_text(encoding="utf-8").splitlines()


def ids(text: str) -> list[str]:
    return [match.place.id for match in GAZETTEER.find(text).matches]


def test_the_usual_spellings_find_their_places() -> None:
    table = spellings()
    wrong = [
        f"{row['text']} ({row['kind']}): {ids(row['text'])}, not {row['place_id']}"
        for row in table
        if ids(row["text"])[:1] != [row["place_id"]]
    ]

    assert len(table) >= 300
    assert len(wrong) <= len(table) * (1 - RIGHT_AT_LEAST), "\n".join(wrong)


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in spellings()} - {"typo"}))
def test_spellings_without_a_typo_are_all_found(kind: str) -> None:
    for row in spellings():
        if row["kind"] == kind:
            assert ids(row["text"])[:1] == [row["place_id"]], row["text"]


def test_ordinary_words_are_no_places() -> None:
    words = not_places()

    assert len(words) >= 60
    assert {word: found for word in words if (found := ids(word))} == {}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_every_place_is_found_by_each_of_its_names(place: Place) -> None:
    for name in (place.name.kk, place.name.ru, place.name.en, *place.variants):
        assert place.id in ids(name), name


@pytest.mark.parametrize("text", ["Атырау", "Алматы", "Түркістан", "Павлодар", "Kostanay"])
def test_a_city_goes_before_the_region_of_its_name(text: str) -> None:
    found = GAZETTEER.find(text)
    city, region = found.matches

    assert city.place.id == text.lower() or city.place.name.kk == text
    assert region.place.id == f"region-{city.place.id}"
    assert not found.ambiguous
    assert found.best == city.place


@pytest.mark.parametrize("text", ["Атырау облысы", "Атырау обл.", "область Атырау", "Atyrau oblast"])
def test_a_word_for_region_asks_for_the_region(text: str) -> None:
    assert ids(text) == ["region-atyrau"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Аксу", {"aksu", "aksukent"}),
        ("Фёдоровка", {"fyodorovka", "terekti"}),
        ("Георгиевка", {"korday", "kalbatau"}),
    ],
)
def test_two_places_of_one_name_are_both_answered(text: str, first: set[str]) -> None:
    found = GAZETTEER.find(text)

    assert {match.place.id for match in found.matches} == first
    assert found.ambiguous


def test_a_town_a_village_and_a_region_of_one_name_are_for_the_person_to_choose_from() -> None:
    assert ids("Абай") == ["abay", "abay-keles-district", "region-abai"]
    assert GAZETTEER.find("Абай").ambiguous
    assert ids("Абай қаласы") == ["abay"]
    assert ids("Абай ауылы") == ["abay-keles-district"]
    assert ids("Абай облысы") == ["region-abai"]


def test_a_region_that_bears_a_name_goes_before_the_city_that_once_bore_it() -> None:
    assert ids("Жамбыл") == ["region-zhambyl", "taraz"]
    assert GAZETTEER.find("Жамбыл").ambiguous


def test_a_region_named_beside_a_locality_chooses_between_two_of_one_name() -> None:
    assert ids("Федоровка, ЗКО") == ["terekti"]
    assert ids("Костанайская область, Федоровка") == ["fyodorovka"]
    assert ids("Аксу Павлодарская область") == ["aksu"]


def test_a_region_of_before_the_reform_does_not_hide_the_town() -> None:
    [semey] = GAZETTEER.find("Семей, ВКО").matches

    assert semey.place.id == "semey"
    assert semey.confidence < 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Қарағанды", MatchKind.EXACT),
        ("г. Караганда", MatchKind.EXACT),
        ("KARAGANDA", MatchKind.EXACT),
        ("Qaraǵandy", MatchKind.VARIANT),
        ("в Караганде", MatchKind.VARIANT),
        ("Қарағандыда", MatchKind.VARIANT),
        ("Караганта", MatchKind.CLOSE),
        ("Rfhfufylf", MatchKind.CLOSE),
    ],
)
def test_the_answer_tells_how_the_name_was_recognised(text: str, kind: MatchKind) -> None:
    match = GAZETTEER.find(text).matches[0]

    assert (match.place.id, match.kind) == ("karaganda", kind)
    assert (match.confidence == 1) == (kind is MatchKind.EXACT)


def test_close_names_are_not_mixed_with_right_ones() -> None:
    assert all(match.kind is not MatchKind.CLOSE for match in GAZETTEER.find("Аксу").matches)


def test_the_answer_keeps_to_its_limit_and_still_tells_that_there_are_more() -> None:
    found = GAZETTEER.find("Абай", limit=1)

    assert len(found.matches) == 1
    assert found.ambiguous
    assert not GAZETTEER.find("Абай", limit=0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "я",
        "a",
        "Ұ",
        "ь",
        "ьь",
        "'",
        "🙂",
        "👨‍👩‍👧",
        "0",
        "3.14",
        "\0",
        "\n\n",
        "х" * 4096,
        "Алматы" + "." * 4096,
        "Алматы " * 600,
        "город",
    ],
)
def test_what_cannot_be_a_name_finds_nothing(text: str) -> None:
    found = GAZETTEER.find(text)

    assert not found
    assert found.best is None
    assert not found.ambiguous


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=120))
def test_no_text_breaks_the_search(text: str) -> None:
    found = GAZETTEER.find(text)

    assert all(0 < match.confidence <= 1 for match in found.matches)
    assert len({match.place.id for match in found.matches}) == len(found.matches) <= 5


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="алмтыусқөін ьйsh'-🙂", max_size=40))
def test_no_text_of_the_letters_of_names_breaks_the_search(text: str) -> None:
    confidences = [match.confidence for match in GAZETTEER.find(text).matches]

    assert confidences == sorted(confidences, reverse=True)


@settings(deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(["{}", "  {}  ", "«{}»", "{}!!!", "🙂{}", "г. {}", "#{}"]))
def test_signs_and_capitals_around_a_name_do_not_matter(place: Place, frame: str) -> None:
    assert place.id in ids(frame.format(place.name.ru.upper()))


@pytest.mark.parametrize(
    "text", ["Қарағанды", "Караганды", "Qaraǵandy", "Qaraghandy", "Qarağandı", "KARAGANDY", " карағанды! "]
)
def test_folding_forgets_the_alphabet(text: str) -> None:
    assert fold(text) == "karagandi"


def test_folding_keeps_words_apart() -> None:
    assert fold("Қордайда, дүнген тілі") == "kordaida dungen tili"
    assert fold(" ьъ ") == ""


@given(st.text(max_size=60))
def test_folding_is_calm_about_any_text(text: str) -> None:
    words = fold(text)

    assert words == words.strip()
    assert "  " not in words


def test_a_gazetteer_of_no_places_finds_nothing() -> None:
    assert not Gazetteer(()).find("Алматы")
