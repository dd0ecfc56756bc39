"""A small folder of facts that keeps every rule, and ways to break it."""

from datetime import UTC, datetime
from pathlib import Path

from bot.services.content import Content
from storage.content import SqlContentStore
from storage.database import Database

SHIPPED = Path(__file__).parents[2] / "content"

LOADED_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)

FILES = {
    "places.csv": """\
id,kind,name_kk,name_ru,name_en,variants,region_code,latitude,longitude,population,source
region-kostanay,region,Қостанай облысы,Костанайская область,Kostanay Region,,KZ-39,53.21435,63.62463,,handbook
almaty,city_republican,Алматы,Алматы,Almaty,Алма-Ата; Верный,KZ-75,43.25,76.91667,1977011,handbook
""",
    "houses.csv": """\
id,name_kk,name_ru,name_en,level,region_code,locality_ru,locality_kk,locality_en,address_ru,address_kk,phone,\
website,latitude,longitude,coordinate_precision,opening_hours,source_url,source_date,verified,other_sources,notes
almaty,Алматы Достық үйі,Дом дружбы Алматы,House of Almaty,regional,KZ-75,Алматы,Алматы,Almaty,\
"улица Абая, 1",,+7 727 123 45 67,\
https://house.example,43.244,76.95,building,Mo-Fr 09:00-18:00,seed:001,2025-09,yes,\
https://one.example ; https://two.example/a;b,Open
kostanay,Қостанай Достық үйі,Дом дружбы Костаная,House of Kostanay,regional,KZ-39,Костанай,Қостанай,Kostanay,\
,,,,53.2,63.6,city,,https://page.example,2018,partial,,Closed
""",
    "schools.csv": """\
id,name_ru,name_kk,name_en,house_id,region_code,locality_en,locality_ru,locality_kk,languages,run_by,address_ru,\
schedule_ru,schedule_kk,schedule_en,source_url,source_date,kind,notes
tatar,Татарская школа,Татар мектебі,Tatar school,almaty,KZ-75,Almaty,Алматы,Алматы,tt;ba,Centre,,\
"по воскресеньям, 11:00–15:00","жексенбіде, 11:00–15:00","Sundays, 11:00–15:00",https://page.example,2019-09-09,sunday_school,
polish,Польские курсы,Поляк курстары,Polish classes,,KZ-39,Kostanay,Костанай,Қостанай,pl,,,\
,,,https://page.example,,language_classes,
""",
    "councils.csv": """\
id,kind,name_ru,name_kk,name_en,region_code,place_id,contact,address_ru,reception_hours,source_url,source_date,\
evidence,house_id,notes
elders-republic,elders,Советы аксакалов,Ақсақалдар кеңестері,Elders’ councils,KZ,,,,,seed:000,2024,count,,
elders-almaty,elders,Совет аксакалов Алматы,Алматы ақсақалдар кеңесі,Elders of Almaty,KZ-75,almaty,\
,,We 10:00-12:00,https://page.example,,named,almaty,
""",
    "calendar.csv": """\
id,name_kk,name_ru,name_en,month_day,rule_kk,rule_ru,rule_en,what_kk,what_ru,what_en,source_url,source_date
gratitude,Алғыс айту күні,День благодарности,Day of Gratitude,03-01,Жыл сайын 1 наурызда,Каждый год 1 марта,\
Every year on 1 March,Рахмет айту,Благодарность,"Thanks, given",https://page.example,2023-07
session,Сессия,Сессия,Session,,жылына бір рет,раз в год,once a year,Жиналыс,Собрание,Meeting,seed:001,
""",
    "doors.csv": """\
id,name_kk,name_ru,name_en,purpose_kk,purpose_ru,purpose_en,phone,url,ready_text_kk,ready_text_ru,ready_text_en,\
words,source_url,source_date
112,Шұғыл көмек,Экстренная помощь,Emergency,Өрт,Пожар,A fire,112,,Өрт: {matter},Пожар: {matter},\
Fire: {matter},пожар!/пожара!; үй өрт,https://page.example,2021-09-08
appeals,Өтініш,Обращение,Appeal,Ресми,Официально,Formally,,https://appeal.example,{matter},{matter},{matter},,\
https://page.example,
""",
    "topics.csv": """\
id,name_kk,name_ru,name_en,hint_kk,hint_ru,hint_en,council_kind,doors
water,Су,Вода,Water,Қай көше?,Какая улица?,Which street?,elders,112;appeals
family,Отбасы,Семья,Family,Не болды?,Что случилось?,What happened?,mothers,
""",
    "helplines.csv": """\
id,phone,name_kk,name_ru,name_en,hours_kk,hours_ru,hours_en,kinds,source_url,source_date
111,111,Байланыс орталығы,Контакт-центр,Contact centre,тәулік бойы,круглосуточно,around the clock,\
self_harm;violence,https://page.example,2023-10-16
102,102,Полиция,Полиция,Police,тәулік бойы,круглосуточно,around the clock,violence,https://page.example,
""",
    "care_words.csv": """\
id,kind,language,pattern,reviewed
alone,self_harm,ru,не хоч жить!,no
beaten,violence,kk,күйеуі/әкесі ұрад,yes
""",
    "ready_answers.csv": """\
id,title_kk,title_ru,title_en,text_kk,text_ru,text_en
checking,Тексеру,Проверка,Checking,№ {number} тексеріледі,Проверяем № {number},{council} looks into {number}
solved,Шешілді,Решено,Solved,Шешілді,Решено,Solved
""",
    "days_off.csv": """\
date,kind,name_kk,name_ru,name_en,source_url,source_date
2026-05-08,day_off,Көшірілген демалыс,Перенос выходного,Moved day off,https://page.example,2026-01
2026-05-16,working,Жұмыс күні,Рабочий день,Working day,https://page.example,2026-01
""",
    "facts.yaml": """\
# Facts about the Assembly of People of Kazakhstan and the answers to common questions, in English.
# Every figure has its year and its source; where sources differ, each is kept. README.md explains the file.

as_of: March 2026

proper_names:
  house:
    kk: Достық үйі
    ru: Дом дружбы
    en: House of Friendship

status_2026:
  summary_en: Announced.
  certainty: sourced
  naming_advice: Keep the name.
  timeline:
  - date: '2026-01-20'
    event: Proposed.
    source: https://page.example
  not_found:
  - the law

faq:
- topic: members
  q: How many members?
  a: '583'
  conflicts:
  - value: 526
    year: 2022
    source: seed:003
  sources:
  - seed:000
- topic: first_house
  q: Which house was the first?
  a: The one in Oskemen.
  note: Opened in 1992.
  sources:
  - https://page.example
""",
}


TABLE_NAMES = tuple(name for name in FILES if name.endswith(".csv"))


def write_sample(folder: Path) -> Path:
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogatepass"))


def read_all(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def content_of(database: Database) -> Content:
    return Content(SqlContentStore(database), clock=lambda: LOADED_AT)
