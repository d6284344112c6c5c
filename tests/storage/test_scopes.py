"""The same right in SQL as in the rule, for any company, and no query of the record without it."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, Table, select
from sqlalchemy.sql import visitors

import storage
from conversations.entries import BlockerRaised, LeadNamed, RephraseAsked
from conversations.rules.roster import Person
from conversations.rules.visibility import Audience, Shell, Who, is_near, may_read
from conversations.toolkit.effects import Record
from storage import people, record_queries, records, roster
from storage.database import Transaction
from storage.record_queries import readable_ids
from storage.scopes import as_reader, near, readable
from storage.tables import records as tables
from storage.tables.base import Row, rows_of

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENTRY = rows_of(tables.Entry)
IDS = tuple("abcdefgh")
id_ = st.sampled_from(IDS)


@st.composite
def companies(draw: st.DrawFn) -> list[Person]:
    """Eight people, some managers, HR, administrators, some who left, and cycles: a roster may hold them."""
    return [
        Person(
            one,
            one.upper(),
            f"{one}@example.com",
            draw(st.sampled_from(("sales", "sales", "rd", ""))),
            manager=draw(st.sampled_from(("", *IDS))),
            roles=draw(st.frozensets(st.sampled_from(("hr", "admin")))),
            active=draw(st.sampled_from((True, True, True, False))),
        )
        for one in IDS
    ]


writings = st.lists(
    st.tuples(id_, st.sampled_from(get_args(Audience)), st.sampled_from(("", *IDS))), min_size=1, max_size=12
)
leads = st.dictionaries(id_, st.tuples(id_, id_), max_size=6)
moves = st.dictionaries(id_, st.sampled_from(("", *IDS)), max_size=4)


def settle(tx: Transaction, company: list[Person]) -> None:
    for person in company:
        roster.insert_person(tx, replace(person, active=True), AT)
        if not person.active:
            roster.deactivate(tx, person.id, AT.date())


def leads_now(person: Person, company: list[Person], named: dict[str, tuple[str, str]]) -> frozenset[str]:
    """Whose check-ins this one reads: the three are here, and who named them manages both."""
    here = {one.id: one.manager for one in company if one.active}
    return frozenset(
        subject
        for subject, (lead, by) in named.items()
        if lead == person.id and {subject, lead, by} <= here.keys() and here[subject] == here[lead] == by
    )


def who(person: Person, company: list[Person], named: dict[str, tuple[str, str]]) -> Who:
    led = frozenset(one.id for one in company if one.manager == person.id and one.active)
    beside = frozenset(one.id for one in company if one.department == person.department and one.active)
    reads = leads_now(person, company, named)
    return Who(person.id, led, beside if person.department else frozenset(), person.roles, reads, person.active)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(companies(), writings, leads, moves)
def test_the_database_gives_each_reader_what_the_rule_gives(
    tx: Transaction,
    company: list[Person],
    written: list[tuple[str, Audience, str]],
    named: dict[str, tuple[str, str]],
    moved: dict[str, str],
) -> None:
    with tx.conn.begin_nested() as savepoint:
        settle(tx, company)
        shells: dict[str, Shell] = {}
        for n, (subject, audience, helper) in enumerate(written):
            record = Record(f"e{n}", BlockerRaised(f"b{n}", "?"), subject, audience=audience, helper=helper)
            records.append(tx, subject, AT, record)
            then = next(person.manager for person in company if person.id == subject)
            shells[f"e{n}"] = Shell(subject, audience, then, helper)
        for subject, (lead, by) in named.items():
            records.append(tx, by, AT, Record(f"l{subject}", LeadNamed(lead), subject, audience="self"))
            shells[f"l{subject}"] = Shell(subject, "self")
        company = [replace(person, manager=moved.get(person.id, person.manager)) for person in company]
        for person in company:
            roster.update_person(tx, person)
        for person in company:
            allowed = {id_ for id_, shell in shells.items() if may_read(who(person, company, named), shell)}
            found = tx.conn.execute(select(ENTRY.c.id).where(readable(ENTRY)), as_reader(person)).scalars()
            assert set(found) == allowed, person.id
            assert readable_ids(tx, person, tuple(shells)) == allowed
            by_blocker = readable_ids(tx, person, tuple(f"b{n}" for n in range(len(written))))
            assert {f"e{id_[1:]}" for id_ in by_blocker} == allowed & {f"e{n}" for n in range(len(written))}
            here = people.person(tx, person.id)
            assert here and here.is_lead == bool(leads_now(person, company, named))
            assert {one.id for one in people.led(tx, person.id)} == leads_now(person, company, named)
            reads = {one.id for one in company if person.id in leads_now(one, company, named)}
            assert {here.lead} - {""} == reads
            seen = tx.conn.execute(select(ENTRY.c.subject).where(near(ENTRY, "subject")), as_reader(person)).scalars()
            told = {shell.subject for shell in shells.values()}
            assert set(seen) == {subject for subject in told if is_near(who(person, company, named), subject)}
        savepoint.rollback()


def test_what_is_asked_for_nothing_is_nothing(tx: Transaction) -> None:
    assert readable_ids(tx, Person("a", "A", "", "sales"), ()) == frozenset()


def test_ids_that_are_nobodys_are_not_readable(tx: Transaction) -> None:
    ann = Person("ann", "Ann", "", "sales")
    roster.insert_person(tx, ann, AT)
    records.append(tx, "ann", AT, Record("e1", RephraseAsked("x"), "ann"))
    assert readable_ids(tx, ann, ("e1", "e2")) == {"e1"}


# --- no query without a scope -----------------------------------------------------------------------

RECORD = {
    rows_of(table)
    for table in (
        *(tables.Entry, tables.CheckIn, tables.Blocker, tables.Goal, tables.Prompted),
        *(tables.AgendaItem, tables.Action, tables.OneOnOne),
    )
}
MODULES = [import_module(f"storage.{found.name}") for found in iter_modules(storage.__path__) if not found.ispkg]
FOR_NOBODYS_EYES = {
    ("storage.happenings", "_entries"): "the demonstration's ticker: kinds, no bodies",
    ("storage.erasure", "_entries_of"): "ids of what is to be erased",
    ("storage.erasure", "_goals_of"): "ids of what is to be erased",
    ("storage.erasure", "_to_others"): "what an erased person wrote to others, to be blotted out",
    ("storage.records", "_all"): "the rebuild",
    ("storage.records", "_known"): "whether an id is there",
    ("storage.blockers", "_find"): "where a move starts from",
    ("storage.blockers", "_with"): "ids of blockers whose helper may be gone, so that cards are redrawn",
    ("storage.goals", "_find"): "where a move starts from",
    ("storage.one_on_ones", "_find_talk"): "where a move starts from",
    ("storage.one_on_ones", "_find_item"): "where a move starts from",
    ("storage.one_on_ones", "_find_action"): "where a move starts from",
    ("storage.one_on_ones", "_with_any"): "whose one-on-ones are looked at again: ids and dates, no words",
    ("storage.improvements", "_told"): "whether another plan stands: kinds and authors, no words",
    (
        "storage.departments_goals",
        "_held_by_others",
    ): "ids of a department's goals that its new head takes over, no words",
    ("storage.outliving", "_of_departments"): "the departments' goals that rest on the record of whom is to be erased",
    ("storage.outliving", "_some"): "what stands of these, said once more for those who read it before",
    ("storage.outliving", "_moves"): "what others wrote of these, to follow from what stands",
    ("storage.goals", "_audience_of"): "whom a version is for that both sides agreed to",
    ("storage.past_goals", "_moves"): "where a goal stood on a day; what its reader may not read of it is not told",
    ("storage.goal_versions", "_versions"): "how many versions came before one, nothing of what they say",
    ("storage.goal_imports", "_shared"): "which goals a file may name; of those one may not read nothing is told",
    ("storage.goal_imports", "_said"): "their words, to know which one is named; an export asks for legible ones only",
    ("storage.goal_imports", "_imported"): "what files gave before, so that the same file changes nothing",
    ("storage.goal_imports", "_standing"): "where taking back starts from",
    ("storage.evidence", "_others"): "whether a report had another manager then: no kinds, no words",
    ("storage.audit", "_bodies"): "whether ciphertext and hash fit",
    ("storage.audit", "_bodiless"): "whether a body is gone",
}
SCOPES = [
    condition
    for table in RECORD
    for condition in (
        *([readable(table)] if {"subject", "audience"} <= set(table.c.keys()) else []),
        *([readable(table, "raiser")] if "raiser" in table.c else []),
        *([readable(table, "owner")] if "owner" in table.c else []),
        *([near(table)] if "person" in table.c else []),
        *([readable(table, "person")] if {"person", "audience"} <= set(table.c.keys()) else []),
    )
]


def statements(module: ModuleType) -> Iterator[tuple[str, Select[tuple[Row]]]]:
    for name, value in vars(module).items():
        several = value.values() if isinstance(value, dict) else [value]
        yield from ((name, one) for one in several if isinstance(one, Select))


def selects(statement: Select[tuple[Row]]) -> Iterator[Select[tuple[Row]]]:
    """The statement and every SELECT inside it."""
    yield from (part for part in visitors.iterate(statement) if isinstance(part, Select))


def reads_the_record(statement: Select[tuple[Row]]) -> bool:
    return any(
        part in RECORD
        for source in statement.get_final_froms()
        for part in visitors.iterate(source)
        if isinstance(part, Table)
    )


def is_scoped(statement: Select[tuple[Row]]) -> bool:
    return any(condition.compare(scope) for condition in statement._where_criteria for scope in SCOPES)


ALL = [
    pytest.param(module.__name__, name, statement, id=f"{module.__name__}.{name}")
    for module in MODULES
    for name, statement in statements(module)
]


@pytest.mark.parametrize(("module", "name", "statement"), ALL)
def test_every_query_of_the_record_is_scoped(module: str, name: str, statement: Select[tuple[Row]]) -> None:
    unscoped = [part for part in selects(statement) if reads_the_record(part) and not is_scoped(part)]
    internal = module == "storage.audit" or (module, name) in FOR_NOBODYS_EYES
    assert not unscoped or internal, f"{module}.{name} reads the record without readable() or near()"


BUILDERS = {
    "storage.person_rows.led_by",
    "storage.audit._left_out",
    "storage.audit._unlinked",
    "storage.person_rows.people_where",
}
"""Functions that make module-level statements; their results are walked above."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_query_is_made_where_the_walk_cannot_see_it(module: ModuleType) -> None:
    inside = {
        f"{module.__name__}.{function.name}"
        for function in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "select"
    }
    assert inside <= BUILDERS


def test_the_test_sees_a_query_without_a_scope() -> None:
    bare = select(ENTRY.c.body).where(ENTRY.c.id == "x")
    assert reads_the_record(bare)
    assert not is_scoped(bare)
    assert not is_scoped(bare.where(readable(ENTRY) | (ENTRY.c.id == "x"))), "beside is not within"
    assert is_scoped(bare.where(readable(ENTRY)))
    assert len(list(statements(record_queries))) >= 12
