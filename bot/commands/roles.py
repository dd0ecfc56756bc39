"""The commands on roles: invite, roles, withdraw."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.running import run
from bot.domain.astana_time import local
from bot.domain.councils import CouncilId
from bot.domain.errors import OperatorError
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, INVITATION_PREFIX, GrantId, Role

# Commands import what they need when they run: the others start without aiogram and the database drivers.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.domain.places import DirectoryFacts
    from bot.services.roles import Roles
    from bot.settings import Settings
    from storage.database import Database

LARGEST_ID = 2**63 - 1
"""The largest number that a column of ids holds."""

PIXELS_A_MODULE = 10
"""Size of the smallest square of a QR code in its picture: the whole is some 400 pixels wide."""

cli = typer.Typer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a role is held: in a region, or at a council; what was not said is empty."""

    region: RegionCode
    council: CouncilId


@cli.command()
def invite(
    role: Annotated[Role, typer.Option(help="What the invited person will be trusted with.")],
    region: Annotated[
        str,
        typer.Option(help="For an editor or admin: code of the region, such as KZ-75; KZ for the country."),
    ] = "",
    council: Annotated[
        str, typer.Option(help="For a coordinator or head: id of the council, such as elders-astana.")
    ] = "",
    days: Annotated[int, typer.Option(help="How many days the invitation lasts.", min=1, max=90)] = 7,
    qr: Annotated[Path | None, typer.Option(help="Also write the QR code as a PNG file.")] = None,
) -> None:
    """Print a link that gives a role to the first account that opens it."""
    from bot.telegram.models import import_aiogram

    import_aiogram()
    from bot.settings import read_settings

    where = Where(region=RegionCode(region.upper()), council=CouncilId(council.lower()))
    run(lambda: _invite(read_settings(), role, where, timedelta(days=days), qr))


@cli.command()
def roles() -> None:
    """Print the roles in force: number, role, council or region, Telegram account, since when."""
    from bot.settings import read_database_url

    async def work() -> None:
        async with _roles(read_database_url()) as service:
            for holder in await service.list_all():
                grant = holder.grant
                since = local(grant.granted_at).date()
                where = grant.council_id or grant.region_code
                typer.echo(f"{grant.id}\t{grant.role}\t{where}\t{holder.telegram_id}\t{since}")

    run(work)


@cli.command()
def withdraw(
    grant_id: Annotated[int, typer.Argument(help="Number that `roles` shows.", min=1, max=LARGEST_ID)],
) -> None:
    """Take a role back; it ends at once."""
    from bot.settings import read_database_url

    async def work() -> None:
        async with _roles(read_database_url()) as service:
            if not await service.withdraw(GrantId(grant_id)):
                raise OperatorError(f"No role in force has the number {grant_id}: see python -m bot roles")
        typer.echo(f"Withdrawn: {grant_id}")

    run(work)


async def _invite(
    settings: "Settings", role: Role, where: Where, lasts: timedelta, picture: Path | None
) -> None:
    from bot.ports.clock import system_clock
    from bot.services.roles import Roles
    from storage.opening import opened_database
    from storage.roles import SqlRoles

    async with opened_database(settings.database_url) as database:
        known = await _known(database, role, where)
        username = await _username(settings)
        now = system_clock()
        service = Roles(SqlRoles(database), lambda: now)
        token = await service.invite(role, known.region, lasts, known.council)
    link = f"https://t.me/{username}?start={INVITATION_PREFIX}{token}"
    typer.echo(link)
    typer.echo(f"For one account, until {local(now + lasts):%Y-%m-%d %H:%M} Astana time.")
    _draw(link, picture)


async def _known(database: "Database", role: Role, where: Where) -> Where:
    """Look up where the role is to be held; the region of a council is its own."""
    from storage.places import SqlDirectory

    if role.is_at_council != bool(where.council) or role.is_at_council == bool(where.region):
        needed, given = ("council", "region") if role.is_at_council else ("region", "council")
        raise OperatorError(f"The role {role} needs --{needed}, and no --{given}")
    facts = await SqlDirectory(database).read()
    if not facts.places:
        raise OperatorError("The directory is empty: run python -m bot load content/")
    return _known_council(facts, where) if role.is_at_council else _known_region(facts, where)


def _known_region(facts: "DirectoryFacts", where: Where) -> Where:
    from bot.domain.directory import REGION_KINDS

    known = sorted({COUNTRY} | {place.region_code for place in facts.places if place.kind in REGION_KINDS})
    if where.region in known:
        return where
    raise OperatorError(f"--region {where.region}: not in the directory; it knows {', '.join(known)}")


def _known_council(facts: "DirectoryFacts", where: Where) -> Where:
    known = {council.id: council for council in facts.councils if council.is_one_body}
    council = known.get(where.council)
    if council is None:
        ids = ", ".join(sorted(known))
        raise OperatorError(f"--council {where.council}: no council that takes requests; there are {ids}")
    return Where(region=council.region_code, council=council.id)


async def _username(settings: "Settings") -> str:
    from aiogram import Bot
    from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError

    from bot.telegram.session import LeanSession

    session = LeanSession(settings.bot_api_url)
    try:
        me = await Bot(settings.bot_token.get_secret_value(), session=session).me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise OperatorError(
            "Telegram does not know this token: set BOT_TOKEN to the one that @BotFather gave you"
        ) from None
    except TelegramAPIError:
        raise OperatorError(
            f"Telegram can't be reached at {settings.bot_api_url}: check BOT_API_URL and the network"
        ) from None
    finally:
        await session.close()
    return me.username or ""


def _draw(link: str, picture: Path | None) -> None:
    """Show the QR code to somebody who sits at a terminal, and write it where a picture is wanted."""
    import segno

    code = segno.make_qr(link)
    if sys.stdout.isatty():
        code.terminal(compact=True)
    if picture is None:
        return
    try:
        code.save(str(picture), kind="png", scale=PIXELS_A_MODULE)
    except OSError as error:
        raise OperatorError(f"--qr {picture}: {error.strerror or error}") from error


@asynccontextmanager
async def _roles(url: str) -> "AsyncIterator[Roles]":
    from bot.ports.clock import system_clock
    from bot.services.roles import Roles
    from storage.opening import opened_database
    from storage.roles import SqlRoles

    async with opened_database(url) as database:
        yield Roles(SqlRoles(database), system_clock)
