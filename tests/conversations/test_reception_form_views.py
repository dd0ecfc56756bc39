"""Hostile names and texts arrive intact and harmless on every screen that shows them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from aiogram.utils.i18n import I18n
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.councils import NATIONAL_DESK
from bot.domain.directory import Directory
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import LONGEST_TEXT, MOST_PIECES, Piece, PieceKind
from bot.domain.reception.request import Clock, ReplyWay, Request, RequestId, Rung
from bot.domain.reception.rules import ReceptionRules
from bot.domain.reception.states import RequestState
from bot.domain.topics import TopicId
from bot.services.reception.drafting import Preview
from handlers.reception.form import views
from handlers.reception.form.views import words
from handlers.screens import Screen
from handlers.words import create_i18n
from sandbox.entities.html import HtmlParser
from storage.database import open_database
from storage.places import SqlDirectory

NOW = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)

LONGEST_MESSAGE = 4096

LONGEST_COPY = 256

LONGEST_CALLBACK = 64

LONGEST_LABEL = 64

HARMLESS_KINDS = frozenset({"bold", "code", "blockquote", "expandable_blockquote"})
"""Formatting that the screens themselves use; a link, or a mention, could only come from somebody's words."""

TRICKS = (
    *("", "<b>", "</b>", "</blockquote>", "<a href='tg://user?id=1'>x</a>", "<script>", "&lt;b&gt;", "&amp;"),
    *(
        "&#60;",
        "&",
        "<",
        ">",
        "{",
        "}",
        "{name}",
        "{0}",
        "{matter}",
        "%s",
        "%(x)s",
        "\x00",
        "\u200b",
        "\u200d",
    ),
    *(
        "\u202e",
        "\u2066",
        "\ufeff",
        "\r\n",
        "\t",
        "🙂",
        "👨\u200d👩\u200d👧",
        "𝕏",
        "اَلْعَرَبِيَّةُ",
        "Ә",
        "`",
        "*",
        "_",
    ),
    *("||", "=HYPERLINK()", "'", '"', "\\", "@all", "/start"),
)

hostile = st.tuples(
    st.text(min_size=1, max_size=20), st.lists(st.sampled_from(TRICKS), min_size=5, max_size=5)
)
"""A text, and what it is put between: several names and texts in one, since drawing takes the time."""


def four_of(drawn: tuple[str, list[str]]) -> list[str]:
    text, tricks = drawn
    return [f"{before}{text}{after}" for before, after in pairwise(tricks)]


@pytest.fixture(scope="module", params=list(Language))
def speaking(request: pytest.FixtureRequest) -> Iterator[None]:
    i18n: I18n = create_i18n()
    with i18n.context(), i18n.use_locale(request.param):
        yield


@pytest.fixture
async def directory(shipped_facts: Path) -> Directory:
    database = await open_database(f"sqlite:///{shipped_facts}")
    try:
        return Directory(await SqlDirectory(database).read())
    finally:
        await database.close()


CLOCK = Clock(
    submitted_at=NOW,
    counted_from=NOW.date(),
    days_paused=0,
    paused_at=None,
    reaction_due_on=date(2026, 12, 4),
    answer_due_on=date(2026, 12, 23),
    reacted_at=None,
    answered_at=None,
    confirmed_at=None,
)


def drafted(text: str, name: str) -> RequestDraft:
    return RequestDraft(
        key="1",
        begun_at=NOW,
        place_id=PlaceId("semey"),
        topic_id=TopicId("water"),
        pieces=(Piece(kind=PieceKind.TEXT, text=text),),
        reply_way=ReplyWay.PHONE,
        phone=f"+7{text[:20]}",
        name=name,
    )


def checked(draft: RequestDraft, directory: Directory, rules: ReceptionRules) -> Screen:
    preview = Preview(draft=draft, council_id=NATIONAL_DESK, clock=CLOCK, similar=(), doors=(), care=None)
    return views.checking.check(preview, directory, rules)


def sent(name: str) -> Request:
    return Request(
        id=RequestId(1),
        number="2026-000001",
        citizen_id=PersonId(1),
        language=Language.RUSSIAN,
        council_id=NATIONAL_DESK,
        region_code=RegionCode("KZ-10"),
        place_id=PlaceId("semey"),
        topic_id=TopicId("water"),
        care=None,
        state=RequestState.SUBMITTED,
        reply_way=ReplyWay.HERE,
        name=name,
        phone="",
        consent_version="1",
        owner_id=None,
        owner_name="",
        headline="",
        clock=CLOCK,
        meeting_at=None,
        close_reason=None,
        door_id=None,
        reason="",
        times_reopened=0,
        rating=None,
        rung=Rung.COORDINATORS,
        version=1,
        stripped_at=None,
    )


def read(screen: Screen) -> str:
    """Give what a person reads; raises where Telegram would refuse the HTML."""
    text, spans = HtmlParser(screen.text).parse()
    assert {span.kind for span in spans} <= HARMLESS_KINDS
    assert words.length(text) <= LONGEST_MESSAGE
    return text


def check_buttons(screen: Screen) -> None:
    assert screen.keyboard is not None
    for row in screen.keyboard.inline_keyboard:
        for button in row:
            assert 1 <= words.length(button.text) <= LONGEST_LABEL
            assert len((button.callback_data or "").encode()) <= LONGEST_CALLBACK


@settings(max_examples=850, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=hostile)
@pytest.mark.usefixtures("speaking")
def test_words_and_names_stand_on_the_screens_as_they_were_written(
    directory: Directory, drawn: tuple[str, list[str]]
) -> None:
    written = four_of(drawn)
    rules = ReceptionRules(operator=written[0])
    for text, name in zip(written, reversed(written), strict=True):
        draft = drafted(text, name)

        check = read(checked(draft, directory, rules))

        for shown in (text, name, draft.phone):
            assert shown in check
    assert views.receipt.receipt(sent(written[0]), directory, rules) == views.receipt.receipt(
        sent(""), directory, rules
    )


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=hostile)
@pytest.mark.usefixtures("speaking")
def test_every_other_screen_and_button_bears_whatever_is_written(
    directory: Directory, drawn: tuple[str, list[str]]
) -> None:
    for text in four_of(drawn):
        draft = drafted(text, text)
        for screen in (
            views.matter.received(draft, directory, "note"),
            views.starts.begun_before(draft, directory, ""),
            views.doors.doors(directory.doors[:3], draft),
            views.places.place(draft, None, directory, ReceptionRules(), views.places.not_found(text)),
            views.names.name(draft, text),
        ):
            read(screen)
            check_buttons(screen)
        assert text in read(views.matter.received(draft, directory))
        assert text in read(views.starts.begun_before(draft, directory, ""))
        for door in directory.doors:
            ready = views.doors.ready_text(door, draft.text)
            assert 1 <= words.length(ready) <= LONGEST_COPY
            assert "{matter}" not in ready.replace(text.strip(), "")


@pytest.mark.usefixtures("speaking")
def test_the_longest_answers_fit_into_one_message(directory: Directory) -> None:
    longest = "🙂" * LONGEST_TEXT
    files = [Piece(kind=kind, text="&" * LONGEST_TEXT, file_id="f") for kind in PieceKind]
    draft = replace(
        drafted(longest, "𝕏" * 129),
        pieces=(*files, *[Piece(kind=PieceKind.TEXT, text=longest)] * (MOST_PIECES - len(files))),
        phone="+77011234567",
    )

    read(checked(draft, directory, ReceptionRules(operator="ЖШС " * 40)))
    read(views.matter.received(draft, directory, "x" * 200))
    read(views.starts.begun_before(draft, directory, ""))
    read(views.doors.doors(directory.doors, draft))
    for topic in directory.topics:
        read(views.matter.matter(replace(draft, pieces=(), topic_id=topic.id), directory))
