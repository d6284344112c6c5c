"""A blocker between two check-ins: one sentence is enough, at any time."""

from __future__ import annotations

from conversations.entries import BlockerRaised
from conversations.toolkit.cards import Button, Card, Line, Note, Row
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Event, Started, Typed
from conversations.toolkit.words import Phrase, Verbatim
from conversations.weekly_checkin.cards import blocker_status, say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.share import raise_blocker

LONGEST = 500


def ask(state: State, event: Started, facts: CheckinFacts) -> Result:
    """Ask what it is that somebody is stuck on."""
    return state, [Show(_asking(facts), To(event.owner), slot="raise", fresh=True)]


def _asking(facts: CheckinFacts, unclear: Phrase | None = None) -> Card:
    reader = say("raise.to", manager=facts.manager.name) if facts.manager else say("raise.to_hr")
    first = (Line(unclear),) if unclear else ()
    return Card("weekly_checkin.raise", say("neutral"), (*first, Line(say("raise.ask")), Note(reader)), asks="raise")


def raised(state: State, event: Typed, facts: CheckinFacts) -> Result:
    """Raise it with the manager (with HR where there is none); another helper is one tap away."""
    if len(event.text) > LONGEST:
        card = _asking(facts, Phrase("words.errors.too_long", {"limit": LONGEST}))
        return state, [Show(card, To(event.owner), slot="raise", fresh=True)]
    helper = facts.manager.id if facts.manager else ""
    entry = BlockerRaised(event.id("noted"), event.text.strip(), "manager" if helper else "hr", helper)
    noted = state.answers.get("noted")
    ids = [*(noted if isinstance(noted, list | tuple) else []), entry.blocker]
    after = state.at(state.stage, noted=ids)
    row = Row(
        say("blocker.what", what=Verbatim(entry.what)),
        (
            Button("urgent_now", say("raise.urgent"), entry.blocker),
            Button("another", say("blocker.another"), entry.blocker, opens=f"another:{entry.blocker}"),
        ),
        detail=say("blocker.asked", name=facts.manager.name) if facts.manager else say("blocker.asked_hr"),
    )
    card = Card("weekly_checkin.noted", say("neutral"), (row, Note(say("raise.noted"))))
    return after, [
        *raise_blocker(entry, event, facts),
        Show(
            Card("weekly_checkin.raise.answered", say("neutral"), (Line(say("raise.ask")),)),
            To(event.owner),
            "raise",
        ),
        Show(card, To(event.owner), slot=f"blocker.{entry.blocker}", about=(entry.blocker,)),
    ]


def standing(state: State, event: Event, facts: CheckinFacts) -> list[Effect]:
    """The cards of blockers noted between check-ins, as they stand now."""
    noted = state.answers.get("noted")
    ids = [str(id_) for id_ in noted] if isinstance(noted, list | tuple) else []
    shown: list[Effect] = []
    for id_ in ids:
        blocker = facts.blocker(id_)
        if blocker is None:
            gone = Card("weekly_checkin.noted", say("neutral"), (Note(say("blocker.closed")),))
            shown.append(Show(gone, To(event.owner), slot=f"blocker.{id_}"))
            continue
        row = Row(
            say("blocker.what", what=Verbatim(blocker.what)),
            (
                Button("solved", say("blocker.solved"), blocker.id),
                Button("another", say("blocker.another"), blocker.id, "quiet", opens=f"another:{blocker.id}"),
            ),
            detail=blocker_status(blocker, facts),
        )
        card = Card("weekly_checkin.noted", say("neutral"), (row,))
        shown.append(Show(card, To(event.owner), slot=f"blocker.{id_}", about=(id_,)))
    return shown
