"""The web chat as tests open it."""

from playwright.async_api import Locator, Page, expect

from sandbox import Sandbox
from tests.sandbox.conftest import Script


async def opened(page: Page, sandbox: Sandbox, people: str = "Aigerim:kk", more: str = "") -> Locator:
    """Open the columns of these people; give the first person's. more is the rest of the address."""
    await page.goto(f"{sandbox.url}/?people={people}&bot=council_bot{more}")
    await expect(page.locator("body[data-ready]")).to_be_visible()
    return column_of(page, people.partition(":")[0])


def column_of(page: Page, name: str) -> Locator:
    return page.locator(f'[data-person="{name}"]')


async def started(page: Page, sandbox: Sandbox, script: Script) -> tuple[Locator, int]:
    """Open one person's column and press START; give it and the chat's id."""
    column = await opened(page, sandbox)
    await column.get_by_test_id("start").click()
    message = await script.hear("message")
    return column, message["chat"]["id"]
