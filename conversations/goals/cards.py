"""Lists of goals: mine with a tap each, a team's at a glance, what nobody has touched for two weeks, and old ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from conversations.goal.cards import pace_buttons, percent_text, progress_text, state_text, terms_text
from conversations.goal.hearing import WAITING
from conversations.goals.drafting import say
from conversations.goals.facts import GoalsFacts
from conversations.rules.goals import GoalContent
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Row, Table
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Phrase, Text, Verbatim

T = TypeVar("T")

ROWS_A_PAGE = 7
ASKS = "which_goal"
"""What the list asks of which one goal is meant."""

NUDGED = "nudged"
"""What the list of what lies still asks: how it goes."""

TABLE_AT_MOST = 20


def mine(page: int, facts: GoalsFacts, halves: Sequence[tuple[str, GoalContent]] = ()) -> Card:
    """My goals that are not over, each with one tap for how it goes; what is half made stands above them."""
    goals = [goal for goal in facts.mine if goal.standing.closed_at is None]
    body: list[Part] = [Heading(say("mine.title"))]
    for id_, half in halves[:ROWS_A_PAGE]:
        resume = Button("resume", say("mine.resume"), id_, "primary")
        body.append(
            Row(say("mine.half", title=Verbatim(half.title)), (resume, Button("drop", say("draft.drop"), id_, "quiet")))
        )
    if not halves and not goals:
        body.append(Line(say("mine.none")))
    shown, following = _page(page, goals)
    body.extend(_row(goal, facts.today) for goal in shown)
    buttons = [Button("add", say("buttons.add"), style="primary" if not goals else "plain")]
    if following is not None:
        buttons.append(Button("page", say("buttons.next"), str(following), "quiet"))
    if len(goals) < len(facts.mine):
        buttons.append(Button("again", say("buttons.ended"), style="quiet"))
    if facts.reports:
        buttons.append(Button("team", say("buttons.team"), style="quiet"))
    return Card("goals.mine", say("neutral"), tuple(body), tuple(buttons))


def team(page: int, facts: GoalsFacts) -> Card:
    """What waits for a yes first, then the reports' goals as a table, and a way to each person."""
    if not facts.reports:
        return Card("goals.nobody", say("neutral"), (Line(say("team.nobody")),))
    body: list[Part] = [Heading(say("team.title"))]
    rows = [(person.name, goal) for person in facts.reports for goal in facts.theirs.get(person.id, ())]
    waiting = [(name, goal) for name, goal in rows if "manager" in goal.standing.waits_for]
    body.extend(
        Row(
            say("team.waits", name=name, title=Verbatim(goal.content.title)),
            (Button("open", say("buttons.open"), goal.id, "primary"),),
        )
        for name, goal in waiting[:ROWS_A_PAGE]
    )
    if rows:
        body.append(_table(rows[:TABLE_AT_MOST], facts.today))
    if len(rows) > TABLE_AT_MOST:
        body.append(Note(say("team.more", n=len(rows) - TABLE_AT_MOST)))
    shown, following = _page(page, facts.reports)
    body.extend(_person_row(person.id, person.name, facts) for person in shown)
    buttons = [Button("list", say("buttons.mine"), style="quiet")]
    if following is not None:
        buttons.append(Button("team", say("buttons.next"), str(following), "quiet"))
    return Card("goals.team", say("neutral"), tuple(body), tuple(buttons))


def of_person(person: str, name: str, page: int, facts: GoalsFacts) -> Card:
    """One report's goals, each with a way to it."""
    goals = facts.theirs.get(person, ())
    shown, following = _page(page, goals)
    body: list[Part] = [Heading(say("team.of", name=name))]
    body.extend(
        Row(
            Verbatim(goal.counts.title),
            (Button("open", say("buttons.open"), goal.id),),
            progress_text(goal, facts.today),
        )
        for goal in shown
    )
    if not goals:
        body.append(Line(say("team.none", name=name)))
    more = () if following is None else (Button("person", say("buttons.next"), f"{following}:{person}", "quiet"),)
    buttons = (
        Button("add_for", say("team.add", name=name), person),
        *more,
        Button("team", say("buttons.team"), style="quiet"),
    )
    return Card("goals.person", say("neutral"), tuple(body), buttons)


def nudge(stale: Sequence[Goal], facts: GoalsFacts) -> Card:
    """Everything that nobody has touched for two weeks, as one list with a tap each."""
    key = "over" if all(goal.is_past(facts.today) for goal in stale) else "title"
    body: list[Part] = [Heading(say(f"nudge.{key}", n=len(stale)))]
    body.extend(_row(goal, facts.today) for goal in stale[:ROWS_A_PAGE])
    body.append(Note(say("nudge.note")))
    return Card("goals.nudge", say("neutral"), tuple(body), asks=NUDGED, casually=True)


def nudged() -> Card:
    """What is left of a nudge once every goal on it was touched."""
    return Card("goals.nudged", say("neutral"), (Note(say("nudge.done")),))


def waiting(facts: GoalsFacts) -> Card:
    """What waits for a yes: what is new with a tap for it, a change to be looked at first, as it has a before."""
    goals = facts.waiting
    if not goals:
        return Card("goals.answered", say("neutral"), (Note(say("waiting.done")),))
    body: list[Part] = [Heading(say("waiting.title", n=len(goals)))]
    body.extend(_waiting_row(goal, facts) for goal in goals[:ROWS_A_PAGE])
    if len(goals) > ROWS_A_PAGE:
        body.append(Note(say("waiting.more", n=len(goals) - ROWS_A_PAGE)))
    return Card("goals.waiting", say("neutral"), tuple(body), asks=WAITING, casually=True)


def brought(facts: GoalsFacts) -> Card:
    """What others ended or brought back today, each with where it stands now and a way to it."""
    goals = facts.brought
    body: list[Part] = [Heading(say("brought.title", n=len(goals)))]
    if len(goals) > ROWS_A_PAGE:
        body.append(Note(say("brought.before", n=len(goals) - ROWS_A_PAGE)))
    for goal in goals[-ROWS_A_PAGE:]:
        look = Button("open", say("buttons.look"), goal.id, "quiet")
        body.append(Row(_whose(goal.counts.title, goal, facts), (look,), state_text(goal, facts.today)))
    body.append(Note(say("brought.note")))
    return Card("goals.brought", say("neutral"), tuple(body))


def _waiting_row(goal: Goal, facts: GoalsFacts) -> Row:
    text = _whose(goal.content.title, goal, facts)
    look = Button("open", say("buttons.look"), goal.id, "quiet")
    if goal.agreed:
        return Row(text, (look,), say("waiting.change"))
    agree = Button("agree", Phrase("goal.buttons.agree"), f"{goal.id}:{goal.standing.content_version}", "primary")
    return Row(text, (agree, look), _terms(goal, facts))


def _terms(goal: Goal, facts: GoalsFacts) -> Text | None:
    """What a tap says yes to, and who reads it from then on where that is not as it is or as usual."""
    terms, content = terms_text(goal.content, facts.today), goal.content
    is_usual = goal.audience != "pair" or goal.owner != facts.viewer.id
    if content.visibility == "team" and is_usual:
        return terms
    readers = say(f"waiting.readers.{'organisation' if content.team else content.visibility}")
    return say("waiting.terms", terms=terms, readers=readers) if terms else readers


def _whose(title: str, goal: Goal, facts: GoalsFacts) -> Text:
    """A goal's title, with whose it is where it is a report's."""
    names = {person.id: person.name for person in facts.reports}
    named = Verbatim(title)
    return say("waiting.line", name=names[goal.owner], title=named) if goal.owner in names else named


def again(facts: GoalsFacts) -> Card:
    """Goals that are over, to be looked at, reopened or begun anew."""
    over = [goal for goal in reversed(facts.mine) if goal.standing.closed_at][:ROWS_A_PAGE]
    body: list[Part] = [Heading(say("again.title"))]
    for goal in over:
        on = Day(goal.standing.closed_at.date()) if goal.standing.closed_at else say("again.title")
        detail = say("again.ended", state=state_text(goal, facts.today), day=on)
        taps = (_open(goal), Button("from", say("again.use"), goal.id, "quiet"))
        body.append(Row(Verbatim(goal.counts.title), taps, detail))
    return Card("goals.again", say("neutral"), tuple(body), (Button("add", say("again.other"), style="quiet"),))


def said(key: str, facts: GoalsFacts) -> Card:
    """One line on what was done with a draft."""
    name = facts.other.name if facts.other else ""
    body = [Note(say(f"said.{key}", name=name))]
    if key == "proposed" and not facts.reached:
        body = [Note(say("said.unreached", name=name))]
    return Card(f"goals.{key}", say("neutral"), tuple(body))


def which(goals: Sequence[Goal], facts: GoalsFacts, *, said: str = "", unknown: bool = False) -> Card:
    """Several goals fit what was typed, or none does: those there are. What is `said` goes with whichever is meant."""
    rows = tuple(_named(goal, facts, said) for goal in goals[:ROWS_A_PAGE])
    key = "which" if not unknown else "no_such" if rows else "no_such_none"
    return Card("goals.which", say("neutral"), (Line(say(key)), *rows), asks=ASKS if rows else "", casually=True)


def unsure(text: str, near: Sequence[Goal], facts: GoalsFacts, *, said: str = "") -> Card:
    """What was typed may be a new goal, one there is, or neither; what is `said` goes with the one that is meant."""
    rows = tuple(_named(goal, facts, said) for goal in near[:ROWS_A_PAGE])
    buttons = (Button("new", say("unsure.new")), Button("list", say("buttons.mine"), style="quiet"))
    return Card("goals.unsure", say("neutral"), (Line(say("unsure.ask", text=Verbatim(text))), *rows), buttons)


def _named(goal: Goal, facts: GoalsFacts, said: str = "") -> Row:
    """A goal with a way to it; whose it is, if it is not the viewer's own."""
    title: Text = Verbatim(goal.counts.title)
    if goal.owner != facts.viewer.id:
        owner = next((each for each in facts.reports if each.id == goal.owner), facts.people.get(goal.owner))
        title = say("tree.line", title=title, name=owner.name if owner else "")
    way = Button("move", say("buttons.open"), f"{goal.id}:{said}") if said else _open(goal)
    return Row(title, (way,), progress_text(goal, facts.today))


def _open(goal: Goal) -> Button:
    return Button("open", say("buttons.open"), goal.id)


def _row(goal: Goal, today: date) -> Row:
    to_open = Button("open", say("buttons.open"), goal.id, "quiet")
    end = (Button("end", say("buttons.end"), goal.id, "primary"),)
    taps = end if goal.is_past(today) else pace_buttons(goal, goal.id) if goal.standing.state == "agreed" else ()
    agree = "owner" in goal.standing.waits_for
    first = (Button("open", say("buttons.look"), goal.id, "primary"),) if agree else ()
    return Row(Verbatim(goal.counts.title), (*first, *taps, *(() if first else (to_open,))), progress_text(goal, today))


def _person_row(person: str, name: str, facts: GoalsFacts) -> Row:
    n = len(facts.theirs.get(person, ()))
    taps = (
        *((Button("person", say("buttons.open"), f"0:{person}", "quiet"),) if n else ()),
        Button("add_for", say("team.set"), person, "quiet"),
    )
    return Row(say("team.count", name=name, n=n), taps)


def _table(rows: Sequence[tuple[str, Goal]], today: date) -> Table:
    columns = tuple(say(f"team.column.{name}") for name in ("who", "goal", "progress", "pace"))
    return Table(columns, tuple(tuple(_cells(name, goal, today)) for name, goal in rows))


def _cells(name: str, goal: Goal, today: date) -> Iterator[Text]:
    yield Verbatim(name)
    yield Verbatim(goal.counts.title)
    yield percent_text(goal.progress) if goal.progress is not None else say("team.unmeasured")
    yield state_text(goal, today)


def _page(number: int, rows: Sequence[T]) -> tuple[Sequence[T], int | None]:
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    page = number % pages
    return rows[page * ROWS_A_PAGE :][:ROWS_A_PAGE], (page + 1) % pages if pages > 1 else None
