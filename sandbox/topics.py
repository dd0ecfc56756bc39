"""Topics of forums: how they open, change and go, whoever does it."""

from sandbox.chats import Chat, Post, Topic
from sandbox.posting import delete, tell
from sandbox.shapes import JsonObject
from sandbox.world import World

NAME_LENGTHS = range(1, 129)
COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def begin(
    chat: Chat, name: str, *, color: int | None = None, icon: str | None = None
) -> tuple[Topic, JsonObject]:
    """Add a topic; give it and the notice that must open it, as the very next message of the chat."""
    kept_color = COLORS[len(chat.topics) % len(COLORS)] if color is None else color
    topic = Topic(id=chat.next_message_id, name=name, icon_color=kept_color, icon_custom_emoji_id=icon)
    chat.topics[topic.id] = topic
    created: JsonObject = {"name": name, "icon_color": kept_color}
    if icon:
        created["icon_custom_emoji_id"] = icon
    return topic, {"forum_topic_created": created, **inside(topic)}


def inside(topic: Topic) -> JsonObject:
    """Give the fields of a message in a topic."""
    return {"message_thread_id": topic.id, "is_topic_message": True}


def thread_of(chat: Chat, answered: Post | None) -> int | None:
    """Give the topic that an answer to a message goes to, if nothing else is said: its own."""
    if answered is None or chat.find(answered.id) is not answered:
        return None
    thread: int | None = answered.content.get("message_thread_id")
    return thread


def remove(world: World, chat: Chat, topic: Topic) -> None:
    """Take a topic away with all of its messages; bots are not told."""
    del chat.topics[topic.id]
    held = [post for post in chat.posts.values() if post.content.get("message_thread_id") == topic.id]
    delete(world, chat, [post for post in held if not post.deleted])
    show(world, chat)


def shown(chat: Chat) -> list[JsonObject]:
    """Give the topics of a group as the people's side sees them."""
    return [{**topic.public(), "closed": topic.closed} for topic in chat.topics.values()]


def show(world: World, chat: Chat) -> None:
    """Tell the people of a group which topics it has now."""
    tell(world, chat, "topics", {"topics": shown(chat)})
