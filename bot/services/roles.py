"""Giving roles by invitation, and taking them back."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import (
    NO_COUNCIL,
    Grant,
    GrantId,
    Holder,
    Invitation,
    InvitationUnknown,
    InvitationUsed,
    NotYoursToGive,
    Role,
    require_open,
)
from bot.ports.roles import NewInvitation, RoleChanges, RoleStore

TOKEN_BYTES = 24
"""192 random bits, which is 32 characters of base64url: beyond guessing (OWASP ASVS asks for 128)."""

LONGEST_NAME = 64
"""Characters of the name by which colleagues see somebody."""


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

    async def invite(
        self, role: Role, region_code: RegionCode, lasts: timedelta, council_id: CouncilId = NO_COUNCIL
    ) -> str:
        """Make an invitation for one account, from the command line, and give the token of its link."""
        return await self._invite(role, region_code, council_id, lasts, invited_by=None)

    async def invite_colleague(self, head_id: PersonId, council_id: CouncilId, lasts: timedelta) -> str:
        """Make an invitation for a coordinator of the head's own council; raises NotYoursToGive."""
        held = await self._store.grants_of(head_id)
        mine = [grant for grant in held if grant.role is Role.HEAD and grant.council_id == council_id]
        if not mine:
            raise NotYoursToGive
        return await self._invite(
            Role.COORDINATOR, mine[0].region_code, council_id, lasts, invited_by=head_id
        )

    async def dismiss_colleague(self, head_id: PersonId, grant_id: GrantId) -> bool:
        """Take a coordinator's role at the head's own council back; raises NotYoursToGive."""
        held = await self._store.grants_of(head_id)
        for grant in held:
            if grant.role is not Role.HEAD:
                continue
            colleagues = await self._store.of_council(grant.council_id)
            if any(one.id == grant_id and one.role is Role.COORDINATOR for one in colleagues):
                return await self._withdraw(grant_id, head_id)
        raise NotYoursToGive

    async def of_council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give the roles in force at a council, the oldest first."""
        return await self._store.of_council(council_id)

    async def accept(self, person_id: PersonId, token: str, shown_as: str = "") -> Grant:
        """Give the role to the first account that opens the link; the same account gets the same answer.

        `shown_as` is kept with a role at a council, where colleagues see who took a request. Raises
        InvitationUnknown, InvitationUsed, InvitationExpired.
        """
        now = self._clock()
        async with self._store.changing() as changes:
            invitation = await changes.find_invitation(_hash(token))
            if invitation is None:
                raise InvitationUnknown
            require_open(invitation, person_id, now)
            if invitation.used_by is None:
                await _require_inviter(changes, invitation)
                shown = shown_as[:LONGEST_NAME] if invitation.role.is_at_council else ""
                await _use(changes, invitation, person_id, shown, now)
            return _held(invitation, await changes.grants_of(person_id))

    async def grants_of(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do at this moment."""
        return await self._store.grants_of(person_id)

    async def list_all(self) -> Sequence[Holder]:
        """Give every grant in force, the oldest first."""
        return await self._store.list_all()

    async def withdraw(self, grant_id: GrantId) -> bool:
        """Take a role back at once, from the command line; tell whether it was in force."""
        return await self._withdraw(grant_id, None)

    async def _invite(
        self,
        role: Role,
        region_code: RegionCode,
        council_id: CouncilId,
        lasts: timedelta,
        *,
        invited_by: PersonId | None,
    ) -> str:
        token, now = self._token(), self._clock()
        new = NewInvitation(
            token_hash=_hash(token),
            role=role,
            region_code=region_code,
            council_id=council_id,
            invited_by=invited_by,
            created_at=now,
            expires_at=now + lasts,
        )
        async with self._store.changing() as changes:
            invitation_id = await changes.add_invitation(new)
            await changes.record(
                at=now,
                actor_id=invited_by,
                act="role.invited",
                subject=f"invitation/{invitation_id}",
                details={"role": role, "region": region_code, "council": council_id},
            )
        return token

    async def _withdraw(self, grant_id: GrantId, actor_id: PersonId | None) -> bool:
        now = self._clock()
        async with self._store.changing() as changes:
            grant = await changes.withdraw(grant_id, now)
            if grant is None:
                return False
            await changes.record(
                at=now,
                actor_id=actor_id,
                act="role.withdrawn",
                subject=f"grant/{grant.id}",
                details={
                    "role": grant.role,
                    "region": grant.region_code,
                    "council": grant.council_id,
                    "person": grant.person_id,
                },
            )
        return True


async def _require_inviter(changes: RoleChanges, invitation: Invitation) -> None:
    """Raise InvitationUsed where whoever gave the role away no longer leads the council."""
    if invitation.invited_by is None:
        return
    held = await changes.grants_of(invitation.invited_by)
    if not any(one.role is Role.HEAD and one.council_id == invitation.council_id for one in held):
        raise InvitationUsed


async def _use(
    changes: RoleChanges, invitation: Invitation, person_id: PersonId, shown_as: str, now: datetime
) -> None:
    await changes.use_invitation(invitation.id, person_id, now)
    grant_id = await changes.add_grant(invitation, person_id, shown_as, now)
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
            "council": invitation.council_id,
            "person": person_id,
            "invitation": invitation.id,
        },
    )


def _held(invitation: Invitation, grants: Sequence[Grant]) -> Grant:
    """Give the grant that the invitation stands for; a role once withdrawn does not come back by its link."""
    given = (invitation.role, invitation.region_code, invitation.council_id)
    for grant in grants:
        if (grant.role, grant.region_code, grant.council_id) == given:
            return grant
    raise InvitationUsed


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
