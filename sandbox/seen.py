"""A message as a person saw it at one moment."""

from sandbox.chats import answered
from sandbox.entities import to_html
from sandbox.shapes import JsonObject

# A venue also carries a location, so it comes first.
_MEDIA = ("photo", "voice", "document", "venue", "location", "contact")
_FILES = ("photo", "voice", "document")


class SeenMessage:
    """A message; it does not change when the message in the chat does. raw is the Bot API's object."""

    def __init__(self, raw: JsonObject) -> None:
        self.raw = raw

    def __repr__(self) -> str:
        return f"<message {self.id} {self.media or ''} {self.text!r} {self.buttons}>"

    @property
    def id(self) -> int:
        """The message's number in its chat."""
        number: int = self.raw["message_id"]
        return number

    @property
    def text(self) -> str:
        """The text, or the caption of a file."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def html(self) -> str:
        """The text with its formatting, as Telegram's HTML."""
        return to_html(self.text, self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def buttons(self) -> list[list[str]]:
        """The texts of the inline buttons, row by row."""
        return _labels(self.raw, "inline_keyboard")

    @property
    def keyboard(self) -> list[list[str]]:
        """The texts of the reply keyboard that came with this message, row by row."""
        return _labels(self.raw, "keyboard")

    @property
    def removes_keyboard(self) -> bool:
        """Whether the message takes the reply keyboard away."""
        return bool(self.raw.get("reply_markup", {}).get("remove_keyboard"))

    @property
    def media(self) -> str | None:
        """What it carries besides words: photo, voice, document, venue, location or contact."""
        return next((kind for kind in _MEDIA if kind in self.raw), None)

    @property
    def file_id(self) -> str | None:
        """The id by which a bot gets or sends the file again; of a photo, its largest size."""
        return self._file("file_id")

    @property
    def file_unique_id(self) -> str | None:
        """The id that the same file has for every bot."""
        return self._file("file_unique_id")

    @property
    def album(self) -> str | None:
        """The id that the messages of one album share."""
        album: str | None = self.raw.get("media_group_id")
        return album

    @property
    def location(self) -> tuple[float, float] | None:
        """Latitude and longitude of a place that was sent, in degrees."""
        place = self.raw.get("location")
        return None if place is None else (place["latitude"], place["longitude"])

    @property
    def contact(self) -> JsonObject | None:
        """The contact that was sent."""
        contact: JsonObject | None = self.raw.get("contact")
        return contact

    @property
    def protected(self) -> bool:
        """Whether people can neither forward nor save it."""
        return bool(self.raw.get("has_protected_content"))

    @property
    def reply_to(self) -> int | None:
        """The id of the message that this one answers; being in a topic is no answer."""
        replied = answered(self.raw)
        return None if replied is None else replied["message_id"]

    @property
    def thread(self) -> int | None:
        """The topic that the message is in."""
        thread: int | None = self.raw.get("message_thread_id")
        return thread

    def button(self, text: str) -> JsonObject | None:
        """Give the inline button with this text."""
        rows: list[list[JsonObject]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return next((button for row in rows for button in row if button["text"] == text), None)

    def _file(self, name: str) -> str | None:
        kind = next((kind for kind in _FILES if kind in self.raw), None)
        if kind is None:
            return None
        described: JsonObject = self.raw[kind][-1] if kind == "photo" else self.raw[kind]
        found: str = described[name]
        return found


def _labels(raw: JsonObject, name: str) -> list[list[str]]:
    rows: list[list[JsonObject]] = raw.get("reply_markup", {}).get(name, [])
    return [[button["text"] for button in row] for row in rows]
