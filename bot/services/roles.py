"""Giving roles by invitation, and taking them back."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import (
    Grant,
    GrantId,
    Holder,
    Invitation,
    InvitationUnknown,
    InvitationUsed,
    Role,
    require_open,
)
from bot.ports.roles import RoleChanges, RoleStore

TOKEN_BYTES = 24
"""192 random bits, which is 32 characters of base64url: beyond guessing (OWASP ASVS asks for 128)."""


def random_token() -> str:
    """Give 32 characters of `A-Za-z0-9_-`, which fit into a deep link and a button."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Roles:
    """Who may do what; only the hash of an invitation's token is ever kept."""

    def __init__(
        self, store: RoleStore, clock: Callable[[], datetime], token: Callable[[], str] = random_token
    ) -> None:
        self._store = store
        self._clock = clock
        self._token = token

    async def invite(self, role: Role, region_code: RegionCode, lasts: timedelta) -> str:
        """Make an invitation for one account, and give the token of its link."""
        token, now = self._token(), self._clock()
        async with self._store.changing() as changes:
            invitation_id = await changes.add_invitation(_hash(token), role, region_code, now, now + lasts)
            await changes.record(
                at=now,
                actor_id=None,
                act="role.invited",
                subject=f"invitation/{invitation_id}",
                details={"role": role, "region": region_code},
            )
        return token

    async def accept(self, person_id: PersonId, token: str) -> Grant:
        """Give the role to the first account that opens the link; the same account gets the same answer.

        Raises InvitationUnknown, InvitationUsed, InvitationExpired.
        """
        now = self._clock()
        async with self._store.changing() as changes:
            invitation = await changes.find_invitation(_hash(token))
            if invitation is None:
                raise InvitationUnknown
            require_open(invitation, person_id, now)
            if invitation.used_by is None:
                await _use(changes, invitation, person_id, now)
            return _held(invitation, await changes.grants_of(person_id))

    async def grants_of(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do at this moment."""
        return await self._store.grants_of(person_id)

    async def list_all(self) -> Sequence[Holder]:
        """Give every grant in force, the oldest first."""
        return await self._store.list_all()

    async def withdraw(self, grant_id: GrantId) -> bool:
        """Take a role back at once; tell whether it was in force."""
        now = self._clock()
        async with self._store.changing() as changes:
            grant = await changes.withdraw(grant_id, now)
            if grant is None:
                return False
            await changes.record(
                at=now,
                actor_id=None,
                act="role.withdrawn",
                subject=f"grant/{grant.id}",
                details={"role": grant.role, "region": grant.region_code, "person": grant.person_id},
            )
        return True


async def _use(changes: RoleChanges, invitation: Invitation, person_id: PersonId, now: datetime) -> None:
    await changes.use_invitation(invitation.id, person_id, now)
    grant_id = await changes.add_grant(invitation, person_id, now)
    if grant_id is None:
        return
    await changes.record(
        at=now,
        actor_id=person_id,
        act="role.granted",
        subject=f"grant/{grant_id}",
        details={
            "role": invitation.role,
            "region": invitation.region_code,
            "person": person_id,
            "invitation": invitation.id,
        },
    )


def _held(invitation: Invitation, grants: Sequence[Grant]) -> Grant:
    """Give the grant that the invitation stands for; a role once withdrawn does not come back by its link."""
    for grant in grants:
        if (grant.role, grant.region_code) == (invitation.role, invitation.region_code):
            return grant
    raise InvitationUsed


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
