"""What a coordinator hears about a reply, and about a number that was typed."""

from bot.domain.directory import Directory
from bot.domain.reception.request import Request
from handlers import request_words
from handlers.coordination.desk.views import acts
from handlers.navigation import RequestShown, button, keyboard, menu_button
from handlers.pieces import PieceRefused, refusal
from handlers.screens import Screen
from handlers.words import _


def sent(request: Request, directory: Directory) -> Screen:
    """Say that the answer is on its way."""
    head = f"<b>{request.number}</b> · {request_words.topic(request, directory)}"
    text = _("Sent to the citizen. I will write if it does not arrive.")
    return Screen(f"{head}\n{text}", keyboard([[acts.card_button(request.id), acts.desk_button()]]))


def not_taken(refused: PieceRefused, request_id: int) -> Screen:
    """Say why the reply can't be passed on."""
    text = "\n\n".join([refusal(refused), _("Nothing was sent to the citizen.")])
    return Screen(text, keyboard([[acts.card_button(request_id), acts.desk_button()]]))


def not_found(number: str) -> Screen:
    """Say that none of the person's councils has a request of that number."""
    text = _("None of your councils has a request with the number {number}. Check it and write it again.")
    return Screen(text.format(number=number), keyboard([[acts.desk_button(), menu_button()]]))


def own(request: Request) -> Screen:
    """Lead somebody to a request that they have sent themselves."""
    text = _(
        "{number} is a request of your own. You see it as the one who sent it; a colleague works on it."
    ).format(number=request.number)
    return Screen(
        text,
        keyboard([[button(_("Open my request"), RequestShown(request_id=request.id))], [acts.desk_button()]]),
    )
