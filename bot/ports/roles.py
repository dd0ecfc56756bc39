"""What the services need for giving and taking roles."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import Grant, GrantId, Holder, Invitation, InvitationId, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """An invitation that is not kept yet; moments are aware UTC. The command line has no `invited_by`."""

    token_hash: str
    role: Role
    region_code: RegionCode
    council_id: CouncilId
    invited_by: PersonId | None
    created_at: datetime
    expires_at: datetime


class RoleChanges(Protocol):
    """A change under way: all of it takes effect, with its record, or nothing."""

    async def add_invitation(self, new: NewInvitation) -> InvitationId:
        """Keep a new invitation under the hash of its token."""
        ...

    async def find_invitation(self, token_hash: str) -> Invitation | None:
        """Give the invitation; until the change ends, whoever else opens it waits."""
        ...

    async def use_invitation(
        self, invitation_id: InvitationId, person_id: PersonId, used_at: datetime
    ) -> None:
        """Keep who took the invitation."""
        ...

    async def add_grant(
        self, invitation: Invitation, person_id: PersonId, shown_as: str, granted_at: datetime
    ) -> GrantId | None:
        """Give the invitation's role to the person; None where they hold it there already."""
        ...

    async def grants_of(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do."""
        ...

    async def withdraw(self, grant_id: GrantId, withdrawn_at: datetime) -> Grant | None:
        """End a grant and give it; None where there is none in force."""
        ...

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
        ...


class RoleStore(Protocol):
    """Where roles and invitations are kept."""

    def changing(self) -> AbstractAsyncContextManager[RoleChanges]:
        """Open a short transaction; an error in its block undoes everything."""
        ...

    async def grants_of(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do at this moment."""
        ...

    async def of_council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give the roles in force at a council, the oldest first."""
        ...

    async def list_all(self) -> Sequence[Holder]:
        """Give every grant in force, the oldest first."""
        ...
