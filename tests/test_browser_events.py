"""An event that moves, in a browser: the editor's phone and the phones of those who come, side by side."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from bot.domain.astana_time import is_quiet, local
from bot.domain.language import Language
from tests.browser import launch_browser
from tests.demonstration import EDITOR, GUESTS, ROOT, Phone, demonstration, page_of, seating

PICTURE = ROOT / "docs" / "pictures" / "event-moved.png"

EXAMPLE = "event_1"
"""The first event of the demonstration: tomorrow at 18:00."""

SETTLED = 45_000
"""Milliseconds for an edit to settle in the demonstration (20 s), to be looked for and sent."""


def soon() -> str:
    """Give a moment so near that even at night nobody lets its notice wait, as an editor types it."""
    now = local(datetime.now(UTC))
    if not is_quiet(now):
        return f"{now.date() + timedelta(days=2)} 17:00"
    morning = now.date() + timedelta(days=1) if now.hour > 12 else now.date()  # noon
    return f"{morning} 09:30"


class Attendee(Phone):
    """Somebody who comes to the event."""

    async def comes(self) -> None:
        await self.start()
        await self.hides_keyboard()
        await self.write(f"/start {EXAMPLE}")
        await self.press("I am coming")
        await expect(self.column.get_by_test_id("message").last).to_contain_text(
            self.words.label("You are coming.")
        )

    async def sees_that_it_moved(self) -> None:
        told = self.words("<b>The time has changed</b>").removeprefix("<b>").removesuffix("</b>")
        last = self.column.get_by_test_id("message").last
        await expect(last).to_contain_text(told, timeout=SETTLED)
        await last.scroll_into_view_if_needed()


class Editor(Phone):
    """The editor of the demonstration, who comes by an invitation."""

    async def comes_by_invitation(self) -> None:
        await self.column.get_by_test_id("start").click()
        await expect(self.column.get_by_test_id("message").nth(2)).to_be_visible()
        await self.hides_keyboard()

    async def moves(self, moment: str) -> None:
        await self.write(f"/start {EXAMPLE}")
        for label in ("Edit", "Change", "Beginning"):
            await self.press(label)
        await self.write(moment)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launch_browser() as opened:
        yield opened


@pytest.mark.timeout(240)
async def test_an_editor_moves_an_event_and_whoever_comes_sees_what_changed(browser: Browser) -> None:
    async with (
        demonstration() as address,
        page_of(browser, seating(address, *GUESTS.values(), EDITOR), 1500, 1000) as page,
    ):
        attendees = [Attendee(page, language) for language in Language]
        editor = Editor(page, Language.RUSSIAN, EDITOR)
        await editor.comes_by_invitation()
        for attendee in attendees:
            await attendee.comes()
        await editor.moves(soon())
        for attendee in attendees:
            await attendee.sees_that_it_moved()
        await page.mouse.move(750, 1)
        PICTURE.parent.mkdir(exist_ok=True)
        await page.screenshot(path=PICTURE)
