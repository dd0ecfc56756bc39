"""What a person writes into one chat: words, places, contacts, files, answers."""

from collections.abc import Iterable

from sandbox.chats import Post, origin_of
from sandbox.files import FileKind
from sandbox.multipart import Upload
from sandbox.people import acts
from sandbox.people.refusal import CannotDo
from sandbox.screen import Screen
from sandbox.seen import SeenMessage
from sandbox.shapes import JsonObject


class Writing(Screen):
    """A chat that one person writes into.

    Everywhere reply_to is the message that is answered, and thread a topic; an answer goes to the topic of
    what it answers.
    """

    async def send(
        self, text: str, *, reply_to: SeenMessage | None = None, thread: int | None = None
    ) -> SeenMessage:
        """Write a message."""
        return self._say(acts.words(text), reply_to=reply_to, thread=thread)

    async def reply_to(self, message: SeenMessage, text: str) -> SeenMessage:
        """Answer a message with words."""
        return await self.send(text, reply_to=message)

    async def share_location(
        self,
        latitude: float,
        longitude: float,
        *,
        reply_to: SeenMessage | None = None,
        thread: int | None = None,
    ) -> SeenMessage:
        """Share a place, in degrees."""
        return self._say(acts.location(latitude, longitude), reply_to=reply_to, thread=thread)

    async def share_contact(
        self,
        phone_number: str | None = None,
        first_name: str | None = None,
        *,
        user_id: int | None = None,
    ) -> SeenMessage:
        """Share one's own contact, or with a phone number somebody else's."""
        if phone_number is not None:
            return await self.send_contact(
                phone_number, first_name or self._account.first_name, user_id=user_id
            )
        own = self._account
        return self._say(
            acts.contact(
                own.phone_number or "", first_name or own.first_name, own.id, last_name=own.last_name
            )
        )

    async def send_contact(
        self,
        phone_number: str,
        first_name: str,
        *,
        last_name: str | None = None,
        user_id: int | None = None,
        reply_to: SeenMessage | None = None,
        thread: int | None = None,
    ) -> SeenMessage:
        """Send somebody's card; user_id is the account of whoever it is about, if they have one."""
        content = acts.contact(phone_number, first_name, user_id, last_name=last_name)
        return self._say(content, reply_to=reply_to, thread=thread)

    async def send_photo(
        self,
        content: bytes,
        *,
        caption: str = "",
        album: str | None = None,
        reply_to: SeenMessage | None = None,
        thread: int | None = None,
    ) -> SeenMessage:
        """Send a picture."""
        shown = self._file("photo", _upload(content, "photo.jpg"), caption=caption, album=album)
        return self._say(shown, reply_to=reply_to, thread=thread)

    async def send_document(
        self,
        content: bytes,
        *,
        name: str = "document.bin",
        mime_type: str = "",
        caption: str = "",
        album: str | None = None,
        reply_to: SeenMessage | None = None,
        thread: int | None = None,
    ) -> SeenMessage:
        """Send a file."""
        shown = self._file("document", _upload(content, name, mime_type), caption=caption, album=album)
        return self._say(shown, reply_to=reply_to, thread=thread)

    async def send_voice(
        self,
        content: bytes,
        *,
        caption: str = "",
        duration: int | None = None,
        reply_to: SeenMessage | None = None,
        thread: int | None = None,
    ) -> SeenMessage:
        """Send a voice message; duration is in seconds, by default what the recording says."""
        shown = self._file("voice", _upload(content, "voice.oga"), caption=caption, duration=duration)
        return self._say(shown, reply_to=reply_to, thread=thread)

    async def send_album(
        self,
        contents: Iterable[bytes],
        *,
        kind: FileKind = "photo",
        caption: str = "",
        reply_to: SeenMessage | None = None,
        thread: int | None = None,
    ) -> list[SeenMessage]:
        """Send several pictures or files at once; the caption is the first one's."""
        album = self._world.new_album()
        name = "photo.jpg" if kind == "photo" else "document.bin"
        parts = [
            self._file(kind, _upload(content, name), caption="" if number else caption, album=album)
            for number, content in enumerate(contents)
        ]
        return [self._say(part, reply_to=reply_to, thread=thread) for part in parts]

    async def send_content(
        self, content: JsonObject, *, reply_to: SeenMessage | None = None, thread: int | None = None
    ) -> SeenMessage:
        """Send anything else that the Bot API's Message can hold, such as {"sticker": {…}}, as it stands."""
        return self._say(content, reply_to=reply_to, thread=thread)

    async def forward(self, message: SeenMessage, *, hidden: bool = False) -> SeenMessage:
        """Forward a message here; hidden means that its author's account is not shown.

        Raises:
            CannotDo: when the message is protected.
        """
        if message.protected:
            raise CannotDo("this message is protected; it cannot be forwarded", 403)
        origin = origin_of(message.raw)
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

    def _say(
        self, content: JsonObject, *, reply_to: SeenMessage | None = None, thread: int | None = None
    ) -> SeenMessage:
        self._mark()
        if reply_to is not None and reply_to.raw["chat"]["id"] != self._chat.id:
            raise CannotDo("that message is in another chat; answer it there")
        replied = None if reply_to is None else reply_to.id
        post = acts.say(self._world, self._chat, self._account, content, reply_to=replied, thread=thread)
        return SeenMessage(post.public())

    def _file(
        self,
        kind: FileKind,
        upload: Upload,
        *,
        caption: str = "",
        album: str | None = None,
        duration: int | None = None,
    ) -> JsonObject:
        return acts.file(
            self._world, self._chat, kind, upload, caption=caption, album=album, duration=duration
        )

    def _post(self, message_id: int) -> Post:
        post = self._chat.find(message_id)
        if post is None:
            raise CannotDo(f"there is no message {message_id}; it may have been deleted", 404)
        return post


def _upload(content: bytes, name: str, mime_type: str = "") -> Upload:
    return Upload(name=name, content_type=mime_type, content=content)
