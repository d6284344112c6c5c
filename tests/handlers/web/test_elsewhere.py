"""The demonstration shows what Slack and Teams would be sent, and how it looks there."""

import json
import os
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page

from conversations.toolkit.words import LANGUAGES, Language, Verbatim
from handlers.web.assets import Assets
from handlers.web.drawing import Drawing, Manner
from handlers.web.elsewhere import Shown
from tests.chromium import chromium_runs
from tests.handlers.contract import page as reading
from tests.handlers.hostile import STRINGS
from tests.handlers.web import samples
from tests.handlers.web.conftest import Opens
from tests.handlers.web.host import Host, catalogue

GOLDEN = Path(__file__).parents[1] / "golden"
PICTURES = Path(tempfile.gettempdir()) / f"rapport-elsewhere-{os.getpid()}"
"""Where the pictures go that somebody looks at."""

UNKNOWN_TO_THE_RENDERER = {
    "An Input.ChoiceSet must have at least one choice defined.",
    'Unknown element type "Chart.VerticalBar". Fallback will be used if present.',
}
"""Microsoft's own page renderer does not know that Teams asks the bot for choices, and has no charts."""


def kept(language: Language) -> Iterator[tuple[str, Shown]]:
    """Every card and form there is, as both platforms are given it."""
    for file in sorted((GOLDEN / "slack").glob(f"*.{language}.json")):
        slack, teams = (json.loads((GOLDEN / each / file.name).read_text("utf-8")) for each in ("slack", "teams"))
        yield file.name, Shown(Verbatim(file.stem), slack, teams, is_form=".form." in file.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_and_form_can_be_drawn(language: Language) -> None:
    drawing = Drawing(catalogue(), "/static/x")
    for name, shown in kept(language):
        drawn = reading.read(drawing.draw("elsewhere.html", Manner(language), shown=[shown]))
        [slack] = drawn.all("section", aria_label="Slack")
        [look] = slack.all("div", **{"class": "slack s-modal" if shown.is_form else "slack"})
        words = [text for text in _texts(shown.slack) if text.strip()]
        assert words, name
        missing = [text for text in words if _squeezed(text) not in _squeezed(look.text)]
        assert missing == [], name


def _texts(sent: object) -> Iterator[str]:
    """All words of blocks; the notification's line stands beside them."""
    match sent:
        case {"blocks": blocks}:
            yield from _texts(blocks)
        case {"text": str(text)}:
            yield text
        case dict():
            unsaid = {
                "confirm",
                "placeholder",
                "initial_option",
                *(() if sent.get("type") == "overflow" else ("options",)),
            }
            for name, each in sent.items():
                yield from () if name in unsaid else _texts(each)
        case list():
            for each in sent:
                yield from _texts(each)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


async def test_a_message_can_be_seen_as_the_others_show_it(playground: Host, opens: Opens) -> None:
    await playground.show("alice", samples.checkin("en"), "d-alice")
    browser = await opens(playground)
    await browser.get("/as/alice/")
    chat = reading.read(await (await browser.get("/as/alice/")).text())
    [link] = [each.attributes["href"] for each in chat.all("a", href=None) if "elsewhere" in each.attributes["href"]]
    shown = await (await browser.get(link)).text()
    assert shown.count("<h2>Slack</h2>") == shown.count("<h2>Teams</h2>") == 2, "the card, and the form behind it"
    assert "action_id" in shown
    assert "AdaptiveCard" in shown
    assert (await browser.get("/as/alice/elsewhere?message=nothing")).status == 404
    assert (await (await opens(playground)).get(link)).status != 200, "somebody else's"


async def test_outside_the_demonstration_there_is_no_such_page(host: Host, opens: Opens) -> None:
    await host.show("alice", samples.checkin("en"), "d-alice")
    alice = await opens(host, "alice")
    assert "elsewhere" not in await (await alice.get("/")).text()
    for path in ("/elsewhere?message=d-alice", "/as/alice/elsewhere?message=d-alice"):
        assert (await alice.get(path)).status == 404


async def test_hostile_words_are_words_here_too(playground: Host, opens: Opens) -> None:
    browser = await opens(playground)
    await browser.get("/as/alice/")
    for n, text in enumerate(STRINGS[:40]):
        await playground.show("alice", samples.receipt(text), f"d-{n}")
        shown = await (await browser.get(f"/as/alice/elsewhere?message={quote(f'd-{n}')}")).text()
        tags = {each.tag for each in reading.read(shown).all()}
        assert tags <= {*PAGE_TAGS}, text


PAGE_TAGS = (
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "header",
        "main",
        "section",
        "p",
        "span",
        "svg",
        "path",
    ),
    *(
        "h1",
        "h2",
        "h3",
        "div",
        "strong",
        "bdi",
        "blockquote",
        "details",
        "summary",
        "pre",
        "hr",
        "ul",
        "li",
        "table",
        "tr",
    ),
    *("td", "label", "input"),
)


@pytest.fixture
async def showing() -> AsyncIterator[str]:
    """The address of a page for each language with everything on it."""
    assets = Assets()
    drawing = Drawing(catalogue(), assets.address)

    async def everything(request: web.Request) -> web.Response:
        language: Language = "en" if request.match_info["language"] == "en" else "zh-CN"
        html = drawing.draw("elsewhere.html", Manner(language), shown=[shown for _, shown in kept(language)])
        return web.Response(text=html, content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/static/{version}/{name}", assets.serve), web.get("/{language}", everything)])
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


PICTURED = {("light", 1300), ("dark", 390)}
"""Of all four that are drawn, those of which eyes get a picture: it takes far longer than to draw them."""

HIGHEST = 12_000
"""Pixels of a picture."""

PATIENCE = 180_000
"""Milliseconds for all cards below each other, and for a picture of them, on a machine that others use too."""


@pytest.mark.browser
async def test_microsofts_own_renderer_draws_every_card_narrow_and_wide_light_and_dark(showing: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with chromium_runs() as browser:
        for scheme, width in product(("light", "dark"), (1300, 390)):
            context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            page = await context.new_page()
            for language in LANGUAGES:
                await page.goto(f"{showing}/{language}")
                await _is_whole(page)
                if (scheme, width) in PICTURED:
                    await _picture(page, f"{language}-{scheme}-{width}", width)
            await context.close()
    print(f"{len(list(PICTURES.iterdir()))} pictures in {PICTURES}")


async def _picture(page: Page, name: str, width: int) -> None:
    """The page in pictures below each other: of a very high one Chromium leaves the end blank."""
    height = int(await page.evaluate("document.documentElement.scrollHeight"))
    await page.set_viewport_size({"width": width, "height": HIGHEST})
    for n, top in enumerate(range(0, height, HIGHEST)):
        await page.evaluate("(top) => window.scrollTo(0, top)", top)
        await page.screenshot(path=PICTURES / f"{name}-{n:02}.png")


async def _is_whole(page: Page) -> None:
    await page.wait_for_function(
        "[...document.querySelectorAll('[data-adaptive]')].every((each) => each.dataset.drawn)"
    )
    drawn = await page.evaluate(
        "[...document.querySelectorAll('[data-adaptive]')].map((each) => [each.dataset.drawn, each.dataset.faults])"
    )
    assert len(drawn) > 50
    assert {each for each, _ in drawn} == {"true"}
    faults = {fault for _, found in drawn for fault in json.loads(found)}
    assert faults <= UNKNOWN_TO_THE_RENDERER
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it does not fit the screen"
