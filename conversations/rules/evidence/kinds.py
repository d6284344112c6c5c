"""The kinds of entries that count as evidence, one line each: what is not in these tables is never cited.

So there is no mood here, no rate of answers, no time online, no reason for being away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from conversations.entries import (
    BlockerClosed,
    BlockerDeclined,
    BlockerPassed,
    BlockerRaised,
    BlockerTaken,
    CheckInAnswered,
    Entry,
    EvidenceAdded,
    EvidenceDisputed,
    EvidenceNoted,
    GoalClosed,
    GoalConfirmed,
    GoalMoved,
    GoalReopened,
    GoalSet,
    HelperSuggested,
    ReplyGiven,
)
from conversations.entries.one_on_ones import ActionAgreed
from conversations.rules.evidence.facts import Act, Fact
from conversations.rules.weeks import local_day
from conversations.toolkit.reader import Goal, Written


@dataclass(frozen=True)
class Around:
    """What a kind needs to know besides its entry: the person's zone, their goals by id, what was done by blocker."""

    zone: str
    goals: Mapping[str, Goal] = field(default_factory=dict)
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()

    def day(self, written: Written) -> date:
        """The person's local day on which it was written."""
        return local_day(written.at, self.zone)


Told: TypeAlias = Iterator[Fact]


_MET = frozenset({"goal_on_track", "goal_done"})
_GAPS = frozenset({"goal_at_risk", "goal_stuck", "goal_missed"})


def _check_in(written: Written, entry: CheckInAnswered, around: Around) -> Told:
    """What became of the plans; the free sentence only by its writer's own tap. Plans alone are no outcome yet."""
    done, continued, dropped = (
        tuple(each.plan for each in entry.outcomes if each.outcome == how) for how in ("done", "continue", "drop")
    )
    sentence = entry.sentence if entry.sentence_citable else ""
    if not (entry.outcomes or entry.quick or sentence):
        return
    yield Fact(
        written.id,
        around.day(written),
        "checkins",
        "checkin" if entry.outcomes else "quick" if entry.quick else "sentence",
        sentence,
        met=len(done),
        gaps=len(dropped),
        done=done,
        continued=continued,
        dropped=dropped,
    )


def _goal(written: Written, around: Around, of: str, what: str, n: int = 0) -> Told:
    goal = around.goals.get(of)
    if goal is not None:
        met, gaps = int(what in _MET), int(what in _GAPS)
        yield Fact(written.id, around.day(written), "goals", what, goal.counts.title, of, n, met, gaps)


def _goal_set(written: Written, entry: GoalSet, around: Around) -> Told:
    return iter(()) if entry.draft else _goal(written, around, entry.goal, "goal_set")


def _goal_confirmed(written: Written, entry: GoalConfirmed, around: Around) -> Told:
    return _goal(written, around, entry.goal, "goal_confirmed", entry.content_version)


def _goal_moved(written: Written, entry: GoalMoved, around: Around) -> Told:
    """How it went by then; what was taken back again is no fact."""
    if entry.undoes or written.id in around.undone:
        return iter(())
    return _goal(written, around, entry.goal, f"goal_{entry.status or 'numbers'}")


def _goal_closed(written: Written, entry: GoalClosed, around: Around) -> Told:
    return _goal(written, around, entry.goal, f"goal_{entry.how}")


def _goal_reopened(written: Written, entry: GoalReopened, around: Around) -> Told:
    return _goal(written, around, entry.goal, "goal_reopened")


def _blocker(written: Written, entry: BlockerRaised, around: Around) -> Told:
    """What somebody was stuck on, with what was done about it; one that was taken back was none."""
    acts = around.acts.get(entry.blocker, ())
    ends = {act.what for act in acts}
    if "withdrawn" in ends:
        return
    over = bool(ends & {"solved", "gone"})
    yield Fact(
        written.id,
        around.day(written),
        "blockers",
        "blocker_over" if over else "blocker_open",
        entry.what,
        entry.blocker,
        met=int("solved" in ends),
        gaps=int(not over),
        acts=acts,
    )


def _agreed(written: Written, entry: ActionAgreed, around: Around) -> Told:
    """What was agreed in a talk by a script, as it was agreed; what two people note in a one-on-one is not to be
    quoted.
    """
    yield Fact(written.id, around.day(written), "agreements", "agreed", entry.what, entry.action)


def added_fact(id_: str, entry: EvidenceAdded, by: str, day: date) -> Fact:
    """What somebody wrote down by hand of a day, with who did and when."""
    acts = (Act(id_, day, "added", by),)
    return Fact(id_, entry.on, "added", "added", entry.text, entry.fact, acts=acts, by=by, written=day)


def _added(written: Written, entry: EvidenceAdded, around: Around) -> Told:
    """What was written down by hand; what was written anew or taken back is none."""
    if entry.text and written.id not in around.undone:
        yield added_fact(written.id, entry, written.author, around.day(written))


KINDS: Mapping[str, Callable[[Written, Any, Around], Told]] = {
    "check_in_answered": _check_in,
    "goal_set": _goal_set,
    "goal_confirmed": _goal_confirmed,
    "goal_moved": _goal_moved,
    "goal_closed": _goal_closed,
    "goal_reopened": _goal_reopened,
    "blocker_raised": _blocker,
    "action_agreed": _agreed,
    "evidence_added": _added,
    **dict.fromkeys(
        (
            "blocker_taken",
            "blocker_declined",
            "blocker_passed",
            "blocker_closed",
            "helper_suggested",
            "reply_given",
            "evidence_noted",
            "evidence_disputed",
        ),
        lambda *_: iter(()),
    ),
}
"""How each kind is told; those that tell nothing of themselves stand beside what they are about."""

LATER = (EvidenceNoted.kind, EvidenceDisputed.kind, EvidenceAdded.kind)
"""Kinds that are about earlier days than the one on which they are written."""


def blocker_of(entry: Entry) -> str:
    """The blocker that an entry moves or answers, "" for none."""
    match entry:
        case BlockerTaken(blocker=id_) | BlockerDeclined(blocker=id_) | BlockerPassed(blocker=id_):
            return id_
        case BlockerClosed(blocker=id_) | HelperSuggested(on=id_) | ReplyGiven(on=id_):
            return id_
        case _:
            return ""


def named_author(written: Written) -> str:
    """Who wrote an entry: its subject and their manager are named, no colleague is ("")."""
    return written.author if written.author in (written.subject, written.manager_then) else ""


def act_of(written: Written, around: Around) -> Act:
    """What somebody did about a blocker."""
    by, day = named_author(written), around.day(written)
    match written.entry:
        case BlockerTaken(until=until):
            return Act(written.id, day, "taken", by, until)
        case BlockerClosed(how=how):
            return Act(written.id, day, how, by)
        case BlockerDeclined(afterwards=False):
            return Act(written.id, day, "declined", by)
        case BlockerPassed():
            return Act(written.id, day, "passed", by)
        case HelperSuggested():
            return Act(written.id, day, "suggested", by)
        case _:
            return Act(written.id, day, "replied", by)
