import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramUnauthorizedError
from aiogram.methods import EditMessageText

from bot.domain.outbox import OutboxNotice
from bot.notifier.retrying import ATTEMPTS
from handlers.notices import Outgoing
from sandbox import Fault, Person, Sandbox
from sandbox.people.refusal import CannotDo
from sandbox.server import free_port
from storage.database import Database
from tests.bot.notifier.post import MORNING, TOKEN, Post, in_a, its_key, message, until

on_both_databases = pytest.mark.parametrize("post_url", ["sqlite", "postgresql"], indirect=True)


@on_both_databases
async def test_a_notice_that_is_due_arrives_and_its_feature_is_told(post: Post) -> None:
    [person] = await post.meet()
    await post.put("hello")
    await post.put("not yet", due_at=in_a(hours=1))
    await post.run_until(sent=1, queued=1)

    last = person.chat_with(post.sandbox.bot(TOKEN)).last
    assert last is not None
    assert post.texts(person) == ["hello"]
    assert post.composer.delivered_ids == {"hello": last.id}
    assert (await post.rows())["hello"]["message_id"] == last.id


async def test_what_is_put_while_it_runs_arrives_after_a_nudge(post: Post) -> None:
    await post.meet()
    async with post.running() as notifier:
        await post.put("hello")
        notifier.nudge()
        await post.until(sent=1)


@on_both_databases
async def test_who_has_blocked_the_bot_gets_no_more_of_anything(post: Post) -> None:
    blocking, other = await post.meet(2)
    await blocking.chat_with(post.sandbox.bot(TOKEN)).block()
    for key in ("first", "second", "third"):
        await post.put(key)
    await post.put("tomorrow", due_at=in_a(days=1))
    await post.put("hello", person=2)
    await post.run_until(blocked=4, sent=1)

    assert post.calls(blocking) == 1
    assert post.texts(other) == ["hello"]


async def test_what_is_no_longer_true_is_not_sent(post: Post) -> None:
    await post.meet()
    post.composer.words = lambda _: None
    await post.put("stale")
    await post.run_until(dropped=1)

    assert post.calls() == 0


async def test_a_notice_without_words_is_tried_again_and_the_others_go_on(post: Post) -> None:
    failures = ["a bad moment of the database"]

    def words(notice: OutboxNotice) -> Outgoing:
        if notice.key == "broken" and failures:
            raise OSError(failures.pop())
        return its_key(notice)

    await post.meet(2)
    post.composer.words = words
    await post.put("broken")
    await post.put("whole", person=2)
    await post.run_until(sent=2)

    assert (await post.rows())["broken"]["attempts"] == 1


async def test_a_notice_that_never_finds_its_words_fails_in_the_end(post: Post) -> None:
    def words(_notice: OutboxNotice) -> Outgoing:
        raise KeyError("somebody's words")

    await post.meet()
    post.composer.words = words
    await post.put("broken")
    await post.run_until(failed=1)

    row = (await post.rows())["broken"]
    assert (row["error"], row["attempts"]) == ("KeyError", ATTEMPTS - 1)


async def test_a_message_has_arrived_even_if_its_feature_fails(post: Post) -> None:
    def tells() -> None:
        raise RuntimeError

    [person] = await post.meet()
    post.composer.tells = tells
    await post.put("hello")
    await post.run_until(sent=1)

    assert post.texts(person) == ["hello"]


@on_both_databases
async def test_after_an_error_of_telegrams_it_is_tried_again(post: Post) -> None:
    [person] = await post.meet()
    post.sandbox.faults.add(Fault(kind="server_error", method="sendMessage", times=1))
    await post.put("hello")
    await post.run_until(sent=1)

    assert post.texts(person) == ["hello"]
    assert (await post.rows())["hello"]["attempts"] == 1


async def test_after_many_errors_of_telegrams_it_fails(post: Post) -> None:
    await post.meet()
    await post.put("hello")
    [one] = await post.outbox.due(MORNING, 9, at_night=False)
    for _ in range(ATTEMPTS - 1):
        await post.outbox.retry(one.id, MORNING, count_attempt=True)
    post.sandbox.faults.add(Fault(kind="server_error", method="sendMessage"))
    await post.run_until(failed=1)

    assert post.calls() == 1
    assert (await post.rows())["hello"]["error"] == "Internal Server Error"


async def test_an_error_of_telegrams_that_outlasts_the_notice_fails_it(post: Post) -> None:
    await post.meet()
    post.sandbox.faults.add(Fault(kind="server_error", method="sendMessage"))
    await post.put("hello", expires_at=in_a(seconds=30))
    async with post.running(between=lambda _least, most: 4 * most):
        await post.until(failed=1)

    assert post.calls() == 1


async def test_what_never_left_is_sent_later(sqlite_database: Database) -> None:
    port = free_port()
    async with Sandbox(port=port) as first:
        post = Post(sqlite_database, first)
        [person] = await post.meet()
        telegram_id = person.id
    await post.put("hello")
    async with post.running() as notifier:
        await asyncio.sleep(0.1)
        assert (await post.counts(), await _attempts(post)) == ({"queued": 1}, 0)
        async with Sandbox(port=port) as post.sandbox:
            [again] = await post.meet()
            assert again.id == telegram_id
            notifier.nudge()
            await post.until(sent=1)
    await post.session.close()

    assert post.texts(again) == ["hello"]
    assert await _attempts(post) == 0


async def _attempts(post: Post) -> int:
    attempts: int = (await post.rows())["hello"]["attempts"]
    return attempts


@pytest.mark.parametrize("kind", ["reset_before", "reset_after", "half_answer", "html"])
async def test_what_may_have_arrived_is_uncertain_and_never_sent_again(post: Post, kind: Any) -> None:
    await post.meet()
    post.sandbox.faults.add(Fault(kind=kind, method="sendMessage", times=1))
    await post.put("hello")
    await post.run_until(uncertain=1)
    await post.put("next")
    await post.run_until(uncertain=1, sent=1)

    assert post.calls() == 2
    assert list(post.composer.delivered_ids) == ["next"]


async def test_a_refusal_is_kept_in_telegrams_words_but_not_in_peoples(post: Post) -> None:
    await post.meet()
    refusal = 'wrong URL "what somebody typed" given'
    post.sandbox.faults.add(Fault(kind="bad_request", method="sendMessage", description=refusal))
    await post.put("hello")
    await post.run_until(failed=1)

    assert (await post.rows())["hello"]["error"] == "Bad Request: wrong URL … given"
    assert post.calls() == 1


async def test_a_text_that_is_no_markup_arrives_plain(post: Post) -> None:
    [person] = await post.meet()
    post.composer.words = lambda notice: message(notice, "<b>Fish</i> &amp; chips, 1 < 2")
    await post.put("hello")
    await post.run_until(sent=1)

    assert post.texts(person) == ["Fish & chips, 1 < 2"]
    assert post.calls() == 2


async def test_earlier_cards_are_edited_first_and_it_does_not_matter_if_they_cannot_be(post: Post) -> None:
    [person] = await post.meet()
    card = await post.bot.send_message(person.id, "old")
    post.composer.words = lambda notice: message(
        notice,
        "new",
        edits=[
            EditMessageText(chat_id=notice.telegram_id, message_id=card.message_id + 99, text="gone"),
            EditMessageText(chat_id=notice.telegram_id, message_id=card.message_id, text="edited"),
        ],
    )
    await post.put("hello")
    await post.run_until(sent=1)

    journal = post.sandbox.journal.calls(chat_id=person.id)
    assert [(call.params["text"], call.ok) for call in journal] == [
        ("old", True),
        ("gone", False),
        ("edited", True),
        ("new", True),
    ]


async def test_without_its_token_the_notifier_ends_and_keeps_what_waits(post: Post) -> None:
    await post.meet(3)
    for person in (1, 2, 3):
        await post.put("hello", person=person)
    post.sandbox.bot(TOKEN).revoked = True

    with pytest.raises(TelegramUnauthorizedError):
        await post.notifier(workers=1).run(asyncio.Event())
    assert await post.counts() == {"queued": 3}
    assert post.calls() <= 1


@on_both_databases
async def test_what_expires_before_its_turn_is_dropped(post: Post) -> None:
    await post.meet(2)
    await post.put("over", expires_at=MORNING)
    await post.put("in time", person=2, expires_at=in_a(hours=1))
    await post.run_until(dropped=1, sent=1)

    assert post.composer.composed == ["in time"]


@on_both_databases
async def test_at_night_only_what_cannot_wait_is_sent(post: Post) -> None:
    night = MORNING.replace(hour=16)
    post.clock.move_to(night)
    await post.meet(2)
    await post.put("can wait")
    await post.put("cannot", person=2, holds_at_night=False)
    async with post.running() as notifier:
        await post.until(sent=1, queued=1)
        post.clock.move_to(night + timedelta(hours=10, minutes=59))
        notifier.nudge()
        await asyncio.sleep(0.1)
        assert post.composer.composed == ["cannot"]
        post.clock.move_to(night + timedelta(hours=11))
        notifier.nudge()
        await post.until(sent=2)


async def test_a_persons_notices_arrive_in_order_and_one_at_a_time(post: Post) -> None:
    [person] = await post.meet()
    await post.put("last", due_at=MORNING)
    await post.put("first", due_at=in_a(hours=-2))
    await post.put("second", due_at=in_a(hours=-1))
    await post.run_until(sent=3)

    assert post.texts(person) == ["first", "second", "last"]
    first, second, last = [call.monotonic for call in post.sandbox.journal.calls("sendMessage")]
    assert second - first > 0.9
    assert last - second > 0.9


async def test_while_one_chat_is_held_the_others_get_theirs(post: Post) -> None:
    held, other = await post.meet(2)
    post.sandbox.faults.add(Fault(kind="too_many_requests", chat=held.id, retry_after=1, times=1))
    await post.put("held")
    await post.put("behind it")
    await post.put("other", person=2)
    async with post.running():
        await post.until(sent=1, queued=2)
        assert post.texts(other) == ["other"]
        await post.until(sent=3)

    refused, *later = post.sandbox.journal.calls("sendMessage", held.id)
    assert [call.params["text"] for call in later] == ["held", "behind it"]
    assert later[0].monotonic - refused.monotonic >= 1
    assert {row["attempts"] for row in (await post.rows()).values()} == {0}


async def test_while_the_whole_bot_is_held_nothing_goes_out(post: Post) -> None:
    await post.meet(5)
    post.sandbox.faults.add(Fault(kind="too_many_requests", retry_after=1, times=2))
    for person in range(1, 6):
        await post.put("hello", person=person)
    async with post.running(workers=1):
        await post.until(sent=5)

    _, refused, *later = [call.monotonic for call in post.sandbox.journal.calls("sendMessage")]
    assert len(later) == 5
    assert min(later) - refused >= 1
    assert {row["attempts"] for row in (await post.rows()).values()} == {0}


@on_both_databases
async def test_a_long_refusal_puts_the_notice_back_until_then(post: Post) -> None:
    await post.meet()
    post.sandbox.faults.add(Fault(kind="too_many_requests", retry_after=10_072, times=1))
    await post.put("hello")
    async with post.running() as notifier:
        await until(lambda: _refused(post))
        await post.until(queued=1)
        notifier.nudge()
        await asyncio.sleep(0.1)

    assert post.calls() == 1
    assert await post.outbox.due(in_a(seconds=10_000), 9, at_night=False) == []
    assert [one.attempts for one in await post.outbox.due(in_a(seconds=10_100), 9, at_night=False)] == [0]


async def _refused(post: Post) -> bool:
    return post.calls() == 1


@on_both_databases
async def test_after_a_kill_what_was_being_sent_is_uncertain_and_nothing_is_sent_twice(post: Post) -> None:
    people = await post.meet(4)
    for person in range(1, 5):
        await post.put(f"to {person}", person=person)
    post.sandbox.faults.add(Fault(kind="hang_after", method="sendMessage", nth=2, seconds=1))
    async with asyncio.TaskGroup() as group:
        killed = group.create_task(post.notifier(workers=1).run(asyncio.Event()))
        await post.until(sent=1, sending=1, queued=2)
        await until(lambda: _arrived(people[1], post))
        killed.cancel()
    assert await post.counts() == {"sent": 1, "sending": 1, "queued": 2}
    await post.run_until(sent=3, uncertain=1)

    for number, reader in enumerate(people, start=1):
        chat = reader.chat_with(post.sandbox.bot(TOKEN))
        assert [seen.text for seen in chat.messages] == ["/start", f"to {number}"]


async def _arrived(person: Person, post: Post) -> bool:
    with suppress(CannotDo):  # until the bot has written
        return person.chat_with(post.sandbox.bot(TOKEN)).last is not None
    return False


async def test_a_stop_lets_the_call_under_way_end_and_leaves_the_rest(post: Post) -> None:
    await post.meet(3)
    for person in (1, 2, 3):
        await post.put("hello", person=person)
    post.sandbox.faults.add(Fault(kind="hang_after", method="sendMessage", seconds=0.5))
    async with post.running(workers=1):
        await post.until(sending=1, queued=2)

    assert await post.counts() == {"sent": 1, "queued": 2}


async def test_a_call_that_outlasts_the_stop_is_uncertain(post: Post) -> None:
    await post.meet()
    await post.put("hello")
    post.sandbox.faults.add(Fault(kind="hang_after", method="sendMessage", seconds=0.5))
    async with post.running(draining=0.05):
        await post.until(sending=1)
    assert await post.counts() == {"sending": 1}

    async with post.running():
        await post.until(uncertain=1)
    assert post.calls() <= 1
