"""A request in a browser, from sending to “solved”: citizen, coordinator and group side by side."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, expect

from bot.domain.language import Language
from tests.browser import launch_browser
from tests.demonstration import COORDINATOR, GUESTS, HEAD, ROOT, Phone, demonstration, page_of, seating

PICTURE = ROOT / "docs" / "pictures" / "reception.png"

NUMBER = re.compile(r"\d{4}-\d{6}")

ASTANA, QUARREL = "Астана", "Спор или ссора"
"""As the directory calls them in Russian; no other door is shown for a quarrel."""

MATTER = "В нашем подъезде третий месяц спорят, где ставить детские коляски. Помогите нам договориться."

ANSWER = "Мы встретились с жильцами: у лифта поставят стойку для колясок. Спасибо, что написали!"


class Citizen(Phone):
    """Somebody who writes to a council."""

    async def sends_request(self) -> str:
        """Answer every question of the form, and give the number on the receipt."""
        await self.presses_key("Write to a council")
        await self.press(ASTANA)
        await self.press(QUARREL)
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
        group = Colleague(page, Language.KAZAKH, HEAD)
        await coordinator.comes_by_invitation()
        await citizen.start()

        number = await citizen.sends_request()
        await citizen.hides_keyboard()
        await group.opens_group()
        await group.opens_topic(number)
        await expect(group.column).not_to_contain_text(MATTER)
        await coordinator.takes(number)
        await coordinator.opens_private_chat()
        words = coordinator.words_of_citizen()
        await expect(words.get_by_test_id("protected")).to_be_visible()
        await coordinator.replies(words, ANSWER)
        await citizen.sees(ANSWER)
        await citizen.press("It is solved")
        await citizen.press("5 – very good")
        await citizen.sees(citizen.words("Solved"))
        await coordinator.sees(coordinator.words("The citizen says that the matter is solved."))
        await expect(group.card(number)).to_contain_text(coordinator.words("Solved"))
        await coordinator.hides_keyboard()
        await expect(page.get_by_test_id("toast")).to_have_count(0)
        await page.mouse.move(640, 1)
        PICTURE.parent.mkdir(exist_ok=True)
        await page.screenshot(path=PICTURE)
