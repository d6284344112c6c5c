"""Which of several goals is meant, asked by a list of them: by a tap, or by a name or a place in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from conversations.goal.cards import PACES
from conversations.goal.typed import number_of_goal
from conversations.goals import cards, ending
from conversations.goals.apart import clauses, pieces
from conversations.goals.facts import GoalsFacts
from conversations.goals.finding import NEAR_ENOUGH
from conversations.goals.unsure import weighed
from conversations.goals.updating import Update, numbered, update_in
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Event, Typed
from conversations.toolkit.reader import Goal
from conversations.toolkit.understand import is_question, with_places
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with, words_before, words_behind

KEPT = "which"
"""The answers' name for the goals that are on the list, and what was said of the one that is meant."""

HELP = "help"
_LONGER = 2
"""So many characters more than a title may stand in its name as it is typed: "renewals" for "Renewal"."""

_SHORTEST = 3
"""Letters of a name that is typed; in Chinese two characters are enough."""


def asking(
    state: State, event: Event, goals: Sequence[Goal], facts: GoalsFacts, *, said: str = "", unknown: bool = False
) -> Result:
    """The list of what may be meant, or, where the name is `unknown`, of what there is; what is `said` goes with it."""
    about = tuple(goal.id for goal in goals if goal.owner != facts.viewer.id)
    kept = state.at(state.stage, **{KEPT: {"goals": [goal.id for goal in goals[: cards.ROWS_A_PAGE]], "said": said}})
    return kept, [Show(cards.which(goals, facts, said=said, unknown=unknown), To(event.owner), about=about, fresh=True)]


def answered(state: State, event: Typed, facts: GoalsFacts) -> Result:
    """The goal that is meant, with what was said of it; other words go where words go that nobody asked for."""
    kept = state.answers.get(KEPT)
    ids = kept["goals"] if isinstance(kept, Mapping) else ()
    goals = [facts.goal(str(id_)) for id_ in ids] if isinstance(ids, list | tuple) else []
    found = meant(event.text, [goal.counts.title if goal else "" for goal in goals], facts.vocabulary)
    goal = goals[found] if found is not None else None
    if goal is None or not isinstance(kept, Mapping):
        return state, [Start(HELP, event.owner, arguments={"text": event.text})]
    return state.without(KEPT), [Start("goal", event.owner, goal.id, given(str(kept["said"])))]


def going(text: str, titles: Sequence[str], vocabulary: Vocabulary) -> Sequence[tuple[Update, Sequence[int], str]]:
    """What a reply to a list of goals says of how far they are and how they go, which of them each part of it may mean,
    the one that it names or, naming none, any, and that part. None for other words.
    """
    if "\n" in text.strip() or is_question(text, vocabulary):
        return ()

    def named(clause: str) -> Sequence[int]:
        found = _going(clause, titles, vocabulary)
        return found[1] if found and len(found[1]) == 1 else ()

    parts = [each.strip() for piece in pieces(text) for each in clauses(piece, named, vocabulary)]
    told = [(*found, part) for part in parts if (found := _going(part, titles, vocabulary)) and len(found[1]) == 1]
    if len(told) > 1 and len(told) == len(parts) == len({where[0] for _, where, _ in told}):
        return told
    whole = _going(text, titles, vocabulary)
    return ((*whole, text),) if whole else ()


def _going(text: str, titles: Sequence[str], vocabulary: Vocabulary) -> tuple[Update, Sequence[int]] | None:
    """What one part of it says, and which of them it may mean."""
    same = dict.fromkeys(meaning_of(vocabulary.groups["goal_notes"], "unchanged"), "")
    name, is_same = words_behind(fold(text), same)
    if is_same:
        update: Update | None = Update(name, pace=PACES[0], note=text, paces=tuple(PACES))
    else:
        update = update_in(text, vocabulary, asked=True)
    if update is None or not update.name:
        return (update, range(len(titles))) if update else None
    found = meant(update.name, titles, vocabulary)
    if found is None:
        update = numbered(update, titles, vocabulary)
        found = meant(update.name, titles, vocabulary) if update.name else None
    if found is None:
        return None if update.name else (update, range(len(titles)))
    return update, (found,)


def told(state: State, event: Typed, goals: Sequence[Goal], facts: GoalsFacts) -> Result:
    """What a reply says of these goals, or which one is asked; other words go where words go that nobody asked for."""
    heard = going(event.text, [goal.counts.title for goal in goals], facts.vocabulary)
    if not heard or not goals:
        return state, [Start(HELP, event.owner, arguments={"text": event.text})]
    effects: list[Effect] = []
    for said, where, part in heard:
        about = [goals[n] for n in where]
        counts = [goal for goal in about if number_of_goal(goal)]
        about = counts or about if said.number else about
        update = weighed(said, event.text, about, facts, called=False, part=part)
        if len(about) > 1:
            return asking(state, event, about, facts, said=update.said)
        effects.append(Start("goal", event.owner, about[0].id, update.given))
    return state, effects


def given(said: str) -> Mapping[str, str]:
    """What the goal's own conversation is told of what was said of it."""
    return (ending.carried(said) or Update.carried(said)).given if said else {"why": "opened"}


def meant(text: str, titles: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """Which of these goals a reply names and says no more of: by its place, "the second one", or by a part of its title
    that no other has; None for other words.
    """
    if "\n" in text.strip() or is_question(text, vocabulary):
        return None
    groups = vocabulary.groups
    around = meaning_of(groups["goal_questions"], "small")
    small = dict.fromkeys((*groups["filler"], *groups["goal_moved"], *groups["goal_itself"], *around), "")
    placed = fold(with_places(text, len(titles), vocabulary))
    digits = re.findall(r"\d+", placed)
    if len(digits) == 1 and said_with(small, placed) is not None:
        return int(digits[0]) - 1 if 1 <= int(digits[0]) <= len(titles) else None
    name = words_behind(words_before(fold(text), small)[1], small)[0]
    if len(name) < (_SHORTEST if name.isascii() else _SHORTEST - 1):
        return None
    near = [n for n, title in enumerate(titles) if _names(name, fold(title))]
    return near[0] if len(near) == 1 else None


def _names(name: str, title: str) -> bool:
    """Whether a name is like a part of a title, each word of it like one of that."""
    if len(name) > len(title) + _LONGER:
        return False
    words = title.split()
    return all(any(fuzz.partial_ratio(said, word) >= NEAR_ENOUGH for word in words) for said in name.split())
