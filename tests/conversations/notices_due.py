"""What the scheduler would do at this moment, done to the end, and what people got of it."""

import asyncio

from bot.domain.astana_time import is_quiet
from bot.domain.events.event import Event
from bot.domain.language import Language
from bot.domain.outbox import OutboxState
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.running import PATIENCE, RunningBot


async def coming(bot: RunningBot, event: Event, language: Language) -> Citizen:
    """Give somebody who has said on the card that they come."""
    somebody = await bot.meet(language)
    await somebody.start(f"event_{event.id}")
    await somebody.chat.reply()
    await somebody.press("I am coming")
    return somebody


async def look_for_what_is_due(bot: RunningBot) -> None:
    """Let the scheduler look, and wait until the notifier has done all that it can do now."""
    services = bot.app.services
    await services.following.tell_changes()
    await services.following.expire_offers()
    await services.following.remind()
    bot.app.notifier.nudge()
    async with asyncio.timeout(PATIENCE):
        while await _is_something_under_way(bot):  # noqa: ASYNC110  # the outbox tells nobody
            await asyncio.sleep(0.01)


async def _is_something_under_way(bot: RunningBot) -> bool:
    outbox, now = bot.app.outbox, bot.now()
    if await outbox.due(now, 1, at_night=is_quiet(now)):  # first, since what is due becomes what is sending
        return True
    return OutboxState.SENDING in await outbox.count_by_state()


def told(somebody: Citizen, headline: str, title: str) -> list[SeenMessage]:
    """Give the messages of the bot with these words in their first line, the oldest first."""
    words = somebody.words(headline, title=title)
    return [
        message
        for message in somebody.chat.messages
        if message.raw["from"]["is_bot"] and words in message.html.partition("\n")[0]
    ]
