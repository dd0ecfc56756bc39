"""Words that name no place, language or day, and may be a matter for a council."""

import re
from dataclasses import replace
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.reception.drafts import fitting
from bot.domain.reception.errors import TextTooLong
from bot.domain.reception.messages import Piece, PieceKind
from bot.services.places import Places
from handlers.known_names import names_something
from handlers.reception.form import views
from handlers.reception.form.asking import go_on
from handlers.reception.form.entrance import open_form
from handlers.reception.form.writing import Form
from handlers.screens import show

FEWEST_WORDS = 3
"""Words from which on what is typed may tell of a matter: shorter texts are names that were mistyped."""

WORD = re.compile(r"[^\W\d_]{2,}")

TYPED = "typed_matter"
"""Under which name the words are remembered until it is decided what becomes of them."""


class MayBeMatter(Filter):
    """The text may tell of a matter: it is longer than a name, and names nothing that the bot knows."""

    async def __call__(self, message: Message, places: Places) -> bool | dict[str, Any]:
        """Give the `words`."""
        words = (message.text or "").strip()
        if len(WORD.findall(words)) < FEWEST_WORDS or words.startswith("/"):
            return False
        return False if names_something(words, places.directory) else {"words": words}


async def offer_form(message: Message, words: str, form: Form) -> None:
    """Ask whether the words are for a council, and remember them."""
    try:
        await form.state.update_data({TYPED: fitting(words)})
    except TextTooLong:
        await form.state.update_data({TYPED: ""})
    await show(message, views.starts.matter_typed())


async def begin_with_words(press: CallbackQuery, form: Form) -> None:
    """Begin a request with the words that were typed, unless one that was begun waits to be gone on with."""
    words = str((await form.state.get_data()).get(TYPED, ""))
    begun = await form.drafting.draft(form.person_id)
    if not words or (begun is not None and not begun.is_empty):
        await open_form(press, form)
        return
    draft = await form.begin()
    piece = Piece(kind=PieceKind.TEXT, text=words)
    await go_on(press, form, await form.keep(replace(draft, pieces=(piece,))))
