"""A goal in Chromium, in either language: from a vague sentence to agreed, updated from the check-in, edited by both
at once, closed.
"""

from dataclasses import dataclass

import pytest
from playwright.async_api import Locator, Page, expect

from conversations.toolkit.words import Language
from tests.browser.visiting import DESK, Visitor, pass_hours, pass_weeks, says, shoot, words

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Told:
    """Who sets which goal with whom, in their words."""

    language: Language
    owner: str
    manager: str
    vague: str
    meant: str
    source: str
    balance: str
    explain: str
    team: str
    learned: str

    def says(self, id_: str, **facts: str) -> str:
        """A sentence of the catalogues in this language."""
        return words(id_, self.language, **facts)


ENGLISH = Told(
    "en", "Grace Okafor", "Sofia Marchetti", "goal add Improve customer renewals", "Shops in Ohio that order again",
    "CRM", "Margin per order", "goal explain shops in ohio", "goal team", "Call before the season, not in it",
)  # fmt: skip
CHINESE = Told(
    "zh-CN", "叶蓁", "沈若溪", "定目标 进一步提升新版 App 的用户体验", "新版 App 的七日留存率", "埋点看板", "崩溃率",
    "目标 来历 七日留存率", "目标 团队", "先看新用户第一天卡在哪里",
)  # fmt: skip


async def test_goals_from_a_vague_sentence_to_closed(visitor: Visitor) -> None:
    director = await visitor.opens("/demo/two?language=en", size=DESK)
    sides = [(told, await visitor.is_(told.owner), await visitor.is_(told.manager)) for told in (ENGLISH, CHINESE)]
    for told, owner, _ in sides:
        await _drafted(owner, told)
    for told, owner, manager in sides:
        await _agreed(owner, manager, director, told)
    await pass_weeks(director, 2)
    for told, owner, manager in sides:
        await _updated_from_the_check_in(owner, told)
        await _explained(owner, told)
        await _seen_by_the_manager(manager, told)
        await _edited_by_both_at_once(owner, manager, told)
        await _closed(owner, manager, director, told)


def _last(page: Page, button: str) -> Locator:
    """The last message that offers this button."""
    return page.locator(f"#feed > article:has([data-button={button}])").last


async def _drafted(page: Page, told: Told) -> None:
    """What a coach says of a vague sentence, and the goal as it is meant."""
    await says(page, told.vague)
    draft = _last(page, "propose")
    await expect(draft).to_contain_text(told.says("goal_check.g2.text"))
    await shoot(page, f"goal-1-draft-{told.language}", draft)
    await draft.locator(".chips [data-opens=draft]").first.click()
    given = {
        "title": told.meant, "start": "62", "target": "80", "unit": "%", "due": "2027-02-26",
        "source": told.source, "balance": told.balance,
    }  # fmt: skip
    for name, value in given.items():
        await page.locator(f"#sheet [name={name}]").fill(value)
    await shoot(page, f"goal-2-form-{told.language}")
    await page.locator("#sheet [type=submit]").click()
    await expect(draft).to_contain_text("62")
    await shoot(page, f"goal-3-meant-{told.language}", draft)


async def _agreed(owner: Page, manager: Page, director: Page, told: Told) -> None:
    """The other side is asked within working hours."""
    await _last(owner, "propose").locator("[data-button=propose]").click()
    asked = _last(manager, "agree")
    await pass_hours(director, asked)
    await expect(asked).to_contain_text(told.meant)
    await shoot(manager, f"goal-4-asked-{told.language}", asked)
    # Alone it is a card; with others that wait it is a row of their list.
    one = asked.locator(".row", has_text=told.meant).or_(asked).last
    await one.locator("[data-button=agree]").click()
    await expect(_last(owner, "pace")).to_contain_text(told.says("goal.state.agreed"))


async def _updated_from_the_check_in(page: Page, told: Told) -> None:
    await says(page, told.says("commands.checkin.word"))
    await page.locator("[data-opens=checkin]").last.click()
    field = page.locator("#sheet [data-field^='goals.']", has_text=told.meant)
    await field.locator(".choice:has([value=at_risk])").click()
    await page.locator("#sheet [name=plans]").first.fill(told.learned)
    await page.locator("#sheet .choice:has([name=stuck][value=no])").click()
    await shoot(page, f"goal-5-checkin-{told.language}", field)
    await page.locator("#sheet [type=submit]").click()
    await expect(page.locator("#sheet [type=submit]")).to_be_hidden()


async def _explained(page: Page, told: Told) -> None:
    await says(page, told.explain)
    explained = _last(page, "less")
    for said in (told.source, told.says("goal.pace.at_risk"), told.says("goal.history.title")):
        await expect(explained).to_contain_text(said)
    await shoot(page, f"goal-6-explain-{told.language}", explained)


async def _seen_by_the_manager(page: Page, told: Told) -> None:
    await says(page, told.team)
    table = page.locator("#feed > article:has(table)").last
    await expect(table.locator("tr", has_text=told.meant)).to_contain_text(told.says("goal.pace.at_risk"))
    await shoot(page, f"goal-7-team-{told.language}", table)
    await says(page, told.says("commands.team.word"))
    digest = page.locator("#feed > article:last-of-type")
    await expect(digest).to_contain_text(told.meant)
    await shoot(page, f"goal-8-digest-{told.language}", digest)


async def _edited_by_both_at_once(owner: Page, manager: Page, told: Told) -> None:
    """Who sends second sees both values, and says which shall stand; the other agrees to it."""
    await says(manager, told.explain)
    hers, his = f"{told.meant} (A)", f"{told.meant} (B)"
    for page, title in ((owner, hers), (manager, his)):
        await _last(page, "change").locator("[data-button=change]").click()
        await page.locator("#sheet [name=title]").fill(title)
        await page.locator("#sheet [name=reason]").fill(told.learned)
    for page in (owner, manager):
        await page.locator("#sheet [type=submit]").click()
        await expect(page.locator("#sheet [type=submit]")).to_be_hidden()
    both = _last(manager, "theirs")
    for said in (told.says("goal.conflict.title"), hers, his):
        await expect(both).to_contain_text(said)
    await shoot(manager, f"goal-9-both-{told.language}", both)
    await both.locator("[data-button=theirs]").click()
    await expect(manager.locator("#feed [data-button=theirs]")).to_have_count(0)
    asked = _last(manager, "agree")
    await expect(asked).to_contain_text(hers)
    await asked.locator("[data-button=agree]").click()
    await expect(_last(owner, "pace")).to_contain_text(hers)


async def _closed(owner: Page, manager: Page, director: Page, told: Told) -> None:
    await _last(owner, "close").locator("[data-button=close]").click()
    await owner.locator("#sheet .choice:has([name=how][value=done])").click()
    await owner.locator("#sheet [name=learned]").fill(told.learned)
    await owner.locator("#sheet [type=submit]").click()
    closed = _last(owner, "reopen")
    await expect(closed).to_contain_text(told.says("goal.state.done"))
    await shoot(owner, f"goal-10-closed-{told.language}", closed)
    heard = _last(manager, "differ")
    await pass_hours(director, heard)
    await expect(heard).to_contain_text(told.meant)
