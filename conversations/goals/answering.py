"""What is typed where a goal is asked for, and below a draft: what shows it, where it stands, by when, or who is to see
it; another goal begins anew, and nothing else is for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.goal.correcting import day_in, without_replaced
from conversations.goals import (
    anew,
    by_how_much,
    cards,
    declining,
    drafting,
    lacking,
    more,
    ours,
    privacy,
    results,
    standing,
)
from conversations.goals.calling import called, drafted, sentence, show
from conversations.goals.facts import FOR, INDICATOR, GoalsFacts
from conversations.goals.introducing import is_of_day
from conversations.rules.goal_sentence import Said, said_in
from conversations.rules.goal_sentence.names import from_to
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Start
from conversations.toolkit.events import Clicked, Typed
from conversations.toolkit.leaving import further, way_out
from conversations.toolkit.looking import behind_command
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.understand import agrees

HELP = "help"


def answered(state: State, event: Typed, text: str, facts: GoalsFacts) -> Result:
    """The draft with what was said; what says nothing of it goes where words go that nobody asked for."""
    content = drafting.kept(state)
    if content is None or facts.is_out_of_reach:
        return state, [Start(HELP, event.owner, arguments={"text": text})]
    if is_of_day(text, facts.today, facts.vocabulary):
        # What somebody wants to get done today is no part of the goal.
        return state, [Start(HELP, event.owner, arguments={"text": text})]
    said_once = without_replaced(text, facts.vocabulary)
    # What stands for another number needs no name beside it.
    said_once = text if said_once == text else anew.unnamed(said_once, content)
    rest, is_private = privacy.wished(anew.without_reason(said_once, facts), facts)
    rest = more.without_mention(rest, facts.vocabulary)
    changed = privacy.given(content, privacy.CLOSED) if is_private else content
    if alone := _alone(state, rest, changed, facts):
        return drafted(drafting.keeping(state, alone), event, facts, fresh=True)
    if more.is_one_more(rest, facts.vocabulary):
        return _named_as_one(state, event, rest, changed, facts)
    if (another := _another(rest, facts)) and not is_private:
        after, effects = called(state, event, another, facts)
        return (after if facts.is_own else after.at(after.stage, **{FOR: facts.subject.id})), effects
    said = said_in(rest, facts.today, facts.vocabulary)
    if _is_unclear(said, rest, changed, facts):
        return drafted(drafting.keeping(state, changed, **{lacking.MEANT: rest}), event, facts, fresh=True)
    filled = _filled(said, rest, changed, facts)
    if filled is None and not is_private:
        if _wants_it(text, facts):
            # What is proposed goes out: that takes the tap.
            return drafted(state, event, facts, fresh=True)
        return state, [Start(HELP, event.owner, arguments={"text": text})]
    changed = filled or changed
    if drafting.is_too_long(changed):
        return drafted(state, event, facts, fresh=True)
    days = drafting.days_said(said) if said.due or said.denied or said.guessed else {}
    return drafted(drafting.keeping(state, changed, **days), event, facts, fresh=True)


def _wants_it(text: str, facts: GoalsFacts) -> bool:
    """Whether a reply only says yes to the draft, or to propose it."""
    is_proposed = facts.vocabulary.meaning("goal_propose", text) is not None
    return is_proposed or agrees(text, "share_it", facts.vocabulary)


def _alone(state: State, text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent | None:
    """The draft with by how much it changes, where it stands today, how much it counts, or where that is read, where a
    reply says no more.
    """
    asked = any(each.rule == "g3" for each in drafting.warnings(state, facts)[: drafting.SHOWN_AT_MOST])
    weight = anew.weight_in(text, facts)
    if (due := day_in(text, facts.today, facts.vocabulary)) and due >= content.starts:
        return replace(content, due=due)
    if changes := by_how_much.corrected(text, content, facts):
        return _dated(said_in(text, facts.today, facts.vocabulary), changes, facts)
    if again := anew.named_again(text, content, facts):
        return again
    if stands := standing.told(text, content, facts, asked=asked):
        return stands
    if source := anew.source_in(text, facts):
        return replace(content, source=source)
    return None if weight is None else replace(content, weight=weight)


def _meant(said: Said, text: str, content: GoalContent, facts: GoalsFacts) -> Sequence[KeyResult]:
    """The key results without a number that a sentence may give one; a number alone is no sentence."""
    is_alone = bool(numbers_of(text, facts.vocabulary, said.unit))
    return () if is_alone else lacking.meant(text, content, facts)


def _again(text: str, content: GoalContent, facts: GoalsFacts) -> tuple[anew.Again | None, Sequence[KeyResult]]:
    """The numbers that a reply gives once more, and whose they may be, where no key result lacks its number."""
    again = None if lacking.of(content) else anew.again_in(text, facts)
    return again, anew.fitting(again, content) if again else ()


def _is_unclear(said: Said, text: str, content: GoalContent, facts: GoalsFacts) -> bool:
    """Whether its numbers may be those of several key results, or of either end of one."""
    if len(_meant(said, text, content, facts)) > 1 or lacking.is_either(text, content, facts):
        return True
    again, others = _again(text, content, facts)
    return len(others) > 1 or bool(again and again.alone and others)


def _filled(said: Said, text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent | None:
    """The draft with the numbers and the days of a sentence; None where it says none."""
    if meant := _meant(said, text, content, facts):
        return _told(said, lacking.filled(meant[0], text, content, facts), facts)
    again, others = _again(text, content, facts)
    if again and others:
        return _told(said, anew.given(others[0], again, content), facts)
    pair = from_to(text, facts.today, facts.vocabulary)
    if pair or (said.target is not None and not numbers_of(text, facts.vocabulary, said.unit)):
        return _measured(said, text, content, facts)
    return _dated(said, content, facts) if lacking.dates(said, text, content, facts) else None


def begun(state: State, event: Typed, text: str, facts: GoalsFacts) -> Result:
    """The draft that a sentence begins where one is asked for; who names no goal leaves the question, or who asks what
    is meant is asked once more.
    """
    if facts.vocabulary.meaning("goal_from", text):
        return state.at(INDICATOR), [Start(INDICATOR, event.owner)]
    if declining.names_none(text, facts.vocabulary):
        after = state if drafting.kept(state) else drafting.forgotten(state)
        return after, [show(cards.said("left", facts), event, fresh=True), *_further(event, facts)]
    asks = declining.asks_back(text, facts.today, facts.vocabulary)
    if asks or declining.says_nothing(text, facts.vocabulary):
        return state, [show(drafting.ask(facts, ours.named(state, facts)), event, fresh=True)]
    return sentence(state, event, text, facts)


def one_more(state: State, event: Typed, text: str, facts: GoalsFacts) -> Result:
    """One more key result for the draft, or the draft as it is; without a draft it begins one."""
    content = drafting.kept(state)
    if content is None:
        return begun(state, event, text, facts)
    if declining.names_none(text, facts.vocabulary):
        after, effects = drafted(state.at(drafting.DRAFT), event, facts, fresh=True)
        return after, [*effects, *_further(event, facts)]
    if declining.asks_back(text, facts.today, facts.vocabulary):
        return state, [show(results.ask(content), event, fresh=True)]
    if more.asks_for_one(text, facts.vocabulary):
        return state, [show(results.ask(content), event, fresh=True)]
    if why := results.unclear(text, facts.today, facts.vocabulary):
        return state, [show(results.ask(content, why), event, fresh=True)]
    added = results.said(text, content, facts.today, facts.vocabulary)
    if drafting.is_too_long(added):
        return state, [show(results.ask(content, results.over_long()), event, fresh=True)]
    return drafted(drafting.keeping(state, added), event, facts, fresh=True)


def _named_as_one(state: State, event: Typed, text: str, content: GoalContent, facts: GoalsFacts) -> Result:
    """What is said to be one more key result is added; where nothing more is said, that is asked for."""
    asking = drafting.keeping(state, content).at(results.ASKING)
    if more.asks_for_one(text, facts.vocabulary):
        return asking, [show(results.ask(content), event, fresh=True)]
    said = said_in(text, facts.today, facts.vocabulary)
    if said.target is None:
        return one_more(asking, event, text, facts)
    return drafted(drafting.keeping(state, _measured(said, text, content, facts)), event, facts, fresh=True)


def _further(event: Typed, facts: GoalsFacts) -> Sequence[Effect]:
    """The settings, for who says to be away or wants no more messages."""
    return further(way_out(event.text, facts.vocabulary) or "", event)


def given(state: State, event: Clicked, content: GoalContent, facts: GoalsFacts) -> Result:
    """The draft with what was said, once it was tapped which key result that is of."""
    text = str(state.answers.get(lacking.MEANT) or "")
    if not text:
        return drafted(state, event, facts)
    said = said_in(text, facts.today, facts.vocabulary)
    again, others = _again(text, content, facts)
    result = next((each for each in others if each.id == event.value), None)
    filled = anew.given(result, again, content) if result and again else None
    filled = filled or lacking.given(event.value, text, content, facts)
    changed = _told(said, filled, facts)
    return drafted(drafting.keeping(state, changed, **drafting.days_said(said)), event, facts)


def _told(said: Said, content: GoalContent, facts: GoalsFacts) -> GoalContent:
    """The draft that has a number, with what was said beside it: when, and where the number comes from."""
    return _dated(said, replace(content, source=said.source or content.source), facts)


def _another(text: str, facts: GoalsFacts) -> str:
    """The goal that is said behind the word for one, as it is elsewhere; "" for a mere day or number, or without
    such a word.
    """
    if (other := anew.another_in(text, facts.vocabulary)) is not None:
        return f"add {other}"
    behind = behind_command(text, "goal", facts.vocabulary)
    said = said_in(behind, facts.today, facts.vocabulary)
    is_day = said.title == behind and bool(said.due or said.denied or said.starts)
    is_number = said.target is not None and not drafting.is_sentence(behind, facts)
    return "" if behind == text or is_day or is_number else behind


def _dated(said: Said, content: GoalContent, facts: GoalsFacts) -> GoalContent:
    """When it ends or begins; of two days that exclude each other the one that was said last stands."""
    due, starts = said.due or content.due, said.starts or content.starts
    if due and due < starts:
        return replace(content, due=said.due, starts=said.starts or facts.today)
    return replace(content, due=due, starts=starts)


def _measured(said: Said, text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent:
    """One more key result; its day is the goal's where that has none."""
    added = results.said(text, content, facts.today, facts.vocabulary)
    if content.due:
        return added
    return replace(added, due=said.due, results=tuple(replace(each, due=None) for each in added.results))
