"""The command demo: the bot in a browser, with a Telegram on this machine."""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.running import run

# The command imports what it needs when it runs: the others start without the sandbox.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from sandbox.bots import Bot
    from sandbox.server import Sandbox

DEMO_TOKEN = "1000001:demonstration-in-the-sandbox"  # noqa: S105  # known to the sandbox alone

CONTENT = Path("content")

SETTLING_SECONDS = 20
"""In the demonstration nobody waits ten minutes to see what an edit brings about."""

cli = typer.Typer()


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the web chat; 0 takes a free one.", max=65535)] = 8081,
) -> None:
    """Show the bot in a browser, with a Telegram on this machine and the real directory."""
    from bot.telegram.models import import_aiogram

    import_aiogram()
    from bot.logs import configure

    configure("WARNING", console=sys.stderr.isatty())
    run(lambda: _demonstrate(port))


async def _demonstrate(port: int) -> None:
    from pydantic import SecretStr

    from bot.serving import serve
    from bot.settings import BotMode, Settings
    from sandbox.server import Sandbox

    with tempfile.TemporaryDirectory(prefix="dostyq-demo-") as folder:
        url = f"sqlite:///{folder}/demo.db"
        async with Sandbox(port=port) as sandbox:
            bot = sandbox.bot(DEMO_TOKEN, username="dostyq_bot", first_name="Dostyq")
            seats = await _prepare(url, sandbox, bot)
            typer.echo(f"Open in a browser:  {sandbox.url}/?{seats}&bot={bot.username}")
            typer.echo("Stop with Ctrl+C.")
            await serve(
                Settings(
                    bot_token=SecretStr(DEMO_TOKEN),
                    bot_api_url=sandbox.url,
                    bot_mode=BotMode.POLLING,
                    database_url=url,
                    event_settling_seconds=SETTLING_SECONDS,
                )
            )


async def _prepare(url: str, sandbox: "Sandbox", bot: "Bot") -> str:
    """Load the directory, give roles, put examples on; give who sits where, as the page's address says it."""
    from bot.assembly import create_services
    from bot.commands.demo_events import put_on_examples
    from bot.commands.demo_people import Hiring, seats
    from bot.commands.demo_requests import Examples, MovedClock
    from bot.ports.clock import system_clock
    from bot.services.content import Content
    from storage.content import SqlContentStore
    from storage.opening import opened_database
    from storage.outbox import SqlOutbox

    async with opened_database(url) as database:
        await Content(SqlContentStore(database), system_clock).load(CONTENT)
        clock = MovedClock(system_clock())
        services = create_services(database, clock, timedelta())
        await services.places.refresh()
        hiring = Hiring(services, sandbox, bot)
        staff = await hiring.staff()
        await put_on_examples(services, staff.editor.person, CONTENT)
        await Examples(services, clock, staff).play(hiring, SqlOutbox(database), CONTENT)
        return await seats(services, staff)
