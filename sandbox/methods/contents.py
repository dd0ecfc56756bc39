"""The texts and captions of messages, within Telegram's limits."""

from typing import Any

from sandbox.call import Call
from sandbox.entities import formatted
from sandbox.entities.spans import utf16_length
from sandbox.errors import bad_request
from sandbox.shapes import JsonObject
from sandbox.urls import checked

# Counted in UTF-16 units, which is never laxer than characters.
TEXT_MAX = 4096
CAPTION_MAX = 1024


def text_of(call: Call, *, too_long: str) -> JsonObject:
    """Give the text of a message and its entities.

    Raises:
        ApiError: 400, when it is empty, too long or cannot be parsed.
    """
    if not call.get("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(call.get("text"), call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_MAX:
        raise bad_request(too_long)
    return {"text": text, **_entities("entities", call, entities), **_preview(call)}


def caption_of(
    call: Call, given: JsonObject | None = None, *, too_long: str = "message caption is too long"
) -> JsonObject:
    """Give the caption of a file and its entities; given is the part of the call that holds them.

    Raises:
        ApiError: 400, when it is too long or cannot be parsed.
    """
    source: dict[str, Any] = call.params if given is None else given
    caption, entities = formatted(
        source.get("caption") or "", source.get("parse_mode"), source.get("caption_entities")
    )
    if utf16_length(caption) > CAPTION_MAX:
        raise bad_request(too_long)
    if not caption:
        return {}
    above = {"show_caption_above_media": True} if source.get("show_caption_above_media") else {}
    return {"caption": caption, **_entities("caption_entities", call, entities), **above}


def _entities(name: str, call: Call, entities: list[JsonObject]) -> JsonObject:
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention":
            account = call.world.find_account(int(entity["user"]["id"]))
            if account is None:
                continue
            entity["user"] = account.user()
        kept.append(entity)
    return {name: kept} if kept else {}


def _preview(call: Call) -> JsonObject:
    options = call.get("link_preview_options")
    if not options:
        return {}
    if options.get("url"):
        try:
            checked(options["url"])
        except ValueError:
            raise bad_request("WEBPAGE_URL_INVALID") from None
    return {"link_preview_options": options}
