"""What is told of last week's plans once more, at the summary: it takes the place of what was told before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.leaving import without_correction
from conversations.toolkit.questions import Unclear
from conversations.toolkit.understand import is_question, yes_or_no
from conversations.toolkit.vocabulary import any_of, fold, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import longest_within
from conversations.weekly_checkin import last_week, named, of_them
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import OUTCOMES, PLANS

OPEN_ONES = "outcomes_open"
"""The answers' name for that some of the plans were said to be open, and nobody knows which."""

Read = tuple[str, Mapping[str, Json] | Unclear]
Behind = Callable[[str, State, CheckinFacts], Read | None]


def reading(text: str, state: State, facts: CheckinFacts, behind: Behind) -> Read | None:
    """What a reply tells of them by name, with what `behind` reads in the rest of it; else that is asked. None where it
    certainly tells of none.
    """
    if not OUTCOMES.when(state.answers, facts) or is_question(text, facts.vocabulary):
        return None
    said = of_them.set_apart(_added_apart(text, facts), facts.last_plans, facts.vocabulary)
    told, rest = last_week.certain_in(said, state, facts), _besides(said, facts)
    if not told:
        return None
    given = {**told, **PLANS.followed(state.answers, {**state.answers, **told}, facts)}
    after = State(state.stage, {**state.answers, **given})
    if not rest:
        return OUTCOMES.name, given
    read = behind(", ".join(rest), after, facts)
    name, more = read or (OUTCOMES.name, _which(rest, after, facts))
    return name, Unclear(more.why, {**given, **more.keeps}) if isinstance(more, Unclear) else {**given, **more}


def left_open(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """Which plans are meant, where a reply says that some are still open; None where it does not."""
    opens = longest_within(fold(text), meaning_of(facts.vocabulary.groups["status"], "open"))
    if not opens or not OUTCOMES.when(state.answers, facts):
        return None
    return OUTCOMES.name, _which(_besides(text, facts) or [text], state, facts)


def nods(text: str, state: State, facts: CheckinFacts) -> Unclear | None:
    """The question once more for a mere yes to which of the plans are open, of which some were said to be."""
    asks = state.answers.get(OPEN_ONES) and yes_or_no(text, facts.vocabulary)
    return Unclear(Phrase("steps.unclear_items.outcomes")) if asks else None


def _which(clauses: Sequence[str], state: State, facts: CheckinFacts) -> Unclear:
    """The plans once more. What was told stays for those alone that no clause may mean."""
    given = state.answers.get(OUTCOMES.name)
    meant = {
        str(n)
        for n, plan in enumerate(facts.last_plans)
        if any(named.names(each, plan, facts.vocabulary) for each in clauses)
    }
    kept = {n: outcome for n, outcome in given.items() if n not in meant} if isinstance(given, Mapping) else {}
    return Unclear(Phrase("steps.reopened"), {OUTCOMES.name: kept if meant else {}, OPEN_ONES: True})


def _besides(text: str, facts: CheckinFacts) -> list[str]:
    """The clauses that tell of none of them, and say more than that something is corrected."""
    clauses = named.untold(text, facts.last_plans, facts.vocabulary)
    return [each for each in clauses if not last_week.only_leads(each, facts.vocabulary)]


def _added_apart(text: str, facts: CheckinFacts) -> str:
    """A reply without what leads in a correction, and with a comma before what is added: "... and add a visit"."""
    adds = any_of(meaning_of(facts.vocabulary.groups["status"], "and_adds"))
    plain = without_correction(text, facts.vocabulary)
    return re.sub(rf"(?<=\S)\s*({adds})(?=\W|[\u3400-\u9fff])", r", \1", plain, flags=re.IGNORECASE)
