"""Finds the chat that a call names and says whether the bot may act in it."""

from sandbox.accounts import Account
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad_request, forbidden


def open_chat(call: Call, chat_id: int | str, *, writing: bool = False) -> Chat:
    """Give a chat that the bot may read, or write to.

    Raises:
        ApiError: 400 or 403, as Telegram tells the cases apart.
    """
    if isinstance(chat_id, str) or chat_id > 0:
        return _private(call, chat_id, writing=writing)
    chat = call.world.groups.get(chat_id)
    if chat is None or call.bot.id not in chat.members:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    if chat.removed:
        raise forbidden(f"the {chat.kind} chat was deleted")
    status = chat.members[call.bot.id]
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def administered(call: Call, right: str) -> Chat:
    """Give the group that a call names if the bot is one of its administrators.

    Raises:
        ApiError: 400, naming the right that the bot lacks.
    """
    chat = open_chat(call, call.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("method is available only for supergroups")
    if not chat.is_admin(call.bot.id):
        raise bad_request(f"not enough rights to {right}")
    return chat


def find_person(call: Call, user_id: int) -> Account:
    """Give a person by id.

    Raises:
        ApiError: 400, when there is no such person.
    """
    account = call.world.find_account(user_id)
    if account is None:
        raise bad_request("user not found")
    return account


def _private(call: Call, chat_id: int | str, *, writing: bool) -> Chat:
    if chat_id in call.world.bots or chat_id == f"@{call.bot.username}":
        raise forbidden("bots can't send messages to bots")
    account = call.world.find_account(chat_id) if isinstance(chat_id, int) else None
    if account is None:
        raise bad_request("chat not found")
    chat = call.world.private_chat(call.bot, account)
    if not writing:
        if not chat.started:
            raise bad_request("chat not found")
        return chat
    if account.deactivated:
        raise forbidden("user is deactivated")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat
