"""Somebody else to be asked about what is stuck, said as a change: "change it to Bob". Nobody is asked but by a tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.rules.roster import Person
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Start
from conversations.toolkit.events import Started, Typed
from conversations.toolkit.leaving import changed_to
from conversations.toolkit.vocabulary import Vocabulary
from conversations.weekly_checkin import offers, receipts, whom
from conversations.weekly_checkin.called import NOTHING_TO_ASK, goes_by, may_be_called, name_instead
from conversations.weekly_checkin.elsewhere import names_hr
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.waiting import waiting_in


def names_somebody(text: str, facts: CheckinFacts) -> bool:
    """Whether the words behind "change it to" are a name, that of HR too: no plan is called so. While something is
    open one that nobody has may be one, too.
    """
    if facts.blockers and may_be_called(text, facts.vocabulary):
        return True
    return bool(_named(text, facts)) or hr_instead(text, facts.vocabulary)


def _named(text: str, facts: CheckinFacts) -> Sequence[Person]:
    name = name_instead(text, facts.vocabulary)
    return [each for each in facts.found if goes_by(each, name, facts.vocabulary)]


def hr_instead(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than to change it to HR."""
    return names_hr(changed_to(text, vocabulary), vocabulary)


def ask_instead(text: str, state: State, event: Typed | Started, facts: CheckinFacts) -> Result | None:
    """Whether they are to be asked about the one thing that is open; of several, how each is. None where words name
    nobody, or nothing is open.
    """
    if not facts.blockers or not names_somebody(text, facts):
        return None
    return _offered(None if hr_instead(text, facts.vocabulary) else _named(text, facts), state, event, facts)


def _offered(named: Sequence[Person] | None, state: State, event: Typed | Started, facts: CheckinFacts) -> Result:
    """The one who is named, or HR for None, on offer for the one thing that is open; else how that is changed."""
    [blocker, *more] = facts.blockers
    others = [each for each in named or () if each.id != blocker.helper or blocker.helper_kind == "hr"]
    person = others[0] if len(others) == 1 else None
    able = person or (named is None and facts.hr and blocker.helper_kind != "hr")
    if more or not able:
        return state, [Start("weekly_checkin", event.owner, event.topic, {"again": "helper"})]
    shown = offers.offered(receipts.offer_named(blocker, person, facts), event, blocker)
    kept = state.at(state.stage, **{offers.NAMED: person.id if person else ""})
    return offers.with_offer(kept, blocker.id), [shown]


def ask_named(state: State, event: Started, facts: CheckinFacts) -> Result:
    """Who is named and no more than that is offered for what waits for somebody, or for what is open; nobody is asked
    but by a tap. Where there is neither, help hears the words.
    """
    if waits := list(waiting_in(state).values()):
        others = [each.id for each in facts.found if each != facts.manager]
        asked: list[Effect] = []
        for each in waits:
            named = replace(each, person=others[0], named=True) if others else each
            state, shown = whom.ask_of(named, state, event, facts, fresh=True)
            asked.extend(shown)
        return state, asked
    if facts.blockers and facts.found:
        return _offered(facts.found, state, event, facts)
    return state, [Start("help", event.owner, "", {"text": event.arguments["text"], NOTHING_TO_ASK: "yes"})]


def beside_kept(kept: Result | None, event: Started, facts: CheckinFacts) -> Result | None:
    """What is shown to who wants it kept from the manager, below whether HR is to be asked, where just that may be
    meant: "make it HR".
    """
    text = event.arguments.get("text", "")
    if kept is None or len(facts.blockers) != 1 or not hr_instead(text, facts.vocabulary):
        return kept
    if not facts.hr or facts.blockers[0].helper_kind == "hr":
        return kept
    state, effects = kept
    after, asked = ask_instead(text, state, event, facts) or (state, [])
    return after, [*asked, *effects]
