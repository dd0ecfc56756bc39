"""Editors in the chat: a new event step by step, its page, and every change of it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.domain.events.event import LONGEST_TITLE, EventStatus, Topic
from bot.domain.places import RegionCode
from sandbox import StillClock
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.editors import (
    SATURDAY,
    SEMEY,
    changing,
    comes,
    dismissed,
    drafted,
    event_of,
    events_of,
    invited,
    published,
)
from tests.conversations.running import RunningBot
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="session")

SATURDAY_EVENING = datetime(2026, 12, 5, 13, 0, tzinfo=UTC)

NOT_AN_EDITOR = "Events are added and changed by editors."
NO_RIGHT = "Only an editor of this region may do that."


async def last_update(bot: RunningBot) -> int:
    """Give the number of the update that was handled last."""
    [row] = await bot.database.fetch("SELECT max(update_id) AS number FROM inbox")
    return int(row["number"])


@pytest_asyncio.fixture(loop_scope="session")
async def editor(citizen: Meet, busy_bot: RunningBot) -> Citizen:
    return await invited(busy_bot, await citizen("en"))


async def test_whoever_is_no_editor_learns_who_edits(visitor: Citizen) -> None:
    told = await visitor.write("/edit")

    assert told.text == visitor.words.beginning(NOT_AN_EDITOR)
    assert told.buttons == [visitor.labels("Menu")]


async def test_an_editor_without_events_is_shown_how_to_begin(editor: Citizen) -> None:
    dismissing = await editor.write("/edit")

    assert dismissing.text.startswith("Events that you edit")
    assert dismissing.buttons[0] == ["New event"]
    assert dismissing.buttons[-1] == ["Tables", "Menu"]


async def test_a_new_event_goes_from_the_first_step_to_everybody(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await editor.write("/edit")
    first = await editor.press("New event")
    steps = [first.text.splitlines()[0]]
    typed = ("  Ән \n кеші ", "Вечер <песни>", "Бәріміз\nән айтамыз", "Поём вместе")
    steps += [(await editor.write(words)).text.splitlines()[0] for words in typed]
    steps.append((await editor.press(SEMEY)).text.splitlines()[0])
    steps.append((await editor.write("2-қабат, үлкен зал")).text.splitlines()[0])
    page = await editor.write(SATURDAY)

    assert steps == [f"Step {number} of 7" for number in range(1, 8)]
    assert page.text.startswith("Saved.\n\nDraft: only editors see it")
    assert "Still missing" not in page.text
    draft = await event_of(busy_bot, editor)
    assert (draft.details.title.kk, draft.details.title.ru) == ("Ән кеші", "Вечер <песни>")
    assert draft.details.text.kk == "Бәріміз\nән айтамыз"
    assert (draft.details.house_id, draft.details.address) == ("semey", "2-қабат, үлкен зал")
    assert draft.details.starts_at == SATURDAY_EVENING
    assert draft.details.ends_at == SATURDAY_EVENING + timedelta(hours=2)
    assert draft.status is EventStatus.DRAFT

    shown = await editor.press("Publish")

    assert shown.text.startswith("Published. Everybody can see this event now.")
    assert (await event_of(busy_bot, editor)).is_published


async def test_each_answer_is_kept_at_once_and_the_form_goes_on_after_a_restart(bot: RunningBot) -> None:
    editor = await invited(bot, await bot.meet("en"))
    await editor.write("/edit")
    await editor.press("New event")
    await editor.write("Ән кеші")

    await bot.restart()
    third = await editor.write("Вечер песни")

    assert third.text.startswith("Step 3 of 7\n\nText in Kazakh")
    title = (await event_of(bot, editor)).details.title
    assert (title.kk, title.ru) == ("Ән кеші", "Вечер песни")


async def test_an_answer_handled_again_after_a_crash_is_not_taken_for_the_next(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await editor.write("/edit")
    await editor.press("New event")
    sent = await editor.chat.send("Ән кеші")
    await editor.chat.reply()
    await busy_bot.settled()
    again = {"update_id": await last_update(busy_bot), "message": sent.raw}

    await busy_bot.app.dispatcher.feed_raw_update(busy_bot.app.bot, again)

    title = (await event_of(busy_bot, editor)).details.title
    assert (title.kk, title.ru) == ("Ән кеші", "")
    assert editor.chat.last.text.startswith("Step 2 of 7")


async def test_save_and_finish_later_and_go_on_where_it_was_left(editor: Citizen) -> None:
    await editor.write("/edit")
    await editor.press("New event")
    await editor.write("Ән кеші")

    page = await editor.press("Save and finish later")
    assert "Title in Russian: still needed" in page.text
    assert "Still missing before it can be published: the title in Russian" in page.text
    question = await editor.press("Go on filling in")

    assert question.text.startswith("Step 2 of 7\n\nTitle in Russian")


async def test_back_shows_what_was_said_and_it_can_be_kept(editor: Citizen) -> None:
    await editor.write("/edit")
    await editor.press("New event")
    await editor.write("Ән & кеші")

    back = await editor.press("← Back")
    assert "Now: Ән & кеші" in back.text
    on = await editor.press("Keep it")

    assert on.text.startswith("Step 2 of 7")


async def test_two_quick_presses_begin_one_draft(
    editor: Citizen, busy_bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    begun = await editor.write("/edit")

    await editor.press("New event", on=begun)
    await editor.chat.press_old(begun, "New event")

    expected_refusals["editMessageText"] += 1  # it shows the same question already

    assert len(await events_of(busy_bot, editor)) == 1


async def test_the_button_of_an_old_list_begins_another_event(editor: Citizen, busy_bot: RunningBot) -> None:
    begun = await editor.write("/edit")
    await editor.press("New event", on=begun)
    await editor.write("Ән кеші")

    again = await editor.press("New event", on=begun)

    assert "Now:" not in again.text
    assert [event.details.title.kk for event in await events_of(busy_bot, editor)] == ["Ән кеші", ""]


async def test_a_title_too_long_is_said_by_how_much_and_asked_again(editor: Citizen) -> None:
    await editor.write("/edit")
    await editor.press("New event")

    refused = await editor.write("ә" * (LONGEST_TITLE + 3))
    taken = await editor.write("ә" * LONGEST_TITLE)

    assert "That is 3 characters too long. Shorten it and send it again." in refused.text
    assert taken.text.startswith("Step 2 of 7")


async def test_what_is_no_text_is_answered_and_asked_again(editor: Citizen) -> None:
    await editor.write("/edit")
    await editor.press("New event")

    await editor.chat.send_photo(png())
    of_photo = await editor.chat.reply()
    await editor.chat.send_voice(b"ogg")
    of_voice = await editor.chat.reply()

    for told in (of_photo, of_voice):
        assert told.text.endswith("Only text can be taken here. Write it in one message.")
    assert (await editor.write("Ән кеші")).text.startswith("Step 2 of 7")


async def test_an_incomplete_draft_is_not_published_and_says_what_it_lacks(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await editor.write("/edit")
    await editor.press("New event")
    await editor.press("Save and finish later")

    refused = await editor.press("Publish")

    assert refused.text.startswith("Before it can be published, add: the title in Kazakh")
    assert not (await event_of(busy_bot, editor)).is_published


async def test_a_draft_is_discarded_after_a_question(editor: Citizen, busy_bot: RunningBot) -> None:
    page = await drafted(editor)

    asked = await editor.press("Discard the draft")
    assert asked.text.startswith("Discard the draft “Вечер песни”?")
    left = await editor.press("Yes, discard it")

    assert left.text.startswith("Events that you edit")
    assert await events_of(busy_bot, editor) == []
    stale = await editor.press("Publish", on=page)
    assert stale.text == "This event is no longer here."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abracadabra", "I could not read a day and an hour."),
        ("5 December 2025 18:00", "That time has passed already."),
        ("5 December 2072 18:00", "That is more than 2 years ahead. Check the year."),
        ("18:00", "On which day?"),
    ],
)
async def test_a_beginning_that_will_not_do_is_asked_again(editor: Citizen, typed: str, said: str) -> None:
    await drafted(editor)
    await editor.press("Copy")  # a copy has no time
    await changing(editor, "Beginning")

    refused = await editor.write(typed)

    assert said in refused.text
    assert (await editor.write(SATURDAY)).text.startswith("Saved.")


async def test_a_day_without_an_hour_asks_for_the_hour(editor: Citizen, busy_bot: RunningBot) -> None:
    await drafted(editor)
    await editor.press("Copy")
    await changing(editor, "Beginning")

    asked = await editor.write("в субботу")
    saved = await editor.write("кешкі 7-де")

    assert "Saturday, 5 December 2026: at what hour does it begin?" in asked.text
    assert saved.text.startswith("Saved.")
    copied = (await events_of(busy_bot, editor))[1]
    assert copied.details.starts_at == SATURDAY_EVENING + timedelta(hours=1)


async def test_a_press_beside_the_days_leaves_the_question_open(editor: Citizen) -> None:
    await drafted(editor)
    await changing(editor, "Beginning")
    await editor.chat.press("Mon")

    assert (await editor.write(SATURDAY)).text.startswith("Saved.")


async def test_a_beginning_is_picked_from_the_calendar(editor: Citizen, busy_bot: RunningBot) -> None:
    await drafted(editor)

    december = await changing(editor, "Beginning")
    assert december.buttons[0][1] == "December 2026"
    assert december.buttons[1] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert december.buttons[2] == ["·", "1", "2", "3", "4", "5", "6"]
    january = await editor.press("›")
    assert january.buttons[0][1] == "January 2027"
    assert "15:00" in (await editor.press("20")).buttons[1]
    minutes = await editor.press("15:00")
    assert minutes.buttons[0] == ["15:00", "15:15", "15:30", "15:45"]
    await editor.press("15:30")

    details = (await event_of(busy_bot, editor)).details
    assert details.starts_at == datetime(2027, 1, 20, 10, 30, tzinfo=UTC)
    assert details.ends_at == datetime(2027, 1, 20, 12, 30, tzinfo=UTC)


async def test_a_cell_without_a_day_says_so(editor: Citizen) -> None:
    await drafted(editor)
    december = await changing(editor, "Beginning")

    answer = await editor.chat.press_old(december, "Mon")

    assert answer.text == "Choose a day that is still to come."


async def test_an_end_is_picked_or_typed_and_must_come_after_the_beginning(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await drafted(editor)
    asked = await changing(editor, "End")
    assert asked.buttons[0] == ["19:00", "19:30", "20:00"]
    await editor.press("19:30", on=asked)
    assert (await event_of(busy_bot, editor)).details.ends_at == SATURDAY_EVENING + timedelta(minutes=90)

    await changing(editor, "End")
    refused = await editor.write("17:00")
    assert "The event begins at this time: Sat 5 Dec, 18:00. The end must be later." in refused.text
    await editor.write("6 December 1:00")

    assert (await event_of(busy_bot, editor)).details.ends_at == SATURDAY_EVENING + timedelta(hours=7)


async def test_seats_languages_topic_and_source(editor: Citizen, busy_bot: RunningBot) -> None:
    await drafted(editor)
    await changing(editor, "Seats")
    assert "Write one number from 1 to 100000." in (await editor.write("many")).text
    await editor.write("1 500 орын")
    await changing(editor, "Languages")
    await editor.press("Kazakh")
    ticked = await editor.press("Korean")
    assert "Now: Kazakh and Korean" in ticked.text
    await editor.press("✓ Kazakh")
    await editor.write("казахский")
    await editor.press("Done")
    await changing(editor, "Topic")
    await editor.press("Youth")
    await changing(editor, "Source")
    assert "That is not a web address." in (await editor.write("our paper")).text
    await editor.write("assembly.kz/kk/news?id=1&x=2")

    details = (await event_of(busy_bot, editor)).details
    assert details.capacity == 1500
    assert details.languages == ("kk", "ko")
    assert details.topic is Topic.YOUTH
    assert details.source == "https://assembly.kz/kk/news?id=1&x=2"

    await changing(editor, "Seats")
    page = await editor.press("No limit")
    assert "Seats: no limit" in page.text


async def test_a_picture_is_taken_shown_and_taken_away(editor: Citizen, busy_bot: RunningBot) -> None:
    await drafted(editor)
    await changing(editor, "Picture")
    assert "Only a photo can be taken here." in (await editor.write("here it is")).text
    await editor.chat.send_photo(png())
    page = await editor.chat.reply()
    assert "Picture: there is one" in page.text

    preview = await editor.press("Preview", on=page)
    assert preview.raw["photo"]
    assert "Вечер песни" in preview.text
    assert "Ән кеші" in (await editor.press("қазақ тілі".capitalize(), on=preview)).text
    await editor.press("← Back")
    await changing(editor, "Picture")
    await editor.press("Take it away")

    assert (await event_of(busy_bot, editor)).details.picture == ""


async def test_the_place_is_typed_and_chosen_from_what_was_found(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await drafted(editor)
    await changing(editor, "Place")
    assert "I do not know a town or a house called “xyzzy”." in (await editor.write("xyzzy")).text
    found = await editor.write("Семей")
    assert [SEMEY] in found.buttons
    await editor.press("Semey (Abai Region), at another address")

    details = (await event_of(busy_bot, editor)).details
    assert details.house_id is None
    assert details.place_id is not None


async def test_a_place_in_another_region_is_refused_and_asked_again(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await drafted(editor)
    await changing(editor, "Place")
    found = await editor.write("Алматы")

    refused = await editor.press(found.buttons[0][0])

    assert "You edit the events of another region. Choose a place there." in refused.text
    assert (await event_of(busy_bot, editor)).details.house_id == "semey"


async def test_the_address_of_the_old_place_does_not_stay(editor: Citizen, busy_bot: RunningBot) -> None:
    await drafted(editor)
    await changing(editor, "Address line")
    await editor.write("2-қабат")
    await changing(editor, "Place")

    page = await editor.press("Kurchatov: House of Friendship of Kurchatov")

    assert "The address line of the old place was taken away." in page.text
    assert (await event_of(busy_bot, editor)).details.address == ""


async def test_a_change_says_who_will_be_told_and_when(
    editor: Citizen, citizen: Meet, busy_bot: RunningBot
) -> None:
    await published(editor)
    await changing(editor, "Beginning")
    nobody = await editor.write("6 December 17:00")
    assert "Nobody comes yet, so nobody has to be told." in nobody.text
    event = await event_of(busy_bot, editor)
    for _ in range(2):
        await comes(busy_bot, await citizen("ru"), event.id)

    await changing(editor, "Beginning")
    moved = await editor.write("6 December 18:00")

    told = "2 people come or wait for a seat. Unless you go on editing, they will be told: today at 10:10."
    assert moved.text.startswith(f"Saved.\n{told}")


async def test_a_move_that_cannot_wait_for_the_morning_is_said_to_be_told_at_night(
    bot: RunningBot, clock: StillClock
) -> None:
    editor = await invited(bot, await bot.meet("en"))
    await drafted(editor)
    await changing(editor, "Beginning")
    await editor.write("2 December 09:00")
    await editor.press("Publish", on=editor.chat.last)
    await comes(bot, await bot.meet("ru"), (await event_of(bot, editor)).id)
    clock.advance(timedelta(hours=13).total_seconds())  # 23:00 in Astana

    await changing(editor, "Beginning")
    moved = await editor.write("9 December 09:00")
    assert "they will be told: today at 23:10." in moved.text
    asked = await editor.press("Cancel the event", on=moved)

    assert "They will be told: today at 23:10." in asked.text


@pytest.mark.parametrize(
    "button", ["xf:{}:en:f:0", "xq:{}:f:60", "xj:{}:f:5", "xc:{}:f:culture", "xr:{}:so:f"]
)
async def test_a_button_that_names_no_step_of_the_form_asks_for_the_field_alone(
    editor: Citizen, busy_bot: RunningBot, button: str
) -> None:
    await drafted(editor)

    answered = await editor.forge(button.format((await event_of(busy_bot, editor)).id))

    assert ["Cancel"] in answered.buttons or answered.text.startswith("Saved.")


async def test_fewer_seats_than_people_take_no_seat_away(
    editor: Citizen, citizen: Meet, busy_bot: RunningBot
) -> None:
    await published(editor)
    event = await event_of(busy_bot, editor)
    await comes(busy_bot, await citizen("ru"), event.id, seats=3)
    await changing(editor, "Seats")

    page = await editor.write("2")

    assert "3 seats are taken already. Those who come keep their seats." in page.text


async def test_an_event_is_cancelled_after_a_question_and_held_after_all(
    editor: Citizen, citizen: Meet, busy_bot: RunningBot
) -> None:
    page = await published(editor)
    event = await event_of(busy_bot, editor)
    await comes(busy_bot, await citizen("kk"), event.id)

    asked = await editor.press("Cancel the event", on=page)
    assert "1 person comes or waits for a seat. They will be told: today at 10:10." in asked.text
    cancelled = await editor.press("Yes, cancel it")
    assert "Cancelled" in cancelled.text
    assert (await event_of(busy_bot, editor)).status is EventStatus.CANCELLED
    restored = await editor.press("Hold it after all")

    assert "Published: everybody sees it" in restored.text
    assert (await event_of(busy_bot, editor)).is_published


async def test_an_event_that_has_begun_can_no_longer_be_changed(bot: RunningBot, clock: StillClock) -> None:
    editor = await invited(bot, await bot.meet("en"))
    page = await published(editor)
    question = await changing(editor, "Title in Kazakh")
    clock.advance(timedelta(days=4, hours=9).total_seconds())

    refused = await editor.write("Басқа")
    again = await editor.press("Change", on=page)

    assert question.text.startswith("Title in Kazakh")
    for told in (refused, again):
        assert told.text.startswith("This event has begun, so it can't be changed any more.")
    assert ["Preview"] in again.buttons


async def test_rights_that_were_lost_end_the_editing(editor: Citizen, busy_bot: RunningBot) -> None:
    page = await drafted(editor)
    await changing(editor, "Title in Kazakh")
    await dismissed(busy_bot, editor)

    typed = await editor.write("Басқа")
    pressed = await editor.press("Publish", on=page)

    assert typed.text == pressed.text == editor.words.beginning(NO_RIGHT)


async def test_another_editor_does_not_see_the_event_of_a_region_that_is_not_theirs(
    editor: Citizen, citizen: Meet, busy_bot: RunningBot
) -> None:
    await published(editor)
    event = await event_of(busy_bot, editor)
    other = await invited(busy_bot, await citizen("en"), RegionCode("KZ-75"))

    for forged in (f"x:{event.id}", f"xky:{event.id}:1", f"xw:{event.id}", f"xv:{event.id}:en"):
        await other.write("/edit")
        assert (await other.forge(forged)).text == other.words.beginning(NO_RIGHT), forged
    assert (await event_of(busy_bot, editor)).is_published
