"""What is for HR alone as it is not for the manager: no manager reads, lists or counts it, whatever role she has."""

from dataclasses import replace
from itertools import product

import pytest

from conversations.entries import BlockerPassed, BlockerRaised
from storage import roster
from storage.record_queries import readable_ids

READERS = ("max", "neo", "hana", "ann", "tom")
ROLES = [frozenset(holders) for holders in (["hana"], ["max"], ["max", "hana"], ["neo", "hana"], ["ann", "hana"])]


@pytest.mark.parametrize("then, now, hr, passed", [*product(("max", "neo"), ("max", "neo", ""), ROLES, (False, True))])
def test_whoever_manages_its_raiser_is_no_hr_for_it(company, then, now, hr, passed) -> None:
    for who in READERS:
        roles = frozenset({"hr"}) if who in hr else frozenset()
        roster.update_person(company.tx, replace(company.person(who), roles=roles))
    roster.update_person(company.tx, replace(company.person("ann"), manager=then))
    company.write(BlockerRaised("b1", "Trouble", "hr", ""), period="2026-W48", audience="hr", id="first")
    if passed:
        move = BlockerPassed("b1", "person", "tom")
        company.write(move, period="2026-W48", audience="helper_and_hr", helper="tom", id="second")
    roster.update_person(company.tx, replace(company.person("ann"), manager=now))
    for who in READERS:
        reader = company.reads(who)
        of_hr = who in hr and who not in (then, now)
        words, it = who == "ann" or of_hr, who == "ann" or of_hr or (passed and who == "tom")
        assert (reader.blocker("b1") is not None) is it
        assert (len(reader.blockers_of("ann")) == 1) is it
        assert (reader.entry("first") is not None) is words
        assert readable_ids(company.tx, company.person(who), ["b1"]) == ({"b1"} if it else frozenset())
        waits = who == "tom" if passed else of_hr and who != "ann"
        assert [each.id for each in reader.blockers_for(who)] == (["b1"] if waits else [])


def test_what_goes_on_to_hr_alone_is_read_as_it_stands_by_whoever_read_it_before(company) -> None:
    company.write(BlockerRaised("b1", "Trouble", "person", "tom"), audience="helper", helper="tom", id="first")
    for who in ("ann", "max", "tom"):
        assert company.reads(who).entry("first") is not None
    company.write(BlockerPassed("b1", "hr"), audience="hr", id="second")
    for who, reads in (("ann", True), ("max", False), ("tom", False)):
        assert (company.reads(who).entry("first") is not None) is reads
        assert [each.id for each in company.reads(who).entries("ann", ("blocker_raised",))] == ["first"] * reads
        for id_ in ("b1", "first"):
            assert readable_ids(company.tx, company.person(who), [id_]) == ({id_} if reads else frozenset())
