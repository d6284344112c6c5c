"""The real app in a process of its own, and Chromium before it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.visiting import SCREENSHOTS, Visitor
from tests.chromium import chromium_runs

ROOT = Path(__file__).parents[2]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the pictures are, for the eyes of whoever changed the page."""
    if SCREENSHOTS.exists():
        terminalreporter.write_line(f"{len(list(SCREENSHOTS.iterdir()))} screenshots in {SCREENSHOTS}")


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """Ours, without settings that somebody may have for their own Rapport."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    return {**ours, "PYTHONPATH": str(ROOT), **more}


@contextmanager
def running(command: list[str], folder: Path, port: int, more: Mapping[str, str]) -> Iterator[str]:
    """A server of ours in a folder, until the context ends; gives its address."""
    log, program = folder / "log", [sys.executable, *command]
    with log.open("wb") as written:
        server = subprocess.Popen(program, cwd=folder, env=environment(more), stdout=written, stderr=written)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(f"{address}/readyz", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_ready(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The app did not start:\n{log.read_text()}", pytrace=False)


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The demonstration in a folder, as tests/browser/serve.py serves it."""
    port = free_port()
    with running([str(Path(__file__).with_name("serve.py")), str(port)], folder, port, {}) as address:
        yield address


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration with its eight weeks behind it; tests take copies."""
    folder = tmp_path_factory.mktemp("seeded")
    with demonstration(folder):
        return folder


@pytest.fixture(scope="module")
def company(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration of the file's own; its tests follow each other through the week."""
    folder = tmp_path_factory.mktemp("company")
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    with demonstration(folder) as address:
        yield address


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A browser."""
    async with chromium_runs() as browser:
        yield browser


@pytest.fixture
async def visitor(chromium: Browser, company: str) -> AsyncIterator[Visitor]:
    """A visitor of the demonstration."""
    visitor = Visitor(chromium, company)
    yield visitor
    assert visitor.faults == []
