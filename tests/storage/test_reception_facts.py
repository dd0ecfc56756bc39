"""The facts of the reception come out of both databases as they stand in their files."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.care import CareKind, CarePattern
from bot.domain.councils import NATIONAL_DESK, CouncilKind, Evidence
from bot.domain.directory import Directory
from bot.domain.language import LocalizedText
from bot.domain.places import DirectoryFacts
from bot.domain.sources import Source
from bot.domain.topics import TopicId
from storage.database import Database
from storage.places import SqlDirectory
from tests.services.content_files import SHIPPED, content_of, write_sample

pytest_plugins = ("tests.storage.databases",)


@pytest.fixture
async def facts(database: Database, tmp_path: Path) -> DirectoryFacts:
    await content_of(database).load(write_sample(tmp_path / "facts"))
    return await SqlDirectory(database).read()


async def test_a_council_knows_its_place_its_hours_and_what_it_rests_on(facts: DirectoryFacts) -> None:
    country, almaty = facts.councils

    assert (country.id, country.kind, country.region_code) == ("elders-republic", CouncilKind.ELDERS, "KZ")
    assert (country.place_id, country.evidence) == (None, Evidence.COUNT)
    assert (almaty.place_id, almaty.evidence) == ("almaty", Evidence.NAMED)
    assert (almaty.reception_hours, almaty.contact) == ("We 10:00-12:00", "")
    assert almaty.name.kk == "Алматы ақсақалдар кеңесі"
    assert not almaty.address
    assert almaty.source == Source(reference="https://page.example", date="")


async def test_a_door_has_its_ways_in_its_text_and_its_words(facts: DirectoryFacts) -> None:
    emergency, appeals = facts.doors

    assert (emergency.id, emergency.phone, emergency.url) == ("112", "112", "")
    assert emergency.ready_text == LocalizedText(
        kk="Өрт: {matter}", ru="Пожар: {matter}", en="Fire: {matter}"
    )
    assert emergency.purpose.en == "A fire"
    assert emergency.words == ("пожар!/пожара!", "үй өрт")
    assert emergency.source.date == "2021-09-08"
    assert (appeals.phone, appeals.url, appeals.words) == ("", "https://appeal.example", ())


async def test_topics_keep_their_order_and_name_their_doors(facts: DirectoryFacts) -> None:
    water, family = facts.topics

    assert (water.id, water.council_kind, water.doors) == ("water", CouncilKind.ELDERS, ("112", "appeals"))
    assert water.hint.ru == "Какая улица?"
    assert (family.id, family.council_kind, family.doors) == ("family", CouncilKind.MOTHERS, ())


async def test_helplines_tell_what_they_help_with(facts: DirectoryFacts) -> None:
    centre, police = facts.helplines

    assert centre.phone == "111"
    assert centre.kinds == {CareKind.SELF_HARM, CareKind.VIOLENCE}
    assert centre.hours.en == "around the clock"
    assert police.kinds == {CareKind.VIOLENCE}


async def test_words_of_alarm_count_whether_reviewed_or_not(facts: DirectoryFacts) -> None:
    assert facts.care_patterns == (
        CarePattern(kind=CareKind.SELF_HARM, phrase="не хоч жить!"),
        CarePattern(kind=CareKind.VIOLENCE, phrase="күйеуі/әкесі ұрад"),
    )


async def test_ready_answers_have_a_title_and_a_text_in_every_language(facts: DirectoryFacts) -> None:
    checking = facts.ready_answers[0]

    assert (checking.id, checking.title.kk) == ("checking", "Тексеру")
    assert checking.text.en.format(number="2026-000123", council="The council") == (
        "The council looks into 2026-000123"
    )


async def test_decrees_make_days_off_and_working_days(facts: DirectoryFacts) -> None:
    assert facts.day_exceptions == {date(2026, 5, 8): False, date(2026, 5, 16): True}

    calendar = Directory(facts).working_days

    assert not calendar.is_working(date(2026, 5, 8))
    assert calendar.is_working(date(2026, 5, 16))


@pytest.fixture
async def shipped(sqlite_database: Database) -> Directory:
    await content_of(sqlite_database).load(SHIPPED)
    return Directory(await SqlDirectory(sqlite_database).read())


async def test_the_shipped_topics_are_these_and_ask_for_their_councils(shipped: Directory) -> None:
    kinds = {topic.id: topic.council_kind for topic in shipped.topics}

    assert list(kinds) == ["water", "roads", "playground", "family", "dispute", "aid", "other"]
    assert (kinds.pop(TopicId("family")), kinds.pop(TopicId("dispute"))) == (
        CouncilKind.MOTHERS,
        CouncilKind.MEDIATION,
    )
    assert set(kinds.values()) == {CouncilKind.ELDERS}
    assert all(shipped.door(door) for topic in shipped.topics for door in topic.doors)


async def test_requests_of_the_whole_country_have_a_desk(shipped: Directory) -> None:
    desk = shipped.council(NATIONAL_DESK)

    assert desk is not None
    assert desk.is_one_body


async def test_district_councils_serve_their_district_alone(shipped: Directory) -> None:
    local = {council.id: council.place_id for council in shipped.councils.values() if council.place_id}

    assert local == {
        "elders-keles": "abay-keles-district",
        "elders-uyghur-district": "shonzhy",
        "mothers-uyghur-district": "shonzhy",
    }


async def test_whoever_is_in_danger_finds_somebody_to_call_first(shipped: Directory) -> None:
    phones = {kind: [helpline.phone for helpline in shipped.helplines(kind)] for kind in CareKind}

    assert phones == {
        CareKind.SELF_HARM: ["111", "112"],
        CareKind.VIOLENCE: ["102", "111", "112"],
        CareKind.ETHNIC_THREAT: ["102", "112"],
    }


async def test_shipped_ready_answers_are_filled_in_without_a_rest(shipped: Directory) -> None:
    assert len(shipped.ready_answers) >= 12
    for answer in shipped.ready_answers:
        for text in (answer.text.kk, answer.text.ru, answer.text.en):
            assert "2026-000123" in text.format(number="2026-000123", council="The council")
