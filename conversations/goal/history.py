"""How a goal came about: who wrote, agreed to, moved and closed it, when and why."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalReopened, GoalSet
from conversations.goal.facts import GoalFacts
from conversations.rules.goals import GoalContent, is_late_change
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Note, Part, Row
from conversations.toolkit.reader import Written
from conversations.toolkit.words import Day, Instant, Text, Verbatim, phrases_of

say = phrases_of("goal")
HISTORY_AT_MOST = 8


def told_of(facts: GoalFacts) -> Iterator[Part]:
    """The latest entries of a goal, a line each, oldest first."""
    version = 0
    lines: list[Part] = []
    contents: dict[int, GoalContent] = {}
    agreed: GoalContent | None = None
    for written in facts.history:
        if isinstance(written.entry, GoalSet):
            version += 1
            contents[version] = written.entry.content
        elif isinstance(written.entry, GoalConfirmed):
            agreed = contents.get(written.entry.content_version)
        late = agreed is not None and is_late_change(agreed, local_day(written.at, facts.viewer.zone))
        lines.append(_told(written, version, facts, late=late))
    left = len(lines) - HISTORY_AT_MOST
    if left > 0:
        yield Note(say("history.earlier", n=left))
    yield from lines[-HISTORY_AT_MOST:]


def _told(written: Written, version: int, facts: GoalFacts, *, late: bool) -> Part:
    """One entry of the goal as a line: when, who, what, why."""
    day, name = Day(local_day(written.at, facts.viewer.zone)), facts.name_of(written.author)
    match written.entry:
        case GoalSet(reason=reason):
            line = say("history.set_late" if late else "history.set", day=day, name=name, n=version)
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
