"""The directory finds what the reception needs, and gives None for what is no longer listed."""

from datetime import date

from bot.domain.care import CareKind, CarePattern, Helpline, HelplineId
from bot.domain.councils import NATIONAL_DESK, Council, CouncilId, CouncilKind, Evidence
from bot.domain.directory import Directory
from bot.domain.doors import Door, DoorId
from bot.domain.language import LocalizedText
from bot.domain.places import DirectoryFacts, PlaceId, RegionCode
from bot.domain.ready_answers import ReadyAnswer, ReadyAnswerId
from bot.domain.sources import Source
from bot.domain.topics import RequestTopic, TopicId

SOURCE = Source(reference="https://page.example", date="2026")
ABAI, ZHETISU = RegionCode("KZ-10"), RegionCode("KZ-33")


def words(text: str) -> LocalizedText:
    return LocalizedText(kk=text, ru=text, en=text)


def council(
    name: str, region: str, *, place: PlaceId | None = None, evidence: Evidence = Evidence.NAMED
) -> Council:
    return Council(
        id=CouncilId(name),
        kind=CouncilKind.ELDERS,
        name=words(name),
        region_code=RegionCode(region),
        place_id=place,
        address=LocalizedText(),
        reception_hours="",
        contact="",
        source=SOURCE,
        evidence=evidence,
    )


def door(name: str, *phrases: str) -> Door:
    return Door(
        id=DoorId(name),
        name=words(name),
        purpose=words(name),
        phone=name,
        url="",
        ready_text=words("{matter}"),
        words=phrases,
        source=SOURCE,
    )


def helpline(phone: str, *kinds: CareKind) -> Helpline:
    return Helpline(
        id=HelplineId(phone),
        phone=phone,
        name=words(phone),
        hours=words("24/7"),
        kinds=frozenset(kinds),
        source=SOURCE,
    )


WATER = RequestTopic(
    id=TopicId("water"),
    name=words("Water"),
    hint=words("Where?"),
    council_kind=CouncilKind.ELDERS,
    doors=(DoorId("109"),),
)
SOLVED = ReadyAnswer(id=ReadyAnswerId("solved"), title=words("Solved"), text=words("{number} is solved"))

DIRECTORY = Directory(
    DirectoryFacts(
        version=1,
        places=(),
        houses=(),
        schools=(),
        days=(),
        councils=(
            council(NATIONAL_DESK, "KZ", evidence=Evidence.COUNT),
            council("abai", "KZ-10", evidence=Evidence.GENERAL),
            council("semey", "KZ-10", place=PlaceId("semey")),
            council("many", "KZ-10", evidence=Evidence.COUNT),
            council("zhetisu", "KZ-33"),
        ),
        doors=(door("112", "пожар!"), door("109", "нет воды")),
        topics=(WATER,),
        helplines=(
            helpline("102", CareKind.VIOLENCE),
            helpline("111", CareKind.SELF_HARM, CareKind.VIOLENCE),
        ),
        care_patterns=(CarePattern(kind=CareKind.SELF_HARM, phrase="не хоч жить!"),),
        ready_answers=(SOLVED,),
        day_exceptions={date(2026, 5, 8): False},
    )
)


def test_councils_are_found_by_id_and_by_region() -> None:
    found = DIRECTORY.council("semey")

    assert found is DIRECTORY.councils[CouncilId("semey")]
    assert [one.id for one in DIRECTORY.councils_of(ABAI)] == ["abai", "semey", "many"]
    assert [one.id for one in DIRECTORY.councils_of(ZHETISU)] == ["zhetisu"]


def test_a_number_of_councils_is_nobody_to_write_to_but_the_national_desk_is() -> None:
    bodies = [one.id for one in DIRECTORY.councils.values() if one.is_one_body]

    assert bodies == [NATIONAL_DESK, "abai", "semey", "many", "zhetisu"]


def test_topics_doors_and_ready_answers_are_found_by_id() -> None:
    assert DIRECTORY.topic("water") is WATER
    assert DIRECTORY.door("109") is DIRECTORY.doors[1]
    assert DIRECTORY.ready_answer("solved") is SOLVED


def test_what_is_no_longer_listed_is_none() -> None:
    assert DIRECTORY.council("gone") is None
    assert DIRECTORY.topic("gone") is None
    assert DIRECTORY.door("gone") is None
    assert DIRECTORY.ready_answer("gone") is None


def test_a_matter_tells_its_door_and_the_urgent_one_wins() -> None:
    both = DIRECTORY.door_for("Нет воды, а у нас пожар")
    water = DIRECTORY.door_for("Нет воды")

    assert (both and both.id, water and water.id) == ("112", "109")
    assert DIRECTORY.door_for("Спор с соседом") is None


def test_helplines_are_those_for_the_danger_in_the_order_of_the_file() -> None:
    assert [one.phone for one in DIRECTORY.helplines(CareKind.VIOLENCE)] == ["102", "111"]
    assert [one.phone for one in DIRECTORY.helplines(CareKind.SELF_HARM)] == ["111"]
    assert DIRECTORY.helplines(CareKind.ETHNIC_THREAT) == []


def test_words_of_alarm_are_found() -> None:
    assert DIRECTORY.care.find("Не хочу жить") is CareKind.SELF_HARM


def test_a_day_off_by_decree_is_no_working_day() -> None:
    assert not DIRECTORY.working_days.is_working(date(2026, 5, 8))
