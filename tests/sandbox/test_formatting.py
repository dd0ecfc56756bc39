"""Parse modes, entities, trimming and detection."""

import html
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sandbox.entities import formatted, plain, to_html
from sandbox.entities.trimming import cleaned, trimmed
from sandbox.errors import ApiError

# Telegram's own answers to sendMessage, word for word.
COMPLAINTS = [
    ("HTML", "<b>unclosed", 'Can\'t find end tag corresponding to start tag "b"'),
    ("HTML", "<script>alert(1)</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("HTML", "<invalid>test</invalid>", 'Unsupported start tag "invalid" at byte offset 0'),
    ("HTML", "<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    (
        "HTML",
        '<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>',
        "Invalid custom emoji identifier specified",
    ),
    ("HTML", "ә</b>", "Unexpected end tag at byte offset 2"),
    ("HTML", "<b", "Unclosed start tag at byte offset 0"),
    ("HTML", "<span class='big'>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("HTML", "a < b", 'Unsupported start tag "" at byte offset 2'),
    ("MarkdownV2", "*unclosed", "Can't find end of Bold entity at byte offset 0"),
    ("MarkdownV2", "*bold _italic\\_*", "Can't find end of Bold entity at byte offset 15"),
    ("MarkdownV2", "hello.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "test()", "Character '(' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "a>b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "[a](b", "Can't find end of a URL at byte offset 4"),
    ("Markdown", "*unclosed", "Can't find end of the entity starting at byte offset 0"),
]


@pytest.mark.parametrize(("mode", "source", "reason"), COMPLAINTS)
def test_broken_markup_is_refused_in_telegrams_words(mode: str, source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        formatted(source, mode, None)

    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def entity(kind: str, offset: int, length: int, **extra: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **extra}


@pytest.mark.parametrize(
    ("mode", "source", "text", "entities"),
    [
        ("HTML", "🎉<b>ә</b>", "🎉ә", [entity("bold", 2, 1)]),
        ("html", "<strong>a<em>b</em></strong>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("HTML", "<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 2)]),
        ("HTML", "<s>a</s><del>b</del>", "ab", [entity("strikethrough", 0, 2)]),
        ("HTML", '<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("HTML", "<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ("HTML", "<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("HTML", "<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ("HTML", "<code>a&amp;b</code>", "a&b", [entity("code", 0, 3)]),
        ("HTML", "<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        ("HTML", '<pre><code class="language-py">a</code></pre>', "a", [entity("pre", 0, 1, language="py")]),
        ("HTML", '<a href="a.kz?q=1&amp;r=2">x</a>', "x", [entity("text_link", 0, 1, url="http://a.kz/?q=1&r=2")]),
        ("HTML", "<a href=nowhere>x</a>", "x", []),
        ("HTML", '<a href="tg://user?id=5">x</a>', "x", [entity("text_mention", 0, 1, user={"id": 5})]),
        ("HTML", '<tg-emoji emoji-id="5">🎉</tg-emoji>', "🎉", [
            entity("custom_emoji", 0, 2, custom_emoji_id="5"),
        ]),
        ("HTML", '<tg-time unix="7" format="D">x</tg-time>', "x", [
            entity("date_time", 0, 1, unix_time=7, date_time_format="D"),
        ]),
        ("HTML", "&lt;&#1171;&#x493;&quot;&nbsp;", '<ғғ"&nbsp;', []),
        ("MarkdownV2", "*a* _b_ __c__ ~d~ ||e|| `f`", "a b c d e f", [
            entity("bold", 0, 1), entity("italic", 2, 1), entity("underline", 4, 1),
            entity("strikethrough", 6, 1), entity("spoiler", 8, 1), entity("code", 10, 1),
        ]),
        ("MarkdownV2", "```py\nx=1\n```", "x=1", [entity("pre", 0, 3, language="py")]),
        ("MarkdownV2", "[a\\.b](https://a.kz/\\))", "a.b", [entity("text_link", 0, 3, url="https://a.kz/)")]),
        ("MarkdownV2", ">a\n>b\nc", "a\nb\nc", [entity("blockquote", 0, 3)]),
        ("MarkdownV2", ">a\n>b||", "a\nb", [entity("expandable_blockquote", 0, 3)]),
        ("Markdown", "*a* _b_ `c` [d](https://a.kz)", "a b c d", [
            entity("bold", 0, 1), entity("italic", 2, 1), entity("code", 4, 1),
            entity("text_link", 6, 1, url="https://a.kz/"),
        ]),
    ],
)  # fmt: skip
def test_markup_becomes_entities(mode: str, source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert formatted(source, mode, None) == (text, entities)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/start@council_bot now", [("bot_command", 0, 18)]),
        ("write to @council_bot or a.b@mail.kz", [("mention", 9, 12), ("email", 25, 11)]),
        ("#достық and #1 $KZT", [("hashtag", 0, 7), ("cashtag", 15, 4)]),
        ("see egov.kz, https://a.kz/b?c=1.", [("url", 4, 7), ("url", 13, 18)]),
        ("+77010000000 1/2 and/or", [("phone_number", 0, 12)]),
        ("no.thing here", []),
    ],
)
def test_what_telegram_marks_by_itself(text: str, kinds: list[tuple[str, int, int]]) -> None:
    _, entities = plain(text)

    assert [(found["type"], found["offset"], found["length"]) for found in entities] == kinds


def test_nothing_is_marked_inside_of_code_and_links() -> None:
    _, entities = formatted('<code>/start</code> <a href="https://a.kz">egov.kz</a>', "HTML", None)

    assert [found["type"] for found in entities] == ["code", "text_link"]


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        ([entity("bold", 100, 1)], "entity begins after the end of the text at UTF-16 offset 100"),
        (
            [entity("bold", 0, 100)],
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        ([entity("bold", -1, 1)], "receive an entity with incorrect offset -1"),
        ([entity("loud", 0, 1)], "can't parse MessageEntity: Unsupported type specified"),
        ([entity("text_link", 0, 1)], "can't parse MessageEntity: Can't find field \"url\""),
        ([entity("text_link", 0, 1, url="not-a-url")], "entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
        ([entity("text_link", 0, 1, url="")], "entity URL '' is invalid: URL host is empty"),
        ([entity("text_mention", 0, 1)], "can't parse MessageEntity: Can't find field \"user\""),
        ([entity("custom_emoji", 0, 1)], "can't parse MessageEntity: Can't find field \"custom_emoji_id\""),
        (
            [entity("custom_emoji", 0, 1, custom_emoji_id="9999999999999999999")],
            'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
        ),
        ([entity("bold", 6, 1)], "entity begins or ends in a middle of a UTF-16 symbol"),
    ],
)
def test_entities_that_do_not_fit_are_refused(entities: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        formatted("hello🎉", None, entities)

    assert refused.value.description == f"Bad Request: {reason}"


def test_blank_space_is_cut_and_entities_follow() -> None:
    assert plain(" \n hello \n ") == ("hello", [])
    assert formatted("  <b>x</b>  ", "HTML", None) == ("x", [entity("bold", 0, 1)])
    assert formatted("<b>  x</b>  ", "HTML", None) == ("  x", [entity("bold", 0, 3)])
    assert formatted("  a <b>x  </b>  ", "HTML", None) == ("a x", [entity("bold", 2, 1)])
    assert formatted("a<b> </b>b", "HTML", None) == ("a b", [])


@given(st.text(max_size=200))
@example("a & b < c > d \" e ' f")
@example("\r\x00\u2028\u202e 🎉\ud800")
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    expected, _ = trimmed(cleaned(text), [])

    visible, entities = formatted(html.escape(text), "HTML", None)

    assert visible == expected
    assert all(found["type"] not in {"bold", "italic", "code", "pre", "text_link"} for found in entities)


@given(st.text(alphabet=" ab<>/&;#x1\"'=-biprecodlnugsky\n🎉ә", max_size=80))
@settings(max_examples=400)
def test_the_html_parser_either_parses_or_complains(source: str) -> None:
    _parses_or_complains(source, "HTML")


@given(st.text(alphabet="ab_*[]()~`>#+-=|{}.!\\\n 🎉", max_size=60))
@settings(max_examples=400)
def test_the_markdown_parsers_either_parse_or_complain(source: str) -> None:
    _parses_or_complains(source, "MarkdownV2")
    _parses_or_complains(source, "Markdown")


def _parses_or_complains(source: str, mode: str) -> None:
    try:
        text, entities = formatted(source, mode, None)
    except ApiError as refused:
        if not refused.description.startswith("Bad Request: can't parse entities: "):
            raise
        return
    length = len(text.encode("utf-16-le")) // 2
    for found in entities:
        assert 0 <= found["offset"] < found["offset"] + found["length"] <= length


MARKS = st.lists(
    st.tuples(
        st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "code"]), st.text("abә🎉", min_size=1, max_size=5)
    ),
    max_size=6,
)


@given(MARKS)
def test_html_drawn_from_a_message_means_the_same_message(marks: list[tuple[str, str]]) -> None:
    source = "x " + " y ".join(f"<{tag}>{text}</{tag}>" for tag, text in marks) + " z"
    text, entities = formatted(source, "HTML", None)

    assert formatted(to_html(text, entities), "HTML", None) == (text, entities)


def test_overlapping_entities_are_drawn_as_nested_tags() -> None:
    assert to_html("abc", [entity("bold", 0, 2), entity("italic", 1, 2)]) == "<b>a<i>b</i></b><i>c</i>"
