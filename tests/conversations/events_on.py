"""Events that a test puts on in front of a running bot, as an editor would."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.domain.events.event import Event, EventDetails
from bot.domain.language import Language, LocalizedText
from bot.domain.people import Person
from bot.domain.places import HouseId
from bot.domain.roles import COUNTRY, Role
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

SPEAKS_RUSSIAN = "ru"


async def an_editor(bot: RunningBot, telegram_id: int = 1) -> Person:
    """Give somebody who edits the events of the whole country."""
    services = bot.app.services
    editor = await services.people.meet(telegram_id, SPEAKS_RUSSIAN)
    token = await services.roles.invite(Role.EDITOR, COUNTRY, timedelta(days=1))
    await services.roles.accept(editor.id, token)
    return editor


async def draft(bot: RunningBot, title: str, starts_at: datetime, **fields: Any) -> Event:
    """Give an event that only editors see; it is in the house of Semey unless told, and takes two hours."""
    editing, editor = bot.app.services.editing, await an_editor(bot)
    event = await editing.begin(editor.id, f"draft:{uuid4()}")
    details = EventDetails(
        title=LocalizedText(kk=title, ru=title, en=title),
        text=LocalizedText(kk="Келіңіз.", ru="Приходите.", en="Come along."),
        house_id=None if "place_id" in fields else HouseId("semey"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )
    return await editing.change(event.id, editor.id, lambda _: replace(details, **fields))


async def put_on(bot: RunningBot, title: str, starts_at: datetime, **fields: Any) -> Event:
    """Give an event that everybody sees."""
    event = await draft(bot, title, starts_at, **fields)
    return await bot.app.services.editing.publish(event.id, (await an_editor(bot)).id)


async def call_off(bot: RunningBot, event: Event) -> None:
    """Cancel the event."""
    await bot.app.services.editing.cancel(event.id, (await an_editor(bot)).id)


async def looking_at(bot: RunningBot, event: Event, language: Language = Language.RUSSIAN) -> Citizen:
    """Give somebody who has the card of the event in front of them."""
    somebody = await bot.meet(language)
    await somebody.start(f"event_{event.id}")
    await somebody.chat.reply()
    return somebody


async def reopened(somebody: Citizen, event: Event) -> SeenMessage:
    """Give the card of the event as it is now."""
    await somebody.start(f"event_{event.id}")
    return await somebody.chat.reply()
