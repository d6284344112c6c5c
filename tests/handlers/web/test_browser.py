"""The page in a real browser: by keyboard, on a narrow phone, without a connection, and with hostile text on it."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, expect

from conversations.toolkit.cards import Card, Line
from conversations.toolkit.words import Verbatim
from handlers.platform import Saying, Submitting
from handlers.web import guard
from tests.chromium import chromium_runs
from tests.handlers.hostile import STRINGS
from tests.handlers.web import samples
from tests.handlers.web.conftest import Browser, Opens
from tests.handlers.web.host import WEEK, Host

pytestmark = pytest.mark.browser

UNNAMED = """() => [...document.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea, iframe")]
  .filter((each) => each.checkVisibility())
  .filter((each) => !(each.ariaLabel || each.title || each.textContent.trim() || each.labels?.length))
  .map((each) => each.outerHTML)"""
TOO_SMALL = """() =>
  [...document.querySelectorAll("button, select, input[type=text], input[type=date], textarea, .choice")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
  .map((each) => each.outerHTML)"""


@pytest.fixture
async def phone() -> AsyncIterator[BrowserContext]:
    """A phone of 360 pixels. It fails whatever logs an error: a refused script or style is one."""
    async with chromium_runs() as browser:
        context = await browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
        context.set_default_timeout(5_000)
        faults: list[str] = []
        context.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("dialog", lambda dialog: faults.append(dialog.message))
        yield context
        await context.close()
        assert faults == []


async def _open(phone: BrowserContext, browser: Browser, path: str = "/") -> Page:
    if browser.secret:
        await phone.add_cookies([{"name": "rapport", "value": browser.secret, "url": browser.base}])
    page = await phone.new_page()
    await page.goto(browser.base + path)
    return page


async def test_a_week_by_keyboard_alone(phone: BrowserContext, alice: Browser) -> None:
    page = await _open(phone, alice)
    done = page.locator('[data-value="0:done"]')
    await done.focus()
    await page.keyboard.press("Enter")
    await expect(done).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".message.changed")).to_be_visible()
    await expect(done).to_be_focused()
    await page.locator("[data-opens]").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="This week's check-in")).to_be_visible()
    await page.get_by_role("radio", name="Yes").press("Space")
    await page.get_by_label("What is in the way?").fill("The sensors")
    who = page.get_by_role("combobox", name="Who could help?")
    await who.press_sequentially("mar")
    await expect(page.get_by_role("option", name="Marta Novák")).to_be_visible()
    await who.press("ArrowDown")
    await who.press("Enter")
    await expect(who).to_have_value("Marta Novák")
    await page.get_by_role("button", name="Share with Marta").press("Enter")
    await expect(page.get_by_text("Saved. This is what Marta sees")).to_be_visible()
    sent = alice.host.taken[-1].what
    assert isinstance(sent, Submitting)
    assert sent.values["helper"] == ("marta",)
    assert sent.values["what"] == ("The sensors",)
    assert sent.version == 3


async def test_what_was_typed_survives_errors_and_closing(phone: BrowserContext, alice: Browser) -> None:
    page = await _open(phone, alice)
    await page.locator("[data-opens]").click()
    lines = page.locator("[name=priorities]")
    for n in range(3):
        await lines.nth(n).fill("")
    await page.locator(".choice", has_text="Yes").click()
    what = page.get_by_label("What is in the way?")
    await what.fill("Half a thought")
    await page.get_by_role("button", name="Share with Marta").click()
    await expect(lines.first).to_have_attribute("aria-invalid", "true")
    await expect(lines.first).to_be_focused()
    described = (await lines.first.get_attribute("aria-describedby") or "").split()[-1]
    await expect(page.locator(f"[id='{described}']")).to_be_visible()
    await expect(what).to_have_value("Half a thought")
    await page.keyboard.press("Escape")
    await page.reload()
    await page.locator("[data-opens]").click()
    await expect(what).to_have_value("Half a thought")
    await page.get_by_role("button", name="Start over").click()
    await expect(lines.first).to_have_value("Write the changeover checklist with Tomás")
    await expect(what).to_be_hidden()


async def test_without_a_connection_everything_is_kept_and_sent_once(phone: BrowserContext, alice: Browser) -> None:
    page = await _open(phone, alice)
    await phone.set_offline(True)
    await page.locator("#say").fill("第一句")
    await page.keyboard.press("Enter")
    await expect(page.locator(".pending")).to_have_text(re.compile("第一句"))
    await expect(page.locator("main [data-waiting]")).to_be_visible()
    await phone.set_offline(False)
    await expect(page.locator(".pending")).to_have_count(0)
    await expect(page.locator("main [data-waiting]")).to_be_hidden()
    assert [each.what for each in alice.host.taken] == [Saying("第一句")]


async def test_while_the_database_is_away_the_page_tries_again_with_the_same_key(
    phone: BrowserContext, alice: Browser
) -> None:
    page = await _open(phone, alice)
    alice.host.away = True
    async with page.expect_response("**/act") as first:
        await page.get_by_role("button", name="As planned").click()
    assert (await first.value).status == 503
    async with page.expect_response("**/act") as second:
        alice.host.away = False
    assert (await second.value).status == 200
    assert (await first.value).request.post_data == (await second.value).request.post_data
    assert len(alice.host.taken) == 1


async def test_before_something_final_one_is_asked(phone: BrowserContext, alice: Browser) -> None:
    page = await _open(phone, alice)
    await page.get_by_role("button", name="Not this week").click()
    await page.get_by_role("button", name="Cancel").click()
    await page.get_by_role("button", name="Not this week").click()
    async with page.expect_response("**/act"):
        await page.locator("#confirm-yes").click()
    await expect(page.locator("#toast")).to_have_text("Noted. Only you see this.")
    assert len(alice.host.taken) == 1


async def test_the_composer_says_what_it_listens_for(phone: BrowserContext, alice: Browser) -> None:
    page = await _open(phone, alice)
    await expect(page.locator("#listening")).to_be_hidden()
    await alice.host.show("alice", samples.asking(), "d-ask")
    await expect(page.locator("#listening")).to_contain_text("What is in the way?")
    await alice.host.show("alice", samples.recap("en"), "d-over", edits="d-ask")
    await expect(page.locator("#listening")).to_be_hidden()


def _tall(*more: str) -> Card:
    """A card that no phone shows whole, and what has come to its end."""
    lines = (*(f"Line {n}" for n in range(30)), *more)
    return replace(samples.welcome(), body=tuple(Line(Verbatim(line)) for line in lines))


async def test_what_comes_into_the_latest_card_comes_into_sight(phone: BrowserContext, alice: Browser) -> None:
    await alice.host.show("alice", _tall(), "d-tall")
    page = await _open(phone, alice)
    await expect(page.get_by_text("Line 0", exact=True)).to_be_in_viewport()
    await expect(page.get_by_text("Line 29")).not_to_be_in_viewport()
    await alice.host.show("alice", _tall("Marta said they would help"), "d-tall-2", edits="d-tall")
    await expect(page.locator(".card").get_by_text("Marta said they would help")).to_be_in_viewport()
    await expect(page.locator("#heard")).to_have_text("Marta said they would help")
    await expect(page.locator("#newer")).to_be_hidden()


async def test_a_change_further_up_does_not_leave_the_reader_behind(phone: BrowserContext, alice: Browser) -> None:
    await alice.host.show("alice", samples.receipt("Thursday"), "d-up")
    await alice.host.show("alice", _tall(), "d-tall")
    page = await _open(phone, alice)
    await expect(page.locator("#m-d-tall")).to_be_in_viewport()
    await alice.host.show("alice", _tall("It grew"), "d-up-2", edits="d-up")
    await expect(page.locator("#newer")).to_have_class(re.compile("above"))
    await alice.host.show("alice", samples.receipt("Friday"), "d-new")
    await expect(page.locator("#m-d-new")).to_be_in_viewport()


async def test_whoever_reads_elsewhere_is_told_what_is_out_of_sight(phone: BrowserContext, alice: Browser) -> None:
    await alice.host.show("alice", _tall(), "d-tall")
    await alice.host.show("alice", _tall("The end"), "d-last")
    page = await _open(phone, alice)
    newer, feed = page.locator("#newer"), page.locator("#feed")
    await expect(page.locator("#m-d-last")).to_be_in_viewport()
    await alice.host.show("alice", _tall("Solved"), "d-tall-2", edits="d-tall")
    await expect(newer).to_have_class(re.compile("above"))
    await newer.press("Enter")
    await expect(page.locator(".card").get_by_text("Solved")).to_be_in_viewport()
    await expect(page.locator("#m-d-tall")).to_be_focused()
    await expect(newer).to_be_hidden()

    await feed.evaluate("each => each.scrollTo(0, 0)")
    await alice.host.show("alice", samples.receipt("Thursday"), "d-new")
    await expect(newer).not_to_have_class(re.compile("above"))
    await expect(newer).to_have_text("New message")
    await feed.evaluate("each => each.scrollTo(0, each.scrollHeight)")
    await expect(newer).to_be_hidden()


async def test_what_the_person_changed_is_no_news_to_them(phone: BrowserContext, alice: Browser) -> None:
    await alice.host.show("alice", _tall(), "d-tall")
    await alice.host.show("alice", samples.checkin("en"), "d-checkin")
    page = await _open(phone, alice)
    async with page.expect_response("**/act"):
        await page.locator("#m-d-checkin").get_by_role("button", name="As planned").click()
    await alice.host.show("alice", _tall("It is over"), "d-tall-2", edits="d-tall")
    await expect(page.locator(".card").get_by_text("It is over")).to_be_attached()
    await expect(page.locator("#newer")).to_be_hidden()
    await expect(page.locator("#heard")).to_be_empty()


async def test_hostile_text_stays_text(phone: BrowserContext, alice: Browser) -> None:
    for n, text in enumerate(STRINGS[:96]):
        await alice.host.show("alice", samples.receipt(text), f"hostile-{n}")
    page = await _open(phone, alice)
    await alice.host.show("alice", samples.receipt("<img src=x onerror=alert(1)>"), "hostile-live")
    await expect(page.locator("#m-hostile-live blockquote")).to_have_text("<img src=x onerror=alert(1)>")
    assert await page.evaluate("document.querySelectorAll('#feed :is(script, img, iframe, style)').length") == 0
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_two_phones_side_by_side(phone: BrowserContext, playground: Host, opens: Opens) -> None:
    await playground.show("alice", samples.checkin("en"), "d-alice")
    await playground.show("lijing", samples.checkin("zh-CN"), "d-lijing")
    page = await _open(phone, await opens(playground), "/demo/two?left=alice&right=lijing&language=en")
    left, right = page.frame_locator("[data-side=left]"), page.frame_locator("[data-side=right]")
    await left.get_by_role("button", name="As planned").click()
    await page.get_by_role("tab", name="李静").click()
    async with page.expect_response("**/as/lijing/act"):
        await right.get_by_role("button", name="按计划").click()
    await expect(page.locator("#tab-left .mark-new")).to_be_hidden()
    await playground.show("alice", samples.receipt("Thursday"), "d-receipt")
    await expect(page.locator("#tab-left .mark-new")).to_be_visible()
    await page.get_by_role("tab", name="Alice").click()
    await expect(page.locator("#tab-left .mark-new")).to_be_hidden()
    await expect(left.locator("#m-d-receipt")).to_be_in_viewport()
    await page.get_by_role("button", name="+1 hour").click()
    await page.get_by_role("tab", name="What just happened").click()
    await expect(page.locator("#happenings")).to_contain_text("Tomás Ruiz got the weekly check-in")
    assert {each.who.user for each in playground.taken} == {"alice", "lijing"}
    over = page.locator("#story-over")
    await expect(over).to_be_hidden()
    playground.company.clock += 10 * WEEK
    await page.get_by_role("button", name="+1 hour").click()
    await expect(over).to_contain_text("The story ends here")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_at_a_desk_what_moves_the_clock_stays_beside_it(
    phone: BrowserContext, playground: Host, opens: Opens
) -> None:
    page = await _open(phone, await opens(playground), "/demo/two?left=alice&right=lijing&language=en")
    await page.set_viewport_size({"width": 1150, "height": 740})
    await expect(page.locator("#next")).to_contain_text("Next at")
    clock, moves = await page.locator(".company-clock").bounding_box(), await page.locator(".moves").bounding_box()
    assert clock
    assert moves
    assert abs(clock["y"] - moves["y"]) < 8


async def test_everything_fits_a_narrow_phone_and_a_finger(
    phone: BrowserContext, playground: Host, opens: Opens
) -> None:
    await playground.show("marta", samples.digest(), "d-1")
    await playground.show("alice", samples.checkin("en"), "d-2")
    browser = await opens(playground)
    for path in ("/?language=en", "/?language=zh-CN", "/demo/two", "/as/marta/", "/as/alice/"):
        page = await _open(phone, browser, path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert await page.evaluate(UNNAMED) == [], path
        assert await page.evaluate(TOO_SMALL) == [], path
    await page.locator("[data-opens]").click()
    await page.locator(".choice", has_text="Yes").click()
    assert await page.evaluate(UNNAMED) == []
    assert await page.evaluate(TOO_SMALL) == []


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_everything_can_be_read(scheme: int) -> None:
    """Contrast of WCAG 2.2 AA: 4.5 for words, 3 for the edges of fields."""
    css = (Path(guard.__file__).parent / "static" / "base.css").read_text()
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css.split(":root {")[scheme + 1]))
    grounds = ("paper", "surface", "sunken")
    pairs = [(words, ground, 4.5) for words in ("ink", "soft", "faint", "danger", "accent") for ground in grounds]
    pairs += [("on-accent", "accent", 4.5), ("accent-deep", "accent-soft", 4.5), ("danger", "danger-soft", 4.5)]
    pairs += [("edge", "surface", 3), ("accent", "paper", 3)]
    low = {
        (a, b): round(_contrast(colours[a], colours[b]), 2)
        for a, b, least in pairs
        if _contrast(colours[a], colours[b]) < least
    }
    assert low == {}
