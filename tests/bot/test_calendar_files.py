"""The calendar file of a one-on-one: for the two only, and it changes the entry that is there instead of adding one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.calendar_files import CalendarFiles
from handlers.platform import Identity
from tests.conversations.drawing import Walker
from tests.conversations.stage import Stage, founded
from tests.handlers.golden.scenes import Troupe
from tests.words import the_catalogue

TUESDAYS = {"every": "week", "weekday": "1", "at": "14:00", "minutes": "45"}


@pytest.fixture
def troupe(tmp_path: Path) -> Iterator[Troupe]:
    """Mara and Alice talk on Tuesdays at two, for three quarters of an hour."""
    catalogue = the_catalogue()
    (tmp_path / "scene").mkdir()
    stage = founded(tmp_path / "scene").opens(catalogue, Walker(catalogue), tmp_path / "stage.db")
    troupe = Troupe(stage)
    troupe.says("mara", "1:1 Alice")
    troupe.fills("mara", "rhythm", on="one_on_one.agenda", **TUESDAYS)
    yield troupe
    stage.close()


def file_of(stage: Stage, person: str, other: str) -> bytes | None:
    files = CalendarFiles(stage.database, stage.house, stage.clock, stage.catalogue)
    return stage.runner.run(files.file(Identity("web", "", person), other))


def events(stage: Stage, person: str, other: str) -> list[tuple[str, str, int, str]]:
    file = file_of(stage, person, other)
    assert file
    found = Calendar.from_ical(file).walk("VEVENT")
    return [(str(e["UID"]), e.decoded("DTSTART").isoformat(), int(e["SEQUENCE"]), str(e["STATUS"])) for e in found]


def test_both_get_the_same_event_and_nobody_else_any(troupe: Troupe) -> None:
    stage = troupe.stage
    [(uid, at, sequence, status)] = events(stage, "mara", "alice")
    assert (at, sequence, status) == ("2026-11-24T13:00:00+00:00", 0, "CONFIRMED")
    assert events(stage, "alice", "mara") == [(uid, at, 0, "CONFIRMED")]
    for stranger in ("bob", "hana", "sven", "kim"):
        assert file_of(stage, stranger, "alice") is None
        assert file_of(stage, stranger, "mara") is None, stranger
    assert file_of(stage, "nobody", "mara") is None
    assert file_of(stage, "alice", "nobody") is None


def test_its_title_follows_the_reader_and_holds_no_point(troupe: Troupe) -> None:
    troupe.says("mara", "a point of the two")
    file = file_of(troupe.stage, "alice", "mara")
    assert file and b"One-on-one with Mara Keller" in file
    assert b"point" not in file


def test_a_move_changes_the_entry_and_skipping_takes_it_off(troupe: Troupe) -> None:
    stage = troupe.stage
    [(uid, _, _, _)] = events(stage, "mara", "alice")
    troupe.taps("mara", "dates", on="one_on_one.agenda")
    troupe.taps("mara", "later", on="one_on_one.agenda")
    assert events(stage, "alice", "mara") == [(uid, "2026-11-25T13:00:00+00:00", 1, "CONFIRMED")]
    troupe.taps("mara", "skip", on="one_on_one.agenda")
    [following, skipped] = events(stage, "alice", "mara")
    assert following[1:] == ("2026-12-01T13:00:00+00:00", 0, "CONFIRMED")
    assert skipped == (uid, "2026-11-25T13:00:00+00:00", 2, "CANCELLED")


def test_a_talk_by_a_script_is_one_event_that_moves_and_is_taken_off(troupe: Troupe) -> None:
    stage = troupe.stage
    troupe.calls("mara", "interview-template low-performer Alice 27 November 10:00")
    troupe.taps("mara", "send", on="interview.preview")
    troupe.taps("alice", "calendar", on="interview.invited")
    (button,) = stage.chat("alice")[-1].card.buttons  # type: ignore[union-attr]
    talk = button.leads.removeprefix("page/interview/").removesuffix(".ics")
    files = CalendarFiles(stage.database, stage.house, stage.clock, stage.catalogue)

    def event(person: str) -> tuple[str, int, str, str]:
        file = stage.runner.run(files.talk(Identity("web", "", person), talk))
        assert file
        [found] = Calendar.from_ical(file).walk("VEVENT")
        start, end = found.decoded("DTSTART"), found.decoded("DTEND")
        assert (end - start).total_seconds() == 45 * 60
        return start.isoformat(), int(found["SEQUENCE"]), str(found["STATUS"]), str(found["SUMMARY"])

    assert event("mara") == ("2026-11-27T09:00:00+00:00", 0, "CONFIRMED", "A talk with Alice Berger")
    assert event("alice") == ("2026-11-27T09:00:00+00:00", 0, "CONFIRMED", "A talk with Mara Keller")
    for stranger in ("bob", "hana", "sven"):
        assert stage.runner.run(files.talk(Identity("web", "", stranger), talk)) is None
    troupe.fills("mara", "move", on="interview.booked", day="2026-11-30", at="11:00")
    assert event("alice")[:3] == ("2026-11-30T10:00:00+00:00", 1, "CONFIRMED")
    troupe.taps("mara", "off", on="interview.booked")
    assert event("alice")[:3] == ("2026-11-30T10:00:00+00:00", 2, "CANCELLED")
