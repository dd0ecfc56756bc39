import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Dispatcher, F, Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.types import Chat, Message

from bot.telegram.filters import evaluate_in_place

A_MESSAGE = Message(
    message_id=1, date=datetime(2026, 11, 23, tzinfo=UTC), chat=Chat(id=1, type="private"), text="a"
)


class Watched:
    """A value whose comparison tells in which thread it was made."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    def __eq__(self, other: object) -> bool:
        self.threads.append(threading.get_ident())
        return True

    __hash__ = object.__hash__


def test_aiogram_still_gives_magic_filters_to_threads() -> None:
    assert not FilterObject(F.text).awaitable


@pytest.mark.parametrize("placed", ["on a handler", "on a router"])
async def test_a_magic_filter_runs_where_it_stands_and_filters_as_before(placed: str) -> None:
    watched, answered = Watched(), []

    async def answer(_message: Message, words: str) -> None:
        answered.append(words)

    router = Router()
    if placed == "on a router":
        router.message.filter(F.text == watched)
        router.message.register(answer, F.text.as_("words"), ~F.photo)
    else:
        router.message.register(answer, F.text == watched, F.text.as_("words"), ~F.photo)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    evaluate_in_place(dispatcher)
    nothing: dict[str, Any] = {}
    await dispatcher.propagate_event(update_type="message", event=A_MESSAGE, **nothing)

    assert answered == ["a"]
    assert watched.threads == [threading.get_ident()]
