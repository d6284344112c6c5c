"""Files made to hurt: each is refused, or read, in a moment and with little memory (safety 25, 26)."""

import time
import tracemalloc

import pytest

from conversations.rules.roster_file.company import Roster

PEOPLE = b"name,email\nAnn,a@b.cc\n"
MB_5 = 4_900_000


def tree(size: int) -> bytes:
    """A company of this many people, eight to a manager, within the limit of 5 MB."""
    managers = ("" if n == 0 else f"p{(n - 1) // 8}@b.cc" for n in range(size))
    lines = (f"P{n},p{n}@b.cc,D{n % 50},{manager}\n" for n, manager in enumerate(managers))
    return ("name,email,department,manager\n" + "".join(lines)).encode()


@pytest.mark.parametrize(
    "people",
    [
        b'name,email\n"' + b"x" * MB_5,
        b"name,email\n" + b"x" * MB_5 + b",a@b.cc\n",
        b"name,email\n" + b'""' * (MB_5 // 2),
        b"name,email\n" + b"," * MB_5,
        b"," * MB_5,
        b"(" * MB_5,
        b"\n" * MB_5,
        b"name,email\n" + b" " * MB_5 + b",a@b.cc\n",
        b"name,email\nAnn," + b"a@" * 60_000,
        b"name,email\nAnn," + b"a@" + b"a." * 60_000,
        b"name,email,date\nAnn,a@b.cc," + b"1-" * 60_000,
        b"name,email,start date\nAnn,a@b.cc," + b"1" * 120_000,
        b"name,email,hours\nAnn,a@b.cc," + b"9" * 120_000,
        b"name,email,workdays\nAnn,a@b.cc," + b"mon-" * 30_000,
        b"name,email,time zone\nAnn,a@b.cc," + b"Europe/" * 15_000,
        b"name,email,roles\nAnn,a@b.cc," + b"hr;" * 40_000,
        b"name,email\n" + b"Ann,a@b.cc\n" * 200_000,
        b"name,email,time zone\n" + b"".join(b"P,p%d@b.cc,Mars/%d\n" % (n, n) for n in range(50_000)),
        b"x" * 6_000_000,
        b"PK\x03\x04" + b"\0" * MB_5,
    ],
    ids=range(20),
)
def test_a_bomb_of_people_fizzles(read, people):
    began = time.process_time()
    assert read(people)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "departments",
    [
        b"- " + b"[" * 95_000,
        b"- " + b"{a: " * 20_000,
        b"- &a [x]\n" + b"".join(b"- &%c [*%c, *%c]\n" % (c + 1, c, c) for c in range(97, 121)),
        b"- !!python/object/apply:os.system ['true']\n",
        b"- id: " + b"x" * 95_000,
        b"- id: '" + b"\\n" * 40_000 + b"'",
        b"- id: a\n" * 11_000,
        b"? " * 45_000,
        b"- " * 45_000,
        b"id,name\n" + b"a,b\n" * 150_000,
        b"\n" * 90_000 + b"id,name\na,b\n",
    ],
    ids=range(11),
)
def test_a_bomb_of_departments_fizzles(read, departments):
    began = time.process_time()
    assert read(PEOPLE, departments)
    assert time.process_time() - began < 15


@pytest.mark.slow
def test_a_company_of_100_000_is_read_and_compared_in_seconds(read, taken):
    file = tree(100_000)
    began = time.process_time()
    found = taken(file)
    seconds = time.process_time() - began
    assert len(found.added) == 100_000
    assert seconds < 30
    assert "too_many_rows" in read(file + b"Ann,ann@b.cc,D1,\n").items[0].says.id


def test_a_chain_of_10_000_managers_and_a_ring_of_as_many(read):
    chain = "name,email,manager\n" + "".join(f"P{n},p{n}@b.cc,p{n + 1}@b.cc\n" for n in range(10_000))
    assert isinstance(read(chain + "Top,p10000@b.cc,\n"), Roster)
    ring = read(chain + "Top,p10000@b.cc,p0@b.cc\n")
    assert [fault.says.id for fault in ring.items] == ["people_import.fault.manager_cycle"]


def test_memory_stays_small_for_a_refused_file(read):
    file = b"name,email\n" + b"Ann,nothing\n" * 400_000
    tracemalloc.start()
    try:
        read(file)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12 * len(file)
