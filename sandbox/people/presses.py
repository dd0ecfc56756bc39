"""Presses on inline buttons and inline queries."""

import asyncio

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Post
from sandbox.people.inline_results import content_of
from sandbox.people.refusal import CannotDo
from sandbox.queries import InlineQuery, Press
from sandbox.shapes import JsonObject
from sandbox.updates import INLINE_LIFETIME, PRESS_LIFETIME
from sandbox.world import World


def button_at(post: Post, row: int, column: int) -> JsonObject:
    """Give a button of a message's inline keyboard.

    Raises:
        CannotDo: when there is none at that place.
    """
    rows = post.content.get("reply_markup", {}).get("inline_keyboard", [])
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise CannotDo("the message has no button there; it may have been edited", 404)
    button: JsonObject = rows[row][column]
    return button


def press(world: World, chat: Chat, account: Account, message_id: int, data: str) -> Press:
    """Press a button with callback data; data that no button has is a forged press, as bad clients make.

    Raises:
        CannotDo: when there is no such message of a bot, or the person cannot see it.
    """
    post = chat.posts.get(message_id)
    bot_id = None if post is None else post.by_bot or post.content.get("via_bot", {}).get("id")
    if post is None or bot_id is None:
        raise CannotDo(f"message {message_id} is no message of a bot", 404)
    if chat.kind == "private" and chat.blocked:
        raise CannotDo("you have blocked this bot; unblock it first", 403)
    if not chat.is_member(account.id) or chat.removed:
        raise CannotDo("this account is not in the group; add it first", 403)
    bot = world.bots[bot_id]
    waiting = Press(
        query_id=_query_id(world),
        bot=bot.id,
        account=account.id,
        chat=chat.id,
        at=world.clock.now(),
        answer=asyncio.get_running_loop().create_future(),
    )
    world.queries.add_press(waiting)
    query: JsonObject = {
        "id": waiting.query_id,
        "from": account.user(),
        "chat_instance": str(hash((bot.id, chat.id)) & ((1 << 63) - 1)),
        "data": data,
    }
    query |= {"inline_message_id": post.inline_id} if post.inline_id else {"message": _shown(chat, post)}
    # A queue of its own: a press and a message of one person have no mutual order.
    bot.updates.add("callback_query", query, line=f"press {account.id}", lifetime=PRESS_LIFETIME)
    return waiting


def ask(world: World, bot: Bot, account: Account, text: str, offset: str = "") -> InlineQuery:
    """Type something after a bot's name."""
    query = InlineQuery(
        query_id=_query_id(world),
        bot=bot.id,
        account=account.id,
        text=text,
        at=world.clock.now(),
        answer=asyncio.get_running_loop().create_future(),
    )
    world.queries.add_inline(query)
    body = {
        "id": query.query_id,
        "from": account.user(),
        "query": text,
        "offset": offset,
        "chat_type": "sender",
    }
    bot.updates.add("inline_query", body, line=f"inline {account.id}", lifetime=INLINE_LIFETIME)
    return query


def choose(world: World, query: InlineQuery, result_id: str) -> tuple[JsonObject, str | None]:
    """Choose a result: give the content that it becomes and its inline_message_id, and tell the bot.

    Raises:
        CannotDo: when the bot has not offered such a result.
    """
    results = query.answer.result().results if query.answer.done() else []
    result = next((result for result in results if str(result["id"]) == result_id), None)
    if result is None:
        raise CannotDo("the bot has not offered this result; ask again", 404)
    bot = world.bots[query.bot]
    content = {**content_of(world, bot, result), "via_bot": bot.user()}
    notice: JsonObject = {
        "result_id": result_id,
        "from": world.accounts[query.account].user(),
        "query": query.text,
    }
    if "reply_markup" in content:
        notice["inline_message_id"] = _query_id(world)
    bot.updates.add("chosen_inline_result", notice, line=f"inline {query.account}")
    return content, notice.get("inline_message_id")


def _shown(chat: Chat, post: Post) -> JsonObject:
    if post.deleted:
        return {"chat": chat.shown, "message_id": post.id, "date": 0}
    return post.content


def _query_id(world: World) -> str:
    return str(world.chance.randrange(1 << 60, 1 << 62))
