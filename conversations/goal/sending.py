"""What a sent form of a goal is to record: a version of it, its end, a no, or that it stands again."""

from __future__ import annotations

from conversations.entries import Entry
from conversations.entries.goals import GoalSet
from conversations.goal import advice, change_form, endings, forms
from conversations.goal.changes import say, takes_back
from conversations.goal.facts import GoalFacts
from conversations.goal.results import FORM
from conversations.rules.goals import Side
from conversations.toolkit.effects import RejectForm
from conversations.toolkit.events import Submitted
from conversations.toolkit.forms import Errors
from conversations.toolkit.reader import Goal


def entry_of(event: Submitted, goal: Goal, side: Side, facts: GoalFacts) -> tuple[Entry | None, Errors]:
    """The entry that a form other than an update says, or what is wrong with it."""
    match event.form:
        case endings.DIFFER:
            return forms.read_differ(goal, event.values, facts)
        case "close":
            return forms.read_close(goal, event.values, facts)
        case endings.DECLINE if facts.may_decline:
            return forms.read_decline(goal, event.values, facts)
        case advice.SURE if facts.may_propose:
            reason = advice.reason_in(event.values)
            return GoalSet(goal.id, goal.content, alone=facts.manager is None, reason=reason), {}
        case endings.DECLINE | advice.SURE:
            return None, {"reason": say("gone")}
        case _:
            return _changed(event, goal, side, facts)


def _changed(event: Submitted, goal: Goal, side: Side, facts: GoalFacts) -> tuple[Entry | None, Errors]:
    read = change_form.read_more if event.form == FORM else change_form.read
    content, reason, errors = read(goal, event.values, facts)
    if content is None:
        return None, errors
    draft = goal.standing.state == "draft"
    alone = (facts.manager is None and not draft) or takes_back(goal, content)
    return GoalSet(goal.id, content, side, draft, alone, reason), {}


def refused(event: Submitted, *, stands: bool = False) -> RejectForm:
    """Why nothing of a form is taken, at the first field that it had: the goal is gone, or `stands` and is not over."""
    return RejectForm({next(iter(event.values), "note"): say("differ.stands" if stands else "gone")})
