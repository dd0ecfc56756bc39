import pytest

from storage.database import Database
from tests.services.events.small_world import seeded, small_world
from tests.services.events.walk import Walk

STEPS = 2_500


@pytest.mark.timeout(240)
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_whatever_people_do_no_reminder_is_wrong_and_none_comes_twice(
    sqlite_database: Database, seed: int
) -> None:
    walk = Walk(await small_world(sqlite_database), seeded(seed))
    await walk.steps(STEPS)
    await walk.end()

    assert walk.reminders > 10
    assert walk.notices > 100
