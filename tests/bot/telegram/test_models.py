import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]

DEFER = "from bot.telegram.models import import_aiogram; import_aiogram()"


def _run(*arguments: str) -> bytes:
    run = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True
    )
    return run.stdout


def _described(how: str) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(_run("-m", "tests.bot.telegram.described_models", how))
    return described


@pytest.fixture(scope="module")
def stock() -> dict[str, Any]:
    return _described("stock")


@pytest.fixture(scope="module")
def deferred() -> dict[str, Any]:
    return _described("deferred")


def test_every_model_is_aiograms_own(stock: dict[str, Any], deferred: dict[str, Any]) -> None:
    ours, theirs = deferred["models"], stock["models"]
    assert len(theirs) > 500
    assert ours.keys() == theirs.keys()
    assert [name for name in theirs if ours[name] != theirs[name]] == []
    assert all(model["complete"] for model in ours.values())


def test_every_model_takes_what_aiograms_own_takes(stock: dict[str, Any], deferred: dict[str, Any]) -> None:
    ours, theirs = deferred["schema"], stock["schema"]
    assert len(theirs) > 500
    assert ours.keys() == theirs.keys()
    assert [name for name in theirs if ours[name] != theirs[name]] == []


def test_aiogram_still_builds_its_models_while_it_is_imported(stock: dict[str, Any]) -> None:
    """Where this fails, aiogram has learnt it itself: drop bot.telegram.models."""
    assert stock["complete"] > 300


def test_ours_leaves_most_models_until_they_are_needed(
    stock: dict[str, Any], deferred: dict[str, Any]
) -> None:
    assert deferred["complete"] < stock["complete"] - 300


def test_an_aiogram_that_is_imported_already_is_left_alone() -> None:
    _run("-c", f"import aiogram; {DEFER}; assert aiogram.types.Update.__pydantic_complete__")


def test_pydantic_is_put_back_even_where_the_import_fails() -> None:
    _run(
        "-c",
        """
import sys
from pydantic import BaseModel
from bot.telegram.models import import_aiogram
sys.modules["aiogram.types"] = None
rebuild = BaseModel.__dict__["model_rebuild"]
try:
    import_aiogram()
except ImportError:
    assert BaseModel.__dict__["model_rebuild"] is rebuild
else:
    raise AssertionError
""",
    )
