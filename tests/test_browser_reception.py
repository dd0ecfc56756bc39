"""A request in a browser, from sending to “solved”: citizen, coordinator and group side by side."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, expect

from bot.domain.language import Language
from tests.browser import launch_browser
from tests.demonstration import (
    CHEAP_PHONE,
    COORDINATOR,
    GUESTS,
    HEAD,
    ROOT,
    Phone,
    demonstration,
    everything_fits,
    page_of,
    seating,
)

PICTURE = ROOT / "docs" / "pictures" / "reception.png"

NUMBER = re.compile(r"\d{4}-\d{6}")

ASTANA = "Астана"
"""As the directory calls it in Kazakh and in Russian."""

QUARREL = {Language.KAZAKH: "Дау мен реніш", Language.RUSSIAN: "Спор или ссора"}
"""A topic for which no other door is shown."""

MATTER = "В нашем подъезде третий месяц спорят, где ставить детские коляски. Помогите нам договориться."

ANSWER = "Мы встретились с жильцами: у лифта поставят стойку для колясок. Спасибо, что написали!"


class Citizen(Phone):
    """Somebody who writes to a council."""

    async def sends_request(self) -> str:
        """Answer every question of the form, and give the number on the receipt."""
        await self.presses_key("Write to a council")
        await self.press(ASTANA)
        await self.press(QUARREL[self.language])
        await self.write(MATTER)
        await self.press("Here, in this chat")
        await self.button(self.words("Show my name: {name}", name=GUESTS[self.language])).click()
        await self.sees(MATTER)
        await self.press("I agree – send to the council")
        receipt = self.column.get_by_test_id("message").last
        await expect(receipt).to_contain_text(NUMBER)
        [number] = set(NUMBER.findall(await receipt.inner_text()))
        return str(number)


class Colleague(Phone):
    """Somebody of the council."""

    async def comes_by_invitation(self) -> None:
        await self.column.get_by_test_id("start").click()
        await expect(self.column.get_by_test_id("message").nth(2)).to_be_visible()
        await self.hides_keyboard()

    async def takes(self, number: str) -> None:
        """Take a request in its topic of the group."""
        await self.opens_group()
        await self.opens_topic(number)
        await self.press("Take")

    def card(self, number: str) -> Locator:
        """Give the bot's message about a request."""
        return self.column.get_by_test_id("message").filter(has=self.column.page.get_by_text(number)).last

    def words_of_citizen(self) -> Locator:
        return self.column.get_by_test_id("message").filter(has_text=MATTER)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launch_browser() as opened:
        yield opened


@pytest.mark.timeout(240)
async def test_a_citizen_and_a_coordinator_bring_a_request_from_sending_to_solved(browser: Browser) -> None:
    async with (
        demonstration() as address,
        page_of(browser, seating(address, GUESTS[Language.RUSSIAN], COORDINATOR, HEAD), 1280, 1000) as page,
    ):
        citizen = Citizen(page, Language.RUSSIAN)
        coordinator = Colleague(page, Language.RUSSIAN, COORDINATOR)
        group = Colleague(page, Language.RUSSIAN, HEAD)  # it speaks as the coordinator who connected it
        await coordinator.comes_by_invitation()
        await citizen.start()

        number = await citizen.sends_request()
        await citizen.hides_keyboard()
        await group.opens_group()
        await group.opens_topic(number)
        await group.is_offered("Take")
        await expect(group.column).not_to_contain_text(MATTER)
        await coordinator.takes(number)
        await coordinator.opens_private_chat()
        words = coordinator.words_of_citizen()
        await expect(words.get_by_test_id("protected")).to_be_visible()
        await coordinator.replies(words, ANSWER)
        await citizen.sees(ANSWER)
        await citizen.press("It is solved")
        await citizen.press("5 – very good")
        await citizen.sees(citizen.words("you rated the council’s work"))
        await coordinator.sees(coordinator.words("The citizen says that the matter is solved."))
        await expect(group.card(number)).to_contain_text(group.words("Solved"))
        await coordinator.hides_keyboard()
        await expect(page.get_by_test_id("toast")).to_have_count(0)
        await citizen.looks_at_the_end()
        await page.mouse.move(640, 1)
        PICTURE.parent.mkdir(exist_ok=True)
        await page.screenshot(path=PICTURE)


@pytest.mark.timeout(180)
async def test_on_a_cheap_phone_a_request_can_be_sent_and_looked_at(browser: Browser) -> None:
    async with demonstration() as address:
        async with page_of(browser, seating(address, GUESTS[Language.KAZAKH]), *CHEAP_PHONE) as page:
            citizen = Citizen(page, Language.KAZAKH)
            await citizen.start()
            await citizen.presses_key("Write to a council")
            await citizen.is_offered(ASTANA)
            await everything_fits(page, citizen)
            for label in (ASTANA, QUARREL[Language.KAZAKH]):
                await citizen.press(label)
            await citizen.write(MATTER)
            await citizen.is_offered("In person")
            await everything_fits(page, citizen)
            for label in ("In person", "Do not show my name"):
                await citizen.press(label)
            await citizen.sees(MATTER)
            await everything_fits(page, citizen)
            await citizen.press("I agree – send to the council")
            await citizen.press("Open the request")
            await citizen.sees(citizen.words("you sent it"))
            await everything_fits(page, citizen)
        async with page_of(browser, seating(address, COORDINATOR), *CHEAP_PHONE) as page:
            coordinator = Colleague(page, Language.RUSSIAN, COORDINATOR)
            await coordinator.comes_by_invitation()
            await coordinator.press("Desk")
            await coordinator.sees(coordinator.words("At which council?"))
            await everything_fits(page, coordinator)
            await coordinator.buttons().first.click()
            await coordinator.is_offered("Overdue")
            await everything_fits(page, coordinator)
            await coordinator.press("Overdue")
            await coordinator.is_offered("← Back to the desk")
            await everything_fits(page, coordinator)
            await coordinator.buttons().first.click()
            await coordinator.is_offered("Read the request")
            await everything_fits(page, coordinator)
