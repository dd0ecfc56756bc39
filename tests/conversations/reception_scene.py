"""A request, its author and the people of two councils, who all read one language."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.request import Request
from bot.domain.reception.states import RequestState
from bot.domain.roles import Role
from sandbox import SeenMessage
from storage.reception.store import SqlRequests
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import invited_coordinator, person_of, told_all
from tests.conversations.running import RunningBot
from tests.conversations.writing_requests import SEND, at_topic, past_similar, topic_button

WORDS = "Көрші <түнде> шулайды & сосед шумит – a quarrel {every} night 🙂"

REGIONS = {Language.KAZAKH: "KZ-10", Language.RUSSIAN: "KZ-39", Language.ENGLISH: "KZ-55"}
"""From where people write, so that those of one language are nobody's business in another."""

HOMES = {
    Language.KAZAKH: (CouncilId("elders-abai"), CouncilId("elders-astana")),
    Language.RUSSIAN: (CouncilId("elders-kostanay"), CouncilId("elders-north")),
    Language.ENGLISH: (CouncilId("elders-pavlodar"), CouncilId("elders-shymkent")),
}
"""The council of that region, and the one to which requests are given."""

STATES = {
    RequestState.SUBMITTED: "Sent, not yet taken",
    RequestState.IN_PROGRESS: "In progress",
    RequestState.WAITING_FOR_CITIZEN: "Waiting for the citizen’s reply",
    RequestState.ANSWERED: "Answered",
    RequestState.CONFIRMED: "Solved",
    RequestState.REOPENED: "Reopened",
    RequestState.TRANSFERRED: "Given to another council",
    RequestState.REDIRECTED: "Directed to another service",
    RequestState.WITHDRAWN: "Withdrawn",
}

TAGS = re.compile(r"</?(?:b|i|code)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Those who work for one council."""

    head: Citizen
    colleague: Citizen
    names: tuple[str, str]
    ids: tuple[PersonId, PersonId]

    @property
    def people(self) -> tuple[Citizen, Citizen]:
        return self.head, self.colleague

    def other(self, somebody: Citizen) -> Citizen:
        return self.colleague if somebody is self.head else self.head

    def name(self, somebody: Citizen) -> str:
        return self.names[self.people.index(somebody)]


@dataclass(slots=True)
class Scene:
    """What one conversation about a request needs; `cards` are those seen before the request was taken."""

    bot: RunningBot
    language: Language
    teams: dict[CouncilId, Team]
    citizen: Citizen
    request: Request
    heard_before: dict[int, int] = field(default_factory=dict)
    cards: dict[int, SeenMessage] = field(default_factory=dict)
    rating: SeenMessage | None = None
    takings: int = 0

    @property
    def words(self) -> Callable[..., str]:
        """Give a way to say an English text as it reads in the language, with its formatting taken off."""
        said = self.citizen.words

        def read(text: str, **values: object) -> str:
            return plain(said(text, **{"number": self.request.number, **values}))

        return read

    @property
    def team(self) -> Team:
        """Give those who work for the request's council."""
        return self.teams[self.request.council_id]

    @property
    def elsewhere(self) -> CouncilId:
        """Give the other council."""
        [other] = self.teams.keys() - {self.request.council_id}
        return other

    @property
    def owner(self) -> Citizen | None:
        """Give whoever has taken the request."""
        if self.request.owner_id is None:
            return None
        return self.team.people[self.team.ids.index(self.request.owner_id)]

    @property
    def doer(self) -> Citizen:
        """Give the owner, or the head where there is none."""
        return self.owner or self.team.head

    def council(self, council_id: CouncilId) -> str:
        """Name a council as people read it."""
        found = self.bot.directory.council(council_id)
        assert found is not None
        return self.citizen.reads(found.name)

    async def refresh(self) -> None:
        """Read the request as it is."""
        found = await SqlRequests(self.bot.database).request(self.request.id)
        assert found is not None
        self.request = found

    async def card(self, reader: Citizen) -> SeenMessage:
        """Let somebody of the council open the card by its number."""
        await reader.chat.send(self.request.number)
        return await self.sees(reader, self.words("State: {state}", state=self.state), [self.words("Desk")])

    async def page(self) -> SeenMessage:
        """Let the citizen open their page of the request by its link."""
        await self.citizen.chat.start(f"my_{self.request.number}")
        return await self.sees(self.citizen, self.words("What has happened"))

    @property
    def state(self) -> str:
        """Name the state as people read it."""
        return self.words(STATES[self.request.state])

    async def choose(self, act: str, then: str) -> SeenMessage:
        """Let the doer open the card, and press the button of an act, which may stand behind “More”."""
        card, label = await self.card(self.doer), self.words(act)
        if not any(label in row for row in card.buttons):
            card = await self.press(self.doer, "More", card, button=act)
        return await self.press(self.doer, act, card, then)

    async def press(
        self,
        who: Citizen,
        label: str,
        on: SeenMessage,
        then: str = "",
        *,
        button: str = "",
        **values: str,
    ) -> SeenMessage:
        """Press a button, and see a screen that says `then` and has that button."""
        await who.chat.press_old(on, self.citizen.words.label(label))
        return await self.sees(
            who, then and self.words(then, **values), [self.words(button)] if button else []
        )

    async def sees(self, who: Citizen, text: str, row: list[str] | None = None) -> SeenMessage:
        """Wait for a message, new or changed, that says `text` and has the buttons of the row."""

        def is_meant(message: SeenMessage) -> bool:
            labels = {label for buttons in message.buttons for label in buttons}
            return text in message.text and set(row or []) <= labels

        return await who.chat.reply_where(is_meant)

    async def writes(self, who: Citizen, text: str, then: str, **values: object) -> SeenMessage:
        """Write, and see a screen that says `then`."""
        await who.chat.send(text)
        return await self.sees(who, self.words(then, **values))

    async def listen(self) -> None:
        """Remember up to where everybody has read."""
        everybody = [self.citizen, *(one for team in self.teams.values() for one in team.people)]
        self.heard_before = {one.chat.id: _last(one) for one in everybody}

    async def told(self) -> None:
        """Let everybody hear what there is to hear, and read the request as it is."""
        await told_all(self.bot)
        await self.refresh()

    def heard(self, who: Citizen, *said: str) -> SeenMessage:
        """Give the message that somebody got since, with all that is said in it."""
        new = [one for one in who.chat.messages if one.id > self.heard_before[who.chat.id]]
        found = [one for one in new if all(words in one.text for words in said)]
        assert found, (said, [one.text for one in new])
        return found[-1]


async def teams_of(bot: RunningBot, language: Language) -> dict[CouncilId, Team]:
    """Let four people work for the two councils of a language: a head and a coordinator for each."""
    return {
        council_id: await _team(bot, language, council_id, place)
        for place, council_id in enumerate(HOMES[language])
    }


async def scene_of(bot: RunningBot, language: Language, teams: dict[CouncilId, Team]) -> Scene:
    """Let somebody new send a request in the form, and the council hear of it."""
    citizen = await bot.meet(language)
    await at_topic(bot, citizen, REGIONS[language])
    await citizen.press(topic_button(bot, citizen))
    await past_similar(citizen, await citizen.write(WORDS))
    await citizen.press("Here, in this chat")
    check = await citizen.press("Do not show my name")
    receipt = await citizen.press(SEND, on=check)
    person = await person_of(bot, citizen)
    [request] = (await bot.app.services.own_requests.mine(person.id)).own
    scene = Scene(bot, language, teams, citizen, request)
    assert scene.words("<b>Your request is sent</b>") in receipt.text
    assert request.number in receipt.text
    assert scene.council(HOMES[language][0]) in receipt.text
    await told_all(bot)
    return scene


def plain(text: str) -> str:
    """Take the formatting off, as people read it."""
    return unescape(TAGS.sub("", text))


async def _team(bot: RunningBot, language: Language, council_id: CouncilId, place: int) -> Team:
    names = (f"Айгүл {place}", f"Bolat <{place}>")
    people = []
    for name, role in zip(names, (Role.HEAD, Role.COORDINATOR), strict=True):
        person = await bot.sandbox.person(name, language_code=language)
        somebody = Citizen(person.chat_with(bot.telegram), language)
        people.append(await invited_coordinator(bot, somebody, council_id, role))
    head, colleague = people
    ids = ((await person_of(bot, head)).id, (await person_of(bot, colleague)).id)
    return Team(head=head, colleague=colleague, names=names, ids=ids)


def _last(somebody: Citizen) -> int:
    return max((one.id for one in somebody.chat.messages), default=0)
