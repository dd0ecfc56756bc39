"""The head of a council and those who work for it."""

import re
from collections import Counter

import pytest

from bot.domain.roles import Role
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import ABAI, ASTANA, Staff, dismissed_coordinator, sent, taken
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINK = re.compile(r"https://t\.me/dostyq_bot\?start=(invite_[A-Za-z0-9_-]{32})")


async def colleagues(head: Citizen) -> None:
    await head.write("/desk")
    await head.press("Colleagues")


async def test_a_head_invites_a_colleague_by_a_link_that_works_once(bot: RunningBot) -> None:
    staff = Staff(bot)
    head = await staff.hire("Head", role=Role.HEAD)
    await colleagues(head)
    invited = await head.press("Invite a colleague")
    link = LINK.search(invited.text)
    assert link is not None
    assert "It works once, until Tuesday, 8 December 2026." in invited.text
    newcomer, other = await bot.meet("en"), await bot.meet("en")
    for somebody in (newcomer, other):
        await somebody.start(link[1])
        await somebody.chat.reply()
    listed = await head.press("← Colleagues", on=invited)

    assert "• Head, head, since 1 December 2026" in listed.text
    assert "coordinator, since 1 December 2026" in listed.text
    assert listed.text.count("•") == 2
    assert "already been used" in other.chat.last.text


async def test_a_dismissed_coordinator_loses_everything_at_the_next_press(bot: RunningBot) -> None:
    staff = Staff(bot)
    head, aigul = await staff.hire("Head", role=Role.HEAD), await staff.hire("Aigul <i>")
    citizen = await staff.citizen()
    request = await taken(bot, aigul, await sent(bot, citizen))
    card = await aigul.write(request.number)
    await colleagues(head)
    asked = await head.press("Dismiss Aigul <i>")
    assert "Dismiss Aigul <i>? From their next press on they see nothing" in asked.text
    dismissed = await head.press("Yes, dismiss", on=asked)
    await head.chat.press_old(asked, "Yes, dismiss")
    answer = await aigul.chat.press_old(card, "Ask the citizen")

    assert "Dismissed." in dismissed.text
    assert "Aigul" not in dismissed.text
    assert answer.text is not None
    assert answer.text.startswith("This request is not open to you.")
    assert request.number not in aigul.chat.last.text


async def test_cancel_dismisses_nobody(bot: RunningBot) -> None:
    staff = Staff(bot)
    head = await staff.hire("Head", role=Role.HEAD)
    await staff.hire("Aigul")
    await colleagues(head)
    await head.press("Dismiss Aigul")
    listed = await head.press("Cancel")

    assert "• Aigul, coordinator" in listed.text


async def test_only_the_head_of_the_council_sees_and_changes_who_works_for_it(
    bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    staff = Staff(bot)
    await staff.hire("Head", role=Role.HEAD)
    coordinator = await staff.hire("Aigul")
    elsewhere = await staff.hire("Head elsewhere", ASTANA, Role.HEAD)
    [grant] = [one for one in await bot.app.services.roles.of_council(ABAI) if one.role is Role.COORDINATOR]
    for somebody in (coordinator, elsewhere):
        desk = await somebody.write("/desk")
        for data in (
            f"kc:{ABAI}",
            f"ji:{ABAI}",
            f"jq:{ABAI}:{grant.id}",
            f"jx:{ABAI}:{grant.id}",
            "kc:nowhere",
        ):
            answer = await somebody.chat.press_data(desk, data)
            assert answer.text is not None
            assert answer.text.startswith("You may not do this"), data
    expected_refusals["editMessageText"] = 2 * 4  # the same words again
    desk = await elsewhere.write("/desk")
    await elsewhere.chat.press_data(desk, f"jx:{ASTANA}:{grant.id}")

    assert grant in await bot.app.services.roles.of_council(ABAI)


async def test_a_head_who_was_dismissed_invites_nobody_with_the_old_button(bot: RunningBot) -> None:
    staff = Staff(bot)
    head = await staff.hire("Head", role=Role.HEAD)
    await colleagues(head)
    listed = head.chat.last
    await dismissed_coordinator(bot, head)
    answer = await head.chat.press_old(listed, "Invite a colleague")

    assert answer.text is not None
    assert LINK.search(head.chat.last.text) is None


async def test_many_colleagues_are_turned_page_by_page(bot: RunningBot) -> None:
    staff = Staff(bot)
    head = await staff.hire("Head", role=Role.HEAD)
    for number in range(1, 10):
        await staff.hire(f"Colleague {number}" + "&" * 40)
    aigul = await staff.hire("Aigul")
    request = await taken(bot, aigul, await sent(bot, await staff.citizen(), is_told=False))
    await colleagues(head)
    second = await head.press("Next →")
    assert second.text.count("•") == 3
    first = await head.press("← Previous", on=second)
    assert first.text.count("•") == 8
    card = await aigul.write(request.number)
    await aigul.press("Hand to a colleague", on=await aigul.press("More", on=card))
    listed = await aigul.press("Next →")

    assert len(listed.buttons) == 4
    assert listed.buttons[-2:] == [["← Previous"], ["Cancel"]]
