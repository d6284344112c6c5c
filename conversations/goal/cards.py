"""One goal's card: what it is, how far it is, what waits for whom, and how it came about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalReopened, GoalSet
from conversations.goal.facts import EXPLAINED, GoalFacts
from conversations.rules.goals import OVER, GoalContent, KeyResult, Pace, result_progress
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Button, Card, Divider, Fields, Heading, Line, Note, Part, Quote, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.numbers import number_text
from conversations.toolkit.reader import Goal, Written
from conversations.toolkit.words import Day, Instant, Joined, Text, Verbatim, phrases_of

say = phrases_of("goal")
PACES: tuple[Pace, ...] = ("on_track", "at_risk", "stuck")
HISTORY_AT_MOST = 8
TENTHS = 10


def card(state: State, facts: GoalFacts) -> Card:
    """The goal as its viewer may see it now."""
    goal = facts.goal
    if goal is None or facts.owner is None:
        return Card("goal.gone", say("neutral"), (Line(say("gone")),))
    body: list[Part] = [*_head(goal, facts), *_pending(goal, facts), *_results(goal), *_about(goal, facts)]
    if state.stage == EXPLAINED:
        body += [Divider(), Heading(say("history.title")), *_history(facts)]
    return Card("goal.goal", say("neutral"), tuple(body), _buttons(state, goal, facts))


def conflict(state: State, facts: GoalFacts) -> Card:
    """Both were at it at once: what the viewer wrote and what stands, and a tap for either."""
    goal = facts.goal
    if goal is None:
        return card(state, facts)
    mine = Fields(tuple(_mine(state, goal)))
    theirs = Fields(tuple(_theirs(state, goal)))
    name = facts.other.name if facts.other else ""
    body = (
        Heading(say("conflict.title")),
        Line(say("conflict.text", name=name, title=Verbatim(goal.counts.title))),
        Note(say("conflict.stands")),
        theirs,
        Note(say("conflict.yours")),
        mine,
    )
    buttons = (Button("mine", say("conflict.mine"), style="primary"), Button("theirs", say("conflict.theirs")))
    return Card("goal.conflict", say("neutral"), body, buttons)


def progress_text(goal: Goal) -> Text:
    """How far and how it goes, in one line: "64 %, on track, due 31 Dec"."""
    told: list[Text] = []
    progress = goal.progress
    if progress is not None and goal.standing.agreed_version:
        told.append(say("progress", n=round(progress)))
    told.append(state_text(goal))
    if goal.counts.due:
        told.append(say("due", day=Day(goal.counts.due)))
    return Joined(tuple(told), "listed")


def state_text(goal: Goal) -> Text:
    """What state it is in; while it runs, how it goes."""
    standing = goal.standing
    if standing.state == "agreed" and standing.pace:
        return say(f"pace.{standing.pace}")
    return say(f"state.{standing.state}")


def measure_text(result: KeyResult) -> Text:
    """From where to where, or that it is reached or not."""
    if result.kind == "number" and result.start is not None and result.target is not None:
        unit = Verbatim(result.unit)
        start, target = Verbatim(number_text(result.start)), Verbatim(number_text(result.target))
        return say("result.from_to", start=start, target=target, unit=unit)
    if result.kind == "number" and result.target is not None:
        return say("result.to", target=Verbatim(number_text(result.target)), unit=Verbatim(result.unit))
    return say("result.milestone")


def pace_buttons(goal: Goal, value: str = "") -> tuple[Button, ...]:
    """One tap each: on track, at risk, stuck."""
    prefix = f"{value}:" if value else ""
    return tuple(
        Button("pace", say(f"pace.{pace}"), f"{prefix}{pace}", chosen=goal.standing.pace == pace) for pace in PACES
    )


def _head(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    whose = facts.owner.name if facts.owner else ""
    yield Heading(Verbatim(goal.counts.title))
    mine = facts.side == "owner"
    yield Note(say("mine" if mine else "whose", **({} if mine else {"name": whose})))
    yield Line(progress_text(goal))
    if goal.note:
        yield Quote(goal.note)


def _pending(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """What waits for a yes, and whose."""
    standing = goal.standing
    if not standing.is_pending:
        return
    changed = list(_changes(goal.agreed, goal.content)) if goal.agreed else []
    if facts.side in standing.waits_for:
        yield Line(say("waits.changed" if changed else "waits.yours", name=facts.other.name if facts.other else ""))
    else:
        yield Note(say("waits.theirs", name=facts.other.name if facts.other else ""))
    if changed:
        yield Fields(tuple(changed))


def _changes(before: GoalContent, after: GoalContent) -> Iterator[tuple[Text, Text]]:
    """What a proposed version changes, as it was and as it would be."""
    if before.title != after.title:
        yield say("field.title"), say("was_is", was=Verbatim(before.title), now=Verbatim(after.title))
    if before.due != after.due:
        was, now = (Day(day) if day else say("no_day") for day in (before.due, after.due))
        yield say("field.due"), say("was_is", was=was, now=now)
    known = {each.id: each for each in before.results}
    for result in after.results:
        old = known.get(result.id)
        if old is None:
            yield say("field.added"), say("result.named", title=Verbatim(result.title), measure=measure_text(result))
        elif old != result:
            yield Verbatim(result.title), say("was_is", was=measure_text(old), now=measure_text(result))
    for gone in (each for each in before.results if each.id not in {kept.id for kept in after.results}):
        yield say("field.removed"), Verbatim(gone.title)


def _results(goal: Goal) -> Iterator[Part]:
    pairs = tuple((Verbatim(each.title), _result_text(each, goal)) for each in goal.counts.results)
    if pairs:
        yield Fields(pairs)


def _result_text(result: KeyResult, goal: Goal) -> Text:
    value = goal.values.get(result.id)
    if result.kind != "number":
        return say("result.reached" if value and value >= 1 else "result.open")
    bar = bar_text(result_progress(result, value))
    if value is None:
        return say("result.not_yet", measure=measure_text(result), bar=bar)
    now = Verbatim(number_text(value))
    return say("result.now", now=now, unit=Verbatim(result.unit), measure=measure_text(result), bar=bar)


def bar_text(progress: Decimal) -> Verbatim:
    """Ten blocks, as many full as it is far: every platform shows it, and a screen reader reads the number beside."""
    full = int(progress * TENTHS / 100)
    return Verbatim("\u25b0" * full + "\u25b1" * (TENTHS - full))


def _about(goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    content = goal.counts
    pairs: list[tuple[Text, Text]] = []
    if facts.parent:
        pairs.append((say("field.parent"), Verbatim(facts.parent.counts.title)))
    elif content.why_alone:
        pairs.append((say("field.why_alone"), Verbatim(content.why_alone)))
    if content.source:
        pairs.append((say("field.source"), Verbatim(content.source)))
    if content.balance:
        pairs.append((say("field.balance"), Verbatim(content.balance)))
    if pairs:
        yield Fields(tuple(pairs))
    readers = {"self": "self", "pair": "pair", "team": "team", "organisation": "organisation"}[goal.audience]
    yield Note(say(f"readers.{readers}"))


def _buttons(state: State, goal: Goal, facts: GoalFacts) -> tuple[Button, ...]:
    standing, side = goal.standing, facts.side
    explain = (
        Button("less", say("buttons.less"), style="quiet")
        if state.stage == EXPLAINED
        else Button("explain", say("buttons.explain"), style="quiet")
    )
    if side is None:
        return (explain,)
    if standing.state in OVER:
        return (Button("reopen", say("buttons.reopen"), style="quiet"), explain)
    change = Button("change", say("buttons.change"), style="quiet", opens="change")
    close = Button("close", say("buttons.close"), style="quiet", opens="close")
    if standing.state == "draft":
        propose = Button(
            "propose", say("buttons.propose", name=facts.other.name if facts.other else ""), style="primary"
        )
        return (propose, change, close)
    agree = (
        (Button("agree", say("buttons.agree"), str(standing.content_version), "primary"),)
        if side in standing.waits_for
        else ()
    )
    if not standing.agreed_version:
        return (*agree, change, close, explain)
    update = Button("update", say("buttons.update"), style="plain" if agree else "primary", opens="update")
    return (*agree, *pace_buttons(goal), update, change, close, explain)


def _history(facts: GoalFacts) -> Iterator[Part]:
    version = 0
    lines: list[Part] = []
    for written in facts.history:
        version += isinstance(written.entry, GoalSet)
        lines.append(_told(written, version, facts))
    left = len(lines) - HISTORY_AT_MOST
    if left > 0:
        yield Note(say("history.earlier", n=left))
    yield from lines[-HISTORY_AT_MOST:]


def _told(written: Written, version: int, facts: GoalFacts) -> Part:
    """One entry of the goal as a line: when, who, what, why."""
    day, name = Day(local_day(written.at, facts.viewer.zone)), facts.name_of(written.author)
    match written.entry:
        case GoalSet(reason=reason):
            line = say("history.set", day=day, name=name, n=version)
            return Row(line, detail=Verbatim(reason)) if reason else Row(line)
        case GoalConfirmed(content_version=confirmed):
            return Row(say("history.confirmed", day=day, name=name, n=confirmed))
        case GoalMoved(status=status, note=note):
            what: Text = say(f"pace.{status}") if status else say("history.numbers")
            line = say("history.moved", day=day, name=name, what=what)
            return Row(line, detail=Verbatim(note)) if note else Row(line)
        case GoalClosed(how=how, learned=learned):
            line = say("history.closed", day=day, name=name, how=say(f"state.{how}"))
            return Row(line, detail=Verbatim(learned)) if learned else Row(line)
        case GoalReopened():
            return Row(say("history.reopened", day=day, name=name))
        case _:
            return Row(say("history.at", at=Instant(written.at)))


def _mine(state: State, goal: Goal) -> Iterator[tuple[Text, Text]]:
    values: Mapping[str, list[str]] = json.loads(str(state.answers.get("mine") or "{}"))
    for result in goal.counts.results:
        given = values.get(f"r.{result.id}")
        if given:
            yield Verbatim(result.title), Verbatim(given[0])
    for name in ("title", "pace", "note", "due", "how", "learned"):
        given = values.get(name)
        if given and given[0]:
            shown: Text = say(f"pace.{given[0]}") if name == "pace" and given[0] in PACES else Verbatim(given[0])
            yield say(f"field.{name}"), shown


def _theirs(state: State, goal: Goal) -> Iterator[tuple[Text, Text]]:
    for result in goal.counts.results:
        yield Verbatim(result.title), _result_text(result, goal)
    yield say("field.pace"), state_text(goal)
    if goal.note:
        yield say("field.note"), Verbatim(goal.note)
    if str(state.answers.get("form")) == "change":
        yield say("field.title"), Verbatim(goal.content.title)


def settled() -> Card:
    """What stands in place of two values once one of them was chosen."""
    return Card("goal.settled", say("neutral"), (Note(say("conflict.settled")),))
