"""The command line: run, load, dump, check, corrections; and those of `bot.commands`."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import demo, roles
from bot.commands.running import OPERATORS_MISTAKE
from bot.commands.running import run as _run

# Commands import what they need when they run: `run` starts in half the time without the others' libraries.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.services.content import Content

cli = typer.Typer(
    help="Dostyq: Houses of Friendship and language schools of Kazakhstan in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(demo.cli)
cli.add_typer(roles.cli)

Folder = Annotated[Path, typer.Argument(help="Folder with the CSV and YAML files.")]


@cli.command()
def run() -> None:
    """Run the bot until it is stopped."""
    from bot.telegram.models import import_aiogram

    import_aiogram()
    from bot.serving import serve
    from bot.settings import read_settings

    async def work() -> None:
        settings = read_settings()
        _configure_logs(settings.log_level)
        await serve(settings)

    _run(work)


@cli.command()
def load(
    folder: Folder = Path("content"),
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
) -> None:
    """Bring the institution's facts into the database: everything, or nothing when there is an error."""
    from bot.services.content import describe
    from bot.settings import read_database_url

    async def work() -> None:
        async with _content(read_database_url()) as content:
            typer.echo(describe(await content.load(folder, dry_run=dry_run)))

    _run(work)


@cli.command()
def dump(folder: Folder) -> None:
    """Write the database's facts as files that load would read back."""
    from bot.settings import read_database_url

    async def work() -> None:
        async with _content(read_database_url()) as content:
            await content.dump(folder)

    _run(work)


@cli.command()
def check() -> None:
    """Look for what would keep the bot from working, and say how to put it right."""
    from bot.telegram.models import import_aiogram

    import_aiogram()
    from bot.checks import check as look
    from bot.settings import read_settings

    async def work() -> bool:
        findings = [finding async for finding in look(read_settings())]
        for finding in findings:
            typer.echo(f"{finding.subject}: {finding.problem or 'ok'}")
        return not any(finding.problem for finding in findings)

    if not _run(work):
        raise typer.Exit(OPERATORS_MISTAKE)


@cli.command()
def corrections() -> None:
    """Print what people say is wrong in the directory, as JSON lines, the oldest first."""
    import json

    from bot.ports.clock import system_clock
    from bot.services.corrections import Corrections
    from bot.settings import read_database_url
    from storage.corrections import SqlCorrections
    from storage.opening import opened_database

    async def work() -> None:
        async with opened_database(read_database_url()) as database:
            for one in await Corrections(SqlCorrections(database), system_clock).read():
                about = f"{one.subject}/{one.subject_id}"
                line = {"at": one.written_at.isoformat(), "about": about, "text": one.text}
                typer.echo(json.dumps(line, ensure_ascii=False))

    _run(work)


@asynccontextmanager
async def _content(url: str) -> "AsyncIterator[Content]":
    from bot.ports.clock import system_clock
    from bot.services.content import Content
    from storage.content import SqlContentStore
    from storage.opening import opened_database

    async with opened_database(url) as database:
        yield Content(SqlContentStore(database), system_clock)


def _configure_logs(level: str) -> None:
    from bot.logs import configure

    configure(level, console=sys.stderr.isatty())


if __name__ == "__main__":
    cli()
