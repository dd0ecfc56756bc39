"""How the people's side shows a chat."""

from sandbox import topics
from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.shapes import JsonObject


def chat_view(bot: Bot, chat: Chat, account: Account) -> JsonObject:
    """Give everything that a person sees when they open a chat."""
    keyboard = chat.keyboards.get(account.id)
    return {
        "messages": [post.public() for post in chat.posts.values()],
        "keyboard": keyboard.markup if keyboard else None,
        "placeholder": keyboard.placeholder if keyboard else None,
        "commands": commands_for(bot, chat, account),
        "menu_button": menu_button(bot, chat),
        "blocked": chat.blocked,
        "pinned": list(chat.pinned),
        "topics": topics.shown(chat),
    }


def commands_for(bot: Bot, chat: Chat, account: Account) -> list[JsonObject]:
    """Give the commands that a person sees: the narrowest scope wins, and in it the person's language."""
    for scope in _scopes(chat, account):
        for language in (account.language_code or "", ""):
            commands = bot.profile.commands.get((scope, language))
            if commands:
                return commands
    return []


def menu_button(bot: Bot, chat: Chat) -> JsonObject:
    """Give the button beside the input field."""
    buttons = bot.profile.menu_buttons
    button = buttons.get(chat.id if chat.kind == "private" else None) or buttons.get(None)
    return {"type": "commands"} if button is None or button["type"] == "default" else button


def _scopes(chat: Chat, account: Account) -> list[str]:
    if chat.kind == "private":
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    admin = [f"chat_administrators:{chat.id}"] if chat.is_admin(account.id) else []
    admins = ["all_chat_administrators"] if admin else []
    return [
        f"chat_member:{chat.id}:{account.id}", *admin, f"chat:{chat.id}", *admins,
        "all_group_chats", "default",
    ]  # fmt: skip
