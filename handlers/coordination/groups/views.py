"""What a council's group sees: cards without a citizen's name, contact or words, and what is said beside."""

from html import escape, unescape

from aiogram.types import InlineKeyboardMarkup

from bot.domain.councils import Council, CouncilId
from bot.domain.directory import Directory
from bot.domain.reception.groups import CouncilGroup, ShownCard
from bot.domain.reception.request import RequestCard
from bot.domain.reception.states import RequestState
from handlers import request_words, wording
from handlers.coordination import lines
from handlers.coordination.callbacks import DeskOpened, RequestTaken
from handlers.navigation import (
    DeskCardShown,
    Section,
    SectionOpened,
    button,
    keyboard,
    link,
    menu_button,
)
from handlers.screens import Screen
from handlers.words import _

LONGEST_TOPIC = 128
"""Characters of the name of a topic (createForumTopic)."""


def card(shown: ShownCard, directory: Directory) -> Screen:
    """Show a request to everybody of its council.

    Days are named, not counted, so that the card stays true until the request itself changes.
    """
    request = shown.card
    head = [lines.heading(request, directory), lines.urgency(request)]
    if shown.has_left:
        moved = _("Given to another council: {council}").format(
            council=request_words.council(request, directory)
        )
        return Screen("\n".join([head[0], moved]))
    said = [
        *head,
        request_words.place(request, directory),
        lines.headline(request),
        _state(request),
        *_promised(request),
        lines.climbed(request),
    ]
    return Screen("\n".join(line for line in said if line), _buttons(shown))


def topic_name(request: RequestCard, directory: Directory) -> str:
    """Name the request's topic in a forum."""
    return f"{request.number} · {unescape(request_words.topic(request, directory))}"[:LONGEST_TOPIC]


def how_to_connect(council: Council, url: str, known: CouncilGroup | None) -> Screen:
    """Give the link that puts the bot into a group, and say what the group will see."""
    text = _(
        "<b>A group for {council}</b>\n\n"
        "Press the button and choose the group of your council. Each request is then shown there with its "
        "number, topic, place and promised day, and whoever presses “Take” becomes its owner. Names, "
        "contacts and words of citizens are never shown in the group.\n\n"
        "In a group with topics, make me an administrator who may manage topics: each request then gets a "
        "topic of its own.\n\n"
        "The link is yours alone and works once, within a day."
    ).format(council=wording.localized(council.name))
    if known is not None:
        text += "\n\n" + _("The council has a group already. The new one will take its place.")
    return Screen(
        text,
        keyboard([[link(_("Choose a group"), url)], [button(_("Back"), DeskOpened(council_id=council.id))]]),
    )


def connected(council_id: CouncilId, directory: Directory) -> str:
    """Say in the group what it is for now."""
    return _(
        "This group now shows the requests to {council}.\n\n"
        "Cards show no name, contact or words of citizens. Press “Take” to become the owner of a request: "
        "I will send you its words in our private chat, and you answer there."
    ).format(council=council_name(council_id, directory))


def replaced(council_id: CouncilId, directory: Directory) -> str:
    """Say in the earlier group that it gets nothing more."""
    return _("Requests to {council} are now shown in another group. Nothing more will come here.").format(
        council=council_name(council_id, directory)
    )


def write_as_yourself() -> str:
    """Say that an anonymous administrator can't connect a group."""
    return _(
        "I can’t see who you are, because you write in the group’s name. Turn off “Remain anonymous” in your "
        "rights as an administrator, then open the link again."
    )


def link_refused() -> str:
    """Say in one line that a link connects nothing."""
    return _(
        "This link was made for somebody else, was used, or is too old. "
        "Ask for a new one at the desk of your council in the private chat with me."
    )


def taken() -> str:
    """Say that a request has an owner now, in a line that fades."""
    return _("Taken. The request is in your private chat with me.")


def not_yours() -> str:
    """Say that a press did nothing, since the person is unknown or has no right."""
    return _("This is for those who work for this council.")


def stale_button() -> str:
    """Say that a press did nothing, since the button has no meaning any more."""
    return _("This button no longer works.")


def answer_in_private() -> str:
    """Say that what is written in the group reaches no citizen."""
    return _("The citizen does not see what is written here. Answer in your private chat with me.")


def group_lost(council_id: CouncilId, directory: Directory) -> Screen:
    """Tell somebody of the council that its group is gone, and what comes instead."""
    text = _(
        "I can no longer write to the group of {council}. From now on I tell you and your colleagues of new "
        "requests here, in private.\n\nTo have them shown in a group again, connect one at your desk."
    ).format(council=council_name(council_id, directory))
    return Screen(text, keyboard([[button(_("Desk"), SectionOpened(section=Section.DESK)), menu_button()]]))


def council_name(council_id: CouncilId, directory: Directory) -> str:
    """Name a council, safe to put into HTML; one no longer listed goes by its id."""
    found = directory.council(council_id)
    return wording.localized(found.name) if found else escape(council_id, quote=False)


def _state(request: RequestCard) -> str:
    state = request_words.state(request.state)
    if request.owner_id is None:
        return state
    return f"{state} · {lines.owner(request)}"


def _promised(request: RequestCard) -> list[str]:
    if not request.is_open or request.state is RequestState.WAITING_FOR_CITIZEN:
        return []
    answer = _("Answer by {day}").format(day=request_words.day(request.answer_due_on))
    if request.has_reaction or request.is_urgent:
        return [answer]
    return [_("Take it by {day}").format(day=request_words.day(request.reaction_due_on)), answer]


def _buttons(shown: ShownCard) -> InlineKeyboardMarkup | None:
    request = shown.card
    row = []
    if request.is_open and request.owner_id is None:
        taking = RequestTaken(request_id=request.id, in_group=not shown.is_private)
        row.append(button(_("Take"), taking))
    if shown.is_private:
        row.append(button(_("Details"), DeskCardShown(request_id=request.id)))
    return keyboard([row]) if row else None
