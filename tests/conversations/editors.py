"""An editor at work in the chat, and those who come to their events."""

from datetime import timedelta

from bot.domain.events.event import Event, EventId
from bot.domain.places import RegionCode
from bot.domain.roles import Role
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

ABAI = RegionCode("KZ-10")

SEMEY = "Semey: House of Friendship of Abai Region (Semey)"

SATURDAY = "5 December 18:00"


async def invited(bot: RunningBot, somebody: Citizen, region: RegionCode = ABAI) -> Citizen:
    """Let somebody edit the events of a region."""
    token = await bot.app.services.roles.invite(Role.EDITOR, region, timedelta(days=7))
    await somebody.start(f"invite_{token}")
    await somebody.chat.reply()
    return somebody


async def dismissed(bot: RunningBot, editor: Citizen) -> None:
    """Take every role back that somebody holds."""
    roles = bot.app.services.roles
    for held in await roles.list_all():
        if held.telegram_id == editor.chat.id:
            await roles.withdraw(held.grant.id)


async def drafted(editor: Citizen) -> SeenMessage:
    """Go through the form, and give the page at its end."""
    await editor.write("/edit")
    await editor.press("New event")
    for words in ("Ән кеші", "Вечер песни", "Бәріміз ән айтамыз", "Поём вместе"):
        await editor.write(words)
    await editor.press(SEMEY)
    await editor.press("Skip")
    return await editor.write(SATURDAY)


async def published(editor: Citizen) -> SeenMessage:
    """Go through the form and publish, and give the page."""
    await drafted(editor)
    return await editor.press("Publish")


async def changing(editor: Citizen, field: str) -> SeenMessage:
    """Press the button of a field on the page that was shown last, and give the question."""
    await editor.press("Change", on=editor.chat.last)
    return await editor.press(field, on=editor.chat.last)


async def events_of(bot: RunningBot, editor: Citizen) -> list[Event]:
    """Give what the editor has made, as it is now, the oldest first."""
    person = await bot.app.services.people.meet(editor.chat.id, editor.language)
    found = await bot.app.services.editing.editable(person.id)
    return sorted((event for event in found if event.created_by == person.id), key=lambda event: event.id)


async def event_of(bot: RunningBot, editor: Citizen) -> Event:
    """Give the only event that the editor has made."""
    [event] = await events_of(bot, editor)
    return event


async def comes(bot: RunningBot, somebody: Citizen, event_id: EventId, seats: int = 1) -> None:
    """Let somebody take seats, who has started the bot, since it can't write to others."""
    if not somebody.chat.messages:
        await somebody.start()
    person = await bot.app.services.people.meet(somebody.chat.id, somebody.language)
    await bot.app.services.attending.come(event_id, person.id, seats)
