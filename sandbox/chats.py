"""Chats and what is in them."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Literal

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.shapes import JsonObject
from sandbox.signals import Signal

Kind = Literal["private", "group", "supergroup"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]

# Older messages are forgotten, so that a long run stays small.
_MESSAGES_KEPT = 2_000
_ACTS_KEPT = 500
_PRESENT = frozenset({"creator", "administrator", "member"})


@dataclass(slots=True, kw_only=True)
class Post:
    """A message in a chat: content is what bots see of it; it is replaced, never changed.

    author is the account that wrote it, also where content hides who that was.
    """

    content: JsonObject
    sent_at: float
    by_bot: int | None
    author: int | None = None
    keyboard: JsonObject | None = None
    deleted: bool = False
    inline_id: str | None = None
    protected: bool = False

    @property
    def id(self) -> int:
        """Give the message's number in its chat."""
        number: int = self.content["message_id"]
        return number

    def public(self) -> JsonObject:
        """Give the message as the people's side sees it."""
        shown = {**self.content, "deleted": self.deleted}
        if self.keyboard is not None:
            shown["reply_markup"] = self.keyboard
        if self.author is not None and "sender_chat" in self.content:
            shown["author"] = self.author
        return shown


@dataclass(slots=True, kw_only=True)
class Topic:
    """A topic of a forum."""

    id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False

    def public(self) -> JsonObject:
        """Give the topic as the Bot API's ForumTopic."""
        shown = {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}
        return shown | (
            {"icon_custom_emoji_id": self.icon_custom_emoji_id} if self.icon_custom_emoji_id else {}
        )


def answered(content: JsonObject) -> JsonObject | None:
    """Give the message that somebody chose to answer.

    Every other message of a topic formally answers the notice that opened it
    (https://github.com/banteg/takopi/pull/152, 2026-01-16).
    """
    replied: JsonObject | None = content.get("reply_to_message")
    return None if replied is None or "forum_topic_created" in replied else replied


def origin_of(content: JsonObject) -> JsonObject:
    """Give where a message comes from, as a forward of it tells."""
    known: JsonObject | None = content.get("forward_origin")
    if known is not None:
        return known
    if "sender_chat" in content:
        return {"type": "chat", "date": content["date"], "sender_chat": content["sender_chat"]}
    return {"type": "user", "date": content["date"], "sender_user": content["from"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyboard:
    """The reply keyboard that a person has before them."""

    markup: JsonObject | None
    placeholder: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a bot did in a chat: sent or edited a message."""

    number: int
    kind: Literal["message", "edit"]
    message: JsonObject


@dataclass(slots=True, kw_only=True)
class Chat:
    """A private chat of one bot and one person, or a group."""

    id: int
    kind: Kind
    title: str = ""
    is_forum: bool = False
    bot: Bot | None = None
    account: Account | None = None
    started: bool = False
    blocked: bool = False
    removed: bool = False
    migrated_to: int | None = None
    members: dict[int, Status] = field(default_factory=dict)
    anonymous: set[int] = field(default_factory=set)
    posts: OrderedDict[int, Post] = field(default_factory=OrderedDict)
    keyboards: dict[int, Keyboard] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_bot: int | None = None
    next_message_id: int = 1
    acts: deque[Act] = field(default_factory=lambda: deque(maxlen=_ACTS_KEPT))
    act_count: int = 0
    changed: Signal = field(default_factory=Signal)
    _shown: JsonObject | None = None

    @property
    def shown(self) -> JsonObject:
        """Give the chat as the Bot API's Chat; messages share one object."""
        if self.kind == "private" and self.account is not None:
            self._shown = self._shown or self.account.chat()
        elif self._shown is None:
            self._shown = {"id": self.id, "type": self.kind, "title": self.title}
            if self.is_forum:
                self._shown["is_forum"] = True
        return self._shown or {}

    @property
    def is_open(self) -> bool:
        """Say whether people may still write: the chat was neither deleted nor replaced by another one."""
        return not self.removed and self.migrated_to is None

    def is_member(self, user_id: int) -> bool:
        """Say whether a person or bot is in the chat now."""
        if self.kind == "private":
            return True
        return self.members.get(user_id, "left") in _PRESENT

    def is_admin(self, user_id: int) -> bool:
        """Say whether a person or bot may manage the chat."""
        return self.members.get(user_id) in {"creator", "administrator"}

    def take_message_id(self) -> int:
        """Give the number of the next message."""
        if self.kind == "private" and self.bot is not None:
            return self.bot.take_message_id()
        self.next_message_id += 1
        return self.next_message_id - 1

    def add(self, post: Post) -> None:
        """Put a message into the chat."""
        self.posts[post.id] = post
        if len(self.posts) > _MESSAGES_KEPT:
            self.posts.popitem(last=False)

    def find(self, message_id: int) -> Post | None:
        """Give a message that is still there."""
        post = self.posts.get(message_id)
        return None if post is None or post.deleted else post

    def record(self, kind: Literal["message", "edit"], post: Post) -> None:
        """Note that a bot sent or edited a message and wake those who wait for it."""
        self.act_count += 1
        self.acts.append(Act(number=self.act_count, kind=kind, message=post.public()))
        self.changed.fire()
