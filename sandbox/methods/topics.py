"""Topics of forums."""

from sandbox import topics
from sandbox.call import Call
from sandbox.chats import Chat, Topic
from sandbox.errors import bad_request
from sandbox.methods.access import administered
from sandbox.posting import post_by_bot
from sandbox.shapes import JsonObject

_UNCHANGED = "TOPIC_NOT_MODIFIED"


def create_forum_topic(call: Call) -> JsonObject:
    """Answer createForumTopic."""
    chat = _forum(call, "create a topic")
    name = _name(call.get("name"))
    color = call.get("icon_color")
    if color is not None and color not in topics.COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    call.charge(chat)
    topic, notice = topics.begin(chat, name, color=color, icon=call.get("icon_custom_emoji_id"))
    post_by_bot(call.world, chat, call.bot, notice)
    topics.show(call.world, chat)
    return topic.public()


def edit_forum_topic(call: Call) -> bool:
    """Answer editForumTopic."""
    chat, topic = _topic(call)
    changes: JsonObject = {}
    if call.get("name"):
        changes["name"] = topic.name = _name(call.get("name"))
    if "icon_custom_emoji_id" in call.params:
        changes["icon_custom_emoji_id"] = topic.icon_custom_emoji_id = call.get("icon_custom_emoji_id")
    return _changed(call, chat, topic, {"forum_topic_edited": changes})


def close_forum_topic(call: Call) -> bool:
    """Answer closeForumTopic."""
    chat, topic = _topic(call)
    if topic.closed:
        raise bad_request(_UNCHANGED)
    topic.closed = True
    return _changed(call, chat, topic, {"forum_topic_closed": {}})


def reopen_forum_topic(call: Call) -> bool:
    """Answer reopenForumTopic."""
    chat, topic = _topic(call)
    if not topic.closed:
        raise bad_request(_UNCHANGED)
    topic.closed = False
    return _changed(call, chat, topic, {"forum_topic_reopened": {}})


def delete_forum_topic(call: Call) -> bool:
    """Answer deleteForumTopic: the topic goes with all of its messages."""
    chat, topic = _topic(call)
    topics.remove(call.world, chat, topic)
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
    if len(name) not in topics.NAME_LENGTHS:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic title is too long")
    return name


def _changed(call: Call, chat: Chat, topic: Topic, notice: JsonObject) -> bool:
    post_by_bot(call.world, chat, call.bot, {**notice, **topics.inside(topic)})
    topics.show(call.world, chat)
    return True
