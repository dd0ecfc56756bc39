"""What people do with the topics of a forum."""

from sandbox import topics
from sandbox.accounts import Account
from sandbox.chats import Chat, Topic
from sandbox.people.acts import may_write
from sandbox.people.refusal import CannotDo
from sandbox.posting import post_by_person
from sandbox.shapes import JsonObject
from sandbox.world import World


def create(world: World, chat: Chat, account: Account, name: str) -> Topic:
    """Open a topic.

    Raises:
        CannotDo: when the group has no topics, or the name is empty or too long.
    """
    may_write(chat, account)
    if not chat.is_forum:
        raise CannotDo("this group has no topics; make one that has")
    topic, notice = topics.begin(chat, _checked(name))
    post_by_person(world, chat, account, notice)
    topics.show(world, chat)
    return topic


def rename(world: World, chat: Chat, account: Account, thread: int, name: str) -> None:
    """Give a topic another name.

    Raises:
        CannotDo: when there is no such topic, or the person is no administrator.
    """
    topic = _managed(chat, account, thread)
    topic.name = _checked(name)
    _tell(world, chat, account, topic, {"forum_topic_edited": {"name": topic.name}})


def set_closed(world: World, chat: Chat, account: Account, thread: int, *, closed: bool) -> None:
    """Close a topic, or open it again.

    Raises:
        CannotDo: when there is no such topic, or the person is no administrator.
    """
    topic = _managed(chat, account, thread)
    if topic.closed == closed:
        return
    topic.closed = closed
    _tell(world, chat, account, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


def delete(world: World, chat: Chat, account: Account, thread: int) -> None:
    """Delete a topic with all of its messages; bots are not told.

    Raises:
        CannotDo: when there is no such topic, or the person is no administrator.
    """
    topics.remove(world, chat, _managed(chat, account, thread))


def _managed(chat: Chat, account: Account, thread: int) -> Topic:
    topic = chat.topics.get(thread)
    if topic is None:
        raise CannotDo(f"there is no topic {thread} in this group", 404)
    if not chat.is_admin(account.id):
        raise CannotDo("only an administrator may change a topic", 403)
    return topic


def _checked(name: str) -> str:
    name = name.strip()
    if len(name) not in topics.NAME_LENGTHS:
        raise CannotDo(f"a topic's name has 1 to {topics.NAME_LENGTHS.stop - 1} characters")
    return name


def _tell(world: World, chat: Chat, account: Account, topic: Topic, notice: JsonObject) -> None:
    post_by_person(world, chat, account, {**notice, **topics.inside(topic)})
    topics.show(world, chat)
