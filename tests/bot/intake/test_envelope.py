import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.envelope import Unidentified, kept
from bot.telegram import json
from tests.bot.intake.full_updates import CHAT, LATITUDE, LONGITUDE, PERSON, UPDATE, full_update, kinds

OWNERS = {
    "message": CHAT,
    "edited_message": CHAT,
    "channel_post": CHAT,
    "edited_channel_post": CHAT,
    "business_connection": PERSON,
    "business_message": CHAT,
    "edited_business_message": CHAT,
    "deleted_business_messages": CHAT,
    "guest_message": CHAT,
    "message_reaction": CHAT,
    "message_reaction_count": CHAT,
    "inline_query": PERSON,
    "chosen_inline_result": PERSON,
    "callback_query": CHAT,
    "shipping_query": PERSON,
    "pre_checkout_query": PERSON,
    "purchased_paid_media": PERSON,
    "poll": UPDATE,
    "poll_answer": PERSON,
    "my_chat_member": CHAT,
    "chat_member": CHAT,
    "chat_join_request": CHAT,
    "chat_boost": CHAT,
    "removed_chat_boost": CHAT,
    "managed_bot": PERSON,
    "subscription": PERSON,
    "stopped_message_generation": CHAT,
}

PLACE = {"latitude": LATITUDE, "longitude": LONGITUDE}

texts = st.text(max_size=8)
names = (
    st.sampled_from(["location", "venue", "place", "latitude", "longitude", "reply_to_message", "map"])
    | texts
)
numbers = st.floats(allow_nan=False) | st.integers(min_value=-(2**63), max_value=2**64 - 1)
places = st.fixed_dictionaries(
    {"latitude": st.just(LATITUDE), "longitude": st.just(LONGITUDE)}, optional={"live_period": numbers}
)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts | places,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=25,
)


def test_every_kind_of_update_has_an_owner_here() -> None:
    assert OWNERS.keys() == kinds().keys()


@pytest.mark.parametrize("kind", OWNERS)
def test_an_update_waits_in_the_line_of_its_chat_or_else_of_its_person(kind: str) -> None:
    assert kept(full_update(kind)).chat_key == OWNERS[kind]


def test_a_press_on_a_message_of_inline_mode_waits_in_the_line_of_the_person() -> None:
    press = {"id": "1", "from": {"id": PERSON}, "inline_message_id": "abc", "chat_instance": "1"}

    assert kept({"update_id": UPDATE, "callback_query": press}).chat_key == PERSON


def test_a_press_and_a_message_of_a_private_chat_share_one_line() -> None:
    press = {"from": {"id": PERSON}, "message": {"chat": {"id": PERSON}, "date": 0, "message_id": 4}}
    message = {"from": {"id": PERSON}, "chat": {"id": PERSON}, "text": "x"}

    assert kept({"update_id": 1, "callback_query": press}).chat_key == PERSON
    assert kept({"update_id": 2, "message": message}).chat_key == PERSON


@pytest.mark.parametrize("owner", [2**63, -(2**63) - 1, "7", None, True, 1.5])
def test_what_cannot_be_a_chat_is_no_line(owner: Any) -> None:
    assert kept({"update_id": UPDATE, "message": {"chat": {"id": owner}}}).chat_key == UPDATE


@pytest.mark.parametrize("update_id", [None, "7", True, 7.0, 2**63, math.inf])
def test_an_update_without_a_usable_number_is_refused(update_id: Any) -> None:
    with pytest.raises(Unidentified):
        kept({"update_id": update_id, "message": {"chat": {"id": 1}}})


@pytest.mark.parametrize("kind", OWNERS)
def test_no_position_of_any_kind_of_update_is_kept(kind: str) -> None:
    update = full_update(kind)
    row = kept(update)

    assert_without_position(row.payload)
    assert row.position_withheld == (str(LATITUDE) in json.dumps(update))


def test_where_no_position_was_the_whole_update_is_kept() -> None:
    update = {
        "update_id": 1,
        "message": {"chat": {"id": 1}, "text": '"latitude": 43.2, location, \x00 \U0001f3e0'},
    }
    row = kept(update)

    assert json.loads(row.payload) == update
    assert not row.position_withheld


@pytest.mark.parametrize(
    "around",
    [
        {"message": {"location": PLACE}},
        {"message": {"venue": {"location": PLACE, "title": "House", "address": "Abay 1"}}},
        {"edited_message": {"location": PLACE | {"live_period": 900, "heading": 17}}},
        {"inline_query": {"location": PLACE}},
        {"chosen_inline_result": {"location": PLACE}},
        {"message": {"reply_to_message": {"location": PLACE}}},
        {"message": {"external_reply": {"location": PLACE}}},
        {"message": {"pinned_message": {"venue": {"location": PLACE}}}},
        {"callback_query": {"message": {"location": PLACE}}},
        {"message": {"points": [PLACE, [PLACE]]}},
        {"message": {"rich_message": {"blocks": [{"type": "map", "location": PLACE}]}}},
        PLACE,
    ],
)
def test_a_position_is_taken_out_wherever_it_stands(around: dict[str, Any]) -> None:
    row = kept({"update_id": 1} | around)

    assert row.position_withheld
    assert_without_position(row.payload)


@given(values)
def test_no_position_is_kept_however_it_is_nested(value: Any) -> None:
    row = kept({"update_id": 1, "message": value})

    names_kept = set(_names(json.loads(row.payload)))
    assert not names_kept & {"latitude", "longitude"}
    assert str(LATITUDE) not in row.payload


@given(st.dictionaries(texts, st.recursive(texts | st.booleans(), st.lists, max_leaves=9), max_size=4))
def test_what_holds_no_position_comes_back_as_it_was(message: dict[str, Any]) -> None:
    update = {"update_id": 1, "message": {name: item for name, item in message.items() if "tude" not in name}}

    assert json.loads(kept(update).payload) == update


@pytest.mark.parametrize("depth", [300, 600, 950, 100_000])
def test_nesting_beyond_sense_does_not_keep_the_update_from_being_kept(depth: int) -> None:
    nested: Any = PLACE
    for _ in range(depth):
        nested = [nested]
    row = kept({"update_id": 1, "message": {"x": nested}})

    assert row.update_id == 1
    assert_without_position(row.payload)


def assert_without_position(payload: str) -> None:
    for trace in ("latitude", "longitude", str(LATITUDE), str(LONGITUDE)):
        assert trace not in payload


def _names(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(name for item in value.values() for name in _names(item))]
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return []
