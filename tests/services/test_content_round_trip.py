import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.content import ContentErrors
from storage.database import Database
from tests.services.content_files import FILES, content_of, read_all, write_sample

pytest_plugins = ("tests.storage.databases",)

SHARED_DATABASE = settings(
    max_examples=30,  # each is several transactions on the disk
    deadline=None,  # a commit waits for the disk
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every load replaces what the last one left
)

HOSTILE = st.sampled_from(
    ['"', '""', ",", ";", "\n", "'", "\\", "=1+1", "#", ": ", "- ", "%s", ":name", "{", "\u2028"]
)
ANY_LETTER = st.characters(exclude_categories=["Cc", "Cs"])
ANY_WORDS = st.lists(HOSTILE | ANY_LETTER, min_size=1, max_size=20).map("".join).map(str.strip).filter(bool)

CONTROL_CHARACTERS = st.characters(categories=["Cc"], exclude_characters="\n")


def _with_cells(name: str, column: str, words: list[str]) -> bytes:
    """Give the sample file with these words in a column, each cell quoted as ours never are."""
    rows = list(csv.DictReader(io.StringIO(FILES[name], newline="")))
    for row, word in zip(rows, words, strict=True):
        row[column] = word
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, fieldnames=list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def _column(data: bytes, column: str) -> list[str]:
    return [row[column] for row in csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)]


@SHARED_DATABASE
@given(words=st.tuples(ANY_WORDS, ANY_WORDS), column=st.sampled_from(["notes", "name_kk", "locality_en"]))
async def test_any_words_in_a_cell_come_back_as_they_were(
    database: Database, words: tuple[str, str], column: str
) -> None:
    with TemporaryDirectory() as name:
        content, folder, out, again = (
            content_of(database),
            *(Path(name, part) for part in ("in", "out", "again")),
        )
        write_sample(folder)
        (folder / "houses.csv").write_bytes(_with_cells("houses.csv", column, list(words)))

        await content.load(folder)
        await content.dump(out)
        assert not await content.load(out)
        await content.dump(again)

        assert _column((out / "houses.csv").read_bytes(), column) == list(words)
        assert read_all(again) == read_all(out)


@SHARED_DATABASE
@given(question=ANY_WORDS, answer=ANY_WORDS, year=st.integers(-(10**17), 10**17) | ANY_WORDS)
async def test_any_words_in_a_fact_come_back_as_they_were(
    database: Database, question: str, answer: str, year: int | str
) -> None:
    figure = {"value": answer, "year": year, "source": question}
    entry = {"topic": "any", "q": question, "a": answer, "figures": [figure], "sources": [answer]}
    with TemporaryDirectory() as name:
        content, folder, out, again = (
            content_of(database),
            *(Path(name, part) for part in ("in", "out", "again")),
        )
        write_sample(folder)
        quoted = yaml.safe_dump({"faq": [entry]}, default_style='"', allow_unicode=False)
        (folder / "facts.yaml").write_text(quoted, encoding="utf-8")

        await content.load(folder)
        await content.dump(out)
        assert not await content.load(out)
        await content.dump(again)

        assert yaml.safe_load((out / "facts.yaml").read_bytes()) == {"faq": [entry]}
        assert read_all(again) == read_all(out)


@SHARED_DATABASE
@given(before=ANY_WORDS, character=CONTROL_CHARACTERS, after=ANY_WORDS)
async def test_control_characters_are_refused_wherever_they_hide(
    sqlite_database: Database, before: str, character: str, after: str
) -> None:
    with TemporaryDirectory() as name:
        folder = write_sample(Path(name, "in"))
        words = [f"{before}{character}{after}", "Closed"]
        (folder / "houses.csv").write_bytes(_with_cells("houses.csv", "notes", words))

        with pytest.raises(ContentErrors, match=f"U\\+{ord(character):04X}") as caught:
            await content_of(sqlite_database).load(folder)

    assert [error.column for error in caught.value.errors] == ["notes"]
