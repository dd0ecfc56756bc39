"""How a request moves: its states, the acts that move it, and the one table of transitions."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.reception.errors import NotNow


class RequestState(StrEnum):
    """How far a request has come.

    Answered: the council has said its last word, or closed the request with a reason. The matter ends when
    the citizen says so (confirmed), or when the time in which they can say otherwise is over.
    """

    SUBMITTED = "submitted"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_CITIZEN = "waiting_for_citizen"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody does with a request; who may is said in `policy.py`."""

    ADD = "add"
    REPLY = "reply"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    RATE = "rate"
    TAKE = "take"
    ANSWER = "answer"
    ASK = "ask"
    PROPOSE = "propose"
    NOTE = "note"
    ENTITLE = "entitle"
    HAND = "hand"
    RELEASE = "release"
    TRANSFER = "transfer"
    REDIRECT = "redirect"
    CLOSE = "close"
    CLIMB = "climb"


OPEN = frozenset(
    {
        RequestState.SUBMITTED,
        RequestState.IN_PROGRESS,
        RequestState.WAITING_FOR_CITIZEN,
        RequestState.REOPENED,
        RequestState.TRANSFERRED,
    }
)
"""The council owes the citizen something, or the citizen the council."""

UNTAKEN = frozenset({RequestState.SUBMITTED, RequestState.TRANSFERRED})
"""Nobody of the council has taken the request yet."""

IN_HAND = frozenset({RequestState.IN_PROGRESS, RequestState.WAITING_FOR_CITIZEN, RequestState.REOPENED})
"""The request has an owner, or had one who is no longer a coordinator."""

SETTLED = frozenset({RequestState.ANSWERED, RequestState.CONFIRMED, RequestState.REDIRECTED})
"""The council has said its last word; for 30 days the citizen may say that the matter is not solved."""


def _rows(
    act: Act, states: frozenset[RequestState], to: RequestState | None = None
) -> dict[tuple[RequestState, Act], RequestState]:
    return {(state, act): to or state for state in states}


TRANSITIONS: Mapping[tuple[RequestState, Act], RequestState] = {
    **_rows(Act.ADD, OPEN - {RequestState.WAITING_FOR_CITIZEN} | {RequestState.ANSWERED}),
    **_rows(Act.REPLY, frozenset({RequestState.WAITING_FOR_CITIZEN}), RequestState.IN_PROGRESS),
    **_rows(Act.WITHDRAW, OPEN, RequestState.WITHDRAWN),
    **_rows(Act.CONFIRM, frozenset({RequestState.ANSWERED}), RequestState.CONFIRMED),
    **_rows(Act.REOPEN, SETTLED, RequestState.REOPENED),
    **_rows(Act.RATE, frozenset({RequestState.ANSWERED, RequestState.CONFIRMED, RequestState.REOPENED})),
    **_rows(Act.TAKE, UNTAKEN, RequestState.IN_PROGRESS),
    **_rows(Act.TAKE, IN_HAND),
    **_rows(Act.ANSWER, IN_HAND | {RequestState.ANSWERED}, RequestState.ANSWERED),
    **_rows(Act.ASK, IN_HAND, RequestState.WAITING_FOR_CITIZEN),
    **_rows(Act.PROPOSE, IN_HAND, RequestState.WAITING_FOR_CITIZEN),
    **_rows(Act.NOTE, frozenset(RequestState)),
    **_rows(Act.ENTITLE, IN_HAND | SETTLED),
    **_rows(Act.HAND, IN_HAND),
    **_rows(Act.RELEASE, IN_HAND, RequestState.SUBMITTED),
    **_rows(Act.TRANSFER, IN_HAND | UNTAKEN, RequestState.TRANSFERRED),
    **_rows(Act.REDIRECT, IN_HAND, RequestState.REDIRECTED),
    **_rows(Act.CLOSE, IN_HAND, RequestState.ANSWERED),
    **_rows(Act.CLIMB, OPEN - {RequestState.WAITING_FOR_CITIZEN}),
}
"""Where each act leads from each state; what is not listed is refused. docs/reception.md draws it."""


def after(state: RequestState, act: Act) -> RequestState:
    """Give the state to which an act leads; raises NotNow where it leads nowhere from here."""
    try:
        return TRANSITIONS[state, act]
    except KeyError:
        raise NotNow(state, act) from None
