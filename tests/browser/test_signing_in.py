"""Outside the demonstration: a link that signs one person in, once, and a page without its tools."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.demo.story import COMPANY
from tests.browser.conftest import environment, free_port, running
from tests.browser.visiting import Visitor, says, shoot, words

pytestmark = pytest.mark.browser

WHO = "jonas.albrecht@tricklewick.example.com"


def _rapport(folder: Path, *arguments: str) -> str:
    """What the command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder, env=environment(SETTINGS), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


SETTINGS = {
    "RAPPORT_SECRET_KEY": "a key that only this test has, long enough",
    "RAPPORT_DATABASE_URL": "sqlite:///rapport.db",
    "RAPPORT_PORT": str(free_port()),
}


@pytest.fixture
def in_earnest(tmp_path: Path) -> Iterator[str]:
    """The app as a company runs it, with its people imported; its address."""
    _rapport(tmp_path, "people", "import", str(COMPANY / "people.csv"),
             "--departments", str(COMPANY / "departments.yaml"))  # fmt: skip
    with running(["-m", "bot", "run"], tmp_path, int(SETTINGS["RAPPORT_PORT"]), SETTINGS) as address:
        yield address


async def test_a_link_signs_in_once(chromium: Browser, in_earnest: str, tmp_path: Path) -> None:
    link = _rapport(tmp_path, "sign-in", WHO)
    assert link.startswith(f"{in_earnest}/sign-in/")
    visitor = Visitor(chromium, in_earnest)
    page = await visitor.opens(link.removeprefix(in_earnest))
    await expect(page.get_by_text("Jonas Albrecht")).to_be_visible()
    await shoot(page, "sign-in-en")
    await page.get_by_role("button", name=words("page.sign_in.button", "en")).click()
    await page.wait_for_url(f"{in_earnest}/")
    await says(page, "help")
    await expect(page.locator(".by-bot").last).to_contain_text(words("help.title", "en"))

    stranger = await visitor.opens()
    await expect(stranger.get_by_text(words("page.signed_out.once", "en"))).to_be_visible()
    await stranger.goto(link)
    await expect(stranger.get_by_text(words("page.faults.link_over", "en"))).to_be_visible()
    refused = await stranger.goto(f"{in_earnest}/demo/two")
    assert refused
    assert refused.status == 404
    assert all("404" in fault for fault in visitor.faults)
