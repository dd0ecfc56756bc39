import asyncio
import gzip
import json as stock_json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector, web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake.intake import Intake
from bot.web import LARGEST_UPDATE, SECRET_HEADER, create_web_app
from storage.database import Database
from tests.bot.intake.recorded import HASTE, Recorded, emptied, intake_of, message, running, states

pytest_plugins = ("tests.storage.databases",)

SECRET = "a-secret_1"
GOOD = {"update_id": 1, "message": {"chat": {"id": 1}, "text": "ә"}}
DEEP = b'{"update_id": 1, "message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.fixture
def handlers() -> Recorded:
    return Recorded()


@pytest.fixture
def intake(sqlite_database: Database, handlers: Recorded) -> Intake:
    return intake_of(sqlite_database, handlers)


async def _serve(intake: Intake) -> tuple[web.AppRunner, str]:
    runner = web.AppRunner(create_web_app(intake, "https://bot.example/hook", SECRET), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, "http://{}:{}/hook".format(*runner.addresses[0][:2])


@pytest.fixture
async def address(intake: Intake) -> AsyncIterator[str]:
    runner, address = await _serve(intake)
    yield address
    await runner.cleanup()


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession(connector=TCPConnector(force_close=True)) as session:
        yield session


async def post(http: ClientSession, address: str, body: bytes, **headers: str) -> int:
    given = {SECRET_HEADER: SECRET, "Content-Type": "application/json"} | headers
    async with http.post(address, data=BytesIO(body), headers=given) as answer:
        return answer.status


async def raw(address: str, lines: list[bytes], body: bytes = b"") -> int:
    """Send a request as no client library would; give the status."""
    host, port = address.removeprefix("http://").removesuffix("/hook").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = [*lines, b"Host: x", b"Connection: close", b"Content-Length: %d" % len(body)]
    writer.write(b"\r\n".join(head) + b"\r\n\r\n" + body)
    status = int((await reader.readline()).split()[1])
    writer.close()
    await writer.wait_closed()
    return status


async def test_an_update_is_answered_when_it_is_kept(
    http: ClientSession, address: str, sqlite_database: Database
) -> None:
    assert await post(http, address, stock_json.dumps(GOOD).encode()) == 200
    assert await states(sqlite_database) == {1: "waiting"}


async def test_an_update_that_cannot_be_kept_is_not_confirmed(
    http: ClientSession, address: str, intake: Intake, sqlite_database: Database, sqlite_url: str
) -> None:
    async with running(intake):
        await intake.accept([message(7)])
        await emptied(intake)
        outside = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        outside.execute("ALTER TABLE inbox RENAME TO elsewhere")
        refused = await post(http, address, stock_json.dumps(GOOD).encode())
        outside.execute("ALTER TABLE elsewhere RENAME TO inbox")
        outside.close()
        assert refused >= 500
        assert await post(http, address, stock_json.dumps(GOOD).encode()) == 200
        await emptied(intake)

    assert await states(sqlite_database) == {1: "done", 7: "done"}


async def test_a_repeat_is_answered_and_handled_once(
    http: ClientSession, address: str, intake: Intake, handlers: Recorded
) -> None:
    body = stock_json.dumps(GOOD).encode()
    async with running(intake):
        assert await asyncio.gather(*(post(http, address, body) for _ in range(20))) == [200] * 20
        await emptied(intake)

    assert handlers.begun == [1]


async def test_half_an_emoji_is_an_update_like_any_other(
    http: ClientSession, address: str, intake: Intake, handlers: Recorded
) -> None:
    body = rb'{"update_id": 1, "message": {"chat": {"id": 1}, "text": "a \ud83d b \u0000"}}'
    async with running(intake):
        assert await post(http, address, body) == 200
        await emptied(intake)

    assert handlers.seen[0]["message"]["text"] == "a ? b \x00"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b"X-Telegram-Bot-Api-Secret-Token: "],
        [b"X-Telegram-Bot-Api-Secret-Token: a-secret_"],
        [b"X-Telegram-Bot-Api-Secret-Token: a-secret_1x"],
        ["X-Telegram-Bot-Api-Secret-Token: құпия".encode()],
        [b"X-Telegram-Bot-Api-Secret-Token: \xff\xfe\x80"],
        [b"X-Telegram-Bot-Api-Secret-Token: wrong", b"X-Telegram-Bot-Api-Secret-Token: a-secret_1"],
        [b"X-Telegram-Bot-Api-Secret-Token: a-secret_1", b"X-Telegram-Bot-Api-Secret-Token: wrong"],
        [b"X-Telegram-Bot-Api-Secret-Token: a-secret_1", b"X-Telegram-Bot-Api-Secret-Token: a-secret_1"],
        [b"X-Forwarded-For: 149.154.167.197", b"Authorization: a-secret_1"],
    ],
    ids=["none", "empty", "short", "long", "letters", "bytes", "second", "first", "twice", "elsewhere"],
)
async def test_who_does_not_know_the_secret_is_turned_away(
    lines: list[bytes], address: str, sqlite_database: Database
) -> None:
    status = await raw(address, [b"POST /hook HTTP/1.1", *lines], stock_json.dumps(GOOD).encode())

    assert 400 <= status < 500
    assert await states(sqlite_database) == {}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"not JSON", b'{"update_id": 1', b"[1, 2]", b"null", b'"text"', b"17", b"\xff\xfe",
        b'[{"update_id": 1}]', DEEP, b'{"update_id": NaN}', b" " * (2 * LARGEST_UPDATE),
    ],
    ids=["empty", "words", "half", "list", "null", "text", "number", "bytes", "batch", "deep", "NaN", "2 MB"],
)  # fmt: skip
async def test_what_is_no_update_is_refused(
    body: bytes, http: ClientSession, address: str, sqlite_database: Database
) -> None:
    status = await post(http, address, body)

    assert 400 <= status < 500
    assert await states(sqlite_database) == {}


async def test_a_small_parcel_that_unpacks_to_a_mountain_is_refused(
    http: ClientSession, address: str, sqlite_database: Database
) -> None:
    mountain = gzip.compress(b'{"update_id": 1, "x": "' + b"x" * (200 * LARGEST_UPDATE) + b'"}')
    status = await post(http, address, mountain, **{"Content-Encoding": "gzip"})

    assert 400 <= status < 500
    assert await states(sqlite_database) == {}


async def test_a_body_that_is_not_packed_as_it_says_is_refused(http: ClientSession, address: str) -> None:
    assert 400 <= await post(http, address, b"not gzip", **{"Content-Encoding": "gzip"}) < 500


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_only_posts_are_taken(method: str, http: ClientSession, address: str) -> None:
    async with http.request(method, address, headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 405


async def test_nothing_is_anywhere_else(http: ClientSession, address: str) -> None:
    assert await post(http, address.removesuffix("hook"), b"{}") == 404


async def test_an_update_without_a_number_is_taken_off_telegrams_hands_and_not_kept(
    http: ClientSession, address: str, sqlite_database: Database
) -> None:
    for body in (b"{}", b'{"update_id": "1"}', b'{"update_id": 9223372036854775808}'):
        assert await post(http, address, body) == 200
    assert await states(sqlite_database) == {}


@pytest.mark.parametrize("depth", [200, 600, 900, 970, 1010])
async def test_nesting_beyond_sense_is_no_error_of_ours(
    depth: int, http: ClientSession, address: str
) -> None:
    body = b'{"update_id": 1, "message": ' + b"[" * depth + b"]" * depth + b"}"

    assert await post(http, address, body) in {200, 400}


async def test_in_a_crowd_telegram_is_asked_to_come_back(
    http: ClientSession, sqlite_database: Database
) -> None:
    gate = asyncio.Event()

    async def wait(_update: dict[str, Any]) -> None:
        await gate.wait()

    intake = intake_of(sqlite_database, Recorded(wait), limits=replace(HASTE, most_waiting=2))
    runner, address = await _serve(intake)
    async with running(intake):
        for number in (1, 2):
            assert await post(http, address, stock_json.dumps(message(number)).encode()) == 200
        headers = {SECRET_HEADER: SECRET}
        async with http.post(address, json=message(3), headers=headers) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
        gate.set()
        await emptied(intake)
        assert await post(http, address, stock_json.dumps(message(3)).encode()) == 200
        await emptied(intake)
    await runner.cleanup()

    assert await states(sqlite_database) == dict.fromkeys((1, 2, 3), "done")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=60) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
        lambda value: stock_json.dumps(value).encode()
    )
)  # fmt: skip
async def test_whatever_is_posted_no_error_is_ours(body: bytes, address: str) -> None:
    lines = [b"POST /hook HTTP/1.1", b"X-Telegram-Bot-Api-Secret-Token: a-secret_1"]
    status = await raw(address, lines, body)

    assert 400 <= status < 500
