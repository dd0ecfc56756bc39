"""What a bot tells about itself: commands, name, descriptions and the menu button."""

import re

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.methods.access import find_person, open_chat
from sandbox.shapes import JsonObject

_COMMANDS_MAX = 100
_COMMAND = re.compile(r"^/?[a-z0-9_]{1,32}$")
_COMMAND_DESCRIPTION_MAX = 256
_NAME_MAX = 64
_DESCRIPTION_MAX = 512
_SHORT_DESCRIPTION_MAX = 120
_LANGUAGE = re.compile(r"^[a-z]{2}$")


def set_my_commands(call: Call) -> bool:
    """Answer setMyCommands."""
    commands: list[JsonObject] = call.get("commands")
    if len(commands) > _COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (_scope(call), _language(call))
    kept = [_command(command) for command in commands]
    if kept:
        call.bot.profile.commands[key] = kept
    else:
        call.bot.profile.commands.pop(key, None)
    _tell(call)
    return True


def get_my_commands(call: Call) -> list[JsonObject]:
    """Answer getMyCommands."""
    return call.bot.profile.commands.get((_scope(call), _language(call)), [])


def delete_my_commands(call: Call) -> bool:
    """Answer deleteMyCommands."""
    call.bot.profile.commands.pop((_scope(call), _language(call)), None)
    _tell(call)
    return True


def set_my_name(call: Call) -> bool:
    """Answer setMyName."""
    return _set(call, call.bot.profile.names, "name", _NAME_MAX)


def get_my_name(call: Call) -> JsonObject:
    """Answer getMyName."""
    return {"name": call.bot.name(_language(call))}


def set_my_description(call: Call) -> bool:
    """Answer setMyDescription."""
    return _set(call, call.bot.profile.descriptions, "description", _DESCRIPTION_MAX)


def get_my_description(call: Call) -> JsonObject:
    """Answer getMyDescription."""
    return {"description": _get(call, call.bot.profile.descriptions)}


def set_my_short_description(call: Call) -> bool:
    """Answer setMyShortDescription."""
    return _set(call, call.bot.profile.short_descriptions, "short_description", _SHORT_DESCRIPTION_MAX)


def get_my_short_description(call: Call) -> JsonObject:
    """Answer getMyShortDescription."""
    return {"short_description": _get(call, call.bot.profile.short_descriptions)}


def set_chat_menu_button(call: Call) -> bool:
    """Answer setChatMenuButton."""
    button = call.get("menu_button", {"type": "default"})
    if button["type"] == "web_app" and not button["web_app"]["url"].startswith("https://"):
        raise bad_request(
            f"menu button Web App URL '{button['web_app']['url']}' is invalid: Only HTTPS links are allowed"
        )
    chat = _menu_chat(call)
    if button["type"] == "default" and chat is not None:
        call.bot.profile.menu_buttons.pop(chat, None)
    else:
        call.bot.profile.menu_buttons[chat] = button
    _tell(call)
    return True


def get_chat_menu_button(call: Call) -> JsonObject:
    """Answer getChatMenuButton."""
    buttons = call.bot.profile.menu_buttons
    chat = _menu_chat(call)
    return buttons.get(chat, buttons.get(None, {"type": "default" if chat is not None else "commands"}))


def _menu_chat(call: Call) -> int | None:
    if "chat_id" not in call.params:
        return None
    return find_person(call, call.get("chat_id")).id


def _scope(call: Call) -> str:
    scope = call.get("scope") or {"type": "default"}
    kind: str = scope["type"]
    if "chat_id" not in scope:
        return kind
    given = scope["chat_id"]
    number = int(given) if isinstance(given, str) and given.lstrip("-").isdigit() else given
    chat = open_chat(call, number)
    if kind != "chat" and chat.kind == "private":
        raise bad_request("can't change commands for administrators of a private chat")
    user = f":{int(scope['user_id'])}" if "user_id" in scope else ""
    return f"{kind}:{chat.id}{user}"


def _language(call: Call) -> str:
    language: str = call.get("language_code", "")
    if language and not _LANGUAGE.match(language):
        raise bad_request("invalid language code specified")
    return language


def _command(command: JsonObject) -> JsonObject:
    name, description = command["command"].lower(), command["description"].strip()
    if not _COMMAND.match(name) or command["command"] != name:
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > _COMMAND_DESCRIPTION_MAX:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def _set(call: Call, texts: dict[str, str], name: str, longest: int) -> bool:
    text: str = call.get(name, "").strip()
    if len(text) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    language = _language(call)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    _tell(call)
    return True


def _get(call: Call, texts: dict[str, str]) -> str:
    return texts.get(_language(call)) or texts.get("", "")


def _tell(call: Call) -> None:
    people = [chat.id for chat in call.world.private_chats(call.bot)]
    call.world.events.publish({"kind": "commands", "bot": call.bot.id}, people)
