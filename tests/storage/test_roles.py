import asyncio
from datetime import timedelta

import pytest

from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, Grant, InvitationUsed, Role
from bot.services.roles import Roles
from storage import audit
from storage.database import Database, as_utc
from storage.people import SqlPeople
from storage.roles import SqlRoles, read_grants
from tests.conftest import MORNING

pytest_plugins = ("tests.storage.databases",)

ALMATY = RegionCode("KZ-75")
WEEK = timedelta(days=7)
CROWD = 50


@pytest.fixture
def roles(database: Database) -> Roles:
    return Roles(SqlRoles(database), lambda: MORNING)


async def a_person(database: Database, account: int = 5_000_000_001) -> PersonId:
    return (await SqlPeople(database).add(account, None, MORNING)).id


async def test_of_fifty_who_open_an_invitation_at_once_one_gets_the_role(
    roles: Roles, database: Database
) -> None:
    people = [await a_person(database, account) for account in range(1, CROWD + 1)]
    token = await roles.invite(Role.EDITOR, ALMATY, WEEK)

    answers = await asyncio.gather(
        *(roles.accept(person, token) for person in people), return_exceptions=True
    )

    granted = [answer for answer in answers if isinstance(answer, Grant)]
    assert len(granted) == 1
    assert sum(isinstance(answer, InvitationUsed) for answer in answers) == CROWD - 1
    assert [holder.grant for holder in await roles.list_all()] == granted
    acts = await database.fetch("SELECT act FROM audit ORDER BY id")
    assert [row["act"] for row in acts] == ["role.invited", "role.granted"]


async def test_one_account_that_opens_it_fifty_times_at_once_gets_one_answer(
    roles: Roles, database: Database
) -> None:
    person, token = await a_person(database), await roles.invite(Role.EDITOR, ALMATY, WEEK)

    answers = await asyncio.gather(*(roles.accept(person, token) for _ in range(CROWD)))

    assert len(set(answers)) == 1
    assert await roles.grants_of(person) == answers[:1]


async def test_one_account_with_many_invitations_at_once_gets_the_role_once(
    roles: Roles, database: Database
) -> None:
    person = await a_person(database)
    tokens = [await roles.invite(Role.EDITOR, ALMATY, WEEK) for _ in range(CROWD)]

    answers = await asyncio.gather(*(roles.accept(person, token) for token in tokens))

    assert len(set(answers)) == 1
    assert await roles.grants_of(person) == answers[:1]


async def test_of_many_who_withdraw_at_once_one_does_it(roles: Roles, database: Database) -> None:
    token = await roles.invite(Role.EDITOR, ALMATY, WEEK)
    granted = await roles.accept(await a_person(database), token)

    done = await asyncio.gather(*(roles.withdraw(granted.id) for _ in range(CROWD)))

    assert sum(done) == 1
    [row] = await database.fetch("SELECT count(*) AS acts FROM audit WHERE act = 'role.withdrawn'")
    assert row["acts"] == 1


async def test_roles_come_back_as_they_were_given_the_oldest_first(roles: Roles, database: Database) -> None:
    person, other = await a_person(database), await a_person(database, 7)
    given = [
        await roles.accept(whom, await roles.invite(Role.EDITOR, region, WEEK))
        for whom, region in ((person, ALMATY), (other, ALMATY), (person, COUNTRY))
    ]

    assert [holder.grant for holder in await roles.list_all()] == given
    assert await roles.grants_of(person) == [given[0], given[2]]
    assert {one.granted_at for one in given} == {MORNING}


async def test_another_features_transaction_sees_a_withdrawal_at_once(
    roles: Roles, database: Database
) -> None:
    person = await a_person(database)
    granted = await roles.accept(person, await roles.invite(Role.EDITOR, ALMATY, WEEK))
    async with database.transaction() as transaction:
        assert await read_grants(transaction, person) == [granted]

    await roles.withdraw(granted.id)

    async with database.transaction() as transaction:
        assert await read_grants(transaction, person) == []


async def test_an_act_is_written_down_with_its_transaction_or_not_at_all(database: Database) -> None:
    person = await a_person(database)

    async def act(*, fails: bool) -> None:
        async with database.transaction() as transaction:
            await audit.record(
                transaction, at=MORNING, actor_id=person, act="tried", subject="event/5", details={"of": 1}
            )
            if fails:
                raise ConnectionError

    with pytest.raises(ConnectionError):
        await act(fails=True)
    await act(fails=False)

    [row] = await database.fetch("SELECT at, actor_id, act, subject, details FROM audit")
    assert as_utc(row["at"]) == MORNING
    assert (row["actor_id"], row["act"], row["subject"]) == (person, "tried", "event/5")
    assert row["details"] == '{"of":1}'
