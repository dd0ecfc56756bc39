import asyncio
import struct
from pathlib import Path

import pytest

from sandbox import Fault, Sandbox
from tests.crash.bot_process import PATIENCE, TOKEN, BotProcess, bot_process
from tests.crash.crowd import Answers

pytestmark = pytest.mark.timeout(120)

SHARED = [(43.23894912763 + step / 9e5, 76.88970935184 + step / 7e5) for step in range(12)]
"""Places of Almaty with digits that stand nowhere else."""

WORD = "word-that-stands-nowhere-else"

Place = tuple[float, float]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_no_byte_of_a_shared_place_is_left_behind(mode: str, folder: Path, answers: Answers) -> None:
    async with Sandbox() as sandbox, bot_process(folder, sandbox, mode, LOG_LEVEL="DEBUG") as process:
        bot = sandbox.bot(TOKEN)
        people = [await sandbox.person(f"Citizen {n}", language_code="ru") for n, _ in enumerate(SHARED)]
        chats = [person.chat_with(bot) for person in people]
        await process.start()
        for chat, place in zip(chats[:4], SHARED[:4], strict=True):
            await chat.share_location(*place)
            await chat.reply(timeout=PATIENCE)

        sandbox.faults.add(Fault(kind="hang", method="sendMessage", seconds=3600))
        for chat, place in zip(chats[4:], SHARED[4:], strict=True):
            shared = await chat.share_location(*place)
            await chat.send("Алматы", reply_to=shared)
            await chat.forward(shared)
        await chats[0].send(WORD)
        async with asyncio.timeout(PATIENCE):
            await bot.updates.emptied()
        await process.kill()
        assert process.states()["waiting"] == 3 * len(SHARED[4:]) + 1
        assert _found(process, WORD.encode())
        assert _traces(process) == []

        sandbox.faults.clear()
        await process.start()
        for chat in chats[4:]:
            assert (await chat.reply(timeout=PATIENCE)).text == answers.place_lost
        await process.until_done(4 + 3 * len(SHARED[4:]) + 1)
        await process.stop()

    assert {path.name for path in process.files()} >= {"dostyq.db", "bot.log"}
    assert process.log.stat().st_size > 0
    assert _traces(process) == []


def _traces(process: BotProcess) -> list[Place]:
    return [place for place in SHARED if any(_found(process, form) for form in _forms(place))]


def _forms(place: Place) -> list[bytes]:
    """Give the ways in which a place might be written: to six digits and more, and as a machine's number."""
    latitude, longitude = place
    return [
        form
        for degrees in (latitude, longitude)
        for form in (f"{degrees:.9f}"[:-1].encode(), struct.pack(">d", degrees), struct.pack("<d", degrees))
    ]


def _found(process: BotProcess, trace: bytes) -> bool:
    return any(trace in path.read_bytes() for path in process.files())


def test_the_search_would_find_a_place(tmp_path: Path) -> None:
    process = BotProcess(tmp_path, Sandbox())
    for form in (
        str(SHARED[0][0]).encode(),
        struct.pack("<d", SHARED[0][1]),
        struct.pack(">d", SHARED[0][1]),
    ):
        process.log.write_bytes(b"x" + form + b"x")
        assert _traces(process) == [SHARED[0]]
