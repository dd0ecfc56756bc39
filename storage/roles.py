"""Roles and invitations."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import Grant, GrantId, Holder, Invitation, InvitationId, Role
from storage import audit
from storage.database import Database, Dialects, Row, Transaction, as_utc

ADD_INVITATION = """
    INSERT INTO invitations (token_hash, role, region_code, created_at, expires_at)
    VALUES (:token_hash, :role, :region_code, :created_at, :expires_at)
    RETURNING id
"""

HOLD_INVITATION = Dialects(
    sqlite="""
        SELECT id, role, region_code, expires_at, used_by FROM invitations WHERE token_hash = :token_hash
    """,
    postgresql="""
        SELECT id, role, region_code, expires_at, used_by FROM invitations WHERE token_hash = :token_hash
        FOR UPDATE
    """,
)
"""The invitation, and nobody else opens it until the transaction ends: SQLite's exclude each other anyway."""

USE_INVITATION = "UPDATE invitations SET used_by = :person_id, used_at = :used_at WHERE id = :invitation_id"

GRANT_UNLESS_HELD = """
    INSERT INTO grants (person_id, role, region_code, invitation_id, granted_at)
    VALUES (:person_id, :role, :region_code, :invitation_id, :granted_at)
    ON CONFLICT (person_id, role, region_code) WHERE withdrawn_at IS NULL DO NOTHING
    RETURNING id
"""

IN_FORCE_OF_PERSON = """
    SELECT id, person_id, role, region_code, granted_at
    FROM grants WHERE person_id = :person_id AND withdrawn_at IS NULL ORDER BY id
"""

WITHDRAW_IF_IN_FORCE = """
    UPDATE grants SET withdrawn_at = :withdrawn_at WHERE id = :grant_id AND withdrawn_at IS NULL
    RETURNING id, person_id, role, region_code, granted_at
"""

ALL_IN_FORCE = """
    SELECT grants.id, grants.person_id, grants.role, grants.region_code, grants.granted_at, people.telegram_id
    FROM grants JOIN people ON people.id = grants.person_id
    WHERE grants.withdrawn_at IS NULL ORDER BY grants.id
"""


async def read_grants(reading: Database | Transaction, person_id: PersonId) -> Sequence[Grant]:
    """Give what the person may do as the database, or the transaction of an act, sees it now."""
    return [_grant(row) for row in await reading.fetch(IN_FORCE_OF_PERSON, person_id=person_id)]


class SqlRoleChanges:
    """A change of roles in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_invitation(
        self, token_hash: str, role: Role, region_code: RegionCode, created_at: datetime, expires_at: datetime
    ) -> InvitationId:
        """Keep a new invitation under the hash of its token."""
        [row] = await self._transaction.fetch(
            ADD_INVITATION,
            token_hash=token_hash,
            role=role,
            region_code=region_code,
            created_at=created_at,
            expires_at=expires_at,
        )
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
        self, invitation: Invitation, person_id: PersonId, granted_at: datetime
    ) -> GrantId | None:
        """Give the invitation's role to the person; None where they hold it there already."""
        rows = await self._transaction.fetch(
            GRANT_UNLESS_HELD,
            person_id=person_id,
            role=invitation.role,
            region_code=invitation.region_code,
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
        return _grant(rows[0]) if rows else None

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

    async def list_all(self) -> Sequence[Holder]:
        """Give every grant in force, the oldest first."""
        return [
            Holder(grant=_grant(row), telegram_id=row["telegram_id"])
            for row in await self._database.fetch(ALL_IN_FORCE)
        ]


def _grant(row: Row) -> Grant:
    return Grant(
        id=GrantId(row["id"]),
        person_id=PersonId(row["person_id"]),
        role=Role(row["role"]),
        region_code=RegionCode(row["region_code"]),
        granted_at=as_utc(row["granted_at"]),
    )


def _invitation(row: Row) -> Invitation:
    return Invitation(
        id=InvitationId(row["id"]),
        role=Role(row["role"]),
        region_code=RegionCode(row["region_code"]),
        expires_at=as_utc(row["expires_at"]),
        used_by=PersonId(row["used_by"]) if row["used_by"] is not None else None,
    )
