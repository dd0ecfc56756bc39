"""Every act in every state: where it leads, who is told, what the clock does, and what is refused."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.astana_time import local
from bot.domain.councils import CouncilId
from bot.domain.doors import DoorId
from bot.domain.people import PersonId
from bot.domain.reception.errors import (
    NobodyThere,
    NotAllowed,
    NotNow,
    TakenByAnother,
    TextTooLong,
    TooLateToReopen,
)
from bot.domain.reception.history import Side
from bot.domain.reception.messages import LONGEST_TEXT, Purpose
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.policy import BY_THE_AUTHOR
from bot.domain.reception.request import (
    LONGEST_HEADLINE,
    LONGEST_REASON,
    CloseReason,
    Request,
)
from bot.domain.reception.states import IN_HAND, TRANSITIONS, UNTAKEN, Act, RequestState
from storage.database import open_database
from tests.services.reception.reception_world import ALMATY, ASTANA, reception_world, words
from tests.services.reception.trying import try_act
from tests.services.reception.two_councils import Office, settled

pytestmark = pytest.mark.asyncio(loop_scope="session")

IN_PROGRESS, WAITING = RequestState.IN_PROGRESS, RequestState.WAITING_FOR_CITIZEN

UNCHANGED = {Act.NOTE}
"""Acts that leave the request, its version and its history as they are."""

BY_PEOPLE = [act for act in Act if act is not Act.CLIMB]

ALLOWED = [
    pytest.param(state, act, id=f"{state}-{act}") for state, act in sorted(TRANSITIONS) if act in BY_PEOPLE
]

REFUSED = [
    pytest.param(state, act, id=f"{state}-{act}")
    for state in RequestState
    for act in BY_PEOPLE
    if (state, act) not in TRANSITIONS
    if (state, act) != (WAITING, Act.ADD)  # words of somebody who was asked are a reply
    if (state, act) not in {(one, Act.REPLY) for one in RequestState}  # and of anybody else an addition
]

TOLD: dict[Act, set[tuple[str, Kind]]] = {
    Act.ADD: {("owner", Kind.SAID)},
    Act.REPLY: {("owner", Kind.SAID)},
    Act.WITHDRAW: {("owner", Kind.MOVED), ("follower", Kind.FOLLOWED)},
    Act.CONFIRM: {("owner", Kind.MOVED), ("follower", Kind.FOLLOWED)},
    Act.REOPEN: {("owner", Kind.MOVED), ("follower", Kind.FOLLOWED)},
    Act.RATE: set(),
    Act.TAKE: {("citizen", Kind.NEWS), ("follower", Kind.FOLLOWED)},
    Act.ANSWER: {("citizen", Kind.MESSAGE), ("follower", Kind.FOLLOWED)},
    Act.ASK: {("citizen", Kind.MESSAGE)},
    Act.PROPOSE: {("citizen", Kind.MESSAGE)},
    Act.NOTE: set(),
    Act.ENTITLE: set(),
    Act.HAND: {("colleague", Kind.OPENED), ("owner", Kind.MOVED)},
    Act.RELEASE: {
        ("citizen", Kind.NEWS),
        ("owner", Kind.MOVED),
        ("owner", Kind.NEW),
        ("colleague", Kind.NEW),
    },
    Act.TRANSFER: {
        ("citizen", Kind.NEWS),
        ("follower", Kind.FOLLOWED),
        ("owner", Kind.MOVED),
        ("elsewhere", Kind.NEW),
    },
    Act.REDIRECT: {("citizen", Kind.NEWS), ("follower", Kind.FOLLOWED)},
    Act.CLOSE: {("citizen", Kind.NEWS), ("follower", Kind.FOLLOWED)},
}
"""Who is told of an act in a request that has an owner; whoever acts for the head is the head."""

NOBODY_AT_HOME, NO_SUCH_DOOR = CouncilId("elders-abai"), DoorId("no-such-door")

BY_THE_HEAD = {Act.HAND, Act.RELEASE, Act.TRANSFER}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(shipped_empty: str) -> AsyncIterator[Office]:
    """Give an office that all states and acts share: each test has a request of its own."""
    opened = await open_database(shipped_empty)
    yield await settled(await reception_world(opened))
    await opened.close()


@pytest.fixture(scope="module")
def shipped_empty(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = tmp_path_factory.mktemp("transitions") / "dostyq.db"
    copy.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{copy}"


def doer(office: Office, act: Act, request: Request) -> PersonId:
    """Give somebody whose part the act is."""
    if act in BY_THE_AUTHOR:
        return request.citizen_id
    if act in BY_THE_HEAD:
        return office.head
    return office.colleague if act is Act.TAKE else office.owner


@pytest.mark.parametrize(("state", "act"), ALLOWED)
async def test_an_act_leads_where_the_table_says(office: Office, state: RequestState, act: Act) -> None:
    world = office.world
    request = await office.request_of_somebody_gone(state) if act is Act.TAKE else await office.request(state)
    history, mark = await world.history(request), await world.last_notice()
    who = doer(office, act, request)
    if act in {Act.NOTE, Act.ENTITLE} and request.owner_id is None:
        request = await world.keep(request, owner_id=who)

    await try_act(act, world, request, who, office.colleague)
    after = await world.as_it_is(request)

    assert after.state is TRANSITIONS[state, act]
    assert (after.clock.paused_at is not None) == (after.state is WAITING)
    is_seen = replace(after.card, version=0) != replace(request.card, version=0)
    assert after.version == request.version + is_seen
    entries = (await world.history(request))[len(history) :]
    assert [(entry.act, entry.state, entry.person_id) for entry in entries] == (
        [] if act in UNCHANGED else [(act, after.state, who)]
    )
    assert {entry.side for entry in entries} <= {Side.CITIZEN if act in BY_THE_AUTHOR else Side.COUNCIL}
    told = {(office.named(request, person), kind) for person, kind in await world.told_since(mark)}
    expected = {(name, kind) for name, kind in TOLD[act] if request.owner_id or name != "owner"}
    if (state, act) == (RequestState.ANSWERED, Act.ANSWER):
        expected.discard(("follower", Kind.FOLLOWED))  # who follows hears of the first part alone
    assert told == expected


@pytest.mark.parametrize(("state", "act"), REFUSED)
async def test_an_act_that_the_table_does_not_have_changes_nothing(
    office: Office, state: RequestState, act: Act
) -> None:
    world = office.world
    request = await office.request(state)
    if request.owner_id is None:  # so that the state alone stands in the way
        request = await world.keep(request, owner_id=office.owner)
    history, mark = await world.history(request), await world.last_notice()

    with pytest.raises(NotNow) as refusal:
        await try_act(act, world, request, doer(office, act, request), office.colleague)

    assert refusal.value.state is state
    assert await world.as_it_is(request) == request
    assert await world.history(request) == history
    assert await world.told_since(mark) == set()


@pytest.mark.parametrize("state", sorted(IN_HAND))
async def test_a_request_with_an_owner_is_taken_by_nobody_else(office: Office, state: RequestState) -> None:
    request = await office.request(state)
    taking = office.world.services.coordinating.take

    with pytest.raises(TakenByAnother) as refusal:
        await taking(request.id, office.colleague)
    again = await taking(request.id, office.owner)

    assert refusal.value.name == "Owner"
    assert again == request.card


@pytest.mark.parametrize("state", sorted(UNTAKEN))
@pytest.mark.parametrize("act", [Act.ANSWER, Act.ASK, Act.PROPOSE, Act.ENTITLE, Act.REDIRECT, Act.CLOSE])
async def test_what_nobody_has_taken_nobody_answers(office: Office, state: RequestState, act: Act) -> None:
    request = await office.request(state)

    with pytest.raises(NotAllowed):
        await try_act(act, office.world, request, office.owner, office.colleague)


async def test_the_words_of_somebody_who_was_asked_are_a_reply_and_others_an_addition(office: Office) -> None:
    own = office.world.services.own_requests
    asked, taken = await office.request(WAITING), await office.request(IN_PROGRESS)
    for request in (asked, taken):
        await own.say(request.id, request.citizen_id, words("Since Monday"), office.world.key)
    last = [(await office.world.requests.messages(one.id))[-1].purpose for one in (asked, taken)]

    assert last == [Purpose.REPLY, Purpose.ADDITION]


@pytest.mark.parametrize("act", [Act.ASK, Act.PROPOSE])
async def test_the_clock_stands_still_while_the_citizen_is_asked(office: Office, act: Act) -> None:
    world = office.world
    request = await office.request(IN_PROGRESS)
    await try_act(act, world, request, office.owner, office.colleague)
    asked = await world.as_it_is(request)
    calendar, asked_on = world.services.places.directory.working_days, local(world.time).date()
    world.pass_time(days=6)
    waited = calendar.between(asked_on, local(world.time).date())

    await world.services.own_requests.say(request.id, request.citizen_id, words("Since Monday"), world.key)
    goes_on = await world.as_it_is(request)

    assert asked.clock.paused_at is not None
    assert asked.clock.answer_due_on == request.clock.answer_due_on
    assert waited in {4, 5}
    assert goes_on.clock.days_paused == waited
    assert goes_on.clock.answer_due_on == calendar.add(request.clock.answer_due_on, waited)
    assert goes_on.clock.reaction_due_on == request.clock.reaction_due_on


async def test_a_second_question_does_not_begin_the_pause_anew(office: Office) -> None:
    world = office.world
    request = await office.request(WAITING)
    world.pass_time(days=2)

    await try_act(Act.ASK, world, request, office.owner, office.colleague)

    assert (await world.as_it_is(request)).clock.paused_at == request.clock.paused_at


async def test_a_reopened_request_has_a_new_promise_and_keeps_its_owner(office: Office) -> None:
    world = office.world
    request = await office.request(RequestState.ANSWERED)
    world.pass_time(days=20)

    await world.services.own_requests.reopen(request.id, request.citizen_id)
    again = await world.as_it_is(request)

    assert again.owner_id == office.owner
    assert again.times_reopened == 1
    assert again.clock.counted_from > request.clock.counted_from
    assert again.clock.answered_at is None
    assert again.clock.submitted_at == request.clock.submitted_at


async def test_a_request_whose_owner_has_gone_comes_back_to_the_whole_council(office: Office) -> None:
    world = office.world
    request = await office.request_of_somebody_gone(RequestState.ANSWERED)
    mark = await world.last_notice()

    await world.services.own_requests.reopen(request.id, request.citizen_id)
    again = await world.as_it_is(request)

    assert again.owner_id is None
    told = await world.told_since(mark)
    assert {person for person, kind in told if kind is Kind.NEW} == {
        office.owner,
        office.colleague,
        office.head,
    }


@pytest.mark.parametrize("state", [RequestState.ANSWERED, RequestState.CONFIRMED, RequestState.REDIRECTED])
async def test_after_thirty_days_a_settled_request_stays_settled(office: Office, state: RequestState) -> None:
    world = office.world
    request = await office.request(state)
    world.pass_time(days=30, seconds=1)

    with pytest.raises(TooLateToReopen):
        await world.services.own_requests.reopen(request.id, request.citizen_id)


async def test_the_same_update_twice_says_a_thing_once(office: Office) -> None:
    world, coordinating = office.world, office.world.services.coordinating
    request = await office.request(IN_PROGRESS)
    mark = await world.last_notice()

    for _ in range(2):
        await coordinating.ask(request.id, office.owner, words("Since when?"), "one-update")

    messages = await world.requests.messages(request.id)
    assert [message.purpose for message in messages] == [Purpose.MATTER, Purpose.QUESTION]
    assert len(await world.told_since(mark)) == 1


async def test_texts_that_cannot_be_carried_are_refused_before_anything_happens(office: Office) -> None:
    world = office.world
    request = await office.request(IN_PROGRESS)
    coordinating, moving, key = world.services.coordinating, world.services.moving, world.key
    door = world.services.places.directory.doors[0].id
    tries = [
        coordinating.answer(request.id, office.owner, words("x" * (LONGEST_TEXT + 1)), key),
        coordinating.note(request.id, office.owner, words("x" * (LONGEST_TEXT + 1)), key),
        coordinating.entitle(request.id, office.owner, "x" * (LONGEST_HEADLINE + 1)),
        moving.transfer(request.id, office.owner, ALMATY, "x" * (LONGEST_REASON + 1)),
        moving.redirect(request.id, office.owner, door, "x" * (LONGEST_REASON + 1)),
        moving.close(request.id, office.owner, CloseReason.SOLVED, "x" * (LONGEST_REASON + 1)),
    ]
    for one in tries:
        with pytest.raises(TextTooLong) as refusal:
            await one
        assert refusal.value.over == 1

    assert await world.as_it_is(request) == request


async def test_a_request_goes_to_nobody_who_does_not_take_requests(office: Office) -> None:
    world, moving = office.world, office.world.services.moving
    request = await office.request(IN_PROGRESS)
    door = world.services.places.directory.doors[0].id
    tries = [
        moving.hand(request.id, office.owner, office.elsewhere),
        moving.hand(request.id, office.owner, request.citizen_id),
        moving.transfer(request.id, office.owner, ASTANA, "It is in your district"),
        moving.transfer(request.id, office.owner, NOBODY_AT_HOME, "It is in your district"),
        moving.redirect(request.id, office.owner, NO_SUCH_DOOR, "They mend taps"),
        moving.redirect(request.id, office.owner, door, ""),
    ]
    for one in tries:
        with pytest.raises(NobodyThere):
            await one

    assert await world.as_it_is(request) == request
