"""Events as tables: checked first, imported whole or not at all, and taken as they stand."""

import csv
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.domain.events.edits import with_fields
from bot.domain.events.event import Event, EventStatus
from bot.domain.language import Language
from bot.domain.places import HouseId, RegionCode
from bot.services.events.event_table import COLUMNS, LARGEST_FILE
from handlers.events.tables.files import FileTooLarge, download
from sandbox import Fault, SeenMessage
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.editors import ABAI, comes, dismissed, events_of, invited
from tests.conversations.events_on import an_editor, draft, put_on
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASKED = "<b>Send the table as a file</b>: XLSX or CSV, up to 2 MB. One line is one event."
MEND = "Nothing was changed. Mend this and send the whole table again."
UNTIL_PRESSED = "Nothing is written until you press the button."
NO_RIGHT = "Only an editor of this region may do that."
NEEDED = "Send the table as a file that ends in .xlsx or .csv."

ANOTHER_CHECKSUM = 'UPDATE drafts SET data = replace(data, \'"sha256":"\', \'"sha256":"0\')'


@pytest_asyncio.fixture(loop_scope="session")
async def editor(citizen: Meet, busy_bot: RunningBot) -> Citizen:
    return await invited(busy_bot, await citizen("en"))


def a_row(**cells: str) -> dict[str, str]:
    """Give the cells of a complete new event in Semey."""
    complete = {
        "title_kk": "Той",
        "title_ru": "Праздник",
        "text_kk": "Келіңіз",
        "text_ru": "Приходите",
        "house": "semey",
        "starts": "2026-12-25 18:00",
        "ends": "2026-12-25 20:00",
    }
    return complete | cells


def a_table(*rows: dict[str, str]) -> bytes:
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def row_of(event: Event, **cells: str) -> dict[str, str]:
    """Give the cells of an event that `put_on` has made, with some of them changed."""
    title, text = event.details.title, event.details.text
    same = {
        "id": str(event.id),
        **{f"title_{language}": title.in_language(language) for language in Language},
        **{f"text_{language}": text.in_language(language) for language in Language},
        "starts": "2026-12-05 15:00",
        "ends": "2026-12-05 17:00",
    }
    return a_row(**same) | cells


SATURDAY = datetime(2026, 12, 5, 10, 0, tzinfo=UTC)
"""15:00 in Astana, when the events of `row_of` begin."""


async def asked(editor: Citizen) -> SeenMessage:
    """Press “Import a table”."""
    await editor.write("/menu")
    await editor.forge("xt")
    return await editor.press("Import a table")


async def sends(editor: Citizen, data: bytes, name: str = "events.csv") -> SeenMessage:
    await editor.chat.send_document(data, name=name)
    return await editor.chat.reply()


async def bytes_of(bot: RunningBot, message: SeenMessage) -> bytes:
    fetched = await bot.app.bot.download(message.raw["document"]["file_id"])
    assert fetched is not None
    return fetched.read()


async def count(bot: RunningBot) -> int:
    [row] = await bot.database.fetch("SELECT count(*) AS events FROM events")
    return int(row["events"])


async def test_the_way_in_leads_to_import_export_and_back(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    editor = await invited(busy_bot, await citizen(language))
    await editor.write("/menu")

    tables = await editor.forge("xt")
    asking = await editor.press("Import a table")
    back = await editor.press("Cancel", on=asking)

    assert tables.buttons == [
        editor.labels("Import a table"),
        editor.labels("Take my events (XLSX)", "Take my events (CSV)"),
        editor.labels("← Back", "Menu"),
    ]
    assert asking.text.startswith(editor.words.beginning(ASKED).split("</b>")[0].removeprefix("<b>"))
    assert asking.buttons == [editor.labels("Empty table", "List of codes"), editor.labels("Cancel")]
    assert back.text == tables.text


@pytest.mark.parametrize("button", ["xt", "dti", "dtt", "dtk", "dte:csv", "dte:xlsx"])
async def test_tables_are_for_editors(visitor: Citizen, button: str) -> None:
    await visitor.write("/menu")

    told = await visitor.forge(button)

    assert told.text == visitor.words.beginning(NO_RIGHT)


async def test_the_empty_table_has_the_columns_and_can_be_sent_back_filled(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await asked(editor)

    sent = await editor.press("Empty table")
    book = load_workbook(BytesIO(await bytes_of(busy_bot, sent)))
    sheet = book.active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [tuple(COLUMNS)]
    sheet.append([a_row().get(column) for column in COLUMNS])
    filled = BytesIO()
    book.save(filled)
    checked = await sends(editor, filled.getvalue(), sent.raw["document"]["file_name"])

    assert checked.buttons == [["Import 1 event"], ["Cancel"]]


async def test_the_codes_name_every_house_and_town(editor: Citizen, busy_bot: RunningBot) -> None:
    await asked(editor)

    sent = await editor.press("List of codes")
    sheet = load_workbook(BytesIO(await bytes_of(busy_bot, sent))).active
    checked = await sends(editor, a_table(a_row()))

    assert sheet is not None
    codes = {row[:2] for row in sheet.iter_rows(values_only=True)}
    assert {("house", house) for house in busy_bot.directory.houses} < codes
    assert {("place", place) for place in busy_bot.directory.places} < codes
    assert checked.buttons[0] == ["Import 1 event"], "the table is still waited for"


async def test_a_table_is_checked_imported_and_published(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    editor = await invited(busy_bot, await citizen(language))
    before = await count(busy_bot)
    await asked(editor)

    checked = await sends(editor, a_table(a_row(), a_row(title_kk="<Ән> & кеш"), a_row(text_kk="")))
    assert await count(busy_bot) == before, "a check writes nothing"
    words = editor.words
    done = await editor.press(words.counted("Import {count} event", "Import {count} events", 3))
    made = await events_of(busy_bot, editor)
    assert {event.status for event in made} == {EventStatus.DRAFT}
    shown = await editor.press(
        words.counted("Publish {count} complete event", "Publish {count} complete events", 2)
    )

    assert words("New events: {count}", count=3) in checked.text
    assert checked.text.endswith(words(UNTIL_PRESSED))
    assert done.text.startswith(words.counted("{count} draft made.", "{count} drafts made.", 3))
    assert done.buttons[1:] == [editor.labels("My drafts", "Menu")]
    assert [event.details.title.kk for event in made] == ["Той", "<Ән> & кеш", "Той"]
    assert shown.text == "\n\n".join(
        [
            words.counted(
                "{count} event is published. Everybody can see it now.",
                "{count} events are published. Everybody can see them now.",
                2,
            ),
            words.counted(
                "{count} draft of this table is not published. Open it to see what it lacks.",
                "{count} drafts of this table are not published. Open them to see what they lack.",
                1,
            ),
        ]
    )
    assert [event.status for event in await events_of(busy_bot, editor)] == [
        "published",
        "published",
        "draft",
    ]


async def test_two_presses_import_and_publish_once(
    editor: Citizen, busy_bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    await asked(editor)
    checked = await sends(editor, a_table(a_row()))

    expected_refusals["editMessageText"] = 2  # the second presses have nothing to change

    first = await editor.press("Import 1 event", on=checked)
    await editor.chat.press_old(checked, "Import 1 event")
    second = editor.chat.last
    shown = await editor.press("Publish 1 complete event", on=first)
    await editor.chat.press_old(first, "Publish 1 complete event")

    assert len(await events_of(busy_bot, editor)) == 1
    assert second.text == first.text
    assert shown.text == editor.chat.last.text == "1 event is published. Everybody can see it now."


async def test_an_event_that_is_changed_keeps_its_picture_and_is_told(
    citizen: Meet, editor: Citizen, busy_bot: RunningBot
) -> None:
    event = await put_on(busy_bot, "Кеш", SATURDAY, picture="a-picture")
    same = await put_on(busy_bot, "Кеш", SATURDAY)
    await comes(busy_bot, await citizen("kk"), event.id)
    await asked(editor)

    checked = await sends(editor, a_table(row_of(event, starts="2026-12-05 16:00"), row_of(same)))
    done = await editor.press("Import 1 event")

    assert checked.text == (
        "The table is right.\n\nNew events: 0\nEvents that change: 1\nEvents that stay as they are: 1\n\n"
        f"Whoever comes to an event that changes will be told. {UNTIL_PRESSED}"
    )
    assert done.text == "1 event changed."
    edited = (await busy_bot.app.services.browsing.card(event.id, None)).event
    assert edited.details.picture == "a-picture"
    assert edited.starts_at == SATURDAY + timedelta(hours=1)
    assert (edited.version, edited.status) == (event.version + 1, EventStatus.PUBLISHED)
    assert edited.notice_due_at == busy_bot.now() + timedelta(minutes=10)
    assert (await busy_bot.app.services.browsing.card(same.id, None)).event == same


async def test_what_is_in_the_table_already_leaves_nothing_to_import(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    event = await put_on(busy_bot, "Кеш", SATURDAY)
    await asked(editor)

    same = await sends(editor, a_table(row_of(event)))
    empty = await sends(editor, a_table())

    assert same.text.startswith("All events in this table are so already.")
    assert empty.text.startswith("There is no event in this table.")
    assert same.buttons == empty.buttons == [["Cancel"]]


async def test_one_mistake_keeps_the_whole_table_out_until_it_is_mended(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    editor = await invited(busy_bot, await citizen(language))
    before = await count(busy_bot)
    await asked(editor)

    told = await sends(editor, a_table(a_row(), a_row(house="<atlantis>", topic="fun")))
    mended = await sends(editor, a_table(a_row(), a_row()))

    words = editor.words
    unknown = words("I know no house with the code “{value}”.", value="<atlantis>")
    assert placed(editor, 3, "house", unknown) in told.text
    assert words("New events: {count}", count=1) in told.text
    assert words("Lines with mistakes: {count}", count=1) in told.text
    assert told.text.endswith(words(MEND))
    assert told.buttons == [editor.labels("Empty table", "List of codes"), editor.labels("Cancel")]
    assert await count(busy_bot) == before
    import_both = words.counted("Import {count} event", "Import {count} events", 2)
    assert mended.buttons == [[import_both], editor.labels("Cancel")]


def placed(editor: Citizen, line: int, column: str, problem: str) -> str:
    said = editor.words(
        "• <b>Line {line}</b>, <code>{column}</code>: {problem}", line=line, column=column, problem=problem
    )
    for tag in ("<b>", "</b>", "<code>", "</code>"):
        said = said.replace(tag, "")
    return said


async def test_many_mistakes_are_counted(editor: Citizen) -> None:
    await asked(editor)

    told = await sends(editor, a_table(*(a_row(house="atlantis") for _ in range(20))))

    assert told.text.count("•") == 15
    assert "Line 16, house" in told.text
    assert "and 5 more" in told.text


async def test_what_an_editor_may_not_write_is_a_mistake_of_its_line(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    elsewhere = await put_on(busy_bot, "Кеш", SATURDAY, house_id="almaty-republican")
    hidden = await draft(busy_bot, "Құпия", SATURDAY, house_id="almaty-republican")
    ours = await put_on(busy_bot, "Кеш", SATURDAY)
    await asked(editor)

    told = await sends(
        editor,
        a_table(
            row_of(elsewhere, title_kk="Басқа"),
            row_of(hidden),
            a_row(id="999999999"),
            a_row(house="almaty-republican"),
            row_of(ours, house="almaty-republican"),
            row_of(ours, id=str(ours.id), title_ru="") | {"id": ""},
        ),
    )

    not_yours = "Among the events that you can change there is none with this id."
    other_region = "This house or town is in a region whose events you do not edit."
    assert [line for line in told.text.splitlines() if line.startswith("•")] == [
        *(f"• Line {line}: {not_yours}" for line in (2, 3, 4)),
        *(f"• Line {line}: {other_region}" for line in (5, 6)),
    ]
    assert "New events: 1" in told.text
    assert "Құпия" not in told.text


async def test_a_published_event_stays_complete(editor: Citizen, busy_bot: RunningBot) -> None:
    ours = await put_on(busy_bot, "Кеш", SATURDAY)
    await asked(editor)

    told = await sends(editor, a_table(row_of(ours, title_ru="", starts="")))

    assert (
        "• Line 2: This event is published and must stay complete. "
        "Add: the title in Russian and the beginning." in told.text
    )


async def test_a_role_taken_back_between_check_and_import_writes_nothing(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await asked(editor)
    await sends(editor, a_table(a_row()))
    before = await count(busy_bot)
    await dismissed(busy_bot, editor)

    told = await editor.press("Import 1 event")

    assert told.text.startswith(NO_RIGHT)
    assert await count(busy_bot) == before


async def test_what_became_wrong_since_the_check_is_said_and_nothing_is_written(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    ours = await draft(busy_bot, "Кеш", SATURDAY)
    await asked(editor)
    await sends(editor, a_table(a_row(), row_of(ours, title_ru="Вечер")))
    before = await count(busy_bot)
    person = await busy_bot.app.services.people.meet(editor.chat.id, "en")
    await busy_bot.app.services.editing.discard(ours.id, person.id)

    told = await editor.press("Import 2 events")
    mended = await sends(editor, a_table(a_row()))

    assert "• Line 3: Among the events that you can change there is none with this id." in told.text
    assert told.text.endswith(MEND)
    assert await count(busy_bot) == before - 1
    assert mended.buttons[0] == ["Import 1 event"]


async def test_an_event_that_went_to_another_region_since_the_check_stays_there(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    ours = await put_on(busy_bot, "Кеш", SATURDAY)
    await asked(editor)
    await sends(editor, a_table(row_of(ours, title_ru="Вечер")))
    anybody = await an_editor(busy_bot)
    gone = await busy_bot.app.services.editing.change(
        ours.id, anybody.id, with_fields(house_id=HouseId("almaty-republican"))
    )

    told = await editor.press("Import 1 event")

    assert "• Line 2: Among the events that you can change there is none with this id." in told.text
    assert (await busy_bot.app.services.browsing.card(ours.id, None)).event == gone


async def test_another_file_than_the_one_that_was_checked_is_refused(
    editor: Citizen, busy_bot: RunningBot
) -> None:
    await asked(editor)
    await sends(editor, a_table(a_row()))
    before = await count(busy_bot)
    await busy_bot.settled()
    await busy_bot.database.write(ANOTHER_CHECKSUM)

    told = await editor.press("Import 1 event")

    assert told.text.startswith("This is no longer the file that I checked.")
    assert await count(busy_bot) == before


async def test_a_table_whose_check_was_left_is_not_imported(editor: Citizen, busy_bot: RunningBot) -> None:
    await asked(editor)
    checked = await sends(editor, a_table(a_row()))
    before = await count(busy_bot)
    await editor.write("/menu")
    await asked(editor)
    other = await sends(editor, a_table(a_row(), a_row()))

    told = await editor.press("Import 1 event", on=checked)
    done = await editor.press("Import 2 events", on=other)

    assert told.text.startswith("I no longer know this table, and this press changed nothing.")
    assert told.buttons == [["Import a table"], ["My drafts", "Menu"]]
    assert done.text.startswith("2 drafts made.")
    assert await count(busy_bot) == before + 2


async def test_drafts_that_are_not_remembered_any_more_are_found_among_the_others(editor: Citizen) -> None:
    await asked(editor)
    await sends(editor, a_table(a_row()))
    done = await editor.press("Import 1 event")
    await editor.write("/menu")

    told = await editor.press("Publish 1 complete event", on=done)

    assert told.text == "I no longer know which drafts these were. Find them among your drafts."
    assert told.buttons == [["My drafts", "Menu"]]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\x89PNG", "poster.png", "I can't read this file as a table."),
        (b"\x89PNG", "poster.xlsx", "I can't read this file as a table."),
        (b" ", "events.csv", "I can't read this file as a table."),
        (b"x" * (LARGEST_FILE + 1), "events.csv", "This file is too large. A table may have up to 2 MB."),
    ],
    ids=["picture", "no workbook", "nothing", "too large"],
)
async def test_what_is_no_table_is_said(editor: Citizen, data: bytes, name: str, said: str) -> None:
    await asked(editor)

    told = await sends(editor, data, name)
    then = await sends(editor, a_table(a_row()))

    assert told.text.startswith(said)
    assert ["Cancel"] in told.buttons
    assert then.buttons[0] == ["Import 1 event"]


async def test_words_instead_of_a_file_are_answered_and_the_form_stays_open(editor: Citizen) -> None:
    await asked(editor)

    of_words = await editor.write("Алматы")
    of_place = await editor.share(50.4, 80.2)
    then = await sends(editor, a_table(a_row()))

    assert of_words.text == of_place.text == NEEDED
    assert then.buttons[0] == ["Import 1 event"]


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_a_file_that_does_not_come_through_can_be_sent_again(
    editor: Citizen, busy_bot: RunningBot, expected_refusals: Counter[str], method: str
) -> None:
    await asked(editor)
    busy_bot.sandbox.faults.add(Fault(kind="bad_request", method=method, times=1))
    expected_refusals[method] += 1

    told = await sends(editor, a_table(a_row()))
    checked = await sends(editor, a_table(a_row()))

    assert told.text == "I could not get this file from Telegram. Send it again."
    assert checked.buttons[0] == ["Import 1 event"]


async def test_an_import_whose_file_does_not_come_through_is_pressed_again(
    editor: Citizen, busy_bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    await asked(editor)
    checked = await sends(editor, a_table(a_row()))
    busy_bot.sandbox.faults.add(Fault(kind="bad_request", method="file", times=1))
    expected_refusals["file"] += 1

    answer = await editor.chat.press_old(checked, "Import 1 event")
    done = await editor.press("Import 1 event", on=checked)

    assert answer.show_alert
    assert answer.text == (
        "I could not get the file from Telegram. Nothing was changed. Press again in a minute."
    )
    assert done.text.startswith("1 draft made.")


async def test_telegrams_own_limit_is_told_as_ours(
    editor: Citizen, busy_bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    await asked(editor)
    too_big = Fault(kind="bad_request", method="getFile", description="file is too big", times=1)
    busy_bot.sandbox.faults.add(too_big)
    expected_refusals["getFile"] = 1

    told = await sends(editor, b"as if it had 21 MB")

    assert told.text == "This file is too large. A table may have up to 2 MB."


async def test_no_more_of_a_file_is_taken_in_than_a_table_may_have(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    largest = await visitor.chat.send_document(b"x" * LARGEST_FILE, name="large.csv")
    larger = await visitor.chat.send_document(b"x" * (LARGEST_FILE + 1), name="larger.csv")
    await visitor.chat.reply()

    assert len(await download(busy_bot.app.bot, largest.raw["document"]["file_id"])) == LARGEST_FILE
    with pytest.raises(FileTooLarge):
        await download(busy_bot.app.bot, larger.raw["document"]["file_id"])


@pytest.mark.parametrize("kind", ["CSV", "XLSX"])
async def test_what_is_exported_comes_back_unchanged(citizen: Meet, busy_bot: RunningBot, kind: str) -> None:
    editor = await invited(busy_bot, await citizen("en"), RegionCode("KZ-71"))
    ahead = await put_on(busy_bot, "=1+1", SATURDAY, house_id="astana", capacity=40, languages=("kk", "ru"))
    begun = await draft(busy_bot, "Жаңа", SATURDAY, house_id="astana")
    elsewhere = await put_on(busy_bot, "Кеш", SATURDAY)
    await editor.write("/menu")
    await editor.forge("xt")

    sent = await editor.press(f"Take my events ({kind})")
    data = await bytes_of(busy_bot, sent)
    await asked(editor)
    checked = await sends(editor, data, sent.raw["document"]["file_name"])

    assert sent.raw["document"]["file_name"] == f"events.{kind.lower()}"
    assert sent.text.endswith("Change the table and send it back by “Import a table”.")
    assert checked.text.startswith("All events in this table are so already.")
    if kind == "CSV":
        rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
        ids = {row["id"]: row for row in rows}
        assert {str(ahead.id), str(begun.id)} <= ids.keys()
        assert str(elsewhere.id) not in ids
        assert ids[str(ahead.id)]["title_kk"] == "'=1+1", "a spreadsheet runs no formula"


async def test_an_editor_without_events_has_nothing_to_take(citizen: Meet, busy_bot: RunningBot) -> None:
    editor = await invited(busy_bot, await citizen("en"), RegionCode("KZ-62"))
    await editor.write("/menu")
    tables = await editor.forge("xt")

    answer = await editor.chat.press_old(tables, "Take my events (CSV)")

    assert answer.show_alert
    assert answer.text == "You have no drafts and no coming events."


async def test_a_check_survives_a_restart(bot: RunningBot) -> None:
    editor = await invited(bot, await bot.meet("en"), ABAI)
    await asked(editor)
    await sends(editor, a_table(a_row()))

    await bot.restart()
    done = await editor.press("Import 1 event")

    assert done.text.startswith("1 draft made.")
