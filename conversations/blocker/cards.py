"""The card by which a colleague asks for help, and what is left of it afterwards."""

from __future__ import annotations

from conversations.blocker.facts import BlockerFacts
from conversations.blocker.hearing import ANSWER, DECLINED, REASON, TAKEN
from conversations.rules import helping
from conversations.rules.weeks import local_day
from conversations.toolkit.asking import below
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Quote, Style
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Day, Phrase, phrases_of

say = phrases_of("blocker")
DONE = ("reply", "decline", "suggest", "rephrase", "one_on_one")
"""What a helper did without taking it, as the card says it afterwards."""

SAID = "said"
"""The answers' name for words that settled nothing: they wait in the form of a reply."""

WHY, EXPLAINED = "why", "explained"
"""The answers' names for the words of a no, which nobody has but the helper, and for that who asked has them."""


def why_in(state: State, facts: BlockerFacts) -> str:
    """The words of this helper's no that wait to be sent; "" once they were, or where they are of no use any more."""
    is_over = facts.did != "decline" or facts.blocker is None or facts.blocker.status == "taken"
    return "" if is_over else str(state.answers.get(WHY) or "")


def unsent_card(why: Phrase | None, card: Card, facts: BlockerFacts) -> Card:
    """The card below what could not be told of words that settled nothing, and that nobody has them yet."""
    name = facts.raiser.name if facts.raiser else ""
    return below(say("unsent", name=name) if why is None else say("unsure_unsent", name=name), card)


def asked_card(state: State, facts: BlockerFacts) -> Card:
    """What the helper is asked and how it stands, as a card; what is left of it once it is not theirs any more."""
    blocker, raiser = facts.blocker, facts.raiser
    if blocker is None or raiser is None or not facts.is_theirs:
        return _over(state, facts)
    kind = "urgent" if blocker.urgent else "plain"
    body: list[Part] = [
        Heading(say(f"asked.{kind}", name=raiser.name)),
        Quote(blocker.what, passing=True),
    ]
    if blocker.needed_by:
        body.append(Line(say("needed_by", day=Day(blocker.needed_by))))
    if blocker.audience in helping.APART:
        body.append(Note(say("hr_only" if blocker.helper_kind == "hr" else "apart")))
    if state.stage == "nudged" and not blocker.answered_at:
        body.append(Note(say("waiting", since=Day(local_day(blocker.raised_at, facts.helper.zone)))))
    body.extend(_standing(state, facts, blocker))
    why = why_in(state, facts)
    if why:
        body += [Line(say("why", name=raiser.name)), Quote(why)]
    asks = ANSWER if facts.is_asked else TAKEN if facts.is_promised else REASON if why else ""
    if not asks and facts.is_declined:
        asks = DECLINED
    buttons = _buttons(blocker, facts, waits=bool(why))
    return Card("blocker.asked", say("neutral"), tuple(body), buttons, asks=asks, casually=bool(asks))


def _standing(state: State, facts: BlockerFacts, blocker: Blocker) -> list[Part]:
    if blocker.status == "taken" and blocker.taken_until:
        mine = blocker.taken_by == facts.helper.id
        name = facts.taker.name if facts.taker else ""
        until = Day(blocker.taken_until)
        key = "taken.overdue" if blocker.is_overdue(facts.today) else "taken.mine"
        return [Note(say(key, until=until) if mine else say("taken.other", name=name, until=until))]
    did = EXPLAINED if facts.did == "decline" and state.answers.get(EXPLAINED) else facts.did
    return [Note(say(f"done.{did}"))] if facts.did in DONE else []


def _buttons(blocker: Blocker, facts: BlockerFacts, *, waits: bool) -> tuple[Button, ...]:
    """What the helper can do; first of all to send a reason that waits for it."""
    reply = Button("reply", say("buttons.reply"), opens="reply")
    other = Button("other", say("buttons.other"), style="quiet", opens="other")
    if blocker.status == "taken":
        return (reply, other) if blocker.taken_by == facts.helper.id else ()
    # What the button promises is what it does, on whatever day it is tapped.
    style: Style = "plain" if waits else "primary"
    take = Button("take", say("buttons.take", until=Day(facts.handy_day)), facts.handy_day.isoformat(), style)
    first = (Button("tell_why", say("buttons.tell_why"), style="primary"),) if waits else ()
    return (*first, take, reply, other)


def _over(state: State, facts: BlockerFacts) -> Card:
    """What is left of it for a helper: thanks, if they had taken it and it is solved."""
    name = facts.raiser.name if facts.raiser else ""
    mine = facts.blocker is not None and facts.blocker.taken_by == facts.helper.id
    match state.answers.get("how"):
        case "solved" if mine:
            line = say("thanks", name=name)
        case "passed":
            line = say("passed")
        case "withdrawn" if name:
            line = say("taken_back", name=name)
        case _:
            line = say("over")
    return Card("blocker.over", say("neutral"), (Note(line),))
