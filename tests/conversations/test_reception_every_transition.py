"""Every transition of a request is played by people who press and write, in each language."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.reception.states import TRANSITIONS, Act, RequestState
from sandbox import Sandbox, StillClock
from tests.conftest import MORNING
from tests.conversations.reception_plays import PLAYS, play
from tests.conversations.reception_scene import Team, scene_of, teams_of
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

Node = tuple[RequestState, bool]
"""A state, and whether the citizen has been asked for a rating, which may be given later as well."""

TeamsOf = Callable[[Language], Awaitable[dict[CouncilId, Team]]]


def conversations() -> list[list[Act]]:
    """Give rows of acts of people, each on a request of its own, that hold every transition of the table."""
    left = {(state, act) for state, act in TRANSITIONS if act is not Act.CLIMB}
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
async def hasty_bot(
    shipped_facts: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningBot]:
    path = shutil.copy(shipped_facts, tmp_path_factory.mktemp("transitions") / "dostyq.db")
    async with Sandbox(clock=StillClock(at=MORNING.timestamp())) as sandbox:
        running = RunningBot(sandbox, f"sqlite:///{path}", is_in_haste=True)
        await running.start()
        yield running
        await running.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def teams(hasty_bot: RunningBot) -> TeamsOf:
    """Give the people of the councils, who are the same for all conversations of a language."""
    hired: dict[Language, dict[CouncilId, Team]] = {}

    async def of(language: Language) -> dict[CouncilId, Team]:
        if language not in hired:
            hired[language] = await teams_of(hasty_bot, language)
        return hired[language]

    return of


async def test_every_transition_is_in_a_conversation() -> None:
    played = set()
    for row in CONVERSATIONS:
        state = RequestState.SUBMITTED
        for act in row:
            played.add((state, act))
            state = TRANSITIONS[state, act]

    assert played == {(state, act) for state, act in TRANSITIONS if act is not Act.CLIMB}
    assert set(PLAYS) == set(Act) - {Act.CLIMB}


@pytest.mark.parametrize("acts", CONVERSATIONS, ids=lambda acts: f"{len(acts)}-acts-to-{acts[-1]}")
async def test_people_play_every_transition(
    hasty_bot: RunningBot, teams: TeamsOf, language: Language, acts: list[Act]
) -> None:
    scene = await scene_of(hasty_bot, language, await teams(language))
    for act in acts:
        await play(scene, act)
