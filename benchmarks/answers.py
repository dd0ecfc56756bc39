"""What the load server answers to a method: valid, and as cheap as it can be."""

from typing import Any

BOT: dict[str, Any] = {
    "id": 42,
    "is_bot": True,
    "first_name": "Load",
    "username": "load_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}

_FIXED: dict[str, Any] = {
    "getme": BOT,
    "getmycommands": [],
    "getmyname": {"name": BOT["first_name"]},
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
    "getchatmenubutton": {"type": "default"},
    "getchatadministrators": [],
    "getchatmembercount": 2,
    "sendchataction": True,
}
"""By name in small letters, for Telegram does not mind capitals; what makes no message either is True."""

_ANSWERED_BY_MESSAGE = ("send", "edit", "forwardmessage")


class Answers:
    """Gives the `result` of every method but those that deliver updates."""

    def __init__(self, epoch: int) -> None:
        """Date all messages `epoch`, in Unix seconds."""
        self._epoch = epoch
        self._last_message = 1_000_000

    def result(self, method: str, values: dict[str, Any]) -> Any:
        """Answer `method` (in small letters) called with `values`."""
        if method in _FIXED:
            return _FIXED[method]
        if method == "sendmediagroup":
            return [self._message(values)]
        if method.startswith(_ANSWERED_BY_MESSAGE):
            return self._message(values)
        return True

    def _message(self, values: dict[str, Any]) -> dict[str, Any]:
        self._last_message += 1
        return {
            "message_id": int(values.get("message_id", self._last_message)),
            "date": self._epoch,
            "chat": {"id": int(values.get("chat_id", 0)), "type": "private", "first_name": "Person"},
            "from": BOT,
            "text": str(values.get("text", "")),
        }
