"""A week of the company in Chromium: asked, answered in two languages, read, taken, and what came of it."""

import re

import pytest
from playwright.async_api import FrameLocator, Locator, Page, expect

from conversations.toolkit.words import Language
from tests.browser.visiting import DESK, Visitor, move, pass_hours, says, shoot, words

pytestmark = pytest.mark.browser

STUCK = "The test phones are still with the beta users"
PLAN = "崩溃率看板挂到客服群"


def _last(page: Page | FrameLocator, text: str) -> Locator:
    """The last message, if it says this."""
    return page.locator("#feed > article:last-of-type", has_text=text)


def _energy(language: Language) -> str:
    return words("weekly_checkin.energy.label", language)


async def _answers_question_by_question(page: Page) -> None:
    """Plans, how the last ones went, "nothing is stuck", energy: a reply to each question, and the recap."""
    await says(page, PLAN)
    for question, reply in (("outcomes", "都完成了"), ("stuck", "没有"), ("energy", "4")):
        await expect(_last(page, words(f"weekly_checkin.{question}.ask", "zh-CN"))).to_be_visible()
        await expect(page.locator("#listening")).to_be_visible()
        await says(page, reply)
    recap = _last(page, words("weekly_checkin.recap.title", "zh-CN"))
    await expect(recap).to_contain_text(PLAN)
    await shoot(page, "2-recap-zh", recap)
    await recap.locator("[data-button=share]").click()


async def _fills_in(page: Page) -> None:
    """One form; what only matters to who is stuck comes up when it is needed."""
    await page.locator("article:last-of-type [data-opens=checkin]").click()
    await page.locator("[name=plans]").first.fill("Pictures for the app stores")
    await expect(page.locator("[name=stuck_on]")).to_be_hidden()
    await expect(page.locator("[data-field='outcomes.0'] [value=done]")).to_be_checked()
    await shoot(page, "4-form-en")
    await page.locator(".choice:has([name=stuck][value=yes])").click()
    await page.locator("[name=stuck_on]").fill(STUCK)
    await page.locator("[name=needed_by]").fill("2026-11-27")
    await expect(page.locator("[name=urgent]")).not_to_be_checked()
    await page.locator(".choice:has([name=energy][value='2'])").click()
    await page.locator("[name=stuck_on]").scroll_into_view_if_needed()
    await shoot(page, "5-form-stuck-en")
    await page.locator("#sheet [type=submit]").click()


async def test_a_week_of_one_team(visitor: Visitor) -> None:
    marta, ye = await visitor.is_("Marta Kowalczyk"), await visitor.is_("叶蓁")
    director = await visitor.opens("/demo/two?language=en", size=DESK)

    await pass_hours(director, ye.locator("article:last-of-type [data-button=as_planned]"))
    await shoot(ye, "1-invited-zh")
    await _answers_question_by_question(ye)
    await expect(_last(ye, PLAN).locator("[data-button=undo]")).to_be_visible()
    await shoot(ye, "3-shared-zh", _last(ye, PLAN))

    await pass_hours(director, marta.locator("article:last-of-type [data-button=as_planned]"))
    await expect(_last(marta, "Marta")).not_to_contain_text("Kowalczyk")
    await shoot(marta, "1-invited-en")
    await _fills_in(marta)
    shared = _last(marta, STUCK)
    await expect(shared).to_contain_text(_energy("en"))
    await shoot(marta, "6-shared-en", shared)

    shen = await visitor.is_("沈若溪")
    # Not the last message for sure: another may have come after the digest.
    taking = shen.locator("#feed > article .row", has_text=STUCK).locator("[data-button=take]")
    for _ in range(2):
        await move(director, words("page.demo.moves.workday", "en"))
    await pass_hours(director, taking)
    digest = shen.locator("#feed > article", has_text=STUCK).last
    await expect(digest).to_contain_text(PLAN)
    await expect(digest).not_to_contain_text(re.compile(f"{_energy('zh-CN')}|{_energy('en')}"))
    await shoot(shen, "7-digest-zh", digest)

    await taking.click()
    await expect(taking).to_have_count(0)
    await shoot(shen, "8-taken-zh", digest)
    await expect(shared).to_contain_text("沈若溪")
    await expect(shared.locator("[data-button=solved]")).to_have_class(re.compile("primary"))
    await shoot(marta, "9-receipt-en", shared)
    await shared.locator("[data-button=solved]").click()
    await expect(shared.locator("[data-button=solved]")).to_have_count(0)
    await expect(shared).to_contain_text(words("weekly_checkin.blocker.solved", "en"))
    await shoot(marta, "10-closed-en", shared)
