"""Where a message goes: its chat, topic, the message it answers, and its keyboard."""

from dataclasses import dataclass

from sandbox import markup, topics
from sandbox.call import Call
from sandbox.chats import Chat, Post
from sandbox.errors import ApiError, bad_request
from sandbox.methods.access import open_chat
from sandbox.posting import post_by_bot, quoted
from sandbox.shapes import JsonObject

_NOT_SIMULATED = {
    "message_effect_id": "EFFECT_ID_INVALID",
    "suggested_post_parameters": "suggested posts can be sent only to channel direct messages",
    "direct_messages_topic_id": "direct messages topic not found",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A checked place for a message; around holds the fields that do not depend on the content."""

    chat: Chat
    around: JsonObject
    keyboard: JsonObject | None
    protected: bool


def destination(call: Call) -> Destination:
    """Check everything about a message but its content.

    Raises:
        ApiError: 400 or 403.
    """
    for name, refusal in _NOT_SIMULATED.items():
        if name in call.params:
            raise bad_request(refusal)
    if "ephemeral_message_parameters" in call.params:
        raise ApiError(501, "Not Implemented: the sandbox does not simulate ephemeral messages")
    if call.get("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    chat = open_chat(call, call.get("chat_id"), writing=True)
    around, keyboard = _markup(call, chat)
    reply, answered = _reply(call, chat)
    around |= _topic(call, chat, answered) | reply
    if call.get("protect_content"):
        around["has_protected_content"] = True
    return Destination(
        chat=chat, around=around, keyboard=keyboard, protected=bool(call.get("protect_content"))
    )


def send(call: Call, where: Destination, content: JsonObject) -> Post:
    """Put a message there, after counting it against the limits.

    Raises:
        ApiError: 429, when it comes too soon.
    """
    call.charge(where.chat)
    return put(call, where, content)


def put(call: Call, where: Destination, content: JsonObject) -> Post:
    """Put a message there that has been counted already."""
    post = post_by_bot(call.world, where.chat, call.bot, {**content, **where.around}, keyboard=where.keyboard)
    post.protected = where.protected
    return post


def _markup(call: Call, chat: Chat) -> tuple[JsonObject, JsonObject | None]:
    given = call.get("reply_markup")
    if given is None:
        return {}, None
    if "inline_keyboard" in given:
        keyboard = markup.inline(given)
        return ({"reply_markup": keyboard} if keyboard else {}), None
    return {}, markup.reply(given, private=chat.kind == "private")


def _topic(call: Call, chat: Chat, answered: Post | None) -> JsonObject:
    thread = call.get("message_thread_id", topics.thread_of(chat, answered))
    if thread is None:
        return {}
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not chat.is_admin(call.bot.id):
        raise bad_request("TOPIC_CLOSED")
    return topics.inside(topic)


def _reply(call: Call, chat: Chat) -> tuple[JsonObject, Post | None]:
    """Give the fields of a message that answers another one, and that one."""
    given = call.get("reply_parameters")
    if given is None:
        return {}, None
    if "message_id" not in given:
        raise bad_request('can\'t find field "message_id"')
    source = open_chat(call, given["chat_id"]) if "chat_id" in given else chat
    answered = source.find(int(given["message_id"]))
    if answered is None:
        if given.get("allow_sending_without_reply"):
            return {}, None
        raise bad_request("message to be replied not found")
    return {"reply_to_message": quoted(answered)} | _quote(given, answered), answered


def _quote(given: JsonObject, answered: Post) -> JsonObject:
    quote = given.get("quote")
    if not quote:
        return {}
    text: str = answered.content.get("text") or answered.content.get("caption") or ""
    position = text.find(quote)
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": position, "is_manual": True}}
