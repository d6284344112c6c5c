"""What waits for a yes: what it changes, as it was and as it would be, and why."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.goal.facts import GoalFacts
from conversations.rules.amounts import SIGNS, amount_text
from conversations.rules.goals import GoalContent, KeyResult, shares
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Fields, Line, Note, Part
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Text, Verbatim, phrases_of

say = phrases_of("goal")
NOTHING = Verbatim("\u2013")
"""Where there is nothing to be said: a platform takes no empty text."""
SAID_IN_WORDS = ("why_alone", "source", "balance")


def pending(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """What waits for a yes, and whose; with its reason for the two who decide."""
    standing = goal.standing
    if not standing.is_pending:
        return
    pairs = list(_changed(goal, facts))
    if facts.side in standing.waits_for:
        yield Line(_asks(goal, facts, countered=bool(pairs)))
    elif waited := facts.manager if "manager" in standing.waits_for else facts.owner:
        since = local_day(standing.set_at, facts.viewer.zone)
        yield Note(say("waits.theirs", name=waited.name, day=Day(since)))
    else:
        yield Note(say("waits.nobody" if facts.side else "waits.no_manager"))
    if facts.side and facts.reason:
        pairs.append((say("field.why"), Verbatim(facts.reason)))
    if pairs:
        yield Fields(tuple(pairs))


def takes_back(goal: Goal, content: GoalContent) -> bool:
    """Whether a version says what both agreed to already: nobody is asked for that again, unless it opens the goal."""
    opens = goal.audience == "pair" and content.visibility == "team"
    return goal.agreed == content and not opens


def _asks(goal: Goal, facts: GoalFacts, *, countered: bool) -> Text:
    """Who proposed it, and what a yes to it does."""
    name = facts.other.name if facts.other else ""
    if facts.former is None:
        key = "yours" if not countered else "changed" if goal.agreed else "countered"
        return say(f"waits.{key}", name=name)
    if facts.other is None:
        return say("waits.former_alone", former=facts.former.name)
    return say("waits.former", former=facts.former.name, name=name)


def _changed(goal: Goal, facts: GoalFacts) -> Iterator[tuple[Text, Text]]:
    """What a proposed version changes; who asked for privacy has it until they agree."""
    opens = bool(goal.agreed) and goal.audience == "pair" and goal.content.visibility == "team"
    if facts.before:
        yield from changes(facts.before, goal.content, facts, opens=opens)


def refused(goal: Goal, facts: GoalFacts) -> Iterator[tuple[Text, Text]]:
    """What a no turns down: what would change, or all that a first proposal says."""
    if not goal.standing.is_pending:
        return
    if facts.before:
        yield from _changed(goal, facts)
    else:
        yield from said(goal.content)


def said(content: GoalContent) -> Iterator[tuple[Text, Text]]:
    """What a version says by itself: what shows it, and by when."""
    for result in content.results:
        yield Verbatim(result.title), counted_text(result, content)
    if content.due:
        yield say("field.due"), Day(content.due)


def changes(
    before: GoalContent, after: GoalContent, facts: GoalFacts, *, opens: bool = False
) -> Iterator[tuple[Text, Text]]:
    """What a version changes, as it was and as it would be; `opens` it to more readers than it has."""
    if before.title != after.title:
        yield say("field.title"), _was_is(before.title, after.title)
    if before.due != after.due:
        was, now = (Day(day) if day else say("no_day") for day in (before.due, after.due))
        yield say("field.due"), say("was_is", was=was, now=now)
    if opens or before.visibility != after.visibility:
        yield say("field.readers"), say(f"visibility.{after.visibility}")
    yield from _results_changed(before, after)
    if before.weight != after.weight:
        weights = (amount_text(each, "%") if each is not None else NOTHING for each in (before.weight, after.weight))
        yield say("field.weight"), say("was_is", **dict(zip(("was", "now"), weights, strict=True)))
    served = (facts.title_of(before.parent), facts.title_of(after.parent))
    told = {"parent": served, **{name: (getattr(before, name), getattr(after, name)) for name in SAID_IN_WORDS}}
    for name, (was_said, is_said) in told.items():
        if was_said != is_said:
            yield say(f"field.{name}"), _was_is(was_said, is_said)


def _was_is(was: str, now: str) -> Text:
    return say("was_is", was=Verbatim(was) if was else NOTHING, now=Verbatim(now) if now else NOTHING)


def _results_changed(before: GoalContent, after: GoalContent) -> Iterator[tuple[Text, Text]]:
    known = {each.id: each for each in before.results}
    for result in after.results:
        old = known.get(result.id)
        if old is None:
            yield say("field.added"), _named(result, after)
        elif old.title != result.title:
            yield say("field.result"), say("was_is", was=_named(old, before), now=_named(result, after))
        elif old != result:
            both = {"was": counted_text(old, before), "now": counted_text(result, after)}
            yield Verbatim(result.title), say("was_is", **both)
        if old and result.direction and old.direction != result.direction and result.start is None:
            yield say("field.way"), say(f"result.direction.{result.direction}")
    for gone in (each for each in before.results if each.id not in {kept.id for kept in after.results}):
        yield say("field.removed"), Verbatim(gone.title)


def _named(result: KeyResult, content: GoalContent) -> Text:
    return say("result.named", title=Verbatim(result.title), measure=counted_text(result, content))


def measure_text(result: KeyResult) -> Text:
    """From where to where, or that it is reached or not."""
    if result.kind == "number" and result.start is not None and result.target is not None:
        start = amount_text(result.start, result.unit if result.unit in SIGNS else "")
        return say("result.from_to", start=start, target=amount_text(result.target, result.unit))
    if result.kind == "number" and result.target is not None:
        if result.direction is None and result.unit and result.unit not in SIGNS:
            # So many of something: "2 people", where "to" would say that there are some by now.
            return amount_text(result.target, result.unit)
        return say("result.to", target=amount_text(result.target, result.unit))
    if result.kind == "number" and result.start is not None:
        return say("result.from", start=amount_text(result.start, result.unit))
    if result.kind == "number":
        return say("result.number_in", unit=Verbatim(result.unit)) if result.unit else say("result.number")
    return say("result.by", day=Day(result.due)) if result.due else say("result.milestone")


def counted_text(result: KeyResult, content: GoalContent) -> Text:
    """What is to be reached, and how much of the goal that is where it has several."""
    return counting(measure_text(result), result, content)


def counting(told: Text, result: KeyResult, content: GoalContent) -> Text:
    """What is said of a key result, with how much of the goal it is where there are several."""
    if len(content.results) < 2:
        return told
    share = dict(zip((each.id for each in content.results), shares(content.results), strict=True))[result.id]
    return say("result.counts", told=told, n=round(share))
