"""The buttons of what can be done with a request, for whoever may, while it makes sense."""

from collections.abc import Collection, Iterable

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.policy import Look, Standing, may
from bot.domain.reception.request import RequestCard
from bot.domain.reception.states import TRANSITIONS, Act
from handlers.coordination import lines
from handlers.coordination.callbacks import (
    ActChosen,
    MoreActs,
    ReadyAnswersShown,
    RequestOpenedAsked,
    RequestTaken,
)
from handlers.navigation import DeskCardShown, Rows, Section, SectionOpened, button, in_columns, keyboard
from handlers.screens import Screen
from handlers.words import _

OWNERS = frozenset({Standing.OWNER, Standing.COLLEAGUE})
"""What the owner of a request is to it."""

LESS_OFTEN = (Act.ENTITLE, Act.HAND, Act.TRANSFER, Act.REDIRECT, Act.CLOSE, Act.RELEASE)
"""What stands behind “More”."""


def rows(card: RequestCard, standings: Collection[Standing]) -> Rows:
    """Give the buttons of a card: take it or read it, then speak, then the rest."""
    first = []
    if card.owner_id is None and _is_possible(Act.TAKE, card, standings):
        first.append(button(_("Take"), RequestTaken(request_id=card.id, in_group=False)))
    if may(Look.WORDS, standings):
        first.append(button(_("Read the request"), RequestOpenedAsked(request_id=card.id)))
    return [first, *speaking_rows(card, standings)]


def speaking_rows(card: RequestCard, standings: Collection[Standing]) -> Rows:
    """Give the buttons of what can be done with a request that one has before one's eyes."""
    speaking = _chosen((Act.ANSWER, Act.ASK, Act.PROPOSE), card, standings)
    if _is_possible(Act.ANSWER, card, standings):
        speaking.append(button(_("Ready answers"), ReadyAnswersShown(request_id=card.id)))
    others = _chosen((Act.NOTE,), card, standings)
    if _chosen(LESS_OFTEN, card, standings):
        others.append(button(_("More"), MoreActs(request_id=card.id)))
    return [*in_columns(speaking, 2), others]


def more(card: RequestCard, standings: Collection[Standing], directory: Directory) -> Screen:
    """Offer what is needed less often."""
    text = "\n\n".join([lines.heading(card, directory), _("What is to be done with it?")])
    return Screen(
        text, keyboard([*in_columns(_chosen(LESS_OFTEN, card, standings), 2), [card_button(card.id)]])
    )


def card_button(request_id: int) -> InlineKeyboardButton:
    """Give the button that leads to the card of a request."""
    return button(_("Card"), DeskCardShown(request_id=request_id))


def desk_button() -> InlineKeyboardButton:
    """Give the button that leads to the desk."""
    return button(_("Desk"), SectionOpened(section=Section.DESK))


def _chosen(
    acts: Iterable[Act], card: RequestCard, standings: Collection[Standing]
) -> list[InlineKeyboardButton]:
    labels = {
        Act.ANSWER: _("Answer"),
        Act.ASK: _("Ask the citizen"),
        Act.PROPOSE: _("Propose an appointment"),
        Act.NOTE: _("Note for colleagues"),
        Act.ENTITLE: _("Write a headline"),
        Act.HAND: _("Hand to a colleague"),
        Act.TRANSFER: _("Give to another council"),
        Act.REDIRECT: _("Not ours"),
        Act.CLOSE: _("Close with a reason"),
        Act.RELEASE: _("Give back"),
    }
    return [
        button(labels[act], ActChosen(request_id=card.id, act=act))
        for act in acts
        if _is_possible(act, card, standings)
    ]


def _is_possible(act: Act, card: RequestCard, standings: Collection[Standing]) -> bool:
    return may(act, standings) and (card.state, act) in TRANSITIONS
