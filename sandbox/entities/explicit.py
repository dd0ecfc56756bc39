"""Reads entities that a bot gives beside its text."""

from typing import Any

from sandbox.entities.spans import Span, utf16_length
from sandbox.errors import ApiError, bad_request
from sandbox.shapes import JsonObject
from sandbox.urls import checked

_REQUIRED = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
# Telegram finds these itself and ignores them when they are given.
_FOUND_ANYWAY = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
_PLAIN = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote",
        "code", "pre",
    }
)  # fmt: skip
_KEPT = ("url", "user", "language", "custom_emoji_id", "unix_time", "date_time_format")
_LAST_EMOJI_ID = (1 << 63) - 1


def read(text: str, entities: list[JsonObject]) -> list[Span]:
    """Turn MessageEntity objects into spans.

    Raises:
        ApiError: 400, when an entity lies outside of the text or lacks what its type needs.
    """
    positions = _positions(text)
    return [span for entity in entities if (span := _span(entity, positions, utf16_length(text))) is not None]


def _span(entity: JsonObject, positions: dict[int, int], length: int) -> Span | None:
    kind = entity["type"]
    if kind not in _PLAIN and kind not in _REQUIRED and kind not in _FOUND_ANYWAY:
        raise _unreadable("Unsupported type specified")
    needed = _REQUIRED.get(kind)
    if needed and needed not in entity:
        raise _unreadable(f'Can\'t find field "{needed}"')
    begin, end = int(entity["offset"]), int(entity["offset"]) + int(entity["length"])
    if begin < 0:
        raise bad_request(f"receive an entity with incorrect offset {begin}")
    if end < begin:
        raise bad_request(f"receive an entity with incorrect length {end - begin}")
    if begin > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {begin}")
    if end > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
        )
    if begin not in positions or end not in positions:
        raise bad_request("entity begins or ends in a middle of a UTF-16 symbol")
    if kind in _FOUND_ANYWAY or begin == end:
        return None
    return Span(kind=kind, start=positions[begin], end=positions[end], extra=_extra(kind, entity))


def _extra(kind: str, entity: JsonObject) -> JsonObject:
    extra: dict[str, Any] = {name: entity[name] for name in _KEPT if name in entity}
    if kind == "text_link":
        try:
            extra["url"] = checked(extra["url"]) if extra["url"] else checked("http://")
        except ValueError as error:
            raise bad_request(f"entity URL '{entity['url']}' is invalid: {error}") from None
    if kind == "custom_emoji":
        number = str(extra["custom_emoji_id"])
        if not number.isdigit() or int(number) > _LAST_EMOJI_ID:
            raise _unreadable('Field "custom_emoji_id" must be a valid Number')
    return extra


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {reason}")


def _positions(text: str) -> dict[int, int]:
    """Map UTF-16 offsets to positions in characters; offsets inside of a pair are missing."""
    positions: dict[int, int] = {}
    offset = 0
    for position, character in enumerate(text):
        positions[offset] = position
        offset += 2 if character > "\uffff" else 1
    positions[offset] = len(text)
    return positions
