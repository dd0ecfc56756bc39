"""Draws a message's text and entities as Telegram's HTML again."""

from collections.abc import Callable
from html import escape

from sandbox.entities.spans import utf16_length
from sandbox.shapes import JsonObject

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler",
    "code": "code", "blockquote": "blockquote",
}  # fmt: skip


def to_html(text: str, entities: list[JsonObject]) -> str:
    """Give HTML that would parse to the same text and entities; what Telegram finds by itself stays plain."""
    marked = [(entity, _tags(entity)) for entity in entities]
    marks = [(entity, tags) for entity, tags in marked if tags is not None]
    if not marks:
        return escape(text, quote=False)
    cuts: list[str] = []
    opened: list[tuple[int, str, str]] = []
    offset = 0
    waiting = sorted(marks, key=lambda mark: (mark[0]["offset"], -mark[0]["length"]))
    for character in text:
        _close(cuts, opened, offset)
        while waiting and waiting[0][0]["offset"] <= offset:
            entity, (start, end) = waiting.pop(0)
            cuts.append(start)
            opened.append((entity["offset"] + entity["length"], start, end))
        cuts.append(escape(character, quote=False))
        offset += utf16_length(character)
    _close(cuts, opened, offset)
    return "".join(cuts)


def _close(cuts: list[str], opened: list[tuple[int, str, str]], offset: int) -> None:
    """Close what ends here; what was opened inside of it and goes on is closed and opened again."""
    ending = [index for index, (end, _, _) in enumerate(opened) if end <= offset]
    if not ending:
        return
    inside = opened[ending[0] :]
    del opened[ending[0] :]
    cuts.extend(end_tag for _, _, end_tag in reversed(inside))
    for end, start_tag, end_tag in inside:
        if end > offset:
            cuts.append(start_tag)
            opened.append((end, start_tag, end_tag))


def _tags(entity: JsonObject) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    drawn = _DRAWN.get(kind)
    return None if drawn is None else drawn(entity)


def _link(entity: JsonObject) -> tuple[str, str]:
    return f'<a href="{escape(entity["url"])}">', "</a>"


def _person(entity: JsonObject) -> tuple[str, str]:
    return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"


def _emoji(entity: JsonObject) -> tuple[str, str]:
    return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"


def _moment(entity: JsonObject) -> tuple[str, str]:
    shape = escape(entity.get("date_time_format", ""))
    return f'<tg-time unix="{entity["unix_time"]}" format="{shape}">', "</tg-time>"


def _block(entity: JsonObject) -> tuple[str, str]:
    if "language" not in entity:
        return "<pre>", "</pre>"
    return f'<pre><code class="language-{escape(entity["language"])}">', "</code></pre>"


_DRAWN: dict[str, Callable[[JsonObject], tuple[str, str]]] = {
    "expandable_blockquote": lambda _entity: ("<blockquote expandable>", "</blockquote>"),
    "text_link": _link,
    "text_mention": _person,
    "custom_emoji": _emoji,
    "date_time": _moment,
    "pre": _block,
}
