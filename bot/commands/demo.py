"""The command demo: the bot in a browser, with a Telegram on this machine."""

import sys
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.running import run
from bot.domain.astana_time import at, local
from bot.domain.events.event import EventDetails, Topic
from bot.domain.language import LocalizedText
from bot.domain.places import HouseId
from bot.domain.roles import COUNTRY, INVITATION_PREFIX, Role

# The command imports what it needs when it runs: the others start without the sandbox.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.assembly import Services
    from bot.domain.people import Person
    from sandbox.server import Sandbox

DEMO_TOKEN = "1000001:demonstration-in-the-sandbox"  # noqa: S105  # known to the sandbox alone

GUESTS = "Қонақ:kk,Гость:ru,Guest:en"

EDITOR = ("Редактор", "ru")

CONTENT = Path("content")

SETTLING_SECONDS = 20
"""In the demonstration nobody waits ten minutes to see what an edit brings about."""

INVITATION_LASTS = timedelta(days=1)

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
            invitation = await _prepare(url, sandbox)
            people = f"{GUESTS},{':'.join(EDITOR)}:{INVITATION_PREFIX}{invitation}"
            typer.echo(f"Open in a browser:  {sandbox.url}/?people={people}&bot={bot.username}")
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


async def _prepare(url: str, sandbox: "Sandbox") -> str:
    """Load the directory, and put examples of events on; give the token of the editor's invitation."""
    from bot.assembly import create_services
    from bot.ports.clock import system_clock
    from bot.services.content import Content
    from storage.content import SqlContentStore
    from storage.opening import opened_database

    async with opened_database(url) as database:
        await Content(SqlContentStore(database), system_clock).load(CONTENT)
        services = create_services(database, system_clock, timedelta())
        await services.places.refresh()
        name, language = EDITOR
        account = await sandbox.person(name, language_code=language)
        editor = await services.people.meet(account.id, language)
        invitation = await services.roles.invite(Role.EDITOR, COUNTRY, INVITATION_LASTS)
        await services.roles.accept(editor.id, invitation)
        await _put_on_examples(services, editor)
    return invitation


async def _put_on_examples(services: "Services", editor: "Person") -> None:
    import yaml

    today = local(datetime.now(UTC)).date()
    examples = yaml.safe_load((CONTENT / "demo_events.yaml").read_text(encoding="utf-8"))
    for number, example in enumerate(examples):
        event = await services.editing.begin(editor.id, f"demo:{number}", _details(example, today))
        await services.editing.publish(event.id, editor.id)
        if weeks := example.get("weeks"):
            until = today + timedelta(weeks=weeks)
            await services.repeating.repeat(event.id, editor.id, until, f"demo:{number}:weekly")


def _details(example: dict[str, Any], today: date) -> EventDetails:
    starts_at = at(today + timedelta(days=example["days"]), time.fromisoformat(example["at"]))
    return EventDetails(
        title=LocalizedText(**example["title"]),
        text=LocalizedText(**example["text"]),
        house_id=HouseId(example["house"]),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=example["hours"]),
        capacity=example.get("seats"),
        languages=tuple(example["languages"]),
        topic=Topic(example["topic"]),
    )
