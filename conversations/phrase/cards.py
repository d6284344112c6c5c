"""The cards of phrases: all situations by kind, one kind, what a search finds, and one situation with its pairs."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.interview_template.sections import pair, told
from conversations.phrase.facts import PhraseFacts
from conversations.rules.situations import KINDS, Situation
from conversations.toolkit.cards import Button, Card, Divider, Heading, Line, Note, Part, Row
from conversations.toolkit.words import Joined, phrases_of

say = phrases_of("phrase")

SEARCH = "search"
"""What every card listens for: any word is looked for."""

MOST_FOUND = 6
MOST_QUOTED = 80
"""Characters of what somebody looked for that a card repeats."""


def shelf(facts: PhraseFacts) -> Card:
    """Where it begins: all situations by kind."""
    rows = (_kind_row(each, facts) for each in KINDS if facts.of_kind(each))
    return _listening("shelf", (Heading(say("title")), Line(say("lead")), *rows, Note(say("how"))))


def kind(id_: str, facts: PhraseFacts) -> Card:
    """The situations of one kind."""
    return _listening("kind", (Heading(say(f"kind.{id_}")), *map(_row, facts.of_kind(id_))), _all())


def results(text: str, facts: PhraseFacts) -> Card:
    """What a search found, the likeliest first."""
    found = facts.search(text)[:MOST_FOUND]
    return _listening("results", (Line(say("found" if found else "nothing", words=text)), *map(_row, found)), _all())


def situation(shown: Situation, facts: PhraseFacts) -> Card:
    """One situation: what to say, what not to and why, and the script for the whole talk it may need."""
    body = (Heading(told(shown.title)), Line(told(shown.when)), *_pairs(shown), Note(told(shown.remember)))
    return _listening("situation", body, *_scripts(shown, facts), _all())


def _pairs(shown: Situation) -> Iterator[Part]:
    for each in shown.pairs:
        yield from (Divider(), pair(each))
    yield Divider()


def _scripts(shown: Situation, facts: PhraseFacts) -> Iterator[Button]:
    for id_ in shown.scripts if facts.holds_talks else ():
        script = facts.scripts.get(id_)
        if script:
            yield Button("script", say("script", title=told(script.title)), id_)


def _listening(name: str, body: tuple[Part, ...], *buttons: Button) -> Card:
    return Card(f"phrase.{name}", say("neutral"), body, buttons, asks=SEARCH, casually=True)


def _kind_row(id_: str, facts: PhraseFacts) -> Row:
    titles = Joined(tuple(told(each.title) for each in facts.of_kind(id_)), "listed")
    return Row(say(f"kind.{id_}"), (Button("kind", say("open"), id_),), titles)


def _row(shown: Situation) -> Row:
    return Row(told(shown.title), (Button("open", say("open"), shown.id),), told(shown.when))


def _all() -> Button:
    return Button("shelf", say("all"), style="quiet")
