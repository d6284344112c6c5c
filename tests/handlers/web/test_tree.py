"""The page of all goals with 500 of them: two levels at once, found by typing, by keyboard alone."""

from playwright.async_api import Page, expect

from conversations.toolkit.cards import Branch, Card, Tree
from conversations.toolkit.words import Verbatim
from handlers.platform import Screen
from tests.handlers.web.conftest import Opens
from tests.handlers.web.host import Host
from tests.handlers.web.test_browser import _open, phone, pytestmark  # noqa: F401  # the same phone

REPAIR = {(4, 9, 8): "Repair & Returns"}
"""Whose goal says nothing of the department that they are in."""
VISIBLE = """() => [...document.querySelectorAll(".tree summary, .tree .leaf")]
  .filter((each) => each.checkVisibility()).map((each) => each.textContent.trim())"""


def _goal(name: str, *below: Branch, found_by: str = "") -> Branch:
    return Branch(Verbatim(name), None, below, Verbatim(found_by) if found_by else None)


def _company() -> Card:
    """One company of 5 departments with 10 teams each and 9 people in each team: 506 goals."""
    departments = [
        _goal(
            f"Sales{d}",
            *(
                _goal(f"Team{d}{t}", *(_goal(f"Person{d}{t}{p}", found_by=REPAIR.get((d, t, p), "")) for p in range(9)))
                for t in range(10)
            ),
        )
        for d in range(5)
    ]
    return Card("goals.tree", Verbatim("Goals"), (Tree((_goal("Company", *departments),)),))


class Showing(Host):
    """A company whose page of goals is this tree."""

    async def screen(self, who, conversation, name, on=""):
        return Screen(_company(), "en", "UTC")


async def _seen(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(VISIBLE)
    return found


async def test_500_goals_are_folded_and_found_by_keyboard(phone, opens: Opens):  # noqa: F811
    page = await _open(phone, await opens(Showing(), "alice"), "/goals")
    assert await _seen(page) == ["Company", *(f"Sales{d}" for d in range(5))]
    assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    await page.keyboard.press("/")
    await page.keyboard.type("person235")
    assert await _seen(page) == ["Company", "Sales2", "Team23", "Person235"]
    await page.fill("#find", "repair & returns")
    assert await _seen(page) == ["Company", "Sales4", "Team49", "Person498"], "a department finds its people's goals"
    await page.fill("#find", "sales3")
    assert await _seen(page) == ["Company", "Sales3"]
    await page.get_by_text("Sales3").click()
    assert len(await _seen(page)) == 12, "all below what was found is at hand"
    await page.fill("#find", "nobody")
    await expect(page.locator("#find-none")).to_be_visible()
    await page.keyboard.press("Escape")
    assert len(await _seen(page)) == 6
