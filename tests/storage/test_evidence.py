"""Evidence: for a person and their manager now, the same list, and never a word of what may not be read or cited."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.entries import (
    BlockerClosed,
    BlockerPassed,
    BlockerRaised,
    BlockerTaken,
    CheckInAnswered,
    EnergyNoted,
    EvidenceAdded,
    EvidenceDisputed,
    EvidenceNoted,
    GoalClosed,
    GoalConfirmed,
    GoalMoved,
    GoalSet,
    PlanOutcome,
    ReplyGiven,
)
from conversations.entries.one_on_ones import ActionAgreed
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.evidence.block import Whose, evidence_block
from conversations.rules.evidence.facts import Block
from conversations.rules.goals import GoalContent
from conversations.rules.roster import Person
from conversations.rules.skips import WorkingWeek
from conversations.rules.visibility import Audience, Shell, is_near, may_read
from conversations.toolkit.effects import Record
from conversations.toolkit.vocabulary import Vocabulary
from storage import audit, people, records, roster
from storage.database import Transaction
from storage.evidence import REFUSED, SEEN
from storage.reader import StoreReader
from tests.storage.test_scopes import companies, id_, settle, who

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST, LAST = date(2026, 6, 1), date(2026, 11, 30)
WORKING = WorkingWeek(load_calendar("DE-BE", load_overrides(None)), frozenset(range(5)))


def reader(tx: Transaction, me: Person) -> StoreReader:
    return StoreReader(tx, me, lambda _: WORKING.calendar, AT, vocabulary=Vocabulary({}, {}, {}))


def block(reads: StoreReader, subject: Person) -> Block | None:
    written = reads.evidence(subject.id, FIRST, LAST)
    if written is None:
        return None
    goals = reads.goals_during(subject.id, FIRST, LAST)
    return evidence_block(Whose(subject, (), WORKING), FIRST, LAST, written, goals, LAST)


def trail(tx: Transaction) -> list[tuple[str, str, str]]:
    rows = tx.conn.exec_driver_sql("SELECT actor, action, subject FROM audit ORDER BY seq")
    return [(row[0], row[1], row[2]) for row in rows]


WRITES: dict[str, Any] = {
    "checkin": lambda n, said: CheckInAnswered(
        f"2026-W{n + 10}", (PlanOutcome(said, "done"),), sentence=f"private-{n}", stuck=True
    ),
    "cited": lambda n, said: CheckInAnswered(f"2026-W{n + 10}", sentence=said, sentence_citable=True),
    "raised": lambda n, said: BlockerRaised(f"b{n}", said),
    "goal": lambda n, said: GoalSet(f"g{n}", GoalContent(said, FIRST, LAST), alone=True, reason=f"private-{n}"),
    "noted": lambda n, said: EvidenceNoted(said, FIRST, LAST),
    "disputed": lambda n, said: EvidenceDisputed("e0", said),
    "added": lambda n, said: EvidenceAdded(f"f{n}", FIRST + timedelta(days=n), said),
    "agreed": lambda n, said: ActionAgreed(f"a{n}", "a", "b", said),
    "reply": lambda n, said: ReplyGiven("b0", f"private-{n}"),
    "energy": lambda n, said: EnergyNoted(f"2026-W{n + 10}", 1),
}
writings = st.lists(
    st.tuples(
        st.sampled_from(sorted(WRITES)),
        id_,
        st.sampled_from(get_args(Audience)),
        st.sampled_from(("", "a", "b", "c")),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(companies(), writings, st.dictionaries(id_, st.sampled_from(("", *"abcdefgh")), max_size=4))
def test_nothing_that_may_not_be_read_or_cited_ever_stands_in_a_block(
    tx: Transaction,
    company: list[Person],
    written: list[tuple[str, str, Audience, str, bool]],
    moved: dict[str, str],
) -> None:
    with tx.conn.begin_nested() as savepoint:
        settle(tx, company)
        thens = {person.id: person.manager for person in company}
        talks = {person.id for person in company if person.active and person.manager}
        shells: dict[str, tuple[Shell, bool]] = {}
        for n, (kind, subject, audience, helper, citable) in enumerate(written):
            if kind == "agreed" and subject not in talks:
                continue
            then, entry = thens[subject], WRITES[kind](n, f"canary-{n}.")
            if isinstance(entry, ActionAgreed):
                entry, helper = replace(entry, manager=then, owner=subject), then
            citable = citable or kind == "goal"  # what two agree on is theirs to quote
            record = Record(f"e{n}", entry, subject, audience=audience, helper=helper, citable=citable)
            # A fact by hand counts by whoever managed its subject then; others may have tried.
            author = helper if kind == "added" and helper else subject
            records.append(tx, author, AT - timedelta(days=n), record)
            counts = citable and (kind != "added" or author in (subject, then))
            shells[f"e{n}"] = Shell(subject, audience, then, helper), counts or kind in ("noted", "disputed")
        company = [replace(person, manager=moved.get(person.id, person.manager)) for person in company]
        for person in company:
            roster.update_person(tx, person)
        for viewer in company:
            for subject in (each for each in company if each.id in {shell.subject for shell, _ in shells.values()}):
                told = block(reader(tx, viewer), subject)
                assert (told is not None) == is_near(who(viewer, company, {}), subject.id)
                if told is not None:
                    _holds_only(told, viewer, subject, company, shells)
        savepoint.rollback()


def _holds_only(
    told: Block, viewer: Person, subject: Person, company: list[Person], shells: dict[str, tuple[Shell, bool]]
) -> None:
    managers = [each for each in company if each.id == subject.manager and each.active]
    # A person sees what their manager sees; without one, what is theirs.
    as_whom = managers[0] if managers and viewer.id == subject.id else viewer
    words = repr(told)
    assert "private-" not in words
    for entry, (shell, citable) in shells.items():
        if f"'canary-{entry[1:]}.'" in words or f"entry='{entry}'" in words:
            assert shell.subject == subject.id, entry
            assert may_read(who(as_whom, company, {}), shell), (entry, viewer.id)
            assert may_read(who(viewer, company, {}), shell), (entry, viewer.id)
            assert citable, entry


@pytest.fixture
def lived(tx: Transaction) -> Transaction:
    for person in (
        Person("max", "Max", "max@example.com", "sales"),
        Person("rosa", "Rosa", "rosa@example.com", "sales", manager="max"),
        Person("ann", "Ann", "ann@example.com", "sales", manager="rosa"),
        Person("tom", "Tom", "tom@example.com", "sales", manager="rosa"),
        Person("hana", "Hana", "hana@example.com", "people", manager="max", roles=frozenset({"hr", "admin"})),
    ):
        roster.insert_person(tx, person, AT)
    return tx


def write(tx: Transaction, id_: str, entry: Any, day: date, by: str = "ann", audience: Audience = "manager") -> None:
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)
    records.append(tx, by, at, Record(id_, entry, "ann", audience=audience, citable=True))


def person(tx: Transaction, id_: str) -> Person:
    known = people.person(tx, id_)
    assert known
    return known


@pytest.mark.parametrize("asker", ["max", "tom", "hana"])
def test_whoever_else_asks_is_refused_and_that_is_kept(lived: Transaction, asker: str) -> None:
    assert reader(lived, person(lived, asker)).evidence("ann", FIRST, LAST) is None
    assert trail(lived) == [(asker, REFUSED, "ann")]


def test_an_id_that_is_nobodys_is_refused_and_not_kept_as_somebodys(lived: Transaction) -> None:
    assert reader(lived, person(lived, "rosa")).evidence("guessed", FIRST, LAST) is None
    assert trail(lived) == [("rosa", REFUSED, "")]


def test_a_look_is_kept_for_the_person_to_see_and_ones_own_is_none(lived: Transaction) -> None:
    assert reader(lived, person(lived, "rosa")).evidence("ann", FIRST, LAST) == []
    ann = reader(lived, person(lived, "ann"))
    assert ann.evidence("ann", FIRST, LAST) == []
    assert trail(lived) == [("rosa", SEEN, "ann")]
    assert ann.evidence_looks(5) == [("rosa", AT)]
    assert reader(lived, person(lived, "tom")).evidence_looks(5) == []
    audit.seal(lived)
    assert audit.verify(lived) == []


def test_a_blocker_of_before_is_told_from_what_was_done_within_the_days(lived: Transaction) -> None:
    write(lived, "e1", BlockerRaised("b1", "No sensors"), date(2026, 5, 20))
    write(lived, "e2", BlockerTaken("b1", "rosa", date(2026, 6, 5)), date(2026, 6, 2), by="rosa")
    write(lived, "e3", BlockerClosed("b1"), date(2026, 6, 4))
    write(lived, "e4", BlockerRaised("b2", "Long over"), date(2026, 5, 1))
    told = block(reader(lived, person(lived, "rosa")), person(lived, "ann"))
    assert told
    [fact] = told.facts
    assert (fact.words, fact.on, fact.what) == ("No sensors", date(2026, 6, 2), "blocker_over")
    assert [(act.what, act.by, act.on.day) for act in fact.acts] == [("taken", "rosa", 2), ("solved", "ann", 4)]


def test_a_blocker_that_went_to_hr_alone_is_gone_with_all_its_moves(lived: Transaction) -> None:
    write(lived, "e1", BlockerRaised("b1", "No sensors"), date(2026, 6, 20))
    write(lived, "e2", BlockerTaken("b1", "rosa", date(2026, 7, 5)), date(2026, 6, 22), by="rosa")
    write(lived, "e3", BlockerPassed("b1", "hr"), date(2026, 6, 25), audience="hr")
    for asker in ("rosa", "ann"):
        told = block(reader(lived, person(lived, asker)), person(lived, "ann"))
        assert told and told.facts == ()


def test_a_goal_for_oneself_alone_is_on_no_list_that_the_manager_sees(lived: Transaction) -> None:
    mine = GoalSet("mine", GoalContent("Mine", date(2026, 1, 1), None), alone=True)
    write(lived, "e1", mine, date(2026, 6, 1), audience="self")
    for asker in ("rosa", "ann"):
        told = block(reader(lived, person(lived, asker)), person(lived, "ann"))
        assert told and told.goals == ()


def test_goals_count_while_they_run(lived: Transaction) -> None:
    for goal, starts in (("old", date(2025, 1, 1)), ("now", date(2026, 1, 1))):
        write(lived, f"{goal}1", GoalSet(goal, GoalContent(goal, starts, LAST)), starts, audience="team")
        write(lived, f"{goal}2", GoalConfirmed(goal, 1, "manager"), starts, by="rosa", audience="team")
    write(lived, "old3", GoalClosed("old", "done"), date(2025, 12, 1), audience="team")
    write(lived, "later", GoalSet("later", GoalContent("later", date(2027, 1, 1), None)), LAST, audience="team")
    write(lived, "moved", GoalMoved("now", "at_risk"), date(2026, 9, 1), audience="team")
    told = block(reader(lived, person(lived, "rosa")), person(lived, "ann"))
    assert told
    assert [goal.title for goal in told.goals] == ["now"]
    assert [(fact.what, fact.words) for fact in told.facts] == [("goal_at_risk", "now")]
