"""The block from entries alone: what counts and what never does, months, presence, and whether it is too recent."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import get_args

import pytest

from conversations import entries
from conversations.entries import (
    BlockerRaised,
    CheckInAnswered,
    EvidenceDisputed,
    EvidenceNoted,
    GoalMoved,
    PlanOutcome,
    ReplyGiven,
)
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.evidence.block import Whose, evidence_block, with_dispute, with_note
from conversations.rules.evidence.kinds import KINDS
from conversations.rules.goal_moves import Standing
from conversations.rules.goals import GoalContent, KeyResult
from conversations.rules.roster import Person
from conversations.rules.skips import Absence, WorkingWeek
from conversations.toolkit.reader import Goal, Written

FIRST, LAST = date(2026, 6, 1), date(2026, 11, 26)
ANN = Person("ann", "Ann", "ann@example.com", "sales", manager="rosa", zone="Europe/Berlin", region="DE-BE")
WORKING = WorkingWeek(load_calendar("DE-BE", load_overrides(None)), frozenset(range(5)))


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def written(id_: str, entry, day: date, by: str = "ann", citable: bool = True) -> Written:
    return Written(id_, entry, "ann", by, "", at(day), "rosa", citable)


def checkin(n: int, day: date, *outcomes: str, **more) -> Written:
    told = tuple(PlanOutcome(f"plan {n}.{k}", outcome) for k, outcome in enumerate(outcomes))
    return written(f"c{n}", CheckInAnswered("2026-W30", told, **more), day)


def block(*those: Written, goals=(), away=()):
    return evidence_block(Whose(ANN, away, WORKING), FIRST, LAST, those, goals, LAST)


def goal(**more) -> Goal:
    content = GoalContent(
        "Renewals", date(2026, 6, 1), date(2026, 11, 29),
        (KeyResult("r1", "Rate", "number", Decimal(80), Decimal(90), "%"),), **more,
    )  # fmt: skip
    when = at(FIRST)
    standing = Standing("g1", "s1", when, when, "agreed", agreed_version=1, agreed_entry="s1", pace="on_track")
    return Goal("g1", "ann", standing, content, content, {"r1": Decimal(88)}, "", "team")


def test_only_what_is_in_the_table_counts():
    kinds = {kind.kind for kind in get_args(get_args(entries.Entry)[0])}
    assert kinds >= KINDS.keys()
    never = {
        "energy_noted",
        "energy_withdrawn",
        "prompted",
        "check_in_left_out",
        "paused",
        "away_announced",
        "check_in_read",
    }
    assert not never & KINDS.keys()


def test_what_may_not_be_cited_is_not():
    told = block(
        written("c1", CheckInAnswered("2026-W30", (PlanOutcome("x", "done"),)), date(2026, 7, 1), citable=False),
        checkin(2, date(2026, 7, 2), sentence="private"),
        checkin(3, date(2026, 7, 3), sentence="shared", sentence_citable=True),
        checkin(4, date(2026, 7, 4), "done", sentence="private"),
    )
    assert [(fact.entry, fact.words) for fact in told.facts] == [("c3", "shared"), ("c4", "")]


def test_plans_alone_are_no_outcome_and_an_uneventful_week_is_one():
    told = block(checkin(1, date(2026, 7, 1), plans=("later",)), checkin(2, date(2026, 7, 2), quick=True))
    assert [fact.what for fact in told.facts] == ["quick"]


def test_what_went_well_and_what_did_not_is_counted_alike():
    told = block(
        checkin(1, date(2026, 7, 1), "done", "done", "continue", "drop"),
        written("b1", BlockerRaised("b", "stuck"), date(2026, 7, 2)),
        written("m1", GoalMoved("g1", "at_risk"), date(2026, 7, 3)),
        written("m2", GoalMoved("g1", "on_track"), date(2026, 8, 3)),
        goals=(goal(),),
    )
    assert (told.met, told.gaps) == (3, 3)


def test_oldest_first_and_months_without_a_record_are_named():
    told = block(checkin(1, date(2026, 9, 7), "done"), checkin(2, date(2026, 6, 8), "done"))
    assert [fact.entry for fact in told.facts] == ["c2", "c1"]
    assert [month.count for month in told.months] == [1, 0, 0, 1, 0, 0]
    assert told.missing == (date(2026, 7, 1), date(2026, 8, 1), date(2026, 10, 1), date(2026, 11, 1))


@pytest.mark.parametrize(("month", "weeks"), [(7, 4), (8, 4)])
def test_a_month_away_is_not_missing_and_no_reason_is_there(month, weeks):
    """Also one that begins on a Saturday."""
    gone = Absence(date(2026, month, 1), date(2026, month, 31))
    told = block(checkin(1, date(2026, 6, 8), "done"), away=(gone,))
    away = told.months[month - 6]
    assert away.is_away
    assert not away.is_missing
    assert told.weeks - told.present == weeks
    back = block(away=(Absence(gone.first, date(2026, month, 30)),)).months[month - 6]
    assert back.is_missing
    assert not back.is_away


@pytest.mark.parametrize(("late", "is_recent"), [(2, False), (3, True)])
def test_more_than_half_of_the_last_quarter_is_said(late, is_recent):
    early = [checkin(n, date(2026, 6, 1 + n), "done") for n in range(2)]
    told = block(*early, *(checkin(10 + n, date(2026, 11, 1 + n), "done") for n in range(late)))
    assert told.is_recent == is_recent


def test_goals_are_in_proportion_to_the_weeks_at_work():
    [line] = block(goals=(goal(),)).goals
    assert (line.progress, line.in_proportion) == (Decimal(80), None)
    away = (Absence(date(2026, 6, 1), date(2026, 8, 2)),)
    [line] = block(goals=(goal(),), away=away).goals
    assert (line.present, line.weeks) == (17, 26)
    assert line.in_proportion == 100
    [line] = block(goals=(goal(present_weeks=17),), away=away).goals
    assert line.in_proportion is None, "its target is in proportion already"


def test_what_was_taken_back_is_no_fact():
    told = block(
        written("m1", GoalMoved("g1", "at_risk"), date(2026, 7, 3)),
        written("m2", GoalMoved("g1", "", undoes="m1"), date(2026, 7, 4)),
        goals=(goal(),),
    )
    assert told.facts == ()


def test_a_colleague_who_helped_is_not_named():
    told = block(
        written("b1", BlockerRaised("b", "stuck"), date(2026, 7, 2)),
        written("r1", ReplyGiven("b", "try this"), date(2026, 7, 3), by="tom", citable=False),
        written("r2", ReplyGiven("b", "I asked"), date(2026, 7, 4), by="rosa", citable=False),
    )
    assert [act.by for act in told.facts[0].acts] == ["", "rosa"]
    assert "tom" not in repr(told)
    assert "try this" not in repr(told)


def test_the_latest_word_counts_and_none_takes_it_back():
    told = block(
        checkin(1, date(2026, 7, 1), "done"),
        written("d1", EvidenceDisputed("c1", "No"), date(2026, 11, 1)),
        written("d2", EvidenceDisputed("c1", "Not quite"), date(2026, 11, 2)),
        written("n1", EvidenceNoted("Mine", FIRST, LAST), date(2026, 11, 3)),
        written("n2", EvidenceNoted("Another's", FIRST, LAST), date(2026, 11, 4), by="rosa"),
        written("n3", EvidenceNoted("Long ago", date(2025, 1, 1), date(2025, 6, 30)), date(2026, 11, 4)),
    )
    assert told.facts[0].disputed == "Not quite"
    assert [note.text for note in told.notes] == ["Mine"]
    assert with_dispute(told, "c1", "").facts[0].disputed == ""
    assert with_note(told, "n4", "", FIRST).notes == ()
