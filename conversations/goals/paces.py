"""How a goal goes by the words that say so, and a line without the small words around what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conversations.rules.goal_sentence.title import LOOSE
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of


def paces_told(clause: str, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]] | None:
    """What a clause names and how that goes by the word it ends with, or by either of several: "at risk or stuck"; or,
    naming nothing, by the word it begins with. None where it says nothing of that, or denies it.
    """
    bare = without_end(fold(clause), vocabulary)
    if found := paces_behind(bare, vocabulary):
        name = found[0].strip(LOOSE)
        named = without_small(before_doubt(name, vocabulary), vocabulary)
        return None if denial_of(name, vocabulary) else (named, found[1])
    pace = pace_before(bare, vocabulary)
    return ("", (pace,)) if pace else None


def pace_before(text: str, vocabulary: Vocabulary) -> str:
    """How it goes by the word that leads a reply, before what it goes on with; "" for none."""
    states = vocabulary.groups["goal_states"]
    goes_on = re.compile(rf" {any_of(meaning_of(vocabulary.groups['goal_notes'], 'goes_on'))}")
    bare = _without_lead(text, vocabulary)
    word = next((word for word in sorted(states, key=len, reverse=True) if bare.startswith(word)), "")
    leads = word and (not word.isascii() or goes_on.match(bare, len(word)))
    return states[word] if leads else ""


def denial_of(name: str, vocabulary: Vocabulary) -> str:
    """What denies how it goes, where that stands behind it: "not so" of "is not so good"; "" for nothing."""
    notes, bare = vocabulary.groups["goal_notes"], name
    degrees = dict.fromkeys(meaning_of(notes, "degrees"), "")
    while cut := next(_ends(bare, degrees), ""):
        bare = bare.removesuffix(cut).rstrip(LOOSE)
    denies = sorted(meaning_of(notes, "denies"), key=len, reverse=True)
    ends = (word for word in denies if bare == word or bare.endswith(word if not word.isascii() else f" {word}"))
    return name[len(bare) - len(word) :] if (word := next(ends, "")) else ""


def pace_behind(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """What stands before the words for how it goes, and what those mean."""
    states = vocabulary.groups["goal_states"]
    for word in sorted(states, key=len, reverse=True):
        name = text.removesuffix(word)
        if name != text and (not name or not word.isascii() or not name[-1].isalnum()):
            return name, states[word]
    return None


def paces_behind(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]] | None:
    """What stands before the words for how it goes, and what each of those means that nothing but doubt stands between:
    "on track, I think, or at risk".
    """
    found = pace_behind(text, vocabulary)
    if found is None:
        return None
    name, paces = found[0], tuple(found[1:])
    while more := pace_behind(before_doubt(name, vocabulary), vocabulary):
        if denial_of(more[0].strip(LOOSE), vocabulary):
            break
        name, paces = more[0], (more[1], *paces)
    return name, paces


def before_doubt(text: str, vocabulary: Vocabulary) -> str:
    """A text without the words that end it and only say that something is not certain, or something else perhaps."""
    notes = vocabulary.groups["goal_notes"]
    doubts = (*meaning_of(notes, "unsure", "hedges", "turns"), *vocabulary.groups["either_number"])
    words = dict.fromkeys((*doubts, *vocabulary.groups["goal_moved"]), "")
    rest = _before(text, words)
    return "" if rest in words else rest


def without_small(text: str, vocabulary: Vocabulary) -> str:
    """A text without the small words around what it says: "it's at 85% now" is "85%"."""
    return without_end(_without_lead(text, vocabulary), vocabulary)


def _without_lead(text: str, vocabulary: Vocabulary) -> str:
    leading = re.compile(rf"{any_of(vocabulary.groups['goal_moved'])}[\s{re.escape(LOOSE)}]*")
    at = 0
    while found := leading.match(text, at):
        at = found.end()
    return text[at:]


def without_end(text: str, vocabulary: Vocabulary) -> str:
    """A text without the small words behind what it says: "85%" of "85% now"."""
    return _before(text, vocabulary.groups["goal_moved"])


def _before(text: str, words: Mapping[str, str]) -> str:
    rest = text.strip(LOOSE)
    while cut := next(_ends(rest, words), ""):
        rest = rest.removesuffix(cut).rstrip(LOOSE)
    return rest


def _ends(text: str, words: Mapping[str, str]) -> Iterator[str]:
    for word in sorted(words, key=len, reverse=True):
        before = text.removesuffix(word)
        if before != text and (not word.isascii() or (before and not before[-1].isalnum())):
            yield word
