"""How a goal came about: all of it for the two sides, for others without what was said between those two."""

from __future__ import annotations

import pytest

from conversations.rules.roster import Department
from storage import roster


def tells(who, title="Renewal rate"):
    return who.says(f"goal explain {title}").last


def changes(who, other, *targets):
    for target in targets:
        form = who.opens("Change", of=who.message("goal.goal"))
        form.fills(t_r1=str(target), reason=f"Because of {target}").submits()
        other.taps("I agree")


def test_why_it_changes_is_read_by_the_two_alone(agreed, alice, mara, bob):
    mara.opens("Change").fills(t_r1="88", reason="Two weeks in hospital").submits()
    alice.opens("Not like this").fills(reason="I am back on Monday").submits()
    assert "Alice Berger said no to the change" in tells(bob)
    assert "Monday" not in bob.last
    assert "hospital" not in bob.last
    for side in (alice, mara):
        assert "Two weeks in hospital" in tells(side)
        assert "I am back on Monday" in side.last


def test_what_was_learned_and_seen_differently_is_read_by_the_two_alone(agreed, alice, mara, bob):
    form = mara.opens("Close it")
    assert "Only the owner and their manager read it." in form.words
    form.fills(how="missed", learned="Begin earlier").submits()
    alice.opens("I see it differently").fills(reason="The quarter runs on").submits()
    assert "Mara Keller closed it: Missed" in tells(bob)
    assert "Alice Berger reopened it" in bob.last
    for side in (alice, mara):
        assert "Begin earlier" in tells(side)
        assert "The quarter runs on" in side.last
    for words in ("Begin earlier", "The quarter runs on"):
        assert words not in bob.chat


def test_a_departments_goal_keeps_them_for_the_two_as_well(monday, mara, sven):
    monday.do(roster.upsert_department, Department("research", {"en": "Research", "zh-CN": "研发部"}, head="mara"))
    mara.says("goal add").taps("For Research").says("Faults per release from 30 to 12 by the end of the year")
    mara.taps("Propose to Sven Holm")
    sven.taps("I agree")
    form = mara.opens("Change", of=mara.message("goal.goal"))
    assert "Only the owner and their manager read it." in form.words
    form.fills(due="2027-01-31", reason="Two people are away").submits()
    assert "Two people are away" in tells(sven, "Faults per release")
    assert "Mara Keller wrote version 2" in tells(monday["kim"], "Faults per release")
    assert "away" not in monday["kim"].last


def test_an_update_says_who_reads_it(agreed, alice):
    assert "The department can see this." in alice.opens("Update").words


def test_every_version_can_be_read_by_both(agreed, alice, mara):
    changes(mara, alice, *range(91, 101))
    for side in (alice, mara):
        pages = [tells(side)]
        while side.can("Earlier steps"):
            pages.append(side.taps("Earlier steps").last)
        for target in range(91, 101):
            assert sum(f"Because of {target}" in page for page in pages) == 1
        assert side.taps("Later steps").last == pages[-2]
        assert side.taps("Show less").taps("How was this set?").last == pages[0]


def test_versions_are_counted_with_those_one_may_not_read(agreed, alice, mara, bob):
    for private in (True, False):
        form = alice.opens("Change", of=alice.message("goal.goal"))
        form.fills(private=private, reason="So it is").submits()
        mara.taps("I agree")
    told = tells(bob)
    assert "Mara Keller agreed to version 3" in told
    assert "version 2" not in told
    assert "Mara Keller agreed to version 3" in tells(alice)


@pytest.mark.parametrize("asked", ["mara", "alice"])
def test_whoever_reads_it_reads_who_is_waited_for(agreed, alice, mara, bob, asked):
    proposes = {"mara": alice, "alice": mara}[asked]
    proposes.opens("Change", of=proposes.message("goal.goal")).fills(t_r1="88", reason="A market fell away").submits()
    assert f" for {agreed[asked].person.name} to agree." in tells(bob)
