import re
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

import pytest

from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import (
    COUNTRY,
    Grant,
    GrantId,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    Role,
    allows,
)
from bot.services.roles import Roles, random_token
from storage.database import Database
from storage.json import loads
from storage.people import SqlPeople
from storage.roles import SqlRoles
from tests.conftest import MORNING

pytest_plugins = ("tests.storage.databases",)

ALMATY = RegionCode("KZ-75")
ASTANA = RegionCode("KZ-71")
WEEK = timedelta(days=7)


class Office:
    """Roles on a database of their own, with the people who open invitations."""

    def __init__(self, database: Database) -> None:
        self.now = MORNING
        self.roles = Roles(SqlRoles(database), lambda: self.now)
        self._people = SqlPeople(database)
        self._database = database

    async def person(self, account: int) -> PersonId:
        return (await self._people.add(account, None, self.now)).id

    async def invite(self, region: RegionCode = ALMATY) -> str:
        return await self.roles.invite(Role.EDITOR, region, WEEK)

    async def audit(self) -> Sequence[tuple[int | None, str, str, object]]:
        rows = await self._database.fetch("SELECT actor_id, act, subject, details FROM audit ORDER BY id")
        return [(row["actor_id"], row["act"], row["subject"], loads(row["details"])) for row in rows]


@pytest.fixture
def office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def grant(region: str) -> Grant:
    return Grant(
        id=GrantId(1),
        person_id=PersonId(1),
        role=Role.EDITOR,
        region_code=RegionCode(region),
        granted_at=MORNING,
    )


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [
        ([], ALMATY, False),
        ([], COUNTRY, False),
        ([], "", False),
        ([ALMATY], ALMATY, True),
        ([ALMATY], ASTANA, False),
        ([ALMATY], COUNTRY, False),
        ([ALMATY], "", False),
        ([""], "", False),
        ([COUNTRY], ALMATY, True),
        ([COUNTRY], COUNTRY, True),
        ([COUNTRY], "", True),
        ([ASTANA, ALMATY], ALMATY, True),
    ],
)
def test_a_role_holds_in_its_region_and_one_for_the_country_holds_everywhere(
    held: list[str],
    asked: str,
    answer: bool,  # noqa: FBT001  # a column of the table
) -> None:
    assert allows([grant(region) for region in held], Role.EDITOR, asked) is answer


def test_a_token_is_long_random_and_fits_into_a_link() -> None:
    tokens = {random_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", token) for token in tokens)


async def test_whoever_opens_an_invitation_holds_its_role_from_then_on(office: Office) -> None:
    person, other = await office.person(1), await office.person(2)
    token = await office.invite()
    office.now += timedelta(days=1)

    granted = await office.roles.accept(person, token)

    assert (granted.person_id, granted.role, granted.region_code) == (person, Role.EDITOR, ALMATY)
    assert granted.granted_at == office.now
    assert await office.roles.grants_of(person) == [granted]
    assert await office.roles.grants_of(other) == []
    assert [(holder.grant, holder.telegram_id) for holder in await office.roles.list_all()] == [(granted, 1)]


async def test_the_same_account_again_gets_the_same_answer_however_late(office: Office) -> None:
    person, token = await office.person(1), await office.invite()
    first = await office.roles.accept(person, token)
    office.now += WEEK * 10

    assert await office.roles.accept(person, token) == first
    assert len(await office.roles.list_all()) == 1


async def test_another_account_comes_too_late(office: Office) -> None:
    token = await office.invite()
    await office.roles.accept(await office.person(1), token)
    late = await office.person(2)

    with pytest.raises(InvitationUsed):
        await office.roles.accept(late, token)
    assert await office.roles.grants_of(late) == []


async def test_an_invitation_lasts_to_its_last_moment_and_not_beyond(office: Office) -> None:
    person = await office.person(1)
    expired, in_time = await office.invite(ASTANA), await office.invite()
    office.now += WEEK - timedelta(microseconds=1)
    await office.roles.accept(person, in_time)
    office.now += timedelta(microseconds=1)

    with pytest.raises(InvitationExpired):
        await office.roles.accept(person, expired)
    assert [held.region_code for held in await office.roles.grants_of(person)] == [ALMATY]


async def test_what_nobody_sent_gives_nothing(office: Office) -> None:
    person, token = await office.person(1), await office.invite()

    for forged in ("", "x" * 32, token[:-1], token.swapcase(), sha256(token.encode()).hexdigest()):
        with pytest.raises(InvitationUnknown):
            await office.roles.accept(person, forged)


async def test_a_role_that_was_withdrawn_does_not_come_back_by_its_link(office: Office) -> None:
    person, token = await office.person(1), await office.invite()
    granted = await office.roles.accept(person, token)

    assert await office.roles.withdraw(granted.id)

    assert await office.roles.grants_of(person) == []
    with pytest.raises(InvitationUsed):
        await office.roles.accept(person, token)
    assert await office.roles.grants_of(person) == []


async def test_it_comes_back_by_another_invitation(office: Office) -> None:
    person = await office.person(1)
    first = await office.roles.accept(person, await office.invite())
    await office.roles.withdraw(first.id)

    second = await office.roles.accept(person, await office.invite())

    assert second.id != first.id
    assert await office.roles.grants_of(person) == [second]


async def test_what_is_held_already_is_not_given_twice(office: Office) -> None:
    person, other = await office.person(1), await office.person(2)
    first = await office.roles.accept(person, await office.invite())
    spare = await office.invite()

    assert await office.roles.accept(person, spare) == first
    with pytest.raises(InvitationUsed):
        await office.roles.accept(other, spare)


async def test_only_what_is_in_force_can_be_withdrawn(office: Office) -> None:
    granted = await office.roles.accept(await office.person(1), await office.invite())

    assert not await office.roles.withdraw(GrantId(granted.id + 1))
    assert await office.roles.withdraw(granted.id)
    assert not await office.roles.withdraw(granted.id)


async def test_every_act_is_written_down_once_with_who_did_it(office: Office) -> None:
    person, other = await office.person(1), await office.person(2)
    token = await office.invite()
    granted = await office.roles.accept(person, token)
    await office.roles.accept(person, token)
    with pytest.raises(InvitationUsed):
        await office.roles.accept(other, token)
    await office.roles.withdraw(granted.id)
    await office.roles.withdraw(granted.id)

    what = {"role": "editor", "region": "KZ-75", "council": ""}
    assert await office.audit() == [
        (None, "role.invited", "invitation/1", what),
        (person, "role.granted", f"grant/{granted.id}", what | {"person": person, "invitation": 1}),
        (None, "role.withdrawn", f"grant/{granted.id}", what | {"person": person}),
    ]


async def test_a_token_is_kept_nowhere_but_as_a_hash(sqlite_database: Database, office: Office) -> None:
    person, token = await office.person(1), await office.invite()
    await office.roles.accept(person, token)

    hashed = sha256(token.encode()).hexdigest()
    for table, found in (("invitations", True), ("grants", False), ("audit", False)):
        kept = str([tuple(row) for row in await sqlite_database.fetch(f"SELECT * FROM {table}")])  # type: ignore[arg-type]  # noqa: S608  # a row of SQLite is iterable; the names stand above
        assert token not in kept
        assert (hashed in kept) is found
