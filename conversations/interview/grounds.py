"""The lock of judgements: none is sent without dated facts over two thirds of the time, or what is missing is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conversations.entries.evidence import EvidenceAdded, JudgementGrounded
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import SUM
from conversations.prep.adding import fact_about
from conversations.prep.facts import ADD, DROP, FACT
from conversations.prep.reading import read_grounds
from conversations.rules.evidence.grounds import LEAST, Grounds, gone_since
from conversations.toolkit.cards import Button, Line, Note, Part
from conversations.toolkit.effects import Record
from conversations.toolkit.events import Clicked, Event, Looked, Submitted
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Day, Phrase

SEND = "send_anyway"
"""The button that sends a summary as it was written."""

_ASKED_AT = frozenset({"end", SEND, SUM, FACT, ADD, DROP})
"""Taps and forms at which what is on record is counted: each such look is kept for its subject to see."""

_CITED_AT = frozenset({"start", "record"})
"""Taps at which it is known whether there is anything for a script to cite."""


def judges(facts: TalkFacts) -> bool:
    """Whether a summary of this talk judges somebody whom its holder manages."""
    return facts.plan.role == "holder" and facts.manages and facts.script is not None and facts.script.judges


def grounded(reader: Reader, event: Event | Looked, facts: TalkFacts) -> TalkFacts:
    """The talk with what a judgement can rest on, and with what the one that was sent rests on."""
    match event:
        case Clicked(button=name) | Submitted(form=name) if facts.may and _counts(name.partition(":")[0], facts):
            return replace(facts, record=read_grounds(reader, facts.person, facts.today) if facts.person else None)
        case _ if facts.summary and (facts.plan.role == "person" or isinstance(event, Looked)):
            written = reader.entries(facts.plan.person, (JudgementGrounded.kind,), (event.topic,))
            judged = next(reversed(written), None)
            if judged is None or not isinstance(judged.entry, JudgementGrounded):
                return facts
            added = reader.entries(facts.plan.person, (EvidenceAdded.kind,))
            return replace(facts, rests=judged.entry, gone=gone_since(judged, added))
        case _:
            return facts


def _counts(what: str, facts: TalkFacts) -> bool:
    return (what in _ASKED_AT and judges(facts)) or (what in _CITED_AT and _cites(facts))


def _cites(facts: TalkFacts) -> bool:
    """Whether the script cites what is on record of somebody whom its holder manages."""
    is_theirs = facts.plan.role == "holder" and facts.manages
    return is_theirs and facts.script is not None and bool(facts.script.evidence)


def has_nothing(facts: TalkFacts) -> bool:
    """Whether the script would cite what is on record, and nothing is."""
    block = facts.record.block if facts.record and _cites(facts) else None
    return block is not None and not (block.facts or block.goals)


def locked(facts: TalkFacts) -> bool:
    """Whether a judgement has to wait for facts."""
    return judges(facts) and not (facts.record and facts.record.grounds.open)


def before(facts: TalkFacts) -> Iterator[Part]:
    """What who books or holds such a talk knows beforehand."""
    if judges(facts):
        yield Note(say("grounds.before", n=LEAST))


def standing(facts: TalkFacts) -> Iterator[Part]:
    """How many facts there are and over which time; what is missing, and what that means."""
    if facts.record is None:
        return
    at, name = facts.record.grounds, facts.name_of("person")
    yield Line(_counted(at))
    if at.enough:
        yield Note(say("grounds.enough", name=name))
    elif at.excuse:
        yield Note(say(f"grounds.excuse.{at.excuse}", name=name))
    else:
        yield Line(say("grounds.locked", n=LEAST, weeks=at.least_weeks, of=at.of))
        yield Note(say("grounds.how", name=name))


def ways(facts: TalkFacts) -> tuple[Button, ...]:
    """How more facts get there, where too few are."""
    if facts.record is None or facts.record.grounds.enough:
        return ()
    return (
        Button(
            FACT,
            Phrase("prep.buttons.fact"),
            style="primary" if locked(facts) else "plain",
            opens=fact_about(facts.plan.person),
        ),
        Button("record", say("today.record"), style="quiet"),
    )


def _counted(at: Grounds) -> Phrase:
    if at.first is None or at.last is None:
        return say("grounds.none", since=Day(at.since))
    return say("grounds.counted", n=at.facts, first=Day(at.first), last=Day(at.last), weeks=at.weeks)


def kept(event: Event, facts: TalkFacts) -> tuple[Record, ...]:
    """What is kept beside a judgement for the two: on what it rests."""
    if facts.record is None:
        return ()
    at = facts.record.grounds
    excuse = "" if at.enough else at.excuse
    entry = JudgementGrounded(event.topic, at.facts, at.since, at.first, at.last, excuse)
    return (Record(event.id(entry.kind), entry, facts.plan.person, event.topic, audience="pair"),)


def resting(facts: TalkFacts) -> Iterator[Part]:
    """What the person reads below a summary of what it rests on, or of what is missing."""
    rests = facts.rests
    if rests is None:
        return
    if rests.first and rests.last:
        yield Note(say("rests.counted", n=rests.facts, first=Day(rests.first), last=Day(rests.last)))
    else:
        yield Note(say("rests.none", since=Day(rests.since)))
    if facts.gone:
        yield Line(say("rests.gone", n=facts.gone, name=facts.name_of("holder")))
    if rests.excuse:
        yield Note(say(f"rests.{rests.excuse}", name=facts.name_of("holder")))
