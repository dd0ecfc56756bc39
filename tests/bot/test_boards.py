"""Cards in councils' groups: all shown, kept true, healed where they were deleted, within the rates."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.places import RegionCode
from bot.domain.roles import Role
from sandbox import Rates
from sandbox.faults import Fault
from tests.bot.boards_at_work import BoardsAtWork, boards_on
from tests.services.reception.office import ABAI

ASTANA = CouncilId("elders-astana")

TOLD = "SELECT kind, payload FROM outbox WHERE person_id = :person_id ORDER BY id"


@pytest.fixture
async def work(sqlite_facts_url: str) -> AsyncIterator[BoardsAtWork]:
    async with boards_on(sqlite_facts_url) as boards:
        yield boards


async def told(work: BoardsAtWork) -> list[str]:
    """Give the kinds of what the coordinator is told in private, but for the words of taken requests."""
    rows = await work.office.database.fetch(TOLD, person_id=work.coordinator)
    return [row["kind"] for row in rows if row["kind"] != "request_opened"]


async def test_sixty_requests_at_once_are_all_shown_and_never_more_than_telegram_allows(
    sqlite_facts_url: str,
) -> None:
    async with boards_on(sqlite_facts_url, Rates()) as work:
        group = await work.group()
        sent = await work.sent(60)
        await work.settle()

        assert work.sandbox.violations == []
        cards = work.cards(group)
        assert [request.number for request in sent] == [card.split()[0] for card in cards]
        calls = [entry.at for entry in work.sandbox.journal.calls("sendMessage")]
        assert max(sum(at <= other < at + 60 for other in calls) for at in calls) <= 20


async def test_topics_and_edits_count_as_well(sqlite_facts_url: str) -> None:
    async with boards_on(sqlite_facts_url, Rates()) as work:
        group = await work.group(is_forum=True)
        sent = await work.sent(12)
        await work.settle()
        for request in sent:
            await work.take(request.id)
        await work.settle()

        assert work.sandbox.violations == []
        assert len(work.screen(group).topics) == 12
        assert all("In progress" in card for card in work.cards(group))
        at = [entry.at for entry in work.sandbox.journal if entry.chat_id == group.id]
        assert max(sum(one <= other < one + 60 for other in at) for one in at) <= 20


async def test_a_card_shows_what_a_council_may_know_and_nothing_of_the_citizen(work: BoardsAtWork) -> None:
    group = await work.group()
    citizen = await work.office.person()
    request = await work.office.sent(citizen, "SECRET words", name="SECRET name", phone="+77010000000")
    await work.settle()

    [card] = work.cards(group)
    assert request.number in card
    assert "Semey" in card
    assert "Answer by" in card
    assert "Sent, not yet taken" in card
    assert work.screen(group).last.buttons == [["Take"]]
    assert "SECRET" not in card
    assert "7701" not in card


async def test_a_card_follows_its_request(work: BoardsAtWork) -> None:
    group = await work.group()
    [request] = await work.sent()
    await work.settle()
    await work.take(request.id)
    await work.settle()

    [card] = work.cards(group)
    assert "In progress · Owner: Айгүл" in card
    assert work.screen(group).last.buttons == []


async def test_in_a_forum_each_request_has_a_topic_that_closes_with_it_and_opens_again(
    work: BoardsAtWork,
) -> None:
    group = await work.group(is_forum=True)
    [request] = await work.sent()
    await work.settle()
    [(thread, name)] = work.screen(group).topics.items()
    assert name.startswith(f"{request.number} · ")
    assert work.screen(group).last.thread == thread

    await work.office.answered(request.id, work.coordinator)
    await work.settle()
    assert group.chat.topics[thread].closed

    await work.office.services.own_requests.reopen(request.id, request.citizen_id)
    await work.settle()
    assert not group.chat.topics[thread].closed


async def test_a_deleted_topic_heals_by_itself(work: BoardsAtWork) -> None:
    group = await work.group(is_forum=True)
    [request] = await work.sent()
    await work.settle()
    [thread] = work.screen(group).topics
    await work.screen(group).delete_topic(thread)
    await work.take(request.id)
    await work.settle()

    [again] = work.screen(group).topics
    assert again != thread
    assert work.screen(group).last.thread == again
    assert "In progress" in work.screen(group).last.text


async def test_a_topic_that_went_before_its_card_was_sent_is_opened_anew(work: BoardsAtWork) -> None:
    group = await work.group(is_forum=True)
    work.sandbox.faults.add(Fault(kind="server_error", method="sendMessage", times=1))
    await work.sent()

    async def has_topic() -> bool:
        return bool(work.screen(group).topics)

    await work.run_until(has_topic)
    [thread] = work.screen(group).topics
    await work.screen(group).delete_topic(thread)
    await work.settle()

    assert list(work.screen(group).topics) != [thread]
    assert len(work.cards(group)) == 1


async def test_a_deleted_card_is_sent_anew_while_the_request_is_open(work: BoardsAtWork) -> None:
    group = await work.group()
    first, second = await work.sent(2)
    await work.settle()
    for message in work.screen(group).messages:
        await work.screen(group).delete(message)
    await work.take(first.id)
    await work.office.services.own_requests.withdraw(second.id, second.citizen_id)
    await work.settle()

    [card] = work.cards(group)
    assert first.number in card


async def test_a_bot_without_rights_shows_cards_without_topics(work: BoardsAtWork) -> None:
    group = await work.group(is_forum=True)
    group.set_status(work.robot, "member")
    await work.sent()
    await work.settle()

    assert work.screen(group).topics == {}
    assert len(work.cards(group)) == 1


async def test_a_group_turned_supergroup_gets_its_cards_again(work: BoardsAtWork) -> None:
    group = await work.group(basic=True)
    [request] = await work.sent()
    await work.settle()
    grown = group.upgrade()
    await work.take(request.id)
    await work.settle()

    [card] = work.cards(grown)
    assert "In progress" in card
    assert (await work.groups.groups_in(grown.id))[0].council_id == ABAI
    assert await told(work) == []


async def test_a_council_whose_group_is_lost_is_told_in_private_once_and_of_what_waits(
    work: BoardsAtWork,
) -> None:
    group = await work.group()
    taken, _waiting = await work.sent(2)
    await work.settle()
    await work.take(taken.id)
    group.set_status(work.robot, "kicked")
    await work.settle()
    await work.groups.lose(group.id)
    await work.sent()

    assert await told(work) == ["group_lost", "request_new", "request_new"]
    assert await work.groups.group_of(ABAI) is None


async def test_a_group_connected_again_has_its_cards_edited_and_not_doubled(work: BoardsAtWork) -> None:
    group = await work.group()
    [request] = await work.sent()
    await work.settle()
    await work.groups.lose(group.id)
    await work.take(request.id)
    await work.settle()
    assert "Take" in work.screen(group).last.buttons[0]

    await work.connect(group)
    await work.settle()

    [card] = work.cards(group)
    assert "In progress" in card


async def test_another_group_takes_the_place_of_the_first(work: BoardsAtWork) -> None:
    first = await work.group()
    [request] = await work.sent()
    await work.settle()
    second = await work.group()
    await work.take(request.id)
    await work.settle()

    assert "In progress" in work.cards(second)[0]
    assert "Sent, not yet taken" in work.cards(first)[0]


async def test_a_request_given_away_says_so_once_and_is_left_alone(work: BoardsAtWork) -> None:
    group = await work.group()
    [request] = await work.sent()
    await work.settle()
    await work.office.holder(Role.HEAD, ASTANA, RegionCode("KZ-71"))
    await work.office.services.moving.transfer(request.id, work.coordinator, ASTANA, "it is yours")
    await work.settle()

    [card] = work.cards(group)
    assert "Given to another council" in card
    assert work.screen(group).last.buttons == []


@pytest.mark.parametrize("kind", ["server_error", "reset_before", "too_many_requests", "html"])
async def test_what_telegram_could_not_take_now_comes_later(work: BoardsAtWork, kind: str) -> None:
    group = await work.group()
    work.sandbox.faults.add(Fault(kind=kind, method="sendMessage", times=3, retry_after=40))  # type: ignore[arg-type]  # one of FaultKind
    await work.sent()
    await work.settle()

    assert len(work.cards(group)) == 1


async def test_a_card_whose_answer_was_lost_is_sent_again_rather_than_missing(work: BoardsAtWork) -> None:
    group = await work.group()
    work.sandbox.faults.add(Fault(kind="reset_after", method="sendMessage", times=1))
    await work.sent()
    await work.settle()

    assert len(work.cards(group)) == 2


async def test_a_card_that_telegram_does_not_take_is_told_in_private_and_the_others_go_on(
    work: BoardsAtWork,
) -> None:
    group = await work.group()
    work.sandbox.faults.add(
        Fault(kind="bad_request", method="sendMessage", times=1, description="can't parse entities")
    )
    first, second = await work.sent(2)
    await work.settle()

    assert [second.number in card for card in work.cards(group)] == [True]
    assert await told(work) == ["request_new"]
    await work.take(first.id)
    await work.settle()
    assert any(first.number in card for card in work.cards(group))


async def test_one_group_in_trouble_does_not_hold_up_another(work: BoardsAtWork) -> None:
    group = await work.group()
    other = await work.sandbox.group("Other", [work.owner], [work.robot])
    work.sandbox.faults.add(Fault(kind="server_error", chat=group.id))
    await work.sent(3)
    head = await work.office.holder(Role.HEAD, ASTANA, RegionCode("KZ-71"))
    token = await work.groups.link(head, ASTANA)
    await work.groups.connect(head, token, other.id, Language.ENGLISH, is_forum=False)
    await work.office.sent(await work.office.person(), place="astana")

    async def shown() -> bool:
        return bool(work.cards(other))

    await work.run_until(shown)
    assert work.cards(group) == []
