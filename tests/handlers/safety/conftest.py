"""A bot in a process of its own, for what only shows there: what it logs, its memory, its sockets."""

from collections.abc import Iterator

import pytest

from tests.handlers.safety.canaries import DEPARTMENTS, Canaries, roster
from tests.handlers.safety.process import Process


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    """The canaries of this module's process."""
    return Canaries()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory, canaries: Canaries) -> Iterator[Process]:
    """The bot, serving people imported by its own command."""
    process = Process(tmp_path_factory.mktemp("process"))
    (process.folder / "people.csv").write_text(roster(canaries))
    (process.folder / "departments.csv").write_text(DEPARTMENTS)
    imported = process.command("people", "import", "people.csv", "--departments", "departments.csv")
    assert imported.returncode == 0, imported.stdout + imported.stderr
    assert not canaries.in_(imported.stderr)
    process.start()
    yield process
    if process.running and process.running.poll() is None:
        process.stop()
