"""The summary as the person has it: three ways to acknowledge it, none of them by silence, anew for each version."""

from __future__ import annotations

from dataclasses import replace

from conversations.entries.interviews import Acknowledged, InterviewAcknowledged
from conversations.interview import paper, versions
from conversations.interview.closing import deals
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import DIFFER
from conversations.interview.grounds import resting
from conversations.interview.writing import record, tell_holder
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import RejectForm, Show, To
from conversations.toolkit.events import Event, Submitted, Typed
from conversations.toolkit.forms import Answer
from conversations.toolkit.understand import yes_or_no
from conversations.toolkit.words import Phrase, Verbatim

SAYS = "says"
"""What the summary listens for: what is typed is answered with the three choices, and sent to nobody."""

WORDS = "words"
"""The answers' name for what was typed below the summary."""


def came(state: State, event: Event, facts: TalkFacts) -> Result:
    """The summary is there, or another version of it: one that nobody had answered changes where it stands."""
    before = facts.versions[-2] if len(facts.versions) > 1 else None
    anew = before is None or before.said is not None
    return state.at("summed"), [shown(_card(facts), event, facts, fresh=anew, news=anew)]


def rests_on_less(event: Event, facts: TalkFacts) -> Show:
    """A fact on which it rests was taken back: it says so, and may be answered anew."""
    return shown(_card(facts), event, facts, fresh=True, news=True)


def typed(state: State, event: Typed, facts: TalkFacts) -> Result:
    """A nod below a summary is no consent: the three choices come again, with the words kept for a comment."""
    nods = yes_or_no(event.text, facts.vocabulary) is not None
    after = state.at(state.stage, **{WORDS: "" if nods else event.text})
    return after, [shown(_card(facts, say("summary.choose")), event, facts, fresh=True)]


def differs(state: State, answers: dict[str, Answer], event: Submitted, facts: TalkFacts) -> Result:
    """It is seen differently. Words about a version that was changed meanwhile are kept, and sent to nobody."""
    text = str(answers["text"])
    if facts.summary is None:
        return state, [RejectForm({"text": say("sum.gone")})]
    if event.version not in (None, facts.summary.n):
        card = _card(facts, say("version.meanwhile", name=facts.name_of("holder")))
        return state.at(state.stage, **{WORDS: text}), [shown(card, event, facts, fresh=True)]
    return says(state, "disagreed", text, event, facts)


def says(state: State, how: Acknowledged, comment: str, event: Event, facts: TalkFacts) -> Result:
    """Received, agreed, or seen differently: recorded in these words, and told to who held the talk."""
    if facts.summary is None:
        return state, []
    said = InterviewAcknowledged(event.topic, how, comment, facts.summary.n)
    answered = [*facts.versions[:-1], replace(facts.summary, said=said)]
    card = _card(replace(facts, versions=answered))
    return state.without(WORDS).at("answered"), [
        record(said, event, facts),
        shown(card, event, facts),
        tell_holder("answered", event, facts),
    ]


def _card(facts: TalkFacts, line: Phrase | None = None) -> Card:
    """The summary with the agreements, and three ways to acknowledge it; what was said may be changed."""
    said, holder = facts.said, facts.name_of("holder")
    told: tuple[Part, ...] = (Line(say(f"summary.said.{said.how}", name=holder)),) if said else ()
    comment: tuple[Part, ...] = (Quote(said.comment, say("summary.mine")),) if said and said.comment else ()
    body: tuple[Part, ...] = (
        *((Line(line),) if line else ()),
        Heading(say("summary.title", name=holder)),
        *versions.changed(facts),
        *((Quote(facts.text, Verbatim(holder)),) if facts.text else ()),
        *((Heading(say("deal.title"), small=True), deals(facts)) if facts.deals else ()),
        *versions.said_before(facts),
        *told,
        *comment,
        *resting(facts),
        Note(say("summary.silence")),
    )
    if facts.plan.role == "guest":
        got = () if said else (Button("received", say("summary.received"), style="primary"),)
        taps = (*got, paper.button())
        return Card("interview.summary", say("neutral"), (*body[:-1], Note(say("together.receipt"))), taps)
    how = said.how if said else ""
    ways = (("received", "received"), ("agreed", "agreed"))
    taps = tuple(Button(name, say(f"summary.{name}")) for name, kept in ways if kept != how)
    differ = Button(DIFFER, say("summary.again" if how == "disagreed" else "summary.differ"), opens=DIFFER)
    buttons = (*taps, differ, *versions.earlier(facts), paper.button())
    return Card("interview.summary", say("neutral"), body, buttons, asks="" if said else SAYS, casually=True)


def shown(card: Card, event: Event, facts: TalkFacts, *, fresh: bool = False, news: bool = False) -> Show:
    """A card for the person."""
    about = (facts.summary.id,) if facts.summary else (facts.plan.holder,)
    return Show(card, To(event.owner), about=about, fresh=fresh, prompt=news, kind="colleague")
