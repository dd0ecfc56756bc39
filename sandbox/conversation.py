"""What a person does in one chat: write, share, press, ask inline, block."""

import asyncio

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Post
from sandbox.files import FileKind
from sandbox.people import acts, presses
from sandbox.people.refusal import CannotDo
from sandbox.queries import CallbackAnswer
from sandbox.screen import WAIT_SECONDS, BotSilent, Screen
from sandbox.seen import SeenMessage
from sandbox.shapes import JsonObject
from sandbox.world import World


class Conversation(Screen):
    """A chat in which one person acts."""

    def __init__(self, world: World, chat: Chat, account: Account, bot: Bot | None) -> None:
        super().__init__(world, chat, account, bot)
        self._asked = ""

    async def send(
        self, text: str, *, reply_to: SeenMessage | None = None, thread: int | None = None
    ) -> SeenMessage:
        """Write a message."""
        return self._say(acts.words(text), reply_to=reply_to, thread=thread)

    async def start(self, payload: str = "") -> SeenMessage:
        """Press Start, or follow a link with a payload."""
        self._mark()
        return SeenMessage(acts.start(self._world, self._chat, self._account, payload).public())

    async def share_location(self, latitude: float, longitude: float) -> SeenMessage:
        """Share a place, in degrees."""
        return self._say(acts.location(latitude, longitude))

    async def share_contact(
        self,
        phone_number: str | None = None,
        first_name: str | None = None,
        *,
        user_id: int | None = None,
    ) -> SeenMessage:
        """Share a contact: one's own, or with a phone number somebody else's."""
        own = phone_number is None
        return self._say(
            acts.contact(
                phone_number or self._account.phone_number or "",
                first_name or self._account.first_name,
                self._account.id if own else user_id,
            )
        )

    async def send_photo(self, content: bytes, *, caption: str = "", album: str | None = None) -> SeenMessage:
        """Send a picture."""
        return self._file("photo", content, name="photo.jpg", caption=caption, album=album)

    async def send_document(
        self, content: bytes, *, name: str = "document.bin", mime_type: str = "", caption: str = ""
    ) -> SeenMessage:
        """Send a file."""
        return self._file("document", content, name=name, mime_type=mime_type, caption=caption)

    async def send_voice(self, content: bytes, *, caption: str = "") -> SeenMessage:
        """Send a voice message."""
        return self._file("voice", content, name="voice.oga", caption=caption)

    async def forward(self, message: SeenMessage, *, hidden: bool = False) -> SeenMessage:
        """Forward a message here; hidden means that its author's account is not shown."""
        origin: JsonObject = {"type": "user", "date": message.raw["date"], "sender_user": message.raw["from"]}
        if hidden:
            name = message.raw["from"]["first_name"]
            origin = {"type": "hidden_user", "date": message.raw["date"], "sender_user_name": name}
        kinds = ("text", "entities", "photo", "document", "voice", "location", "venue", "contact", "caption")
        content = {name: message.raw[name] for name in kinds if name in message.raw}
        return self._say({**content, "forward_origin": origin})

    async def edit(self, message: SeenMessage, text: str) -> None:
        """Change one's own message."""
        self._mark()
        acts.edit(self._world, self._chat, self._account, self._post(message.id), text)

    async def delete(self, message: SeenMessage) -> None:
        """Delete a message for everybody."""
        acts.remove(self._world, self._chat, self._post(message.id))

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

    def _say(
        self, content: JsonObject, *, reply_to: SeenMessage | None = None, thread: int | None = None
    ) -> SeenMessage:
        self._mark()
        answered = None if reply_to is None else reply_to.id
        post = acts.say(self._world, self._chat, self._account, content, reply_to=answered, thread=thread)
        return SeenMessage(post.public())

    def _file(
        self,
        kind: FileKind,
        content: bytes,
        *,
        name: str,
        mime_type: str = "",
        caption: str = "",
        album: str | None = None,
    ) -> SeenMessage:
        return self._say(
            acts.file(
                self._world,
                self._chat,
                kind,
                content,
                name=name,
                mime_type=mime_type,
                caption=caption,
                album=album,
            )
        )

    def _post(self, message_id: int) -> Post:
        post = self._chat.find(message_id)
        if post is None:
            raise CannotDo(f"there is no message {message_id}; it may have been deleted", 404)
        return post

    def _reply_button(self, text: str) -> JsonObject:
        shown = self._chat.keyboards.get(self._account.id)
        rows = shown.markup["keyboard"] if shown and shown.markup else []
        for row in rows:
            for button in row:
                if button["text"] == text:
                    found: JsonObject = button
                    return found
        raise CannotDo(f"there is no button {text!r}; the reply keyboard has {self.keyboard}", 404)
