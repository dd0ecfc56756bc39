"""The files of the reception, column by column, in the order in which one may refer to another."""

from enum import StrEnum

from bot.domain.care import CareKind
from bot.domain.content import Column, Kind, Sheet
from bot.domain.content_columns import BUTTON_LENGTH, ID, NAMES, SOURCE, SOURCE_DATE, in_three_languages
from bot.domain.councils import CouncilKind
from bot.domain.language import Language


class Reviewed(StrEnum):
    """Whether people who answer for it have read a rule; the bot goes by all of them."""

    YES = "yes"
    NO = "no"


class DayKind(StrEnum):
    """What a decree makes of a day."""

    DAY_OFF = "day_off"
    WORKING = "working"


DOORS = Sheet(
    file_name="doors.csv",
    table="doors",
    columns=(
        ID,
        *NAMES,
        *in_three_languages("purpose"),
        Column("phone", Kind.PHONE),
        Column("url", Kind.WEB_ADDRESS),
        *in_three_languages("ready_text", Kind.TEMPLATE, placeholders=("matter",)),
        Column("words", Kind.PHRASES),
        SOURCE,
        SOURCE_DATE,
    ),
)

TOPICS = Sheet(
    file_name="topics.csv",
    table="request_topics",
    columns=(
        ID,
        *in_three_languages("name", longest=BUTTON_LENGTH),
        *in_three_languages("hint"),
        Column("council_kind", Kind.CHOICE, required=True, choices=CouncilKind),
        Column("doors", Kind.SLUGS),
    ),
)

HELPLINES = Sheet(
    file_name="helplines.csv",
    table="helplines",
    columns=(
        ID,
        Column("phone", Kind.PHONE, required=True),
        *NAMES,
        *in_three_languages("hours"),
        Column("kinds", Kind.CHOICES, required=True, choices=CareKind),
        SOURCE,
        SOURCE_DATE,
    ),
)

CARE_WORDS = Sheet(
    file_name="care_words.csv",
    table="care_words",
    columns=(
        ID,
        Column("kind", Kind.CHOICE, required=True, choices=CareKind),
        Column("language", Kind.CHOICE, required=True, choices=Language),
        Column("pattern", Kind.PHRASE, required=True),
        Column("reviewed", Kind.CHOICE, required=True, choices=Reviewed),
    ),
)

READY_ANSWERS = Sheet(
    file_name="ready_answers.csv",
    table="ready_answers",
    columns=(
        ID,
        *in_three_languages("title", longest=BUTTON_LENGTH),
        *in_three_languages("text", Kind.TEMPLATE, placeholders=("number", "council")),
    ),
)

DAYS_OFF = Sheet(
    file_name="days_off.csv",
    table="days_off",
    columns=(
        Column("date", Kind.DAY, required=True),
        Column("kind", Kind.CHOICE, required=True, choices=DayKind),
        *NAMES,
        SOURCE,
        SOURCE_DATE,
    ),
    key="date",
)
