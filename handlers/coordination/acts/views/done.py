"""What has come of an act."""

from html import escape

from bot.domain.directory import Directory
from bot.domain.reception.request import Request, RequestCard, RequestId
from bot.domain.reception.states import Act
from handlers.coordination.acts.views import lines
from handlers.coordination.desk.views.acts import card_button, desk_button
from handlers.coordination.lines import heading
from handlers.navigation import keyboard
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _


def said(act: Act, card: RequestCard, directory: Directory) -> Screen:
    """Say that words are on their way, or kept."""
    return _on_card(card, directory, _said(act))


def entitled(card: RequestCard, directory: Directory) -> Screen:
    """Show the headline as everybody reads it."""
    return _on_card(card, directory, _("This is its headline now:"), lines.quoted(card.headline))


def handed(card: RequestCard, directory: Directory) -> Screen:
    """Say whose the request is now."""
    text = _("The request has gone to {name}. They get the citizen’s words in their chat with me.")
    return _left(card, directory, text.format(name=escape(card.owner_name, quote=False)))


def confirmed(act: Act, request: Request, directory: Directory) -> Screen:
    """Say that what was shown back has been done."""
    card = request.card
    match act:
        case Act.TRANSFER:
            council = directory.council(card.council_id)
            name = localized(council.name) if council else card.council_id
            text = _("The request has gone to another council: {council}. The citizen is told why.")
            return _left(card, directory, text.format(council=name))
        case Act.REDIRECT:
            return _left(card, directory, _("The citizen is told which service is the right one, and why."))
        case Act.CLOSE:
            return _left(card, directory, _("The request is closed. The citizen is told why."))
        case Act.RELEASE:
            return _left(card, directory, _("You have given the request back. A colleague can take it now."))
    return _on_card(card, directory, _said(act))


def not_taken(request_id: RequestId, why: str) -> Screen:
    """Say why one file of an album was not passed on."""
    return Screen(why, keyboard([[card_button(request_id)]]))


def out_of_date(request_id: int) -> Screen:
    """Say that what was shown back can't be done any more."""
    text = _("This no longer stands: something else was begun meanwhile. Start again from the request.")
    return Screen(text, keyboard([[card_button(request_id)]]))


def _said(act: Act) -> str:
    return {
        Act.ANSWER: _("Sent to the citizen. I will write if it does not arrive."),
        Act.ASK: _(
            "The question is on its way to the citizen. The clock stands still until they reply. "
            "I will write if it does not arrive."
        ),
        Act.PROPOSE: _(
            "The appointment is proposed. The clock stands still until the citizen replies. "
            "I will write if it does not arrive."
        ),
        Act.NOTE: _("The note is kept. Only the council sees it."),
    }[act]


def _on_card(card: RequestCard, directory: Directory, *paragraphs: str) -> Screen:
    text = lines.parts(heading(card, directory), *paragraphs)
    return Screen(text, keyboard([[card_button(card.id), desk_button()]]))


def _left(card: RequestCard, directory: Directory, text: str) -> Screen:
    """Lead on from a request that is done with, or no longer the person's own."""
    return Screen(lines.parts(heading(card, directory), text), keyboard([[desk_button()]]))
