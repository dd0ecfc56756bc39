"""Who comes, and the door: lists without names, numbers that are said, tickets that are shown."""

from datetime import timedelta
from io import BytesIO

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.domain.events.attendance import Attendance
from bot.domain.events.event import Event
from bot.domain.language import Language
from bot.domain.places import RegionCode
from handlers.words import create_i18n, ngettext
from sandbox import SeenMessage, StillClock
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.editors import comes, dismissed, invited
from tests.conversations.events_on import call_off, put_on
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

TICKET = "This is a ticket. Show it at the door."
UNKNOWN = "I do not know this ticket. Perhaps its seats were given back."
NO_RIGHT = "Only an editor of this region may do that."
CAME_IN = "<b>{number}</b>: {seats}, came in at {time}"
ONE_NUMBER = "Send one number alone, for example 4712."
DOOR = "At the door: type the number that a guest says. Send each number by itself."
COME_IN = (
    "✅ <b>Number {number}: {count} seat. Come in!</b>",
    "✅ <b>Number {number}: {count} seats. Come in!</b>",
)


@pytest_asyncio.fixture(loop_scope="session")
async def event(busy_bot: RunningBot) -> Event:
    """Put an event with three seats on in Semey, this afternoon."""
    return await put_on(busy_bot, "Той <1>", busy_bot.now() + timedelta(hours=6), capacity=3)


@pytest_asyncio.fixture(loop_scope="session")
async def editor(citizen: Meet, busy_bot: RunningBot) -> Citizen:
    return await invited(busy_bot, await citizen("en"))


async def ticket_of(bot: RunningBot, somebody: Citizen, event: Event, seats: int = 1) -> Attendance:
    """Let somebody join the event, and give how they stand to it."""
    await comes(bot, somebody, event.id, seats)
    person = await bot.app.services.people.meet(somebody.chat.id, somebody.language)
    mine = (await bot.app.services.browsing.card(event.id, person.id)).mine
    assert mine is not None
    return mine


async def at_the_door(editor: Citizen, event: Event) -> None:
    await editor.write("/menu")
    opened = await editor.forge(f"dd:{event.id}")
    assert editor.words(DOOR) in opened.text


async def bytes_of(bot: RunningBot, message: SeenMessage) -> bytes:
    """Give the file of a message."""
    fetched = await bot.app.bot.download(message.raw["document"]["file_id"])
    assert fetched is not None
    return fetched.read()


async def test_the_list_counts_people_and_seats_and_names_nobody(
    citizen: Meet, language: Language, busy_bot: RunningBot, event: Event
) -> None:
    editor = await invited(busy_bot, await citizen(language))
    first = await ticket_of(busy_bot, await citizen("kk"), event, 2)
    second = await ticket_of(busy_bot, await citizen("ru"), event)
    third = await ticket_of(busy_bot, await citizen("ru"), event, 4)
    await busy_bot.app.services.door.check_in_code(
        second.code, (await busy_bot.app.services.people.meet(editor.chat.id, language)).id, None
    )

    shown = await editor.forge(f"dg:{event.id}:0")

    words = editor.words
    seats = [words.counted("{count} seat", "{count} seats", count) for count in range(5)]
    people = [words.counted("{count} person", "{count} people", count) for count in range(3)]
    assert shown.text.splitlines()[0] == "Той <1>"
    assert words("Coming: {people}, {seats}", people=people[2], seats=seats[3]) in shown.text
    assert words("Waiting: {people}, {seats}", people=people[1], seats=seats[4]) in shown.text
    assert words("Free: {seats}", seats=seats[0]) in shown.text
    assert words("Came in: {seats}", seats=seats[1]) in shown.text
    *come, waits = shown.html.splitlines()[-3:]
    assert set(come) == {  # they joined at the same moment
        words("<b>{number}</b>: {seats}, coming", number=first.number, seats=seats[2]),
        words(CAME_IN, number=second.number, seats=seats[1], time="10:00"),
    }
    assert waits == words("<b>{number}</b>: waiting for {seats}", number=third.number, seats=seats[4])
    assert "Citizen" not in shown.text
    assert shown.buttons == [editor.labels("At the door", "Table (XLSX)"), editor.labels("← Back")]


async def test_a_long_list_is_turned_by_pages(citizen: Meet, editor: Citizen, busy_bot: RunningBot) -> None:
    crowded = await put_on(busy_bot, "Жиын", busy_bot.now() + timedelta(days=2))
    for _ in range(16):
        await comes(busy_bot, await citizen("kk"), crowded.id)

    first = await editor.forge(f"dg:{crowded.id}:0")
    second = await editor.press("Next →", on=first)
    back = await editor.press("← Previous", on=second)

    assert first.text.count(", coming") == 15
    assert second.text.count(", coming") == 1
    assert "Free: no limit on seats" in second.text
    assert back.text == first.text
    assert (await editor.forge(f"dg:{crowded.id}:99")).text == second.text


async def test_the_table_holds_numbers_as_text_and_no_names(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    mine = await ticket_of(busy_bot, await citizen("kk"), event, 2)
    await editor.forge(f"dg:{event.id}:0")

    sent = await editor.press("Table (XLSX)")

    sheet = load_workbook(BytesIO(await bytes_of(busy_bot, sent))).active
    assert sheet is not None
    assert sent.raw["document"]["file_name"] == f"guests-{event.id}.xlsx"
    assert sent.text == "Guests of “Той <1>”. There are no names in it."
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Number", "Seats", "State", "Since", "Came in"),
        (str(mine.number), "2", "coming", "2026-12-01 10:00", None),
    ]


async def test_without_guests_there_is_no_table_to_take(editor: Citizen, event: Event) -> None:
    shown = await editor.forge(f"dg:{event.id}:0")

    assert shown.buttons == [["At the door"], ["← Back"]]


@pytest.mark.parametrize("button", ["dg:{}:0", "dx:{}", "dd:{}"], ids=["list", "table", "door"])
async def test_a_citizen_and_an_editor_of_elsewhere_see_no_guests(
    visitor: Citizen, busy_bot: RunningBot, event: Event, button: str
) -> None:
    await visitor.write("/menu")
    as_citizen = await visitor.forge(button.format(event.id))
    await invited(busy_bot, visitor, RegionCode("KZ-75"))
    as_editor = await visitor.forge(button.format(event.id))

    assert as_citizen.text == as_editor.text == visitor.words.beginning(NO_RIGHT)
    assert as_citizen.buttons == as_editor.buttons == [visitor.labels("Menu")]


@pytest.mark.parametrize("button", ["dg:999999999:0", "dd:999999999"])
async def test_the_list_of_an_event_that_is_gone_is_answered_kindly(editor: Citizen, button: str) -> None:
    told = await editor.forge(button)

    assert told.text == "This event is no longer here."


async def test_numbers_are_let_in_one_after_the_other(
    citizen: Meet, language: Language, busy_bot: RunningBot, event: Event
) -> None:
    editor = await invited(busy_bot, await citizen(language))
    first = await ticket_of(busy_bot, await citizen("kk"), event, 2)
    second = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)

    come_in = await editor.write(str(first.number))
    spaced = await editor.write(f"№ {str(second.number)[:1]} {str(second.number)[1:]}")
    again = await editor.write(str(first.number))

    words = editor.words
    so_far = ("Came in so far: {arrived} of {count} seat.", "Came in so far: {arrived} of {count} seats.")
    assert come_in.html == "\n\n".join(
        [said(editor, COME_IN, 2, number=first.number), said(editor, so_far, 3, arrived=2)]
    )
    assert come_in.buttons == [editor.labels("Finish")]
    assert said(editor, COME_IN, 1, number=second.number) in spaced.html
    already = (
        "⚠️ <b>Number {number} already came in at {time}.</b>\nIt is for {count} seat.",
        "⚠️ <b>Number {number} already came in at {time}.</b>\nIt is for {count} seats.",
    )
    assert again.html == "\n\n".join(
        [said(editor, already, 2, number=first.number, time="10:00"), said(editor, so_far, 3, arrived=3)]
    )
    done = await editor.press("Finish", on=again)
    assert words("Came in: {seats}", seats=words.counted("{count} seat", "{count} seats", 3)) in done.text


def said(somebody: Citizen, forms: tuple[str, str], count: int, **values: object) -> str:
    """Give a counted sentence with its other values in place."""
    i18n = create_i18n()
    with i18n.context(), i18n.use_locale(somebody.language):
        return ngettext(*forms, count).format(count=count, **values)


async def test_who_waits_is_not_let_in(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    await ticket_of(busy_bot, await citizen("kk"), event, 3)
    waiting = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)

    told = await editor.write(str(waiting.number))

    assert told.text.startswith(f"⛔ Number {waiting.number} is on the waiting list.")
    assert told.text.endswith("Came in so far: 0 of 3 seats.")


async def test_who_was_offered_seats_must_take_them_first(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    gone, waiting = await citizen("kk"), await citizen("kk")
    await ticket_of(busy_bot, gone, event, 3)
    offered = await ticket_of(busy_bot, waiting, event)
    person = await busy_bot.app.services.people.meet(gone.chat.id, gone.language)
    await busy_bot.app.services.attending.leave(event.id, person.id)
    listed = await editor.forge(f"dg:{event.id}:0")
    await at_the_door(editor, event)

    told = await editor.write(str(offered.number))

    assert "Offered, no answer yet: 1 person, 1 seat" in listed.text
    assert listed.text.endswith(f"{offered.number}: 1 seat offered, no answer yet")
    assert told.text.startswith(f"⛔ Number {offered.number} has not taken the seats offered yet.")


@pytest.mark.parametrize("number", ["1", "999999999"])
async def test_a_number_of_nobody_is_said_and_the_door_stays_open(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event, number: str
) -> None:
    mine = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)

    told = await editor.write(number)
    then = await editor.write(str(mine.number))

    assert told.text.startswith(f"⛔ There is no number {number} at this event.")
    assert told.buttons == [["Finish"]]
    assert "Come in!" in then.text


@pytest.mark.parametrize("words", ["Almaty", "4712 and 4713", "12345678901", "²"])
async def test_what_is_no_number_is_answered_and_the_door_stays_open(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event, words: str
) -> None:
    mine = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)

    told = await editor.write(words)
    of_place = await editor.share(50.4, 80.2)
    then = await editor.write(str(mine.number))

    assert told.text == of_place.text == ONE_NUMBER
    assert "Come in!" in then.text


@pytest.mark.parametrize("way_out", ["/help", "/start", "/my"])
async def test_a_command_leaves_the_door(editor: Citizen, event: Event, way_out: str) -> None:
    await at_the_door(editor, event)

    await editor.write(way_out)
    found = await editor.write("Алматы")

    assert "\n\n1. " in found.text


async def test_done_and_a_key_leave_the_door(editor: Citizen, event: Event) -> None:
    await at_the_door(editor, event)
    await editor.press("Finish")
    after_done = await editor.write("Алматы")
    await at_the_door(editor, event)
    await editor.write("Houses of Friendship")
    after_key = await editor.write("Алматы")

    assert "\n\n1. " in after_done.text
    assert "\n\n1. " in after_key.text


async def test_an_editor_who_lost_the_role_lets_nobody_in(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    mine = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)
    await dismissed(busy_bot, editor)

    told = await editor.write(str(mine.number))
    found = await editor.write("Алматы")

    assert told.text.startswith(NO_RIGHT)
    assert "\n\n1. " in found.text, "the door is left"


async def test_the_door_of_a_cancelled_event_says_so(
    editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    await call_off(busy_bot, event)

    opened = await editor.forge(f"dd:{event.id}")

    assert "This event has been cancelled." in opened.text


async def test_a_ticket_that_its_editor_scans_lets_in_and_numbers_may_follow(
    citizen: Meet, language: Language, busy_bot: RunningBot, event: Event
) -> None:
    editor = await invited(busy_bot, await citizen(language))
    first = await ticket_of(busy_bot, await citizen("kk"), event)
    second = await ticket_of(busy_bot, await citizen("kk"), event)

    scanned = await editor.start(f"door_{first.code}")
    again = await editor.start(f"door_{first.code}")
    typed = await editor.write(str(second.number))

    assert scanned.html.splitlines()[:2] == [said(editor, COME_IN, 1, number=first.number), "Той &lt;1&gt;"]
    assert scanned.buttons == [editor.labels("At the door"), editor.labels("Finish")]
    assert again.text.startswith("⚠️")
    assert said(editor, COME_IN, 1, number=second.number) in typed.html
    opened = await editor.press("At the door", on=scanned)
    assert editor.words(DOOR) in opened.text


async def test_a_ticket_tells_a_citizen_only_what_it_is(
    visitor: Citizen, citizen: Meet, busy_bot: RunningBot, event: Event
) -> None:
    somebody = await citizen("kk")
    theirs = await ticket_of(busy_bot, somebody, event)

    told = await visitor.start(f"door_{theirs.code}")
    own = await somebody.start(f"door_{theirs.code}")
    of_editor_elsewhere = await invited(busy_bot, visitor, RegionCode("KZ-75"))
    elsewhere = await of_editor_elsewhere.start(f"door_{theirs.code}")

    assert told.text == elsewhere.text == visitor.words(TICKET)
    assert own.text == somebody.words(TICKET)
    assert told.keyboard, "whoever comes by a ticket gets the keys"
    card = await busy_bot.app.services.browsing.card(
        event.id, (await busy_bot.app.services.people.meet(somebody.chat.id, "kk")).id
    )
    assert card.mine is not None
    assert card.mine.checked_in_at is None


async def test_a_ticket_that_was_given_back_or_never_was_is_said_kindly(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    somebody = await citizen("kk")
    theirs = await ticket_of(busy_bot, somebody, event)
    person = await busy_bot.app.services.people.meet(somebody.chat.id, "kk")
    await busy_bot.app.services.attending.leave(event.id, person.id)

    given_back = await editor.start(f"door_{theirs.code}")
    never = await somebody.start(f"door_{'x' * 22}")

    assert given_back.text == UNKNOWN
    assert never.text == somebody.words(UNKNOWN)


async def test_whoever_must_choose_a_language_first_learns_what_a_ticket_is(
    citizen: Meet, busy_bot: RunningBot, event: Event
) -> None:
    theirs = await ticket_of(busy_bot, await citizen("kk"), event)
    somebody = await citizen("de", Language.ENGLISH)

    await somebody.start(f"door_{theirs.code}")
    await somebody.press("English")
    way_on = await somebody.chat.reply()
    await somebody.chat.press(way_on.buttons[0][0])
    told = await somebody.chat.reply()

    assert told.text == TICKET


async def test_the_door_stays_open_over_a_restart(bot: RunningBot, clock: StillClock) -> None:
    event = await put_on(bot, "Той", bot.now() + timedelta(hours=6))
    editor = await invited(bot, await bot.meet("en"))
    mine = await ticket_of(bot, await bot.meet("kk"), event)
    await at_the_door(editor, event)

    await bot.restart()
    come_in = await editor.write(str(mine.number))
    clock.advance(3600)
    again = await editor.write(str(mine.number))

    assert "Come in!" in come_in.text
    assert "already came in at 10:00." in again.text


async def test_no_ticket_that_is_refused_changes_or_closes_the_door(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    guest = await citizen("kk")
    other = await put_on(busy_bot, "Ән <2>", busy_bot.now() + timedelta(hours=3))
    mine, theirs = await ticket_of(busy_bot, guest, event), await ticket_of(busy_bot, guest, other)
    await at_the_door(editor, event)

    never = await editor.start(f"door_{'x' * 22}")
    elsewhere = await editor.start(f"door_{theirs.code}")
    then = await editor.write(str(mine.number))

    assert never.text == f"⛔ {UNKNOWN}"
    assert elsewhere.html == (
        "⛔ This ticket is for another event: Ән &lt;2&gt;. "
        "Tuesday, 1 December 2026, 13:00–15:00, Astana time."
    )
    assert never.buttons == elsewhere.buttons == [["Finish"]]
    assert f"Number {mine.number}: 1 seat. Come in!" in then.text
    found = await editor.forge(f"dg:{other.id}:0")
    assert "Came in: 0 seats" in found.text


async def test_nobody_is_let_in_days_ahead_or_to_a_cancelled_event_and_the_door_stays_open(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot
) -> None:
    event = await put_on(busy_bot, "Той", busy_bot.now() + timedelta(days=2))
    mine = await ticket_of(busy_bot, await citizen("kk"), event)
    by_camera = await editor.start(f"door_{mine.code}")
    await at_the_door(editor, event)
    early = [await editor.write(str(mine.number)), await editor.start(f"door_{mine.code}")]
    await call_off(busy_bot, event)
    cancelled = [await editor.write(str(mine.number)), await editor.start(f"door_{mine.code}")]

    day = "Guests are let in on the day of the event. Thursday, 3 December 2026, 10:00–12:00, Astana time."
    assert by_camera.text == day
    assert [told.text for told in early] == [f"⛔ {day}"] * 2
    assert [told.text for told in cancelled] == ["⛔ This event has been cancelled."] * 2
    assert (await editor.write("Almaty")).text == ONE_NUMBER, "the door is open"


async def test_an_editor_who_lost_the_role_leaves_the_door_by_a_ticket_too(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event
) -> None:
    mine = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)
    await dismissed(busy_bot, editor)

    told = await editor.start(f"door_{mine.code}")
    found = await editor.write("Алматы")

    assert told.text.startswith(NO_RIGHT)
    assert "\n\n1. " in found.text, "the door is left"


@pytest.mark.parametrize("shown", ["{0.number}", "/start door_{0.code}"], ids=["number", "ticket"])
async def test_an_update_handled_again_after_a_crash_does_not_turn_the_guest_away(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot, event: Event, shown: str
) -> None:
    mine = await ticket_of(busy_bot, await citizen("kk"), event)
    await at_the_door(editor, event)
    sent = await editor.chat.send(shown.format(mine))
    first = await editor.chat.reply()
    await busy_bot.settled()

    [handled] = await busy_bot.database.fetch("SELECT max(update_id) AS number FROM inbox")
    again = {"update_id": handled["number"], "message": sent.raw}
    await busy_bot.app.dispatcher.feed_raw_update(busy_bot.app.bot, again)

    assert "Come in!" in first.text
    assert editor.chat.last.text == first.text
    assert editor.chat.last.id != first.id
