"""Every transition of a request is played by people who press and write, in each language."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.language import Language
from bot.domain.reception.policy import Standing, may
from bot.domain.reception.request import RequestId, Rung
from bot.domain.reception.states import OPEN, TRANSITIONS, Act, RequestState
from handlers.coordination.callbacks import ActChosen, RequestTaken
from handlers.navigation import ButtonData
from handlers.reception.own.callbacks import AdditionStarted, Rated, SolvedSaid, Withdrawn
from storage.reception.store import SqlRequests
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import told_all
from tests.conversations.reception_hurry import Reception, reception_at_work
from tests.conversations.reception_plays import PLAYS, lead, play
from tests.conversations.reception_scene import Scene

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

BY_PEOPLE = [transition for transition in TRANSITIONS if transition[1] is not Act.CLIMB]

CLIMBING = [state for state, act in TRANSITIONS if act is Act.CLIMB]

A_DAY_LATE = datetime(2026, 12, 24, 4, 5, tzinfo=UTC)
"""Five past nine in Astana, on the first working day after the promised answers of 1 December."""

RUNGS = {
    Rung.HEAD: ("the head of the council", "The silence has climbed to the head of the council."),
    Rung.COUNTRY: (
        "the national desk of the elders’ councils",
        "The silence has climbed to the national desk.",
    ),
}
"""What the citizen and the council read of how far silence has climbed."""

BY_CITIZENS = frozenset({Act.ADD, Act.WITHDRAW, Act.CONFIRM, Act.REOPEN, Act.RATE})

SAID_TWICE = {
    (RequestState.WITHDRAWN, Act.WITHDRAW),
    (RequestState.CONFIRMED, Act.CONFIRM),
    (RequestState.REOPENED, Act.REOPEN),
}
"""What has been done already is answered as the first time, and not done again."""

Node = tuple[RequestState, bool]
"""A state, and whether the citizen has been asked for a rating, which may be given later as well."""


def conversations() -> list[list[Act]]:
    """Give rows of acts of people, each on a request of its own, that hold every transition of the table."""
    left: set[tuple[RequestState, Act]] = {one for one in TRANSITIONS if one[1] is not Act.CLIMB}
    rows = []
    while left:
        node: Node = (RequestState.SUBMITTED, False)
        row: list[Act] = []
        while way := _way_to_new(node, left):
            for act in way:
                left.discard((node[0], act))
                node = _after(node, act)
            row += way
        assert row, f"no conversation leads to {left}"
        rows.append(row)
    return rows


def _way_to_new(start: Node, left: set[tuple[RequestState, Act]]) -> list[Act]:
    """Give the fewest acts whose last one is new."""
    ways: dict[Node, list[Act]] = {start: []}
    for node in (queue := [start]):
        for act in _possible(node):
            if (node[0], act) in left:
                return [*ways[node], act]
            if (there := _after(node, act)) not in ways:
                ways[there] = [*ways[node], act]
                queue.append(there)
    return []


def _possible(node: Node) -> list[Act]:
    """Give what people can do; withdrawing, after which hardly anything is left to do, comes last."""
    state, is_asked = node
    acts = [act for here, act in TRANSITIONS if here is state and act is not Act.CLIMB]
    without_question = state is RequestState.ANSWERED and not is_asked
    return sorted(
        (act for act in acts if not (act is Act.RATE and without_question)),
        key=lambda act: act is Act.WITHDRAW,
    )


def _after(node: Node, act: Act) -> Node:
    return TRANSITIONS[node[0], act], node[1] or act is Act.CONFIRM


CONVERSATIONS = conversations()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reception(
    shipped_facts: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Reception]:
    async with reception_at_work(shipped_facts, tmp_path_factory.mktemp("transitions")) as working:
        yield working


@pytest.mark.parametrize("acts", CONVERSATIONS, ids=lambda acts: f"{len(acts)}-acts-to-{acts[-1]}")
async def test_people_play_every_transition(
    reception: Reception, language: Language, acts: list[Act]
) -> None:
    scene = await reception.scene(language)
    for act in acts:
        await play(scene, act)


async def test_every_transition_is_in_a_conversation() -> None:
    played = set()
    for row in CONVERSATIONS:
        state = RequestState.SUBMITTED
        for act in row:
            played.add((state, act))
            state = TRANSITIONS[state, act]

    assert played == set(BY_PEOPLE)
    assert {act for _, act in played} == set(PLAYS)


@pytest.mark.parametrize("state", RequestState)
async def test_old_buttons_do_nothing_in_a_state_where_they_mean_nothing(
    reception: Reception, language: Language, state: RequestState
) -> None:
    scene = await reception.scene(language)
    await lead(scene, state)
    history = await _history(scene)

    for act in _meaningless(state):
        who = scene.citizen if act in BY_CITIZENS else scene.doer
        answer = await who.chat.press_data(who.chat.last, _old_button(act, scene.request.id).pack())
        if (state, act) not in SAID_TWICE:
            assert (answer.text, answer.show_alert) == (_refusal(scene, act), True), act
    before = scene.request
    await scene.told()

    assert scene.request == before
    assert await _history(scene) == history


async def test_silence_climbs_in_the_morning_and_the_desks_hear_of_it_once(
    shipped_facts: Path, tmp_path: Path, language: Language
) -> None:
    async with reception_at_work(shipped_facts, tmp_path) as reception:
        scenes = {state: await reception.scene(language) for state in OPEN}
        for state, scene in scenes.items():
            await lead(scene, state)
            await scene.listen()
        reception.bot.sandbox.clock.advance(A_DAY_LATE.timestamp() - reception.bot.sandbox.clock.now())
        for _ in range(2):
            await reception.bot.app.services.watching.begin_the_day()
            await told_all(reception.bot)

        climbed = []
        for state, scene in scenes.items():
            await scene.refresh()
            assert scene.request.state is state
            if scene.request.rung is not Rung.COORDINATORS:
                climbed.append(state)
                await _everybody_knows_how_far(scene)
        assert set(climbed) == set(CLIMBING)
        _one_digest_counts_what_is_late(scenes[RequestState.IN_PROGRESS])


async def _everybody_knows_how_far(scene: Scene) -> None:
    who, on_card = RUNGS[scene.request.rung]
    words = scene.words
    told = scene.heard(scene.citizen, words("Your request {number} was not answered in time"))
    assert words(who) in told.text
    page, card = await scene.page(), await scene.card(scene.doer)
    assert page.text.endswith(words("there was no answer in time; told of it: {who}", who=words(who)))
    assert words(on_card) in card.text
    assert card.text.endswith(words("the silence climbed"))


def _one_digest_counts_what_is_late(scene: Scene) -> None:
    for somebody in scene.team.people:
        [digest] = [one for one in _since(scene, somebody) if scene.words("Overdue") in one]
        assert digest.startswith(scene.words("<b>What waits today</b>\n{day}", day="").strip())
        overdue, new = scene.words("Overdue"), scene.words("New")
        assert scene.words("{list}: {count}", list=overdue, count=3) in digest
        assert scene.words("{list}: {count}", list=new, count=1) in digest


def _since(scene: Scene, somebody: Citizen) -> list[str]:
    start = scene.heard_before[somebody.chat.id]
    title = scene.words("<b>What waits today</b>\n{day}", day="").strip()
    return [one.text for one in somebody.chat.messages if one.id > start and one.text.startswith(title)]


def _meaningless(state: RequestState) -> list[Act]:
    """Give the acts of people that the table does not have there; one button adds and replies."""
    acts = [act for act in PLAYS if (state, act) not in TRANSITIONS and act is not Act.REPLY]
    return [act for act in acts if act is not Act.ADD or (state, Act.REPLY) not in TRANSITIONS]


def _old_button(act: Act, request_id: RequestId) -> ButtonData:
    """Give what a button says that was made while the act meant something."""
    citizens = {
        Act.ADD: AdditionStarted(request_id=request_id),
        Act.WITHDRAW: Withdrawn(request_id=request_id),
        Act.CONFIRM: SolvedSaid(request_id=request_id, is_solved=True),
        Act.REOPEN: SolvedSaid(request_id=request_id, is_solved=False),
        Act.RATE: Rated(request_id=request_id, stars=5),
        Act.TAKE: RequestTaken(request_id=request_id, in_group=False),
    }
    return citizens.get(act) or ActChosen(request_id=request_id, act=act)


def _refusal(scene: Scene, act: Act) -> str:
    if act in BY_CITIZENS:
        return scene.words(
            "That is not possible now. The request stands like this: {state}.", state=scene.state
        )
    standings = {Standing.COLLEAGUE, Standing.OWNER if scene.owner else Standing.HEAD}
    if not may(act, standings | ({Standing.HEAD} if scene.doer is scene.team.head else set())):
        return scene.words(
            "You may not do this with this request. Only its owner reads it and answers; others can take it "
            "when it is free."
        )
    return scene.words("Nothing was done: the request is now in the state “{state}”.", state=scene.state)


async def _history(scene: Scene) -> list[Act | None]:
    return [entry.act for entry in await SqlRequests(scene.bot.database).history(scene.request.id)]
