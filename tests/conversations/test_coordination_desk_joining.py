"""Joining a council by an invitation: what one may do there, and the name that colleagues see."""

from datetime import timedelta

import pytest

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, NO_COUNCIL, Role
from sandbox import SeenMessage
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import ABAI, dismissed_coordinator
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

REGION = RegionCode("KZ-10")


async def joined(
    bot: RunningBot,
    somebody: Citizen,
    role: Role,
    council_id: CouncilId = NO_COUNCIL,
    region: RegionCode = REGION,
) -> SeenMessage:
    """Open an invitation, and give what is said below the greeting."""
    token = await bot.app.services.roles.invite(role, region, timedelta(days=7), council_id)
    await somebody.start(f"invite_{token}")
    told = await somebody.chat.reply()
    await dismissed_coordinator(bot, somebody)
    return told


async def test_a_coordinator_learns_what_to_do_and_which_name_is_seen(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    somebody = await citizen(language)

    told = await joined(busy_bot, somebody, Role.COORDINATOR, ABAI)

    council = busy_bot.directory.council(ABAI)
    assert council is not None
    assert told.text.startswith(
        f"{somebody.words('You are now a coordinator of this council:')}\n{somebody.reads(council.name)}\n"
    )
    seen_as = "Your colleagues see this name when you take a request: {name}"
    assert told.text.endswith(somebody.words(seen_as, name="Citizen"))
    assert told.buttons == [somebody.labels("Desk"), somebody.labels("Menu")]


async def test_a_head_learns_what_to_lead(citizen: Meet, busy_bot: RunningBot) -> None:
    told = await joined(busy_bot, await citizen("en"), Role.HEAD, ABAI)

    assert told.text.startswith("You are now the head of this council:\nElders’ council, Abai Region\n")
    assert "invite and dismiss them" in told.text


@pytest.mark.parametrize(("region", "where"), [(REGION, "Abai Region"), (COUNTRY, "the whole of Kazakhstan")])
async def test_an_admin_learns_what_is_seen_and_what_is_not(
    citizen: Meet, busy_bot: RunningBot, region: RegionCode, where: str
) -> None:
    told = await joined(busy_bot, await citizen("en"), Role.ADMIN, region=region)

    assert told.text.startswith(f"You are now an admin of the reception for {where}.")
    assert "without names" in told.text
    assert told.buttons == [["Desk"], ["Menu"]]


async def test_the_way_through_the_choice_of_a_language_keeps_the_name(busy_bot: RunningBot) -> None:
    person = await busy_bot.sandbox.person("<Name> & co", language_code="de")
    somebody = Citizen(person.chat_with(busy_bot.telegram), Language.ENGLISH)
    roles = busy_bot.app.services.roles
    token = await roles.invite(Role.COORDINATOR, REGION, timedelta(days=7), ABAI)
    await somebody.start(f"invite_{token}")
    await somebody.press("English")
    await somebody.chat.reply()

    told = await somebody.press("Go on")

    [held] = [one for one in await roles.list_all() if one.telegram_id == somebody.chat.id]
    await dismissed_coordinator(busy_bot, somebody)
    assert held.grant.shown_as == "<Name> & co"
    assert told.text.endswith("when you take a request: <Name> & co")
