"""A talk as a document to print: the same for both, with names instead of "you", and never by which script it was held
(product.md 3.9).
"""

from __future__ import annotations

from collections.abc import Iterator

from conversations.interview.became import Deal, Version
from conversations.interview.facts import TalkFacts, say
from conversations.interview.plan import SEVERAL
from conversations.toolkit.cards import PAGE, Button, Card, Fields, Heading, Line, Note, Part, Points, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Clicked
from conversations.toolkit.words import Day, Instant, Joined, Phrase, Text, Verbatim

RECORD = "record"
"""The screen's name."""

PAPER = "paper"
"""The button that asks for the way to it, and the slot in which that stands."""


def button() -> Button:
    """What brings the way to it: a link that stood on a card for days would be over."""
    return Button(PAPER, say("paper.open"), style="quiet")


def way(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """The way to it on the page, once there is a summary."""
    if facts.summary is None:
        return state, []
    link = Button("page", say("paper.page"), style="primary", leads=f"{PAGE}/interview/{event.topic}")
    card = Card("interview.paper", say("neutral"), (Line(say("paper.line")), Note(_alone(facts))), (link,))
    return state, [Show(card, To(event.owner), PAPER, (facts.summary.id,), fresh=True)]


def paper(facts: TalkFacts) -> Card:
    """When the talk was and with whom, what was agreed, the summary as it stands with what is said to it, and each that
    stood before.
    """
    standing, *before = reversed(facts.versions)
    told = [part for each in before for part in (Heading(_numbered(each, facts), small=True), *_version(each, facts))]
    body = (
        Heading(say("paper.title", names=_who(facts))),
        Fields(tuple(_around(facts))),
        Heading(say("deal.title")),
        *(_agreed(facts) if facts.deals else [Note(say("paper.nothing_agreed"))]),
        Heading(say("paper.summary")),
        *_version(standing, facts),
        *_rests(facts),
        *((Heading(say("paper.before")), *told) if told else ()),
        Heading(say("paper.about")),
        Line(_alone(facts)),
        Line(say("together.receipt")),
    )
    return Card("interview.record", say("neutral"), body)


def _who(facts: TalkFacts) -> Joined:
    return Joined((Verbatim(facts.name_of("holder")), _with(facts)))


def _alone(facts: TalkFacts) -> Phrase:
    return say("paper.alone", names=_who(facts))


def _with(facts: TalkFacts) -> Text:
    """With whom it was held: of several, only who invited them has the names."""
    if facts.plan.role == "guest":
        return say("paper.several", n=facts.plan.several)
    if facts.plan.role == "host":
        return Joined(tuple(Verbatim(each.name) for each in facts.guests))
    return Verbatim(facts.name_of("person"))


def _around(facts: TalkFacts) -> Iterator[tuple[Text, Text]]:
    if at := facts.plan.at:
        yield say("paper.when"), say("paper.at", at=Instant(at), n=facts.plan.minutes)
    yield say("paper.held_by"), Verbatim(facts.name_of("holder"))
    yield say("paper.held_with"), _with(facts)
    if hr := facts.name_of("partner"):
        yield say("paper.hr"), Verbatim(hr)
    # Days of this year stand without it, which nobody knows who finds the paper in another.
    yield say("paper.as_of"), Verbatim(facts.today.isoformat())


def _agreed(facts: TalkFacts) -> Iterator[Part]:
    yield Points(tuple(_deal(each, facts) for each in facts.deals))


def _deal(deal: Deal, facts: TalkFacts) -> Phrase:
    who, what = Verbatim(facts.names.get(deal.owner, "")), Verbatim(deal.what)
    return say("deal.by", who=who, what=what, day=Day(deal.by)) if deal.by else say("deal.open", who=who, what=what)


def _numbered(version: Version, facts: TalkFacts) -> Phrase:
    return say("version.title", n=version.n, of=len(facts.versions))


def _version(version: Version, facts: TalkFacts) -> Iterator[Part]:
    """The words of a version, who wrote them and when, why they took the place of others, and the answer to them."""
    holder, person = facts.name_of("holder"), facts.name_of("person")
    yield Note(say("version.written", name=holder, at=Instant(version.at)))
    if version.text:
        yield Quote(version.text, Verbatim(holder))
    if version.why:
        yield Quote(version.why, say("version.why"))
    if facts.plan.role in SEVERAL:
        # Each of them has answered for themselves alone.
        return
    if version.said is None:
        yield Line(say("paper.unanswered", name=person))
        return
    yield Line(say(f"paper.said.{version.said.how}", name=person))
    if version.said.comment:
        yield Quote(version.said.comment, Verbatim(person))


def _rests(facts: TalkFacts) -> Iterator[Part]:
    """On how much a judgement rests, as it was when it was sent."""
    if (rests := facts.rests) is None:
        return
    if rests.first and rests.last:
        yield Note(say("paper.rests", n=rests.facts, first=Day(rests.first), last=Day(rests.last)))
    else:
        yield Note(say("rests.none", since=Day(rests.since)))
