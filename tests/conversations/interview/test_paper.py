"""A talk as a document to print: the same for both, by name, without the script, and for nobody else."""

from __future__ import annotations

from dataclasses import replace

from handlers.platform import Identity
from storage import roster
from tests.conversations.interview.test_changing import changes


def talk_of(who):
    """The talk to whose paper somebody is shown the way."""
    [link] = who.taps("To print").messages[-1].card.buttons
    assert link.leads.startswith("page/interview/")
    return link.leads.rpartition("/")[2]


def page(who, talk):
    return who.visits("interview", "record", topic=talk)


def seen_by(stage, who, talk):
    return stage.runner.run(stage.reads.screen(Identity("web", "", who), "interview", "record", topic=talk))


def test_both_have_the_same_paper_of_their_talk(summed, mara, alice):
    alice.opens("I see it differently").fills(text="The data came in May.").submits()
    talk = talk_of(alice)
    paper = page(alice, talk)
    for said in (
        "A talk between Mara Keller and Alice Berger",
        "Fri 27 Nov, 10:00, 45 minutes",
        "Mara Keller, by Fri 4 Dec: Talk to the data team",
        "Alice Berger, by Fri 11 Dec: Send the draft on Thursdays",
        "Two results came late.",
        "Alice Berger sees it differently:",
        "The data came in May.",
        "2026-11-27",
        "Only Mara Keller and Alice Berger can open this paper.",
    ):
        assert said in paper
    assert page(mara, talk_of(mara)) == paper
    assert "missed goals" not in paper, "which script it was is the holder's alone"


def test_every_version_stands_with_what_was_said_to_it(summed, mara, alice):
    alice.opens("I see it differently").fills(text="The data came in May.").submits()
    changes(mara, "One result came late.", why="Alice is right")
    paper = page(mara, talk_of(mara))
    now, _, before = paper.partition("Earlier versions of the summary")
    assert "One result came late." in now
    assert "Alice Berger hasn’t answered this." in now
    assert "Alice is right" in now
    for said in ("Version 1 of 2", "Two results came late.", "sees it differently", "The data came in May."):
        assert said in before


def test_it_opens_for_nobody_else(summed, alice):
    talk = talk_of(alice)
    for other in ("bob", "hana", "sven", "wang"):
        assert seen_by(summed, other, talk) is None
    assert seen_by(summed, "alice", "another-talk") is None


def test_nor_for_a_former_manager(summed, mara, alice):
    talk = talk_of(alice)
    summed.do(roster.update_person, replace(alice.person, manager="wang"))
    assert seen_by(summed, "mara", talk) is None
    assert "Two results came late." in page(alice, talk)


def test_there_is_none_before_the_summary(held, mara, alice):
    assert not mara.can("To print")
    assert not alice.can("To print")


def test_who_comes_late_takes_the_running_sheet_from_nobody(monday, mara, alice):
    mara.says("interview-template low-performer Alice Friday 10:00").taps("Send")
    monday.moves_to("2026-11-27 09:56")
    assert mara.can("Open the running sheet")
    alice.taps("I’ll be there")
    mara.sees("Alice Berger", "[Open the running sheet]", "[The script]")
