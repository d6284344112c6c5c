"""What is typed where a goal is asked for, and below a draft: what shows it, where it stands, by when, or who is to see
it; another goal begins anew, and nothing else is for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.goals import cards, declining, drafting, lacking, ours, privacy, results, standing
from conversations.goals.calling import called, drafted, sentence, show
from conversations.goals.facts import GoalsFacts
from conversations.rules.goal_sentence import Said, said_in
from conversations.rules.goals import GoalContent
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Start
from conversations.toolkit.events import Clicked, Typed
from conversations.toolkit.leaving import further, way_out
from conversations.toolkit.looking import behind_command
from conversations.toolkit.numbers import numbers_of

HELP = "help"


def answered(state: State, event: Typed, text: str, facts: GoalsFacts) -> Result:
    """The draft with what was said; what says nothing of it goes where words go that nobody asked for."""
    content = drafting.kept(state)
    if content is None or facts.is_out_of_reach:
        return state, [Start(HELP, event.owner, arguments={"text": text})]
    rest, is_private = privacy.wished(text, facts)
    changed = privacy.given(content, privacy.CLOSED) if is_private else content
    asked = any(each.rule == "g3" for each in drafting.warnings(state, facts)[: drafting.SHOWN_AT_MOST])
    if stands := standing.told(rest, changed, facts, asked=asked):
        return drafted(drafting.keeping(state, stands), event, facts, fresh=True)
    if (another := _another(rest, facts)) and not is_private:
        return called(state, event, another, facts)
    said = said_in(rest, facts.today, facts.vocabulary)
    is_alone = bool(numbers_of(rest, facts.vocabulary, said.unit))
    meant = () if is_alone else lacking.meant(rest, changed, facts)
    if len(meant) > 1 or lacking.is_either(rest, changed, facts):
        return drafted(drafting.keeping(state, changed, **{lacking.MEANT: rest}), event, facts, fresh=True)
    if meant:
        changed = _told(said, lacking.filled(meant[0], rest, changed, facts), facts)
    elif said.target is not None and not is_alone:
        changed = _measured(said, rest, changed, facts)
    elif said.due or said.denied or said.starts:
        changed = _dated(said, changed, facts)
    elif not is_private:
        return state, [Start(HELP, event.owner, arguments={"text": text})]
    if drafting.is_too_long(changed):
        return drafted(state, event, facts, fresh=True)
    days = drafting.days_said(said) if said.due or said.denied else {}
    return drafted(drafting.keeping(state, changed, **days), event, facts, fresh=True)


def begun(state: State, event: Typed, text: str, facts: GoalsFacts) -> Result:
    """The draft that a sentence begins where one is asked for; who names no goal leaves the question."""
    if declining.names_none(text, facts.vocabulary):
        after = state if drafting.kept(state) else drafting.forgotten(state)
        return after, [show(cards.said("left", facts), event, fresh=True), *_further(event, facts)]
    if declining.says_nothing(text, facts.vocabulary):
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
    if why := results.unclear(text, facts.today, facts.vocabulary):
        return state, [show(results.ask(content, why), event, fresh=True)]
    more = results.said(text, content, facts.today, facts.vocabulary)
    if drafting.is_too_long(more):
        return state, [show(results.ask(content, results.over_long()), event, fresh=True)]
    return drafted(drafting.keeping(state, more), event, facts, fresh=True)


def _further(event: Typed, facts: GoalsFacts) -> Sequence[Effect]:
    """The settings, for who says to be away or wants no more messages."""
    return further(way_out(event.text, facts.vocabulary) or "", event)


def given(state: State, event: Clicked, content: GoalContent, facts: GoalsFacts) -> Result:
    """The draft with what was said, once it was tapped which key result that is of."""
    text = str(state.answers.get(lacking.MEANT) or "")
    if not text:
        return drafted(state, event, facts)
    said = said_in(text, facts.today, facts.vocabulary)
    changed = _told(said, lacking.given(event.value, text, content, facts), facts)
    return drafted(drafting.keeping(state, changed, **drafting.days_said(said)), event, facts)


def _told(said: Said, content: GoalContent, facts: GoalsFacts) -> GoalContent:
    """The draft that has a number, with what was said beside it: when, and where the number comes from."""
    return _dated(said, replace(content, source=said.source or content.source), facts)


def _another(text: str, facts: GoalsFacts) -> str:
    """The goal that is said behind the word for one, as it is elsewhere; "" for a mere day or number, or without
    such a word.
    """
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
    more = results.said(text, content, facts.today, facts.vocabulary)
    if content.due:
        return more
    return replace(more, due=said.due, results=tuple(replace(each, due=None) for each in more.results))
