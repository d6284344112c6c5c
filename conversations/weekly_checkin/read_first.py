"""What its writer may want to keep from the manager is read back before a form shares it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from conversations.rules.helping import APART
from conversations.rules.roster import Person
from conversations.toolkit.asking import below
from conversations.toolkit.cards import Button
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, RECAP, SHARED
from conversations.toolkit.effects import RejectForm, Show, To
from conversations.toolkit.events import Submitted, Typed
from conversations.toolkit.understand import is_for_hr_alone
from conversations.toolkit.untaken import UNTAKEN, left_untaken
from conversations.toolkit.words import Phrase, phrases_of
from conversations.weekly_checkin import cards, readers
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hr_alone import is_guarded, may_be_for_hr
from conversations.weekly_checkin.questions import tells_energy

say = phrases_of("weekly_checkin")
NOTHING = "no"
"""The choice that nothing is stuck."""
SURE = "sure"
"""The answers' name for the words that their writer was asked about in the form, by the id of the manager whom the
question named, until they are shared.
"""


def read_back_first(state: State, event: Submitted, facts: CheckinFacts) -> Result | None:
    """Ask before the manager gets what a form would share at once; None if there is nothing to ask about."""
    is_shared = state.stage in (SHARED, CLOSED)
    asks, reader = _for_the_manager(state, facts), facts.manager
    if not asks:
        asks, reader = _for_the_helper(state, facts)
    if not asks or reader is None:
        if not _is_beside_nothing(state, event, facts):
            return None
        if is_shared:
            return state, [RejectForm({"stuck_on": say("stuck.beside_nothing")})]
        return to_be_checked(state, event, facts, say("stuck.beside_nothing_first"))
    if not is_shared:
        return to_be_checked(state, event, facts, say("whom.first", manager=reader.name))
    # What is shared already stays as it is: the form itself asks, and is sent once more by who is sure.
    if set(asks.values()) <= _asked_about(state, reader.id):
        return None
    wrong = say("whom.sure_or_hr" if facts.hr and reader == facts.manager else "whom.sure", manager=reader.name)
    asked = {reader.id: list(asks.values())}
    return state.at(state.stage, **{SURE: asked}), [RejectForm(dict.fromkeys(asks, wrong))]


def _asked_about(state: State, reader: str) -> set[str]:
    """The words that their writer has been asked about already, with this person as their reader."""
    kept = state.answers.get(SURE)
    words = kept.get(reader) if isinstance(kept, Mapping) else None
    return set(map(str, words)) if isinstance(words, list | tuple) else set()


def _is_beside_nothing(state: State, event: Submitted, facts: CheckinFacts) -> bool:
    """Whether something stuck is written where "nothing stuck" is chosen: Teams shows both fields at once."""
    words = str(state.answers.get("stuck_on") or "")
    chosen = tuple(event.values.get("stuck", ())) == (NOTHING,)
    return chosen and bool(words) and not any(each.what == words for each in facts.blockers)


def to_be_checked(state: State, event: Submitted | Typed, facts: CheckinFacts, first: Phrase) -> Result:
    """The summary below a line that says why, with HR alone as a way for what is stuck."""
    after = state.without(UNTAKEN).at(RECAP, read_back=readers.seen(state, facts))
    card = below(first, cards.recap(after, facts))
    is_asked = bool(state.answers.get("stuck_on")) and state.answers.get("helper") != "hr"
    apart = (Button("helper", say("whom.not_manager"), "hr"),) if facts.hr and is_asked else ()
    asked = left_untaken(after) if isinstance(event, Typed) else after
    return asked, [Show(replace(card, buttons=(*apart, *card.buttons)), To(event.owner), fresh=True)]


def _for_the_manager(state: State, facts: CheckinFacts) -> Mapping[str, str]:
    """The fields that the manager would read anew and whose words are guarded, or tell one's energy.

    What is stuck and certainly for HR alone is kept apart by itself.
    """
    if facts.manager is None:
        return {}
    return {field: words for field, words in _guarded(state, facts) if not _has(words, facts)}


def _for_the_helper(state: State, facts: CheckinFacts) -> tuple[Mapping[str, str], Person | None]:
    """What is stuck, if it tells one's energy to whoever is asked for help; and who that is."""
    words, helper = str(state.answers.get("stuck_on") or ""), state.answers.get("helper")
    if not words or helper not in ("person", "hr") or not tells_energy(words, facts):
        return {}, None
    if any(each.what == words for each in facts.blockers):
        return {}, None
    named = facts.people.get(str(state.answers.get("helper_person") or "")) if helper == "person" else None
    return {"stuck_on": words}, named or next(iter(facts.hr), None)


def _guarded(state: State, facts: CheckinFacts) -> Iterator[tuple[str, str]]:
    answers = state.answers
    plans = answers.get("plans")
    said = [("plans", str(each)) for each in plans] if isinstance(plans, list | tuple) else []
    for field, words in (*said, ("sentence", str(answers.get("sentence") or ""))):
        if words and (is_guarded(words, facts) or tells_energy(words, facts)):
            yield field, words
    stuck_on = str(answers.get("stuck_on") or "")
    if stuck_on and answers.get("helper") in (None, "", "manager", "nobody") and _goes_unasked(stuck_on, facts):
        yield "stuck_on", stuck_on


def _goes_unasked(stuck_on: str, facts: CheckinFacts) -> bool:
    if is_for_hr_alone(stuck_on, facts.vocabulary, facts.manager):
        return False
    return may_be_for_hr(stuck_on, facts) or tells_energy(stuck_on, facts)


def _has(words: str, facts: CheckinFacts) -> bool:
    """Whether the manager has these words already."""
    checkin = facts.checkin
    read = {*checkin.plans, checkin.sentence} if checkin else set()
    return words in read | {each.what for each in facts.blockers if each.audience not in APART}
