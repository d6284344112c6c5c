"""Last week's plans in a reply: whether it may tell of them, by name too, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.dialogue import INVITED
from conversations.toolkit.questions import Unclear
from conversations.toolkit.questions.picking import tells_of
from conversations.toolkit.understand import outcome_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with, words_before
from conversations.weekly_checkin import named, of_them, partly, said_shortly
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.little import says_little
from conversations.weekly_checkin.questions import OUTCOMES, PLANS, rest_done

if TYPE_CHECKING:
    from conversations.weekly_checkin.status import Status


def are_open(state: State, facts: CheckinFacts) -> bool:
    """Whether a reply may tell of last week's plans: also where this week's were too many and nobody has asked yet."""
    early = bool(state.answers.get(PLANS.anew)) and OUTCOMES.name not in state.answers
    return OUTCOMES.when(state.answers, facts) and (early or state.stage in (INVITED, OUTCOMES.name))


def understood(state: State, facts: CheckinFacts) -> Mapping[str, Json]:
    """What nobody tapped counts as done, as the invitation says, unless this week's plans name it: then it is asked."""
    rest, given, plans = rest_done(state, facts), state.answers.get(OUTCOMES.name), state.answers.get(PLANS.name)
    outcomes, tapped = rest[OUTCOMES.name], given if isinstance(given, Mapping) else {}
    said = "\n".join(map(str, plans)) if isinstance(plans, list | tuple) else ""
    if not (said and isinstance(outcomes, Mapping)):
        return rest
    named_ = {str(n) for n, plan in enumerate(facts.last_plans) if named.names(said, plan, facts.vocabulary)}
    kept = {n: outcome for n, outcome in outcomes.items() if n in tapped or n not in named_}
    return {OUTCOMES.name: kept}


def without_lead(text: str, state: State, facts: CheckinFacts) -> str:
    """A reply without the words that begin a correction of what was tapped: "nah, actually the supplier is done"."""
    if not (state.answers.get(OUTCOMES.name) and are_open(state, facts)):
        return text
    groups = facts.vocabulary.groups
    said, behind = words_before(fold(text), dict.fromkeys(meaning_of(groups["correcting"], "lead"), ""))
    # A "no" alone may be what became of the plan behind it.
    leads = said and not (len(said) == 1 and said[0] in groups["nothing"])
    # What is folded may have lost signs at its ends: the reply is cut by how the rest of it begins.
    at = text.lower().find(behind[:12]) if leads and behind else 0
    return text[max(at, 0) :]


def numbered(text: str, state: State, facts: CheckinFacts) -> str | None:
    """The reply with the plans' numbers for their names, where it tells of them; None if it is not certain of which."""
    return named.placed(text, facts.last_plans, facts.vocabulary) if are_open(state, facts) else text


def certain_in(text: str, state: State, facts: CheckinFacts) -> Mapping[str, Json]:
    """The answers with what a reply certainly tells of some of the plans, where it leaves others open."""
    told = named.certain_in(text, facts.last_plans, facts.vocabulary)
    return {OUTCOMES.name: with_tapped(told, state)} if told else {}


def told_late(text: str, state: State, facts: CheckinFacts) -> tuple[str, Mapping[str, Json]] | None:
    """What a reply about this week's plans tells of last week's by name, once it was told how those went, and the plans
    beside it: "actually the supplier is done too"; None where it tells nothing of them.
    """
    given = state.answers.get(OUTCOMES.name)
    if state.stage != PLANS.name or not (isinstance(given, Mapping) and given):
        return None
    told = certain_in(text, state, facts)
    if not told:
        return None
    beside = plans_beside(text, state.at(state.stage, **told), facts)
    return OUTCOMES.name, {**told, **beside}


def corrects_late(text: str, state: State, facts: CheckinFacts) -> bool:
    """Whether a reply about this week's plans leads in a correction and names one of last week's, with a word for what
    became of one, though nobody knows which: "wait, the supplier sort of got finished".
    """
    given, groups = state.answers.get(OUTCOMES.name), facts.vocabulary.groups
    if state.stage != PLANS.name or not (isinstance(given, Mapping) and given):
        return False
    folded, leads = fold(text), dict.fromkeys(meaning_of(groups["correcting"], "lead"), "")
    told = {word for word, outcome in groups["named"].items() if outcome not in (named.SMALL, named.OUT)}
    outcomes = (told | groups["outcomes"].keys()) - groups["answer"].keys()
    named_one = tells_of(text, facts.last_plans, facts.vocabulary)
    return named_one and bool(words_before(folded, leads)[0] and longest_within(folded, outcomes))


def only_leads(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause only leads in a correction, or says sorry for it: "oh wait", "sorry"."""
    groups = vocabulary.groups
    small = (*groups["filler"], *meaning_of(groups["named"], named.SMALL), *meaning_of(groups["correcting"], "lead"))
    return said_with(dict.fromkeys(small, ""), clause) is not None


def is_unread(
    text: str, clauses: Sequence[tuple[int, int]], numbered: str | None, status: Status | None, facts: CheckinFacts
) -> bool:
    """Whether a reply tells of last week in words that its status does not have: then no part of it is a plan."""
    if status and status.unsure:
        # It says so itself, and has this week's plans apart.
        return False
    if numbered not in (None, text):
        told = named.certain_in(text, facts.last_plans, facts.vocabulary)
        return len(told) > len(status.numbers if status else ())
    greets = status is None and partly.only_greets(text, facts.vocabulary)
    return greets or (
        status is None and partly.tells_of_before([text[start:end].strip() for start, end in clauses], facts.vocabulary)
    )


def left_unread(text: str, facts: CheckinFacts) -> bool:
    """Whether a clause is only of last week's plans and what became of them, and nobody knows of which: "only the
    report".
    """
    clauses = [text[start:end] for start, end in named.clauses_in(text)]
    shortly = (said_shortly.tells_of_one(each, facts.last_plans, facts.vocabulary) for each in clauses)
    return any(_only_of_them(each, facts) for each in clauses) or any(shortly)


def _only_of_them(clause: str, facts: CheckinFacts) -> bool:
    return of_them.only_of_them(clause, facts.last_plans, facts.vocabulary)


def plans_beside(text: str, state: State, facts: CheckinFacts) -> Mapping[str, Json]:
    """The plans for this week that stand beside what a reply tells of last week's, and share no word with those; or,
    where it has a clause of those alone, that say more than such a one.
    """
    clauses = named.untold(text, facts.last_plans, facts.vocabulary)
    apart = any(_only_of_them(each, facts) for each in clauses)
    plans = [
        each
        for each in clauses
        if not (_only_of_them(each, facts) if apart else tells_of(each, facts.last_plans, facts.vocabulary))
        and not only_leads(each, facts.vocabulary)
    ]
    said = PLANS.typed("\n".join(plans), state.answers, facts) if plans else {}
    return {} if isinstance(said, Unclear) else said


def gone_past(
    text: str, asked: str, state: State, facts: CheckinFacts
) -> tuple[str, Mapping[str, Json] | Unclear] | None:
    """This week's plans, in a reply that tells nothing of last week's, where what became of each of those is told and
    was asked about once more; a small word goes on. None in any other place.
    """
    told = state.stage == asked == OUTCOMES.name and OUTCOMES.answered(state.answers, facts)
    if not told or OUTCOMES.recognises(text, state.answers, facts):
        return None
    if says_little(text, facts.vocabulary):
        return OUTCOMES.name, {OUTCOMES.name: state.answers[OUTCOMES.name]}
    names_one = tells_of(text, facts.last_plans, facts.vocabulary) or outcome_in(text, facts.vocabulary)
    return None if names_one else (PLANS.name, PLANS.typed(text, state.answers, facts))


def outcomes_of(status: Status, count: int) -> Mapping[str, Json] | None:
    """What became of each of the plans; None if that is said of another number of them."""
    said, numbers = status.outcomes, [n or count for n in status.numbers]
    if numbers and len(numbers) == len(said) and all(0 < n <= count for n in numbers):
        return {str(n - 1): outcome for n, outcome in zip(numbers, said, strict=True)}
    if numbers and len(set(numbers)) != count:
        return None
    if len(set(said)) == 1:
        return dict.fromkeys(map(str, range(count)), said[0])
    if said and len(said) != count:
        return None
    return {str(n): outcome for n, outcome in enumerate(said)}


def with_tapped(outcomes: Mapping[str, Json], state: State, *, of_the_rest: bool = False) -> Mapping[str, Json]:
    """These, beside those that were tapped or told before; `of_the_rest` leaves those as they are."""
    given = state.answers.get(OUTCOMES.name)
    if not isinstance(given, Mapping):
        return outcomes
    return {**outcomes, **given} if of_the_rest else {**given, **outcomes}
