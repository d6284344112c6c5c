"""Sharing: what a check-in leaves in the record, who hears of it, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from conversations.entries import (
    BlockerClosed,
    BlockerRaised,
    CheckInAnswered,
    CheckInRead,
    CheckInWithdrawn,
    EnergyNoted,
    GoalMoved,
    HelperKind,
    PlanOutcome,
    ReplyGiven,
)
from conversations.rules.cadence import workdays_after
from conversations.rules.helping import AUDIENCES
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import Cancel, Effect, Record, Show, Start, To, Wake
from conversations.toolkit.events import Clicked, Event, Submitted
from conversations.toolkit.reader import Blocker
from conversations.weekly_checkin import cards
from conversations.weekly_checkin.facts import CheckinFacts

HR_ASKED_AT_MOST = 3
WORKDAYS_TO_ANSWER = 2


def share(state: State, event: Event, facts: CheckinFacts) -> Result:
    """Record the answers, raise what is stuck, and let the invitation become the week's card."""
    if not isinstance(event, Clicked) or event.button != "as_planned":
        state = state.without("quick")
    checkin = event.id("checkin")
    stage = "closed" if state.stage == "closed" else "shared"
    after = state.at(stage, checkin=checkin)
    effects: list[Effect] = [
        _checkin(after, checkin, facts),
        *_energy(state, event, facts),
        *_goals(state, event, facts),
    ]
    after, blocker_effects = _blocker(after, event, facts)
    slot_moves = state.stage not in ("", "invited", "shared", "closed")
    return after, [
        *effects,
        *blocker_effects,
        Cancel("reminder"),
        Show(cards.shared(after, facts), To(event.owner), fresh=slot_moves, about=(checkin,)),
    ]


def _checkin(state: State, checkin: str, facts: CheckinFacts) -> Record:
    answers = state.answers
    given = answers.get("outcomes")
    chosen = given if isinstance(given, Mapping) else {}
    plans = answers.get("plans")
    entry = CheckInAnswered(
        week=str(facts.week),
        outcomes=tuple(
            PlanOutcome(plan, outcome)
            for n, plan in enumerate(facts.last_plans)
            if (outcome := chosen.get(str(n))) in ("done", "continue", "drop")
        ),
        plans=tuple(str(plan) for plan in plans) if isinstance(plans, list | tuple) else (),
        quick=bool(answers.get("quick")),
        sentence=str(answers.get("sentence") or ""),
        sentence_citable=bool(answers.get("may_cite")),
        # What only HR shall read must not shine through in what the manager reads.
        stuck=answers.get("stuck") == "yes" and answers.get("helper") != "hr",
        corrects=facts.shared,
    )
    return Record(checkin, entry, facts.owner.id, str(facts.week), audience="manager", citable=True)


def _energy(state: State, event: Event, facts: CheckinFacts) -> Iterator[Effect]:
    level = state.answers.get("energy")
    if isinstance(level, int):
        yield Record(
            event.id("energy"),
            EnergyNoted(str(facts.week), level),
            facts.owner.id,
            str(facts.week),
            audience="self",
        )


def _goals(state: State, event: Event, facts: CheckinFacts) -> Iterator[Effect]:
    given = state.answers.get("goals")
    chosen = given if isinstance(given, Mapping) else {}
    for n, goal in enumerate(facts.stale_goals):
        status = chosen.get(str(n))
        if status in ("on_track", "at_risk", "stuck"):
            entry = GoalMoved(goal.id, status)
            yield Record(event.id(f"goal{n}"), entry, facts.owner.id, str(facts.week), audience="pair", citable=True)


def _blocker(state: State, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    """Raise the blocker once; when the answer is edited, an old one that no longer stands so is withdrawn."""
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    if state.answers.get("stuck") != "yes":
        return state.without("blocker"), _withdraw(standing, event, facts)
    raised = _raised(state, event.id("blocker"), facts)
    if standing and _same(standing, raised):
        return state, []
    after = state.at(state.stage, blocker=raised.blocker)
    return after, [*_withdraw(standing, event, facts), *raise_blocker(raised, event, facts)]


def _raised(state: State, blocker: str, facts: CheckinFacts) -> BlockerRaised:
    answers = state.answers
    kind: HelperKind = "manager" if facts.manager else "hr"
    match answers.get("helper"):
        case "person" if answers.get("helper_person"):
            kind = "person"
        case "hr":
            kind = "hr"
        case _:
            pass
    helper = {
        "person": str(answers.get("helper_person") or ""),
        "manager": facts.manager.id if facts.manager else "",
    }
    needed_by = _day(answers.get("needed_by"))
    what = str(answers.get("stuck_on") or "")
    return BlockerRaised(blocker, what, kind, helper.get(kind, ""), needed_by, bool(answers.get("urgent")))


def raise_blocker(raised: BlockerRaised, event: Event, facts: CheckinFacts) -> Iterator[Effect]:
    """Record a blocker, reach its helper at once if it is urgent or the helper reads no digest, and watch the time."""
    yield Record(
        raised.blocker,
        raised,
        facts.owner.id,
        str(facts.week),
        audience=AUDIENCES[raised.helper_kind],
        helper=raised.helper,
        citable=raised.helper_kind != "hr",
    )
    if raised.urgent or raised.helper_kind != "manager":
        for helper in helpers_of(raised.helper_kind, raised.helper, facts):
            yield Start("blocker", helper, raised.blocker, {"raiser": facts.owner.id, "week": str(facts.week)})
    unanswered = workdays_after(event.at, WORKDAYS_TO_ANSWER, facts.timing)
    if unanswered:
        yield Wake(f"unanswered:{raised.blocker}", unanswered)


def helpers_of(kind: HelperKind, helper: str, facts: CheckinFacts) -> tuple[str, ...]:
    """The persons to write to: the one named, or those who hold the role of HR."""
    if kind == "hr":
        return tuple(person.id for person in facts.hr[:HR_ASKED_AT_MOST] if person.id != facts.owner.id)
    return (helper,) if helper else ()


def _same(standing: Blocker, raised: BlockerRaised) -> bool:
    return (standing.what, standing.helper_kind, standing.helper, standing.needed_by, standing.urgent) == (
        raised.what,
        raised.helper_kind,
        raised.helper,
        raised.needed_by,
        raised.urgent,
    )


def _withdraw(standing: Blocker | None, event: Event, facts: CheckinFacts) -> list[Effect]:
    if standing is None:
        return []
    entry = BlockerClosed(standing.id, "withdrawn")
    return [
        close_entry(entry, event, facts, standing),
        Cancel(f"unanswered:{standing.id}"),
        Cancel(f"offer:{standing.id}"),
    ]


def close_entry(entry: BlockerClosed, event: Event, facts: CheckinFacts, blocker: Blocker) -> Record:
    """The record of a blocker's end, for the same readers as the blocker."""
    return Record(
        event.id(f"closed:{entry.blocker}"),
        entry,
        facts.owner.id,
        blocker.week,
        audience=AUDIENCES[blocker.helper_kind],
        helper=blocker.helper,
        citable=blocker.helper_kind != "hr",
    )


def undo(state: State, event: Clicked | Submitted, facts: CheckinFacts) -> Result:
    """Take the check-in back, as long as nobody has read it; the answers stay for another try."""
    was_read = any(isinstance(written.entry, CheckInRead | ReplyGiven) for written in facts.receipts)
    if not facts.shared or was_read or state.stage != "shared":
        return state, [Show(cards.shared(state, facts), To(event.owner))]
    entry = CheckInWithdrawn(str(facts.week), facts.shared)
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    after = state.at("recap").without("checkin", "blocker", "quick")
    return after, [
        Record(event.id("withdrawn"), entry, facts.owner.id, str(facts.week), audience="manager"),
        *_withdraw(standing, event, facts),
        Show(cards.recap(after, facts), To(event.owner)),
    ]


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)) if value else None
