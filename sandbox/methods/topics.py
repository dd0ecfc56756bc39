"""Topics of forums."""

from sandbox.call import Call
from sandbox.chats import Chat, Topic
from sandbox.errors import bad_request
from sandbox.methods.access import administered
from sandbox.posting import delete, post_by_bot
from sandbox.shapes import JsonObject

_NAME = range(1, 129)
_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_UNCHANGED = "TOPIC_NOT_MODIFIED"


def create_forum_topic(call: Call) -> JsonObject:
    """Answer createForumTopic."""
    chat = _forum(call, "create a topic")
    name = _name(call.get("name"))
    color = call.get("icon_color", _COLORS[len(chat.topics) % len(_COLORS)])
    if color not in _COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    icon = call.get("icon_custom_emoji_id")
    call.charge(chat)
    created: JsonObject = {"name": name, "icon_color": color}
    if icon:
        created["icon_custom_emoji_id"] = icon
    number = chat.next_message_id
    topic = Topic(id=number, name=name, icon_color=color, icon_custom_emoji_id=icon)
    chat.topics[number] = topic
    _service(call, chat, topic, {"forum_topic_created": created})
    return topic.public()


def edit_forum_topic(call: Call) -> bool:
    """Answer editForumTopic."""
    chat, topic = _topic(call)
    changes: JsonObject = {}
    if call.get("name"):
        changes["name"] = topic.name = _name(call.get("name"))
    if "icon_custom_emoji_id" in call.params:
        changes["icon_custom_emoji_id"] = topic.icon_custom_emoji_id = call.get("icon_custom_emoji_id")
    _service(call, chat, topic, {"forum_topic_edited": changes})
    return True


def close_forum_topic(call: Call) -> bool:
    """Answer closeForumTopic."""
    chat, topic = _topic(call)
    if topic.closed:
        raise bad_request(_UNCHANGED)
    topic.closed = True
    _service(call, chat, topic, {"forum_topic_closed": {}})
    return True


def reopen_forum_topic(call: Call) -> bool:
    """Answer reopenForumTopic."""
    chat, topic = _topic(call)
    if not topic.closed:
        raise bad_request(_UNCHANGED)
    topic.closed = False
    _service(call, chat, topic, {"forum_topic_reopened": {}})
    return True


def delete_forum_topic(call: Call) -> bool:
    """Answer deleteForumTopic: the topic goes with all of its messages."""
    chat, topic = _topic(call)
    del chat.topics[topic.id]
    inside = [post for post in chat.posts.values() if post.content.get("message_thread_id") == topic.id]
    delete(call.world, chat, [post for post in inside if not post.deleted])
    return True


def _forum(call: Call, right: str) -> Chat:
    chat = administered(call, right)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call, "edit the topic")
    topic = chat.topics.get(call.get("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _name(name: str) -> str:
    name = name.strip()
    if len(name) not in _NAME:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic title is too long")
    return name


def _service(call: Call, chat: Chat, topic: Topic, content: JsonObject) -> None:
    around = {"message_thread_id": topic.id, "is_topic_message": True}
    post_by_bot(call.world, chat, call.bot, {**content, **around})
