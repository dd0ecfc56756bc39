"""Whatever citizens and councils write, a request is shown word for word, where Telegram shows it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.councils import CouncilId
from bot.domain.directory import Directory
from bot.domain.doors import DoorId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import DirectoryFacts, PlaceId, RegionCode
from bot.domain.reception.history import Entry, EntryId, Side
from bot.domain.reception.messages import LONGEST_TEXT, MessageId, Piece, PieceKind, Purpose, RequestMessage
from bot.domain.reception.notices import CouncilSpoke
from bot.domain.reception.request import Clock, ReplyWay, Request, RequestId, Rung
from bot.domain.reception.states import Act, RequestState
from bot.domain.topics import TopicId
from bot.services.reception.own import OwnRequest
from handlers.carrying import text_around
from handlers.fitting import LONGEST_CAPTION, LONGEST_MESSAGE, length
from handlers.reception import notice_views
from handlers.reception.own import views
from sandbox.entities.html import HtmlParser
from tests.handlers.events.samples import MORNING, speaking

TODAY = date(2026, 12, 1)

EMPTY = Directory(DirectoryFacts(version=1, places=(), houses=(), schools=(), days=()))

REQUEST = Request(
    id=RequestId(7),
    number="2026-000123",
    citizen_id=PersonId(1),
    language=Language.KAZAKH,
    council_id=CouncilId("elders-abai"),
    region_code=RegionCode("KZ-10"),
    place_id=PlaceId("semey"),
    topic_id=TopicId("roads"),
    care=None,
    state=RequestState.ANSWERED,
    reply_way=ReplyWay.HERE,
    name="",
    phone="",
    consent_version="2026-11",
    owner_id=PersonId(2),
    owner_name="",
    headline="",
    clock=Clock(
        submitted_at=MORNING,
        counted_from=TODAY,
        days_paused=0,
        paused_at=None,
        reaction_due_on=date(2026, 12, 4),
        answer_due_on=date(2026, 12, 23),
        reacted_at=MORNING,
        answered_at=MORNING,
        confirmed_at=None,
    ),
    meeting_at=None,
    close_reason=None,
    door_id=None,
    reason="",
    times_reopened=0,
    rating=None,
    rung=Rung.COORDINATORS,
    version=3,
    stripped_at=None,
)

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["<b>", "</b>", "<a href='tg://user?id=1'>", "&amp;", "&", "{matter}", "{", "%s", "\u202e"]
        ),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    ),
    max_size=12,
).map("".join)


def message(text: str, purpose: Purpose, number: int = 1) -> RequestMessage:
    return RequestMessage(
        id=MessageId(number),
        request_id=REQUEST.id,
        purpose=purpose,
        person_id=PersonId(1),
        piece=Piece(kind=PieceKind.TEXT, text=text),
        at=datetime(2026, 12, 1, 6, 0, tzinfo=UTC),
        delivery=None,
    )


def entry(number: int, act: Act) -> Entry:
    details = {"from": "elders-abai", "to": "elders-astana", "reason": "<" * 500, "why": "solved"}
    return Entry(
        id=EntryId(number),
        request_id=REQUEST.id,
        at=MORNING,
        side=Side.COUNCIL,
        person_id=None,
        act=act,
        state=REQUEST.state,
        details=details,
    )


def read(html: str) -> str:
    text, _spans = HtmlParser(html).parse()
    return text


@settings(max_examples=200)
@given(words=HOSTILE, headline=HOSTILE, reason=HOSTILE)
@example(words="𝕬" * LONGEST_TEXT, headline="&" * 80, reason="<" * 500)
def test_hostile_words_stand_on_the_page_as_words(words: str, headline: str, reason: str) -> None:
    request = replace(
        REQUEST, headline=headline[:80], state=RequestState.REDIRECTED, door_id=DoorId("109"), reason=reason
    )
    messages = [message(words, purpose, number) for number, purpose in enumerate(Purpose, start=1)]
    history = [entry(number, act) for number, act in enumerate(Act, start=1)]

    with speaking():
        page = views.page.page(OwnRequest(request=request, messages=messages, history=history), EMPTY, TODAY)

    assert length(page.text) <= LONGEST_MESSAGE
    assert words[:200].strip() in read(page.text)
    assert headline[:80].strip() in read(page.text)


@settings(max_examples=200)
@given(words=HOSTILE, kind=st.sampled_from([PieceKind.TEXT, PieceKind.PHOTO]))
@example(words="𝕬" * LONGEST_TEXT, kind=PieceKind.TEXT)
def test_the_councils_words_fit_under_their_heading(words: str, kind: PieceKind) -> None:
    said = message(words, Purpose.ANSWER)
    spoke = CouncilSpoke(request=REQUEST, message=replace(said, piece=replace(said.piece, kind=kind)))

    with speaking():
        text = text_around(spoke.message.piece, lambda shown: notice_views.around(spoke, EMPTY, shown))

    assert length(text) <= (LONGEST_MESSAGE if kind is PieceKind.TEXT else LONGEST_CAPTION)
    assert words[:200].strip() in read(text)


@settings(max_examples=100)
@given(texts=st.lists(HOSTILE, min_size=1, max_size=6))
@example(texts=["𝕬" * LONGEST_TEXT, "b" * LONGEST_TEXT])
def test_turning_the_pages_gives_every_word_that_was_said(texts: list[str]) -> None:
    messages = [message(text, Purpose.ADDITION, number) for number, text in enumerate(texts, start=1)]

    shown, number = [], 0
    with speaking():
        while True:
            screen = views.words_said.in_full(REQUEST, messages, number)
            shown.append(read(screen.text))
            assert screen.keyboard is not None
            labels = [button.text for row in screen.keyboard.inline_keyboard for button in row]
            if "Next →" not in labels:
                break
            number += 1

    assert all(len(text.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE for text in shown)
    together = "".join(shown)
    for letter in ("𝕬", "b"):
        assert together.count(letter) >= sum(text.count(letter) for text in texts)
