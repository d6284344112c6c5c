"""A visitor of the page in Chromium: phones, desks, the company's clock, and pictures of it all."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from conversations.toolkit.words import Language, Phrase
from tests.words import the_catalogue

PHONE, DESK, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 800}, {"width": 1280, "height": 900}
PATIENCE = 60_000
"""Milliseconds for what takes a turn, on a machine that others use too."""

CATALOGUE = the_catalogue()
SCREENSHOTS = Path(tempfile.gettempdir()) / f"rapport-screenshots-{os.getpid()}"


@dataclass
class Visitor:
    """Opens pages on phones and desks, and fails for whatever they log as an error."""

    browser: Browser
    address: str
    faults: list[str] = field(default_factory=list)

    async def opens(self, path: str = "/", language: str = "en", size: Mapping[str, int] = PHONE) -> Page:
        """A page in a browser of its own."""
        context = await self.browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            has_touch=size is PHONE,
            locale=language,
            timezone_id="Asia/Shanghai" if language == "zh-CN" else "Europe/Berlin",
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        page = await context.new_page()
        await page.goto(self.address + path)
        return page

    async def is_(self, name: str, size: Mapping[str, int] = PHONE) -> Page:
        """The page of one of the company's people, as the welcome offers it."""
        language = "en" if name.isascii() else "zh-CN"
        page = await self.opens(f"/?language={language}", language, size)
        href = await page.locator(".people a", has_text=name).get_attribute("href")
        [person] = parse_qs(urlsplit(href or "").query)["left"]
        await page.goto(f"{self.address}/as/{person}/")
        await expect(page.locator(".me", has_text=name).first).to_be_attached()
        return page


def words(id_: str, language: Language, **facts: str | int) -> str:
    """A sentence as the catalogues have it today."""
    return CATALOGUE.text(Phrase(id_, facts), language)


async def says(page: Page, text: str) -> None:
    """Write a message, and see that it is taken."""
    await page.locator("#say").fill(text)
    await page.locator("#say").press("Enter")
    await expect(page.locator(".by-person:not(.pending)", has_text=text).last).to_be_visible()
    await expect(page.locator(".pending")).to_have_count(0)


async def shoot(page: Page, name: str, at: Locator | None = None) -> None:
    """Pictures of a page, scrolled to what they are about: phone and desk, day and night; nothing may stick out."""
    before = page.viewport_size or PHONE
    for size, kind in ((PHONE, "phone"), (DESK, "desk")):
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await picture(page, f"{name}-{kind}", at)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} on a {kind}"
    await page.set_viewport_size(before)


async def picture(page: Page, name: str, at: Locator | None = None) -> None:
    """Pictures of a page as it is, by day and by night."""
    SCREENSHOTS.mkdir(exist_ok=True)
    await page.mouse.move(0, 0)
    if at:
        await at.evaluate("each => each.scrollIntoView({ block: 'start' })")
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        await page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}.png", animations="disabled")


async def pass_hours(director: Page, until: Locator, most: int = 16) -> None:
    """Move the company's clock on, hour by hour, until something is there."""
    for _ in range(most):
        if await until.count():
            return
        await move(director, words("page.demo.moves.hour", "en"))
    await expect(until).to_have_count(1, timeout=PATIENCE)


async def pass_weeks(director: Page, weeks: int, most: int = 60) -> None:
    """Move the company's clock on by whole weeks; a move that takes long goes on behind, so the clock is looked at."""
    clock = director.locator("#now")
    until = datetime.fromisoformat(await clock.get_attribute("datetime") or "") + timedelta(weeks=weeks)
    for _ in range(most):
        if datetime.fromisoformat(await clock.get_attribute("datetime") or "") >= until:
            return
        await move(director, words("page.demo.moves.monday", "en"))
    pytest.fail(f"the clock stays behind {until}")


async def move(director: Page, how: str, times: int = 1) -> None:
    """Press one of the clock's buttons and wait until the company has lived through it, however long that takes."""
    for _ in range(times):
        async with director.expect_response("**/demo/move*"):
            await director.get_by_role("button", name=how).click()
        await expect(director.locator("#next")).not_to_have_text(words("page.demo.moving", "en"), timeout=120_000)
