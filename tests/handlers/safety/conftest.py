"""A bot in a process of its own, for what only shows there: what it logs, its memory, its sockets."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.handlers.safety.canaries import DEPARTMENTS, Canaries, roster
from tests.handlers.safety.chats import Chats, chats
from tests.handlers.safety.process import Process


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    """The canaries of this module's process."""
    return Canaries()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def beside(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chats]:
    """Slack and Microsoft, beside this module's process."""
    async with chats(tmp_path_factory.mktemp("beside")) as both:
        yield both


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory, canaries: Canaries, beside: Chats) -> Iterator[Process]:
    """The bot on the page, on Slack and in Teams, serving people imported by its own command."""
    process = Process(tmp_path_factory.mktemp("process"), beside.environment)
    (process.folder / "people.csv").write_text(roster(canaries))
    (process.folder / "departments.csv").write_text(DEPARTMENTS)
    imported = process.command("people", "import", "people.csv", "--departments", "departments.csv")
    assert imported.returncode == 0, imported.stdout + imported.stderr
    assert not canaries.in_(imported.stderr)
    process.start()
    yield process
    if process.running and process.running.poll() is None:
        process.stop()
