"""What citizens write, their names and phones, and who may never find them anywhere."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.assembly import create_services
from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.places import RegionCode
from bot.domain.reception.groups import GROUP_PREFIX
from bot.domain.roles import INVITATION_PREFIX, Role
from bot.ports.clock import system_clock
from sandbox import Conversation, Fault, Sandbox, SeenMessage
from storage.opening import opened_database
from tests.conversations.citizens import Citizen
from tests.crash.bot_process import PATIENCE, TOKEN, BotProcess, bot_process
from tests.crash.senders import NUMBER

pytestmark = pytest.mark.timeout(120)

COUNCIL, REGION = CouncilId("elders-astana"), RegionCode("KZ-71")

NAME = "Kanareyka Nameova"

PHONE = "+77019998877"

MATTER = "canary-words-of-the-matter"

CITIZENS_WORDS = (NAME, PHONE, PHONE.removeprefix("+"), MATTER, "canary-reply", "canary-caption")

COUNCILS_WORDS = ("canary-answer", "canary-question", "canary-note")

SENT = "I agree – send to the council"

OUTSIDE_THE_WORDS = {
    "outbox": "SELECT payload || key || COALESCE(error, '') AS kept FROM outbox",
    "audit": "SELECT act || subject || details AS kept FROM audit",
    "history": "SELECT details AS kept FROM request_history",
    "inbox": "SELECT payload AS kept FROM inbox WHERE state = 'done' AND payload IS NOT NULL",
    "counts": "SELECT month || region_code || door_id AS kept FROM door_counts",
}


async def test_no_word_name_phone_or_token_is_found_where_it_does_not_belong(folder: Path) -> None:
    async with Sandbox() as sandbox, bot_process(folder, sandbox, LOG_LEVEL="DEBUG") as process:
        bot = sandbox.bot(TOKEN, username="dostyq_bot")
        head_account = await sandbox.person("Head", language_code="en")
        head = Citizen(head_account.chat_with(bot), Language.ENGLISH)
        writer_account = await sandbox.person(NAME, language_code="en", phone_number=PHONE.removeprefix("+"))
        writer = Citizen(writer_account.chat_with(bot), Language.ENGLISH)
        invitation = await _invitation(process)
        await process.start()
        await head.start(f"{INVITATION_PREFIX}{invitation}")
        await head.chat.reply()
        group = await sandbox.group("Council", [head_account], [])
        in_group = head_account.in_group(group, bot)
        await in_group.start(f"{GROUP_PREFIX}{await _group_link(process, head)}")
        await in_group.reply(timeout=PATIENCE)

        number = await _send_a_request(writer)
        card = await _card(in_group, number)
        await in_group.press_old(card, "Take")
        words = await _message_with(head.chat, MATTER)
        sandbox.faults.add(Fault(kind="server_error", method="sendMessage", times=1))
        await head.chat.reply_to(words, "canary-answer")
        await _message_with(writer.chat, "canary-answer")
        await _press_soon(writer.chat, "It is not solved")
        await head.write(number)
        await _press_soon(head.chat, "Ask the citizen")
        await head.write("canary-question")
        question = await _message_with(writer.chat, "canary-question")
        await writer.chat.reply_to(question, "canary-reply")
        await _message_with(head.chat, "canary-reply")
        await head.write(number)
        await _press_soon(head.chat, "Note for colleagues")
        await head.write("canary-note")
        table = await _table(sandbox, head)
        seen_in_group = [message.text for message in in_group.messages]
        await process.stop()
        kept = {name: await _kept(process, statement) for name, statement in OUTSIDE_THE_WORDS.items()}

    log = process.log.read_text(encoding="utf-8")
    assert "stopped" in log
    assert number in " ".join(seen_in_group)
    assert number in table
    places = {"log": log, "group": "\n".join(seen_in_group), "table": table, **kept}
    assert list(_found(places, (*CITIZENS_WORDS, *COUNCILS_WORDS, TOKEN.partition(":")[2], invitation))) == []
    assert MATTER in words.text
    assert words.protected


def _found(places: dict[str, str], canaries: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((place, canary) for place, text in places.items() for canary in canaries if canary in text)


async def _send_a_request(writer: Citizen) -> str:
    await writer.start()
    await writer.press("Write to a council")
    await writer.press("Astana")
    await writer.press("A dispute or a quarrel")
    shown = await writer.write(MATTER)
    if "Send mine all the same" in str(shown.buttons):
        await writer.press("Send mine all the same")
    await writer.press("By phone")
    await writer.chat.share_contact()
    await writer.chat.reply()
    await _press_soon(writer.chat, f"Show my name: {NAME}")
    await _press_soon(writer.chat, SENT)
    receipt = await _message_with(writer.chat, "-00000")
    found = NUMBER.search(receipt.text)
    assert found is not None, receipt.text
    return found[0]


async def _press_soon(chat: Conversation, label: str) -> None:
    """Press a button that may still be on its way."""
    async with asyncio.timeout(PATIENCE):
        while not any(label in row for message in chat.messages for row in message.buttons):  # noqa: ASYNC110  # another process sends it
            await asyncio.sleep(0.05)
    await chat.press(label)


async def _card(group: Conversation, number: str) -> SeenMessage:
    return await _message_with(group, number)


async def _message_with(chat: Conversation, words: str) -> SeenMessage:
    async with asyncio.timeout(PATIENCE):
        while True:
            for message in reversed(chat.messages):
                if words in message.text and message.raw["from"]["is_bot"]:
                    return message
            await asyncio.sleep(0.05)


async def _invitation(process: BotProcess) -> str:
    async with opened_database(f"sqlite:///{process.database}") as database:
        services = create_services(database, system_clock, timedelta())
        return await services.roles.invite(Role.HEAD, REGION, timedelta(days=1), COUNCIL)


async def _group_link(process: BotProcess, head: Citizen) -> str:
    async with opened_database(f"sqlite:///{process.database}") as database:
        services = create_services(database, system_clock, timedelta())
        person = await services.people.meet(head.chat.id, "en")
        return await services.council_groups.link(person.id, COUNCIL)


async def _table(sandbox: Sandbox, head: Citizen) -> str:
    await head.write("/figures")
    sent = await head.press("Table")
    file = sandbox.world.files.find(sent.raw["document"]["file_id"])
    assert file is not None
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    return "\n".join(str(value) for row in sheet.values for value in row)


async def _kept(process: BotProcess, statement: str) -> str:
    async with opened_database(f"sqlite:///{process.database}") as database:
        return "\n".join(row["kept"] for row in await database.fetch(statement))
