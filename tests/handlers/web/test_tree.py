"""The page of all goals with 500 of them: two levels at once, found by typing, by keyboard alone."""

from playwright.async_api import Page, expect

from handlers.platform import Screen
from tests.goal_tree import REPAIR, card_of_500
from tests.handlers.web.conftest import Opens
from tests.handlers.web.host import Host
from tests.handlers.web.test_browser import _open, phone, pytestmark  # noqa: F401  # the same phone

VISIBLE = """() => [...document.querySelectorAll(".tree summary, .tree .leaf")]
  .filter((each) => each.checkVisibility()).map((each) => each.textContent.trim())"""


class Showing(Host):
    """A company whose page of goals is this tree."""

    async def screen(self, who, conversation, name, on=""):
        return Screen(card_of_500(None), "en", "UTC")


async def _seen(page: Page) -> list[str]:
    """The titles of the lines that are to be seen."""
    found: list[str] = await page.evaluate(VISIBLE)
    return [each.partition("\u00a0")[0] for each in found]


async def test_500_goals_are_folded_and_found_by_keyboard(phone, opens: Opens):  # noqa: F811
    page = await _open(phone, await opens(Showing(), "alice"), "/goals")
    assert await _seen(page) == ["Company", *(f"Sales{d}" for d in range(5))]
    assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    await page.keyboard.press("/")
    await page.keyboard.type("person235")
    assert await _seen(page) == ["Company", "Sales2", "Team23", "Person235"]
    await page.fill("#find", REPAIR.lower())
    assert await _seen(page) == ["Company", "Sales4", "Team49", "Person498"], "a department finds its people's goals"
    await page.fill("#find", "sales3")
    assert await _seen(page) == ["Company", "Sales3"]
    await page.get_by_text("Sales3").click()
    assert len(await _seen(page)) == 12, "all below what was found is at hand"
    await page.fill("#find", "nobody")
    await expect(page.locator("#find-none")).to_be_visible()
    await page.keyboard.press("Escape")
    assert len(await _seen(page)) == 6
