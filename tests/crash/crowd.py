"""People who write to the bot, and what each message must be answered with."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.intake.envelope import RawUpdate, kept
from sandbox import Bot, Conversation, Sandbox
from storage.database import open_database
from storage.inbox import Inbox
from tests.crash.bot_process import PATIENCE, BotProcess

WORDS = ("/start", "Алматы", "Шымкент", "Костанай", "Актау", "Семей", "Talgar", "qqqq")
PLACES = ((43.2389, 76.8897), (51.1694, 71.4491), (42.3417, 69.5901))

Sent = str | tuple[float, float]
"""What a person sends: words, or a place as latitude and longitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an undisturbed bot answers, and what it says to whoever's place it has lost."""

    to: dict[Sent, str]
    place_lost: str

    def possible(self, sent: Sent) -> set[str]:
        return {self.to[sent]} if isinstance(sent, str) else {self.to[sent], self.place_lost}


@dataclass(slots=True)
class Citizen:
    """One person and everything that they sent."""

    chat: Conversation
    sent: list[Sent] = field(default_factory=list)

    async def send(self, what: Sent) -> None:
        self.sent.append(what)
        if isinstance(what, str):
            await self.chat.send(what)
        else:
            await self.chat.share_location(*what)

    def answers(self) -> list[str]:
        messages = self.chat.messages
        return [message.text for message in messages if message.raw["from"]["is_bot"]]


async def crowd(sandbox: Sandbox, bot: Bot, count: int) -> list[Citizen]:
    people = [await sandbox.person(f"Citizen {number}", language_code="ru") for number in range(count)]
    return [Citizen(person.chat_with(bot)) for person in people]


async def write_all(people: Sequence[Citizen], messages: int, chance: random.Random) -> None:
    """Let the people send so many messages between them, in a random order."""
    for number in range(messages):
        choice: Sent = chance.choice(WORDS) if chance.random() < 0.7 else chance.choice(PLACES)
        await people[number % len(people)].send(choice)


async def learn_answers(sandbox: Sandbox, bot: Bot, process: BotProcess) -> Answers:
    """Ask a bot that nobody disturbs, and that finds one place left behind by an earlier run."""
    left, asking = await crowd(sandbox, bot, 2)
    await left.send(PLACES[0])
    await _leave_behind(process, [update.body for update in bot.updates])
    await process.start()
    place_lost = (await left.chat.reply(timeout=PATIENCE)).text
    answers: dict[Sent, str] = {}
    for what in (*WORDS, *PLACES):
        await asking.send(what)
        answers[what] = (await asking.chat.reply(timeout=PATIENCE)).text
    await process.until_done(len(answers) + 1)
    assert [len(citizen.answers()) for citizen in (left, asking)] == [1, len(answers)]
    assert place_lost not in answers.values()
    return Answers(to=answers, place_lost=place_lost)


async def _leave_behind(process: BotProcess, updates: Sequence[RawUpdate]) -> None:
    """Put updates into the inbox as a bot that was killed leaves them."""
    database = await open_database(f"sqlite:///{process.database}")
    try:
        await Inbox(database).accept([kept(update) for update in updates], datetime.now(UTC))
    finally:
        await database.close()


def unanswered(people: Iterable[Citizen], answers: Answers) -> list[tuple[int, Sent]]:
    """Give what was not answered after it was sent: the chat's number, and the message."""
    return [
        (citizen.chat.id, sent)
        for citizen in people
        for sent in _missing(citizen.sent, citizen.answers(), answers)
    ]


def _missing(sent: Iterable[Sent], given: Iterable[str], answers: Answers) -> Iterable[Sent]:
    left = iter(given)
    for what in sent:
        possible = answers.possible(what)
        if not any(answer in possible for answer in left):
            yield what
            return
