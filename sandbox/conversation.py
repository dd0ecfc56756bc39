"""What a person does in one chat: start, write, press, ask inline, block, manage topics."""

import asyncio

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.people import acts, groups, presses, topics
from sandbox.people.refusal import CannotDo
from sandbox.queries import CallbackAnswer
from sandbox.screen import WAIT_SECONDS, BotSilent
from sandbox.seen import SeenMessage
from sandbox.shapes import JsonObject
from sandbox.world import World
from sandbox.writing import Writing


class Conversation(Writing):
    """A chat in which one person acts."""

    def __init__(self, world: World, chat: Chat, account: Account, bot: Bot | None) -> None:
        super().__init__(world, chat, account, bot)
        self._asked = ""

    async def start(self, payload: str = "", *, as_administrator: bool = False) -> SeenMessage:
        """Press Start, or follow a link with a payload.

        Into a group, that is a link t.me/<bot>?startgroup=<payload>: the bot joins if it is not there yet, as
        an administrator if the link asks for that, and gets /start@<bot> <payload>.

        Raises:
            CannotDo: when the person may not bring the bot into the group.
        """
        self._mark()
        if self._chat.kind == "private":
            return SeenMessage(acts.start(self._world, self._chat, self._account, payload).public())
        if self._bot is None:
            raise CannotDo("say which bot: person.in_group(group, bot)")
        post = groups.follow_link(
            self._world, self._chat, self._account, self._bot, payload, as_administrator=as_administrator
        )
        return SeenMessage(post.public())

    async def press(self, text: str, *, timeout: float = WAIT_SECONDS) -> CallbackAnswer:  # noqa: ASYNC109  # a person's patience is the caller's choice
        """Press the button with this text: the latest inline one, or else one of the reply keyboard.

        A reply button sends its text, or shares the person's contact if it asks for that; one that asks for a
        location needs share_location.

        Raises:
            CannotDo: when there is no such button.
            BotSilent: when the bot does not answer the press within the timeout, in seconds.
        """
        for message in reversed(self.messages):
            if any(text == label for row in message.buttons for label in row):
                return await self.press_old(message, text, timeout=timeout)
        button = self._reply_button(text)
        if button.get("request_location"):
            raise CannotDo(f"the button {text!r} asks for a location: use share_location")
        if button.get("request_contact"):
            await self.share_contact()
        else:
            await self.send(text)
        return CallbackAnswer()

    async def press_old(
        self,
        message: SeenMessage,
        text: str,
        *,
        timeout: float = WAIT_SECONDS,  # noqa: ASYNC109  # a person's patience is the caller's choice
    ) -> CallbackAnswer:
        """Press a button of a message as it was seen, even if it has been edited or deleted since.

        Raises:
            CannotDo: when that message had no such button.
            BotSilent: when the bot does not answer the press within the timeout, in seconds.
        """
        button = message.button(text)
        if button is None:
            raise CannotDo(f"message {message.id} has no button {text!r}; it has {message.buttons}", 404)
        if "url" in button:
            return CallbackAnswer(url=button["url"])
        if "copy_text" in button:
            return CallbackAnswer(copied=button["copy_text"]["text"])
        if "callback_data" not in button:
            return CallbackAnswer()
        return await self.press_data(message, button["callback_data"], timeout=timeout)

    async def press_data(
        self,
        message: SeenMessage,
        data: str,
        *,
        timeout: float = WAIT_SECONDS,  # noqa: ASYNC109  # a person's patience is the caller's choice
    ) -> CallbackAnswer:
        """Send a press with any data, as a forged client can.

        Raises:
            BotSilent: when the bot does not answer the press within the timeout, in seconds.
        """
        self._mark()
        press = presses.press(self._world, self._chat, self._account, message.id, data)
        try:
            async with asyncio.timeout(timeout):
                return await press.answer
        except TimeoutError:
            raise BotSilent(f"no answer to the press of {data!r} within {timeout} s") from None

    def press_and_go(self, message: SeenMessage, data: str) -> None:
        """Send a press and do not wait for what comes of it, as people do whose network is slow."""
        self._mark()
        presses.press(self._world, self._chat, self._account, message.id, data)

    async def inline(self, text: str, *, timeout: float = WAIT_SECONDS) -> list[JsonObject]:  # noqa: ASYNC109  # a person's patience is the caller's choice
        """Type something after the bot's name and give what it offers.

        Raises:
            BotSilent: when the bot offers nothing within the timeout, in seconds.
        """
        if self._bot is None:
            raise CannotDo("there is no bot in this chat to ask")
        query = presses.ask(self._world, self._bot, self._account, text)
        self._asked = query.query_id
        try:
            async with asyncio.timeout(timeout):
                return (await query.answer).results
        except TimeoutError:
            raise BotSilent(f"no answer to the inline query {text!r} within {timeout} s") from None

    async def choose(self, result: JsonObject) -> SeenMessage:
        """Send one of the results that the last inline query brought."""
        query = None if self._bot is None else self._world.queries.inline(self._asked, self._bot.id)
        if query is None:
            raise CannotDo("ask the bot inline first")
        content, inline_id = presses.choose(self._world, query, str(result["id"]))
        self._mark()
        post = acts.say(self._world, self._chat, self._account, content)
        self._world.keep_inline(self._chat, post, inline_id)
        return SeenMessage(post.public())

    async def block(self) -> None:
        """Block the bot."""
        acts.set_blocked(self._world, self._chat, self._account, blocked=True)

    async def unblock(self) -> None:
        """Unblock the bot."""
        acts.set_blocked(self._world, self._chat, self._account, blocked=False)

    async def create_topic(self, name: str) -> int:
        """Open a topic in a forum; give its thread id."""
        self._mark()
        return topics.create(self._world, self._chat, self._account, name).id

    async def rename_topic(self, thread: int, name: str) -> None:
        """Give a topic another name."""
        self._mark()
        topics.rename(self._world, self._chat, self._account, thread, name)

    async def close_topic(self, thread: int) -> None:
        """Close a topic: nobody writes in it until it is reopened."""
        self._mark()
        topics.set_closed(self._world, self._chat, self._account, thread, closed=True)

    async def reopen_topic(self, thread: int) -> None:
        """Open a closed topic again."""
        self._mark()
        topics.set_closed(self._world, self._chat, self._account, thread, closed=False)

    async def delete_topic(self, thread: int) -> None:
        """Delete a topic with all of its messages; bots are not told."""
        self._mark()
        topics.delete(self._world, self._chat, self._account, thread)

    def _reply_button(self, text: str) -> JsonObject:
        shown = self._chat.keyboards.get(self._account.id)
        rows = shown.markup["keyboard"] if shown and shown.markup else []
        for row in rows:
            for button in row:
                if button["text"] == text:
                    found: JsonObject = button
                    return found
        raise CannotDo(f"there is no button {text!r}; the reply keyboard has {self.keyboard}", 404)
