"""Plans of a shared week told of by a part of their words: "the report is done too"."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.cards import Line
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.events import Started, Typed
from conversations.toolkit.words import Phrase, Verbatim
from conversations.weekly_checkin.added import plans_told_of
from conversations.weekly_checkin.anew import as_it_stands, shared_anew
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.named import OUT
from conversations.weekly_checkin.questions import OUTCOMES, PLANS


def told_by_name(state: State, event: Typed | Started, text: str, facts: CheckinFacts) -> Result | None:
    """What words tell of plans by name, in a shared week: what became of last week's is another now; of this week's it
    is asked later. In doubt nothing changes. None if they tell of none.
    """
    now, last = PLANS.present(state.answers, facts), facts.last_plans
    told = plans_told_of(text, (*last, *now), facts.vocabulary)
    if not told:
        return None
    current = next((now[each.places[0] - len(last)] for each in told if each.places[0] >= len(last)), "")
    if current:
        return as_it_stands(state, event, facts, say("shared.this_week", plan=Verbatim(current)))
    became = {str(each.places[0]): each.outcome for each in told}
    given = state.answers.get(OUTCOMES.name)
    before = given if isinstance(given, Mapping) else {}
    certain = all(len(each.places) == 1 and each.outcome != OUT for each in told) and len(became) == len(told)
    if not certain or not OUTCOMES.when(state.answers, facts):
        return as_it_stands(state, event, facts, say("again.change"))
    if all(before.get(place) == outcome for place, outcome in became.items()):
        return as_it_stands(state, event, facts, say("adding.there"))
    lines = tuple(
        Line(Phrase("steps.changed", {"what": Verbatim(last[int(n)]), "now": say(f"outcomes.options.{outcome}")}))
        for n, outcome in became.items()
    )
    return shared_anew({OUTCOMES.name: {**before, **became}}, state, event, facts, lines)
