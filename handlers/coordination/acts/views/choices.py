"""Lists from which is chosen: answers, colleagues, councils, doors, reasons."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.councils import Council
from bot.domain.directory import Directory
from bot.domain.reception.request import CloseReason, RequestCard
from bot.domain.roles import Grant
from handlers import request_words
from handlers.coordination.acts.callbacks import (
    CloseReasonChosen,
    ColleagueChosen,
    CouncilChosen,
    CouncilsTurned,
    DoorChosen,
    HandsTurned,
    ReadyAnswerShown,
)
from handlers.coordination.acts.views import lines
from handlers.coordination.lines import heading
from handlers.navigation import Page, button, in_columns, keyboard
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _, current_language

COUNCILS_A_PAGE = COLLEAGUES_A_PAGE = 8


def ready_answers(card: RequestCard, directory: Directory) -> Screen:
    """List the answers to begin from by their titles."""
    language = current_language()
    buttons = [
        button(one.title.in_language(language), ReadyAnswerShown(request_id=card.id, answer_id=one.id))
        for one in directory.ready_answers
    ]
    text = (
        _("Choose an answer. You see it in the citizen’s language before anything is sent.")
        if buttons
        else _("There are no ready answers yet.")
    )
    return _list(card, directory, text, buttons)


def colleagues(card: RequestCard, directory: Directory, found: Sequence[Grant], number: int) -> Screen:
    """List those who could own the request instead."""
    page = Page(number, COLLEAGUES_A_PAGE, len(found))
    buttons = [
        button(grant.shown_as.strip() or _("Without a name"), _chosen_colleague(card, grant))
        for grant in found[page.slice]
    ]
    text = (
        _("Who takes the request over? They get the citizen’s words in their chat with me.")
        if buttons
        else _("Nobody else works for this council yet. The head of the council can invite colleagues.")
    )
    turners = page.turners(
        HandsTurned(request_id=card.id, page=max(0, number - 1)),
        HandsTurned(request_id=card.id, page=number + 1),
    )
    return _list(card, directory, text, buttons, turners)


def councils(card: RequestCard, directory: Directory, found: Sequence[Council], number: int) -> Screen:
    """List the councils to which the request may go; their names are too long for buttons."""
    page = Page(number, COUNCILS_A_PAGE, len(found))
    numbered = list(enumerate(found, start=1))[page.slice]
    if not numbered:
        return _list(card, directory, _("No other council takes requests yet."), [])
    names = "\n".join(f"{place}. {localized(council.name)}" for place, council in numbered)
    buttons = [
        button(str(place), CouncilChosen(request_id=card.id, council_id=council.id))
        for place, council in numbered
    ]
    turners = page.turners(
        CouncilsTurned(request_id=card.id, page=max(0, number - 1)),
        CouncilsTurned(request_id=card.id, page=number + 1),
    )
    question = _("To which council does the request go? Those on the way of the matter stand first.")
    return Screen(
        lines.parts(heading(card, directory), question, names),
        keyboard([*in_columns(buttons, 4), turners, [lines.cancel(card.id)]]),
    )


def doors(card: RequestCard, directory: Directory) -> Screen:
    """List the services to which a matter may belong."""
    language = current_language()
    buttons = [
        button(door.name.in_language(language), DoorChosen(request_id=card.id, door_id=door.id))
        for door in directory.doors
    ]
    text = (
        _("To which service does the matter belong? The citizen gets its number and address from me.")
        if buttons
        else _("I do not know of any other service yet.")
    )
    return _list(card, directory, text, buttons)


def close_reasons(card: RequestCard, directory: Directory) -> Screen:
    """List the reasons for closing."""
    buttons = [
        button(request_words.close_reason(why), CloseReasonChosen(request_id=card.id, why=why))
        for why in CloseReason
    ]
    return _list(card, directory, _("Why is the request closed?"), buttons)


def no_form(card: RequestCard, directory: Directory) -> Screen:
    """Say that this act has no form, to whoever pressed a button that there is not."""
    return _list(card, directory, _("This button no longer works."), [])


def _chosen_colleague(card: RequestCard, grant: Grant) -> ColleagueChosen:
    return ColleagueChosen(request_id=card.id, person_id=grant.person_id)


def _list(
    card: RequestCard,
    directory: Directory,
    text: str,
    buttons: Sequence[InlineKeyboardButton],
    turners: Sequence[InlineKeyboardButton] = (),
) -> Screen:
    rows = [*[[one] for one in buttons], list(turners)]
    return Screen(lines.parts(heading(card, directory), text), keyboard([*rows, [lines.cancel(card.id)]]))
