"""Every screen of the reception, for citizens and for councils, with the longest that people may write."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, product

from bot.domain.care import CareKind
from bot.domain.directory import Directory
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.desk import DeskList, DeskSummary
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.errors import (
    DraftIncomplete,
    GroupNotYours,
    NobodyThere,
    NotAllowed,
    NotNow,
    PersonalDataGone,
    RequestUnknown,
    TakenByAnother,
    TextTooLong,
    TooLateToReopen,
    TooManyOpen,
    TooManyPieces,
    TooManyToday,
)
from bot.domain.reception.figures import DoorFigures, FiguresScope, MonthFigures
from bot.domain.reception.groups import ShownCard
from bot.domain.reception.history import Entry, EntryId, Side
from bot.domain.reception.messages import (
    LONGEST_TEXT,
    Delivery,
    MessageId,
    Piece,
    PieceKind,
    Purpose,
    RequestMessage,
)
from bot.domain.reception.notices import (
    CitizenSaid,
    CouncilSpoke,
    DeskDigest,
    FollowedNews,
    NotDelivered,
    RequestNews,
    RequestOpened,
)
from bot.domain.reception.policy import Standing
from bot.domain.reception.request import (
    LONGEST_HEADLINE,
    LONGEST_REASON,
    Clock,
    CloseReason,
    ReplyWay,
    Request,
    RequestId,
    Rung,
)
from bot.domain.reception.rules import CONSENT_VERSION, ReceptionRules
from bot.domain.reception.states import Act, RequestState
from bot.domain.roles import COUNTRY, Grant, GrantId, Role
from bot.services.reception.coordinating import SeenCard
from bot.services.reception.desks import CouncilDesk
from bot.services.reception.figures import ScopeFigures
from bot.services.reception.own import MyRequests, OwnRequest
from handlers.carrying import text_around
from handlers.coordination import notice_views as council_notices
from handlers.coordination import refusal_views
from handlers.coordination.acts.meetings import NoMoment, WhyNot
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import choices, colleagues, confirming, done, questions, ready
from handlers.coordination.callbacks import DeskListShown
from handlers.coordination.desk.views import acts, answers, card, home, lists, opened
from handlers.coordination.figures.views import screens as figures
from handlers.coordination.groups import views as groups
from handlers.navigation import Rows, keyboard
from handlers.reception import news_views, notice_views
from handlers.reception import views as reception
from handlers.reception.form import views as form
from handlers.reception.own import views as own
from handlers.screens import Screen

NUMBER = "2026-000123"

NAME = "Ұ" * 100

WORDS = ("🙂" * LONGEST_TEXT, "<" * LONGEST_TEXT, "ә")

REFUSALS = (
    RequestUnknown(),
    NotAllowed(),
    *(NotNow(state, Act.ADD) for state in RequestState),
    TakenByAnother(NAME),
    TakenByAnother(""),
    TooManyOpen(1000),
    DraftIncomplete(),
    TooLateToReopen(),
    PersonalDataGone(),
    TextTooLong(1096),
    TooManyPieces(),
    NobodyThere(),
    GroupNotYours(),
)

PERSONS_NAMES = {NAME, "Ұ" * 40}


def refusals(now: datetime) -> Iterator[str]:
    """Give what is said in an alert when an act is refused."""
    for refused in (*REFUSALS, TooManyToday(1000, now + timedelta(hours=23))):
        yield reception.refusal(refused)
        yield refusal_views.refusal(refused)


def reception_screens(directory: Directory, now: datetime) -> Iterator[Screen]:
    """Give the screens of the form, of own requests, of the desk, its acts, groups, figures and notices."""
    yield from _form(directory, now)
    for request in _requests(directory, now):
        yield from _own(request, directory, now)
        yield from _desk(request, directory, now)
        if request.state in {RequestState.SUBMITTED, RequestState.REOPENED}:
            yield from _acts(request, directory, now)
    yield from _councils(directory, now)
    yield from _figures(directory)


def _requests(directory: Directory, now: datetime) -> Iterator[Request]:
    """Give a request in every state, and one that is as short as it can be."""
    council = max(directory.councils.values(), key=lambda one: len(one.name.kk + one.name.ru))
    topic = max(directory.topics, key=lambda one: len(one.name.kk))
    clock = Clock(
        submitted_at=now,
        counted_from=now.date(),
        days_paused=0,
        paused_at=None,
        reaction_due_on=now.date(),
        answer_due_on=now.date() - timedelta(days=1),
        reacted_at=None,
        answered_at=None,
        confirmed_at=None,
    )
    full = Request(
        id=RequestId(2**31 - 1),
        number=NUMBER,
        citizen_id=PersonId(2**31 - 1),
        language=Language.KAZAKH,
        council_id=council.id,
        region_code=council.region_code,
        place_id=max(directory.places, key=len),
        topic_id=topic.id,
        care=CareKind.SELF_HARM,
        state=RequestState.SUBMITTED,
        reply_way=ReplyWay.PHONE,
        name=NAME,
        phone="+77010000000",
        consent_version=CONSENT_VERSION,
        owner_id=PersonId(2),
        owner_name=NAME,
        headline="W" * LONGEST_HEADLINE,
        clock=clock,
        meeting_at=now + timedelta(days=300),
        close_reason=CloseReason.NO_MATTER,
        door_id=max(directory.doors, key=lambda door: len(door.name.ru)).id,
        reason="&" * LONGEST_REASON,
        times_reopened=9,
        rating=5,
        rung=Rung.COUNTRY,
        version=1,
        stripped_at=None,
    )
    for state in RequestState:
        paused_at = now if state is RequestState.WAITING_FOR_CITIZEN else None
        yield replace(full, state=state, clock=replace(clock, paused_at=paused_at))
    yield replace(full, owner_id=None, owner_name="", headline="", care=None, reason="", name="", phone="")
    yield replace(full, state=RequestState.CONFIRMED, stripped_at=now, name="", phone="")


def _messages(request: Request, now: datetime) -> list[RequestMessage]:
    kinds = (PieceKind.TEXT, PieceKind.PHOTO)
    return [
        RequestMessage(
            id=MessageId(number),
            request_id=request.id,
            purpose=purpose,
            person_id=PersonId(1),
            piece=Piece(kind=kind, text=words, file_id="" if kind is PieceKind.TEXT else "a-file"),
            at=now + timedelta(minutes=number),
            delivery=Delivery.UNCERTAIN if purpose is Purpose.ANSWER else None,
        )
        for number, (purpose, kind, words) in enumerate(
            (purpose, kind, words)
            for (purpose, kind), words in zip(product(Purpose, kinds), cycle(WORDS), strict=False)
        )
    ]


def _history(request: Request, now: datetime) -> list[Entry]:
    details = {
        "to": request.council_id,
        "from": request.council_id,
        "reason": request.reason,
        "door": request.door_id or "",
        "why": CloseReason.NO_MATTER.value,
        "rung": "country",
    }
    return [
        Entry(
            id=EntryId(number),
            request_id=request.id,
            at=now,
            side=Side.COUNCIL,
            person_id=PersonId(2),
            act=act,
            state=request.state,
            details=details | ({"to": NAME} if act is Act.HAND else {}),
        )
        for number, act in enumerate((None, *Act))
    ]


def _form(directory: Directory, now: datetime) -> Iterator[Screen]:
    rules = ReceptionRules(operator="Ұ" * 200)
    place = directory.places[max(directory.places, key=len)]
    for words in WORDS:
        draft = RequestDraft(
            key="k" * 20,
            begun_at=now,
            place_id=place.id,
            topic_id=directory.topics[0].id,
            pieces=(Piece(kind=PieceKind.TEXT, text=words),) * 10,
            reply_way=ReplyWay.PHONE,
            phone="+77010000000",
            name=NAME,
        )
        yield form.matter.matter(draft, directory)
        yield form.matter.received(draft, directory)
        yield form.names.name(draft, NAME)
        yield form.topics.topic(draft, directory)
        yield form.ways.way(draft, None)
        yield form.doors.doors(directory.doors[:3], draft)
        yield from (form.doors.taken(door, words) for door in directory.doors)
        yield from (form.starts.begun_before(draft, directory, one.id) for one in directory.topics)
    yield form.names.write_it()
    yield form.phone.phone()
    yield form.starts.nothing_begun()
    yield from (form.starts.ask_cancel(question, rules) for question in Question)
    yield from (form.starts.left(), form.starts.deleted(), form.starts.kept(rules))
    yield form.starts.matter_typed()
    yield form.receipt.not_now(TooManyOpen(1000))
    yield form.receipt.not_now(TooManyToday(1000, now))
    for request in _requests(directory, now):
        yield form.receipt.receipt(request, directory, rules)
        yield form.similar.similar([request.card] * 5, [])
        yield form.similar.followed(request.card)
        for danger, is_new in product(CareKind, (True, False)):
            yield form.care.care(danger, request, directory, is_new=is_new)
        yield form.care.undone(request, directory)


def _own(request: Request, directory: Directory, now: datetime) -> Iterator[Screen]:
    today, messages = now.date(), _messages(request, now)
    history = _history(request, now)
    said = [one for one in messages if one.purpose is not Purpose.NOTE]
    yield own.page.page(OwnRequest(request=request, messages=said, history=history), directory, today)
    yield own.page.page(OwnRequest(request=request, messages=[], history=[]), directory, today)
    many = MyRequests(own=[request] * 9, followed=[request.card] * 9)
    yield from (own.lists.requests(many, page, directory, today) for page in (0, 1, 99))
    yield own.lists.requests(MyRequests(own=[], followed=[]), 0, directory, today)
    yield own.lists.followed(request.card, directory)
    yield from (own.words_said.in_full(request, said, page) for page in (None, 0, 5))
    yield from (own.acts.confirmed(request), own.acts.rating(request), own.acts.withdrawal(request))
    yield own.acts.reopened(request, directory, today)
    yield from (own.acts.appointment_answered(request, comes=comes) for comes in (True, False))
    yield from (own.saying.ask(request, message) for message in (None, *said))
    yield from (own.saying.place_lost(request), own.saying.passed_on(request, directory, today))
    yield from (own.saying.is_this_the_reply(request), own.saying.typed_words_gone(request))
    yield from (own.saying.typed_words_kept(), own.saying.files_sent(request, 10, 10, 10))
    for door, words in product(directory.doors, WORDS if request.state is RequestState.REDIRECTED else ()):
        yield own.saying.text_for_door(request, door, words)
    for message in said:
        spoke = CouncilSpoke(request=request, message=message)
        piece = replace(message.piece, kind=PieceKind.TEXT)
        text = text_around(piece, partial(notice_views.around, spoke, directory))
        yield _screen(text, notice_views.rows(spoke, is_cut=True))
    for entry in history:
        yield news_views.news(RequestNews(request=request, entry=entry), directory, today)
        yield notice_views.followed(FollowedNews(card=request.card, entry=entry), directory)


def _desk(request: Request, directory: Directory, now: datetime) -> Iterator[Screen]:
    today, messages, shown = now.date(), _messages(request, now), request.card
    history = _history(request, now)
    notes = [one for one in messages if one.purpose is Purpose.NOTE]
    for standing in Standing:
        seen = SeenCard(card=shown, standings=frozenset({standing}), history=history, notes=notes)
        back = DeskListShown(council_id=request.council_id, which=DeskList.OVERDUE, page=99)
        yield card.card(seen, directory, today, back)
        yield acts.more(shown, {standing}, directory)
    council = directory.council(request.council_id)
    assert council is not None
    for which, page in product(DeskList, (0, 1)):
        listed = DeskListShown(council_id=council.id, which=which, page=page)
        yield from (lists.listed(cards, listed, council, directory, today) for cards in ([shown] * 9, []))
    for text in opened.texts(request, messages, directory):
        yield _screen(text, opened.rows(request, messages))
    yield from (answers.sent(request, directory), answers.not_found(NUMBER), answers.own(request))
    yield from (council_notices.new([shown] * count, directory, today) for count in (1, 9))
    yield council_notices.read(RequestOpened(request=request, messages=messages), directory)
    yield from (council_notices.moved(shown, entry, directory, today) for entry in history)
    yield from (council_notices.care(shown, directory, today, may_take=may) for may in (True, False))
    for message in messages:
        said = CitizenSaid(request=request, message=message)
        piece = replace(message.piece, kind=PieceKind.TEXT)
        text = text_around(piece, partial(council_notices.said, said, directory))
        yield _screen(text, opened.rows_below_part(request))
        yield council_notices.undelivered(NotDelivered(request=request, message=message), directory)
    for chat_id, has_left in product((1, -1), (True, False)):
        yield groups.card(
            ShownCard(
                card=shown,
                chat_id=chat_id,
                is_forum=False,
                language=Language.KAZAKH,
                thread_id=None,
                message_id=None,
                shown_version=0,
                has_left=has_left,
            ),
            directory,
        )


def _acts(request: Request, directory: Directory, now: datetime) -> Iterator[Screen]:
    shown = request.card
    yield choices.ready_answers(shown, directory)
    yield from (choices.doors(shown, directory), choices.close_reasons(shown, directory))
    yield choices.no_form(shown, directory)
    councils = list(directory.councils.values())
    yield from (choices.councils(shown, directory, councils, page) for page in range(7))
    yield choices.councils(shown, directory, [], 0)
    yield from (choices.colleagues(shown, directory, [_grant(now)] * count, 0) for count in (0, 9))
    for reason in (None, *WhyNot):
        missing = None if reason is None else NoMoment(why=reason, day=now.date())
        yield questions.moment(shown, directory, now, missing)
    for act, target in _forms(request):
        draft = ActDraft(
            request_id=request.id,
            act=act,
            update_id=2**31 - 1,
            target=target,
            at=now,
            words="&" * LONGEST_REASON,
        )
        yield questions.words(draft, shown, directory)
        if act in {Act.PROPOSE, Act.TRANSFER, Act.REDIRECT, Act.CLOSE, Act.RELEASE}:
            yield confirming.shown_back(draft, shown, directory)
            yield done.confirmed(act, request, directory)
        if act in {Act.ANSWER, Act.ASK, Act.NOTE}:
            yield done.said(act, shown, directory)
    for answer, language in product(directory.ready_answers, Language):
        words = ready.filled_in(answer, shown, directory, language)
        draft = ActDraft(request_id=request.id, act=Act.ANSWER, update_id=2**31 - 1, words=words)
        yield ready.shown(draft, answer, shown, directory, language)
        yield questions.words(draft, shown, directory)
    yield from (done.entitled(shown, directory), done.handed(shown, directory), done.out_of_date(request.id))


def _forms(request: Request) -> Iterator[tuple[Act, str]]:
    yield from ((act, "") for act in (Act.ANSWER, Act.ASK, Act.NOTE, Act.ENTITLE, Act.PROPOSE))
    yield from ((Act.CLOSE, why.value) for why in CloseReason)
    yield Act.TRANSFER, request.council_id
    yield Act.REDIRECT, request.door_id or ""


def _councils(directory: Directory, now: datetime) -> Iterator[Screen]:
    most = DeskSummary(new=999, mine=999, soon=999, overdue=999, waiting=999, climbed=999)
    desks = [
        CouncilDesk(council=council, summary=summary, is_head=True)
        for council, summary in product(directory.councils.values(), (most, DeskSummary()))
    ]
    yield from (home.desk(one, is_only=is_only) for one in desks for is_only in (True, False))
    yield home.desks(desks[:10])
    yield from (home.admins_desk(), home.not_for_you())
    yield council_notices.digest(
        DeskDigest(on=now.date(), summaries={one.council.id: most for one in desks[:10]}), directory
    )
    for council in directory.councils.values():
        yield groups.how_to_connect(council, "https://t.me/dostyq_bot?startgroup=" + "x" * 40, None)
        yield groups.group_lost(council.id, directory)
        yield Screen(groups.connected(council.id, directory))
        yield Screen(groups.replaced(council.id, directory))
        yield from (colleagues.listed(council, [_grant(now)] * 9, page) for page in (0, 1))
        yield colleagues.invited(council, "https://t.me/dostyq_bot?start=" + "x" * 40, now)
        yield colleagues.dismissal(council, _grant(now))


def _grant(now: datetime) -> Grant:
    return Grant(
        id=GrantId(2**31 - 1),
        person_id=PersonId(2**31 - 1),
        role=Role.COORDINATOR,
        region_code=COUNTRY,
        shown_as="Ұ" * 40,
        granted_at=now,
    )


def _figures(directory: Directory) -> Iterator[Screen]:
    council = max(directory.councils.values(), key=lambda one: len(one.id))
    scopes = [FiguresScope(region_code=COUNTRY), FiguresScope(region_code=council.region_code)]
    scopes.append(FiguresScope(region_code=council.region_code, council_id=council.id))
    most = MonthFigures(
        month="2026-12",
        received=99999,
        reaction_due=99999,
        answer_due=99999,
        closed_by_us=9999,
        confirmed=9999,
        raters=999,
        ratings=999,
        stars=999,
    )
    months = [most, *[MonthFigures(month=f"2026-{month:02}", received=9) for month in range(7, 12)]]
    doors = [DoorFigures(month="2026-12", door_id=door.id, shown=9999, taken=999) for door in directory.doors]
    for scope, may in product(scopes, (True, False)):
        found = ScopeFigures(
            scope=scope, months=months, doors=doors, may_take_people=may, may_see_country=may
        )
        yield figures.figures(found, directory)
        yield figures.people_question(scope, directory)
    yield figures.scopes(scopes, directory)
    yield from (figures.regions(directory, page) for page in (0, 1, 99))
    yield figures.for_heads_and_admins()


def _screen(text: str, rows: Rows) -> Screen:
    return Screen(text, keyboard(rows))
