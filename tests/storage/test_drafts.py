from datetime import UTC, datetime

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey

from storage.database import Database, open_database
from storage.drafts import Drafts

pytest_plugins = ("tests.storage.databases",)

KEY = StorageKey(bot_id=42, chat_id=-1_002_000_000_001, user_id=5_000_000_001)
OTHERS = [
    StorageKey(bot_id=43, chat_id=KEY.chat_id, user_id=KEY.user_id),
    StorageKey(bot_id=42, chat_id=1, user_id=KEY.user_id),
    StorageKey(bot_id=42, chat_id=KEY.chat_id, user_id=1),
    StorageKey(bot_id=42, chat_id=KEY.chat_id, user_id=KEY.user_id, thread_id=7),
    StorageKey(bot_id=42, chat_id=KEY.chat_id, user_id=KEY.user_id, destiny="other"),
]
HOSTILE = {"text": "\x00 \U0001f3e0 '; -- әі", "nested": {"list": [1, 2.5, None, True]}, "": ""}


class Form(StatesGroup):
    name = State()


def drafts_in(database: Database) -> Drafts:
    return Drafts(database, lambda: datetime(2026, 11, 22, tzinfo=UTC))


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return drafts_in(database)


async def count(database: Database) -> int:
    [row] = await database.fetch("SELECT count(*) AS drafts FROM drafts")
    return int(row["drafts"])


async def test_somebody_new_has_no_draft(drafts: Drafts) -> None:
    assert await drafts.get_state(KEY) is None
    assert await drafts.get_data(KEY) == {}
    assert await drafts.get_value(KEY, "name") is None
    assert await drafts.get_value(KEY, "name", "nobody") == "nobody"


async def test_a_state_is_kept_whether_named_or_declared(drafts: Drafts) -> None:
    await drafts.set_state(KEY, Form.name)
    assert await drafts.get_state(KEY) == "Form:name"
    await drafts.set_state(KEY, "other")
    assert await drafts.get_state(KEY) == "other"
    await drafts.set_state(KEY, None)
    assert await drafts.get_state(KEY) is None


async def test_data_are_replaced_and_updated(drafts: Drafts) -> None:
    await drafts.set_data(KEY, {"a": 1, "b": 2})
    await drafts.set_data(KEY, {"b": 3})

    assert await drafts.get_data(KEY) == {"b": 3}
    assert await drafts.update_data(KEY, {"c": 4}) == {"b": 3, "c": 4}
    assert await drafts.get_data(KEY) == {"b": 3, "c": 4}
    assert await drafts.get_value(KEY, "c") == 4


async def test_state_and_data_do_not_touch_each_other(drafts: Drafts) -> None:
    await drafts.set_data(KEY, {"a": 1})
    await drafts.set_state(KEY, Form.name)
    await drafts.set_data(KEY, {"a": 2})
    assert (await drafts.get_state(KEY), await drafts.get_data(KEY)) == ("Form:name", {"a": 2})

    await drafts.set_state(KEY, None)
    assert await drafts.get_data(KEY) == {"a": 2}
    await drafts.set_state(KEY, Form.name)
    await drafts.set_data(KEY, {})
    assert await drafts.get_state(KEY) == "Form:name"


@pytest.mark.parametrize("other", OTHERS, ids=["bot", "chat", "person", "thread", "destiny"])
async def test_a_draft_belongs_to_one_key_alone(drafts: Drafts, other: StorageKey) -> None:
    await drafts.set_state(KEY, Form.name)
    await drafts.set_data(KEY, {"a": 1})
    await drafts.set_data(other, {"b": 2})

    assert (await drafts.get_state(other), await drafts.get_data(other)) == (None, {"b": 2})
    assert (await drafts.get_state(KEY), await drafts.get_data(KEY)) == ("Form:name", {"a": 1})


async def test_what_was_given_is_a_copy(drafts: Drafts) -> None:
    data = {"list": [1]}
    await drafts.set_data(KEY, data)
    data["list"].append(2)
    (await drafts.get_data(KEY))["list"].append(3)

    assert await drafts.get_data(KEY) == {"list": [1]}


@pytest.mark.parametrize("data", [[], "text", 1, [("a", 1)]])
async def test_data_must_be_a_mapping(drafts: Drafts, data: object) -> None:
    with pytest.raises(DataNotDictLikeError):
        await drafts.set_data(KEY, data)  # type: ignore[arg-type]  # that is the matter


async def test_hostile_data_come_back_to_the_letter(drafts: Drafts) -> None:
    await drafts.set_data(KEY, HOSTILE)

    assert await drafts.get_data(KEY) == HOSTILE


async def test_a_finished_draft_leaves_no_row(drafts: Drafts, database: Database) -> None:
    await drafts.set_state(KEY, Form.name)
    await drafts.set_data(KEY, {"a": 1})
    await drafts.set_state(KEY, None)
    assert await count(database) == 1
    await drafts.set_data(KEY, {})

    assert await count(database) == 0


async def test_a_half_written_draft_survives_a_restart(database_url: str) -> None:
    database = await open_database(database_url)
    await drafts_in(database).set_state(KEY, Form.name)
    await drafts_in(database).set_data(KEY, HOSTILE)
    await database.close()

    database = await open_database(database_url)
    try:
        assert await drafts_in(database).get_state(KEY) == "Form:name"
        assert await drafts_in(database).get_data(KEY) == HOSTILE
    finally:
        await database.close()


async def test_an_update_sees_what_another_process_wrote_before_it(database: Database) -> None:
    ours, theirs = drafts_in(database), drafts_in(database)
    await ours.set_state(KEY, Form.name)
    await ours.set_data(KEY, {"a": 1})
    await theirs.set_data(KEY, {"b": 2})
    await theirs.set_state(KEY, None)

    assert await ours.get_state(KEY) is None
    assert await ours.get_data(KEY) == {"b": 2}


async def test_a_write_that_failed_is_not_taken_for_written(drafts: Drafts, database: Database) -> None:
    await drafts.set_data(KEY, {"a": 1})
    await database.write("ALTER TABLE drafts RENAME TO elsewhere")
    with pytest.raises(Exception, match="drafts"):
        await drafts.set_data(KEY, {"a": 2})
    await database.write("ALTER TABLE elsewhere RENAME TO drafts")

    assert await drafts.get_data(KEY) == {"a": 1}
    await drafts.set_data(KEY, {"a": 2})
    assert await drafts_in(database).get_data(KEY) == {"a": 2}


async def test_closing_the_drafts_leaves_the_database_open(drafts: Drafts, database: Database) -> None:
    await drafts.close()

    assert await count(database) == 0
