"""What others did with goals while their viewer did nothing: one list a day of what ended or came back, and for HR one
of the late changes.
"""

from __future__ import annotations

from conversations.goal import ALONE
from conversations.goal import cards as goal_cards
from conversations.goals import cards
from conversations.goals.facts import BROUGHT, LATE, GoalsFacts, kept_today
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, Tell, To
from conversations.toolkit.events import Event, Told


def told(state: State, event: Told, facts: GoalsFacts) -> Result:
    """The first of a day comes as its card. Several are one list that the next ones join: one message a day, as of what
    waits for a yes.
    """
    named = event.facts["goal"]
    before = kept_today(state, BROUGHT, facts.today)
    ids = tuple(dict.fromkeys((*before, named)))
    after = state.at(state.stage, **{BROUGHT: [facts.today.isoformat(), *ids]})
    if len(ids) < 2:
        return after, [Start("goal", event.owner, named, {"why": ALONE})]
    follows = Tell("goal", event.owner, named, "closed", if_begun=True)
    return after, [_brought(event, facts, fresh=len(before) < 2), follows]


def following(state: State, event: Event, facts: GoalsFacts) -> list[Effect]:
    """The list of today follows what happened since."""
    return [_brought(event, facts)] if len(kept_today(state, BROUGHT, facts.today)) > 1 else []


def changed_late(state: State, event: Told, facts: GoalsFacts) -> Result:
    """A note to HR that the next ones of the day join; it waits for nothing (domain.md 4)."""
    before = kept_today(state, LATE, facts.today)
    after = state.at(state.stage, **{LATE: [facts.today.isoformat(), *before, event.facts["entry"]]})
    card, about = goal_cards.late(facts.late), tuple(each.id for each in facts.late)
    fresh = not before
    return after, [
        Show(card, To(event.owner), slot=LATE, about=about, fresh=fresh, prompt=fresh, kind="notice"),
    ]


def _brought(event: Event, facts: GoalsFacts, *, fresh: bool = False) -> Show:
    card, about = cards.brought(facts), tuple(goal.id for goal in facts.brought)
    return Show(card, To(event.owner), slot=BROUGHT, about=about, fresh=fresh, prompt=fresh, kind="colleague")
