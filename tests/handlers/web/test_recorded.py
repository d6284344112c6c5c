"""The recorded payloads are what the page's own script sends: played once more in Chromium, against the real bot."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, Request

from storage import sessions
from tests.chromium import chromium_runs
from tests.handlers.contract.house import Bot
from tests.handlers.contract.web import RECORDED
from tests.handlers.recorded import NAMES, recorded

pytestmark = pytest.mark.browser

OWN = ("origin", "cookie", "x-rapport-token")
"""Headers in which each browser has its own."""


@pytest.fixture
async def page(bot: Bot) -> AsyncIterator[Page]:
    """Alice's page."""
    async with chromium_runs() as browser:
        page = await browser.new_page()
        page.set_default_timeout(10_000)
        await page.goto(f"{bot.base}/sign-in/{await bot.write(sessions.make_link, 'alice', bot.clock.real())}")
        await page.locator("form button").click()
        await page.wait_for_url(f"{bot.base}/")  # with its scripts: before that, nobody listens to the keyboard
        yield page


async def _does_everything(page: Page) -> list[Request]:
    """Writes, taps, fills in a form, gives a command; the requests in this order."""

    async def sends(path: str, *doing: Any) -> Request:
        async with page.expect_response(lambda answer: answer.url.endswith(path)) as answer:
            for each in doing:
                await each
        return (await answer.value).request

    say, lines = page.locator("#say"), page.locator("[name=lines]")
    said = await sends("/say", say.fill("All fine.\n都好。"), page.keyboard.press("Enter"))
    await sends("/say", say.fill("/probe kinds hello"), page.keyboard.press("Enter"))
    clicked = await sends("/act", page.locator("[data-value=primary]").click())
    await page.locator("[data-opens=ask]").last.click()
    await page.locator("[name=what]").fill("Fix the pump")
    for n, text in enumerate(("One", "Two", "")):
        await lines.nth(n).fill(text)
    await page.locator("[data-field=kind] .choice").nth(1).click()
    await page.locator("[name=day]").fill("2026-12-03")
    await page.get_by_role("combobox").press_sequentially("mart")
    await page.get_by_role("option").first.click()
    await page.locator("[name=tick]").check()
    submitted = await sends("/submit", page.locator("#sheet footer .primary").click())
    commanded = await sends("/say", page.locator("[data-command=checkin]").first.click())
    return [clicked, submitted, said, commanded]


async def test_what_was_recorded_is_what_is_sent(page: Page, bot: Bot) -> None:
    for name, request in zip(NAMES, await _does_everything(page), strict=True):
        before = recorded("web", name)["request"]
        assert request.method == before["method"]
        assert request.url == bot.base + before["path"]
        headers = await request.all_headers()
        assert {header: RECORDED if header in OWN else headers[header] for header in before["headers"]} == (
            before["headers"]
        ), name
        sent, stood = json.loads(request.post_data or ""), before["body"]
        assert sent.keys() == stood.keys(), name
        for field in stood.keys() - {"key", "delivery"}:
            assert sent[field] == stood[field], (name, field)
        for field in {"key", "delivery"} & stood.keys():
            assert len(sent[field]) == len(stood[field]), (name, field)
