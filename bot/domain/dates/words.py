"""The words of dates and times in Kazakh, Russian and English, as tables."""

from enum import IntEnum

BACK_CASES = ("", "да", "та", "дан", "тан", "ға", "қа", "ның", "дың", "тың", "дағы", "тағы")
BACK_LOCATIVE = ("да", "та", "дағы", "тағы")
FRONT_CASES = ("", "де", "те", "ден", "тен", "ге", "ке", "нің", "дің", "тің", "дегі", "тегі")
FRONT_LOCATIVE = ("де", "те", "дегі", "тегі")
"""Kazakh endings follow the last vowel of the stem, which is a front one or not."""

FRONT_VOWELS = "әеіөү"
BACK_VOWELS = "аоұыу"
KAZAKH_RECURRING = ("лері", "лары", "лерде", "ларда")


class Unit(IntEnum):
    """A stretch of days that has a name."""

    WEEKEND = 1
    WEEK = 2
    MONTH = 3


class DayPart(IntEnum):
    """The part of the day that tells 7 in the morning from 7 in the evening."""

    MORNING = 1
    MIDDAY = 2
    EVENING = 3
    NIGHT = 4
    BEFORE_NOON = 5
    AFTER_NOON = 6


KAZAKH_WEEKDAYS = ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі")
"""Monday first, like the three tables below; they take the Kazakh cases."""

WEEKDAYS = (
    "понедельник понедельника понедельнику monday",
    "вторник вторника вторнику tuesday",
    "среду wednesday",
    "четверг четверга четвергу thursday",
    "пятница пятницы пятницу пятнице friday",
    "суббота субботы субботу субботе saturday",
    "воскресенье воскресенья воскресенью воскресение sunday",
)
WEAK_WEEKDAYS = (
    "пн дс mon",
    "вт сс tue tues",
    "среда среды ср wed",
    "чт бс thu thur thurs",
    "пт жм fri",
    "сб сн sat",
    "вс жс sun",
)
"""Words that mean something else as well (`языковая среда`), and short forms."""

RECURRING = (
    "понедельникам вторникам средам четвергам пятницам субботам воскресеньям "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "every each каждый каждая каждую каждое каждые сайын"
)
"""Every Saturday is not one Saturday."""

KAZAKH_MONTHS = (
    *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"),
    *("шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
)
"""January first, like the three tables below; they take the Kazakh cases."""

MONTHS = (
    "январь января january",
    "февраль февраля february",
    "март марта march",
    "апрель апреля april",
    "май мая may",
    "июнь июня june",
    "июль июля july",
    "август августа august",
    "сентябрь сентября september",
    "октябрь октября october",
    "ноябрь ноября november",
    "декабрь декабря december",
)
LOCATIVE_MONTHS = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
WEAK_MONTHS = (
    "янв қаң jan",
    "фев февр ақп feb",
    "мар нау наурыз mar",
    "апр сәу apr",
    "мам",
    "июн мау jun",
    "июл шіл jul",
    "авг там aug",
    "сен сент қыр sep sept",
    "окт қаз oct",
    "нояб ноя қар nov",
    "дек жел dec",
)
"""Short forms, and Наурыз, which is a holiday too: months only beside the number of a day."""

MONTH_NOUNS = "айы айында айының айындағы"
"""After the name of a month: `желтоқсан айында`."""

RELATIVE_DAYS = {
    -1: "вчера вчерашний кеше кешегі yesterday",
    0: "сегодня сегодняшний бүгін бүгінге бүгінгі today todays tonight",
    1: "завтра завтрашний ертең ертеңге ертеңгі tomorrow tomorrows tommorow tmrw",
    2: "послезавтра бүрсігүні бүрсүгүні бүрсігүнге",
}
RELATIVE_DAY_PHRASES = {2: ("day after tomorrow", "арғы күні", "после завтра", "ертеңнен кейін")}

UNITS = {
    Unit.WEEKEND: "выходные выходных выходным выходной уикенд weekend weekends демалыс",
    Unit.WEEK: "неделя недели неделе неделю week апта аптада аптаның аптаға аптадағы",
    Unit.MONTH: "месяц месяца месяце month ай айда айдың айға айдағы",
}
CLEAR_UNITS = {Unit.WEEKEND: "демалыста демалыстарда демалысқа"}
"""Weekends in one word; `демалыс` alone is any rest."""

CLEAR_UNIT_PHRASES = {
    Unit.WEEKEND: ("демалыс күндері", "демалыс күндерінде", "демалыс күні", "выходные дни", "week end"),
    Unit.WEEK: (
        *("до конца недели", "апта соңына дейін", "апта аяғына дейін"),
        *("until the end of the week", "rest of the week", "by the end of the week"),
    ),
    Unit.MONTH: (
        *("до конца месяца", "ай соңына дейін", "ай аяғына дейін"),
        *("until the end of the month", "rest of the month", "by the end of the month"),
    ),
}
THIS = (
    "this coming current этот эта эту эти этой этом этих ближайший ближайшая ближайшую ближайшее ближайшие "
    "ближайших ближайшей текущий текущей текущую текущем осы бұл алдағы"
)
NEXT = (
    "next following следующий следующая следующую следующее следующие следующих следующей следующем "
    "будущий будущую будущее будущей будущем келесі келер"
)
FROM = "с со from"
UNTIL = "по до to till til until through thru"
UNTIL_BEHIND = "дейін шейін"
"""Stands behind its day: `жұмаға дейін`."""

AND = "и and және мен пен бен"
IN = "в во на к in on at the for by"
OF = "of"
DAY_NOUNS = "күні күнгі күніне күнінде күн день"
"""After the name of a day: `сенбі күні`."""

DATE_NOUNS = "число числа"
ORDINAL_ENDINGS = (
    "го ого ое е й ый ому му th st nd rd "
    "і и сі си ы сы ші ши шы інші ншы нші інде инде ында сінде синде сында"
)
NUMBER_CASES = (
    "де да те та ге ға га ке қа ка ден дан тен тан нен нан не на "
    "інен ынан инен іне ына ине сінен сынан сіне сына"
)
"""Both stand right behind the figures or after a hyphen: `25-го`, `25th`, `18-де`, `5-інен`."""

YEAR_NOUNS = "г год года году ж жыл жылы жылғы жылдың year"

DISTANCES = "через спустя назад ago кейін соң бұрын weeks days months"
"""Counted from today: `через 3 дня`, `2 аптадан кейін`, `in two weeks`."""

KAZAKH_NUMBERS = ("бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он")
"""One first."""

DISTANCE_SPELLINGS = "күннен кейін күн бұрын"
"""Words of distances as dateparser knows them; people type them with Russian letters too."""

HOUR_NOUNS = "час часа часов ч сағат сағатта сағаттан сағ hour hours oclock hrs h"
MINUTE_NOUNS = "минут минуты минута мин минутта minutes minute"
NOON = "полдень noon midday талтүсте"
DAY_PARTS = {
    DayPart.MORNING: "утра утром таңғы таңертең таңертеңгі таңертеңгілік morning",
    DayPart.MIDDAY: "дня днем түскі түсте түс afternoon",
    DayPart.EVENING: "вечера вечером кешкі кешке кеш evening",
    DayPart.NIGHT: "ночи ночью түнгі түнде night",
    DayPart.BEFORE_NOON: "am",
    DayPart.AFTER_NOON: "pm",
}
DAY_PART_PHRASES = {DayPart.MIDDAY: ("түстен кейін", "түстен кейінгі", "после обеда")}

SCHOOL = "school schools schooling"
"""A Sunday school is not a Sunday."""

FRAMING = (
    "что чего будет есть ли то где когда какие какой какое какая мероприятия мероприятие мероприятий события "
    "событие событий куда сходить пойти покажи покажите показать расскажи расскажите у вас нас мне вы а ну "
    "можно происходит проходит проходят пройдет пройдут состоится идет планируется запланировано "
    "интересного нового скажите подскажите привет здравствуйте пожалуйста добрый весь всю начало начнется "
    "начинается не бар ма ме ба бе қандай қай іс шара шаралар шарасы шаралары оқиға оқиғалар болады бола "
    "болып жатыр қайда баруға барсам көрсет көрсетіңіз айтыңыз айтшы сәлем сәлеметсіз өтеді өтетін "
    "өткізіледі басталады басталуы "
    "what whats is are will be happening happens going events event there any anything something show me hi "
    "hello do you have tell about which where can i go please things whole all starts start begins beginning"
)
"""Words around a date that ask for it and name nothing themselves."""

NOT_TYPOS = (
    "завтрак завтраки четверо субботник субботней субботне augusta mondaq sundae "
    "кеңесі келеді кешені аймағы аймағында"
)
"""Words of their own that are one letter away from a word above."""
