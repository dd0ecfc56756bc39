"""What people do in chats: write, share, press, block."""

from typing import Any

from sandbox import images, sounds, topics
from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Post
from sandbox.entities import plain
from sandbox.files import FileKind
from sandbox.methods.contents import CAPTION_MAX, TEXT_MAX
from sandbox.methods.media import described
from sandbox.multipart import Upload
from sandbox.people.refusal import CannotDo
from sandbox.posting import delete, edit_by_person, post_by_person, quoted
from sandbox.shapes import JsonObject
from sandbox.world import World

# A phone's app shrinks every picture to fit into this square.
_UNKNOWN_PICTURE = (1280, 960)


def say(  # each argument is a part of one message
    world: World,
    chat: Chat,
    account: Account,
    content: JsonObject,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Post:
    """Send a message with ready content.

    Raises:
        CannotDo: when the person is not in the chat, has blocked the bot, or answers a missing message.
    """
    around: JsonObject = {}
    if reply_to is not None:
        answered = chat.find(reply_to)
        if answered is None:
            raise CannotDo(f"there is no message {reply_to} to answer; it may have been deleted", 404)
        thread = topics.thread_of(chat, answered) if thread is None else thread
        around["reply_to_message"] = quoted(answered)
    if thread is not None:
        if thread not in chat.topics or chat.topics[thread].closed:
            raise CannotDo(f"there is no open topic {thread} in this group", 404)
        around |= topics.inside(chat.topics[thread])
    may_write(chat, account)
    return post_by_person(world, chat, account, {**content, **around})


def may_write(chat: Chat, account: Account) -> None:
    """Say whether a person may act in a chat.

    Raises:
        CannotDo: with the reason.
    """
    if chat.kind == "private" and chat.blocked:
        raise CannotDo("you have blocked this bot; unblock it before you write", 403)
    if account.deactivated:
        raise CannotDo("this account was deleted; use another one", 403)
    if not chat.is_member(account.id) or not chat.is_open:
        raise CannotDo("this account is not in the group; add it first", 403)


def words(text: str) -> JsonObject:
    """Give the content of a text message.

    Raises:
        CannotDo: when there is nothing in it, or more than an app sends as one message.
    """
    kept, entities = plain(text)
    if not kept:
        raise CannotDo("the message is empty; type something")
    if len(kept) > TEXT_MAX:
        raise CannotDo(f"the message has {len(kept)} characters; send at most {TEXT_MAX} at once")
    return {"text": kept, **({"entities": entities} if entities else {})}


def location(latitude: float, longitude: float) -> JsonObject:
    """Give the content of a message with a place.

    Raises:
        CannotDo: when it is not on earth.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004  # degrees
        raise CannotDo("latitude goes from -90 to 90 and longitude from -180 to 180")
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(
    phone_number: str, first_name: str, user_id: int | None = None, *, last_name: str | None = None
) -> JsonObject:
    """Give the content of a message with a contact; user_id is its owner's account, if it has one."""
    shown: JsonObject = {"phone_number": phone_number, "first_name": first_name}
    extras = {"last_name": last_name, "user_id": user_id}
    return {"contact": shown | {name: value for name, value in extras.items() if value is not None}}


def file(
    world: World,
    chat: Chat,
    kind: FileKind,
    upload: Upload,
    *,
    caption: str = "",
    album: str | None = None,
    duration: int | None = None,
) -> JsonObject:
    """Give the content of a message with a file; duration is a voice message's, in seconds, if not its own.

    Raises:
        CannotDo: when the file is empty or the caption too long.
    """
    content = upload.content
    if not content:
        raise CannotDo("the file is empty; choose another one")
    kept, entities = plain(caption)
    if len(kept) > CAPTION_MAX:
        raise CannotDo(f"the caption has {len(kept)} characters; write at most {CAPTION_MAX}")
    pixels = (duration or sounds.seconds(content), 0)
    if kind == "photo":
        pixels = images.size(content) or _UNKNOWN_PICTURE
    stored = world.files.add(
        kind,
        content,
        name=upload.name or f"{kind}.bin",
        mime_type="audio/ogg" if kind == "voice" else upload.content_type or "application/octet-stream",
        bot=chat.bot.id if chat.bot is not None else None,
        pixels=pixels,
    )
    message: JsonObject = {kind: described(stored)}
    if kept:
        message |= {"caption": kept, **({"caption_entities": entities} if entities else {})}
    return message | ({"media_group_id": album} if album else {})


def start(world: World, chat: Chat, account: Account, payload: str = "") -> Post:
    """Press Start, or follow a link t.me/<bot>?start=<payload>; this also unblocks the bot."""
    if chat.bot is None:
        raise CannotDo("only a private chat has a Start button; in a group follow a startgroup link")
    set_blocked(world, chat, account, blocked=False)
    return say(world, chat, account, words(f"/start {payload}".strip()))


def edit(world: World, chat: Chat, account: Account, post: Post, text: str) -> None:
    """Change one's own message.

    Raises:
        CannotDo: when the message is somebody else's.
    """
    if post.author != account.id:
        raise CannotDo("only your own messages can be edited", 403)
    may_write(chat, account)
    changes: dict[str, Any]
    if "text" in post.content:
        changes = {"entities": None, **words(text)}
    else:
        kept, entities = plain(text)
        changes = {"caption": kept or None, "caption_entities": entities or None}
    edit_by_person(world, chat, post, changes)


def remove(world: World, chat: Chat, post: Post) -> None:
    """Delete a message for everybody; bots are not told."""
    delete(world, chat, [post])


def set_blocked(world: World, chat: Chat, account: Account, *, blocked: bool) -> None:
    """Block or unblock a bot, which learns of it by my_chat_member."""
    bot = chat.bot
    if bot is None:
        raise CannotDo("only a private chat can be blocked")
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    bot.updates.add(
        "my_chat_member",
        {
            "chat": chat.shown,
            "from": account.user(),
            "date": int(world.clock.now()),
            "old_chat_member": _self(bot, before),
            "new_chat_member": _self(bot, after),
        },
        line=str(chat.id),
    )


def _self(bot: Bot, status: str) -> JsonObject:
    member: JsonObject = {"status": status, "user": bot.user()}
    return {**member, "until_date": 0} if status == "kicked" else member
