"""The mistakes of a table, in words, with the line and the column where each is."""

from collections.abc import Sequence
from html import escape

from bot.domain.events.event import Topic
from bot.services.events.event_table import LONGEST, MOST_ROWS, Problem, TableProblem
from bot.services.events.import_rows import ImportProblem, RefusedRow, RowRefusal
from handlers.events.views.refusals import gaps
from handlers.fitting import length
from handlers.words import _, ngettext

MOST_SHOWN = 15
"""Mistakes of one message."""

LONGEST_LIST = 3_000
"""Characters of the mistakes of one message, which leaves room for what is said around them."""


def listed(problems: Sequence[ImportProblem]) -> str:
    """Say the first mistakes, and how many more there are."""
    shown: list[str] = []
    for problem in problems[:MOST_SHOWN]:
        line = _placed(problem)
        if shown and sum(map(length, (*shown, line))) > LONGEST_LIST:
            break
        shown.append(line)
    if more := len(problems) - len(shown):
        shown.append(
            ngettext("and {count} more mistake", "and {count} more mistakes", more).format(count=more)
        )
    return "\n".join(shown)


def _placed(problem: ImportProblem) -> str:
    column = "" if isinstance(problem, RefusedRow) else escape(problem.column, quote=False)
    words = _refused(problem) if isinstance(problem, RefusedRow) else _said(problem)
    if problem.line is None:
        return words
    if not column:
        return _("• <b>Line {line}</b>: {problem}").format(line=problem.line, problem=words)
    return _("• <b>Line {line}</b>, <code>{column}</code>: {problem}").format(
        line=problem.line, column=column, problem=words
    )


def _refused(row: RefusedRow) -> str:
    match row.refusal:
        case RowRefusal.NOT_YOURS:
            return _("Among the events that you can change there is none with this id.")
        case RowRefusal.OTHER_REGION:
            return _("This house or town is in a region whose events you do not edit.")
        case RowRefusal.NOT_COMPLETE:
            return _("This event is published and must stay complete. Add: {gaps}.").format(
                gaps=gaps(row.gaps)
            )


def of_file(problem: Problem) -> str:
    """Say what is wrong with the whole file."""
    match problem:
        case Problem.TOO_LARGE:
            return _("This file is too large. A table may have up to 2 MB.")
        case Problem.TOO_MANY_ROWS:
            return _("A table may have up to {count} events. Send the others in a second table.").format(
                count=MOST_ROWS
            )
    return _(
        "I can't read this file as a table. I take files that end in .xlsx or .csv, with the names of the "
        "columns in the first line."
    )


def _said(problem: TableProblem) -> str:
    sentence = _of_column(problem) or _of_cell(problem.problem)
    if not sentence:
        return of_file(problem.problem)
    return sentence.format(
        value=escape(problem.value, quote=False),
        most=LONGEST.get(problem.column, 0),
        topics=", ".join(Topic),
    )


def _of_column(problem: TableProblem) -> str:
    match problem.problem:
        case Problem.UNKNOWN_COLUMN if problem.column:
            return _("There is no such column. Leave it out.")
        case Problem.UNKNOWN_COLUMN:
            return _("“{value}” stands beside the columns. Is a text cut at a comma?")
        case Problem.MISSING_COLUMN:
            return _("This column is missing.")
        case Problem.TWICE if problem.value:
            return _("The event with the id {value} stands in the table twice.")
        case Problem.TWICE:
            return _("This column stands in the table twice.")
    return ""


def _of_cell(problem: Problem) -> str:
    # Spelled out, because only literal sentences are found by the extraction of texts.
    sentences = {
        Problem.NOT_A_NUMBER: _("“{value}” is not a number that fits here."),
        Problem.NOT_A_TIME: _("“{value}” is not a time. Write it like this: 2026-12-25 18:00"),
        Problem.IN_THE_PAST: _("“{value}” is in the past."),
        Problem.ENDS_BEFORE_START: _("The end, “{value}”, is not after the beginning."),
        Problem.UNKNOWN_HOUSE: _("I know no house with the code “{value}”."),
        Problem.UNKNOWN_PLACE: _("I know no town with the code “{value}”."),
        Problem.HOUSE_AND_PLACE: _("Write a house or a town, not both."),
        Problem.TOO_LONG: _("This text is too long: up to {most} characters fit."),
        Problem.UNKNOWN_TOPIC: _("“{value}” is no topic. Write one of these: {topics}"),
        Problem.UNKNOWN_LANGUAGE: _("“{value}” is no code of a language. Write for example kk;ru"),
        Problem.NOT_AN_ADDRESS: _("That is not a web address. Write it like this: https://example.kz/page"),
        Problem.LOST_LETTERS: _(
            "Kazakh letters were lost in “{value}”. Save the table as XLSX, or as “CSV UTF-8”."
        ),
    }
    return sentences.get(problem, "")
