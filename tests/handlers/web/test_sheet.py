"""Enter in a form: it goes on to what comes next; a form is shared on purpose."""

import pytest
from playwright.async_api import BrowserContext, Page, expect

from handlers.platform import Submitting
from tests.handlers.web.conftest import Browser
from tests.handlers.web.test_browser import _open, phone, pytestmark  # noqa: F401  # the same phone

COMPOSING = """each => each.dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""


async def _form(phone: BrowserContext, alice: Browser) -> Page:  # noqa: F811
    page = await _open(phone, alice)
    await page.locator("[data-opens]").click()
    return page


async def test_enter_goes_from_field_to_field_and_shares_only_at_the_button(
    phone: BrowserContext,  # noqa: F811
    alice: Browser,
) -> None:
    page = await _form(phone, alice)
    lines, no = page.locator("[name=priorities]"), page.locator("[name=stuck][value=no]")
    share = page.get_by_role("button", name="Share with Marta")
    await lines.first.press("Enter")
    await expect(lines.nth(1)).to_be_focused()
    await lines.nth(1).press("Enter")
    await lines.nth(2).press("Enter")
    await expect(no).to_be_focused()
    await no.press("Enter")
    await expect(page.locator("[name=energy]").first).to_be_focused()
    for _ in range(12):
        if await share.evaluate("each => each === document.activeElement"):
            break
        await page.keyboard.press("Enter")
    await expect(share).to_be_focused()
    assert alice.host.taken == []
    await page.keyboard.press("Enter")
    await expect(page.locator("#sheet")).to_be_hidden()
    assert [type(each.what) for each in alice.host.taken] == [Submitting]


async def test_enter_in_a_larger_field_begins_a_line(phone: BrowserContext, alice: Browser) -> None:  # noqa: F811
    page = await _form(phone, alice)
    await page.locator(".choice", has_text="Yes").click()
    what = page.get_by_label("What is in the way?")
    await what.press_sequentially("One\ntwo")
    await expect(what).to_have_value("One\ntwo")
    await expect(what).to_be_focused()


@pytest.mark.parametrize("held", ["Control", "Meta"])
async def test_enter_with_ctrl_or_command_shares(phone: BrowserContext, alice: Browser, held: str) -> None:  # noqa: F811
    page = await _form(phone, alice)
    await page.locator("[name=priorities]").first.press(f"{held}+Enter")
    await expect(page.locator("#sheet")).to_be_hidden()
    assert [type(each.what) for each in alice.host.taken] == [Submitting]


async def test_enter_while_composing_belongs_to_the_input_method(
    phone: BrowserContext,  # noqa: F811
    alice: Browser,
) -> None:
    page = await _form(phone, alice)
    first = page.locator("[name=priorities]").first
    await first.focus()
    assert await first.evaluate(COMPOSING), "nobody prevented it"
    await expect(first).to_be_focused()


async def test_enter_held_down_does_not_run_through_the_form(phone: BrowserContext, alice: Browser) -> None:  # noqa: F811
    page = await _form(phone, alice)
    lines = page.locator("[name=priorities]")
    await lines.first.focus()
    for _ in range(20):
        await page.keyboard.down("Enter")
    await page.keyboard.up("Enter")
    await expect(lines.nth(1)).to_be_focused()
    assert alice.host.taken == []
