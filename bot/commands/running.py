"""How a command runs, and how it ends when the operator has to put something right."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

import typer

from bot.domain.errors import OperatorError

OPERATORS_MISTAKE = 2
"""Exit code for what the operator can put right: a setting, a file, an address."""

Result = TypeVar("Result")


def run(work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Run to the end on a fast event loop; what the operator can put right ends in one clear line."""
    import uvloop  # noqa: PLC0415  # `--help` does without it

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(work())
    except OperatorError as error:
        _refuse(str(error))


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(OPERATORS_MISTAKE)
