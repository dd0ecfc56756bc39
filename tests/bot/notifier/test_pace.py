import asyncio
from time import monotonic

from sandbox import Fault, Rates, Sandbox
from sandbox.person import Person
from storage.database import Database
from tests.bot.notifier.post import Post

NOTICES = 300


async def test_a_crowd_gets_its_notices_at_telegrams_pace_and_answers_do_not_wait(
    sqlite_database: Database,
) -> None:
    async with Sandbox(rates=Rates()) as telegram:
        post = Post(sqlite_database, telegram)
        people = await post.meet(NOTICES + 5)
        for person in range(1, NOTICES + 1):
            await post.put("hello", person=person)
        telegram.faults.add(
            Fault(kind="too_many_requests", method="sendMessage", chat=people[40].id, retry_after=2, times=1)
        )
        async with post.running():
            waits = await _answers(post, people[NOTICES:])
            await post.until(sent=NOTICES)
        await post.session.close()

    assert telegram.violations == []
    assert all(post.texts(person) == ["hello"] for person in people[:NOTICES])
    assert max(waits) < 1, "the last notices left after ten seconds, the last answer did not"
    refused, again = telegram.journal.calls("sendMessage", people[40].id)
    assert again.monotonic - refused.monotonic >= 2
    assert {row["attempts"] for row in (await post.rows()).values()} == {0}


async def _answers(post: Post, people: list[Person]) -> list[float]:
    """Answer people, each several times, while notices go out; give how many seconds each answer took."""
    waits = []
    for _ in range(5):
        for person in people:
            begun = monotonic()
            await post.bot.send_message(person.id, "answer")
            waits.append(monotonic() - begun)
            await asyncio.sleep(0.25)
    return waits
