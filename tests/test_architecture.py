"""The rules of the house that a program can check."""

import ast
import inspect
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.utils.magic_filter import AsFilterResultOperation

from tests.conversations.running import RunningBot

ROOT = Path(__file__).parents[1]

PACKAGES = ("bot", "handlers", "storage", "sandbox")

LONGEST_MODULE = 250
"""Lines."""

FROM_AIOGRAM = {
    "bot",
    "bots",
    "event_update",
    "event_router",
    "event_from_user",
    "event_chat",
    "state",
    "raw_state",
}

FROM_MIDDLEWARES = {"form", "person", "i18n", "toast", "desk"}

SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\s", re.DOTALL
)


def modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_the_import_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # our own tool

    assert done.returncode == 0, done.stdout


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*PACKAGES)}

    assert len(lengths) > 100
    assert {path for path, length in lengths.items() if length > LONGEST_MODULE} == set()


def test_every_feature_of_the_handlers_has_its_router_and_its_views() -> None:
    features = [folder for folder in (ROOT / "handlers").iterdir() if (folder / "__init__.py").exists()]

    assert len(features) >= 3
    for feature in features:
        assert (feature / "router.py").exists(), feature
        # A large feature has rooms, each with a router and views of its own.
        assert any(feature.rglob("views.py")) or any(feature.rglob("views")), feature


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        path
        for path in modules(*PACKAGES)
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "environb", "getenv"}
        and isinstance(node.value, ast.Name)
    }

    assert readers <= {ROOT / "bot" / "settings.py"}


def test_sql_is_written_in_storage_alone() -> None:
    def statements(*packages: str) -> set[Path]:
        return {
            path
            for path in modules(*packages)
            for node in nodes(path)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
        }

    assert statements("bot", "handlers", "sandbox") == set()
    assert len(statements("storage")) >= 4, "the pattern knows a statement when it sees one"


def routers(router: Router) -> Iterator[Router]:
    yield router
    for part in router.sub_routers:
        yield from routers(part)


def given_by(one: FilterObject) -> set[str]:
    """Give the names of the values that a filter hands to its handler."""
    if one.magic is not None:
        operations = one.magic._operations  # noqa: SLF001  # magic_filter tells in no other way what as_() names
        return {operation.name for operation in operations if isinstance(operation, AsFilterResultOperation)}
    match one.callback:
        case Command():
            return {"command"}
        case CallbackQueryFilter():
            return {"callback_data"}
        case Filter():
            return _returned_by(one.callback)
    return set()


def _returned_by(own_filter: Filter) -> set[str]:
    """Give the names under which a filter of ours returns something."""
    source = textwrap.dedent(inspect.getsource(type(own_filter).__call__))
    returned = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Return)]
    keys = [
        key for one in returned for node in ast.walk(one) if isinstance(node, ast.Dict) for key in node.keys
    ]
    return {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def wanted_by(handler: HandlerObject) -> set[str]:
    """Give the names of the values a handler can't do without, but for the event that comes first."""
    _event, *others = inspect.signature(handler.callback).parameters.values()
    return {parameter.name for parameter in others if parameter.default is parameter.empty}


@pytest.mark.asyncio(loop_scope="session")
async def test_every_parameter_of_every_handler_is_provided(busy_bot: RunningBot) -> None:
    dispatcher = busy_bot.app.dispatcher
    everywhere = FROM_AIOGRAM | FROM_MIDDLEWARES | dispatcher.workflow_data.keys()
    handlers = [
        handler
        for router in routers(dispatcher)
        for observer in router.observers.values()
        for handler in observer.handlers
        if handler.callback.__module__.startswith("handlers.")
    ]

    assert len(handlers) > 30
    for handler in handlers:
        given = set().union(*(given_by(one) for one in handler.filters or ()))
        assert wanted_by(handler) <= everywhere | given, handler.callback


@pytest.mark.asyncio(loop_scope="session")
async def test_every_kind_of_update_that_is_asked_for_has_a_handler(busy_bot: RunningBot) -> None:
    asked_for = set(busy_bot.app.dispatcher.resolve_used_update_types())

    assert asked_for == {"message", "callback_query", "inline_query", "my_chat_member"}
