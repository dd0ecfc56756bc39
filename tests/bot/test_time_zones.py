import struct
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.bot.test_command_line import TOKEN, assert_one_line, command

TZIF_HEADER = struct.Struct(">4sc15x6l")
"""RFC 8536: magic, version; counts of UT indicators, of standard indicators, of leap seconds, of transitions,
of local time types, and of the bytes of their names."""

LOCAL_TIME_TYPE = struct.Struct(">l?B")
"""Seconds east of UTC, whether it is summer time, where its name begins."""

BEFORE_2024, SINCE_2024 = 6, 5
"""Hours that Almaty was, and is, east of UTC."""

pytestmark = pytest.mark.timeout(120)


def zone(hours: int, name: bytes) -> bytes:
    """Give a zone file of a place that is always so many hours east of UTC."""
    names = name + b"\0"
    block = TZIF_HEADER.pack(b"TZif", b"2", 0, 0, 0, 0, 1, len(names))
    block += LOCAL_TIME_TYPE.pack(hours * 3600, False, 0) + names  # noqa: FBT003  # struct takes no names
    footer = b"\n<%s>-%d\n" % (name, hours)
    return block + block + footer


def zones(folder: Path, hours: int) -> str:
    """Give the path of time zone data in which Almaty is so many hours east of UTC."""
    asia = folder / "zoneinfo" / "Asia"
    asia.mkdir(parents=True)
    (asia / "Almaty").write_bytes(zone(hours, b"+%02d" % hours))
    return str(asia.parent)


async def test_a_bot_with_time_zones_from_before_2024_does_not_start(tmp_path: Path) -> None:
    old = zones(tmp_path, BEFORE_2024)
    async with Sandbox() as sandbox:
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url}
        ended = await command("run", folder=tmp_path, PYTHONTZPATH=old, **settings)

    assert_one_line(ended, "upgrade tzdata")
    assert sandbox.journal.calls() == []


@pytest.mark.parametrize(
    ("hours", "finding"),
    [(BEFORE_2024, ": the time zone data are older than 2024a: upgrade tzdata"), (SINCE_2024, ": ok")],
    ids=["before 2024", "since 2024"],
)
async def test_the_check_names_time_zones_from_before_2024(hours: int, finding: str, tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url}
        ended = await command("check", folder=tmp_path, PYTHONTZPATH=zones(tmp_path, hours), **settings)

    assert ended.code == 2, "there is no database yet in any case"
    assert f"time zone of Kazakhstan{finding}" in ended.said
    assert ended.complained == ""
