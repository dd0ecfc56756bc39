"""Every method of the specification refuses calls that it cannot carry out."""

import random
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


async def test_no_nonsense_breaks_the_server(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    call = Wire(http, sandbox.url)
    person = await sandbox.person("Aigerim")
    await person.chat_with(sandbox.bot(call.token)).start()
    chance = random.Random(1)  # noqa: S311  # repeatable nonsense, not secrets
    pool: list[Any] = [
        None, "", "x", "\x00", "-1", "1" * 40, -1, 0, 1 << 70, 1.5, True, [], {}, [None], [[]], [{}], ["x"],
        {"type": "x"}, {"type": "photo", "media": "attach://x"}, [{"type": "photo", "media": "x"}],
        {"inline_keyboard": [[{"text": "b"}], []]}, {"keyboard": [[]]}, {"message_id": "1"},
        {"chat_id": [], "message_id": 1}, {"type": "chat", "chat_id": "x"}, "attach://x", person.id,
        [{"type": "bold", "offset": "0", "length": "9"}], [{"command": "a", "description": "b"}],
        "[", "<b>", "*", "ә" * 300,
    ]  # fmt: skip
    for name in sorted(METHODS):
        fields = SPEC.methods[name.lower()].fields
        for _ in range(60):
            given = {field: chance.choice(pool) for field in fields if chance.random() < 0.8} | {"timeout": 0}
            if "chat_id" in fields and chance.random() < 0.8:
                given["chat_id"] = person.id
            body = await call(name, **given)
            assert body["ok"] or body["error_code"] in {400, 401, 403, 404, 409, 501}, (name, given, body)
    async with http.get(f"{sandbox.url}/people/journal") as answer:
        assert answer.status == 200
    async with http.get(f"{sandbox.url}/bot42:TEST/getChat", params={"chat_id": "9" * 40}) as answer:
        assert answer.status == 400
    async with http.get(f"{sandbox.url}/people/journal") as answer:
        assert answer.status == 200
