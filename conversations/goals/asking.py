"""What somebody is asked about goals: one list of what waits for their yes, and one of what lies still."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations.goal import ASKED
from conversations.goal.watching import STALE
from conversations.goals import cards
from conversations.goals.facts import WAITING, GoalsFacts
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, Tell, To, Wake
from conversations.toolkit.events import Due, Event, Told
from conversations.toolkit.reader import Goal

WEDNESDAY = 2


def for_a_yes(state: State, event: Told, facts: GoalsFacts) -> Result:
    """What waits alone comes as its card. Several are one list that the next ones join: one message a day, however many
    are proposed, and none is kept back.
    """
    named = event.facts.get("goal", "")
    ids = tuple(dict.fromkeys((*((named,) if named else ()), *(goal.id for goal in facts.waiting))))
    if len(ids) < 2:
        return state, [Start("goal", event.owner, id_, {"why": ASKED}) for id_ in ids]
    today = facts.today.isoformat()
    fresh = state.answers.get(WAITING) != today
    follows = [Tell("goal", event.owner, named, "proposed", if_begun=True)] if named else []
    return state.at(state.stage, **{WAITING: today}), [waits(event, facts, fresh=fresh), *follows]


def how_it_goes(state: State, event: Told | Due, facts: GoalsFacts) -> Result:
    """What lies still comes as one list, at most one message in a week: what does so later joins it while it is not
    answered, else waits. What the check-in of the week asks about waits for the answer to that.
    """
    stale = [goal.id for goal in facts.stale]
    if not stale:
        return state, []
    week, asked = str(event.at.date().isocalendar()[:2]), _nudged(state)
    if state.answers.get("nudged_in") == week:
        if asked.isdisjoint(stale) or len(asked.union(stale)) > cards.ROWS_A_PAGE:
            return state, [_next_time(event.at)]
        joined = state.at(state.stage, nudged=sorted(asked.union(stale)))
        return joined, [_nudge(joined, event, facts)]
    if isinstance(event, Told) and facts.checkin_asks:
        return state, [_next_time(event.at)]
    after = state.at(state.stage, nudged_in=week, nudged=stale[: cards.ROWS_A_PAGE])
    more = [_next_time(event.at)] if len(stale) > cards.ROWS_A_PAGE else []
    return after, [_nudge(after, event, facts, fresh=True), *more]


def following(state: State, event: Event, facts: GoalsFacts) -> Result:
    """The lists that stand in the chat follow what happened; one of which nothing is left is over."""
    shown: list[Effect] = [_nudge(state, event, facts)] if state.answers.get("nudged") else []
    if WAITING not in state.answers:
        return state, shown
    after = state if facts.waiting else state.without(WAITING)
    return after, [*shown, waits(event, facts)]


def _next_time(at: datetime) -> Wake:
    """The next Wednesday: by then a check-in, which comes as a week begins, had its time."""
    return Wake(STALE, at + timedelta(days=(WEDNESDAY - at.weekday()) % 7 or 7))


def waits(event: Event, facts: GoalsFacts, *, fresh: bool = False) -> Show:
    """The list of what waits for a yes: as it is now, or once more at the end of the chat."""
    card, to, about = cards.waiting(facts), To(event.owner), tuple(goal.id for goal in facts.waiting)
    asked = len(about)
    return Show(
        card, to, slot=WAITING, about=about, fresh=fresh, prompt=fresh, settles=not about, kind="colleague",
        questions=asked,
    )  # fmt: skip


def _nudge(state: State, event: Event, facts: GoalsFacts, *, fresh: bool = False) -> Show:
    goals, untouched = nudged(state, facts), {goal.id for goal in facts.stale}
    asks = any(goal.id in untouched for goal in goals)
    card, to = cards.nudge(goals, facts) if asks else cards.nudged(), To(event.owner)
    about = tuple(goal.id for goal in goals)
    return Show(card, to, slot="nudge", about=about, fresh=fresh, prompt=fresh, kind="nudge", questions=len(goals))


def nudged(state: State, facts: GoalsFacts) -> Sequence[Goal]:
    """The goals on the list of what lay still, but for those that are over by now."""
    ids = _nudged(state)
    return [goal for goal in facts.mine if goal.id in ids and goal.standing.closed_at is None]


def _nudged(state: State) -> set[str]:
    kept = state.answers.get("nudged")
    return set(map(str, kept)) if isinstance(kept, list | tuple) else set()
