"""An erased person: nothing they wrote can be read by anybody, and no table forgets to forget."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import insert, select, text

from conversations import entries
from conversations.entries import (
    AgendaItemAdded,
    BlockerDeclined,
    BlockerRaised,
    CheckInAnswered,
    EnergyNoted,
    EvidenceAdded,
    EvidenceDisputed,
    EvidenceNoted,
    GoalClosed,
    GoalConfirmed,
    GoalMoved,
    GoalReopened,
    GoalSet,
    ReplyGiven,
    SettingChanged,
)
from conversations.entries.goals import ResultValue
from conversations.entries.improvements import (
    ImprovementAnswered,
    ImprovementClosed,
    ImprovementNoted,
    ImprovementProposed,
    ImprovementStep,
    ImprovementTrained,
)
from conversations.entries.interviews import InterviewAcknowledged, InterviewAgreed, InterviewReworded, InterviewSummed
from conversations.entries.one_on_ones import ActionAgreed, AgendaItemReworded, TalkNoted
from conversations.rules.goals import GoalContent, KeyResult
from conversations.rules.roster import Department
from conversations.toolkit.events import Address
from conversations.toolkit.wire import to_json
from storage import audit, deliveries, feed, people, records, roster, running, sessions
from storage.crypto import Erased
from storage.erasure import BLANKED, DELETED, UNTOUCHED, erase_person
from storage.tables.base import Row, rows_of
from storage.tables.records import Entry
from storage.words import WORDS

IDS = {
    "action",
    "owner",
    "quarter",
    "blocker",
    "by",
    "checkin",
    "department",
    "back_to",
    "goal",
    "imported",
    "fact",
    "undoes",
    "helper",
    "indicator",
    "item",
    "lead",
    "manager",
    "on",
    "plan",
    "source",
    "step",
    "talk",
    "training",
    "week",
}
"""Fields of entries that hold ids."""
OF_THEIR_OWN = {
    CheckInAnswered,
    BlockerRaised,
    SettingChanged,
    EvidenceNoted,
    EvidenceDisputed,
    InterviewAcknowledged,
    ImprovementAnswered,
}
"""Kinds whose words nobody writes but the subject."""
TO_ANN = (
    ReplyGiven("c1", "canary"),
    BlockerDeclined("b1", "max", "canary"),
    AgendaItemAdded("i1", "max", "canary"),
    AgendaItemReworded("i1", "max", "canary"),
    ActionAgreed("a1", "max", "ann", "canary"),
    TalkNoted("max", "canary"),
    InterviewAgreed("t1", "max", "canary", date(2026, 12, 1)),
    InterviewSummed("t1", "canary"),
    EvidenceAdded("f1", date(2026, 11, 1), "canary"),
    InterviewReworded("t1", "canary"),
    ImprovementProposed("p1", 1, "canary", "skill", 1, date(2027, 1, 29)),
    ImprovementStep("p1", 1, "s1", "max", "canary", date(2026, 12, 1)),
    ImprovementNoted("p1", "canary"),
    ImprovementTrained("p1", "t1", "canary", date(2026, 12, 1), 2),
    ImprovementClosed("p1", "partly", "canary"),
    GoalSet("g1", GoalContent("Customers stay", date(2026, 10, 1), None), "manager", reason="canary"),
    GoalMoved("g0", "stuck", note="canary"),
    GoalClosed("g0", "done", "canary"),
    GoalReopened("g0", "canary"),
)

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)

HOLDS = {
    "entry": "id kind version author period at recorded_at audience helper manager_then citable hash seq",
    "person": "department manager language zone weekly_hours working_days slot_day slot_time quiet_from quiet_to "
    "every_weeks digest_day",
}
"""Columns of blanked tables that may stay: ids, instants and settings that say nothing about who it was."""


def test_every_table_says_what_erasing_does_to_it() -> None:
    said = [*BLANKED, *DELETED, *UNTOUCHED]
    assert sorted(said) == sorted(Row.metadata.tables)


@pytest.mark.parametrize("name", BLANKED)
def test_every_column_of_a_row_that_stays_was_thought_of(name: str) -> None:
    whose, left = BLANKED[name]
    assert sorted([whose, *left, *HOLDS[name].split()]) == sorted(Row.metadata.tables[name].c.keys())


@pytest.mark.parametrize("name", sorted(UNTOUCHED))
def test_what_is_untouched_names_no_person_but_by_id(name: str) -> None:
    columns = set(Row.metadata.tables[name].c.keys())
    assert not columns & {"email", "body", "card", "said", "state", "answer", "text", "title"}


def test_nothing_of_an_erased_person_is_left(company: Any) -> None:
    tx = company.tx
    company.write(CheckInAnswered("2026-W48", sentence="canary"))
    company.write(BlockerRaised("b1", "canary"))
    company.write(SettingChanged("language", "zh-CN"), audience="self")
    kept = company.write(EnergyNoted("2026-W48", 3), "tom")
    running.save(tx, Address("weekly_checkin", "ann", "2026-W48"), b"{}", MONDAY)
    session = sessions.begin(tx, "ann", MONDAY)
    erase_person(tx, "ann", "hana", MONDAY)
    for name, whose in DELETED.items():
        left = text(f"SELECT count(*) FROM {name} WHERE 'ann' IN ({', '.join(whose)})")
        assert tx.conn.execute(left).scalar() == 0
    assert people.by_identity(tx, "web", "", "ann") is None
    assert sessions.find(tx, session, MONDAY) is None
    ann = company.person("ann")
    assert (ann.name, ann.email, ann.active) == ("", "", False)
    assert company.reads("max").entries("ann", ("check_in_answered",)) == ()
    assert company.reads("tom").entry(kept) is not None
    rows = tx.conn.execute(select(rows_of(Entry)).where(rows_of(Entry).c.subject == "ann")).all()
    assert {(row.body, row.status) for row in rows} == {(None, "erased")}


def test_what_a_backup_kept_cannot_be_opened(company: Any) -> None:
    id_ = company.write(EnergyNoted("2026-W48", 3))
    backup = company.tx.conn.execute(text(f"SELECT body FROM entry WHERE id = '{id_}'")).scalar()
    erase_person(company.tx, "ann", "hana", MONDAY)
    with pytest.raises(Erased):
        company.tx.box.open("ann", backup, "entry", "body", id_)
    with pytest.raises(Erased):
        company.write(EnergyNoted("2026-W49", 3))


def test_erasing_twice_is_as_good_as_once_and_is_in_the_trail(company: Any) -> None:
    company.write(EnergyNoted("2026-W48", 3))
    audit.seal(company.tx)
    for _ in range(2):
        erase_person(company.tx, "ann", "hana", MONDAY)
    audit.seal(company.tx)
    assert audit.verify(company.tx) == []
    trail = company.tx.conn.execute(text("SELECT actor, action, subject FROM audit")).all()
    assert set(map(tuple, trail)) == {("hana", audit.ERASED_PERSON, "ann")}


def test_a_card_that_others_got_about_an_erased_person_is_gone_too(company: Any) -> None:
    tx = company.tx
    raised = company.write(BlockerRaised("b1", "canary"))
    digest = Address("manager_digest", "max", "2026-W48")
    running.save(tx, digest, b"{}", MONDAY)
    letter = deliveries.Letter(
        key="k1", address=digest, recipient="max", slot="main", name="manager_digest.digest",
        card=b"canary", at=MONDAY, about=("other", raised),
    )  # fmt: skip
    card = deliveries.plan(tx, letter, MONDAY)
    other = deliveries.plan(tx, replace(letter, key="k2", slot="next", about=("other",)), MONDAY)
    feed.put(tx, "max", card, card, b"canary", MONDAY)
    erase_person(tx, "ann", "hana", MONDAY)
    assert deliveries.get(tx, card) is None
    assert deliveries.get(tx, other) is not None
    assert feed.latest(tx, "max") == []


def test_all_words_that_another_can_write_into_a_record_are_known() -> None:
    kinds = get_args(get_args(entries.Entry)[0])
    worded = {
        kind: {name for name, hint in get_type_hints(kind).items() if hint is str and name not in IDS}
        for kind in kinds
        if kind not in OF_THEIR_OWN
    }
    assert {kind: {field} for kind, field in WORDS.items()} == {kind: names for kind, names in worded.items() if names}


@pytest.mark.parametrize("entry", TO_ANN, ids=lambda entry: entry.kind)
def test_what_another_wrote_into_a_record_needs_their_key_too(company: Any, entry: Any) -> None:
    tx = company.tx
    company.raise_one()
    company.write(GoalSet("g0", GoalContent("Learn", date(2026, 10, 1), None)), audience="pair")
    if isinstance(entry, GoalReopened):
        company.write(GoalClosed("g0", "done"), audience="pair")
    if isinstance(entry, AgendaItemReworded):
        company.write(AgendaItemAdded("i1", "max", "Talk"), by="max", audience="pair")
    id_ = company.write(entry, by="max", audience="pair")
    assert company.reads("ann").entry(id_).entry == entry
    body = tx.conn.execute(text("SELECT body FROM entry WHERE id = :id"), {"id": id_}).scalar_one()
    assert b"canary" not in tx.box.open("ann", body, "entry", "body", id_)
    erase_person(tx, "max", "hana", MONDAY)
    left = company.reads("ann").entry(id_)
    assert left.author == "max"
    assert left.entry == replace(entry, **{WORDS[type(entry)]: ""})
    assert company.reads("ann").blocker("b1").what == "No test bench"


@pytest.mark.parametrize("entry", TO_ANN, ids=lambda entry: entry.kind)
def test_words_of_the_first_shape_can_be_read_and_go_with_their_writer(company: Any, entry: Any) -> None:
    tx, table = company.tx, rows_of(Entry)
    company.raise_one()
    company.write(GoalSet("g0", GoalContent("Learn", date(2026, 10, 1), None)), audience="pair")
    if isinstance(entry, GoalReopened):
        company.write(GoalClosed("g0", "done"), audience="pair")
    if isinstance(entry, AgendaItemReworded):
        company.write(AgendaItemAdded("i1", "max", "Talk"), by="max", audience="pair")
    shell = tx.conn.execute(select(table).where(table.c.id == company.write(entry, by="max"))).one()
    body = tx.box.seal("ann", to_json(entries.Entry, entry), "entry", "body", "old")
    old = {**shell._mapping, "seq": shell.seq + 1, "id": "old", "version": 1, "body": body}
    tx.conn.execute(insert(table).values(old))
    assert company.reads("ann").entry("old").entry == entry
    erase_person(tx, "max", "hana", MONDAY)
    assert tx.conn.execute(select(table.c.body, table.c.status).where(table.c.id == "old")).one() == (None, "erased")
    assert company.reads("ann").blocker("b1").what == "No test bench"


SALES = Department("sales", {"en": "Sales", "zh-CN": "销售"})
FAULTS = KeyResult("r1", "Faults", "number", Decimal(30), Decimal(12))
AIM = GoalContent("Fewer faults", date(2026, 10, 1), None, (FAULTS,), team="sales")
SEEN = (ResultValue("r1", Decimal(20)),)


def of_the_department(company: Any) -> None:
    """Ann heads Sales: what she set for it is agreed with Max, moved once, and Neo's from Tuesday on."""
    roster.upsert_department(company.tx, replace(SALES, head="ann"))
    company.write(GoalSet("g1", AIM, reason="canary"), audience="organisation")
    company.write(GoalConfirmed("g1", 1, "manager"), by="max", audience="organisation", hours=1)
    company.write(GoalMoved("g1", "at_risk", SEEN, "canary"), audience="organisation", hours=2)
    roster.upsert_department(company.tx, replace(SALES, head="neo"))
    company.write(GoalMoved("g1", "stuck", note="Pumps"), "neo", audience="organisation", hours=25)


@pytest.mark.parametrize(
    ("erased", "holds"), [(["ann"], "neo"), (["neo"], "sales"), (["ann", "neo"], "sales"), (["neo", "ann"], "sales")]
)
def test_a_departments_goal_outlives_who_set_it_and_who_holds_it(company: Any, erased: list[str], holds: str) -> None:
    of_the_department(company)
    for each in erased:
        erase_person(company.tx, each, "hana", MONDAY)
    for _ in range(2):
        goal = company.reads("tom").goal("g1")
        assert (goal.owner, goal.counts, goal.values, goal.note) == (holds, AIM, {"r1": Decimal(20)}, "")
        assert (goal.standing.state, goal.standing.pace) == ("agreed", "stuck")
        assert company.reads("tom").goals_on(MONDAY + timedelta(days=9)) == [goal]
        assert ("canary" in repr(company.reads("tom").goal_history("g1"))) is ("ann" not in erased)
        records.rebuild(company.tx)
    roster.upsert_department(company.tx, replace(SALES, head="tom"))
    company.write(GoalMoved("g1", "on_track"), "tom", audience="organisation", hours=50)
    assert company.reads("hana").goal("g1").standing.pace == "on_track"


def test_so_does_one_that_is_over_and_one_that_is_being_changed(company: Any) -> None:
    of_the_department(company)
    company.write(
        GoalSet("g1", replace(AIM, title="No faults"), reason="why"), "neo", audience="organisation", hours=26
    )
    erase_person(company.tx, "ann", "hana", MONDAY)
    goal = company.reads("neo").goal("g1")
    assert (goal.counts, goal.content.title, goal.standing.waits_for) == (AIM, "No faults", {"manager"})
    assert company.reads("neo").goal_history("g1")[-1].entry.reason == "why"
    company.write(GoalClosed("g1", "missed", "canary"), "neo", audience="organisation", hours=30)
    erase_person(company.tx, "neo", "hana", MONDAY)
    goal = company.reads("tom").goal("g1")
    assert (goal.standing.state, goal.standing.closed_at) == ("missed", MONDAY + timedelta(hours=30))
    assert "canary" not in repr(company.reads("tom").goal_history("g1"))


def test_what_was_only_proposed_for_a_department_goes_with_who_proposed_it(company: Any) -> None:
    roster.upsert_department(company.tx, replace(SALES, head="ann"))
    company.write(GoalSet("g1", AIM), audience="pair")
    company.write(GoalSet("g2", AIM, draft=True), audience="self")
    erase_person(company.tx, "ann", "hana", MONDAY)
    assert company.count("goal") == 0
