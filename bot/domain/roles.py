"""Who may do what and where, and the invitations by which they come to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.places import RegionCode

COUNTRY = RegionCode("KZ")
"""The whole of Kazakhstan: a role for it holds in every region."""

NO_COUNCIL = CouncilId("")
"""Stands where a role is held in a region, and not at a council."""

INVITATION_PREFIX = "invite_"
"""How the payload of an invitation's link begins; its token follows."""

GrantId = NewType("GrantId", int)
InvitationId = NewType("InvitationId", int)


class Role(StrEnum):
    """What somebody is trusted with; coordinators and heads at a council, the others in a region."""

    EDITOR = "editor"
    COORDINATOR = "coordinator"
    HEAD = "head"
    ADMIN = "admin"

    @property
    def is_at_council(self) -> bool:
        """Whether it is held at a council."""
        return self in {Role.COORDINATOR, Role.HEAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role in force; `granted_at` is aware UTC.

    `shown_as` is the name by which colleagues of the council see who took a request; empty for other roles.
    """

    id: GrantId
    person_id: PersonId
    role: Role
    region_code: RegionCode
    council_id: CouncilId = NO_COUNCIL
    shown_as: str = ""
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A role in force with the Telegram account that holds it."""

    grant: Grant
    telegram_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A role that waits for whoever opens its link first, until `expires_at` (aware UTC).

    `invited_by` is the head who gave it away; None where it came from the command line.
    """

    id: InvitationId
    role: Role
    region_code: RegionCode
    council_id: CouncilId = NO_COUNCIL
    expires_at: datetime
    used_by: PersonId | None
    invited_by: PersonId | None = None


class InvitationRefused(Exception):
    """The link gives no role to whoever opened it."""


class InvitationUnknown(InvitationRefused):
    """There is no such invitation."""


class InvitationUsed(InvitationRefused):
    """Another account opened it first, or what it gave has been withdrawn."""


class InvitationExpired(InvitationRefused):
    """Nobody opened it in time."""


class NotYoursToGive(Exception):
    """Somebody gives or takes a role at a council of which they are not the head."""


def allows(grants: Iterable[Grant], role: Role, region_code: str) -> bool:
    """Tell whether the role is held in that region; what belongs to no region needs it for the country."""
    held = {(grant.role, grant.region_code) for grant in grants}
    return (role, COUNTRY) in held or (region_code != "" and (role, region_code) in held)


def council_roles(grants: Iterable[Grant]) -> list[Grant]:
    """Give the roles that are held at councils."""
    return [grant for grant in grants if grant.role.is_at_council]


def require_open(invitation: Invitation, person_id: PersonId, now: datetime) -> None:
    """Raise InvitationUsed or InvitationExpired where the invitation gives that person nothing."""
    if invitation.used_by == person_id:
        return
    if invitation.used_by is not None:
        raise InvitationUsed
    if now >= invitation.expires_at:
        raise InvitationExpired
