"""The cards of the library: what my department uses, a function, what a search finds, and one indicator."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.indicator.facts import IndicatorFacts
from conversations.rules.indicators import Both, Indicator
from conversations.rules.roster import Department
from conversations.toolkit.cards import Button, Card, Divider, Fields, Heading, Line, Note, Part, Row
from conversations.toolkit.words import Bilingual, Day, Joined, Phrase, Text, phrases_of

say = phrases_of("indicator")

SEARCH = "search"
"""What every list listens for: any word is looked for."""

MOST_FOUND = 6
MOST_QUOTED = 80
"""Characters of what somebody looked for that a card repeats."""

MOST_BUTTONS = 2
"""Departments that get a button of their own; who decides for more chooses from a list."""

MOST_ADOPTED = 12
SECTIONS = ("target", "gaming", "more")
"""What opens below the first lines of an indicator, one at a time."""

_A_LINE = 100
"""Characters of a definition in a list."""


def shelf(facts: IndicatorFacts) -> Card:
    """Where it begins: what my department uses, and the functions."""
    body: list[Part] = [Heading(say("title"))]
    mine = facts.mine
    if mine:
        body.append(Line(say("adopted", department=name_of(facts.departments[facts.me.department]))))
        body.extend(_row(each) for each in mine[:MOST_ADOPTED])
        body.append(Divider())
    body += [Line(say("by_function")), Note(say("how"))]
    role = (Button("role", say("buttons.role", title=facts.me.title)),) if facts.for_my_role() else ()
    functions = (Button("function", _function(each, facts), each) for each in facts.library.functions(facts.today))
    return Card("indicator.shelf", say("neutral"), tuple(body), (*role, *functions), asks=SEARCH, casually=True)


def function(id_: str, facts: IndicatorFacts, back: tuple[Button, ...]) -> Card:
    """The indicators of one function."""
    rows = (_row(each) for each in facts.library.offered(facts.today, id_))
    return Card(
        "indicator.function", say("neutral"), (Heading(_function(id_, facts)), *rows), back, asks=SEARCH, casually=True
    )


def for_role(facts: IndicatorFacts, back: tuple[Button, ...]) -> Card:
    """The indicators that are for people with my title."""
    heading = Heading(say("for_role", title=facts.me.title))
    rows = (_row(each) for each in facts.for_my_role()[:MOST_ADOPTED])
    return Card("indicator.role", say("neutral"), (heading, *rows), back, asks=SEARCH, casually=True)


def results(text: str, facts: IndicatorFacts, back: tuple[Button, ...]) -> Card:
    """What a search found, the likeliest first."""
    found = facts.search(text)
    fits = facts.library.names_one(text, facts.me.language)
    body: list[Part] = [Line(say(("found" if fits else "guessed") if found else "nothing", words=text))]
    body.extend(_row(each) for each in found[:MOST_FOUND])
    more = len(found) - MOST_FOUND
    if more > 0:
        body.append(Note(say("more", n=more)))
    return Card("indicator.results", say("neutral"), tuple(body), back, asks=SEARCH, casually=True)


def record(
    shown: Indicator, section: str, facts: IndicatorFacts, back: tuple[Button, ...], goals: bool, said: Phrase | None
) -> Card:
    """One indicator: what it means first, the rest by section; a retired one only explains."""
    offered = shown.offered_on(facts.today)
    body: list[Part] = [Line(said)] if said else []
    body.append(Heading(told(shown.name)))
    if shown.retires and not offered:
        body.append(Note(say("retired", day=Day(shown.retires))))
    body += [Line(told(shown.definition)), Fields(_basics(shown, facts))]
    body.extend(_opened(shown, section, facts))
    body.extend(_deciding(shown, facts))
    buttons = (
        *([Button("goal", say("buttons.goal"), shown.id, "primary")] if goals and offered else []),
        *(Button("section", say(f"section.{each}"), each, chosen=each == section) for each in SECTIONS),
        *(_adopting(shown, facts) if offered else []),
        *back,
    )
    return Card("indicator.record", say("neutral"), tuple(body), buttons)


def told(text: Both) -> Bilingual:
    """A text of the library."""
    return Bilingual(text.en, text.zh)


def name_of(department: Department) -> Bilingual:
    """A department's name."""
    return Bilingual(department.name["en"], department.name["zh-CN"])


def back_buttons(*, further_in: bool) -> tuple[Button, ...]:
    """The way back: to where one came from, and to the beginning."""
    back = (Button("back", say("buttons.back"), style="quiet"),) if further_in else ()
    return (*back, Button("shelf", say("buttons.shelf"), style="quiet"))


def _row(shown: Indicator) -> Row:
    """An indicator in a list: its name, what it means in a line, its unit and which way is better."""
    line = Bilingual(first_sentence(shown.definition.en), first_sentence(shown.definition.zh))
    detail = say("row", line=line, unit=say(f"unit.{shown.unit}"), direction=say(f"direction.{shown.direction}"))
    return Row(told(shown.name), (Button("open", say("buttons.open"), shown.id),), detail)


def first_sentence(text: str) -> str:
    """The first sentence of a text, cut where it would fill more than a line."""
    ends = [at for at in (text.find("\u3002"), text.find(". ")) if at > 0]
    first = text[: min(ends) + 1] if ends else text
    if len(first) <= _A_LINE:
        return first
    cut = first[: _A_LINE - 1]
    return cut[: cut.rfind(" ") if " " in cut else None].rstrip(",;") + "\u2026"


def _basics(shown: Indicator, facts: IndicatorFacts) -> tuple[tuple[Text, Text], ...]:
    unit, direction = say(f"unit.{shown.unit}"), say(f"direction.{shown.direction}")
    frequency = say(f"frequency.{shown.frequency}")
    known = say("known_later", frequency=frequency, n=shown.lag_days) if shown.lag_days else frequency
    others = [each for each in facts.adopters(shown.id) if each not in facts.deciding]
    users = tuple(name_of(each) for each in others)
    return (
        (say("field.formula"), told(shown.formula)),
        (say("field.unit"), say("unit_and_direction", unit=unit, direction=direction)),
        (say("field.frequency"), known),
        (say("field.source"), told(shown.source)),
        *([(say("field.users"), Joined(users))] if users else []),
    )


def _opened(shown: Indicator, section: str, facts: IndicatorFacts) -> Iterator[Part]:
    if section not in SECTIONS:
        return
    yield from (Divider(), Heading(say(f"section.{section}")))
    match section:
        case "target":
            least = say("sample", least=shown.sample.least, of=told(shown.sample.of))
            pairs = ((say("field.baseline"), told(shown.baseline)), (say("field.target"), told(shown.target)))
            yield Fields((*pairs, (say("field.sample"), least)))
        case "gaming":
            yield Line(told(shown.gaming))
            yield _beside(shown, facts)
        case _:
            yield Fields(tuple(_fine_print(shown)))


def _beside(shown: Indicator, facts: IndicatorFacts) -> Row:
    """What to watch beside it, with the way there if it is in the library too."""
    counter = facts.library.get(shown.counter.id)
    if counter is not None:
        opens = (Button("open", say("buttons.open"), counter.id),)
        return Row(say("beside", name=told(counter.name)), opens)
    return Row(say("beside", name=told(shown.counter.name) if shown.counter.name else shown.counter.id))


def _fine_print(shown: Indicator) -> Iterator[tuple[Text, Text]]:
    roles = Bilingual(" \u00b7 ".join(shown.roles.en), " \u00b7 ".join(shown.roles.zh))
    yield say("field.control"), told(shown.control)
    yield say("field.level"), Joined(tuple(say(f"level.{each}") for each in shown.level))
    yield say("field.roles"), roles
    if shown.legal:
        yield say("field.legal"), told(shown.legal)
    if shown.statutory:
        yield say("field.statutory"), say("statutory")
    yield say("field.owner"), say("owner", owner=told(shown.owner), version=shown.version)


def _deciding(shown: Indicator, facts: IndicatorFacts) -> Iterator[Part]:
    """For who decides: the departments that use it, each with the way to end that."""
    for each in facts.deciding:
        if shown.id in facts.adoptions.get(each.id, ()):
            drop = Button("drop", say("buttons.drop"), each.id, "quiet")
            yield Row(say("used_by", department=name_of(each)), (drop,))


def _adopting(shown: Indicator, facts: IndicatorFacts) -> Iterator[Button]:
    lacking = facts.lacking(shown.id)
    if len(lacking) > MOST_BUTTONS:
        yield Button("adopt_for", say("buttons.adopt_for"), opens="adopt")
        return
    for each in lacking:
        yield Button("adopt", say("buttons.adopt", department=name_of(each)), each.id)


def _function(id_: str, facts: IndicatorFacts) -> Text:
    named = facts.library.own_functions.get(id_)
    return told(named) if named else say(f"function.{id_}")
