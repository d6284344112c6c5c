"""The cards of the block: what is on record month by month, what is missing, and one section at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from conversations.prep import items, telling
from conversations.prep.adding import fact_about
from conversations.prep.facts import FACT, Place, PrepFacts
from conversations.prep.telling import say
from conversations.rules.evidence.facts import Block, Fact, GoalLine, Month
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Bar, Bars, Button, Card, Heading, Line, Note, Part, Quote, Row
from conversations.toolkit.words import Day, Text, Verbatim

T = TypeVar("T", bound=Fact | GoalLine)

NOTE = "note"
"""The form for one's own note."""

A_PAGE = 8
PERIODS = (3, 6, 12)
A_YEAR = 12
MOST_PEOPLE = 20
MOST_ABOUT = 12
"""So many entries stand for a card that tells of none in particular: who may not read them any more shuts it."""

ALWAYS = ("months", "goals", "checkins", "blockers")
"""Sections that are offered even where they are empty: that there is nothing is worth knowing."""


def card(facts: PrepFacts) -> tuple[Card, tuple[str, ...]]:
    """What is asked for, and the ids of what it tells of."""
    if facts.block is not None and facts.place is not None:
        return _block(facts.block, facts.place, facts)
    if facts.several:
        return _which(facts), ()
    return _refused(facts), ()


def _which(facts: PrepFacts) -> Card:
    buttons = tuple(Button("person", Verbatim(each.name), each.id) for each in facts.several)
    return Card("prep.which", say("neutral"), (Heading(say("which")),), buttons)


def _refused(facts: PrepFacts) -> Card:
    """Whose evidence one may see, whatever was asked for: it says nothing of anybody else."""
    body: list[Part] = [Line(say("unknown", name=facts.unknown) if facts.unknown else say("refused"))]
    if facts.reports:
        body.append(Note(say("whose")))
    return Card("prep.refused", say("neutral"), tuple(body), (*_people(facts), _mine(facts)))


def _people(facts: PrepFacts) -> tuple[Button, ...]:
    return tuple(Button("person", Verbatim(each.name), each.id) for each in facts.reports[:MOST_PEOPLE])


def _mine(facts: PrepFacts) -> Button:
    return Button("person", say("buttons.mine"), facts.viewer.id, "quiet")


def _block(block: Block, place: Place, facts: PrepFacts) -> tuple[Card, tuple[str, ...]]:
    if fact := items.found(place.entry, facts):
        return _whole(fact, block, place, facts)
    parts, about = _SECTIONS.get(place.section, _nothing)(block, place, facts)
    # What is opened takes the place of the overview: on a phone it would stand far below.
    body = [*_head(block, place, facts), *(parts or (*_coverage(block, facts), *_notes(block, facts)))]
    cited = (*(fact.entry for fact in block.facts), *(goal.entry for goal in block.goals))
    name = "month" if place.month else place.section or "block"
    shown = Card(f"prep.{name}", say("neutral"), tuple(body), _buttons(block, place, facts))
    return shown, tuple(dict.fromkeys(about or cited[:MOST_ABOUT])) or (block.person,)


def _whole(fact: Fact, block: Block, place: Place, facts: PrepFacts) -> tuple[Card, tuple[str, ...]]:
    """One entry of it, to be read to its end."""
    body = (*_head(block, place, facts), *items.whole(fact, facts))
    return Card("prep.entry", say("neutral"), body, items.buttons(fact, facts)), (fact.entry,)


def _head(block: Block, place: Place, facts: PrepFacts) -> Iterator[Part]:
    name = Verbatim(facts.subject.name if facts.subject else "")
    yield Heading(say("mine") if facts.is_own else name)
    yield Note(say("days", first=Day(block.first), last=Day(block.last)))
    if place.section or place.entry:
        return
    if not facts.is_own:
        yield Note(say("shown_to_both", name=name))
    elif facts.manager is None:
        yield Note(say("as_seen_alone"))
    elif place.talk:
        yield Line(say("talk", name=Verbatim(facts.manager.name), day=Day(date.fromisoformat(place.talk))))
    else:
        yield Note(say("as_seen", name=Verbatim(facts.manager.name)))


def _coverage(block: Block, facts: PrepFacts) -> Iterator[Part]:
    """The months at a glance, and what one must know before reading them."""
    if not block.facts and not block.goals:
        name = Verbatim(facts.subject.name if facts.subject else "")
        yield Line(say("empty.mine") if facts.is_own else say("empty.theirs", name=name))
        return
    named = _short if len(block.months) <= A_YEAR else telling.month_text
    bars = tuple(Bar(named(month.first), month.count, _said(month)) for month in block.months)
    yield Bars(say("coverage.title"), (say("coverage.month"), say("coverage.items")), bars)
    if block.met or block.gaps:
        yield Line(say("balance", met=block.met, gaps=block.gaps))
    if block.missing:
        yield Line(say("missing", months=telling.listed([_named(each, block) for each in block.missing])))
    if away := [_named(month.first, block) for month in block.months if month.is_away]:
        yield Note(say("away", months=telling.listed(away)))
    if block.is_recent:
        yield Line(say("recent"))
    if block.present < block.weeks:
        yield Note(say("presence", present=block.present, weeks=block.weeks))


def _named(month: date, block: Block) -> Text:
    return _short(month) if block.first.year == block.last.year else telling.month_text(month)


def _short(month: date) -> Text:
    return say(f"month.{month.month}")


def _said(month: Month) -> Text:
    if month.count:
        return say("coverage.n", n=month.count)
    return say("coverage.away" if month.is_away else "coverage.none" if month.is_missing else "coverage.short")


def _notes(block: Block, facts: PrepFacts) -> Iterator[Part]:
    by = say("note.by", name=Verbatim(facts.subject.name if facts.subject else ""))
    yield from (Quote(note.text, by) for note in block.notes)


# --- sections: the parts, and the entries that they tell of --------------------------------------------------------

Section = tuple[Sequence[Part], Sequence[str]]


def _nothing(block: Block, place: Place, facts: PrepFacts) -> Section:
    return (), ()


def _months(block: Block, place: Place, facts: PrepFacts) -> Section:
    """The timeline: each month with what it has; one of them opened, oldest first."""
    if place.month:
        month = date.fromisoformat(place.month)
        told = block.in_month(month)
        return _facts(telling.month_text(month), told, place, facts)
    rows: list[Part] = [Heading(say("section.months"))]
    for each in block.months:
        inside = block.in_month(each.first)
        detail = telling.month_counts(inside) if inside else _said(each)
        opens = (Button("month", say("buttons.open"), each.first.isoformat()),) if inside else ()
        rows.append(Row(telling.month_text(each.first), opens, detail))
    return rows, ()


def _facts(title: Text, told: Sequence[Fact], place: Place, facts: PrepFacts) -> Section:
    return _paged(title, told, lambda fact: items.fact_row(fact, facts), place)


def _paged(title: Text, told: Sequence[T], drawn: Callable[[T], Iterator[Part]], place: Place) -> Section:
    """A page of things, oldest first, with the way to the others."""
    shown = told[place.page * A_PAGE :][:A_PAGE]
    rows: list[Part] = [Heading(title), *(part for each in shown for part in drawn(each))]
    pages = -(-len(told) // A_PAGE)
    if pages > 1:
        named = ((place.page - 1, "buttons.earlier"), (place.page + 1, "buttons.later"))
        turn = tuple(Button("page", say(key), str(n), "quiet") for n, key in named if 0 <= n < pages)
        rows.append(Row(say("page", n=place.page + 1, of=pages), turn))
    return rows, [each.entry for each in shown]


def _goals(block: Block, place: Place, facts: PrepFacts) -> Section:
    title = say("section.goals")
    rows = _paged(title, block.goals, lambda goal: items.goal_row(goal, facts), place)
    return rows if block.goals else _empty("goals")


def _empty(section: str) -> Section:
    return [Heading(say(f"section.{section}")), Line(say(f"nothing.{section}"))], ()


def _checkins(block: Block, place: Place, facts: PrepFacts) -> Section:
    rows: list[Part] = [Heading(say("section.checkins"))]
    for month in telling.months_with(block, "checkins"):
        text, detail = telling.month_row(block, month)
        rows.append(Row(text, (Button("month", say("buttons.open"), month.isoformat()),), detail))
    told = [fact.entry for fact in block.of("checkins")][:MOST_ABOUT]
    return (rows, told) if told else _empty("checkins")


def _blockers(block: Block, place: Place, facts: PrepFacts) -> Section:
    told = block.of("blockers")
    return _facts(say("section.blockers"), told, place, facts) if told else _empty("blockers")


def _feedback(block: Block, place: Place, facts: PrepFacts) -> Section:
    return _facts(say("section.feedback"), block.of("feedback"), place, facts)


def _agreements(block: Block, place: Place, facts: PrepFacts) -> Section:
    return _facts(say("section.agreements"), block.of("agreements"), place, facts)


def _added(block: Block, place: Place, facts: PrepFacts) -> Section:
    told = block.of("added")
    return _facts(say("section.added"), told, place, facts) if told else _empty("added")


def _period(block: Block, place: Place, facts: PrepFacts) -> Section:
    buttons = tuple(Button("period", say("period.months", n=n), str(n)) for n in PERIODS)
    return [Row(say("period.which"), buttons, say("period.typed"))], ()


def _looks(block: Block, place: Place, facts: PrepFacts) -> Section:
    if not facts.is_own or not facts.looks:
        return _empty("looks")
    # Whoever looks through it taps more than once a day.
    zone = facts.viewer.zone
    seen = dict.fromkeys((who, local_day(at, zone)) for who, at in facts.looks)
    rows = (Row(say("look", name=facts.name_of(who), day=Day(day))) for who, day in seen)
    return [Heading(say("section.looks")), *rows], ()


def _others(block: Block, place: Place, facts: PrepFacts) -> Section:
    return [Row(say("whose"), _people(facts))], ()


_SECTIONS: Mapping[str, Callable[[Block, Place, PrepFacts], Section]] = {
    "months": _months,
    "goals": _goals,
    "checkins": _checkins,
    "blockers": _blockers,
    "feedback": _feedback,
    "agreements": _agreements,
    "added": _added,
    "period": _period,
    "looks": _looks,
    "people": _others,
}


def _buttons(block: Block, place: Place, facts: PrepFacts) -> tuple[Button, ...]:
    has = bool(block.facts or block.goals)
    told = [each for each in _SECTIONS if has and (each in ALWAYS or each in block.sections)]
    own = [
        *(["looks"] if facts.is_own and facts.manager else []),
        *(["people"] if facts.is_own and facts.reports else []),
    ]
    note = Button(NOTE, say("buttons.noted" if facts.note else "buttons.note"), style="primary", opens=NOTE)
    return (
        note if facts.is_own else Button(FACT, say("buttons.fact"), style="primary", opens=fact_about(block.person)),
        *(_section(each, place) for each in told),
        *(_section(each, place, "quiet") for each in ("period", *own)),
    )


def _section(name: str, place: Place, style: str = "plain") -> Button:
    chosen = place.section == name
    return Button("section", say(f"section.{name}"), name, "quiet" if style == "quiet" else "plain", chosen=chosen)
