"""`python -m sandbox`."""

import asyncio
import signal
import socket
import sys

import aiohttp
import pytest


async def _run(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def test_it_starts_prints_its_address_and_stops_when_told() -> None:
    process = await _run("--port", "0", "--bot", "42:TEST", "--username", "council_bot")
    assert process.stdout
    async with asyncio.timeout(30):
        line = (await process.stdout.readline()).decode()
        assert line.startswith("Web chat:  http://127.0.0.1:")
        url = line.split()[-1]
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as page:
                assert page.status == 200
                assert "no-cache" in page.headers["Cache-Control"]
                assert page.content_type == "text/html"
            async with session.get(f"{url}people/world") as world:
                assert [bot["username"] for bot in (await world.json())["bots"]] == ["council_bot"]
        process.send_signal(signal.SIGTERM)
        out, err = await process.communicate()

    assert (process.returncode, err) == (0, b"")
    assert b"/bot<token>/<method>" in out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--port", "http"], "argument --port: 'http' is no port"),
        (["--port", "99999"], "argument --port: '99999' is no port"),
        (["--host", "nowhere.kz"], "argument --host: 'nowhere.kz' is no address"),
        (["--bot", "nonsense"], "--bot needs a token of the form <digits>:<letters>"),
        (["--username", "x"], "--username needs --bot TOKEN"),
        (["--colour"], "unrecognized arguments: --colour"),
    ],
)
async def test_bad_input_gets_one_line_and_code_2(arguments: list[str], reason: str) -> None:
    process = await _run(*arguments)
    async with asyncio.timeout(30):
        out, err = await process.communicate()

    assert (process.returncode, out) == (2, b"")
    assert err.decode().startswith(f"sandbox: {reason}")
    assert err.count(b"\n") == 1


async def test_a_taken_port_is_said_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = await _run("--port", str(taken.getsockname()[1]))
        async with asyncio.timeout(30):
            _, err = await process.communicate()

    assert process.returncode == 2
    assert err.startswith(b"sandbox: cannot listen on 127.0.0.1:")
