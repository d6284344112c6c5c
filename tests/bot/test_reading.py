"""Reading files in a process of its own: the same is found, and what takes too much is refused in a sentence."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.reading import read_apart, read_here
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.company import Company, Roster
from conversations.rules.roster_file.words import RosterWords
from tests.words import the_catalogue

COMPANY = Company(
    (Person("p1", "Top", "top@b.cc", "rd", ""),), (Department("rd", {"en": "R&D"}),), {("slack", "U0T"): "p1"}
)
PEOPLE = "姓名,邮箱,部门,直属主管,角色\n王芳,wang@b.cc,rd,Top,hr\n".encode()
DEPARTMENTS = b"id,name\nrd,Research\n"


@pytest.fixture(scope="module")
def words() -> RosterWords:
    return RosterWords.of(the_catalogue(), load_overrides(None).__contains__)


@pytest.mark.parametrize("people", [PEOPLE, b"name,email\nAnn,nothing\nBen,ben@b.cc\n", b"PK\x03\x04"], ids=range(3))
async def test_a_child_finds_what_we_would_find(words, people):
    asked = (people, DEPARTMENTS, words, COMPANY, False)
    assert await read_apart(*asked) == await read_here(*asked)


def _many(size: int) -> bytes:
    """A company of this many people, eight to a manager."""
    lines = (f"P{n},p{n}@b.cc,D{n % 50},{f'p{(n - 1) // 8}@b.cc' if n else ''}\n" for n in range(size))
    return ("name,email,department,manager\n" + "".join(lines)).encode()


@pytest.mark.parametrize("limits", [{"seconds": 0.1}, {"megabytes": 150}], ids=["time", "memory"])
async def test_what_takes_too_much_is_a_fault_of_the_file(words, capfd, limits):
    began = time.monotonic()
    found = await read_apart(_many(30_000), None, words, COMPANY, False, **limits)
    assert [fault.says.id for fault in found.items] == ["people_import.fault.too_much"]
    assert time.monotonic() - began < 10
    assert capfd.readouterr().err == ""


async def test_whoever_stops_waiting_leaves_no_child_behind_and_it_knew_no_secret(words, monkeypatch):
    monkeypatch.setenv("RAPPORT_SECRET_KEY", "canary")
    asked = asyncio.create_task(read_apart(PEOPLE, None, words, COMPANY, False))
    await asyncio.sleep(0.2)
    children = _children()
    assert children
    assert not any(map(_knows_a_secret, children))
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert not children & _children()


def _children() -> set[str]:
    """The processes that this one began and that read."""
    began = Path("/proc/self/task").glob("*/children")
    return {child for each in began for child in each.read_text().split() if _reads(child)}


def _knows_a_secret(process: str) -> bool:
    return b"canary" in Path(f"/proc/{process}/environ").read_bytes()


def _reads(process: str) -> bool:
    try:
        return b"bot.reading" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.slow
async def test_100_000_people_fit(words):
    found = await read_apart(_many(100_000), None, words, Company(), False)
    assert isinstance(found, Roster)
    assert len(found.people) == 100_000
