"""Every method of the specification refuses calls that it cannot carry out."""

from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.methods import METHODS
from sandbox.spec import Field, Method, load
from tests.sandbox.conftest import Wire

SPEC = load()
SAMPLES: dict[str, Any] = {"Integer": 1, "Float": 1.5, "Boolean": True, "String": "x", "InputFile": "x"}


def sample(field: Field, depth: int = 0) -> Any:
    kind = field.types[0]
    if kind in SAMPLES:
        return SAMPLES[kind]
    if kind.startswith("Array of "):
        return []
    shape = SPEC.shapes[kind]
    if shape.subtypes:
        shape = SPEC.shapes[shape.subtypes[0]]
    return {
        name: shape.fixed.get(name) or sample(part, depth + 1)
        for name, part in shape.fields.items()
        if part.required
    }


def cases() -> list[tuple[Method, str]]:
    return [
        (method, field.name)
        for method in SPEC.methods.values()
        for field in method.fields.values()
        if field.required
    ]


async def test_a_missing_parameter_is_refused_in_every_method(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    call = Wire(http, sandbox.url)
    checked = cases()
    for method, missing in checked:
        given = {
            field.name: sample(field)
            for field in method.fields.values()
            if field.required and field.name != missing
        }
        code, reason = await call.refusal(method.name, **given)
        assert (code, reason[:13]) == (400, "Bad Request: "), (method.name, missing, reason)

    assert len(checked) > 300


async def test_a_wrong_type_is_refused_in_every_method(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    call = Wire(http, sandbox.url)
    wrong: dict[str, Any] = {"Integer": "one", "Float": "north", "Boolean": "maybe", "String": [1]}
    for method in SPEC.methods.values():
        for field in method.fields.values():
            if len(field.types) > 1 or field.types == ("InputFile",):
                continue
            given = {part.name: sample(part) for part in method.fields.values() if part.required}
            given[field.name] = wrong.get(field.types[0], "{")
            code, reason = await call.refusal(method.name, **given)
            assert code == 400, (method.name, field.name, reason)


async def test_what_is_known_but_not_simulated_names_itself(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    call = Wire(http, sandbox.url)
    for method in SPEC.methods.values():
        if method.name not in METHODS:
            given = {part.name: sample(part) for part in method.fields.values() if part.required}
            assert await call.refusal(method.name, **given) == (
                501,
                f"Not Implemented: the sandbox does not simulate {method.name}",
            )


async def test_an_unknown_method_is_not_found(call: Wire) -> None:
    assert await call.refusal("sendNothing") == (404, "Not Found")
    assert await call.refusal("") == (404, "Not Found")


async def test_methods_are_found_in_any_case(call: Wire) -> None:
    assert (await call.result("GETME"))["username"] == "council_bot"


async def test_unknown_parameters_are_ignored_and_noted(sandbox: Sandbox, call: Wire) -> None:
    await call.result("getMe", colour="red")
    await call.refusal("sendMessage", chat_id=1, text="x", link_preview_options={"size": 1})

    assert sandbox.journal.warnings == [
        "getMe: unknown parameter colour",
        "sendMessage: unknown field size in LinkPreviewOptions",
    ]


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_simulated_method_is_in_the_specification(name: str) -> None:
    assert SPEC.methods[name.lower()].name == name
