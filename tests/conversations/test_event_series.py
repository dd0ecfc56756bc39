"""Editors make events from events: a copy, a weekly series, and what is changed of all of it at once."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.events.event import Event, EventStatus
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.editors import changing, comes, drafted, events_of, invited, published
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

WEEK = timedelta(days=7)


@pytest_asyncio.fixture(loop_scope="session")
async def editor(citizen: Meet, busy_bot: RunningBot) -> Citizen:
    return await invited(busy_bot, await citizen("en"))


@pytest_asyncio.fixture(loop_scope="session")
async def series(editor: Citizen, busy_bot: RunningBot) -> list[Event]:
    """Give four events, a week apart; the page of the first is shown."""
    await published(editor)
    await editor.press("Repeat weekly")
    await editor.write("26 December")
    await editor.press("Yes, repeat it")
    return await events_of(busy_bot, editor)


async def test_a_copy_has_the_words_and_the_place_and_asks_for_its_time(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await published(editor)

    copied = await editor.press("Copy")
    assert copied.text.startswith("This is the copy. It has no time yet")
    assert "Beginning: still needed" in copied.text
    step = await editor.press("Go on filling in", on=copied)
    assert step.text.startswith("Step 7 of 7")
    await editor.write("12 December 18:00")

    first, second = await events_of(busy_bot, editor)
    assert second.details.title == first.details.title
    assert second.details.house_id == first.details.house_id
    assert second.starts_at == first.starts_at + WEEK
    assert second.status is EventStatus.DRAFT


async def test_two_quick_presses_make_one_copy(editor: Citizen, busy_bot: RunningBot) -> None:
    page = await published(editor)

    await editor.press("Copy", on=page)
    await editor.chat.press_old(page, "Copy")
    await busy_bot.settled()

    assert len(await events_of(busy_bot, editor)) == 2


async def test_repeating_says_how_many_and_when_before_it_is_done(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await published(editor)
    await editor.press("Repeat weekly")

    unread = await editor.write("till I retire")
    assert "I could not read a day. Write it like this: 25 May 2027." in unread.text
    asked = await editor.write("1 January 2027")
    assert asked.text == (
        "There will be 3 more events, at the same hour: "
        "from Saturday, 12 December 2026 to Saturday, 26 December 2026."
    )
    assert len(await events_of(busy_bot, editor)) == 1
    done = await editor.press("Yes, repeat it")

    assert done.text.startswith("Done: 3 more events. They are in your list.")
    assert "A weekly event: 3 later ones follow." in done.text
    events = await events_of(busy_bot, editor)
    assert [event.starts_at - events[0].starts_at for event in events] == [week * WEEK for week in range(4)]
    assert all(event.is_published for event in events)


async def test_confirming_twice_repeats_once(editor: Citizen, busy_bot: RunningBot) -> None:
    await published(editor)
    await editor.press("Repeat weekly")
    asked = await editor.press("4 more weeks")

    await editor.press("Yes, repeat it", on=asked)
    await editor.chat.press_old(asked, "Yes, repeat it")
    await busy_bot.settled()

    assert len(await events_of(busy_bot, editor)) == 5


async def test_a_series_that_was_called_off_is_held_again_as_was_promised(
    editor: Citizen, busy_bot: RunningBot, series: list[Event]
) -> None:
    await editor.press("Cancel the event", on=editor.chat.last)
    await editor.press("This and the 3 later ones")
    await editor.press("Hold it after all", on=editor.chat.last)
    await changing(editor, "Beginning")
    await editor.write("5 December 19:00")
    await editor.press("Repeat weekly", on=editor.chat.last)

    asked = await editor.write("26 December")
    assert asked.text.startswith("There will be 3 more events")
    done = await editor.press("Yes, repeat it")

    assert done.text.startswith("Done: 3 more events.")
    held = [event for event in await events_of(busy_bot, editor) if event.is_published]
    first = series[0].starts_at + timedelta(hours=1)
    assert [event.starts_at for event in held] == [first + week * WEEK for week in range(4)]


async def test_the_old_button_of_a_series_that_was_called_off_makes_another(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await published(editor)
    await editor.press("Repeat weekly")
    asked = await editor.press("4 more weeks")
    await editor.press("Yes, repeat it", on=asked)
    await editor.press("Cancel the event", on=editor.chat.last)
    await editor.press("This and the 4 later ones")

    await editor.chat.press_old(asked, "Yes, repeat it")
    await busy_bot.settled()

    assert editor.chat.last.text.startswith("Done: 4 more events.")


async def test_a_day_before_the_first_repeat_is_refused(editor: Citizen) -> None:
    await published(editor)
    await editor.press("Repeat weekly")

    refused = await editor.write("7 December")

    assert "There is no week to add up to that day. Write a later day." in refused.text


async def test_no_more_than_a_year_is_made(editor: Citizen) -> None:
    await drafted(editor)
    told = await editor.press("Repeat weekly")
    assert "A draft repeats as drafts." in told.text

    asked = await editor.write("31 December 2028")

    assert asked.text.startswith("There will be 52 more events")
    assert "No more than a year is made at once." in asked.text


async def test_a_draft_without_a_time_is_not_repeated(editor: Citizen) -> None:
    await editor.write("/edit")
    await editor.press("New event")
    page = await editor.press("Save and finish later")

    refused = await editor.press("Repeat weekly", on=page)

    assert refused.text.startswith("Say first when the event begins.")


@pytest.mark.parametrize(("scope", "moved"), [("Only this one", 1), ("This and the 3 later ones", 4)])
async def test_a_change_of_a_series_concerns_this_one_or_the_later_ones_too(
    editor: Citizen, busy_bot: RunningBot, series: list[Event], scope: str, moved: int
) -> None:
    asked = await changing(editor, "Beginning")
    assert asked.text.endswith("This event is held every week. What do you want to change?")
    await editor.press(scope)
    saved = await editor.write("5 December 19:00")

    assert saved.text.startswith(
        "Saved.\n" if moved == 1 else "Saved, for this event and the 3 later ones.\n"
    )
    later = await events_of(busy_bot, editor)
    shifts = [new.starts_at - old.starts_at for old, new in zip(series, later, strict=True)]
    assert shifts == [timedelta(hours=1)] * moved + [timedelta()] * (4 - moved)


async def test_the_scope_holds_through_the_calendar(
    editor: Citizen, busy_bot: RunningBot, series: list[Event]
) -> None:
    await changing(editor, "Beginning")
    await editor.press("This and the 3 later ones")
    for pressed in ("6", "17:00", "17:45"):
        await editor.press(pressed, on=editor.chat.last)

    moved = await events_of(busy_bot, editor)
    assert {new.starts_at - old.starts_at for old, new in zip(series, moved, strict=True)} == {
        timedelta(hours=23, minutes=45)
    }


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize(("scope", "cancelled"), [("Only this one", 1), ("This and the 3 later ones", 4)])
async def test_cancelling_concerns_this_one_or_the_later_ones_too(
    editor: Citizen, busy_bot: RunningBot, scope: str, cancelled: int
) -> None:
    await editor.press("Cancel the event", on=editor.chat.last)

    await editor.press(scope)

    events = await events_of(busy_bot, editor)
    assert sum(event.status is EventStatus.CANCELLED for event in events) == cancelled


@pytest.mark.usefixtures("series")
async def test_a_series_is_prolonged_from_its_last_event(editor: Citizen, busy_bot: RunningBot) -> None:
    events = await events_of(busy_bot, editor)
    refused = await editor.forge(f"xa:{events[1].id}")
    assert refused.text.startswith("This event is weekly already.")
    assert ["Copy"] in refused.buttons

    await editor.forge(f"x:{events[-1].id}")
    await editor.press("Repeat weekly")
    await editor.press("4 more weeks")
    await editor.press("Yes, repeat it")

    starts = [event.starts_at for event in await events_of(busy_bot, editor)]
    assert starts == [starts[0] + week * WEEK for week in range(8)]


@pytest.mark.usefixtures("series")
async def test_the_list_turns_its_pages(editor: Citizen, busy_bot: RunningBot, citizen: Meet) -> None:
    events = await events_of(busy_bot, editor)
    await comes(busy_bot, await citizen("ru"), events[0].id)
    shown = await editor.write("/edit")

    assert any("1. Вечер песни" in row for row in shown.buttons)
    turned = await editor.press("Next →", on=shown)
    assert ["← Previous"] in turned.buttons or ["← Previous", "Next →"] in turned.buttons
