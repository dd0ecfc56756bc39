"""Puts messages into chats, changes them and takes them away; tells bots and people about it."""

from typing import Any

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Keyboard, Post, answered
from sandbox.shapes import JsonObject
from sandbox.world import World

_SERVICE = (
    "new_chat_members", "left_chat_member", "pinned_message", "forum_topic_created", "forum_topic_edited",
    "forum_topic_closed", "forum_topic_reopened", "migrate_to_chat_id", "migrate_from_chat_id",
)  # fmt: skip
# The Bot API's Message.from of an administrator who writes in the group's name.
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def post_by_bot(
    world: World, chat: Chat, bot: Bot, content: JsonObject, *, keyboard: JsonObject | None = None
) -> Post:
    """Put a bot's message into a chat; keyboard is a reply keyboard, which bots do not see again."""
    post = _put(world, chat, bot.user(), content, by_bot=bot.id)
    post.keyboard = keyboard
    chat.last_bot = bot.id
    chat.record("message", post)
    tell(world, chat, "message", {"message": post.public()})
    if keyboard is not None:
        _show_keyboard(world, chat, keyboard)
    return post


def post_by_person(world: World, chat: Chat, account: Account, content: JsonObject) -> Post:
    """Put a person's message into a chat and queue it for the bots that may read it.

    An anonymous administrator's message comes from the group itself.
    """
    chat.started = True
    if account.id in chat.anonymous:
        post = _put(world, chat, ANONYMOUS, {"sender_chat": chat.shown, **content}, by_bot=None)
    else:
        post = _put(world, chat, account.user(), content, by_bot=None)
    post.author = account.id
    tell(world, chat, "message", {"message": post.public()})
    for bot in world.bots_in(chat):
        if _hears(world, bot, chat, post.content):
            bot.updates.add("message", post.content, line=str(chat.id))
    return post


def edit_by_bot(world: World, chat: Chat, post: Post, changes: JsonObject) -> None:
    """Change a bot's message; a value of None removes the field."""
    _change(world, post, changes)
    chat.record("edit", post)
    tell(world, chat, "edit", {"message": post.public()})


def edit_by_person(world: World, chat: Chat, post: Post, changes: JsonObject) -> None:
    """Change a person's message and queue the edit for the bots that may read it."""
    _change(world, post, changes)
    tell(world, chat, "edit", {"message": post.public()})
    for bot in world.bots_in(chat):
        if _hears(world, bot, chat, post.content):
            bot.updates.add("edited_message", post.content, line=str(chat.id))


def delete(world: World, chat: Chat, posts: list[Post]) -> None:
    """Take messages away for everybody."""
    for post in posts:
        post.deleted = True
        if post.id in chat.pinned:
            chat.pinned.remove(post.id)
    tell(world, chat, "delete", {"message_ids": [post.id for post in posts]})
    chat.changed.fire()


def tell(world: World, chat: Chat, kind: str, facts: JsonObject) -> None:
    """Tell the people of a chat what happened, once for each of its bots."""
    if not world.events.watched:
        return
    people = world.people_in(chat)
    bots: list[int | None] = [bot.id for bot in world.bots_in(chat)]
    for bot in bots or [None]:
        world.events.publish({"kind": kind, "bot": bot, "chat": chat.id, **facts}, people)


def quoted(post: Post) -> JsonObject:
    """Give a message as another one quotes it: without what it quotes itself."""
    return {key: value for key, value in post.content.items() if key != "reply_to_message"}


def _put(world: World, chat: Chat, author: JsonObject, content: JsonObject, *, by_bot: int | None) -> Post:
    now = world.clock.now()
    message: JsonObject = {
        "message_id": chat.take_message_id(),
        "from": author,
        "chat": chat.shown,
        "date": int(now),
        **_opening_of_topic(chat, content),
        **content,
    }
    post = Post(content=message, sent_at=now, by_bot=by_bot)
    chat.add(post)
    return post


def _opening_of_topic(chat: Chat, content: JsonObject) -> JsonObject:
    """Give the notice that opened a topic: a message in the topic answers it, if nothing else."""
    thread = content.get("message_thread_id")
    opening = None if thread is None or "forum_topic_created" in content else chat.find(thread)
    return {} if opening is None else {"reply_to_message": quoted(opening)}


def _change(world: World, post: Post, changes: JsonObject) -> None:
    content: JsonObject = {**post.content, **changes, "edit_date": int(world.clock.now())}
    post.content = {key: value for key, value in content.items() if value is not None}


def _show_keyboard(world: World, chat: Chat, keyboard: JsonObject) -> None:
    markup = keyboard if "keyboard" in keyboard else None
    for account in world.people_in(chat):
        if "force_reply" in keyboard and markup is None:
            before = chat.keyboards.get(account)
            markup_now = before.markup if before else None
        else:
            markup_now = markup
        shown = Keyboard(markup=markup_now, placeholder=keyboard.get("input_field_placeholder"))
        chat.keyboards[account] = shown
        tell(
            world,
            chat,
            "keyboard",
            {"account": account, "keyboard": shown.markup, "placeholder": shown.placeholder},
        )


def _hears(world: World, bot: Bot, chat: Chat, content: JsonObject) -> bool:
    """Apply the privacy mode: in a group a bot hears commands, answers to itself and service messages."""
    if chat.kind == "private":
        return not chat.blocked
    if bot.reads_all_group_messages or chat.is_admin(bot.id) or any(key in content for key in _SERVICE):
        return True
    if (answered(content) or {}).get("from", {}).get("id") == bot.id:
        return True
    if content.get("via_bot", {}).get("id") == bot.id:
        return True
    return _is_addressed(world, bot, chat, content)


def _is_addressed(world: World, bot: Bot, chat: Chat, content: JsonObject) -> bool:
    text: str = content.get("text") or content.get("caption") or ""
    entities: list[dict[str, Any]] = content.get("entities") or content.get("caption_entities") or []
    name = f"@{bot.username.lower()}"
    for entity in entities:
        word = _cut(text, entity).lower()
        if entity["type"] == "mention" and word == name:
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            if "@" in word:
                return word.endswith(name)
            return chat.last_bot in {None, bot.id} or len(world.bots_in(chat)) == 1
    return False


def _cut(text: str, entity: JsonObject) -> str:
    units = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return units[start : start + 2 * entity["length"]].decode("utf-16-le", errors="replace")
