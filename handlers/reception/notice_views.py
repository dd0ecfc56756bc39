"""How the words of a council reach the citizen: a heading around them, and what can be done below."""

from html import escape, unescape

from bot.domain.directory import Directory
from bot.domain.reception.messages import Purpose
from bot.domain.reception.notices import CouncilSpoke, FollowedNews
from bot.domain.reception.states import Act, RequestState
from handlers import request_words as words
from handlers.carrying import Pin
from handlers.navigation import Rows, button, keyboard
from handlers.reception.own.callbacks import FollowingStopped, MessageRead, RequestRead
from handlers.reception.own.views.page import appointment
from handlers.reception.own.views.page_buttons import allows, ending, proposal_buttons, reply_button
from handlers.screens import Screen
from handlers.words import _


def around(spoke: CouncilSpoke, directory: Directory, words_of_council: str) -> str:
    """Write the heading with number and council, the council's words as they are, and what to do."""
    request = spoke.request
    heading = f"<b>{escape(title(spoke), quote=False)}</b>\n{words.council(request, directory)}"
    meeting = appointment(request) if spoke.message.purpose is Purpose.MEETING else ""
    parts = (heading, meeting, words_of_council, _what_to_do(spoke))
    return "\n\n".join(filter(None, parts))


def title(spoke: CouncilSpoke) -> str:
    """Say in plain words what the council does, and about which request."""
    number = spoke.request.number
    match spoke.message.purpose:
        case Purpose.QUESTION:
            return _("The council asks about your request {number}").format(number=number)
        case Purpose.MEETING:
            return _("The council proposes an appointment about your request {number}").format(number=number)
    return _("Answer to your request {number}").format(number=number)


def pin(spoke: CouncilSpoke, directory: Directory) -> Pin:
    """Give the words on a place that the council sends."""
    return Pin(title(spoke), unescape(words.council(spoke.request, directory)))


def rows(spoke: CouncilSpoke, *, is_cut: bool) -> Rows:
    """Give what can be done now; `is_cut` tells that the council's words are not there in full."""
    request, message = spoke.request, spoke.message
    found: Rows = []
    if is_cut:
        found.append([button(_("Read in full"), MessageRead(request_id=request.id, message_id=message.id))])
    if message.purpose is Purpose.ANSWER and request.state is RequestState.ANSWERED:
        found += ending(request, below=True)
    if message.purpose is Purpose.MEETING and allows(request, Act.REPLY):
        found.append(proposal_buttons(request, message, below=True))
    if message.purpose is Purpose.QUESTION and allows(request, Act.REPLY):
        found.append([reply_button(request)])
    return [*found, [button(_("Open the request"), RequestRead(request_id=request.id))]]


def followed(news: FollowedNews, directory: Directory) -> Screen:
    """Tell a follower how a request stands, and nothing that its author said."""
    card = news.card
    title = _("<b>Request {number}</b>, which you follow").format(number=card.number)
    about = f"{words.topic(card, directory)} · {words.place(card, directory)}"
    state = _("State: {state}").format(state=words.state(card.state))
    stop = button(_("Stop following"), FollowingStopped(request_id=card.id))
    return Screen(f"{title}\n{about}\n{state}", keyboard([[stop]]))


def _what_to_do(spoke: CouncilSpoke) -> str:
    request, purpose = spoke.request, spoke.message.purpose
    if purpose is Purpose.ANSWER and request.state is RequestState.ANSWERED:
        return _("Is the matter solved? If not, say so, and the council goes on with it.")
    if purpose is Purpose.QUESTION and allows(request, Act.REPLY):
        return _("Reply to this message, or press “Reply”. The clock stands still until you do.")
    if purpose is Purpose.MEETING and allows(request, Act.REPLY):
        return _("Will you come? The clock stands still until you reply.")
    return ""
