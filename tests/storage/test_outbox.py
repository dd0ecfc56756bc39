import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.domain.language import Language
from bot.domain.outbox import NewNotice, NoticeId, OutboxNotice, OutboxState, Scalar
from bot.domain.people import PersonId
from storage.database import Database
from storage.outbox import SqlOutbox, put
from storage.people import SqlPeople

pytest_plugins = ("tests.storage.databases",)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def notice(key: str = "event:7", person: int = 1, due_at: datetime = NOW, **changes: Any) -> NewNotice:
    first = NewNotice(
        person_id=PersonId(person),
        kind="reminder",
        key=key,
        payload={"event_id": 7},
        due_at=due_at,
        expires_at=None,
        holds_at_night=True,
    )
    return replace(first, **changes)


@pytest.fixture
async def outbox(database: Database) -> SqlOutbox:
    """Give an empty outbox; the people 1, 2 and 3 have the Telegram accounts 101, 102 and 103."""
    people = SqlPeople(database)
    for telegram_id, language in ((101, Language.KAZAKH), (102, None), (103, Language.RUSSIAN)):
        await people.add(telegram_id, language, NOW)
    return SqlOutbox(database)


async def keep(database: Database, *notices: NewNotice, now: datetime = NOW) -> None:
    async with database.transaction() as transaction:
        await put(transaction, notices, now)


async def due(outbox: SqlOutbox, now: datetime = NOW, **how: Any) -> list[OutboxNotice]:
    return list(await outbox.due(now, 100, **({"at_night": False} | how)))


def keys(notices: Iterable[OutboxNotice]) -> list[str]:
    return [one.key for one in notices]


async def rows(database: Database) -> dict[str, Any]:
    return {row["key"]: row for row in await database.fetch("SELECT * FROM outbox")}


async def test_a_notice_comes_back_as_it_was_kept(outbox: SqlOutbox, database: Database) -> None:
    payload: dict[str, Scalar] = {
        "event_id": 2**53,
        "share": 0.5,
        "name": "ә'; DROP TABLE outbox; --",
        "again": True,
        "seat": None,
    }
    expires_at = (NOW + MINUTE).astimezone(timezone(timedelta(hours=5)))
    await keep(database, notice(payload=payload, expires_at=expires_at))

    [kept] = await due(outbox)
    assert kept == OutboxNotice(
        id=kept.id,
        person_id=PersonId(1),
        telegram_id=101,
        language=Language.KAZAKH,
        kind="reminder",
        key="event:7",
        payload=payload,
        due_at=NOW,
        expires_at=NOW + MINUTE,
        attempts=0,
    )


async def test_a_person_without_a_language_has_none(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice(person=2))

    assert [one.language for one in await due(outbox)] == [None]


async def test_the_same_key_is_kept_once_for_a_person(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice(payload={"first": True}), notice(), notice(person=2))
    await asyncio.gather(*(keep(database, notice()) for _ in range(3)))

    assert [(one.person_id, one.payload) for one in await due(outbox)] == [
        (1, {"first": True}),
        (2, {"event_id": 7}),
    ]


async def test_what_its_transaction_undoes_was_never_put(outbox: SqlOutbox, database: Database) -> None:
    async def put_and_fail() -> None:
        async with database.transaction() as transaction:
            await put(transaction, [notice()], NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await put_and_fail()

    assert await due(outbox) == []


async def test_putting_nothing_is_allowed(outbox: SqlOutbox, database: Database) -> None:
    await keep(database)

    assert await outbox.count_by_state() == {}
    assert await outbox.next_due() is None


async def test_the_longest_due_comes_first_and_what_is_not_due_waits(
    outbox: SqlOutbox, database: Database
) -> None:
    await keep(
        database,
        notice("later", due_at=NOW + timedelta(microseconds=1)),
        notice("now", due_at=NOW),
        notice("same moment", due_at=NOW),
        notice("earlier", due_at=(NOW - MINUTE).astimezone(timezone(timedelta(hours=5)))),
    )

    assert keys(await due(outbox)) == ["earlier", "now", "same moment"]
    assert keys(await outbox.due(NOW, 2, at_night=False)) == ["earlier", "now"]
    assert await outbox.next_due() == NOW - MINUTE


async def test_at_night_only_what_cannot_wait_is_due(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice("holds"), notice("urgent", holds_at_night=False))

    assert keys(await due(outbox, at_night=True)) == ["urgent"]
    holding, urgent = await due(outbox)
    assert not await outbox.claim(holding.id, NOW, at_night=True)
    assert await outbox.claim(urgent.id, NOW, at_night=True)
    assert await outbox.claim(holding.id, NOW, at_night=False)


async def test_people_in_hand_are_left_out(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, *(notice(person=person) for person in (1, 2, 3)))

    left = await due(outbox, but_not_for={PersonId(1), PersonId(3)})
    assert [one.person_id for one in left] == [2]


async def test_a_notice_is_claimed_once(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice())
    [one] = await due(outbox)

    assert sorted(await asyncio.gather(*(outbox.claim(one.id, NOW) for _ in range(3)))) == [
        False,
        False,
        True,
    ]
    assert await due(outbox) == []
    assert await outbox.count_by_state() == {OutboxState.SENDING: 1}


async def test_a_claim_drops_what_has_expired(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice(expires_at=NOW + MINUTE))
    [one] = await due(outbox)

    assert not await outbox.claim(one.id, NOW + MINUTE)
    assert await outbox.count_by_state() == {OutboxState.DROPPED: 1}
    assert (await rows(database))["event:7"]["finished_at"] is not None


async def test_what_has_expired_is_not_due_and_is_swept(outbox: SqlOutbox, database: Database) -> None:
    await keep(
        database, notice("over", expires_at=NOW), notice("not yet", expires_at=NOW + MINUTE), notice("never")
    )

    assert keys(await due(outbox)) == ["not yet", "never"]
    assert await outbox.drop_expired(NOW) == 1
    assert await outbox.count_by_state() == {OutboxState.DROPPED: 1, OutboxState.QUEUED: 2}


async def test_nothing_is_claimed_for_who_has_blocked_the_bot(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice("first"), notice("second"))
    first, second = await due(outbox)
    people = SqlPeople(database)
    await people.set_blocked(101, NOW)

    assert not await outbox.claim(first.id, NOW)
    await people.set_blocked(101, None)
    assert await outbox.claim(second.id, NOW)
    assert await outbox.count_by_state() == {OutboxState.BLOCKED: 1, OutboxState.SENDING: 1}


async def test_who_blocks_the_bot_gets_nothing_that_waits(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, *(notice(key) for key in ("sent", "sending", "queued")), notice("other", person=2))
    sent, sending, *_ = await due(outbox)
    await outbox.claim(sent.id, NOW)
    await outbox.sent(sent.id, 5, NOW)
    await outbox.claim(sending.id, NOW)
    await outbox.blocked(PersonId(1), NOW)
    await outbox.blocked(PersonId(1), NOW + MINUTE)

    assert {key: row["state"] for key, row in (await rows(database)).items()} == {
        "sent": "sent",
        "sending": "blocked",
        "queued": "blocked",
        "other": "queued",
    }
    [person] = await database.fetch("SELECT count(*) AS blocked FROM people WHERE blocked_at IS NOT NULL")
    assert person["blocked"] == 1


async def test_each_outcome_is_kept(outbox: SqlOutbox, database: Database) -> None:
    names = ("sent", "dropped", "failed", "uncertain")
    await keep(database, *(notice(name) for name in names))
    sent, dropped, failed, uncertain = await due(outbox)
    for one in (sent, failed, uncertain):
        await outbox.claim(one.id, NOW)
    await outbox.sent(sent.id, 2**40, NOW)
    await outbox.dropped(dropped.id, NOW)
    await outbox.failed(failed.id, "Bad Request: chat not found", NOW)
    await outbox.uncertain(uncertain.id, "TelegramNetworkError", NOW)

    kept = await rows(database)
    assert [kept[name]["state"] for name in names] == list(names)
    assert [kept[name]["message_id"] for name in names] == [2**40, None, None, None]
    assert [kept[name]["error"] for name in names] == [
        None,
        None,
        "Bad Request: chat not found",
        "TelegramNetworkError",
    ]
    assert all(row["finished_at"] is not None for row in kept.values())


async def test_an_outcome_is_final(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, notice())
    [one] = await due(outbox)
    await outbox.claim(one.id, NOW)
    await outbox.uncertain(one.id, "x", NOW)
    await outbox.failed(one.id, "x", NOW)
    await outbox.retry(one.id, NOW, count_attempt=True)

    assert not await outbox.claim(one.id, NOW)
    assert await outbox.count_by_state() == {OutboxState.UNCERTAIN: 1}


@pytest.mark.parametrize(("counts", "attempts"), [(True, 1), (False, 0)])
async def test_a_notice_that_is_put_back_is_due_again_later(
    outbox: SqlOutbox, database: Database, attempts: int, *, counts: bool
) -> None:
    await keep(database, notice())
    [one] = await due(outbox)
    await outbox.claim(one.id, NOW)
    await outbox.retry(one.id, NOW + MINUTE, count_attempt=counts)

    assert await due(outbox) == []
    assert [again.attempts for again in await due(outbox, NOW + MINUTE)] == [attempts]


async def test_the_persons_other_notices_do_not_overtake_one_that_is_put_back(
    outbox: SqlOutbox, database: Database
) -> None:
    await keep(
        database,
        notice("first"),
        notice("second", due_at=NOW + MINUTE / 2),
        notice("much later", due_at=NOW + 2 * MINUTE),
        notice("other", person=2),
    )
    first, other = await due(outbox)
    await outbox.retry(first.id, NOW + MINUTE, count_attempt=False)

    assert await due(outbox) == [other]
    assert keys(await due(outbox, NOW + MINUTE, but_not_for={PersonId(2)})) == ["first", "second"]
    assert keys(await due(outbox, NOW + 2 * MINUTE, but_not_for={PersonId(2)}))[-1] == "much later"


async def test_what_was_being_sent_is_uncertain_after_a_restart(
    outbox: SqlOutbox, database: Database
) -> None:
    await keep(database, notice("sending"), notice("queued"))
    sending, _ = await due(outbox)
    await outbox.claim(sending.id, NOW)

    assert await outbox.recover(NOW) == 1
    assert await outbox.recover(NOW) == 0
    assert keys(await due(outbox)) == ["queued"]
    assert await outbox.count_by_state() == {OutboxState.UNCERTAIN: 1, OutboxState.QUEUED: 1}


async def test_a_message_that_did_arrive_is_sent_whatever_was_feared(
    outbox: SqlOutbox, database: Database
) -> None:
    await keep(database, notice())
    [one] = await due(outbox)
    await outbox.claim(one.id, NOW)
    await outbox.recover(NOW)
    await outbox.sent(one.id, 5, NOW)

    assert await outbox.count_by_state() == {OutboxState.SENT: 1}


async def test_only_what_was_finished_long_ago_is_forgotten(outbox: SqlOutbox, database: Database) -> None:
    await keep(database, *(notice(key) for key in ("old", "recent", "queued", "sending")))
    old, recent, _, sending = await due(outbox)
    await outbox.dropped(old.id, NOW - MINUTE)
    await outbox.dropped(recent.id, NOW)
    await outbox.claim(sending.id, NOW - MINUTE)
    await outbox.drop_finished(before=NOW)

    assert set(await rows(database)) == {"recent", "queued", "sending"}


async def test_what_is_not_there_changes_nothing(outbox: SqlOutbox) -> None:
    nothing = NoticeId(99)
    await outbox.sent(nothing, 1, NOW)
    await outbox.retry(nothing, NOW, count_attempt=True)

    assert not await outbox.claim(nothing, NOW)
    assert await outbox.count_by_state() == {}
