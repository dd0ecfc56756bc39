"""A matter that belongs to another door is told so by its words."""

import pytest

from bot.domain.doors import Door, DoorFinder
from tests.domain.shipped_reception import shipped_doors

DOORS = shipped_doors()
FINDER = DoorFinder(DOORS)

MATTERS = {
    "112": [
        "У соседей пожар, горит крыша",
        "В подъезде запах газа",
        "Человек без сознания на остановке",
        "На дороге упал провод, искрит",
        "Үйде өрт шықты",
        "Газ иісі шығып тұр",
        "Оборван провод во дворе, дети рядом",
        "There is a gas leak in our house",
        "Our house is on fire",
    ],
    "111": [
        "Бывший муж не платит алименты",
        "Как оформить опеку над внуком",
        "В школе буллинг",
        "Күйеуім алимент төлемейді",
        "Үйде зорлық-зомбылық",
        "Who gets custody of the children",
    ],
    "1414": [
        "Как получить пособие на ребёнка",
        "Не пришла пенсия",
        "Атаулы әлеуметтік көмек қалай алуға болады",
        "Жәрдемақы неге тоқтады",
        "How do I apply for child benefit",
    ],
    "tazaqazbot": [
        "За селом стихийная свалка",
        "Мусор не вывозят вторую неделю",
        "Ауланы қоқыс басып кетті",
        "Rubbish has not been collected",
    ],
    "109": [
        "Третий день нет воды",
        "Воды нет с утра",
        "Отключили свет на всей улице",
        "Во дворе открытый люк",
        "Не горят фонари на улице Абая",
        "Ямы на дороге",
        "Бродячие собаки у школы",
        "Не чистят снег во дворе",
        "На площадке сломаны качели",
        "Үш күннен бері су жоқ",
        "Көше шамы жанбайды",
        "Жарық сөніп қалды",
        "Құбыр жарылып кетті",
        "Қаңғыбас иттер көп",
        "There is no water in our street",
        "The street lights do not work",
        "A burst pipe floods the yard",
    ],
    "e-otinish": [
        "Хочу подать официальное обращение",
        "Жалоба на акимат, не отвечают на письма",
        "Вымогают взятку за справку",
        "Әкімдікке шағым жазғым келеді",
        "Ресми өтініш қалай беріледі",
        "I want to complain about an official",
    ],
}

OURS = [
    "Спор с соседом о границе участка",
    "Прошу помирить нас с братом",
    "Хотим провести праздник двора",
    "Просим совет аксакалов прийти в школу",
    "Пожарный гидрант перекрасили, стало красиво",
    "Спасибо за помощь пенсионерам",
    "Ағайындар мұраға таласып жүр",
    "Ақсақалдармен кездескім келеді",
    "Көршімен татуласқым келеді",
    "Жиында сөз сөйлегім келеді",
    "My neighbour and I cannot agree about the fence",
    "We ask the elders to come to our school",
]


@pytest.mark.parametrize(
    ("door_id", "matter"), [(door_id, matter) for door_id, matters in MATTERS.items() for matter in matters]
)
def test_a_matter_finds_its_door(door_id: str, matter: str) -> None:
    door = FINDER.find(matter)

    assert door is not None
    assert door.id == door_id


@pytest.mark.parametrize("matter", OURS)
def test_what_is_the_councils_own_finds_no_other_door(matter: str) -> None:
    assert FINDER.find(matter) is None


def test_the_most_urgent_door_comes_first() -> None:
    everything = "Жалоба на акимат: нет воды, мусор, не дают пособие, муж не платит алименты, и у нас пожар"
    without_fire = everything.removesuffix(", и у нас пожар")

    first, second = FINDER.find(everything), FINDER.find(without_fire)

    assert (first and first.id, second and second.id) == ("112", "111")


def test_every_door_is_the_door_of_some_matter() -> None:
    assert [door.id for door in DOORS] == list(MATTERS)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.id)
def test_a_door_can_be_reached_and_says_what_it_is_for(door: Door) -> None:
    assert door.phone or door.url
    for words in (door.name, door.purpose, door.ready_text):
        assert words.kk
        assert words.ru
        assert words.en
    for text in (door.ready_text.kk, door.ready_text.ru, door.ready_text.en):
        assert "нет воды" in text.format(matter="нет воды")
