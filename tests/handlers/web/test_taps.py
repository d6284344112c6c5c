"""A tap whose card comes back with the same button, as each step of a talk does: it can be tapped again at once."""

from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from conversations.toolkit.cards import Button, Card, Heading
from conversations.toolkit.words import Verbatim
from tests.handlers.web import samples
from tests.handlers.web.conftest import Browser
from tests.handlers.web.test_browser import _open, phone, pytestmark  # noqa: F401  # the same phone


def _step(n: int) -> Card:
    name = samples.welcome().neutral
    return Card("sample", name, (Heading(Verbatim(f"Step {n}")),), (Button("next", Verbatim("Next")),))


class Steps:
    """Answers each tap with the next step, before or after the page has the answer."""

    def __init__(self, alice: Browser, page: Page, *, first: bool) -> None:
        self._alice, self._page, self._first, self.taps = alice, page, first, 0

    async def answer(self, route: Route) -> None:
        """Take one tap."""
        self.taps += 1
        if self._first:
            await self._comes()
            await expect(self._next).to_have_attribute("aria-busy", "true")
        await route.fulfill(json={"ok": True})
        if not self._first:
            await expect(self._next).to_have_attribute("aria-busy", "true")
            await self._comes()

    async def _comes(self) -> None:
        await self._alice.host.show("alice", _step(self.taps), f"d-{self.taps}", edits="d-0")
        await expect(self._page.get_by_role("heading", name=f"Step {self.taps}")).to_be_visible()

    @property
    def _next(self) -> Locator:
        return self._page.get_by_role("button", name="Next")


async def _twice(phone: BrowserContext, alice: Browser, *, first: bool) -> None:  # noqa: F811
    await alice.host.show("alice", _step(0), "d-0")
    page = await _open(phone, alice)
    steps = Steps(alice, page, first=first)
    await page.route("**/act", steps.answer)
    for n in (1, 2):
        await page.get_by_role("button", name="Next").click()
        await expect(page.get_by_role("heading", name=f"Step {n}")).to_be_visible()
        await expect(page.get_by_role("button", name="Next")).not_to_have_attribute("aria-busy", "true", timeout=1_000)
    assert steps.taps == 2


async def test_where_the_card_comes_before_the_answer(phone: BrowserContext, alice: Browser) -> None:  # noqa: F811
    await _twice(phone, alice, first=True)


async def test_where_the_card_comes_after_it(phone: BrowserContext, alice: Browser) -> None:  # noqa: F811
    await _twice(phone, alice, first=False)
