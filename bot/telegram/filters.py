"""Evaluate `F.…` filters where they stand.

aiogram takes a magic filter for a blocking function and gives each to a thread: a hundred microseconds for
comparing a word, five times an update (measured). They only look at values, so they are called in place.
`tests/bot/telegram/test_filters.py` fails when aiogram stops using threads, so that the module can go.
"""

from collections.abc import Callable, Iterator
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject


def evaluate_in_place(router: Router) -> None:
    """Let the magic filters of `router`, and of all routers below it, run without a thread."""
    for magic in _magic_filters(router):
        magic.callback, magic.awaitable = _in_place(magic.callback), True


def _magic_filters(router: Router) -> Iterator[FilterObject]:
    for part in router.chain_tail:
        for observer in part.observers.values():
            handlers = (observer._handler, *observer.handlers)  # noqa: SLF001  # where Router.filter() puts its filters
            for handler in handlers:
                for one in handler.filters or ():
                    if one.magic is not None and not one.awaitable:
                        yield one


def _in_place(resolve: Callable[[Any], Any]) -> Callable[[Any], Any]:
    async def evaluate(event: Any) -> Any:
        return resolve(event)

    return evaluate
