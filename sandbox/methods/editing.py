"""Changes to messages that a bot has sent."""

from sandbox import markup
from sandbox.call import Call
from sandbox.chats import Chat, Post
from sandbox.errors import ApiError, bad_request
from sandbox.methods.access import open_chat
from sandbox.methods.contents import caption_of, text_of
from sandbox.methods.media import media_content
from sandbox.posting import edit_by_bot
from sandbox.shapes import JsonObject

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
_MEDIA = ("photo", "document")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def edit_message_text(call: Call) -> JsonObject | bool:
    """Answer editMessageText."""
    if "rich_message" in call.params:
        raise ApiError(501, "Not Implemented: the sandbox does not simulate rich messages")
    content = text_of(call, too_long="MESSAGE_TOO_LONG")
    chat, post = _edited(call)
    if "text" not in post.content:
        raise bad_request("there is no text in the message to edit")
    changes = dict.fromkeys(("entities", "link_preview_options")) | content
    return _apply(call, chat, post, changes)


def edit_message_caption(call: Call) -> JsonObject | bool:
    """Answer editMessageCaption."""
    content = caption_of(call, too_long="MEDIA_CAPTION_TOO_LONG")
    chat, post = _edited(call)
    if not any(kind in post.content for kind in (*_MEDIA, "voice")):
        raise bad_request("there is no caption in the message to edit")
    return _apply(call, chat, post, dict.fromkeys(_CAPTION) | content)


def edit_message_reply_markup(call: Call) -> JsonObject | bool:
    """Answer editMessageReplyMarkup."""
    chat, post = _edited(call)
    return _apply(call, chat, post, {})


def edit_message_media(call: Call) -> JsonObject | bool:
    """Answer editMessageMedia."""
    content = media_content(call, call.get("media"))
    chat, post = _edited(call)
    if not any(kind in post.content for kind in (*_MEDIA, "text")):
        raise bad_request("message can't be edited")
    changes = dict.fromkeys((*_MEDIA, *_CAPTION, "text", "entities", "has_media_spoiler")) | content
    return _apply(call, chat, post, changes)


def _edited(call: Call) -> tuple[Chat, Post]:
    inline_id = call.get("inline_message_id")
    if inline_id is not None:
        return _by_inline_id(call, inline_id)
    if call.get("chat_id") is None:
        raise bad_request("chat_id is empty")
    if call.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    chat = open_chat(call, call.get("chat_id"), writing=True)
    post = chat.find(call.get("message_id"))
    if post is None:
        raise bad_request("message to edit not found")
    if post.by_bot != call.bot.id:
        raise bad_request("message can't be edited")
    return chat, post


def _by_inline_id(call: Call, inline_id: str) -> tuple[Chat, Post]:
    found = call.world.inline_messages.get(inline_id)
    if found is None or found[2] != call.bot.id or found[0].find(found[1]) is None:
        raise bad_request("MESSAGE_ID_INVALID")
    return found[0], found[0].posts[found[1]]


def _apply(call: Call, chat: Chat, post: Post, changes: JsonObject) -> JsonObject | bool:
    """Change a message; a call without reply_markup takes the inline keyboard away."""
    changes = {**changes, "reply_markup": markup.inline(call.get("reply_markup"))}
    if all(post.content.get(name) == value for name, value in changes.items()):
        raise bad_request(_UNCHANGED)
    call.charge(chat, edit=True)
    edit_by_bot(call.world, chat, post, changes)
    return True if call.get("inline_message_id") else post.content
