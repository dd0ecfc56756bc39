"""Answers to presses and to inline queries."""

from sandbox import markup
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.methods.access import find_person
from sandbox.queries import CallbackAnswer, InlineAnswer
from sandbox.updates import INLINE_LIFETIME, PRESS_LIFETIME
from sandbox.urls import checked

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_NOTICE_MAX = 200
_RESULTS_MAX = 50
_RESULT_ID_BYTES_MAX = 64


def answer_callback_query(call: Call) -> bool:
    """Answer answerCallbackQuery."""
    text: str = call.get("text", "")
    if len(text) > _NOTICE_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.get("url", "")
    if url:
        _check_url(call, url)
    press = call.world.queries.press(call.get("callback_query_id"), call.bot.id)
    if press is None or call.world.clock.now() - press.at > PRESS_LIFETIME:
        raise bad_request(_TOO_OLD)
    if press.answer.done():
        return True
    answer = CallbackAnswer(text=text, show_alert=call.get("show_alert", False), url=url)
    press.answer.set_result(answer)
    event = {"query_id": press.query_id, "account": press.account}
    call.world.events.publish(
        {
            "kind": "callback_answer", "bot": press.bot, "chat": press.chat, **event,
            "text": answer.text, "show_alert": answer.show_alert, "url": answer.url,
        },
        [find_person(call, press.account).id],
    )  # fmt: skip
    return True


def answer_inline_query(call: Call) -> bool:
    """Answer answerInlineQuery."""
    results = call.get("results")
    if len(results) > _RESULTS_MAX:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(str(result_id).encode()) <= _RESULT_ID_BYTES_MAX for result_id in ids):
        raise bad_request("RESULT_ID_INVALID")
    for result in results:
        markup.inline(result.get("reply_markup"))
    query = call.world.queries.inline(call.get("inline_query_id"), call.bot.id)
    if query is None or call.world.clock.now() - query.at > INLINE_LIFETIME:
        raise bad_request(_TOO_OLD)
    if not query.answer.done():
        query.answer.set_result(
            InlineAnswer(results=results, next_offset=call.get("next_offset", ""), button=call.get("button"))
        )
    return True


def _check_url(call: Call, url: str) -> None:
    """Only links to the bot itself, with a start parameter, may be opened after a press."""
    try:
        opened = checked(url).lower()
    except ValueError:
        raise bad_request("URL_INVALID") from None
    if f"t.me/{call.bot.username.lower()}?" not in opened:
        raise bad_request("URL_INVALID")
