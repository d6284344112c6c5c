"""One thing of the block: a row of a list, where long words are cut, and the whole of it with who wrote it and when."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.prep import telling
from conversations.prep.adding import DISPUTE
from conversations.prep.facts import ENTRY, TAKE_BACK, PrepFacts
from conversations.prep.telling import say
from conversations.rules.evidence.facts import Fact, GoalLine
from conversations.toolkit.cards import Button, Heading, Line, Note, Part, Points, Quote, Row
from conversations.toolkit.words import Day, Text, Verbatim


def found(entry: str, facts: PrepFacts) -> Fact | None:
    """The fact that an entry tells of, None where nothing that may be seen here does."""
    return next((fact for fact in facts.block.facts if fact.entry == entry), None) if facts.block else None


def named(entry: str, facts: PrepFacts) -> tuple[Text, str] | None:
    """A thing of the block as its form names it, whole, and what was said against it so far."""
    if fact := found(entry, facts):
        return telling.fact_text(fact, whole=True), fact.disputed
    goals = facts.block.goals if facts.block else ()
    goal = next((goal for goal in goals if goal.entry == entry), None)
    return (Verbatim(goal.title), goal.disputed) if goal else None


def fact_row(fact: Fact, facts: PrepFacts) -> Iterator[Part]:
    """A row for a fact, with the way to the whole of it."""
    opens = Button(ENTRY, say("buttons.open"), fact.entry)
    yield Row(
        telling.fact_text(fact),
        (opens, *_takes_back(fact, facts), *_differs(fact.entry, fact.disputed, facts)),
        telling.acts_text(fact, facts),
    )
    yield from _against(telling.cut(fact.disputed), facts)


def goal_row(goal: GoalLine, facts: PrepFacts) -> Iterator[Part]:
    """A row for a goal, with the way to it, and what its owner says against it."""
    opens = Button("goal", say("buttons.open"), goal.goal)
    yield Row(Verbatim(goal.title), (opens, *_differs(goal.entry, goal.disputed, facts)), telling.goal_text(goal))
    yield from _against(goal.disputed, facts)


def whole(fact: Fact, facts: PrepFacts) -> Iterator[Part]:
    """All that is on record of it, word for word: its day and source, who wrote it, what was said against it."""
    yield Heading(say("fact.line", day=Day(fact.on), what=say(f"source.{fact.section}")))
    told = telling.told_of(fact, whole=True)
    yield Points(told) if len(told) > 1 else Line(told[0])
    if fact.section == "blockers":
        yield Points(telling.acts_of(fact, facts) or (say("act.none"),))
    yield Note(telling.written_text(fact, facts))
    yield from _against(fact.disputed, facts)


def buttons(fact: Fact, facts: PrepFacts) -> tuple[Button, ...]:
    """What can be done where a fact is read whole."""
    goal = (Button("goal", say("buttons.goal"), fact.of),) if fact.section == "goals" else ()
    back = Button(ENTRY, say("buttons.back"))
    return (back, *goal, *_takes_back(fact, facts), *_differs(fact.entry, fact.disputed, facts))


def _differs(entry: str, disputed: str, facts: PrepFacts) -> tuple[Button, ...]:
    if not facts.is_own:
        return ()
    label = say("buttons.disputed" if disputed else "buttons.dispute")
    return (Button(DISPUTE, label, entry, "quiet", opens=f"{DISPUTE}:{entry}"),)


def _takes_back(fact: Fact, facts: PrepFacts) -> tuple[Button, ...]:
    """The way to take back what one wrote down by hand."""
    if fact.section != "added" or fact.by != facts.viewer.id:
        return ()
    return (Button(TAKE_BACK, say("buttons.unadd"), fact.of, "quiet", confirm=say("added.sure")),)


def _against(disputed: str, facts: PrepFacts) -> Iterator[Part]:
    if disputed:
        yield Quote(disputed, say("dispute.by", name=Verbatim(facts.subject.name if facts.subject else "")))
