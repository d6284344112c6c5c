"""How a goal came about: its standard, who wrote, agreed to, moved and closed it, when and why, and in what words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalReopened, GoalSet
from conversations.goal.changes import changes, said
from conversations.goal.facts import EXPLAINED, GoalFacts
from conversations.rules.goals import GoalContent, is_late_change
from conversations.rules.indicators import Indicator
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Fields, Note, Part, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Written
from conversations.toolkit.words import Bilingual, Day, Instant, Text, Verbatim, phrases_of

say = phrases_of("goal")
STEPS = "steps"
"""The answers' name for the page that is told."""

MOVES_AT_MOST = 6
STEPS_AT_MOST = 8
"""So much is told at first: the latest of the many moves; of the other steps the first two besides, for they say who
set it. What that leaves out is told page by page, the latest first.
"""


def told_of(state: State, facts: GoalFacts) -> Iterator[Part]:
    """The standard, and the steps that matter, oldest first: each version with what it said or changed."""
    page, (first, earlier) = page_of(state, facts), _chosen(facts.history)
    if facts.indicator and not page:
        yield Fields(tuple(_standard(facts.indicator)))
    told: Collection[str] = earlier[page - 1] if page else first
    if left := sum(map(len, earlier[page:])):
        yield Note(say("history.left_out", n=left))
    content: GoalContent | None = None
    contents: dict[int, GoalContent] = {}
    agreed: GoalContent | None = None
    for written in facts.history:
        before, entry = content, written.entry
        match entry:
            case GoalSet():
                content = contents[written.version] = entry.content
                agreed = content if entry.alone else agreed
            case GoalConfirmed(content_version=version):
                if entry.content and version not in contents:
                    # Who may not read it as it was proposed reads it as it was agreed.
                    content = contents[version] = entry.content
                agreed = contents.get(version)
        if written.id not in told:
            continue
        if isinstance(entry, GoalSet) and entry.declines:
            yield _kept(written, entry, facts)
            continue
        late = agreed is not None and is_late_change(agreed, local_day(written.at, facts.viewer.zone))
        yield _told(written, facts, late=late)
        if content and content is not before and (pairs := tuple(_said(before, content, facts))):
            yield Fields(pairs)


def opened(state: State, page: str) -> State:
    """The state that tells how it came about, at a page."""
    return state.at(EXPLAINED, **{STEPS: int(page) if page.isdigit() else 0})


def page_of(state: State, facts: GoalFacts) -> int:
    """The page that is told, 0 for what is told at first."""
    return min(int(str(state.answers.get(STEPS) or 0)), last_page(facts))


def last_page(facts: GoalFacts) -> int:
    """The page with the earliest of what is not told at first; 0 if that is all."""
    return len(_chosen(facts.history)[1])


def _chosen(history: Sequence[Written]) -> tuple[frozenset[str], Sequence[Sequence[str]]]:
    """The ids of what is told at first, and of what that leaves out, page by page."""
    # Nobody wrote what is said once more after an erasure: its first line tells of the whole.
    history = [each for each in history if each.author or isinstance(each.entry, GoalSet)]
    moves = [each.id for each in history if isinstance(each.entry, GoalMoved)]
    steps = [each.id for each in history if not isinstance(each.entry, GoalMoved)]
    told = frozenset((*steps[:2], *steps[-STEPS_AT_MOST:], *moves[-MOVES_AT_MOST:]))
    left = [each.id for each in history if each.id not in told]
    return told, [left[max(0, end - STEPS_AT_MOST) : end] for end in range(len(left), 0, -STEPS_AT_MOST)]


def _standard(indicator: Indicator) -> Iterator[tuple[Text, Text]]:
    for name in ("definition", "formula", "baseline"):
        both = getattr(indicator, name)
        yield say(f"standard.{name}"), Bilingual(both.en, both.zh)


def _said(before: GoalContent | None, after: GoalContent, facts: GoalFacts) -> Iterator[tuple[Text, Text]]:
    """What the first version said, and what each later one said differently."""
    if before is not None:
        yield from changes(before, after, facts)
    else:
        yield from said(after)


def _kept(written: Written, entry: GoalSet, facts: GoalFacts) -> Row:
    """A change that was turned down: what had been agreed stands on."""
    day, name = Day(local_day(written.at, facts.viewer.zone)), facts.name_of(written.author)
    return Row(say("history.kept", day=day, name=name), detail=Verbatim(entry.reason) if entry.reason else None)


def _told(written: Written, facts: GoalFacts, *, late: bool) -> Part:
    """One entry of the goal as a line: when, who, what, why."""
    day, name = Day(local_day(written.at, facts.viewer.zone)), facts.name_of(written.author)
    match written.entry:
        case GoalSet(anew=True):
            return Row(say("history.anew", day=day))
        case GoalSet(reason=reason):
            line = say("history.set_late" if late else "history.set", day=day, name=name, n=written.version)
            return Row(line, detail=Verbatim(reason)) if reason else Row(line)
        case GoalConfirmed(content_version=confirmed):
            return Row(say("history.confirmed", day=day, name=name, n=confirmed))
        case GoalMoved(undoes=undone) if undone:
            return Row(say("history.undone", day=day, name=name))
        case GoalMoved(status=status, note=note):
            what: Text = say(f"pace.{status}") if status else say("history.numbers")
            line = say("history.moved", day=day, name=name, what=what)
            return Row(line, detail=Verbatim(note)) if note else Row(line)
        case GoalClosed(how=how, learned=learned):
            line = say("history.closed", day=day, name=name, how=say(f"state.{how}"))
            return Row(line, detail=Verbatim(learned)) if learned else Row(line)
        case GoalReopened(reason=reason):
            line = say("history.reopened", day=day, name=name)
            return Row(line, detail=Verbatim(reason)) if reason else Row(line)
        case _:
            return Row(say("history.at", at=Instant(written.at)))
