"""Roles and invitations."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import Grant, GrantId, Holder, Invitation, InvitationId, Role
from bot.ports.roles import NewInvitation
from storage import audit
from storage.database import Database, Dialects, Row, Transaction, as_utc

ADD_INVITATION = """
    INSERT INTO invitations (token_hash, role, region_code, council_id, invited_by, created_at, expires_at)
    VALUES (:token_hash, :role, :region_code, :council_id, :invited_by, :created_at, :expires_at)
    RETURNING id
"""

HOLD_INVITATION = Dialects(
    sqlite="""
        SELECT id, role, region_code, council_id, expires_at, used_by, invited_by
        FROM invitations WHERE token_hash = :token_hash
    """,
    postgresql="""
        SELECT id, role, region_code, council_id, expires_at, used_by, invited_by
        FROM invitations WHERE token_hash = :token_hash
        FOR UPDATE
    """,
)
"""The invitation, and nobody else opens it until the transaction ends: SQLite's exclude each other anyway."""

USE_INVITATION = "UPDATE invitations SET used_by = :person_id, used_at = :used_at WHERE id = :invitation_id"

GRANT_UNLESS_HELD = """
    INSERT INTO grants (person_id, role, region_code, council_id, shown_as, invitation_id, granted_at)
    VALUES (:person_id, :role, :region_code, :council_id, :shown_as, :invitation_id, :granted_at)
    ON CONFLICT (person_id, role, region_code, council_id) WHERE withdrawn_at IS NULL DO NOTHING
    RETURNING id
"""

IN_FORCE_OF_PERSON = """
    SELECT id, person_id, role, region_code, council_id, shown_as, granted_at
    FROM grants WHERE person_id = :person_id AND withdrawn_at IS NULL ORDER BY id
"""

WITHDRAW_IF_IN_FORCE = """
    UPDATE grants SET withdrawn_at = :withdrawn_at WHERE id = :grant_id AND withdrawn_at IS NULL
    RETURNING id, person_id, role, region_code, council_id, shown_as, granted_at
"""

ALL_IN_FORCE = """
    SELECT grants.id, grants.person_id, grants.role, grants.region_code, grants.council_id, grants.shown_as,
        grants.granted_at, people.telegram_id
    FROM grants JOIN people ON people.id = grants.person_id
    WHERE grants.withdrawn_at IS NULL ORDER BY grants.id
"""

IN_FORCE_AT_COUNCIL = """
    SELECT id, person_id, role, region_code, council_id, shown_as, granted_at
    FROM grants WHERE council_id = :council_id AND withdrawn_at IS NULL ORDER BY id
"""


async def read_council(reading: Database | Transaction, council_id: CouncilId) -> Sequence[Grant]:
    """Give the roles in force at a council, the oldest first."""
    return [grant_of(row) for row in await reading.fetch(IN_FORCE_AT_COUNCIL, council_id=council_id)]


async def read_grants(reading: Database | Transaction, person_id: PersonId) -> Sequence[Grant]:
    """Give what the person may do as the database, or the transaction of an act, sees it now."""
    return [grant_of(row) for row in await reading.fetch(IN_FORCE_OF_PERSON, person_id=person_id)]


class SqlRoleChanges:
    """A change of roles in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_invitation(self, new: NewInvitation) -> InvitationId:
        """Keep a new invitation under the hash of its token."""
        [row] = await self._transaction.fetch(ADD_INVITATION, **asdict(new))
        return InvitationId(row["id"])

    async def find_invitation(self, token_hash: str) -> Invitation | None:
        """Give the invitation; until the change ends, whoever else opens it waits."""
        rows = await self._transaction.fetch(HOLD_INVITATION, token_hash=token_hash)
        return _invitation(rows[0]) if rows else None

    async def use_invitation(
        self, invitation_id: InvitationId, person_id: PersonId, used_at: datetime
    ) -> None:
        """Keep who took the invitation."""
        await self._transaction.fetch(
            USE_INVITATION, invitation_id=invitation_id, person_id=person_id, used_at=used_at
        )

    async def add_grant(
        self, invitation: Invitation, person_id: PersonId, shown_as: str, granted_at: datetime
    ) -> GrantId | None:
        """Give the invitation's role to the person; None where they hold it there already."""
        rows = await self._transaction.fetch(
            GRANT_UNLESS_HELD,
            person_id=person_id,
            role=invitation.role,
            region_code=invitation.region_code,
            council_id=invitation.council_id,
            shown_as=shown_as.replace("\x00", ""),  # PostgreSQL's text holds no NUL
            invitation_id=invitation.id,
            granted_at=granted_at,
        )
        return GrantId(rows[0]["id"]) if rows else None

    async def grants_of(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do."""
        return await read_grants(self._transaction, person_id)

    async def withdraw(self, grant_id: GrantId, withdrawn_at: datetime) -> Grant | None:
        """End a grant and give it; None where there is none in force."""
        rows = await self._transaction.fetch(
            WITHDRAW_IF_IN_FORCE, grant_id=grant_id, withdrawn_at=withdrawn_at
        )
        return grant_of(rows[0]) if rows else None

    async def record(
        self,
        *,
        at: datetime,
        actor_id: PersonId | None,
        act: str,
        subject: str,
        details: Mapping[str, str | int],
    ) -> None:
        """Write down who did what; None is the command line."""
        await audit.record(
            self._transaction, at=at, actor_id=actor_id, act=act, subject=subject, details=details
        )


class SqlRoles:
    """The tables of roles and invitations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[SqlRoleChanges]:
        """Open a short transaction; an error in its block undoes everything."""
        async with self._database.transaction() as transaction:
            yield SqlRoleChanges(transaction)

    async def grants_of(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do at this moment."""
        return await read_grants(self._database, person_id)

    async def of_council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give the roles in force at a council, the oldest first."""
        return await read_council(self._database, council_id)

    async def list_all(self) -> Sequence[Holder]:
        """Give every grant in force, the oldest first."""
        return [
            Holder(grant=grant_of(row), telegram_id=row["telegram_id"])
            for row in await self._database.fetch(ALL_IN_FORCE)
        ]


def grant_of(row: Row) -> Grant:
    """Read a role in force."""
    return Grant(
        id=GrantId(row["id"]),
        person_id=PersonId(row["person_id"]),
        role=Role(row["role"]),
        region_code=RegionCode(row["region_code"]),
        council_id=CouncilId(row["council_id"]),
        shown_as=row["shown_as"],
        granted_at=as_utc(row["granted_at"]),
    )


def _invitation(row: Row) -> Invitation:
    return Invitation(
        id=InvitationId(row["id"]),
        role=Role(row["role"]),
        region_code=RegionCode(row["region_code"]),
        council_id=CouncilId(row["council_id"]),
        expires_at=as_utc(row["expires_at"]),
        used_by=PersonId(row["used_by"]) if row["used_by"] is not None else None,
        invited_by=PersonId(row["invited_by"]) if row["invited_by"] is not None else None,
    )
