"""Chromium, which looks at pages: a test fails without it, and says how to get it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def program() -> str:
    """Where it is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or pytest.fail("No Chromium here: sudo apt-get install chromium fonts-noto-cjk", pytrace=False)


@asynccontextmanager
async def chromium_runs() -> AsyncIterator[Browser]:
    """A browser, for as long as it is needed."""
    where = program()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=where, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()
