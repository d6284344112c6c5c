"""Words that are to stand in place of a plan: which plan is asked where that is not certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.toolkit.cards import Button, Card, Line, Note, Quote, Row
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Clicked, Event, Started, Typed
from conversations.toolkit.leaving import all_changed_to, changed_to
from conversations.toolkit.levels import level_in
from conversations.toolkit.questions import Unclear
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.understand import fits_any_question
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Verbatim
from conversations.weekly_checkin.anew import as_it_stands, shared_anew
from conversations.weekly_checkin.asked_instead import names_somebody
from conversations.weekly_checkin.by_when import day_given, is_a_day
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hurrying import hurries
from conversations.weekly_checkin.kept_back import makes_private
from conversations.weekly_checkin.questions import ENERGY, PLANS

REWORDED = "rewording"
"""The answers' name for the words and the plans of which one may be another now, by the id of their card."""


def reworded_in(text: str, vocabulary: Vocabulary) -> str:
    """What words put in place of a plan: "change plans to order labels", "no, it should be ..."; "" for none, and for
    what is no plan by itself, "change it to 4", "make it urgent", "make it HR".
    """
    words = all_changed_to(text, PLANS.name, vocabulary) or changed_to(text, vocabulary)
    is_no_plan = fits_any_question(words, vocabulary) or hurries(text, vocabulary) or makes_private(text, vocabulary)
    return "" if is_no_plan or is_level(text, vocabulary) else words


def is_level(text: str, vocabulary: Vocabulary) -> bool:
    """Whether all that stands behind "change it to" is a level, as one's energy is: no plan."""
    return level_in(changed_to(text, vocabulary), ENERGY.low, ENERGY.high, vocabulary) is not None


def is_plain(text: str, facts: CheckinFacts) -> bool:
    """Whether such words can only mean the week's plans: not "I meant ...", said of anything, nor another day,
    nor somebody's name.
    """
    if all_changed_to(text, PLANS.name, facts.vocabulary):
        return True
    words = changed_to(text, facts.vocabulary, "to")
    return bool(words) and not names_somebody(text, facts) and day_in(words, facts.today, facts.vocabulary) is None


def needed_by(words: str, state: State, event: Typed | Started, facts: CheckinFacts) -> Result | None:
    """The week with another day by which help is needed, where words are no more than that and only one thing is stuck
    that nobody has answered; else how that is changed. None for other words, or where nothing is stuck.
    """
    if not (facts.blockers and is_a_day(words, facts)):
        return None
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    given = day_given(words, facts, standing.needed_by if standing else None)
    if standing is None or len(facts.blockers) > 1 or standing.answered_at or isinstance(given, Unclear):
        why = given.why if isinstance(given, Unclear) else say("again.change")
        return as_it_stands(state, event, facts, why)
    return shared_anew(given, state, event, facts)


def ask(words: str, plans: Sequence[str], state: State, event: Event) -> Result:
    """Ask which of the plans they take the place of; until then nothing changes."""
    id_ = event.id("reworded")
    rows = (
        Row(Verbatim(plan), (Button("instead", say("rewording.this"), f"{id_}:{n}"),)) for n, plan in enumerate(plans)
    )
    leave = Button("instead", say("rewording.none"), f"{id_}:", "quiet")
    card = Card("weekly_checkin.rewording", say("neutral"), (Line(say("rewording.ask")), Quote(words), *rows), (leave,))
    kept: dict[str, Json] = {**_kept(state), id_: [words, *plans]}
    return state.at(state.stage, **{REWORDED: kept}), [Show(card, To(event.owner), slot=_slot(id_), fresh=True)]


def chosen(state: State, event: Clicked, facts: CheckinFacts) -> tuple[State, str, int | None, Show]:
    """What a tap chose: the state without the question, the words, the place of the plan, and what stands instead of
    the question. No place where none was meant, or the plans are others by now.
    """
    id_, _, place = event.value.partition(":")
    given = _kept(state).get(id_)
    words, *plans = map(str, given) if isinstance(given, list | tuple) else ("",)
    others: dict[str, Json] = {other: one for other, one in _kept(state).items() if other != id_}
    left = state.at(state.stage, **{REWORDED: others}) if others else state.without(REWORDED)
    stands = plans == [*PLANS.present(state.answers, facts)] and place.isdecimal()
    told = say("rewording.changed") if stands else say("rewording.left", text=Verbatim(words))
    card = Card("weekly_checkin.rewording.settled", say("neutral"), (Note(told),))
    return left, words, int(place) if stands else None, Show(card, To(event.owner), slot=_slot(id_))


def _slot(id_: str) -> str:
    return f"plan.{id_}"


def _kept(state: State) -> Mapping[str, Json]:
    given = state.answers.get(REWORDED)
    return given if isinstance(given, Mapping) else {}
