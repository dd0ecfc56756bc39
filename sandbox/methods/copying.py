"""Copies and forwards of messages."""

from itertools import pairwise
from typing import Any

from sandbox.call import Call
from sandbox.chats import Chat, Post
from sandbox.errors import bad_request
from sandbox.methods.access import open_chat
from sandbox.methods.contents import caption_of
from sandbox.methods.destination import Destination, destination, send
from sandbox.shapes import JsonObject

_CONTENT = (
    "text", "entities", "link_preview_options", "photo", "document", "voice", "location", "venue", "contact",
    "caption", "caption_entities", "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip
_BATCH_MAX = 100


def copy_message(call: Call) -> JsonObject:
    """Answer copyMessage."""
    source = open_chat(call, call.get("from_chat_id"))
    post = _find(source, call.get("message_id"), "message to copy not found")
    if post.protected:
        raise bad_request("message can't be copied")
    content = _content(post)
    if "caption" in call.params:
        content = _without_caption(content) | caption_of(call)
    if not content:
        raise bad_request("message can't be copied")
    return {"message_id": send(call, destination(call), content).id}


def copy_messages(call: Call) -> list[JsonObject]:
    """Answer copyMessages; messages that are not there are skipped."""
    where, posts = _batch(call)
    copied = []
    for post in posts:
        content = _content(post)
        if call.get("remove_caption"):
            content = _without_caption(content)
        if content and not post.protected:
            copied.append({"message_id": send(call, where, content).id})
    return copied


def forward_message(call: Call) -> JsonObject:
    """Answer forwardMessage."""
    source = open_chat(call, call.get("from_chat_id"))
    post = _find(source, call.get("message_id"), "message to forward not found")
    if post.protected or not _content(post):
        raise bad_request("message can't be forwarded")
    return send(call, destination(call), _forwarded(post)).content


def forward_messages(call: Call) -> list[JsonObject]:
    """Answer forwardMessages; messages that are not there are skipped."""
    where, posts = _batch(call)
    return [
        {"message_id": send(call, where, _forwarded(post)).id}
        for post in posts
        if _content(post) and not post.protected
    ]


def _batch(call: Call) -> tuple[Destination, list[Post]]:
    ids: list[int] = call.get("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _BATCH_MAX:
        raise bad_request("too many messages specified")
    if any(later <= earlier for earlier, later in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    source = open_chat(call, call.get("from_chat_id"))
    posts = [post for message_id in ids if (post := source.find(message_id)) is not None]
    if not posts:
        raise bad_request("there are no messages to forward")
    where = destination(call)
    call.charge(where.chat, len(posts) - 1)
    return where, posts


def _find(chat: Chat, message_id: int, refusal: str) -> Post:
    post = chat.find(message_id)
    if post is None:
        raise bad_request(refusal)
    return post


def _content(post: Post) -> JsonObject:
    return {name: post.content[name] for name in _CONTENT if name in post.content}


def _without_caption(content: JsonObject) -> JsonObject:
    return {name: value for name, value in content.items() if "caption" not in name}


def _forwarded(post: Post) -> JsonObject:
    origin: dict[str, Any] = post.content.get("forward_origin") or {
        "type": "user",
        "date": post.content["date"],
        "sender_user": post.content["from"],
    }
    return {**_content(post), "forward_origin": origin}
