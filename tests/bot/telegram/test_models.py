import subprocess
import sys
from pathlib import Path

import orjson
import pytest

ROOT = Path(__file__).parents[3]

DEFERRED = "from bot.telegram.models import import_aiogram; import_aiogram()"
STOCK = "import aiogram.types, aiogram.methods"

DESCRIBE = """
import sys, orjson
{how}
import aiogram.methods, aiogram.types
from pydantic import BaseModel
from pydantic.errors import PydanticInvalidForJsonSchema
def all_models(model):
    for child in model.__subclasses__():
        if child.__module__.startswith("aiogram."):
            yield child
            yield from all_models(child)
models = {{f"{{model.__module__}}.{{model.__qualname__}}": model for model in all_models(BaseModel)}}
complete = sum(model.__pydantic_complete__ for model in models.values())
def schema(model):
    try:
        return model.model_json_schema()
    except PydanticInvalidForJsonSchema as error:
        return str(error).splitlines()[0]
described = {{}}
for name, model in sorted(models.items()):
    model.model_rebuild()
    fields = {{
        field: [repr(info.annotation), repr(info.default), info.is_required(), info.alias, repr(info.metadata)]
        for field, info in model.model_fields.items()
    }}
    described[name] = [model.__pydantic_complete__, fields, schema(model), repr(model.model_config)]
sys.stdout.buffer.write(orjson.dumps({{"complete": complete, "models": described}}))
"""


def _described(how: str) -> dict[str, object]:
    run = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", DESCRIBE.format(how=how)], cwd=ROOT, capture_output=True, check=True
    )
    described: dict[str, object] = orjson.loads(run.stdout)
    return described


@pytest.fixture(scope="module")
def stock() -> dict[str, object]:
    return _described(STOCK)


@pytest.fixture(scope="module")
def deferred() -> dict[str, object]:
    return _described(DEFERRED)


def test_every_model_is_aiograms_own(stock: dict[str, object], deferred: dict[str, object]) -> None:
    ours, theirs = deferred["models"], stock["models"]
    assert isinstance(ours, dict)
    assert isinstance(theirs, dict)
    assert len(theirs) > 500
    assert ours.keys() == theirs.keys()

    different = [name for name in theirs if ours[name] != theirs[name]]
    assert different == []
    assert all(complete for complete, *_ in ours.values())


def test_aiogram_still_builds_its_models_while_it_is_imported(stock: dict[str, object]) -> None:
    """Where this fails, aiogram has learnt it itself: drop bot.telegram.models."""
    assert isinstance(stock["complete"], int)
    assert stock["complete"] > 300


def test_ours_builds_next_to_none(deferred: dict[str, object]) -> None:
    assert isinstance(deferred["complete"], int)
    assert deferred["complete"] < 50


@pytest.mark.parametrize("how", ["import aiogram", STOCK])
def test_an_aiogram_that_is_imported_already_is_left_alone(how: str) -> None:
    program = f"{how}; {DEFERRED}; assert aiogram.types.Update.__pydantic_complete__"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program


def test_rebuilding_is_put_back_even_where_the_import_fails() -> None:
    program = """
import sys
sys.modules["aiogram.types"] = None
from pydantic import BaseModel
rebuild = BaseModel.__dict__["model_rebuild"]
from bot.telegram.models import import_aiogram
try:
    import_aiogram()
except ImportError:
    assert BaseModel.__dict__["model_rebuild"] is rebuild
else:
    raise AssertionError
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program
