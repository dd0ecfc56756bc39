"""The documents say what the code says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.reception.policy import POLICY, Look, Standing
from bot.domain.reception.states import TRANSITIONS, Act, RequestState

ROOT = Path(__file__).parents[1]

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "content" / "README.md"])

RECEPTION = ROOT / "docs" / "reception.md"

EDGE = re.compile(r"^ +(\w+) --> (\w+): ([\w, ]+)$", re.MULTILINE)

LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def section(heading: str) -> str:
    """Give what stands under a heading of the page about requests."""
    _, _, rest = RECEPTION.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    assert rest, heading
    return rest.partition("\n## ")[0]


def table(text: str, first: str) -> list[dict[str, str]]:
    """Give the rows of the table whose first column has that name."""
    lines = text[text.index(f"| {first} |") :].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    header, _, *others = rows
    return [dict(zip(header, row, strict=True)) for row in others]


def anchors(document: Path) -> set[str]:
    """Give the names by which the headings of a document can be reached, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def public_classes(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, path


def test_the_states_of_a_request_are_drawn_as_the_table_of_transitions_has_them() -> None:
    drawn = section("How a request moves")
    moves = [
        ((RequestState(before), Act(act)), RequestState(after))
        for before, after, acts in EDGE.findall(drawn)
        for act in acts.split(", ")
    ]
    stays = [
        ((state := RequestState(row["State"]), Act(act)), state)
        for row in table(drawn, "State")
        for act in row["Acts"].split(", ")
    ]
    both = [*moves, *stays]

    assert all(before != after for (before, _), after in moves)
    assert dict(both) == TRANSITIONS
    assert len(both) == len(TRANSITIONS), "an edge is drawn twice"


def test_the_rights_on_a_request_are_written_as_the_policy_has_them() -> None:
    rows = table(section("Who may do what"), "Act or look")
    by_name = {one.value: one for one in (*Act, *Look)}
    written = {
        by_name[row["Act or look"]]: frozenset(one for one in Standing if row[one.value] == "yes")
        for row in rows
    }

    assert len(rows) == len(POLICY), "an act stands there twice"
    assert {cell for row in rows for cell in list(row.values())[1:]} <= {"yes", ""}
    assert written == POLICY


@pytest.mark.parametrize("package", ["bot/domain", "bot/services/reception", "bot/boards"])
def test_every_class_has_its_row_in_the_glossary(package: str) -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = list(public_classes(ROOT / package))

    assert named
    assert {name: path.name for name, path in named if f"`{name}`" not in glossary} == {}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    lost = []
    for target, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        leads_to = (document.parent / target).resolve() if target else document
        if not leads_to.exists() or (anchor and anchor not in anchors(leads_to)):
            lost.append(f"{target}#{anchor}")

    assert lost == []
