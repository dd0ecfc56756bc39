"""What of a raw update may be kept, and whose turn it belongs to."""

from typing import Any, TypeGuard

from bot.telegram import json
from storage.inbox import InboxUpdate


class Unidentified(ValueError):
    """An update has no number, so that a repeat of it could not be known."""


RawUpdate = dict[str, Any]
"""An update as Telegram sends it, positions and all; it lives in memory alone."""

POSITIONS = frozenset({"location", "venue", "latitude", "longitude"})
"""Fields of the Bot API that hold where somebody is, at whatever depth they stand."""

ID_BITS = 63
"""Telegram's ids fit into 52 bits; a number that no column can hold is none of them."""


def kept(update: RawUpdate) -> InboxUpdate:
    """Give the form of `update` that may be written: without any position.

    Raises Unidentified.
    """
    update_id = update.get("update_id")
    if not _is_id(update_id):
        raise Unidentified
    payload, withheld = _payload(update, update_id)
    return InboxUpdate(
        update_id=update_id, chat_key=_chat_key(update), payload=payload, position_withheld=withheld
    )


def _payload(update: RawUpdate, update_id: int) -> tuple[str, bool]:
    """Give the JSON to keep, and whether a position was taken out of it."""
    try:
        payload = json.dumps(update)
        if '"latitude"' not in payload and '"longitude"' not in payload:
            return payload, False
        return json.dumps(_without_positions(update)), True
    except RecursionError:  # nested as nothing of Telegram's is: its neighbours must not suffer for it
        return json.dumps({"update_id": update_id}), True


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
            if isinstance(owner, dict) and _is_id(owner.get("id")):
                return int(owner["id"])
    return int(update["update_id"])


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= ID_BITS
