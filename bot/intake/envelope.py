"""What of a raw update may be kept, and whose turn it belongs to."""

from typing import Any

from bot.telegram import json
from storage.inbox import InboxUpdate


class Unidentified(ValueError):
    """An update has no number, so that a repeat of it could not be known."""


RawUpdate = dict[str, Any]
"""An update as Telegram sends it, positions and all; it lives in memory alone."""

POSITIONS = frozenset({"location", "venue"})
"""Fields of the Bot API that hold where somebody is, at whatever depth they stand."""


def kept(update: RawUpdate) -> InboxUpdate:
    """Give the form of `update` that may be written: without any position.

    Raises Unidentified.
    """
    update_id = update.get("update_id")
    if not isinstance(update_id, int) or isinstance(update_id, bool):
        raise Unidentified
    payload = json.dumps(update)
    withheld = '"latitude"' in payload
    if withheld:
        payload = json.dumps(_without_positions(update))
    return InboxUpdate(
        update_id=update_id, chat_key=_chat_key(update), payload=payload, position_withheld=withheld
    )


def _without_positions(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_positions(item)
            for name, item in value.items()
            if name not in POSITIONS and not (isinstance(item, dict) and "latitude" in item)
        }
    if isinstance(value, list):
        return [_without_positions(item) for item in value]
    return value


def _chat_key(update: RawUpdate) -> int:
    """Give the chat in whose order the update is handled; its own id where it belongs to nobody's."""
    for name, event in update.items():
        if name == "update_id" or not isinstance(event, dict):
            continue
        message = event.get("message")
        around = message if isinstance(message, dict) else event
        for owner in (around.get("chat"), event.get("from"), event.get("user")):
            if isinstance(owner, dict) and isinstance(owner.get("id"), int):
                return int(owner["id"])
    return int(update["update_id"])
