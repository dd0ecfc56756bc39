"""Tables in words: every mistake is said, everything fits, in every language."""

import pytest

from bot.domain.events.event import EventId, Gap
from bot.domain.language import Language
from bot.services.events.event_table import Problem, TableProblem
from bot.services.events.event_table_problems import SHOWN
from bot.services.events.import_rows import ImportProblem, RefusedRow, RowRefusal
from bot.services.events.importing import Imported, ImportPlan
from handlers.events.tables.callbacks import DraftsPublished, ImportConfirmed, TableExported, TableFormat
from handlers.events.tables.views import asking, problems, results
from handlers.fitting import LONGEST_MESSAGE, length
from handlers.screens import Screen
from tests.handlers.events.samples import speaking

LONGEST_CAPTION = 1024
LONGEST_LABEL = 40
LONGEST_CALLBACK = 64
LONGEST_ALERT = 200

UPDATE = 2**40
ANY = Imported(
    drafts=tuple(map(EventId, range(1000))), complete=tuple(map(EventId, range(999))), changed=1000
)


def of_cell(problem: Problem, column: str = "title_kk") -> TableProblem:
    return TableProblem(line=1001, column=column, problem=problem, value="<" * SHOWN)


def of_row(refusal: RowRefusal) -> RefusedRow:
    return RefusedRow(line=1001, refusal=refusal, gaps=tuple(Gap))


EVERY: list[ImportProblem] = [
    *(of_cell(problem) for problem in Problem),
    *(of_cell(problem, "") for problem in Problem),
    *(TableProblem(problem=problem) for problem in (Problem.NOT_A_TABLE, Problem.TOO_LARGE)),
    TableProblem(line=1, column="id", problem=Problem.TWICE),
    *(of_row(refusal) for refusal in RowRefusal),
]


def screens() -> list[Screen]:
    plans = [
        ImportPlan(),
        ImportPlan(unchanged=1000),
        ImportPlan(new=1000, changed=1000, told=1000, unchanged=1000),
        *(ImportPlan(new=999, problems=(problem,) * 100) for problem in EVERY),
        ImportPlan(problems=tuple(EVERY)),
    ]
    return [
        asking.tables(),
        asking.ask_table(),
        asking.table_needed(),
        asking.not_fetched(),
        asking.too_large(),
        *(results.checked(plan, UPDATE) for plan in plans),
        results.imported(ANY, UPDATE),
        results.imported(Imported(drafts=(), complete=(), changed=0), UPDATE),
        *(results.published(count, 1000) for count in (0, 1, 999, 1000)),
        results.out_of_date(),
        results.drafts_out_of_date(),
        results.another_file(),
    ]


@pytest.mark.parametrize("language", list(Language))
def test_everything_fits_and_is_escaped(language: Language) -> None:
    with speaking(language):
        shown = screens()
        captions = [asking.template_caption(), asking.codes_caption(), asking.export_caption(1000)]
        alerts = [results.not_fetched_now(), asking.nothing_to_export()]

    assert all(length(caption) <= LONGEST_CAPTION for caption in captions)
    assert all(len(alert) <= LONGEST_ALERT for alert in alerts)
    for screen in shown:
        assert 0 < length(screen.text) <= LONGEST_MESSAGE
        assert "<<" not in screen.text
        assert screen.keyboard
        for row in screen.keyboard.inline_keyboard:
            assert all(len(button.text) <= LONGEST_LABEL for button in row)
            assert all(len((button.callback_data or "").encode()) <= LONGEST_CALLBACK for button in row)


@pytest.mark.parametrize("problem", EVERY)
def test_every_mistake_is_said_where_it_is(problem: ImportProblem) -> None:
    with speaking():
        said = problems.listed([problem])

    assert "{" not in said
    assert ("<b>Line 1" in said) == (problem.line is not None)
    if isinstance(problem, TableProblem) and problem.column:
        assert f"<code>{problem.column}</code>" in said


def test_different_mistakes_are_said_differently() -> None:
    with speaking():
        said = {problems.listed([of_cell(problem)]) for problem in Problem}

    assert len(said) == len(Problem)


def test_the_mistakes_that_are_not_shown_are_counted() -> None:
    with speaking():
        said = problems.listed([of_cell(Problem.NOT_A_TIME)] * 16)

    assert said.count("•") == problems.MOST_SHOWN
    assert said.endswith("and 1 more mistake")


def test_long_mistakes_leave_room_for_what_is_said_around_them() -> None:
    with speaking():
        said = problems.listed([of_row(RowRefusal.NOT_COMPLETE)] * 16)

    shown = said.count("•")
    assert 1 < shown < problems.MOST_SHOWN
    assert said.endswith(f"and {16 - shown} more mistakes")
    assert length(said) <= problems.LONGEST_LIST + len("and 16 more") + shown


def test_a_file_that_is_no_table_is_told_without_counts() -> None:
    plan = ImportPlan(problems=(TableProblem(problem=Problem.NOT_A_TABLE),))
    with speaking():
        assert results.checked(plan, UPDATE).text == problems.of_file(Problem.NOT_A_TABLE)


def test_nobody_is_told_of_changed_drafts() -> None:
    with speaking():
        of_drafts = results.checked(ImportPlan(changed=1), UPDATE).text
        of_events = results.checked(ImportPlan(changed=1, told=1), UPDATE).text

    assert "will be told" not in of_drafts
    assert "will be told" in of_events


def test_buttons_of_tables_are_small() -> None:
    for data in (
        ImportConfirmed(update_id=UPDATE),
        DraftsPublished(update_id=UPDATE),
        TableExported(format=TableFormat.XLSX),
    ):
        assert len(data.pack().encode()) <= LONGEST_CALLBACK
