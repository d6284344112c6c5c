"""What a lead is to read and no digest brings them comes to the manager, and whoever wrote it is told."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.entries import AwayAnnounced, Paused
from conversations.rules.roster import STOPPED
from conversations.toolkit.effects import Record
from storage import records
from tests.conversations.company import someone
from tests.conversations.test_leads import DIGEST, grown, named, names, writes

TO_THE_MANAGER = "No digest brings Lena Dahl what they were to read, so it comes to you."
TO_THE_WRITER = "No digest brought this to Lena Dahl, so it’s in Mara Keller’s instead."
SHARED = "weekly_checkin.shared"


@pytest.fixture
def large(monday):
    """Thirteen report to Mara."""
    return grown(monday)


def stops(stage, who):
    stage.do(records.append, who, stage.now, Record(f"stopped-{who}", Paused(STOPPED), who, audience="self"))


def is_away(stage, who, first, last):
    away = AwayAnnounced(date.fromisoformat(first), date.fromisoformat(last))
    stage.do(records.append, who, stage.now, Record(f"away-{who}", away, who, audience="self"))


def test_who_stopped_all_messages_is_no_lead(large, mara, alice):
    stops(large, "lena")
    assert "Lena Dahl gets no messages from me" in names(mara, "alice")[1]["lead"]
    assert large["alice"].person.lead == ""
    assert alice.counts("weekly_checkin.lead") == 0


def test_who_is_not_welcome_yet_is_no_lead(large, mara):
    large.hires(someone("zoe", "Zoe Zed", "sales", "mara"))
    assert "Zoe Zed gets no messages from me" in names(mara, "alice", lead="zoe")[1]["lead"]


def test_a_lead_stops_later(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    stops(large, "lena")
    assert TO_THE_WRITER not in alice.card(SHARED)
    large.moves_to("2026-11-25 10:00")
    assert "Write the report" in mara.card(DIGEST)
    assert TO_THE_MANAGER in mara.card(DIGEST)
    assert TO_THE_WRITER in alice.card(SHARED)
    assert alice.counts(SHARED) == 1
    large.moves_to("2026-12-02 10:00")
    assert mara.counts(DIGEST) == 1, "it comes once"


def test_a_lead_is_on_leave(large, mara, alice):
    named(mara, "alice")
    is_away(large, "lena", "2026-11-24", "2026-12-31")
    writes(alice, "Write the report")
    large.moves_to("2026-11-25 10:00")
    assert "Write the report" in mara.card(DIGEST)
    assert TO_THE_WRITER in alice.card(SHARED)


def test_a_lead_away_for_a_day_reads_all_the_same(large, mara, alice):
    named(mara, "alice")
    is_away(large, "lena", "2026-11-25", "2026-11-25")
    writes(alice, "Write the report")
    large.moves_to("2026-11-27 12:00")
    assert "Write the report" in large["lena"].card(DIGEST)
    assert mara.counts(DIGEST) == 0
    assert TO_THE_WRITER not in alice.card(SHARED)


def test_what_came_too_late_waits_for_the_leads_next_digest(large, mara, alice):
    named(mara, "alice")
    large.moves_to("2026-11-29 12:00")
    writes(alice, "Write the report")
    large.moves_to("2026-11-30 12:00")
    mara.says("team").sees("Lena Dahl reads one of them.").taps("Show that one").sees("Write the report")
    large.moves_to("2026-12-02 10:00")
    large["lena"].sees("Alice Berger, last week: this week’s plans")


def test_what_a_digest_brought_to_the_lead_comes_to_nobody_else(large, mara, alice):
    named(mara, "alice")
    writes(alice, "Write the report")
    large.moves_to("2026-11-25 12:00")
    assert "Write the report" in large["lena"].card(DIGEST)
    large.moves_to("2026-12-10 12:00")
    assert mara.counts(DIGEST) == 0
    mara.says("team").sees("Lena Dahl reads for you too.")
    assert not mara.can("Show that one")


def test_what_no_digest_brought_in_its_time_is_the_managers(large, mara, alice):
    """The lead's digest was to come, and did not."""
    named(mara, "alice")
    writes(alice, "Write the report")
    large.moves_to("2026-11-25 09:59")
    large.misses("2026-12-07 08:00")
    mara.sees_not("Write the report")
    mara.says("team").sees("Write the report", TO_THE_MANAGER)
