"""Who may do what with a request: every actor tries every act and every look on a real database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Router

import handlers
from bot.domain.councils import NATIONAL_DESK
from bot.domain.people import PersonId
from bot.domain.reception.errors import NotAllowed, RequestUnknown
from bot.domain.reception.policy import BY_THE_AUTHOR, POLICY, Look
from bot.domain.reception.request import Request
from bot.domain.reception.states import Act, RequestState
from bot.domain.roles import Role
from storage.database import Database
from tests.services.reception.reception_world import ALMATY, ReceptionWorld, reception_world
from tests.services.reception.trying import IN_STATE, TRIALS

FOLDER = Path(__file__).parent

NOBODY = PersonId(0)
"""An anonymous administrator of a group has no account, so that nobody is found for them."""

FEATURES = ("handlers.reception.", "handlers.coordination.")

NOTHING = "nothing"
"""What a route needs that reads and changes nothing of a request."""


@dataclass(slots=True)
class Actors:
    """A request of the council of Astana, and everybody who may try something with it."""

    world: ReceptionWorld
    people: dict[str, PersonId]
    colleague: PersonId
    dismissed: dict[RequestState, tuple[Request, PersonId]] = field(default_factory=dict)

    async def request(self, state: RequestState, owner: PersonId) -> Request:
        """Give a request in that state, followed by somebody, whose silence has climbed to the country."""
        request = await self.world.brought_to(state, owner, self.people["coordinator_elsewhere"])
        self.people["author"] = request.citizen_id
        if request.is_open:
            await self.world.services.own_requests.follow(request.id, self.people["follower"])
        else:
            async with self.world.requests.transaction() as transaction:
                await transaction.follow(request.id, self.people["follower"], self.world.time)
        return await self.world.climbed(request)


async def settled(world: ReceptionWorld) -> Actors:
    """Let everybody be there."""
    other_citizen = await world.citizen()
    await world.sent(other_citizen)
    people = {
        "guest": await world.citizen(),
        "other_citizen": other_citizen,
        "follower": await world.citizen(),
        "owner": await world.staff(name="Owner"),
        "coordinator": await world.staff(name="Coordinator"),
        "coordinator_elsewhere": await world.staff(ALMATY),
        "head": await world.staff(role=Role.HEAD),
        "head_elsewhere": await world.staff(ALMATY, Role.HEAD),
        "watcher": await world.staff(NATIONAL_DESK),
        "editor": await world.staff(role=Role.EDITOR),
        "admin": await world.staff(role=Role.ADMIN),
        "anonymous": NOBODY,
    }
    return Actors(world, people, await world.staff(name="Colleague"))


def written_policy() -> dict[str, dict[str, str]]:
    with (FOLDER / "policy.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("act"): row for row in csv.DictReader(file)}


def written_routes() -> dict[str, set[str]]:
    with (FOLDER / "routes.csv").open(encoding="utf-8", newline="") as file:
        return {row["route"]: set(row["needs"].split()) for row in csv.DictReader(file)}


def routes(router: Router) -> Iterator[str]:
    for observer in router.observers.values():
        for handler in observer.handlers:
            name = f"{handler.callback.__module__}.{handler.callback.__qualname__}"
            if name.startswith(FEATURES):
                yield name.removeprefix("handlers.")
    for part in router.sub_routers:
        yield from routes(part)


def test_every_act_and_every_look_has_its_row_and_its_trial() -> None:
    named = {one.value for one in (*Act, *Look)}

    assert written_policy().keys() == named
    assert {one.value for one in TRIALS} == named
    assert POLICY.keys() == TRIALS.keys()


def test_every_route_of_the_reception_says_which_acts_it_leads_to() -> None:
    there = set(routes(handlers.create_router()))
    written = written_routes()

    assert len(there) > 30
    assert there - written.keys() == set(), "routes without a row in routes.csv"
    assert written.keys() - there == set(), "rows of routes.csv without a route"
    assert all(written.values())
    assert set().union(*written.values()) <= {one.value for one in TRIALS} | {NOTHING}


async def test_everybody_may_do_what_the_written_policy_says_and_nothing_else(database: Database) -> None:
    actors = await settled(await reception_world(database))
    policy = written_policy()
    found: dict[str, dict[str, str]] = {}
    for one in TRIALS:
        found[one.value] = await tried(actors, one, list(policy[one.value]))

    assert found == policy


async def test_whoever_works_for_a_council_does_so_on_no_request_of_their_own(database: Database) -> None:
    world = await reception_world(database)
    for role in (Role.COORDINATOR, Role.HEAD):
        person = await world.staff(role=role)
        request = await world.sent(person)
        for one in TRIALS.keys() - BY_THE_AUTHOR - COUNCILS_OWN:
            assert await is_allowed(world, one, request, person, person) == "no", one


COUNCILS_OWN = {Look.TABLE, Look.TABLE_WITH_PEOPLE, Look.INVITE, Look.CONNECT_GROUP}
"""Looks that are of the whole council and of no one request."""


async def tried(actors: Actors, one: Act | Look, names: list[str]) -> dict[str, str]:
    """Let everybody try; the request stays the same until somebody has changed it."""
    state, owner = IN_STATE.get(one, RequestState.IN_PROGRESS), actors.people["owner"]
    request, outcome = await actors.request(state, owner), {}
    for name in names:
        if name == "dismissed_owner":
            outcome[name] = await tried_by_dismissed_owner(actors, one)
            continue
        who = actors.people[name]
        outcome[name] = await is_allowed(actors.world, one, request, who, actors.colleague)
        if outcome[name] == "yes":
            request = await actors.request(state, owner)
    return outcome


async def tried_by_dismissed_owner(actors: Actors, one: Act | Look) -> str:
    """Let somebody try on a request that they had taken before they were dismissed."""
    state = RequestState.IN_PROGRESS if one is Act.TAKE else IN_STATE.get(one, RequestState.IN_PROGRESS)
    if state not in actors.dismissed:
        gone = await actors.world.staff(name="Dismissed")
        actors.dismissed[state] = (await actors.request(state, gone), gone)
        await actors.world.dismiss(gone)
    request, gone = actors.dismissed[state]
    return await is_allowed(actors.world, one, request, gone, actors.colleague)


async def is_allowed(
    world: ReceptionWorld, one: Act | Look, request: Request, who: PersonId, colleague: PersonId
) -> str:
    """Tell whether the act is refused for want of rights; any other refusal is a fault of the test."""
    try:
        await TRIALS[one](world, request, who, colleague)
    except (NotAllowed, RequestUnknown):
        return "no"
    return "yes"
