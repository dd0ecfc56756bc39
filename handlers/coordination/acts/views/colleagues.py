"""What the head of a council sees of those who work for it."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import urlencode

from aiogram.types import InlineKeyboardButton

from bot.domain.astana_time import local
from bot.domain.councils import Council
from bot.domain.roles import Grant, Role
from handlers import formats, request_words
from handlers.coordination.acts.callbacks import (
    ColleagueDismissed,
    ColleagueInvited,
    ColleaguesTurned,
    DismissalAsked,
)
from handlers.coordination.callbacks import ColleaguesShown, DeskOpened
from handlers.navigation import Page, button, keyboard, link
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _, current_language

COLLEAGUES_A_PAGE = 8


def listed(council: Council, found: Sequence[Grant], number: int = 0, note: str = "") -> Screen:
    """List who works for the council, with a button to dismiss each coordinator."""
    page = Page(number, COLLEAGUES_A_PAGE, len(found))
    shown = found[page.slice]
    names = "\n".join(f"• {_line(grant)}" for grant in shown)
    parts = [f"<b>{localized(council.name)}</b>", note, _("Who works for the council:") + f"\n{names}"]
    dismissals = [_dismissal(council, one) for one in shown if one.role is Role.COORDINATOR]
    turners = page.turners(
        ColleaguesTurned(council_id=council.id, page=max(0, number - 1)),
        ColleaguesTurned(council_id=council.id, page=number + 1),
    )
    return Screen(
        "\n\n".join(part for part in parts if part),
        keyboard(
            [
                [button(_("Invite a colleague"), ColleagueInvited(council_id=council.id))],
                *[[one] for one in dismissals],
                turners,
                [button(_("← Back to the desk"), DeskOpened(council_id=council.id))],
            ]
        ),
    )


def invited(council: Council, url: str, until: datetime) -> Screen:
    """Give the link to send on."""
    text = _(
        "Send this link to your colleague. The first account that opens it becomes a coordinator of the "
        "council. It works once, until {day}."
    ).format(day=request_words.day(local(until).date()))
    # Translators: sent by the head of a council to a future coordinator, above the link of the invitation.
    words = _("By this link you become a coordinator of our council:")
    share = f"https://t.me/share/url?{urlencode({'url': url, 'text': words})}"
    return Screen(
        f"<b>{localized(council.name)}</b>\n\n{text}\n\n<code>{escape(url, quote=False)}</code>",
        keyboard([[link(_("Send the link"), share)], [_back(council, _("← Colleagues"))]]),
    )


def dismissal(council: Council, grant: Grant) -> Screen:
    """Ask whether a coordinator is really dismissed."""
    text = _(
        "Dismiss {name}? From their next press on they see nothing of the council’s requests. "
        "What they have taken goes back to the council."
    ).format(name=escape(_name(grant), quote=False))
    yes = ColleagueDismissed(council_id=council.id, grant_id=grant.id)
    return Screen(
        f"<b>{localized(council.name)}</b>\n\n{text}",
        keyboard([[button(_("Yes, dismiss"), yes)], [_back(council, _("Cancel"))]]),
    )


def dismissed(council: Council, found: Sequence[Grant]) -> Screen:
    """Show who is left."""
    return listed(council, found, note=_("Dismissed. They see nothing of the requests from now on."))


def _line(grant: Grant) -> str:
    role = _("head") if grant.role is Role.HEAD else _("coordinator")
    since = formats.source_date(local(grant.granted_at).date().isoformat(), current_language())
    # Translators: who works for a council: a name, “head” or “coordinator”, a date.
    return _("{name}, {role}, since {date}").format(
        name=escape(_name(grant), quote=False), role=role, date=since
    )


def _dismissal(council: Council, grant: Grant) -> InlineKeyboardButton:
    label = _("Dismiss {name}").format(name=_name(grant))
    return button(label, DismissalAsked(council_id=council.id, grant_id=grant.id))


def _name(grant: Grant) -> str:
    return grant.shown_as.strip() or _("Without a name")


def _back(council: Council, label: str) -> InlineKeyboardButton:
    return button(label, ColleaguesShown(council_id=council.id))
