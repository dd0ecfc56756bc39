from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.telegram import json
from storage.database import Database, open_database
from storage.inbox import Inbox, InboxUpdate

pytest_plugins = ("tests.storage.databases",)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def update(update_id: int, payload: str = "{}", *, chat: int = 1, withheld: bool = False) -> InboxUpdate:
    return InboxUpdate(update_id=update_id, chat_key=chat, payload=payload, position_withheld=withheld)


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


async def rows(database: Database) -> dict[int, Any]:
    found = await database.fetch("SELECT update_id, state, payload, error, attempts FROM inbox")
    return {row["update_id"]: row for row in found}


async def test_an_update_comes_back_as_it_was_kept(inbox: Inbox) -> None:
    kept = [
        update(2**63 - 1, '{"a": 1}', chat=-(2**63)),
        update(7, '{"b": "ә"}', chat=-1_002_000_000_001, withheld=True),
    ]
    await inbox.accept(kept, NOW)

    assert await inbox.recover(4, NOW) == sorted(kept, key=lambda one: one.update_id)


async def test_only_what_is_new_is_accepted(inbox: Inbox) -> None:
    assert await inbox.accept([update(1), update(2)], NOW) == {1, 2}
    assert await inbox.accept([update(2, "other"), update(3)], NOW) == {3}
    assert await inbox.accept([], NOW) == set()
    assert [(u.update_id, u.payload) for u in await inbox.recover(4, NOW)] == [
        (1, "{}"),
        (2, "{}"),
        (3, "{}"),
    ]


async def test_a_repeat_within_a_batch_is_kept_once(inbox: Inbox) -> None:
    assert await inbox.accept([update(1, "first"), update(1, "second")], NOW) == {1}
    assert [u.payload for u in await inbox.recover(4, NOW)] == ["first"]


async def test_a_finished_update_is_known_but_says_nothing(inbox: Inbox, database: Database) -> None:
    await inbox.accept([update(1, "secret"), update(2, "kept")], NOW)
    await inbox.finish([1], NOW)

    assert await inbox.accept([update(1, "secret")], NOW) == set()
    kept = await rows(database)
    assert (kept[1]["state"], kept[1]["payload"]) == ("done", None)
    assert (kept[2]["state"], kept[2]["payload"]) == ("waiting", "kept")


async def test_what_a_finished_update_said_is_in_no_file(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    inbox = Inbox(database)
    await inbox.accept([update(1, "a-word-that-is-nowhere-else")], NOW)
    await inbox.finish([1], NOW)
    await database.write("PRAGMA wal_checkpoint(TRUNCATE)")
    await database.close()

    path = sqlite_url.removeprefix("sqlite:///")
    with open(path, "rb") as file:  # noqa: ASYNC230, PTH123  # a few kilobytes
        assert b"a-word-that-is-nowhere-else" not in file.read()


async def test_what_was_left_comes_in_the_order_in_which_it_came(inbox: Inbox) -> None:
    await inbox.accept([update(9), update(8)], NOW)
    await inbox.accept([update(3)], NOW + MINUTE)
    await inbox.accept([update(20)], NOW + 2 * MINUTE)
    await inbox.finish([8], NOW)

    assert [u.update_id for u in await inbox.recover(4, NOW)] == [9, 3, 20]


async def test_quarantine_keeps_the_update_and_the_reason(inbox: Inbox, database: Database) -> None:
    await inbox.accept([update(1, "poison")], NOW)
    await inbox.quarantine(1, "ValidationError", NOW)

    kept = (await rows(database))[1]
    assert (kept["state"], kept["payload"], kept["error"]) == ("quarantined", "poison", "ValidationError")
    assert await inbox.recover(4, NOW) == []
    assert await inbox.accept([update(1)], NOW) == set()


async def test_each_recovery_is_an_attempt_and_the_exhausted_are_set_aside(
    inbox: Inbox, database: Database
) -> None:
    await inbox.accept([update(1)], NOW)
    for attempt in (1, 2):
        assert [u.update_id for u in await inbox.recover(2, NOW)] == [1]
        assert (await rows(database))[1]["attempts"] == attempt
    await inbox.accept([update(2)], NOW)

    assert [u.update_id for u in await inbox.recover(2, NOW)] == [2]
    assert (await rows(database))[1]["error"] == "attempts"
    assert await inbox.count_by_state() == {"quarantined": 1, "waiting": 1}


async def test_only_what_was_finished_long_ago_is_forgotten(inbox: Inbox) -> None:
    await inbox.accept([update(number) for number in range(1, 5)], NOW - 9 * MINUTE)
    await inbox.finish([1], NOW - MINUTE)
    await inbox.quarantine(2, "ValidationError", NOW - MINUTE)
    await inbox.finish([3], NOW + MINUTE)
    await inbox.drop_finished(before=NOW)

    assert await inbox.count_by_state() == {"done": 1, "waiting": 1}
    assert await inbox.accept([update(1), update(3), update(4)], NOW) == {1}


async def test_finishing_what_is_not_there_changes_nothing(inbox: Inbox) -> None:
    await inbox.accept([update(1)], NOW)
    await inbox.finish([], NOW)
    await inbox.finish([99], NOW)

    assert await inbox.count_by_state() == {"waiting": 1}


@pytest.mark.parametrize(
    "payload",
    [
        r'{"text": "\u0000"}',
        r'{"text": "\ud83d"}',
        '{"text": "\U0001f3e0\u200d\U0001f3e0 \u202eسلام әіңғүұқөһ"}',
        "'; DROP TABLE inbox; --",
        ":now $1 ? %s {}",
        '{"text": "' + "x" * 2**20 + '"}',
    ],
    ids=["NUL", "half an emoji", "letters", "SQL", "placeholders", "1 MB"],
)
async def test_hostile_payloads_are_kept_to_the_letter(inbox: Inbox, payload: str) -> None:
    await inbox.accept([update(1, payload), update(2)], NOW)

    assert [u.payload for u in await inbox.recover(4, NOW)] == [payload, "{}"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=40), max_size=4), number=st.integers(0, 2**62))
async def test_whatever_people_write_is_kept_to_the_letter(
    database: Database, texts: list[str], number: int
) -> None:
    inbox = Inbox(database)
    await database.write("DELETE FROM inbox")
    await inbox.accept(
        [update(number + place, json.dumps({"text": text})) for place, text in enumerate(texts)], NOW
    )

    assert [json.loads(u.payload)["text"] for u in await inbox.recover(4, NOW)] == texts
