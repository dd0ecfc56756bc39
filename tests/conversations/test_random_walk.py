"""Somebody who presses and types whatever comes to mind never meets silence, an error or a dead end."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.language import Language
from bot.domain.roles import COUNTRY
from sandbox import SeenMessage
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import dismissed_coordinator, invited_coordinator, sent
from tests.conversations.editors import invited
from tests.conversations.events_on import put_on
from tests.conversations.running import RunningBot

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

STEPS = 300

AN_EDITOR = 3
"""The walk of somebody who may also change events."""

A_COORDINATOR = 2
"""The walk of somebody who also works for a council, to which another has written."""

SAYINGS = [
    "/start",
    "/start house_semey",
    "/start school_atlantis",
    "/help",
    "/language",
    "/privacy",
    "/houses",
    "/schools",
    "/menu",
    "/events",
    "/my",
    "/edit",
    "/request",
    "/desk",
    "2026-000001",
    "Соседи шумят каждую ночь",
    "/start my_2026-000001",
    "/start event_1",
    "/start event_999",
    "/something_else",
    "сегодня",
    "осы сенбіде Семейде",
    "когда день благодарности?",
    "25 December 18:00",
    "Семей",
    "Аксу",
    "Павлодар облысы",
    "Усть-Каменогорск",
    "корейский",
    "поляк тілі",
    "German",
    "қайдан білейін",
    "<i>&amp;",
    "1",
    "я" * 1500,
]

PLACES = [(43.25, 76.95), (50.4, 80.2), (51.1, 71.4), (0.0, 0.0), (64.1, -21.9)]


class Walk:
    """One person's way through the bot; `steps` tells it to whoever must find out what went wrong."""

    def __init__(self, citizen: Citizen, seed: int) -> None:
        self._citizen = citizen
        self._chance = random.Random(seed)  # noqa: S311  # a way to repeat, no secret
        self.steps: list[str] = []
        self.unchanged = 0

    async def go(self) -> None:
        """Do one thing, and see that it is answered."""
        chat = self._citizen.chat
        buttons = self._buttons()
        kind = self._chance.choices(["press", "key", "say", "share"], [6 if buttons else 0, 1, 3, 1])[0]
        if kind == "press":
            await self._press(*self._chance.choice(buttons))
            return
        match kind:
            case "key":
                key = self._chance.choice([key for row in chat.keyboard for key in row])
                self.steps.append(key)
                await chat.send(key)
            case "say":
                words = self._chance.choice(SAYINGS)
                self.steps.append(words)
                await chat.send(words)
            case _:
                place = self._chance.choice(PLACES)
                self.steps.append(str(place))
                await chat.share_location(*place)
        assert (await chat.reply()).text

    async def _press(self, message: SeenMessage, label: str) -> None:
        """Press a button; it is answered, and it shows something unless that is there already."""
        chat = self._citizen.chat
        self.steps.append(f"[{label}]")
        before = {one.id: one.raw for one in chat.messages}
        await chat.press_old(message, label)
        if {one.id: one.raw for one in chat.messages} == before:
            self.unchanged += 1
            return
        shown = await chat.reply()
        assert shown.text or shown.raw.keys() & {"location", "photo", "document"}

    def _buttons(self) -> list[tuple[SeenMessage, str]]:
        """Give what can be pressed in the latest messages."""
        latest = [message for message in self._citizen.chat.messages[-8:] if message.buttons]
        return [
            (message, label)
            for message in latest
            for row in message.buttons
            for label in row
            if "callback_data" in (message.button(label) or {})
        ]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_wherever_one_wanders_there_is_an_answer_and_a_way_on(
    citizen: Meet, busy_bot: RunningBot, expected_refusals: Counter[str], seed: int
) -> None:
    somebody = await citizen(list(Language)[seed % 3])
    await put_on(busy_bot, f"Walk {seed}", busy_bot.now() + timedelta(days=seed), capacity=2)
    await somebody.start()
    if seed == AN_EDITOR:
        await invited(busy_bot, somebody, COUNTRY)
    if seed == A_COORDINATOR:
        await sent(busy_bot, await citizen("en"))
        await invited_coordinator(busy_bot, somebody)
    walk = Walk(somebody, seed)

    for step in range(STEPS):
        try:
            await walk.go()
        except (AssertionError, TimeoutError) as error:
            raise AssertionError(walk.steps[-10:]) from error
        assert somebody.chat.keyboard, walk.steps[-10:]
        if step % 50 == 0:
            await busy_bot.settled()  # a link is answered twice
            greeting = await somebody.start()
            assert greeting.keyboard

    await dismissed_coordinator(busy_bot, somebody)
    refused = [entry for entry in busy_bot.sandbox.journal.calls(chat_id=somebody.chat.id) if not entry.ok]
    assert all("message is not modified" in str(entry.description) for entry in refused)
    assert len(refused) <= walk.unchanged
    expected_refusals["editMessageText"] = len(refused)
