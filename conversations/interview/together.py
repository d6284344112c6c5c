"""What who invites several to one talk sees of it: whom, the preview, who comes, who would rather come another time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from conversations.interview import cards, paper
from conversations.interview.closing import alone
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import GUESTS, MOST_CHOSEN, SUM, WHEN
from conversations.toolkit.cards import Button, Card, Divider, Heading, Line, Note, Part, Points
from conversations.toolkit.conversation import State
from conversations.toolkit.words import Instant, Joined, Phrase, Verbatim

ANSWERS, WISHES = "said", "wishes"
"""The answers' names for what each guest answered last, and for when each would rather come."""

FEWER = "fewer"
"""The answers' name for that somebody who was invited was erased: all that named them is gone."""

MOST_NAMED = 60
"""Names that stand on a card; how many there are beyond, it says."""


@dataclass(frozen=True)
class Wish:
    """Another time that a guest asks for, None if they only say something."""

    at: datetime | None
    words: str


def answers_of(state: State) -> Mapping[str, str]:
    """What each guest answered last."""
    kept = state.answers.get(ANSWERS)
    return {who: str(said) for who, said in kept.items()} if isinstance(kept, Mapping) else {}


def wishes_of(state: State) -> Mapping[str, Wish]:
    """When each would rather come who asked for another time."""
    kept = state.answers.get(WISHES)
    if not isinstance(kept, Mapping):
        return {}
    told = {who: each for who, each in kept.items() if isinstance(each, Mapping)}
    return {who: Wish(_moment(each.get("at")), str(each.get("words") or "")) for who, each in told.items()}


def _moment(kept: object) -> datetime | None:
    return datetime.fromisoformat(str(kept)) if kept else None


def preview(facts: TalkFacts, at: datetime) -> Card:
    """Who is invited, and exactly what each of them receives, before it is sent."""
    choose = Button(GUESTS, say("together.choose"), opens=GUESTS)
    body = (
        Line(say("together.preview", n=len(facts.guests))),
        Note(_names(facts.guests, [each.id for each in facts.guests])),
        Divider(),
        *cards.invitation(facts, at),
        Divider(),
        Note(say("together.no_title")),
    )
    buttons = (
        Button("send", say("preview.send"), style="primary"),
        Button("change", say("preview.change"), opens=WHEN),
        *((choose,) if 1 < len(facts.among) <= MOST_CHOSEN else ()),
        cards.not_now(),
    )
    return Card("interview.together_preview", say("neutral"), body, buttons)


def standing(state: State, line: Phrase, facts: TalkFacts, *, calls: bool = True) -> Card:
    """How the talk stands: when it is, who comes, who would rather come at another time, who has said nothing."""
    at = facts.plan.at
    body: tuple[Part, ...] = (
        *cards.title_of(facts),
        Line(line),
        *((Line(cards.at_of(facts, at)),) if at else ()),
        *(_who(state, facts) if calls else ()),
    )
    return Card("interview.together", say("neutral"), body, _holding(facts) if calls else ())


def _who(state: State, facts: TalkFacts) -> Iterator[Part]:
    said, wishes = answers_of(state), wishes_of(state)
    coming = [each.id for each in facts.guests if said.get(each.id) == "coming"]
    if coming:
        yield Line(say("together.coming", n=len(coming), names=_names(facts.guests, coming)))
    asking = [each for each in facts.guests if each.id in wishes]
    if asking:
        yield Heading(say("together.another"), small=True)
        yield Points(tuple(_wish(each.name, wishes[each.id]) for each in asking[:MOST_NAMED]))
    silent = [each.id for each in facts.guests if each.id not in said]
    if silent:
        yield Note(say("together.silent", n=len(silent), names=_names(facts.guests, silent)))


def _wish(name: str, wish: Wish) -> Phrase:
    words = Verbatim(wish.words)
    match bool(wish.at), bool(wish.words):
        case True, True:
            return say("together.wish_both", name=name, at=Instant(wish.at) if wish.at else "", words=words)
        case True, False:
            return say("together.wish_at", name=name, at=Instant(wish.at) if wish.at else "")
        case _:
            return say("together.wish_words", name=name, words=words)


def _holding(facts: TalkFacts) -> tuple[Button, ...]:
    at = facts.plan.at
    move = Button("move", say("booked.move" if at else "booked.rebook"), "", "plain" if at else "primary", opens=WHEN)
    begin = (Button("start", say("booked.start"), style="quiet"),) if at else ()
    sure = say("together.sure", n=len(facts.guests))
    off = Button("off", say("booked.off"), style="danger", confirm=sure)
    return (move, *cards.calendar_button(facts), *begin, off)


def after(facts: TalkFacts) -> Card:
    """The talk is over: what was agreed is still fresh."""
    write = Button("write", say("after.write"), style="primary", opens=SUM)
    body = (Heading(say("together.after")), Line(say("after.line")), Note(say("together.readers")), *alone(facts))
    return Card("interview.together_after", say("neutral"), body, (write,))


def summed(state: State, facts: TalkFacts) -> Card:
    """Everybody has the summary; who has said that they received it."""
    said = answers_of(state)
    got = [each.id for each in facts.guests if said.get(each.id) == "received"]
    body: tuple[Part, ...] = (
        *cards.title_of(facts),
        Line(say("together.sent")),
        *((Line(say("together.received", n=len(got), names=_names(facts.guests, got))),) if got else ()),
        Note(say("together.receipt")),
    )
    return Card("interview.together_summed", say("neutral"), body, (paper.button(),))


def _names(people: Sequence[object], among: Sequence[str]) -> Joined:
    names = [str(getattr(each, "name", "")) for each in people if getattr(each, "id", "") in among]
    return Joined(tuple(Verbatim(each) for each in names[:MOST_NAMED]))
