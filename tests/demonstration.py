"""The demonstration in a browser: `python -m bot demo`, and the phones that its page shows side by side."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from bot.domain.language import Language
from tests.catalogues import words_in

ROOT = Path(__file__).parents[1]

PATIENCE = 60.0
"""Seconds for the demonstration to start on a slow machine."""

CHEAP_PHONE = WIDTH, HEIGHT = 360, 740
"""Pixels of its window."""

FINGER = 36
"""Pixels that a button must be high to be hit."""

GUESTS = {Language.KAZAKH: "Қонақ", Language.RUSSIAN: "Гость", Language.ENGLISH: "Guest"}

EDITOR, COORDINATOR, HEAD = "Редактор", "Координатор", "Төраға"


@asynccontextmanager
async def demonstration() -> AsyncIterator[str]:
    """Run the demonstration as a process of its own and give the address that it prints first."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            first_line = (await process.stdout.readline()).decode()
        found = re.search(r"http://\S+", first_line)
        assert found, first_line
        yield found[0]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
    assert process.returncode == 0


def seating(address: str, *people: str) -> str:
    """Give the address with columns for these people alone; their groups are made all the same."""
    head, _, query = address.partition("?people=")
    everybody, separator, rest = query.partition("&")
    seats = {seat.partition(":")[0]: seat for seat in everybody.split(",")}
    return f"{head}?people={','.join(seats[name] for name in people)}{separator}{rest}"


class Phone:
    """One column of the web chat: somebody's phone."""

    def __init__(self, page: Page, language: Language, person: str = "") -> None:
        self.language = language
        self.words = words_in(language)
        self.column = page.locator(f'[data-testid=column][data-person="{person or GUESTS[language]}"]')

    async def start(self) -> None:
        await self.column.get_by_test_id("start").click()
        await self.sees(self.words.beginning("Hello! I am Dostyq. I help you").splitlines()[0])

    async def write(self, text: str) -> None:
        await self.column.get_by_test_id("composer").fill(text)
        await self.column.get_by_test_id("send").click()

    def button(self, label: str) -> Locator:
        """Give the newest button under a message that begins with `label`."""
        begins = re.compile(f"^{re.escape(label)}")
        return self.column.get_by_test_id("inline-button").filter(has_text=begins).last

    def buttons(self) -> Locator:
        """Give the buttons under the newest message."""
        return self.column.get_by_test_id("message").last.get_by_test_id("inline-button")

    async def is_offered(self, label: str) -> None:
        """Wait for a button that begins with `label`."""
        await expect(self.button(self.words.label(label))).to_be_visible()

    async def press(self, label: str) -> None:
        await self.button(self.words.label(label)).click()

    async def presses_key(self, label: str) -> None:
        """Press a key of the keyboard under the line."""
        key = self.column.get_by_test_id("reply-button").filter(has_text=self.words.label(label))
        await key.click()

    async def sees(self, text: str) -> None:
        """Wait until the newest message says `text`."""
        await expect(self.column.get_by_test_id("message").last).to_contain_text(text)

    async def opens_private_chat(self) -> None:
        """Go to the chat with the bot, the first tab of those who are in a group."""
        await self.column.get_by_test_id("chat-tab").first.click()

    async def opens_group(self) -> None:
        await self.column.get_by_test_id("chat-tab").last.click()

    async def opens_topic(self, name: str, patience: float = PATIENCE) -> None:
        """Open a topic of the group's forum as soon as there is one of that name."""
        await self.column.get_by_test_id("topic").filter(has_text=name).click(timeout=1000 * patience)

    async def replies(self, message: Locator, text: str) -> None:
        await message.get_by_role("button", name="Reply", exact=True).click()
        await self.write(text)

    async def looks_at_the_end(self) -> None:
        """Scroll to the last button: quick changes of a long message leave its end out of sight."""
        await self.buttons().last.scroll_into_view_if_needed()

    async def hides_keyboard(self) -> None:
        await self.column.get_by_test_id("keyboard-toggle").click()
        await expect(self.column.get_by_test_id("reply-button").first).to_be_hidden()


@asynccontextmanager
async def page_of(browser: Browser, address: str, width: int, height: int) -> AsyncIterator[Page]:
    """Open the web chat in a window of that size; no script of the page may fail."""
    page = await browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=1, color_scheme="light"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(address)
    await expect(page.locator("body[data-ready]")).to_be_visible()
    yield page
    await page.close()
    assert errors == []


async def everything_fits(page: Page, phone: Phone) -> None:
    """See that nothing scrolls sideways, and that each button has room for its words and for a finger."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    message = phone.column.get_by_test_id("message").last
    for button in await message.get_by_test_id("inline-button").all():
        await button.scroll_into_view_if_needed()
        await button.click(trial=True)
        box = await button.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDTH
        assert box["height"] >= FINGER
        assert await button.evaluate("node => node.scrollWidth <= node.clientWidth"), (
            await button.inner_text()
        )
