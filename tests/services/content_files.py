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
id,kind,name_ru,name_kk,name_en,region_code,contact,address_ru,reception_hours,source_url,source_date,evidence,\
house_id,notes
elders,elders,Советы аксакалов,Ақсақалдар кеңестері,Elders’ councils,KZ,,,,seed:000,2024,count,,
elders-almaty,elders,Совет аксакалов Алматы,Алматы ақсақалдар кеңесі,Elders of Almaty,KZ-75,,,We 10:00-12:00,\
https://page.example,,named,almaty,
""",
    "calendar.csv": """\
id,name_kk,name_ru,name_en,month_day,rule_kk,rule_ru,rule_en,what_kk,what_ru,what_en,source_url,source_date
gratitude,Алғыс айту күні,День благодарности,Day of Gratitude,03-01,Жыл сайын 1 наурызда,Каждый год 1 марта,\
Every year on 1 March,Рахмет айту,Благодарность,"Thanks, given",https://page.example,2023-07
session,Сессия,Сессия,Session,,жылына бір рет,раз в год,once a year,Жиналыс,Собрание,Meeting,seed:001,
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
