"""Words behind which somebody may be in danger: helplines at once, and a person is told at once."""

from dataclasses import replace

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.care import CareKind
from bot.domain.people import Person
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.errors import ReceptionRefusal
from bot.domain.reception.messages import LONGEST_TEXT, Piece, PieceKind
from bot.domain.reception.request import RequestId
from bot.services.places import Places
from bot.services.roles import Roles
from handlers import pieces
from handlers.reception.form import views
from handlers.reception.form.callbacks import PassingOnUndone
from handlers.reception.form.states import ReceptionForm
from handlers.reception.form.writing import Form
from handlers.screens import show


class SpeaksOfDanger(Filter):
    """The message tells that somebody may be in danger; gives the kind as `danger`.

    What those who work for the institution write in a form of theirs, as an answer, is about others.
    """

    async def __call__(
        self, message: Message, places: Places, roles: Roles, person: Person, raw_state: str | None = None
    ) -> bool | dict[str, CareKind]:
        """Look for the words of the care rules in a text or a caption."""
        found = places.directory.care.find(message.text or message.caption or "")
        if found is None:
            return False
        is_in_form_of_theirs = raw_state is not None and raw_state not in ReceptionForm
        if is_in_form_of_theirs and await roles.grants_of(person.id):
            return False
        return {"danger": found}


async def pass_on_draft(message: Message, danger: CareKind, form: Form) -> None:
    """Pass on what was written in the form so far, with these words."""
    draft = await form.drafting.draft(form.person_id) or _fresh(form)
    await _pass_on(message, danger, form, draft, ends_form=True)


async def pass_on_words(message: Message, danger: CareKind, form: Form) -> None:
    """Pass on words that somebody wrote outside the form; what they have begun to write there stays."""
    await _pass_on(message, danger, form, _fresh(form), ends_form=False)


async def add_words(message: Message, form: Form) -> None:
    """Pass on whatever else somebody in danger writes; a file of an album is answered with its first."""
    data = await form.state.get_data()
    piece = pieces.piece_of(message)
    if isinstance(piece, pieces.PieceRefused):
        await show(message, views.care.not_added(pieces.refusal(piece)))
        return
    request_id, key = RequestId(data["told_of"]), f"{form.person_id}:{form.update_id}"
    try:
        await form.own_requests.say(request_id, form.person_id, piece, key)
    except ReceptionRefusal:
        await form.state.clear()
        raise
    if not piece.album or piece.album != data.get("told_album"):
        await show(message, views.care.added(request_id))
    await form.state.update_data(told_album=piece.album)


async def undo(press: CallbackQuery, callback_data: PassingOnUndone, form: Form) -> None:
    """Withdraw what was passed on; the helplines stay."""
    request = await form.own_requests.withdraw(RequestId(callback_data.request_id), form.person_id)
    await show(press, views.care.undone(request, form.directory))


async def _pass_on(
    message: Message, danger: CareKind, form: Form, draft: RequestDraft, *, ends_form: bool
) -> None:
    earlier = {request.id for request in (await form.own_requests.mine(form.person_id)).own}
    # The update names the act, so that a repeat after a crash, when the draft is gone, adds nothing.
    words = replace(draft, key=str(form.update_id), pieces=(*draft.pieces, *_pieces(message)))
    request = await form.submitting.pass_on(form.person_id, form.language, words, danger, ends_form=ends_form)
    is_new = request.id not in earlier
    shown_in = await show(message, views.care.care(danger, request, form.directory, is_new=is_new))
    await form.keep_shown(request, shown_in)
    await form.state.set_state(ReceptionForm.told)
    await form.state.set_data({"told_of": request.id, "told_album": message.media_group_id or ""})


def _fresh(form: Form) -> RequestDraft:
    return RequestDraft(key=str(form.update_id), begun_at=form.now)


def _pieces(message: Message) -> list[Piece]:
    """Read the message whatever its length: what is too long for one part becomes several."""
    piece = pieces.piece_of(message)
    if isinstance(piece, Piece):
        return [piece]
    text = message.text or message.caption or ""
    starts = range(0, len(text), LONGEST_TEXT)
    return [Piece(kind=PieceKind.TEXT, text=text[start : start + LONGEST_TEXT]) for start in starts]
