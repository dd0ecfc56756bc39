import csv
from io import StringIO

from bot.services.events.event_table import COLUMNS
from storage.database import Database
from tests.services.events.editors import editor_of
from tests.services.events.small_world import small_world


def a_table() -> bytes:
    """Give a table of one new event in Semey."""
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerow({"title_ru": "Праздник", "house": "semey", "starts": "2026-12-25 18:00"})
    return file.getvalue().encode("utf-8-sig")


async def test_the_same_act_gives_an_editor_their_own_drafts_and_only_once(database: Database) -> None:
    world = await small_world(database, people=0)
    other = await editor_of(world, "KZ-10")
    carry_out, table = world.services.importing.carry_out, a_table()
    mine = await carry_out(table, "events.csv", world.editor, "import")
    again = await carry_out(table, "events.csv", world.editor, "import")
    theirs = await carry_out(table, "events.csv", other, "import")

    assert mine.drafts == again.drafts
    assert len(mine.drafts) == len(theirs.drafts) == 1
    assert mine.drafts != theirs.drafts
