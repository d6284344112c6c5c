"""The cards of the script library: what is likely, a group, what a search finds, a script, a section of it."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.interview_template.facts import COMMAND, TemplateFacts
from conversations.interview_template.sections import (
    CAUTIONS,
    PHASES,
    REACTIONS,
    SECTIONS,
    below_one_another,
    closing_line,
    parts,
    reaction,
    say,
    told,
)
from conversations.rules.scenarios import Reacting, Scenario
from conversations.toolkit.cards import PAGE, Button, Card, Divider, Fields, Heading, Line, Note, Part, Row
from conversations.toolkit.words import Joined, Phrase
from conversations.welcome import names_of

SEARCH = "search"
"""What every list listens for: any word is looked for."""

BESIDE = ("improve", "phrase")
"""Conversations that open from here too (product.md, Commands)."""

MOST_FOUND = 6
MOST_QUOTED = 80
"""Characters of what somebody looked for that a card repeats."""


def shelf(facts: TemplateFacts) -> Card:
    """Where it begins: the talks that are likely now, and all of them by occasion."""
    body: list[Part] = [Heading(say("title"))]
    suggested = facts.suggested()
    if suggested:
        body.append(Line(say("likely.now")))
        body.extend(Row(told(script.title), (_open(script),), each.why) for script, each in suggested)
        body.append(Divider())
    body.append(Line(say("by_group")))
    body.extend(_group_row(group, facts) for group in facts.groups)
    body.append(Note(say("how")))
    beside = tuple(Button("beside", Phrase(f"commands.{name}.label"), name, "quiet") for name in BESIDE)
    return Card("interview_template.shelf", say("neutral"), tuple(body), beside, asks=SEARCH, casually=True)


def group(id_: str, facts: TemplateFacts, back: tuple[Button, ...]) -> Card:
    """The talks of one occasion."""
    body: tuple[Part, ...] = (Heading(say(f"group.{id_}")), *map(_row, facts.of_group(id_)))
    return Card("interview_template.group", say("neutral"), body, back, asks=SEARCH, casually=True)


def results(text: str, facts: TemplateFacts, back: tuple[Button, ...]) -> Card:
    """What a search found, the likeliest first."""
    found = facts.search(text)[:MOST_FOUND]
    body: tuple[Part, ...] = (Line(say("found" if found else "nothing", words=text)), *map(_row, found))
    return Card("interview_template.results", say("neutral"), body, back, asks=SEARCH, casually=True)


def script(shown: Scenario, back: tuple[Button, ...], book: bool) -> Card:
    """One script: what it is for and what to know first, and the way to each of its sections."""
    body: tuple[Part, ...] = (
        Heading(told(shown.title)),
        Line(told(shown.purpose)),
        essentials(shown),
        *(_phase(phase) for phase in PHASES),
        closing_line(),
    )
    whole = Button("whole", say("buttons.whole"), leads=f"{PAGE}/{COMMAND}/{shown.id}")
    buttons = (*([Button("book", say("buttons.book"), shown.id, "primary")] if book else []), whole, *back)
    return Card("interview_template.script", say("neutral"), body, buttons)


def section(shown: Scenario, name: str) -> Card:
    """One section of a script, with the way to the next."""
    inside = tuple(_reaction_rows(shown)) if name == REACTIONS else parts(name, shown)
    footer = (closing_line(),) if name == CAUTIONS else ()
    body = (Heading(say(f"section.{name}")), Note(told(shown.title)), *inside, *footer)
    return Card(f"interview_template.section.{name}", say("neutral"), body, _further(name))


def one_reaction(shown: Scenario, reacting: Reacting) -> Card:
    """One reaction of the other person: what to do and what to say now."""
    body = (Heading(say(f"reaction.{reacting.kind}")), *reaction(reacting))
    others = Button("section", say("buttons.reactions"), REACTIONS)
    contents = Button("section", say("buttons.contents", title=told(shown.title)), style="quiet")
    return Card("interview_template.reaction", say("neutral"), body, (others, contents))


def whole(shown: Scenario) -> Card:
    """All of a script as a page to read and to print."""
    inside = (part for name in SECTIONS for part in (Heading(say(f"section.{name}")), *parts(name, shown)))
    body = (Heading(told(shown.title)), Line(told(shown.purpose)), essentials(shown), *inside, closing_line())
    return Card("interview_template.whole", say("neutral"), body)


def essentials(shown: Scenario) -> Fields:
    """What to know before one reads on: when not, how long, with whom, how delicate, whether HR is needed."""
    length = say("minutes_with", minutes=say("minutes", n=shown.minutes), who=told(shown.attends))
    return Fields(
        (
            (say("field.minutes"), length),
            (say("field.not_when"), below_one_another(shown.not_when)),
            (say("field.risk"), say(f"risk_is.{shown.risk}", why=told(shown.risk_why))),
            (say("field.hr"), say(f"hr.{_hr(shown)}")),
        )
    )


def _hr(shown: Scenario) -> str:
    if shown.between.startswith("hr_"):
        return "holds"
    return "first" if shown.needs_hr else "at_stop"


def not_yours(shown: Scenario) -> Card:
    """Somebody asked by name for a talk that others hold."""
    body = (Line(say("not_yours", title=told(shown.title), who=say(f"between.{shown.between}"))),)
    return Card("interview_template.not_yours", say("neutral"), body, back_buttons(further_in=False))


def none_at_all(facts: TemplateFacts) -> Card:
    """Somebody holds no talks here: whom to ask what to expect of one."""
    hr = say("none.hr", hr=names_of(facts.hr)) if facts.hr else say("none.nobody")
    return Card("interview_template.none", say("neutral"), (Line(say("none.line")), Note(hr)))


def back_buttons(*, further_in: bool) -> tuple[Button, ...]:
    """The way back: to where one came from, and to the beginning."""
    back = (Button("back", say("buttons.back"), style="quiet"),) if further_in else ()
    return (*back, Button("shelf", say("buttons.shelf"), style="quiet"))


def _open(shown: Scenario) -> Button:
    return Button("open", say("buttons.open"), shown.id)


def _row(shown: Scenario) -> Row:
    """A script in a list: its title, what it is for, how long, and how delicate unless it is not."""
    length = say("minutes", n=shown.minutes)
    detail = say("row" if shown.risk == "green" else "row_risk", purpose=told(shown.purpose), minutes=length,
                 risk=say(f"risk.{shown.risk}"))  # fmt: skip
    return Row(told(shown.title), (_open(shown),), detail)


def _group_row(id_: str, facts: TemplateFacts) -> Row:
    titles = Joined(tuple(told(each.title) for each in facts.of_group(id_)), "listed")
    return Row(say(f"group.{id_}"), (Button("group", say("buttons.open"), id_),), titles)


def _phase(phase: str) -> Row:
    return Row(say(f"phase.{phase}"), tuple(_to(section) for section in PHASES[phase]))


def _to(section: str) -> Button:
    return Button("section", say(f"section.{section}"), section)


def _reaction_rows(shown: Scenario) -> Iterator[Row]:
    for each in shown.reactions:
        yield Row(say(f"reaction.{each.kind}"), (Button("reaction", say("buttons.react"), each.kind),), told(each.sign))


def _further(name: str) -> tuple[Button, ...]:
    after = SECTIONS[SECTIONS.index(name) + 1 :][:1]
    further = (Button("section", say("buttons.next", section=say(f"section.{each}")), each) for each in after)
    return (*further, Button("section", say("buttons.all_sections"), style="quiet"))
