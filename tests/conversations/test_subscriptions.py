"""Subscriptions to new events: from the first wish to the message that brings them together, and its end."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.events.subscriptions import DigestTime, Subscription, SubscriptionKind
from bot.domain.language import Language
from handlers.events.subscription_callbacks import SubscriptionToggled
from handlers.events.views import digest_time
from sandbox import SeenMessage, StillClock
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import put_on
from tests.conversations.running import RunningBot
from tests.handlers.events.samples import speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOTHING_YET = "Choose a region, a House of Friendship, a language or a topic"
EVERY_MONDAY = DigestTime(weekday=1, hour=10)


async def opened(somebody: Citizen) -> SeenMessage:
    """Open “New events for me” from the list of what is on."""
    await somebody.write("/events")
    return await somebody.press("New events for me")


def every(somebody: Citizen, when: DigestTime) -> str:
    with speaking(somebody.language):
        return digest_time.every(when)


async def wishes(bot: RunningBot, somebody: Citizen) -> tuple[Subscription, ...]:
    person = await bot.app.services.people.meet(somebody.chat.id, None)
    return (await bot.app.services.subscribing.wishes(person.id)).subscriptions


async def test_a_newcomer_is_told_what_it_is_for_and_adds_a_region(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    first = await opened(visitor)
    regions = await visitor.press("Add a region")
    almaty = visitor.reads(busy_bot.region("KZ-75").name)

    answer = await visitor.chat.press(almaty)
    chosen = await visitor.chat.reply()
    overview = await visitor.press("← Back")

    assert visitor.words.beginning(NOTHING_YET).format(every=every(visitor, EVERY_MONDAY)) in first.text
    assert regions.id == chosen.id == overview.id, "one message is turned over"
    assert answer.text == visitor.words("I will tell you of new events: {name}", name=almaty)
    assert [visitor.words("✓ {name} — remove", name=almaty)] in chosen.buttons
    assert visitor.words("Region or city: {name}", name=almaty) in overview.text
    assert every(visitor, EVERY_MONDAY) in overview.text
    assert await wishes(busy_bot, visitor) == (Subscription(SubscriptionKind.REGION, "KZ-75"),)


async def test_a_house_is_found_by_its_region(visitor: Citizen, busy_bot: RunningBot) -> None:
    await opened(visitor)
    await visitor.press("Add a house")
    region = visitor.reads(busy_bot.region("KZ-43").name)
    if not any([region] in message.buttons for message in [visitor.chat.last]):
        await visitor.press("Next →")
    await visitor.press(region)
    town = visitor.reads(busy_bot.house("kyzylorda").locality)

    chosen = await visitor.press(town)
    await visitor.press("← Regions")
    overview = await visitor.press("← Back")

    assert [visitor.words("✓ {name} — remove", name=town)] in chosen.buttons
    house = visitor.reads(busy_bot.house("kyzylorda").name)
    assert visitor.words("House of Friendship: {name}", name=house) in overview.text


async def test_a_topic_and_a_language_are_added_and_taken_away_again(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    await opened(visitor)
    await visitor.press("Add a topic")
    await visitor.press("Youth")
    await visitor.press(visitor.words("✓ {name} — remove", name=visitor.words("Youth")))
    await visitor.press("Charity")
    await visitor.press("← Back")
    await visitor.press("Add a language")
    languages = visitor.chat.last.buttons
    await visitor.press(languages[0][0])
    overview = await visitor.press("← Back")

    assert len(await wishes(busy_bot, visitor)) == 2
    kazakh = languages[0][0]
    assert visitor.words("Language of the event: {name}", name=kazakh) in overview.text

    await visitor.press(visitor.words("{number}. {name} — remove", number=1, name=kazakh))

    assert await wishes(busy_bot, visitor) == (Subscription(SubscriptionKind.TOPIC, "charity"),)


async def test_two_quick_presses_subscribe_once(citizen: Meet, busy_bot: RunningBot) -> None:
    somebody = await citizen("en")
    await somebody.start()
    press = SubscriptionToggled(kind=SubscriptionKind.REGION, value="KZ-10", wanted=True).pack()

    first, second = await somebody.forge(press), await somebody.forge(press)

    assert first.text == second.text
    assert await wishes(busy_bot, somebody) == (Subscription(SubscriptionKind.REGION, "KZ-10"),)


async def test_the_day_and_the_hour_are_chosen_in_two_steps(visitor: Citizen, busy_bot: RunningBot) -> None:
    await opened(visitor)
    await visitor.press("Add a topic")
    await visitor.press("Charity")
    await visitor.press("← Back")
    days = await visitor.press("Change the time")
    friday = days.buttons[3][0]
    await visitor.press(friday)

    overview = await visitor.press("18:00")

    assert every(visitor, DigestTime(weekday=5, hour=18)) in overview.text
    person = await busy_bot.app.services.people.meet(visitor.chat.id, None)
    assert (await busy_bot.app.services.subscribing.wishes(person.id)).time == DigestTime(weekday=5, hour=18)


async def test_everything_is_stopped_by_one_press_and_brought_back_by_another(
    visitor: Citizen, busy_bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    await opened(visitor)
    await visitor.press("Add a topic")
    await visitor.press("Charity")
    await visitor.press("Youth")
    await visitor.press("← Back")
    before = await wishes(busy_bot, visitor)

    stopped = await visitor.press("Stop everything")
    assert await wishes(busy_bot, visitor) == ()
    overview = await visitor.press("Undo")
    again = await visitor.chat.press_old(stopped, visitor.words("Undo"))
    expected_refusals["editMessageText"] = 1  # a second press changes nothing

    assert len(before) == 2
    assert await wishes(busy_bot, visitor) == before
    assert visitor.words("Youth") in overview.text
    assert again.text == ""


async def test_a_stop_that_can_no_longer_be_undone_is_said_so(citizen: Meet) -> None:
    somebody = await citizen("en")
    await somebody.start()

    answer = await somebody.chat.press_data(somebody.chat.last, "uu")

    assert answer.text == "I no longer know what you had chosen. Choose again below."


@pytest.mark.parametrize("value", ["no-such-house", ""])
async def test_a_house_that_is_gone_is_not_subscribed_to(
    citizen: Meet, busy_bot: RunningBot, value: str
) -> None:
    somebody = await citizen("en")
    await somebody.start()
    press = SubscriptionToggled(kind=SubscriptionKind.HOUSE, value=value, wanted=True).pack()

    answer = await somebody.chat.press_data(somebody.chat.last, press)

    assert answer.text == "This is no longer in the directory. Choose something else."
    assert await wishes(busy_bot, somebody) == ()


@pytest.mark.parametrize(
    "data", ["ud:8", "uh:1:7", "uh:1:21", "us:king:x:1:", "uc:house:nowhere:99", "up:-3"]
)
async def test_a_forged_button_is_answered(citizen: Meet, busy_bot: RunningBot, data: str) -> None:
    somebody = await citizen("en")
    await somebody.start()

    answer = await somebody.forge(data)

    assert answer.text
    assert await wishes(busy_bot, somebody) == ()


@pytest.mark.parametrize("facts_url", ["sqlite", "postgresql"], indirect=True)
async def test_what_is_new_comes_in_one_message_at_the_hour_and_can_be_stopped_there(
    bot: RunningBot, clock: StillClock, language: Language
) -> None:
    somebody = await bot.meet(language)
    await somebody.start()
    toggle = SubscriptionToggled(kind=SubscriptionKind.HOUSE, value="semey", wanted=True)
    await somebody.forge(toggle.pack())
    clock.advance(60)
    for title in ("Ән & жыр", "Би кеші"):
        await put_on(bot, title, bot.now() + timedelta(days=21))

    clock.advance(timedelta(days=6).total_seconds())
    assert await bot.app.services.subscribing.send_digests() == 1
    assert await bot.app.services.subscribing.send_digests() == 0
    bot.app.notifier.nudge()
    digest = await somebody.chat.reply()

    assert digest.html.startswith(somebody.words("<b>New events for you</b>"))
    assert digest.buttons == [
        ["1. Ән & жыр"],
        ["2. Би кеші"],
        somebody.labels("Change or stop"),
    ]
    card = await somebody.press("2. Би кеші", on=digest)
    assert "Би кеші" in card.text
    overview = await somebody.press("Change or stop", on=digest)
    assert somebody.reads(bot.house("semey").name) in overview.text
