"""What a person sees of one chat, and how they wait for the bot."""

import asyncio
from collections.abc import Callable

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.people.refusal import CannotDo
from sandbox.people.view import commands_for
from sandbox.seen import SeenMessage
from sandbox.shapes import JsonObject
from sandbox.world import World

# How long a person waits for a bot, in real seconds, unless told otherwise.
WAIT_SECONDS = 5.0


class BotSilent(TimeoutError):
    """The bot did not do in time what was waited for."""


class Screen:
    """A chat as one person has it before them."""

    def __init__(self, world: World, chat: Chat, account: Account, bot: Bot | None) -> None:
        self._world = world
        self._chat = chat
        self._account = account
        self._bot = bot
        self._seen = chat.act_count

    @property
    def id(self) -> int:
        """The chat's id as the bot knows it."""
        return self._chat.id

    async def reply(self, timeout: float = WAIT_SECONDS) -> SeenMessage:  # noqa: ASYNC109  # a person's patience is the caller's choice
        """Give the next message that a bot has sent or edited since the person's last act or the last reply.

        Raises:
            BotSilent: when there is none within the timeout, in seconds.
        """
        return await self._await(lambda _message: True, timeout, "no message from the bot")

    async def reply_where(
        self,
        condition: Callable[[SeenMessage], bool],
        timeout: float = WAIT_SECONDS,  # noqa: ASYNC109  # a person's patience is the caller's choice
    ) -> SeenMessage:
        """Give the next message that a bot has sent or edited and that meets a condition; others are skipped.

        Raises:
            BotSilent: when there is none within the timeout, in seconds.
        """
        return await self._await(condition, timeout, "no such message from the bot")

    @property
    def messages(self) -> list[SeenMessage]:
        """All messages that are still there, oldest first."""
        return [SeenMessage(post.public()) for post in self._chat.posts.values() if not post.deleted]

    @property
    def last(self) -> SeenMessage:
        """The last message of a bot that is still there.

        Raises:
            CannotDo: when there is none.
        """
        for post in reversed(self._chat.posts.values()):
            if post.by_bot is not None and not post.deleted:
                return SeenMessage(post.public())
        raise CannotDo("the bot has not written anything here")

    @property
    def keyboard(self) -> list[list[str]]:
        """The texts of the reply keyboard in force, row by row; empty when there is none."""
        shown = self._chat.keyboards.get(self._account.id)
        rows = shown.markup["keyboard"] if shown and shown.markup else []
        return [[button["text"] for button in row] for row in rows]

    @property
    def commands(self) -> list[JsonObject]:
        """The commands that the bot offers to this person here."""
        return [] if self._bot is None else commands_for(self._bot, self._chat, self._account)

    @property
    def pinned(self) -> list[int]:
        """The ids of the pinned messages, the latest last."""
        return list(self._chat.pinned)

    @property
    def topics(self) -> dict[int, str]:
        """The topics of a forum: names by thread id."""
        return {topic.id: topic.name for topic in self._chat.topics.values()}

    def _mark(self) -> None:
        self._seen = self._chat.act_count

    async def _await(
        self,
        condition: Callable[[SeenMessage], bool],
        within: float,
        missing: str,
    ) -> SeenMessage:
        try:
            async with asyncio.timeout(within):
                while True:
                    for act in list(self._chat.acts):
                        if act.number > self._seen:
                            self._seen = act.number
                            message = SeenMessage(act.message)
                            if condition(message):
                                return message
                    await self._chat.changed.wait()
        except TimeoutError:
            raise BotSilent(f"{missing} within {within} s") from None
