"""Two people side by side, as a visitor of the demonstration first sees it; and one week by keyboard alone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.browser.visiting import DESK, WIDE, Visitor, move, pass_hours, picture, shoot, words

pytestmark = pytest.mark.browser


def _last(phone: FrameLocator) -> Locator:
    return phone.locator("#feed > article:last-of-type")


async def _tab_to(page: Page, wanted: str, most: int = 60) -> None:
    """Press Tab until the keyboard stands on it."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"no way to {wanted} by keyboard")


async def test_the_welcome_suggests_people_with_something_to_say(visitor: Visitor) -> None:
    for language in ("en", "zh-CN"):
        page = await visitor.opens(f"/?language={language}", language)
        await expect(page.locator(".pair")).to_have_count(3)
        await shoot(page, f"welcome-{language}")
        named = {"en": "Grace Okafor", "zh-CN": "苏一航"}
        await expect(page.locator(".pair").first).to_contain_text(named[language])


async def test_a_week_by_keyboard_alone(visitor: Visitor) -> None:
    lukas = await visitor.is_("Lukas Brandner", DESK)
    director = await visitor.opens("/demo/two?language=en", size=DESK)
    as_planned = "article:last-of-type [data-button=as_planned]"
    await pass_hours(director, lukas.locator(as_planned))
    await _tab_to(lukas, as_planned)
    await lukas.keyboard.press("Enter")
    await expect(lukas.locator("article:last-of-type [data-button=undo]")).to_be_visible()
    await _tab_to(lukas, "#say")
    await lukas.keyboard.type("Leak test at 6 bar, three runs")
    await lukas.keyboard.press("Enter")
    await expect(lukas.locator(".by-bot").last).to_contain_text("Leak test at 6 bar, three runs")


async def test_a_blocker_goes_from_one_phone_to_the_other_and_back(visitor: Visitor) -> None:
    page = await visitor.opens("/?language=en", size=WIDE)
    suggested = parse_qs(urlsplit(await page.locator(".pair").first.get_attribute("href") or "").query)
    [grace], [sofia] = suggested["left"], suggested["right"]
    await page.goto(f"{visitor.address}/demo/two?left={grace}&right={grace}&language=en")
    left, right = page.frame_locator("[data-side=left]"), page.frame_locator("[data-side=right]")
    # Something else may come behind it: the story is not the same every time.
    asked = left.locator("#feed > article:has([data-button=as_planned])").last
    await pass_hours(page, asked)
    await asked.locator("[data-opens=checkin]").click()
    await left.locator("[name=plans]").first.fill("Call the Ohio chains back with a margin that holds")
    await left.locator(".choice:has([name=stuck][value=yes])").click()
    await left.locator("[name=stuck_on]").fill("Hudson Sprouts wants delivery two weeks earlier. Can production do it?")
    await left.locator("[name=needed_by]").fill("2026-11-27")
    await left.locator("#sheet [type=submit]").click()
    for phone in (left, right):
        await expect(phone.locator("#feed > article", has_text="two weeks earlier").last).to_be_attached()

    for _ in range(2):
        await move(page, words("page.demo.moves.workday", "en"))
    await move(page, words("page.demo.moves.hour", "en"), times=2)
    await page.locator("#choose-right").select_option(sofia)
    await expect(right.locator(".me", has_text="Sofia").first).to_be_attached()
    taking = right.locator("#feed > article .row", has_text="two weeks earlier").locator("[data-button=take]")
    await pass_hours(page, taking)
    await taking.click()
    await expect(taking).to_have_count(0)
    # Something older may be open as well.
    raised = left.locator("#feed > article").locator(".row", has_text="two weeks earlier")
    await expect(raised.locator("[data-button=solved]")).to_have_class(re.compile("primary"))
    await expect(raised.get_by_text("Sofia Marchetti said")).to_be_in_viewport()
    told = words("page.demo.happened.blocker_taken", "en", name="Sofia Marchetti")
    await expect(page.locator("#happenings")).to_contain_text(told)
    await picture(page, "two-phones", _last(right))
