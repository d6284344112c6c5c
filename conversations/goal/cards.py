"""One goal's card: what it is, how far it is, what waits for whom, and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from conversations.goal import advice, endings
from conversations.goal.audiences import readers_of
from conversations.goal.changes import counting, measure_text, pending, say
from conversations.goal.facts import BY_TAP, CLOSING, EXPLAINED, GoalFacts
from conversations.goal.hearing import ENDING, OWN, PROPOSED, RUNNING
from conversations.goal.hearing import OVER as OVER_NOW
from conversations.goal.history import last_page, page_of
from conversations.goal.written import learned
from conversations.rules.amounts import amount_text
from conversations.rules.goals import MOST_RESULTS, OVER, GoalContent, KeyResult, Pace, result_progress
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, Divider, Fields, Heading, Line, Note, Part, Quote, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Bilingual, Day, Text, Verbatim

PACES: tuple[Pace, ...] = ("on_track", "at_risk", "stuck")
TENTHS = 10
UNDO = "undo"
"""The answers' name for how the viewer's last update is taken back."""


def card(state: State, facts: GoalFacts, came_about: Iterable[Part] = ()) -> Card:
    """The goal as its viewer may see it now, with how it came about where that is asked for."""
    goal = facts.goal
    if goal is None or not (facts.owner or facts.department):
        return Card("goal.gone", say("neutral"), (Line(say("gone")),))
    told = endings.brought(state, goal, facts)
    body: list[Part] = [
        *_head(goal, facts),
        *told,
        *pending(goal, facts),
        *advice.given(goal, facts),
        *_results(goal, facts),
        *_about(goal, facts),
    ]
    if _closes(state, goal, facts):
        body.append(Line(say("close.past" if goal.is_past(facts.today) else "close.ask")))
        body.extend(learned(state))
    body.extend([Note(say("asked.by_tap"))] if BY_TAP in state.answers else [])
    if history := tuple(came_about):
        body += [Divider(), Heading(say("history.title")), *history]
    asks = _asks(state, goal, facts)
    return Card("goal.goal", say("neutral"), tuple(body), _buttons(state, goal, facts), asks, casually=bool(asks))


def _asks(state: State, goal: Goal, facts: GoalFacts) -> str:
    """What a yes in words answers: whether it is closed, else what waits for the viewer's; and what else it hears."""
    standing = goal.standing
    if _closes(state, goal, facts):
        return ENDING
    if facts.side is None:
        return ""
    if facts.side in standing.waits_for:
        return f"{PROPOSED}:{standing.content_version}"
    if standing.closed_at is not None:
        return OVER_NOW
    if standing.is_pending:
        return OWN
    return RUNNING if standing.state == "agreed" else ""


def progress_text(goal: Goal, today: date) -> Text:
    """How far and how it goes, in one line: "64% · On track · due 31 Dec"."""
    told: list[Text] = []
    progress = goal.progress
    if progress is not None and goal.standing.agreed_version:
        told.append(percent_text(progress))
    told.append(state_text(goal, today))
    if goal.counts.starts > today:
        told.append(say("begins", day=Day(goal.counts.starts)))
    if goal.counts.due:
        told.append(say("ended" if goal.is_past(today) else "due", day=Day(goal.counts.due)))
    return _beside(told)


def terms_text(content: GoalContent, today: date) -> Text | None:
    """What somebody says yes to, in one line: "from 82 to 90% · due 31 Dec"; None if that is no more than a title."""
    told: list[Text] = [measure_text(each) for each in content.results]
    if content.starts > today:
        told.append(say("begins", day=Day(content.starts)))
    if content.due:
        told.append(say("due", day=Day(content.due)))
    return _beside(told) if told else None


def _beside(told: Sequence[Text]) -> Text:
    return reduce(lambda before, item: say("beside", before=before, item=item), told)


def percent_text(progress: Decimal) -> Text:
    """How far, as a number: 100 only once it is all there."""
    return say("progress", n=min(round(progress), 99) if progress < 100 else 100)


def state_text(goal: Goal, today: date) -> Text:
    """What state it is in on a day; while it runs, how it goes."""
    standing = goal.standing
    if standing.state == "agreed" and standing.pace:
        return say(f"pace.{standing.pace}")
    return say(f"state.{goal.state_on(today)}")


def pace_buttons(goal: Goal, value: str = "") -> tuple[Button, ...]:
    """One tap each: on track, at risk, stuck."""
    prefix = f"{value}:" if value else ""
    return tuple(
        Button("pace", say(f"pace.{pace}"), f"{prefix}{pace}", chosen=goal.standing.pace == pace) for pace in PACES
    )


def _head(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    whose = facts.owner.name if facts.owner else ""
    yield Heading(Verbatim(goal.counts.title))
    if facts.department:
        names = facts.department.name
        department = Bilingual(names["en"], names["zh-CN"])
        held = say("whose_department", department=department, name=whose)
        yield Note(held if whose else say("nobody_holds", department=department))
    else:
        yield Note(say("mine") if facts.side == "owner" else say("whose", name=whose))
    yield Line(progress_text(goal, facts.today))
    if goal.note:
        yield Quote(goal.note)


def _results(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """How far each key result is; what is only reached or not has a tap of its own."""
    runs = facts.side is not None and goal.standing.state == "agreed"
    ticked = [each for each in goal.counts.results if runs and each.kind != "number"]
    told = {each.id: counting(result_text(each, goal), each, goal.counts) for each in goal.counts.results}
    pairs = tuple((Verbatim(each.title), told[each.id]) for each in goal.counts.results if each not in ticked)
    if pairs:
        yield Fields(pairs)
    for each in ticked:
        tick = Button("tick", say("result.options.1"), each.id, chosen=is_reached(each, goal))
        yield Row(Verbatim(each.title), (tick,), told[each.id])


def is_reached(result: KeyResult, goal: Goal) -> bool:
    """Whether a milestone or a yes/no result is said to be reached."""
    return goal.values.get(result.id, Decimal(0)) >= 1


def result_text(result: KeyResult, goal: Goal) -> Text:
    """How far a key result is, for whoever may read its numbers; else what is to be reached."""
    value = goal.values.get(result.id)
    if result.id in goal.hidden:
        return measure_text(result)
    if result.kind != "number":
        return say("result.reached") if is_reached(result, goal) else _open(result)
    measure = measure_text(result)
    told = say("result.not_yet" if result.start is None else "result.at_start", measure=measure)
    if value is not None:
        told = say("result.now", now=amount_text(value, result.unit), measure=measure)
    progress = result_progress(result, value)
    return told if progress is None else say("result.with_bar", bar=bar_text(progress), told=told)


def _open(result: KeyResult) -> Text:
    return say("result.by", day=Day(result.due)) if result.due else say("result.open")


def bar_text(progress: Decimal) -> Verbatim:
    """Ten blocks, as many full as it is far: every platform shows it, and a screen reader reads the number beside.

    Squares, since fonts draw the full and the empty one equally wide, and a bar keeps its length.
    """
    full = int(progress * TENTHS / 100)
    return Verbatim("\u25a0" * full + "\u25a1" * (TENTHS - full))


def _about(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    content = goal.counts
    pairs: list[tuple[Text, Text]] = []
    if facts.parent:
        pairs.append((say("field.parent"), Verbatim(facts.parent.counts.title)))
    elif content.why_alone:
        pairs.append((say("field.why_alone"), Verbatim(content.why_alone)))
    if facts.indicator:
        pairs.append((say("field.indicator"), Bilingual(facts.indicator.name.en, facts.indicator.name.zh)))
    if content.weight is not None:
        pairs.append((say("field.weight"), amount_text(content.weight, "%")))
    if content.source:
        pairs.append((say("field.source"), Verbatim(content.source)))
    if content.balance:
        pairs.append((say("field.balance"), Verbatim(content.balance)))
    if pairs:
        yield Fields(tuple(pairs))
    yield Note(say(f"readers.{readers_of(goal)}"))


def _buttons(state: State, goal: Goal, facts: GoalFacts) -> tuple[Button, ...]:
    standing, side = goal.standing, facts.side
    explain = tuple(_explain(state, facts))
    if side is None:
        return explain
    if standing.state in OVER:
        return (endings.button(state), *explain)
    if _closes(state, goal, facts):
        later = (Button("change", say("buttons.new_date"), opens="change"),) if goal.is_past(facts.today) else ()
        return (Button("close", say("buttons.close"), style="primary", opens="close"), *later, *explain)
    change = Button("change", say("buttons.change"), style="quiet", opens="change")
    close = Button("close", say("buttons.close"), style="quiet", opens="close")
    alone = say("buttons.set" if standing.state == "draft" else "buttons.alone")
    label = say("buttons.propose", name=facts.other.name) if facts.other else alone
    to = facts.other.id if facts.other else ""
    why = advice.SURE if standing.state == "draft" and advice.remarks(goal.content, facts) else ""
    propose = (Button("propose", label, to, "primary", opens=why),) if facts.may_propose else ()
    if standing.state == "draft":
        return (*propose, change, close)
    asked = side in standing.waits_for
    agree = (Button("agree", say("buttons.agree"), str(standing.content_version), "primary"),) if asked else propose
    decline = (Button("decline", say("buttons.decline"), opens="decline"),) if asked and facts.may_decline else ()
    if not standing.agreed_version:
        return (*agree, *decline, change, *(() if decline else (close,)), *explain)
    update = Button("update", say("buttons.update"), style="plain" if agree else "primary", opens="update")
    more = () if len(goal.content.results) >= MOST_RESULTS else (_more(),)
    undo = (Button("undo", say("buttons.undo"), style="quiet"),) if can_undo(state, goal) else ()
    return (*agree, *decline, *pace_buttons(goal), update, *undo, change, *more, close, *explain)


def _explain(state: State, facts: GoalFacts) -> Iterator[Button]:
    """How it came about, and the way to all of its steps."""
    if state.stage != EXPLAINED:
        yield Button("explain", say("buttons.explain"), style="quiet")
        return
    page = page_of(state, facts)
    if page < last_page(facts):
        yield Button("explain", say("buttons.earlier"), str(page + 1), "quiet")
    if page:
        yield Button("explain", say("buttons.later"), str(page - 1), "quiet")
    yield Button("less", say("buttons.less"), style="quiet")


def can_undo(state: State, goal: Goal) -> bool:
    """Whether the viewer's update is the last thing that happened to the goal."""
    kept = state.answers.get(UNDO)
    return isinstance(kept, Mapping) and kept.get("version") == goal.version


def _closes(state: State, goal: Goal, facts: GoalFacts) -> bool:
    """Whether closing it is what was asked for: it takes a form, and a form opens by a tap only."""
    return state.stage == CLOSING and facts.side is not None and goal.standing.state not in OVER


def _more() -> Button:
    return Button("more", say("buttons.more"), style="quiet", opens="result")


@dataclass(frozen=True)
class Late:
    """A late change: the note of it, whose goal it was, and who changed it."""

    id: str
    owner: Person
    by: Person


def late(changes: Sequence[Late]) -> Card:
    """What HR gets of late changes: that there were, of whose goals, by whom."""
    told = (
        say("late.own" if each.by == each.owner else "late.other", owner=each.owner.name, name=each.by.name)
        for each in changes
    )
    return Card("goal.late", say("neutral"), (*map(Line, told), Note(say("late.note"))))
