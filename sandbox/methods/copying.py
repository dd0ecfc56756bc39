"""Copies and forwards of messages."""

from collections import Counter
from itertools import pairwise

from sandbox.call import Call
from sandbox.chats import Chat, Post, origin_of
from sandbox.errors import bad_request
from sandbox.methods.access import open_chat
from sandbox.methods.contents import caption_of
from sandbox.methods.destination import destination, put, send
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
    posts = _batch(call)
    contents = [_content(post) for post in posts]
    if call.get("remove_caption"):
        contents = [_without_caption(content) for content in contents]
    return _put_all(call, posts, contents)


def forward_message(call: Call) -> JsonObject:
    """Answer forwardMessage."""
    source = open_chat(call, call.get("from_chat_id"))
    post = _find(source, call.get("message_id"), "message to forward not found")
    if post.protected or not _content(post):
        raise bad_request("message can't be forwarded")
    return send(call, destination(call), _forwarded(post)).content


def forward_messages(call: Call) -> list[JsonObject]:
    """Answer forwardMessages; messages that are not there are skipped."""
    posts = _batch(call)
    return _put_all(call, posts, [_forwarded(post) for post in posts])


def _put_all(call: Call, posts: list[Post], contents: list[JsonObject]) -> list[JsonObject]:
    """Put the contents of these messages there; what was an album stays one."""
    where = destination(call)
    call.charge(where.chat, len(contents))
    albums = _new_albums(call, posts)
    grouped = [{**content, **albums.get(post.id, {})} for post, content in zip(posts, contents, strict=True)]
    return [{"message_id": put(call, where, content).id} for content in grouped]


def _new_albums(call: Call, posts: list[Post]) -> dict[int, JsonObject]:
    """Give the album that each of these messages goes to; one that comes without its fellows goes to none."""
    counts = Counter(post.content.get("media_group_id") for post in posts)
    new = {old: call.world.new_album() for old, count in counts.items() if old is not None and count > 1}
    return {
        post.id: {"media_group_id": new[old]}
        for post in posts
        if (old := post.content.get("media_group_id")) in new
    }


def _batch(call: Call) -> list[Post]:
    """Give the messages that are there and may be passed on."""
    ids: list[int] = call.get("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _BATCH_MAX:
        raise bad_request("too many messages specified")
    if any(later <= earlier for earlier, later in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    source = open_chat(call, call.get("from_chat_id"))
    found = [post for message_id in ids if (post := source.find(message_id)) is not None]
    posts = [post for post in found if _content(post) and not post.protected]
    if not posts:
        raise bad_request("there are no messages to forward")
    return posts


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
    return {**_content(post), "forward_origin": origin_of(post.content)}
