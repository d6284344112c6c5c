"""Who may read what: the table, spelled out for eight readers, and what no company whatever may break."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.helping import APART
from conversations.rules.roster import Person
from conversations.rules.visibility import (
    AUDIENCES,
    READERS,
    Audience,
    Scope,
    Shell,
    Who,
    is_near,
    may_read,
    scope,
)

EVERYONE = (
    *("self", "manager", "lead", "helper", "hr", "helper_and_hr", "pair", "two", "promised", "team", "organisation"),
)
NOBODY = ()

# Ann wrote it. Max was and is the manager, Zoe only was, Neo only is; Hel was named; Pia has power and no right.
READS: dict[str, tuple[Who, str, tuple[str, ...]]] = {
    "the subject": (Who("ann"), "max", EVERYONE),
    "the manager then and now": (
        Who("max", reports=frozenset({"ann"})),
        "max",
        ("manager", "lead", "helper", "pair", "two", "promised", "team", "organisation"),
    ),
    "the former manager": (Who("zoe", reports=frozenset({"tom"})), "zoe", ("organisation",)),
    "the new manager": (Who("neo", reports=frozenset({"ann"})), "max", ("pair", "team", "organisation")),
    "the lead then and now": (
        Who("hel", led=frozenset({"ann"})),
        "max",
        ("lead", "helper", "helper_and_hr", "organisation"),
    ),
    "the lead since then": (Who("lee", led=frozenset({"ann"})), "max", ("organisation",)),
    "the named helper": (Who("hel"), "max", ("helper", "helper_and_hr", "organisation")),
    "HR": (Who("hana", roles=frozenset({"hr"})), "max", ("hr", "helper_and_hr", "organisation")),
    "the manager, of HR too": (
        Who("max", reports=frozenset({"ann"}), roles=frozenset({"hr"})),
        "max",
        ("manager", "lead", "helper", "pair", "two", "promised", "team", "organisation"),
    ),
    "the former manager, of HR": (Who("zoe", roles=frozenset({"hr"})), "zoe", ("organisation",)),
    "the new manager, of HR": (
        Who("neo", reports=frozenset({"ann"}), roles=frozenset({"hr"})),
        "max",
        ("pair", "team", "organisation"),
    ),
    "an administrator": (Who("pia", roles=frozenset({"admin"})), "max", ("organisation",)),
    "a peer beside": (
        Who("tom", department=frozenset({"ann", "tom"})),
        "max",
        ("team", "organisation"),
    ),
    "a peer elsewhere": (Who("tom"), "max", ("organisation",)),
    "who left": (Who("ann", active=False), "max", NOBODY),
    "HR who left": (Who("hana", roles=frozenset({"hr"}), active=False), "max", NOBODY),
}


@pytest.mark.parametrize("reader", READS)
@pytest.mark.parametrize("audience", get_args(Audience))
def test_the_table(reader: str, audience: Audience) -> None:
    who, manager_then, reads = READS[reader]
    named = {"helper": "hel", "lead": "hel", "helper_and_hr": "hel", "two": "max", "promised": "max"}
    shell = Shell("ann", audience, manager_then, helper=named.get(audience, ""))
    assert may_read(who, shell) is (audience in reads)


def test_what_two_noted_is_read_by_the_one_it_names_as_long_as_they_are_two() -> None:
    noted = Shell("ann", "two", "max", helper="max")
    assert may_read(Who("max", reports=frozenset({"ann"})), noted)
    assert not may_read(Who("max", reports=frozenset({"tom"})), noted), "the former manager"
    assert not may_read(Who("neo", reports=frozenset({"ann"})), noted), "the new manager"
    assert not may_read(Who("hana", roles=frozenset({"hr"})), noted), "HR"
    assert not may_read(Who("lee", led=frozenset({"ann"})), noted), "who leads them for the manager"


def test_a_helper_is_one_for_what_they_were_named_for_only() -> None:
    assert not may_read(Who("hel"), Shell("ann", "manager", "max", helper="hel"))
    assert not may_read(Who("hel"), Shell("ann", "hr", "max", helper="hel"))


def test_both_sides_of_the_table_say_the_same() -> None:
    assert {(audience, relation) for audience, held in READERS.items() for relation in held} == {
        (audience, relation) for relation, opened in AUDIENCES.items() for audience in opened
    }


PEOPLE = ("ann", "max", "zoe", "hana")
people = st.sampled_from(PEOPLE)
whos = st.builds(
    Who,
    people,
    reports=st.frozensets(people, max_size=3),
    led=st.frozensets(people, max_size=3),
    roles=st.frozensets(st.sampled_from(("hr", "admin"))),
    active=st.booleans(),
)
shells = st.builds(
    Shell,
    people,
    st.sampled_from(get_args(Audience)),
    st.sampled_from(("", *PEOPLE)),
    st.sampled_from(("", *PEOPLE)),
)


@given(whos, shells)
def test_nothing_but_the_subject_opens_energy(who: Who, shell: Shell) -> None:
    energy = replace(shell, audience="self")
    assert may_read(who, energy) is (who.active and who.person == shell.subject)


@given(whos, shells)
def test_administrators_read_nothing_for_being_administrators(who: Who, shell: Shell) -> None:
    assert may_read(who, shell) is may_read(replace(who, roles=who.roles - {"admin"}), shell)


@given(whos, shells)
def test_being_hr_opens_what_is_for_hr_and_nothing_else(who: Who, shell: Shell) -> None:
    without = may_read(replace(who, roles=frozenset()), shell)
    manages = shell.subject in who.reports or shell.manager_then == who.person
    opened = who.active and shell.audience in APART and "hr" in who.roles and not manages
    assert may_read(who, shell) is (without or opened)


@given(whos, shells)
def test_being_the_manager_opens_nothing_that_is_apart(who: Who, shell: Shell) -> None:
    """Now or when it was written, of HR or not: only who is named for it, or its subject, reads it."""
    manages = shell.subject in who.reports or shell.manager_then == who.person
    apart = manages and may_read(who, shell) and shell.audience in APART
    assert not apart or who.person in (shell.subject, shell.helper)


@given(whos, shells)
def test_nobody_but_the_two_ever_reads_what_two_people_noted(who: Who, shell: Shell) -> None:
    """Whatever else they are: HR, a new manager, the manager when it was written, a lead."""
    for audience in ("two", "promised"):
        read = may_read(who, replace(shell, audience=audience))
        assert not read or who.person in (shell.subject, shell.helper)
    together = shell.subject in who.reports | who.led
    other = who.person == shell.helper and who.person != shell.subject
    assert not (other and not together and may_read(who, replace(shell, audience="two")))


@given(whos, shells)
def test_whoever_loses_a_report_loses_what_the_report_wrote(who: Who, shell: Shell) -> None:
    moved = replace(who, reports=who.reports - {shell.subject})
    if who.person not in (shell.subject, shell.helper) and shell.audience in ("manager", "helper", "pair"):
        assert not may_read(moved, shell)


def test_when_somebody_answered_is_for_them_and_their_manager() -> None:
    assert is_near(Who("ann"), "ann")
    assert is_near(Who("max", reports=frozenset({"ann"})), "ann")
    assert not is_near(Who("hana", roles=frozenset({"hr", "admin"})), "ann")
    assert not is_near(Who("ann", active=False), "ann")


def test_the_scope_of_who_left_matches_nobody() -> None:
    hana = Person("hana", "Hana", "", "hr", roles=frozenset({"hr"}))
    assert scope(hana) == Scope(me="hana", hr=True, anyone=True)
    assert scope(replace(hana, active=False)) == Scope(me=None, hr=False, anyone=False)
