"""What somebody sees who opens an invitation."""

from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.councils import Council
from bot.domain.places import Place
from bot.domain.roles import (
    COUNTRY,
    Grant,
    InvitationExpired,
    InvitationRefused,
    InvitationUsed,
    Role,
)
from handlers.navigation import Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language


def welcome() -> str:
    """Greet somebody who came by an invitation, in one line."""
    return _("Hello! I am Dostyq. You came by an invitation.")


def granted(grant: Grant, region: Place | None, council: Council | None) -> Screen:
    """Say what they may do now, and where; `region` is None for the country, or where it is not listed."""
    if grant.role.is_at_council:
        text = _at_council(grant, council.name.in_language(current_language()) if council else "")
        return Screen(text, keyboard([[_desk_button()], [menu_button()]]))
    name = region.name.in_language(current_language()) if region else grant.region_code
    text = _in_region(grant, escape(name, quote=False))
    ways = [_desk_button()] if grant.role is Role.ADMIN else []
    return Screen(text, keyboard([ways, [menu_button()]]))


def refused(refusal: InvitationRefused) -> Screen:
    """Say why the invitation gave nothing, and what to do."""
    return Screen(_refused(refusal), keyboard([[menu_button()]]))


def _at_council(grant: Grant, council: str) -> str:
    said = (
        _("You are now the head of this council:")
        if grant.role is Role.HEAD
        else _("You are now a coordinator of this council:")
    )
    parts = [
        f"{said}\n<b>{escape(council or grant.council_id, quote=False)}</b>",
        _what_awaits(grant.role),
        _("Your colleagues see this name when you take a request: {name}").format(
            name=escape(grant.shown_as, quote=False)
        ),
    ]
    return "\n\n".join(parts if grant.shown_as else parts[:-1])


def _what_awaits(role: Role) -> str:
    if role is Role.HEAD:
        return _(
            "You see every request to the council on its desk, hand requests to coordinators, invite and "
            "dismiss them, and hear of requests on which nobody acts."
        )
    return _(
        "I will write when somebody sends a request. Take it on the desk: then you alone read it, and your "
        "reply to my message goes to the citizen."
    )


def _in_region(grant: Grant, region: str) -> str:
    match grant.role, grant.region_code == COUNTRY:
        case Role.ADMIN, True:
            return _(
                "You are now an admin of the reception for the whole of Kazakhstan.\n\n"
                "You see figures and the cards of requests, without names and without what people wrote."
            )
        case Role.ADMIN, False:
            return _(
                "You are now an admin of the reception for {region}.\n\n"
                "You see figures and the cards of requests, without names and without what people wrote."
            ).format(region=region)
        case _, True:
            return _(
                "You are now an editor of events for the whole of Kazakhstan.\n\n"
                "You can add events in every region, change them and cancel them."
            )
    return _(
        "You are now an editor of events for {region}.\n\n"
        "You can add events there, change them and cancel them."
    ).format(region=region)


def _desk_button() -> InlineKeyboardButton:
    return button(_("Desk"), SectionOpened(section=Section.DESK))


def _refused(refusal: InvitationRefused) -> str:
    match refusal:
        case InvitationUsed():
            return _("This invitation has already been used. Ask whoever sent it for a new one.")
        case InvitationExpired():
            return _("This invitation has expired. Ask whoever sent it for a new one.")
    return _("I do not know this invitation. Ask whoever sent it for a new one.")
