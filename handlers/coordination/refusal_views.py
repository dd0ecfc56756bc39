"""What those who work for a council hear when an act on a request is refused."""

from html import escape

from bot.domain.reception.errors import (
    GroupNotYours,
    NobodyThere,
    NotAllowed,
    NotNow,
    PersonalDataGone,
    ReceptionRefusal,
    RequestUnknown,
    TakenByAnother,
    TextTooLong,
)
from handlers import request_words
from handlers.navigation import Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, ngettext


def refusal(error: ReceptionRefusal) -> str:
    """Say why the act was not done, and what to do; plain text, short enough for an alert."""
    match error:
        case NotNow():
            return _("Nothing was done: the request is now in the state “{state}”.").format(
                state=request_words.state(error.state)
            )
        case TakenByAnother(name=""):
            return _("A colleague has already taken this request.")
        case TakenByAnother():
            return _("{name} has already taken this request.").format(name=error.name)
        case TextTooLong():
            return ngettext(
                "Nothing was sent: the text is {count} character too long. Shorten it and send it again.",
                "Nothing was sent: the text is {count} characters too long. Shorten it and send it again.",
                error.over,
            ).format(count=error.over)
    return {
        RequestUnknown: _("This request is not open to you. It belongs to those who work for its council."),
        NotAllowed: _(
            "You may not do this with this request. Only its owner reads it and answers; others can take it "
            "when it is free."
        ),
        NobodyThere: _("Nobody takes requests there any more. Choose again."),
        PersonalDataGone: _("What the citizen wrote was deleted when its term was over."),
        GroupNotYours: _(
            "This link was made for somebody else, was used, or is too old. Ask for a new one at the desk."
        ),
    }.get(type(error)) or _("That can’t be done with this request any more.")


def screen(error: ReceptionRefusal) -> Screen:
    """Say the same where there is no card to show, and lead on."""
    ways = [button(_("Desk"), SectionOpened(section=Section.DESK)), menu_button()]
    return Screen(escape(refusal(error), quote=False), keyboard([ways]))
