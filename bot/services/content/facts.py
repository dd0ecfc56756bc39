"""facts.yaml: text to records and records to text; one record is one entry of the file."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from bot.domain.content import Record
from bot.services.content.facts_model import Facts
from bot.services.content.reports import FileReport
from bot.services.content.yaml_text import Document, Path, path_text, read_yaml, write_yaml

HEAD = """\
# Facts about the Assembly of People of Kazakhstan and the answers to common questions, in English.
# Every figure has its year and its source; where sources differ, each is kept. README.md explains the file.
"""

QUESTIONS = "faq"
TOPIC = "topic"


def read_facts(text: str, report: FileReport) -> list[Record]:
    """Read the entries of the file; what breaks a rule is noted in the report."""
    document = read_yaml(text, report)
    if document is None or document.value is None:
        return []
    try:
        facts = Facts.model_validate(document.value)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            path = _path(found["loc"])
            cause = found.get("ctx", {}).get("error")
            report.add(document.line(path), path_text(path), str(cause or found["msg"]))
        return []
    content = facts.model_dump(exclude_unset=True)
    _check_topics(content.get(QUESTIONS, []), document, report)
    return [
        Record(id=key, cells={"id": key, "document": json.dumps(value, ensure_ascii=False)})
        for key, value in _entries(content)
    ]


def write_facts(records: Sequence[Record]) -> str:
    """Give the text of the file."""
    content: dict[str, Any] = {}
    for record in records:
        section, _, key = record.id.partition(".")
        value = json.loads(str(record.cells["document"]))
        if section == QUESTIONS:
            content.setdefault(section, []).append(value)
        elif key:
            content.setdefault(section, {})[key] = value
        else:
            content[section] = value
    return HEAD + "".join(f"\n{write_yaml({section: value})}" for section, value in content.items())


def _path(location: Sequence[str | int]) -> Path:
    """Drop the mark with which pydantic says that the key of a mapping is meant, not its value."""
    return tuple(step for step in location if step != "[key]")


def _entries(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, value in content.items():
        if section == QUESTIONS:
            yield from ((f"{section}.{question[TOPIC]}", question) for question in value)
        elif isinstance(value, dict):
            yield from ((f"{section}.{key}", entry) for key, entry in value.items())
        else:
            yield section, value


def _check_topics(questions: list[dict[str, Any]], document: Document, report: FileReport) -> None:
    first: dict[str, int] = {}
    for place, question in enumerate(questions):
        path = (QUESTIONS, place, TOPIC)
        earlier = first.setdefault(question[TOPIC], place)
        if earlier != place:
            line = document.line((QUESTIONS, earlier, TOPIC))
            report.add(
                document.line(path), path_text(path), f"{question[TOPIC]!r} already stands in line {line}"
            )
