"""Messages that are pinned at the top of a chat."""

from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.methods.access import open_chat
from sandbox.posting import post_by_bot, quoted, tell


def pin_chat_message(call: Call) -> bool:
    """Answer pinChatMessage; people see a service message."""
    chat = _manageable(call)
    post = chat.find(call.get("message_id"))
    if post is None:
        raise bad_request("message to pin not found")
    if post.id in chat.pinned:
        chat.pinned.remove(post.id)
    chat.pinned.append(post.id)
    tell(call.world, chat, "pin", {"message_id": post.id})
    post_by_bot(call.world, chat, call.bot, {"pinned_message": quoted(post)})
    return True


def unpin_chat_message(call: Call) -> bool:
    """Answer unpinChatMessage; without message_id the latest pin goes."""
    chat = _manageable(call)
    message_id = call.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    tell(call.world, chat, "pin", {"message_id": chat.pinned[-1] if chat.pinned else None})
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Answer unpinAllChatMessages."""
    chat = _manageable(call)
    chat.pinned.clear()
    tell(call.world, chat, "pin", {"message_id": None})
    return True


def _manageable(call: Call) -> Chat:
    chat = open_chat(call, call.get("chat_id"), writing=True)
    if chat.kind != "private" and not chat.is_admin(call.bot.id):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
