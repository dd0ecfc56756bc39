"""Starts the system's Chromium for tests that look at the web chat."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox of its own, because containers rarely allow one; the rest keeps it from calling home.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@asynccontextmanager
async def launch_browser() -> AsyncIterator[Browser]:
    """Run a headless Chromium for the length of the block.

    Without one the test is skipped, or fails where the environment says REQUIRE_ALL=1.
    """
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        reason = f"none of {', '.join(_NAMES)} is installed"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
