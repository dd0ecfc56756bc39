"""A thousand requests at the same moment: how soon citizens have receipts, how fast the group is filled."""

import asyncio
import re
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession

from benchmarks.children import ChildFailed, Cores, child, finish, last_lines
from benchmarks.contenders import TOKEN
from benchmarks.figures import Bound, Figure, Target
from bot.assembly import create_services
from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import ReplyWay
from bot.domain.roles import Role
from bot.domain.topics import TopicId
from bot.ports.clock import system_clock
from handlers.navigation import button, keyboard
from handlers.reception.form.callbacks import RequestSent
from sandbox import Conversation, Group, Rates, Sandbox
from storage.opening import opened_database

COUNCIL, REGION, PLACE = CouncilId("elders-astana"), RegionCode("KZ-71"), PlaceId("astana")

REQUESTS = 1_000

RECEIPT_P95 = 2.0
"""Seconds from the press to the receipt."""

GROUP_PER_MINUTE = 20
"""Messages that Telegram takes for one group in a minute (Bot FAQ)."""

WATCHED = 75.0
"""Seconds for which the group is watched: more than one window of a minute."""

LOADING, PATIENCE = 60.0, 120.0

NUMBER = re.compile(r"\b20\d\d-\d{6}\b")

KEY, SEND = "ready", "Send"


async def run(requests: int = REQUESTS, rounds: int = 1) -> list[Figure]:
    """Measure `rounds` times on a fresh database."""
    measured = [await _measure(requests) for _ in range(rounds)]
    targets = {
        "receipt p95": Target(bound=Bound.AT_MOST, limit=RECEIPT_P95),
        "saved": Target(bound=Bound.AT_LEAST, limit=requests),
        "told without being saved": Target(bound=Bound.AT_MOST, limit=0),
        "most in the group within a minute": Target(bound=Bound.AT_MOST, limit=GROUP_PER_MINUTE),
        "calls answered 429": Target(bound=Bound.AT_MOST, limit=0),
    }
    units = {"receipt p50": "s", "receipt p95": "s", "receipt of the last": "s"}
    return [
        Figure(
            name=f"{requests} requests at once: {name}",
            unit=units.get(name, ""),
            runs=tuple(one[name] for one in measured),
            target=targets.get(name),
        )
        for name in measured[0]
    ]


async def _measure(requests: int) -> Mapping[str, float]:
    cores = Cores.of_this_machine()
    # Telegram's limit for groups alone: the bot is measured here, and not how Telegram throttles its answers.
    rates = Rates(per_second=1e6, burst=10**6, chat_per_second=1e6, chat_burst=10**6)
    with tempfile.TemporaryDirectory(prefix="reception-") as name:
        folder = Path(name)
        log, url = folder / "bot.log", f"sqlite:///{folder}/bot.db"
        async with Sandbox(rates=rates) as sandbox:
            environment = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url, "DATABASE_URL": url}
            async with child(("-m", "bot", "load", "content/"), log=log, environment=environment) as loading:
                await finish(loading, seconds=LOADING, log=log)
            group, people = await _prepare(sandbox, url, requests)
            async with child(("-m", "bot", "run"), log=log, environment=environment, core=cores.bot) as bot:
                await _until(lambda: bool(sandbox.journal.calls("deleteWebhook")), log)
                began = time.monotonic()
                for citizen in people:
                    citizen.press_and_go(citizen.messages[-1], RequestSent(draft_key=KEY).pack())
                await _until(lambda: len(_receipts(sandbox, people)) >= requests, log)
                receipts = _receipts(sandbox, people)
                await asyncio.sleep(max(0.0, began + WATCHED - time.monotonic()))
                refused = sum(entry.error_code == 429 for entry in sandbox.journal)  # noqa: PLR2004  # HTTP's number
                assert bot.returncode is None, last_lines(log)  # noqa: S101  # a dead bot measures nothing
            saved = await _saved(url)
    waits = sorted(at - began for at, _ in receipts.values())
    posted = [entry.monotonic for entry in sandbox.journal.calls(chat_id=group.id) if entry.ok]
    return {
        "receipt p50": waits[len(waits) // 2],
        "receipt p95": waits[len(waits) * 95 // 100],
        "receipt of the last": waits[-1],
        "saved": float(len(saved)),
        "told without being saved": float(len({number for _, number in receipts.values()} - saved)),
        "posted to the group meanwhile": float(len(posted)),
        "most in the group within a minute": float(_most_within_a_minute(posted)),
        "calls answered 429": float(refused),
    }


def _receipts(sandbox: Sandbox, people: Sequence[Conversation]) -> dict[int, tuple[float, str]]:
    """Give the first number that each chat was told, and when."""
    chats = {citizen.id for citizen in people}
    found: dict[int, tuple[float, str]] = {}
    for entry in sandbox.journal:
        number = NUMBER.search(str(entry.params.get("text", "")))
        if entry.ok and number and entry.chat_id in chats:
            found.setdefault(int(entry.chat_id), (entry.monotonic + entry.duration, number[0]))
    return found


def _most_within_a_minute(moments: Sequence[float]) -> int:
    ends = range(len(moments))
    return max((sum(moments[end] - 60 < at <= moments[end] for at in moments) for end in ends), default=0)


async def _prepare(sandbox: Sandbox, url: str, requests: int) -> tuple[Group, list[Conversation]]:
    """Let a council have a group, and citizens only the last button to press."""
    bot = sandbox.bot(TOKEN, username="dostyq_bot")
    head = await sandbox.person("Head", language_code="ru")
    group = await sandbox.group("Council", [head], [bot])
    people = []
    for number in range(requests):
        person = await sandbox.person(f"Citizen {number}", language_code="ru")
        people.append(person.chat_with(bot))
        await people[-1].start()
    async with opened_database(url) as database:
        services = create_services(database, system_clock, timedelta())
        holder = await services.people.meet(head.id, "ru")
        token = await services.roles.invite(Role.HEAD, REGION, timedelta(days=1), COUNCIL)
        await services.roles.accept(holder.id, token, "Head")
        link = await services.council_groups.link(holder.id, COUNCIL)
        await services.council_groups.connect(holder.id, link, group.id, Language.RUSSIAN, is_forum=False)
        for citizen in people:
            known = await services.people.meet(citizen.id, "ru")
            await services.drafting.keep(known.id, _draft())
    bot.updates.clear()
    markup = keyboard([[button(SEND, RequestSent(draft_key=KEY))]]).model_dump(exclude_none=True)
    async with ClientSession() as session:
        for citizen in people:
            body = {"chat_id": citizen.id, "text": "…", "reply_markup": markup}
            async with session.post(f"{sandbox.url}/bot{TOKEN}/sendMessage", json=body) as answer:
                answer.raise_for_status()
    sandbox.journal.clear()
    return group, people


def _draft() -> RequestDraft:
    return RequestDraft(
        key=KEY,
        begun_at=system_clock(),
        place_id=PLACE,
        topic_id=TopicId("roads"),
        pieces=(Piece(kind=PieceKind.TEXT, text="Яма на дороге у школы"),),
        reply_way=ReplyWay.HERE,
        name="",
    )


async def _saved(url: str) -> set[str]:
    async with opened_database(url) as database:
        return {row["number"] for row in await database.fetch("SELECT number FROM requests")}


async def _until(is_true: Callable[[], bool], log: Path) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not is_true():  # noqa: ASYNC110  # another process does it
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise ChildFailed(f"not done in {PATIENCE:.0f} s: {last_lines(log)}") from None
