"""People for tests: they write, press and wait as persons do."""

import asyncio

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Status
from sandbox.conversation import Conversation
from sandbox.members import change_status
from sandbox.people import groups, presses
from sandbox.screen import WAIT_SECONDS, BotSilent
from sandbox.shapes import JsonObject
from sandbox.world import World


class Person:
    """A person with an account."""

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self.account = account

    @property
    def id(self) -> int:
        """The account's id, which is also the id of its private chat with any bot."""
        return self.account.id

    def chat_with(self, bot: Bot | int) -> Conversation:
        """Open the private chat with a bot."""
        known = self._world.bot(bot) if isinstance(bot, int) else bot
        return Conversation(self._world, self._world.private_chat(known, self.account), self.account, known)

    def in_group(self, group: "Group", bot: Bot | int | None = None) -> Conversation:
        """Open a group; bot says whose answers are meant, where there are several."""
        bots = self._world.bots_in(group.chat)
        known = self._world.bot(bot) if isinstance(bot, int) else bot or (bots[0] if bots else None)
        return Conversation(self._world, group.chat, self.account, known)

    async def ask_inline(
        self,
        bot: Bot | int,
        text: str,
        *,
        timeout: float = WAIT_SECONDS,  # noqa: ASYNC109  # a person's patience is the caller's choice
        offset: str = "",
    ) -> "InlineChoice":
        """Type something after a bot's name and wait for what it offers.

        Raises:
            BotSilent: when the bot offers nothing within the timeout, in seconds.
        """
        known = self._world.bot(bot) if isinstance(bot, int) else bot
        query = presses.ask(self._world, known, self.account, text, offset)
        try:
            async with asyncio.timeout(timeout):
                answer = await query.answer
        except TimeoutError:
            raise BotSilent(f"no answer to the inline query {text!r} within {timeout} s") from None
        return InlineChoice(query_id=query.query_id, results=answer.results, next_offset=answer.next_offset)

    def delete_account(self) -> None:
        """Delete the account, as Telegram does with abandoned ones."""
        self.account.deactivated = True


class InlineChoice:
    """What a bot offered for an inline query."""

    def __init__(self, *, query_id: str, results: list[JsonObject], next_offset: str) -> None:
        self.query_id = query_id
        self.results = results
        self.next_offset = next_offset

    @property
    def titles(self) -> list[str]:
        """The titles of what was offered."""
        return [str(result.get("title", "")) for result in self.results]


class Group:
    """A group and its settings."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def id(self) -> int:
        """The group's id, a negative number."""
        return self.chat.id

    def set_status(self, member: Person | Bot, status: Status) -> None:
        """Let the creator add, promote, remove or ban a person or a bot."""
        change_status(self._world, self.chat, member.id, status, by=self._creator().user())

    def set_anonymous(self, member: Person, *, anonymous: bool = True) -> None:
        """Let an administrator write in the group's name; their presses stay their own."""
        groups.set_anonymous(self._world, self.chat, member.id, anonymous=anonymous)

    def upgrade(self, *, is_forum: bool = False) -> "Group":
        """Turn a plain group into a supergroup with another id."""
        grown = groups.upgrade(self._world, self.chat, self._creator(), is_forum=is_forum)
        return Group(self._world, grown)

    def delete(self) -> None:
        """Delete the group."""
        self.chat.removed = True

    def _creator(self) -> Account:
        creator = next(user for user, status in self.chat.members.items() if status == "creator")
        return self._world.accounts[creator]
