"""Those who sit in the demonstration, the roles they hold, and the address that seats them in a browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.assembly import Services
from bot.domain.councils import NATIONAL_DESK, CouncilId
from bot.domain.people import Person
from bot.domain.places import RegionCode
from bot.domain.reception.groups import GROUP_PREFIX
from bot.domain.roles import COUNTRY, INVITATION_PREFIX, NO_COUNCIL, Role
from sandbox.bots import Bot
from sandbox.server import Sandbox

ASTANA = CouncilId("elders-astana")

GUESTS = "Қонақ:kk,Гость:ru,Guest:en"

INVITATION_LASTS = timedelta(days=1)

GROUP = "Совет аксакалов Астаны"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody with a role; `invitation` is the payload of the link by which they came to it."""

    person: Person
    name: str
    language: str
    invitation: str

    @property
    def column(self) -> str:
        """Give the seat as the address of the web chat names it."""
        return f"{self.name}:{self.language}:{self.invitation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Those who work for the institution in the demonstration."""

    editor: Seat
    coordinator: Seat
    head: Seat


class Hiring:
    """Makes accounts in the sandbox, and lets the bot know them."""

    def __init__(self, services: Services, sandbox: Sandbox, bot: Bot) -> None:
        self._services = services
        self._sandbox = sandbox
        self._bot = bot

    async def staff(self) -> Staff:
        """Give everybody who has a role: an editor, and a coordinator and the head of a council."""
        astana = [(Role.COORDINATOR, ASTANA), (Role.COORDINATOR, NATIONAL_DESK)]
        return Staff(
            editor=await self._hire("Редактор", "ru", [(Role.EDITOR, NO_COUNCIL)]),
            coordinator=await self._hire("Координатор", "ru", astana),
            head=await self._hire("Төраға", "kk", [(Role.HEAD, ASTANA)]),
        )

    async def meet(self, name: str, language: str) -> Person:
        """Give somebody to whom the bot may write.

        Telegram refuses what is written to those who have not pressed START, and whoever refused something
        gets nothing more.
        """
        account = (await self._sandbox.person(name, language_code=language)).account
        self._sandbox.world.private_chat(self._bot, account).started = True
        return await self._services.people.meet(account.id, language)

    async def _hire(self, name: str, language: str, posts: Sequence[tuple[Role, CouncilId]]) -> Seat:
        person = await self.meet(name, language)
        invitations = [await self._accepted(person, name, role, council) for role, council in posts]
        return Seat(
            person=person, name=name, language=language, invitation=f"{INVITATION_PREFIX}{invitations[0]}"
        )

    async def _accepted(self, person: Person, name: str, role: Role, council_id: CouncilId) -> str:
        council = self._services.places.directory.council(council_id)
        region = RegionCode(council.region_code) if council else COUNTRY
        token = await self._services.roles.invite(role, region, INVITATION_LASTS, council_id)
        await self._services.roles.accept(person.id, token, name)
        return token


async def seats(services: Services, staff: Staff) -> str:
    """Give the query of the address: columns for everybody, and the group of the council.

    The coordinator connects the group as soon as the page is open.
    """
    people = [GUESTS, *(seat.column for seat in (staff.editor, staff.coordinator, staff.head))]
    token = await services.council_groups.link(staff.coordinator.person.id, ASTANA)
    title = GROUP.replace(" ", "%20")
    members = f"{staff.coordinator.name}+{staff.head.name}"
    return f"people={','.join(people)}&group={title}:{members}:forum:{GROUP_PREFIX}{token}"
