"""A summary that was changed: each version can be looked at, with why it was changed and what was said to it."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.interview.became import Version
from conversations.interview.facts import TalkFacts, say
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Clicked
from conversations.toolkit.words import Instant, Verbatim

VERSION = "version"
"""The button that opens a version, and the slot in which it stands."""


def looked_at(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """One version, from which one goes on to the others."""
    shown = next((each for each in facts.versions if str(each.n) == event.value), None)
    if shown is None:
        return state, []
    card = Card("interview.version", say("neutral"), tuple(_told(shown, facts)), tuple(_others(shown, facts)))
    return state, [Show(card, To(event.owner), VERSION, (shown.id,), fresh=event.card != card.name)]


def earlier(facts: TalkFacts) -> tuple[Button, ...]:
    """What opens the version before the one that stands."""
    before = len(facts.versions) - 1
    return (Button(VERSION, say("version.before"), str(before), "quiet"),) if before > 0 else ()


def said_before(facts: TalkFacts) -> Iterator[Part]:
    """What the person said to the newest of the versions before, while nothing is said to the one that stands."""
    answered = [each for each in facts.versions if each.said]
    if answered and answered[-1].n < len(facts.versions):
        yield from _answer(answered[-1], facts)


def changed(facts: TalkFacts) -> Iterator[Part]:
    """That it is not as it was first, and why."""
    if facts.versions and facts.versions[-1].n > 1:
        newest = facts.versions[-1]
        yield Line(say("version.changed", n=newest.n, name=facts.name_of("holder"), at=Instant(newest.at)))
        yield Quote(newest.why, say("version.why"))


def _told(shown: Version, facts: TalkFacts) -> Iterator[Part]:
    holder = facts.name_of("holder")
    yield Heading(say("version.title", n=shown.n, of=len(facts.versions)))
    yield Note(say("version.written", name=holder, at=Instant(shown.at)))
    if shown.text:
        yield Quote(shown.text, Verbatim(holder))
    if shown.why:
        yield Quote(shown.why, say("version.why"))
    yield from _answer(shown, facts)


def _answer(shown: Version, facts: TalkFacts) -> Iterator[Part]:
    if shown.said is None:
        return
    name, mine = facts.name_of("person"), facts.plan.role == "person"
    how, n = shown.said.how, shown.n
    yield Line(say(f"version.i_said.{how}", n=n) if mine else say(f"version.said.{how}", n=n, name=name))
    if shown.said.comment:
        yield Quote(shown.said.comment, say("summary.mine") if mine else Verbatim(name))


def _others(shown: Version, facts: TalkFacts) -> Iterator[Button]:
    if shown.n > 1:
        yield Button(VERSION, say("version.earlier"), str(shown.n - 1))
    if shown.n < len(facts.versions):
        yield Button(VERSION, say("version.later"), str(shown.n + 1))
