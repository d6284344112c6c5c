"""What the check says of a goal that is proposed from its own card, or changed there: it remarks, and never blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conversations.goal.changes import say
from conversations.goal.facts import GoalFacts
from conversations.rules.goal_check import ASKS_WHY, Around, Warning, check
from conversations.rules.goals import GoalContent
from conversations.toolkit.cards import Line, Note, Part
from conversations.toolkit.forms import FormPart, RawValues, Saying, TextField
from conversations.toolkit.reader import Goal

SURE = "sure"
"""The form that asks who proposes a draft why it is right as it is."""

REASON_AT_MOST = 300


def remarks(content: GoalContent, facts: GoalFacts) -> Sequence[Warning]:
    """What is to be said of the words of a goal, the most helpful first."""
    found = check(content, Around(facts.today), facts.vocabulary)
    return [each for each in found if each.rule in ASKS_WHY]


def given(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """What is said to who wrote a draft, or changed what waits for a yes: what the change brought with it."""
    if goal.standing.state != "draft" and not (goal.standing.is_pending and facts.side in goal.standing.confirmed):
        return
    if goal.standing.state != "draft" and facts.before is None:
        return
    known = {each.rule for each in remarks(facts.before, facts)} if facts.before else set()
    if told := [each for each in remarks(goal.content, facts) if each.rule not in known]:
        yield Note(say("advice", n=len(told)))
        yield from (Line(each.text) for each in told)


def parts(goal: Goal, facts: GoalFacts) -> Iterator[FormPart]:
    """What is to be said of the draft, and one line on why it is right as it is."""
    yield from (Saying(each.text) for each in remarks(goal.content, facts))
    yield TextField("reason", say("sure.label"), say("sure.hint"), max_length=REASON_AT_MOST)


def reason_in(values: RawValues) -> str:
    """Why it is right as it is, "" if nothing was said."""
    return (values.get("reason") or ("",))[0].strip()[:REASON_AT_MOST]
