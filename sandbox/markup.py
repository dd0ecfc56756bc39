"""Checks keyboards as Telegram does."""

from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.shapes import JsonObject
from sandbox.urls import checked

_BUTTONS_MAX = 100
_ROW_MAX = 8
_DATA_BYTES_MAX = 64
_COPY_TEXT_MAX = 256
_PLACEHOLDER_MAX = 64
_STYLES = frozenset({"danger", "success", "primary"})
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
# A message carries no invoice and no game, and no domain is linked to a bot here.
_UNUSABLE = {
    "pay": "BUTTON_TYPE_INVALID",
    "callback_game": "BUTTON_TYPE_INVALID",
    "login_url": "BOT_DOMAIN_INVALID",
}
# An empty query is meaningful for these; every other action needs a value.
_MAY_BE_EMPTY = frozenset(
    {"switch_inline_query", "switch_inline_query_current_chat", "disabled", "callback_game"}
)


def inline(markup: JsonObject | None) -> JsonObject | None:
    """Give an inline keyboard as messages carry it, or nothing if it has no buttons.

    Raises:
        ApiError: 400, naming what is wrong with a button.
    """
    if markup is None:
        return None
    rows = [[_inline_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > _BUTTONS_MAX or any(len(row) > _ROW_MAX for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    if not rows:
        return None
    return {"inline_keyboard": rows} | ({"force_reply": True} if markup.get("force_reply") else {})


def reply(markup: JsonObject, *, private: bool) -> JsonObject:
    """Give a reply keyboard, its removal or a forced reply as people see it.

    Raises:
        ApiError: 400, naming what is wrong.
    """
    placeholder = markup.get("input_field_placeholder", "")
    if len(placeholder) > _PLACEHOLDER_MAX:
        raise bad_request("reply markup input field placeholder is too long")
    if "keyboard" not in markup:
        return markup
    rows = [[_reply_button(button, private=private) for button in row] for row in markup["keyboard"] if row]
    if sum(map(len, rows)) > 3 * _BUTTONS_MAX:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    if not rows:
        raise bad_request("reply keyboard must have at least one button")
    return {**markup, "keyboard": rows}


def _inline_button(button: JsonObject) -> JsonObject:
    _check_look(button, "inline keyboard button")
    given = [name for name in _ACTIONS if _is_given(name, button.get(name))]
    if not given:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(given) > 1:
        raise _unreadable(f"exactly one action must be given, not {' and '.join(given)}")
    name = given[0]
    if name in _UNUSABLE:
        raise bad_request(_UNUSABLE[name])
    if name == "callback_data" and len(button["callback_data"].encode()) > _DATA_BYTES_MAX:
        raise bad_request("BUTTON_DATA_INVALID")
    if name == "copy_text" and not 1 <= len(button["copy_text"]["text"]) <= _COPY_TEXT_MAX:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if name == "web_app":
        _web_app(button["web_app"], "inline keyboard button")
    return {**button, "url": _url(button["url"])} if name == "url" else button


def _is_given(name: str, value: Any) -> bool:
    return value is not None and (name in _MAY_BE_EMPTY or value not in ("", False))


def _url(url: str) -> str:
    try:
        return checked(url)
    except ValueError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from None


def _reply_button(button: JsonObject | str, *, private: bool) -> JsonObject:
    if isinstance(button, str):
        button = {"text": button}
    _check_look(button, "keyboard button")
    if not private and button.get("request_contact"):
        raise bad_request("phone number can be requested in private chats only")
    if not private and button.get("request_location"):
        raise bad_request("location can be requested in private chats only")
    if "web_app" in button:
        _web_app(button["web_app"], "keyboard button")
    return button


def _check_look(button: JsonObject, what: str) -> None:
    if not button["text"].strip():
        raise bad_request(f"{what} text must be non-empty")
    if button.get("style") is not None and button["style"] not in _STYLES:
        raise bad_request(f"can't parse {what}: Invalid button style specified")


def _web_app(web_app: JsonObject, what: str) -> None:
    url = web_app["url"]
    if not url.startswith("https://"):
        raise bad_request(f"{what} Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
