"""How somebody tries each act and each look on a request, through the services that people reach."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.domain.people import PersonId
from bot.domain.reception.errors import NotAllowed
from bot.domain.reception.policy import Look
from bot.domain.reception.request import CloseReason, Request
from bot.domain.reception.rules import ReceptionRules
from bot.domain.reception.states import Act, RequestState
from bot.domain.roles import NotYoursToGive
from bot.services.reception.acting import Acting
from tests.services.reception.reception_world import ALMATY, ASTANA, ReceptionWorld, words

IN_STATE: Mapping[Act | Look, RequestState] = {
    Act.REPLY: RequestState.WAITING_FOR_CITIZEN,
    Act.CONFIRM: RequestState.ANSWERED,
    Act.REOPEN: RequestState.ANSWERED,
    Act.RATE: RequestState.ANSWERED,
    Act.TAKE: RequestState.SUBMITTED,
}
"""States in which an act has a meaning; all others have one in a request that has been taken."""

Trying = Callable[[ReceptionWorld, Request, PersonId, PersonId], Awaitable[object]]
"""The world, the request, who tries, and a colleague of the council's who is not the owner."""


async def try_act(act: Act, world: ReceptionWorld, request: Request, who: PersonId, to: PersonId) -> None:
    """Do the act; raises ReceptionRefusal."""
    await TRIALS[act](world, request, who, to)


async def _say(world: ReceptionWorld, request: Request, who: PersonId, _to: PersonId) -> object:
    return await world.services.own_requests.say(request.id, who, words("Still dry"), world.key)


async def _climb(world: ReceptionWorld, request: Request, who: PersonId, _to: PersonId) -> object:
    """Try what no button does: climbing is the clock's."""
    acting = Acting(world.requests, world.services.places, lambda: world.time, ReceptionRules())
    async with acting.act(request.id, who, Act.CLIMB) as deed:
        return deed


async def _redirect(world: ReceptionWorld, request: Request, who: PersonId, _to: PersonId) -> object:
    door = world.services.places.directory.doors[0].id
    return await world.services.moving.redirect(request.id, who, door, "They mend taps")


ACTS: Mapping[Act | Look, Trying] = {
    Act.ADD: _say,
    Act.REPLY: _say,
    Act.WITHDRAW: lambda world, request, who, _: world.services.own_requests.withdraw(request.id, who),
    Act.CONFIRM: lambda world, request, who, _: world.services.own_requests.confirm(request.id, who),
    Act.REOPEN: lambda world, request, who, _: world.services.own_requests.reopen(request.id, who),
    Act.RATE: lambda world, request, who, _: world.services.own_requests.rate(request.id, who, 4),
    Act.TAKE: lambda world, request, who, _: world.services.coordinating.take(request.id, who),
    Act.ANSWER: lambda world, request, who, _: world.services.coordinating.answer(
        request.id, who, words("It is mended"), world.key
    ),
    Act.ASK: lambda world, request, who, _: world.services.coordinating.ask(
        request.id, who, words("Since when?"), world.key
    ),
    Act.PROPOSE: lambda world, request, who, _: world.services.coordinating.propose(
        request.id, who, world.time + timedelta(days=2), "Room 5", world.key
    ),
    Act.NOTE: lambda world, request, who, _: world.services.coordinating.note(
        request.id, who, words("Called the plumbers"), world.key
    ),
    Act.ENTITLE: lambda world, request, who, _: world.services.coordinating.entitle(
        request.id, who, "No water in a yard"
    ),
    Act.HAND: lambda world, request, who, to: world.services.moving.hand(request.id, who, to),
    Act.RELEASE: lambda world, request, who, _: world.services.moving.release(request.id, who),
    Act.TRANSFER: lambda world, request, who, _: world.services.moving.transfer(
        request.id, who, ALMATY, "It is in your district"
    ),
    Act.REDIRECT: _redirect,
    Act.CLOSE: lambda world, request, who, _: world.services.moving.close(
        request.id, who, CloseReason.REPEATED, "See your first one"
    ),
    Act.CLIMB: _climb,
}


async def _follow_up(world: ReceptionWorld, request: Request, who: PersonId, _to: PersonId) -> None:
    mine = await world.services.own_requests.mine(who)
    if request.id not in {*(one.id for one in mine.own), *(one.id for one in mine.followed)}:
        raise NotAllowed


async def _invite(world: ReceptionWorld, _request: Request, who: PersonId, _to: PersonId) -> None:
    try:
        await world.services.roles.invite_colleague(who, ASTANA, timedelta(days=7))
    except NotYoursToGive as error:
        raise NotAllowed from error


async def _table(world: ReceptionWorld, _request: Request, who: PersonId, _to: PersonId) -> object:
    figures = world.services.figures
    return await figures.table(figures.council(ASTANA), who)


async def _table_with_people(
    world: ReceptionWorld, _request: Request, who: PersonId, _to: PersonId
) -> object:
    figures = world.services.figures
    return await figures.table_with_people(figures.council(ASTANA), who)


async def _connect_group(world: ReceptionWorld, _request: Request, who: PersonId, _to: PersonId) -> object:
    return await world.services.council_groups.link(who, ASTANA)


LOOKS: Mapping[Act | Look, Trying] = {
    Look.FOLLOW_UP: _follow_up,
    Look.CARD: lambda world, request, who, _: world.services.coordinating.card(request.id, who),
    Look.WORDS: lambda world, request, who, _: world.services.coordinating.open(request.id, who),
    Look.TABLE: _table,
    Look.TABLE_WITH_PEOPLE: _table_with_people,
    Look.INVITE: _invite,
    Look.CONNECT_GROUP: _connect_group,
}

TRIALS: Mapping[Act | Look, Trying] = {**ACTS, **LOOKS}
