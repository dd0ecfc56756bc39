"""Invitations: a link that gives its role to the first account that opens it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.language import Language
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, Role
from bot.services.roles import Roles
from sandbox import Sandbox, SeenMessage, StillClock
from storage.roles import SqlRoles
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

ALMATY = RegionCode("KZ-75")

EDITOR_THERE = (
    "You are now an editor of events for {region}.\n\nYou can add events there, change them and cancel them."
)
EDITOR_EVERYWHERE = (
    "You are now an editor of events for the whole of Kazakhstan.\n\n"
    "You can add events in every region, change them and cancel them."
)
USED = "This invitation has already been used. Ask whoever sent it for a new one."
EXPIRED = "This invitation has expired. Ask whoever sent it for a new one."
UNKNOWN = "I do not know this invitation. Ask whoever sent it for a new one."


def roles_of(bot: RunningBot) -> Roles:
    return Roles(SqlRoles(bot.database), bot.now)


async def invitation(bot: RunningBot, region: RegionCode = ALMATY) -> str:
    """Give the payload of a link, as the command line makes it."""
    return f"invite_{await roles_of(bot).invite(Role.EDITOR, region, timedelta(days=7))}"


async def opened(somebody: Citizen, payload: str) -> SeenMessage:
    """Open the link, and give what is said below the greeting."""
    await somebody.start(payload)
    return await somebody.chat.reply()


async def regions_of(bot: RunningBot, *citizens: Citizen) -> list[str]:
    """Give the regions in which these people hold a role."""
    accounts = {citizen.chat.id for citizen in citizens}
    return [
        holder.grant.region_code
        for holder in await roles_of(bot).list_all()
        if holder.telegram_id in accounts
    ]


def bytes_of(database_url: str) -> bytes:
    return Path(database_url.removeprefix("sqlite:///")).read_bytes()


async def test_an_invitation_greets_and_says_what_one_may_do_and_where(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    somebody = await citizen(language)

    welcome = await somebody.start(await invitation(busy_bot))
    told = await somebody.chat.reply()

    assert welcome.text == somebody.words("Hello! I am Dostyq. You came by an invitation.")
    assert welcome.keyboard[0] == somebody.labels("Find near me")
    almaty = somebody.reads(busy_bot.region(ALMATY).name)
    assert told.text == somebody.words(EDITOR_THERE, region=almaty)
    assert told.buttons == [somebody.labels("Menu")]
    assert await regions_of(busy_bot, somebody) == [ALMATY]


async def test_an_invitation_for_the_country_says_so(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    somebody = await citizen(language)

    told = await opened(somebody, await invitation(busy_bot, COUNTRY))

    assert told.text == somebody.words(EDITOR_EVERYWHERE)
    assert await regions_of(busy_bot, somebody) == [COUNTRY]


async def test_a_second_account_learns_that_it_came_too_late(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    first, second = await citizen(language), await citizen(language)
    payload = await invitation(busy_bot)
    await opened(first, payload)

    told = await opened(second, payload)

    assert told.text == second.words(USED)
    assert told.buttons == [second.labels("Menu")]
    assert await regions_of(busy_bot, second) == []


async def test_the_same_account_is_told_the_same_again(citizen: Meet, busy_bot: RunningBot) -> None:
    somebody, payload = await citizen("en"), await invitation(busy_bot)

    first, again = await opened(somebody, payload), await opened(somebody, payload)

    assert first.text == again.text == somebody.words(EDITOR_THERE, region="Almaty")
    assert await regions_of(busy_bot, somebody) == [ALMATY]


async def test_an_invitation_that_lay_too_long_gives_nothing(
    bot: RunningBot, clock: StillClock, language: Language
) -> None:
    somebody, payload = await bot.meet(language), await invitation(bot)
    clock.advance(timedelta(days=7).total_seconds())

    told = await opened(somebody, payload)

    assert told.text == somebody.words(EXPIRED)
    assert await regions_of(bot, somebody) == []


async def test_an_invitation_that_nobody_sent_gives_nothing(citizen: Meet, busy_bot: RunningBot) -> None:
    somebody = await citizen("ru")

    told = await opened(somebody, f"invite_{'x' * 32}")

    assert told.text == somebody.words(UNKNOWN)
    assert await regions_of(busy_bot, somebody) == []


@pytest.mark.parametrize("cut", [slice(None, -1), slice(None, len("invite_"))], ids=["cut short", "bare"])
async def test_half_a_link_is_answered_with_the_keys(citizen: Meet, busy_bot: RunningBot, cut: slice) -> None:
    somebody, payload = await citizen("kk"), await invitation(busy_bot)

    answer = await somebody.start(payload[cut])

    assert answer.text == somebody.words("This link no longer works. What are you looking for?")
    assert answer.keyboard


async def test_a_role_that_is_withdrawn_is_gone_at_once_and_for_good(
    citizen: Meet, busy_bot: RunningBot
) -> None:
    somebody, payload = await citizen("kk"), await invitation(busy_bot)
    await opened(somebody, payload)
    roles = roles_of(busy_bot)
    [held] = [one for one in await roles.list_all() if one.telegram_id == somebody.chat.id]

    await roles.withdraw(held.grant.id)

    assert await regions_of(busy_bot, somebody) == []
    assert (await opened(somebody, payload)).text == somebody.words(USED)
    assert await regions_of(busy_bot, somebody) == []


@pytest.mark.parametrize(
    ("endonym", "language"),
    [("Қазақша", Language.KAZAKH), ("Русский", Language.RUSSIAN), ("English", Language.ENGLISH)],
)
async def test_somebody_without_a_language_chooses_it_and_goes_on_to_the_role(
    citizen: Meet, busy_bot: RunningBot, endonym: str, language: Language
) -> None:
    somebody, payload = await citizen("de", language), await invitation(busy_bot)

    await somebody.start(payload)
    assert await regions_of(busy_bot, somebody) == []
    await somebody.press(endonym)
    way_on = await somebody.chat.reply()
    told = await somebody.press("Go on")

    assert way_on.text == somebody.words("You came here by a link.")
    assert told.id == way_on.id
    almaty = somebody.reads(busy_bot.region(ALMATY).name)
    assert told.text == somebody.words(EDITOR_THERE, region=almaty)
    assert await regions_of(busy_bot, somebody) == [ALMATY]


async def test_the_button_of_an_invitation_works_once_like_its_link(
    citizen: Meet, busy_bot: RunningBot
) -> None:
    somebody, payload = await citizen("de", Language.ENGLISH), await invitation(busy_bot)
    await somebody.start(payload)
    await somebody.press("English")
    await somebody.chat.reply()
    await opened(await citizen("ru"), payload)

    assert (await somebody.press("Go on")).text == USED
    assert await regions_of(busy_bot, somebody) == []


@pytest.mark.parametrize("payload", ["council_1", "invite_short", ""])
async def test_a_button_on_to_nowhere_is_answered(citizen: Meet, payload: str) -> None:
    somebody = await citizen("en")
    await somebody.start()

    told = await somebody.forge(f"link:{payload}")

    assert told.text == "This button no longer works. Choose again:"


async def test_no_token_is_left_behind_once_it_is_used(
    sandbox: Sandbox, sqlite_facts_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    bot = RunningBot(sandbox, sqlite_facts_url)
    await bot.start()
    try:
        by_link, by_button = await bot.meet("ru"), await bot.meet("de", Language.ENGLISH)
        payloads = [await invitation(bot), await invitation(bot)]
        await opened(by_link, payloads[0])
        await by_button.start(payloads[1])
        await by_button.press("English")
        await by_button.chat.reply()
        await by_button.press("Go on")
        assert await regions_of(bot, by_link, by_button) == [ALMATY, ALMATY]
        await bot.settled()
        await bot.check_manners()
    finally:
        await bot.stop()

    kept = bytes_of(sqlite_facts_url)
    said = "".join(capfd.readouterr())
    assert b"role.granted" in kept
    assert "stopped" in said
    for token in (payload.removeprefix("invite_") for payload in payloads):
        assert token.encode() not in kept
        assert token not in said
