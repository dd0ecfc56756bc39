"""What somebody sees who opens an invitation."""

from html import escape

from bot.domain.places import Place
from bot.domain.roles import (
    COUNTRY,
    Grant,
    InvitationExpired,
    InvitationRefused,
    InvitationUsed,
    Role,
)
from handlers.navigation import keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language


def welcome() -> str:
    """Greet somebody who came by an invitation, in one line."""
    return _("Hello! I am Dostyq. You came by an invitation.")


def granted(grant: Grant, region: Place | None) -> Screen:
    """Say what they may do now, and where; `region` is None for the country, or where it is not listed."""
    name = region.name.in_language(current_language()) if region else grant.region_code
    return Screen(_granted(grant, escape(name, quote=False)), keyboard([[menu_button()]]))


def refused(refusal: InvitationRefused) -> Screen:
    """Say why the invitation gave nothing, and what to do."""
    return Screen(_refused(refusal), keyboard([[menu_button()]]))


def _granted(grant: Grant, region: str) -> str:
    match grant.role:
        case Role.EDITOR if grant.region_code == COUNTRY:
            return _(
                "You are now an editor of events for the whole of Kazakhstan.\n\n"
                "You can add events in every region, change them and cancel them."
            )
        case Role.EDITOR:
            return _(
                "You are now an editor of events for {region}.\n\n"
                "You can add events there, change them and cancel them."
            ).format(region=region)


def _refused(refusal: InvitationRefused) -> str:
    match refusal:
        case InvitationUsed():
            return _("This invitation has already been used. Ask whoever sent it for a new one.")
        case InvitationExpired():
            return _("This invitation has expired. Ask whoever sent it for a new one.")
    return _("I do not know this invitation. Ask whoever sent it for a new one.")
