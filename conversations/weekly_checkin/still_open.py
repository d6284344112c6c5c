"""What was stuck before and is still open, where it is told of again: asked about, never noted anew unasked."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Clicked, Typed
from conversations.toolkit.questions import Unclear
from conversations.toolkit.questions.picking import tells_of
from conversations.toolkit.reader import Blocker
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.little import small_words
from conversations.weekly_checkin.no_blocker import is_good_news, says_solved
from conversations.weekly_checkin.questions import STUCK
from conversations.weekly_checkin.stuck_or_not import OLD, open_in


def told_of(text: str, state: State, facts: CheckinFacts) -> Blocker | None:
    """The first open blocker that shares a word with these, but for the one that the week's own answers tell of."""
    vocabulary = facts.vocabulary
    others = (each for each in facts.blockers if each.id != state.answers.get("blocker"))
    return next((each for each in others if tells_of(text, [_gist(each.what, vocabulary)], vocabulary)), None)


def which(text: str, state: State, facts: CheckinFacts) -> Mapping[str, Json] | Unclear | None:
    """Whether a reply says that it is the one that is open, or another; None if it says something else."""
    groups, vocabulary = facts.vocabulary.groups, facts.vocabulary
    old = (*meaning_of(groups["answer"], "yes"), *groups["reply_about"], *meaning_of(groups["no_more"], "only"))
    new = (*meaning_of(groups["answer"], "no"), *meaning_of(groups["no_more"], "more"))
    small = {**dict.fromkeys(groups["around"], ""), **small_words(vocabulary)}
    told = said_with({**small, **dict.fromkeys(old, OLD), **dict.fromkeys(new, "new")}, text)
    said = {*(told or ())} - {""}
    if len(said) == 1:
        return STUCK.clicked(OLD if said == {OLD} else STUCK.options[-1], state.answers, facts)
    # What is said besides closes nothing that is open.
    unclear = told is not None or is_good_news(text, vocabulary)
    return Unclear(Phrase("steps.unclear_choice")) if unclear else None


def solved_in(state: State, event: Typed, facts: CheckinFacts) -> Clicked | None:
    """The tap that closes what is open, where that was asked about and a reply says no more than that it is solved."""
    id_, _ = open_in(state.answers)
    if not (id_ and state.stage == event.asks == STUCK.name and says_solved(event.text, facts.vocabulary)):
        return None
    return Clicked(key=event.key, at=event.at, address=event.address, actor=event.actor, button="solved", value=id_)


def _gist(what: str, vocabulary: Vocabulary) -> str:
    """The words of a blocker without those that stand in any: "waiting for", "not"."""
    folded, any_ = fold(what), meaning_of(vocabulary.groups["good_news"], "unless")
    for word in any_:
        folded = folded if word.isascii() else folded.replace(word, " ")
    return " ".join(word for word in folded.split() if word not in any_)
