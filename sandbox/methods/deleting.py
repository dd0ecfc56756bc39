"""Messages that are taken away."""

from sandbox.call import Call
from sandbox.chats import Chat, Post
from sandbox.errors import bad_request
from sandbox.methods.access import open_chat
from sandbox.posting import delete

_BATCH_MAX = 100
_SECONDS_MAX = 48 * 3600.0


def delete_message(call: Call) -> bool:
    """Answer deleteMessage."""
    chat = open_chat(call, call.get("chat_id"))
    post = chat.find(call.get("message_id"))
    if post is None:
        raise bad_request("message to delete not found")
    if not _may_delete(call, chat, post):
        raise bad_request("message can't be deleted for everyone")
    delete(call.world, chat, [post])
    return True


def delete_messages(call: Call) -> bool:
    """Answer deleteMessages; messages that are not there or may not go are skipped."""
    ids: list[int] = call.get("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _BATCH_MAX:
        raise bad_request("too many messages specified")
    chat = open_chat(call, call.get("chat_id"))
    posts = [post for message_id in ids if (post := chat.find(message_id)) is not None]
    delete(call.world, chat, [post for post in posts if _may_delete(call, chat, post)])
    return True


def _may_delete(call: Call, chat: Chat, post: Post) -> bool:
    """Apply the rule: up to 48 hours, own messages anywhere, others' in private chats or as administrator."""
    if chat.kind == "supergroup" and chat.is_admin(call.bot.id):
        return True
    if call.world.clock.now() - post.sent_at > _SECONDS_MAX:
        return False
    return post.by_bot == call.bot.id or chat.kind == "private" or chat.is_admin(call.bot.id)
