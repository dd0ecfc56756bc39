"""Who may do what with a request: one table, deny by default."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.reception.errors import NotAllowed
from bot.domain.reception.request import Request, RequestCard
from bot.domain.reception.states import Act
from bot.domain.roles import COUNTRY, Grant, Role


class Standing(StrEnum):
    """What somebody is to a request; one may be several of these, or none.

    Colleague: a coordinator or the head of the council. Watcher: the same of a council to which the silence
    on the request has climbed.
    """

    AUTHOR = "author"
    FOLLOWER = "follower"
    OWNER = "owner"
    COLLEAGUE = "colleague"
    HEAD = "head"
    WATCHER = "watcher"
    ADMIN = "admin"


class Look(StrEnum):
    """What somebody wants to see or take out, beside the acts that change a request."""

    FOLLOW_UP = "follow_up"
    CARD = "card"
    WORDS = "words"
    TABLE = "table"
    TABLE_WITH_PEOPLE = "table_with_people"
    INVITE = "invite"
    CONNECT_GROUP = "connect_group"


_COUNCIL = frozenset({Standing.COLLEAGUE, Standing.HEAD})
_OWNER = frozenset({Standing.OWNER})
_AUTHOR = frozenset({Standing.AUTHOR})

POLICY: Mapping[Act | Look, frozenset[Standing]] = {
    Act.ADD: _AUTHOR,
    Act.REPLY: _AUTHOR,
    Act.WITHDRAW: _AUTHOR,
    Act.CONFIRM: _AUTHOR,
    Act.REOPEN: _AUTHOR,
    Act.RATE: _AUTHOR,
    Act.TAKE: _COUNCIL | {Standing.WATCHER},
    Act.ANSWER: _OWNER,
    Act.ASK: _OWNER,
    Act.PROPOSE: _OWNER,
    Act.NOTE: _COUNCIL | {Standing.OWNER, Standing.WATCHER},
    Act.ENTITLE: _OWNER,
    Act.HAND: frozenset({Standing.OWNER, Standing.HEAD}),
    Act.RELEASE: frozenset({Standing.OWNER, Standing.HEAD}),
    Act.TRANSFER: frozenset({Standing.OWNER, Standing.HEAD, Standing.WATCHER}),
    Act.REDIRECT: _OWNER,
    Act.CLOSE: _OWNER,
    Act.CLIMB: frozenset(),
    Look.FOLLOW_UP: frozenset({Standing.AUTHOR, Standing.FOLLOWER}),
    Look.CARD: _COUNCIL | {Standing.OWNER, Standing.WATCHER, Standing.ADMIN},
    Look.WORDS: _OWNER,
    Look.TABLE: frozenset({Standing.HEAD, Standing.ADMIN}),
    Look.TABLE_WITH_PEOPLE: frozenset({Standing.HEAD}),
    Look.INVITE: frozenset({Standing.HEAD}),
    Look.CONNECT_GROUP: _COUNCIL,
}
"""Whose standing allows an act. Climbing is the clock's; a head who wants to read a request takes it."""

BY_THE_AUTHOR = frozenset(act for act, who in POLICY.items() if Standing.AUTHOR in who)
"""All that somebody may do with a request of their own, whatever else they are."""


def may(act: Act | Look, standings: Collection[Standing]) -> bool:
    """Tell whether the act is allowed; nobody works for a council on a request of their own."""
    if Standing.AUTHOR in standings and act not in BY_THE_AUTHOR:
        return False
    return not POLICY.get(act, frozenset()).isdisjoint(standings)


def require(act: Act | Look, standings: Collection[Standing]) -> None:
    """Raise NotAllowed where the act is not allowed."""
    if not may(act, standings):
        raise NotAllowed


def standings_of(
    person_id: PersonId,
    request: Request | RequestCard,
    grants: Iterable[Grant],
    watching: Collection[CouncilId] = (),
) -> frozenset[Standing]:
    """Say what somebody is to a request by the roles they hold now.

    `watching` names the councils to which the silence on it has climbed. An owner who is no longer of the
    council is none.
    """
    held = list(grants)
    found = council_standings(request.council_id, request.region_code, held)
    if any(grant.council_id in watching for grant in held if grant.council_id):
        found |= {Standing.WATCHER}
    if request.owner_id == person_id and not found.isdisjoint(_COUNCIL | {Standing.WATCHER}):
        found |= {Standing.OWNER}
    if isinstance(request, Request) and request.citizen_id == person_id:
        found |= {Standing.AUTHOR}
    return found


def council_standings(
    council_id: CouncilId, region_code: str, grants: Iterable[Grant]
) -> frozenset[Standing]:
    """Say what somebody is to a council, and so to all of its requests."""
    found: set[Standing] = set()
    for grant in grants:
        if grant.role is Role.ADMIN and grant.region_code in {COUNTRY, region_code}:
            found.add(Standing.ADMIN)
        if grant.council_id == council_id and grant.role in {Role.COORDINATOR, Role.HEAD}:
            found.add(Standing.COLLEAGUE)
        if grant.council_id == council_id and grant.role is Role.HEAD:
            found.add(Standing.HEAD)
    return frozenset(found)
