"""Words after the week is shared: what is certain changes it, what may be a plan is asked about before it is read."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.cards import Button, Card, Line, Note, Part, Quote
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Clicked, Event, Started, Typed
from conversations.toolkit.levels import level_called
from conversations.toolkit.listing import lines_in
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import (
    begins_with_intent,
    closes_with_intent,
    is_question,
    place_changed,
    yes_or_no,
)
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Joined, Phrase, Verbatim
from conversations.weekly_checkin import cards, last_week, rewording, whom
from conversations.weekly_checkin.added import added_in
from conversations.weekly_checkin.anew import as_it_stands, shared_anew
from conversations.weekly_checkin.asked_instead import ask_instead
from conversations.weekly_checkin.by_name import told_by_name
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.doubting import answers_back, is_hardly_a_plan, may_be_stuck
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hurrying import hurries
from conversations.weekly_checkin.kept_back import makes_private
from conversations.weekly_checkin.own_energy import with_level
from conversations.weekly_checkin.questions import ENERGY, PLANS, PLANS_AT_MOST, tells_energy
from conversations.weekly_checkin.rewording import is_level, is_plain, reworded_in
from conversations.weekly_checkin.share import EDITED, share
from conversations.weekly_checkin.status import status_in, without_energy
from conversations.weekly_checkin.waiting import waiting_in

OFFERED = "adding"
"""The answers' name for the texts that were offered to be added, by the id of their card."""


def says_what_is_changed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words say which of a week's answers is another now, and what."""
    level = level_called(text, ENERGY.name, ENERGY.low, ENERGY.high, vocabulary)
    placed = place_changed(text, PLANS_AT_MOST, vocabulary)[0] > 0
    return level is not None or placed or bool(reworded_in(text, vocabulary))


def tells_of_solving(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words begin or end by saying that something is solved: "solved the Hudson one", "Legal is solved"."""
    said = begins_with_intent(text, "solved", vocabulary) or closes_with_intent(text, "solved", vocabulary)
    return said and not is_question(text, vocabulary)


def said(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What was typed after sharing; None before."""
    if state.stage not in (SHARED, CLOSED):
        return None
    if changed := changed_in_words(state, event, event.text, facts) or told_by_name(state, event, event.text, facts):
        return changed
    if not (cards.listens(state, facts) or _may_add(state, facts, offered=True)):
        return as_it_stands(state, event, facts, say("shared.late", text=Verbatim(event.text)))
    solved = facts.blockers and tells_of_solving(event.text, facts.vocabulary)
    known = hurries(event.text, facts.vocabulary) or is_level(event.text, facts.vocabulary)
    if solved or known or yes_or_no(event.text, facts.vocabulary) is not None:
        return state, [Start("help", event.owner, "", {"text": event.text})]
    private = makes_private(event.text, facts.vocabulary)
    if private or may_be_kept_from(_taken_apart(event.text, facts)[0], facts.vocabulary, facts.manager):
        # It is no plan, as the manager reads plans; of what is stuck it is asked whom it is for.
        return state, [Start("help", event.owner, "", {"text": event.text})]
    hardly = is_hardly_a_plan(event.text, facts.vocabulary) or answers_back(event.text, facts.vocabulary)
    if hardly and added_in(event.text, facts.vocabulary) is None:
        # It may answer what was asked before.
        return state, [Start("help", event.owner, "", {"text": event.text})]
    return _asked_about(event.text, state, event, facts)


def offered(state: State, event: Started, text: str, facts: CheckinFacts) -> Result:
    """Words that nobody asked for, as what they may add to a shared week; how that is done where nothing is named."""
    if not text or not _may_add(state, facts):
        return as_it_stands(state, event, facts, say("again.change"))
    return _asked_about(text, state, event, facts)


def _may_add(state: State, facts: CheckinFacts, *, offered: bool = False) -> bool:
    """Whether a plan may be added, while one is `offered` or at any time."""
    return state.stage == SHARED and not facts.is_over and (bool(_offered(state)) or not offered)


def _asked_about(text: str, state: State, event: Typed | Started, facts: CheckinFacts) -> Result:
    """Ask before anybody reads it: what is a plan, and who may help with what is stuck. Energy is for oneself."""
    besides, level = without_energy(added_in(text, facts.vocabulary) or text, state, facts, felt_too=True)
    after, effects = with_level(state, level, event, facts)
    plans, stuck = _taken_apart(besides, facts)
    asked: list[Effect] = []
    if stuck:
        after, whom_to = whom.ask_about(stuck, after, event, facts)
        asked = [*whom_to]
    if plans or not asked:
        after, offered = _to_be_added(plans, after, event, facts)
        asked = [*asked, *offered]
    return after, [*effects, *asked]


def _taken_apart(text: str, facts: CheckinFacts) -> tuple[str, str]:
    """The plans that words tell of, and what is stuck: that is no plan, and has its own readers."""
    status = status_in(text, facts.vocabulary)
    if may_be_stuck(text, facts.vocabulary):
        return "", text
    if status is None or (status.outcomes and not status.plans and not status.stuck):
        return text, ""
    # "Wait, I'm stuck on ..." plans nothing.
    plans = "" if last_week.only_leads(status.plans, facts.vocabulary) else status.plans
    return plans, status.stuck or ""


def _to_be_added(plans: str, state: State, event: Typed | Started, facts: CheckinFacts) -> Result:
    """Offer them, if they are any that are not there yet and fit in."""
    given = PLANS.typed(plans, state.answers, facts) if plans else {}
    if isinstance(given, Unclear):
        too_many = PLANS.anew in given.keeps
        return as_it_stands(state, event, facts, say("adding.too_many", **given.why.facts) if too_many else given.why)
    if given.get(PLANS.name, ()) == [*PLANS.present(state.answers, facts)] or not given:
        if plans and given:
            return as_it_stands(state, event, facts, say("adding.there"))
        return state, [Show(cards.shared(state, facts), To(event.owner), fresh=True)]
    return _offer(event.id("plan"), plans, state, event, facts)


def changed_in_words(state: State, event: Typed | Started, text: str, facts: CheckinFacts) -> Result | None:
    """The week with what the words change, and a line that says what; None if they name nothing of it."""
    if level := ENERGY.changed(text, state.answers, facts) if ENERGY.when(state.answers, facts) else {}:
        return with_level(state, level, event, facts)
    if not place_changed(text, PLANS.at_most, facts.vocabulary)[0]:
        return _reworded(state, event, text, facts)
    besides, level = without_energy(text, state, facts)
    plans = PLANS.changed(besides, state.answers, facts)
    if not plans:
        return as_it_stands(state, event, facts, _unchanged(text, state, facts))
    if any(tells_energy(line, facts) for line in _new_in(plans, state, facts)):
        return as_it_stands(state, event, facts, say("shared.with_energy", text=Verbatim(text)))
    return shared_anew({**plans, **level}, state, event, facts)


def _reworded(state: State, event: Typed | Started, text: str, facts: CheckinFacts) -> Result | None:
    """The week with these words in place of its only plan; of several, or where something else was done since, it is
    asked which. None if they put nothing in place of a plan.
    """
    words, plans = reworded_in(text, facts.vocabulary), PLANS.present(state.answers, facts)
    if not words:
        return None
    if asked := ask_instead(text, state, event, facts):
        return asked
    if by_another_day := rewording.needed_by(words, state, event, facts):
        return by_another_day
    if not plans:
        return as_it_stands(state, event, facts, say("shared.unchanged", text=Verbatim(text)))
    done_since = isinstance(event, Started) and "later" in event.arguments
    if len(plans) == 1 and is_plain(text, facts) and not done_since:
        return _in_place_of(0, words, state, event, facts)
    return rewording.ask(words, plans, state, event)


def instead(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The tap that says which plan words take the place of, or none."""
    left, words, place, settled = rewording.chosen(state, event, facts)
    if place is None:
        return left, [settled]
    after, effects = _in_place_of(place, words, left, event, facts)
    return after, [settled, *effects]


def _in_place_of(place: int, words: str, state: State, event: Typed | Started | Clicked, facts: CheckinFacts) -> Result:
    plans, lines = PLANS.present(state.answers, facts), lines_in(words)
    now: list[Json] = [*plans[:place], *lines, *plans[place + 1 :]]
    if len(now) > PLANS.at_most:
        return as_it_stands(state, event, facts, say("adding.too_many", n=len(now), most=PLANS.at_most))
    if any(len(line) > PLANS.max_length for line in lines):
        return as_it_stands(state, event, facts, Phrase("words.errors.too_long", {"limit": PLANS.max_length}))
    if any(tells_energy(line, facts) for line in lines):
        return as_it_stands(state, event, facts, say("shared.with_energy", text=Verbatim(words)))
    return shared_anew({PLANS.name: now}, state, event, facts)


def _unchanged(text: str, state: State, facts: CheckinFacts) -> Phrase:
    """Why nothing was changed: there is no plan at the place, or the words were not understood."""
    plans = PLANS.present(state.answers, facts)
    place, _ = place_changed(text, PLANS.at_most, facts.vocabulary)
    if not plans or place <= len(plans) or "\n" in text.strip():
        return say("shared.unchanged", text=Verbatim(text))
    return say("shared.no_such_plan", n=len(plans), plans=Joined(tuple(map(Verbatim, plans)), "listed"))


def plans_back(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """The plans as they were before words changed them last; None where nothing of that is kept."""
    before = state.answers.get(EDITED)
    if not isinstance(before, list | tuple) or list(before) == [*PLANS.present(state.answers, facts)]:
        return None
    after, effects = shared_anew({PLANS.name: list(before)}, state, event, facts)
    return after.at(after.stage, **{EDITED: True}) if after != state else after, effects


def _new_in(plans: Mapping[str, Json], state: State, facts: CheckinFacts) -> list[str]:
    given, there = plans.get(PLANS.name), PLANS.present(state.answers, facts)
    return [str(line) for line in given if line not in there] if isinstance(given, list | tuple) else []


def asked_apart(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """Both questions once more, where a yes or no may answer what was offered or who may help with what waits."""
    waits, meant = list(waiting_in(state).values()), yes_or_no(event.text, facts.vocabulary)
    if not waits or meant is None or not _offered(state):
        return None
    asked: list[Effect] = []
    for id_, (text, _) in _offered(state).items():
        state, shown = _offer(id_, text, state, event, facts)
        asked.extend(shown)
    for each in waits:
        state, shown = whom.ask_of(each, state, event, facts, fresh=True)
        asked.extend(shown)
    return state, asked


def answered(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """A yes or no in words to what was offered last; None for other words, which are said of the week again."""
    last, meant = next(reversed([*_offered(state)]), ""), yes_or_no(event.text, facts.vocabulary)
    if not last or meant is None:
        return None
    return _add(last, state, event, facts) if meant else _leave_out(last, state, event)


def tapped(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The tap that adds what was offered, or leaves it out."""
    if event.button == "add":
        return _add(event.value, state, event, facts)
    return _leave_out(event.value, state, event)


def _add(id_: str, state: State, event: Clicked | Typed, facts: CheckinFacts) -> Result:
    """Share it with whom the card names; whoever else would read it now is named first."""
    text, named = _offered(state).get(id_, ("", ""))
    left = _without(state, id_)
    if not _may_add(state, facts):
        return left, [_settled(id_, event, say("adding.over", text=Verbatim(text)))]
    if named != cards.reader_of(facts):
        return _offer(id_, text, left, event, facts)
    given = PLANS.typed(text, left.answers, facts)
    if isinstance(given, Unclear):
        # Others were added meanwhile.
        return left, [_settled(id_, event, say("adding.over", text=Verbatim(text)))]
    typed = Typed(key=event.key, at=event.at, address=event.address, actor=event.actor, text=text, asks=PLANS.name)
    after, effects = share(State(left.stage, {**left.answers, **given}), typed, facts)
    return after, [_settled(id_, event, say("adding.added"), Quote(text)), *effects]


def _leave_out(id_: str, state: State, event: Clicked | Typed) -> Result:
    return _without(state, id_), [_settled(id_, event, say("adding.left_out"), fresh=isinstance(event, Typed))]


def _offered(state: State) -> Mapping[str, tuple[str, str]]:
    """The texts, and whom their cards named as readers."""
    given = state.answers.get(OFFERED)
    kept = given.items() if isinstance(given, Mapping) else ()
    return {id_: (str(one[0]), str(one[1])) for id_, one in kept if isinstance(one, list | tuple)}


def _without(state: State, id_: str) -> State:
    others: dict[str, Json] = {other: list(one) for other, one in _offered(state).items() if other != id_}
    return state.at(state.stage, **{OFFERED: others}) if others else state.without(OFFERED)


def _offer(id_: str, text: str, state: State, event: Event, facts: CheckinFacts) -> Result:
    body: tuple[Part, ...] = (Line(say("adding.ask")), Quote(text))
    if facts.manager:
        body = (*body, Note(say("adding.reads", manager=cards.names_of(facts.manager, facts))))
    buttons = (
        Button("add", say("adding.add"), id_, "primary"),
        Button("leave_out", say("adding.no"), id_, "quiet"),
    )
    card = Card("weekly_checkin.adding", say("neutral"), body, buttons, asks=OFFERED, casually=True)
    offered: dict[str, Json] = {other: list(one) for other, one in _offered(state).items()}
    after = state.at(state.stage, **{OFFERED: {**offered, id_: [text, cards.reader_of(facts)]}})
    return after, [Show(card, To(event.owner), slot=f"plan.{id_}", fresh=not isinstance(event, Clicked))]


def _settled(id_: str, event: Event, line: Phrase, *below_it: Part, fresh: bool = False) -> Show:
    card = Card("weekly_checkin.adding.settled", say("neutral"), (Note(line), *below_it))
    return Show(card, To(event.owner), slot=f"plan.{id_}", fresh=fresh)
