"""The matter itself: words, photos, voice messages, documents and places, several of them if need be."""

from contextlib import suppress
from dataclasses import replace

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.errors import TooManyPieces
from bot.domain.reception.messages import PieceKind
from handlers import pieces
from handlers.reception import views as reception_views
from handlers.reception.form import views
from handlers.reception.form.asking import ask, go_on
from handlers.reception.form.states import ReceptionForm
from handlers.reception.form.writing import Form
from handlers.screens import Screen, show


async def take_part(message: Message, form: Form) -> None:
    """Keep a part of the matter; a text alone leads on, after a file more may come.

    Words that come when the matter has been told already are added to it.
    """
    draft, note = await form.draft(), ""
    is_repeat = draft.last_update == form.update_id  # after a crash: these words were an answer before
    if not is_repeat:
        draft, note = await _with_part(message, form, draft)
    words_alone = message.text is not None and not note
    if form.asked is Question.MATTER and words_alone and _is_text(draft):
        await go_on(message, form, draft)
    elif form.asked in {Question.WAY, Question.CHECK} and words_alone:
        await ask(message, form, draft, form.asked, "" if is_repeat else views.matter.added())
    elif draft.pieces:
        await _show_received(message, form, draft, note)
    else:
        await ask(message, form, draft, Question.MATTER, note)


async def begin_matter_anew(press: CallbackQuery, form: Form) -> None:
    """Forget what was said of the matter, and ask for it again."""
    draft = await form.keep(replace(await form.draft(), pieces=()))
    await ask(press, form, draft, Question.MATTER)


async def ask_for_place_again(message: Message, form: Form) -> None:
    """Ask for the place on the map once more, since it was only in memory when the bot stopped."""
    question = form.asked or Question.MATTER
    await ask(message, form, await form.draft(), question, views.matter.place_lost())


async def _with_part(message: Message, form: Form, draft: RequestDraft) -> tuple[RequestDraft, str]:
    """Give the draft with what the message holds; or as it was, and why the message was not taken."""
    piece = pieces.piece_of(message)
    if isinstance(piece, pieces.PieceRefused):
        return draft, pieces.refusal(piece)
    try:
        draft = draft.with_piece(piece)
    except TooManyPieces as refused:
        return draft, reception_views.refusal(refused)
    return await form.keep(replace(draft, last_update=form.update_id)), ""


async def _show_received(message: Message, form: Form, draft: RequestDraft, note: str) -> None:
    """Say what has come; files of one album share one screen, which is brought up to date."""
    album, data = message.media_group_id or "", await form.state.get_data()
    is_same_album = bool(album) and data.get("received_album") == album
    known = str(data.get("received_note", "")) if is_same_album else ""
    if note and note == known:  # said already, of another file of the album
        return
    screen = views.matter.received(draft, form.directory, note or known)
    shown_in = data.get("received_in") if is_same_album else None
    if not await _is_brought_up_to_date(message, shown_in, screen):
        shown_in = await show(message, screen)
    await form.state.set_state(ReceptionForm.matter)
    await form.state.set_data(
        {"received_album": album, "received_in": shown_in, "received_note": note or known}
    )


async def _is_brought_up_to_date(message: Message, shown_in: int | None, screen: Screen) -> bool:
    if shown_in is None or message.bot is None:
        return False
    with suppress(TelegramBadRequest):  # gone, or too old: the screen is sent anew
        await message.bot.edit_message_text(
            screen.text, chat_id=message.chat.id, message_id=shown_in, reply_markup=screen.keyboard
        )
        return True
    return False


def _is_text(draft: RequestDraft) -> bool:
    return all(piece.kind is PieceKind.TEXT for piece in draft.pieces)
