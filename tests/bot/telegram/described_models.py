"""Prints what aiogram's models are, as JSON: `python -m tests.bot.telegram.described_models stock`."""

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
"""Where a function lies in memory, which is all that may differ."""


class LenientSchema(GenerateJsonSchema):
    """Notes a type that JSON has no word for, instead of giving up."""

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> dict[str, Any]:
        return {"type": schema["type"], "invalid": error_info}


def main(how: str) -> None:
    if how == "deferred":
        from bot.telegram.models import import_aiogram  # noqa: PLC0415  # what is compared

        import_aiogram()
    else:
        import_module("aiogram")
    models = {f"{model.__module__}.{model.__qualname__}": model for model in _models(BaseModel)}
    complete = sum(model.__pydantic_complete__ for model in models.values())
    for model in models.values():
        model.model_rebuild()
    _, schema = models_json_schema(
        [(models[name], "validation") for name in sorted(models)], schema_generator=LenientSchema
    )
    described = {name: _fields(model) for name, model in models.items()}
    definitions = schema["$defs"]
    json.dump({"complete": complete, "models": described, "schema": definitions}, sys.stdout, sort_keys=True)


def _models(parent: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in parent.__subclasses__():
        if model.__module__.startswith("aiogram."):
            yield model
            yield from _models(model)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    fields = {name: ADDRESS.sub("", f"{info!r} {info.metadata}") for name, info in model.model_fields.items()}
    decorators = model.__pydantic_decorators__
    validators = sorted([*decorators.field_validators, *decorators.model_validators])
    return {"complete": model.__pydantic_complete__, "fields": fields, "validators": validators}


if __name__ == "__main__":
    main(sys.argv[1])
