import asyncio
import os
import re
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import segno

from bot.domain.astana_time import ASTANA_TIME
from bot.ports.clock import system_clock
from bot.services.roles import Roles
from sandbox import Sandbox
from storage.opening import opened_database
from storage.people import SqlPeople
from storage.roles import SqlRoles

ROOT = Path(__file__).parents[2]
TOKEN = "42:" + "a-token-of-the-sandbox"
PATIENCE = 60.0

pytestmark = pytest.mark.timeout(120)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int | None
    said: str
    complained: str


async def command(*arguments: str, folder: Path, **environment: str) -> Ended:
    """Run `python -m bot …` in an empty folder with nothing else set."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, complained = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Ended(process.returncode, said.decode(), complained.decode())


def assert_one_line(ended: Ended, word: str) -> None:
    assert ended.code == 2, ended
    assert ended.complained.count("\n") == 1, ended
    assert word in ended.complained
    assert "Traceback" not in ended.complained
    assert TOKEN.partition(":")[2] not in ended.complained


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def wrong_databases(folder: Path, closed_port: int) -> dict[str, str]:
    (folder / "garbage.db").write_bytes(b"this is no database at all, whatever its name is " * 50)
    with sqlite3.connect(folder / "newer.db") as newer:
        newer.execute("CREATE TABLE alembic_version (version_num TEXT)")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
    newer.close()
    return {
        "a folder": f"sqlite:///{folder}",
        "garbage": f"sqlite:///{folder}/garbage.db",
        "newer": f"sqlite:///{folder}/newer.db",
        "closed port": f"postgresql://bot@127.0.0.1:{closed_port}/dostyq",
    }


@pytest.mark.parametrize("what", ["a folder", "garbage", "newer", "closed port"])
async def test_a_database_that_cannot_be_used_ends_in_one_line(
    what: str, tmp_path: Path, closed_port: int
) -> None:
    url = wrong_databases(tmp_path, closed_port)[what]
    ended = await command("load", str(ROOT / "content"), folder=tmp_path, DATABASE_URL=url)

    assert_one_line(ended, "DATABASE_URL")


async def test_a_bot_without_a_database_ends_in_one_line(tmp_path: Path) -> None:
    ended = await command("run", folder=tmp_path, BOT_TOKEN=TOKEN, DATABASE_URL=f"sqlite:///{tmp_path}")

    assert_one_line(ended, "DATABASE_URL")


@pytest.mark.parametrize(
    ("what", "name", "value"),
    [("run", "BOT_TOKEN", "no token"), ("check", "WEB_PORT", "x"), ("run", "DATABASE_URL", "mysql://x")],
)
async def test_a_wrong_setting_ends_in_one_line(what: str, name: str, value: str, tmp_path: Path) -> None:
    ended = await command(what, folder=tmp_path, **{"BOT_TOKEN": TOKEN} | {name: value})

    assert_one_line(ended, name)


async def test_a_telegram_out_of_reach_ends_in_one_line(tmp_path: Path, closed_port: int) -> None:
    address = f"http://127.0.0.1:{closed_port}"
    url = f"sqlite:///{tmp_path}/data/dostyq.db"
    ended = await command("run", folder=tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=address, DATABASE_URL=url)

    assert_one_line(ended, "BOT_API_URL")
    assert (tmp_path / "data" / "dostyq.db").exists()


async def test_a_token_that_telegram_does_not_know_ends_in_one_line(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        sandbox.bot("42:" + "another-token-altogether")
        url = f"sqlite:///{tmp_path}/dostyq.db"
        ended = await command(
            "run", folder=tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=sandbox.url, DATABASE_URL=url
        )

    assert_one_line(ended, "BOT_TOKEN")


async def test_a_port_that_is_taken_ends_in_one_line(tmp_path: Path, taken_port: int) -> None:
    async with Sandbox() as sandbox:
        ended = await command(
            "run",
            folder=tmp_path,
            BOT_TOKEN=TOKEN,
            BOT_API_URL=sandbox.url,
            BOT_MODE="webhook",
            WEBHOOK_URL="http://127.0.0.1/hook",
            WEBHOOK_SECRET="a-secret",
            WEB_PORT=str(taken_port),
        )

    assert_one_line(ended, "WEB_PORT")


@pytest.mark.parametrize("content", ["nowhere", "broken"])
async def test_facts_that_are_wrong_are_not_loaded(content: str, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    for file in (ROOT / "content").glob("*.*"):
        text = file.read_text()
        (tmp_path / "broken" / file.name).write_text(text.replace(",KZ-", ",XX-"))
    url = f"sqlite:///{tmp_path}/dostyq.db"
    ended = await command("load", content, folder=tmp_path, DATABASE_URL=url)

    assert ended.code == 2
    assert ended.complained
    assert "Traceback" not in ended.complained


async def test_a_check_tells_what_is_missing_and_then_that_all_is_well(tmp_path: Path) -> None:
    settings = {"BOT_TOKEN": TOKEN, "DATABASE_URL": f"sqlite:///{tmp_path}/dostyq.db"}
    settings["OPERATOR_NAME"] = "An operator, BIN 000000000000"
    async with Sandbox() as sandbox:
        settings["BOT_API_URL"] = sandbox.url
        before = await command("check", folder=tmp_path, **settings)
        loaded = await command("load", str(ROOT / "content"), folder=tmp_path, **settings)
        after = await command("check", folder=tmp_path, **settings)

    assert before.code == 2
    assert "load content" in before.said
    assert loaded.code == 0
    assert after.code == 0, after
    assert all(line.endswith(": ok") for line in after.said.splitlines())


async def test_a_check_says_that_telegram_is_out_of_reach(tmp_path: Path, closed_port: int) -> None:
    address = f"http://127.0.0.1:{closed_port}"
    ended = await command("check", folder=tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=address)

    assert ended.code == 2
    assert "BOT_API_URL" in ended.said
    assert ended.complained == ""
    assert TOKEN.partition(":")[2] not in ended.said


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """Give the settings of a deployment with its facts loaded and a Telegram that knows it."""
    async with Sandbox() as sandbox:
        sandbox.bot(TOKEN, username="dostyq_bot")
        url = f"sqlite:///{tmp_path}/dostyq.db"
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url, "DATABASE_URL": url}
        loaded = await command("load", str(ROOT / "content"), folder=tmp_path, **settings)
        assert loaded.code == 0, loaded
        yield settings


def invitations_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "dostyq.db")) as database:
        [(count,)] = database.execute("SELECT count(*) FROM invitations")
    return int(count)


async def accept(url: str, token: str, account: int) -> int:
    """Open an invitation as that account does, and give the number of the grant."""
    async with opened_database(url) as database:
        person = await SqlPeople(database).add(account, None, system_clock())
        return (await Roles(SqlRoles(database), system_clock).accept(person.id, token)).id


@pytest.mark.parametrize("region", ["KZ-75", "kz-75", "KZ"])
async def test_an_invitation_is_a_link_its_end_and_a_picture(
    office: dict[str, str], tmp_path: Path, region: str
) -> None:
    before = datetime.now(ASTANA_TIME)
    ended = await command(
        *("invite", "--role", "editor", "--region", region, "--days", "3", "--qr", "door.png"),
        folder=tmp_path,
        **office,
    )

    assert ended.code == 0, ended
    link, until = ended.said.splitlines()
    assert re.fullmatch(r"https://t\.me/dostyq_bot\?start=invite_[A-Za-z0-9_-]{32}", link)
    shown = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", until)
    assert shown, until
    lasts = datetime.strptime(shown[0], "%Y-%m-%d %H:%M").replace(tzinfo=ASTANA_TIME) - before
    assert timedelta(days=3, minutes=-1) < lasts < timedelta(days=3, minutes=5)
    picture = BytesIO()
    segno.make_qr(link).save(picture, kind="png", scale=10)
    assert (tmp_path / "door.png").read_bytes() == picture.getvalue()
    token = link.rpartition("invite_")[2]
    assert token.encode() not in (tmp_path / "dostyq.db").read_bytes()


async def test_at_a_terminal_the_code_is_drawn_in_plain_characters(
    office: dict[str, str], tmp_path: Path
) -> None:
    ours, theirs = os.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "invite", "--role", "editor", "--region", "KZ-75"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | office,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=theirs,
    )
    async with asyncio.timeout(PATIENCE):
        assert await process.wait() == 0
    said = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)

    link, _until, *drawn = said.splitlines()
    code = StringIO()
    segno.make_qr(link).terminal(code, compact=True)
    assert drawn == code.getvalue().splitlines()
    assert "\x1b" not in said


async def test_a_region_that_is_not_listed_is_refused_with_those_that_are(
    office: dict[str, str], tmp_path: Path
) -> None:
    ended = await command("invite", "--role", "editor", "--region", "KZ-99", folder=tmp_path, **office)

    assert_one_line(ended, "KZ-99")
    assert "KZ, KZ-10, KZ-11" in ended.complained
    assert invitations_in(tmp_path) == 0


async def test_without_a_directory_nobody_is_invited_to_a_region(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dostyq.db"
    ended = await command(
        *("invite", "--role", "editor", "--region", "KZ-75"),
        folder=tmp_path,
        BOT_TOKEN=TOKEN,
        DATABASE_URL=url,
    )

    assert_one_line(ended, "load content")


async def test_without_telegram_nobody_is_invited(
    office: dict[str, str], tmp_path: Path, closed_port: int
) -> None:
    nowhere = office | {"BOT_API_URL": f"http://127.0.0.1:{closed_port}"}
    another = office | {"BOT_TOKEN": "42:" + "a-token-that-nobody-knows"}
    invite = ("invite", "--role", "editor", "--region", "KZ-75")

    assert_one_line(await command(*invite, folder=tmp_path, **nowhere), "BOT_API_URL")
    assert_one_line(await command(*invite, folder=tmp_path, **another), "BOT_TOKEN")
    assert invitations_in(tmp_path) == 0


async def test_a_picture_that_cannot_be_written_is_told_after_the_link(
    office: dict[str, str], tmp_path: Path
) -> None:
    ended = await command(
        *("invite", "--role", "editor", "--region", "KZ-75", "--qr", "nowhere/door.png"),
        folder=tmp_path,
        **office,
    )

    assert_one_line(ended, "nowhere/door.png")
    assert ended.said.startswith("https://t.me/")


async def test_roles_are_listed_and_withdrawn(office: dict[str, str], tmp_path: Path) -> None:
    nobody = await command("roles", folder=tmp_path, **office)
    invited = await command("invite", "--role", "editor", "--region", "KZ-75", folder=tmp_path, **office)
    token = invited.said.splitlines()[0].rpartition("invite_")[2]
    number = str(await accept(office["DATABASE_URL"], token, 5_000_000_001))

    listed = await command("roles", folder=tmp_path, **office)
    withdrawn = await command("withdraw", number, folder=tmp_path, **office)
    left = await command("roles", folder=tmp_path, **office)
    again = await command("withdraw", number, folder=tmp_path, **office)

    assert (nobody.code, nobody.said, left.said) == (0, "", "")
    today = datetime.now(ASTANA_TIME).date().isoformat()
    assert listed.said.split() == [number, "editor", "KZ-75", "5000000001", today]
    assert withdrawn.code == 0, withdrawn
    assert_one_line(again, number)


async def test_somebody_is_invited_to_a_council_whose_region_is_known(
    office: dict[str, str], tmp_path: Path
) -> None:
    at_council = ("invite", "--role", "head", "--council", "elders-astana")
    invited = await command(*at_council, folder=tmp_path, **office)
    token = invited.said.splitlines()[0].rpartition("invite_")[2]
    number = str(await accept(office["DATABASE_URL"], token, 5_000_000_002))
    listed = await command("roles", folder=tmp_path, **office)

    assert invited.code == 0, invited
    assert listed.said.split()[:4] == [number, "head", "elders-astana", "5000000002"]
    with closing(sqlite3.connect(tmp_path / "dostyq.db")) as database:
        assert database.execute("SELECT region_code FROM grants").fetchall() == [("KZ-71",)]


async def test_an_invitation_to_nowhere_is_refused_in_a_line(office: dict[str, str], tmp_path: Path) -> None:
    refused = {
        "--role coordinator": "needs --council",
        "--role head --council elders-astana --region KZ-71": "no --region",
        "--role coordinator --council elders-nowhere": "elders-astana, elders-atyrau",
    }
    for arguments, word in refused.items():
        assert_one_line(await command("invite", *arguments.split(), folder=tmp_path, **office), word)
    assert invitations_in(tmp_path) == 0
