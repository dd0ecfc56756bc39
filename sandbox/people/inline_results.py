"""Turns a result that a bot offered inline into the content of a message."""

from sandbox import markup
from sandbox.bots import Bot
from sandbox.entities import formatted
from sandbox.errors import ApiError
from sandbox.methods.media import described
from sandbox.methods.sending import contact, place, venue
from sandbox.people.refusal import CannotDo
from sandbox.shapes import JsonObject
from sandbox.world import World


def content_of(world: World, bot: Bot, result: JsonObject) -> JsonObject:
    """Give the content of the message that a result becomes.

    Raises:
        CannotDo: for a kind of result that the sandbox cannot send.
    """
    try:
        content = _given(result["input_message_content"]) if "input_message_content" in result else None
        content = content or _own(world, bot, result)
        keyboard = markup.inline(result.get("reply_markup"))
    except ApiError as error:
        raise CannotDo(f"the bot offered something that Telegram refuses: {error.description}") from error
    return content | ({"reply_markup": keyboard} if keyboard else {})


def _given(content: JsonObject) -> JsonObject:
    if "message_text" in content:
        text, entities = formatted(
            content["message_text"], content.get("parse_mode"), content.get("entities")
        )
        return {"text": text, **({"entities": entities} if entities else {})}
    if "address" in content:
        return venue(content)
    if "latitude" in content:
        return {"location": place(content)}
    if "phone_number" in content:
        return contact(content)
    raise CannotDo("the sandbox cannot send this kind of inline content", 501)


def _own(world: World, bot: Bot, result: JsonObject) -> JsonObject:
    kind = result["type"]
    if kind == "venue":
        return venue(result)
    if kind == "location":
        return {"location": place(result)}
    if kind == "contact":
        return contact(result)
    reference = result.get(f"{kind}_file_id")
    stored = world.files.find(reference, bot.id) if reference else None
    if stored is None:
        raise CannotDo(f"the sandbox cannot send inline results of type {kind} without a known file", 501)
    caption, entities = formatted(
        result.get("caption") or "", result.get("parse_mode"), result.get("caption_entities")
    )
    shown: JsonObject = {stored.kind: described(stored)}
    if caption:
        shown |= {"caption": caption, **({"caption_entities": entities} if entities else {})}
    return shown
