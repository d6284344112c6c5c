"""A plan that somebody thinks of late, said as what they have to do: "also gotta email Tom"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, words_before
from conversations.weekly_checkin.asked_for import asking_in

_MATTER = 4
"""A matter is named in at least so many Chinese characters: with fewer it may be a thing that somebody lacks."""


def owed_in(text: str, vocabulary: Vocabulary) -> str:
    """What somebody has to do themselves: "call Tom about Kim" of "need to call Tom about Kim", "hiring" of "also
    hiring"; "" where they lack a thing or an answer, wait, or are kept from it: "need to wait for Tom".
    """
    duties = vocabulary.groups["duties"]
    has_to, hinders = meaning_of(duties, "has_to"), meaning_of(duties, "hinders")
    said, act = words_before(fold(text), _leads(vocabulary))
    owes = any(longest_within(word, has_to) for word in said) and _is_done(act, vocabulary)
    adds = not set(meaning_of(duties, "also")).isdisjoint(said) and _is_work(act, vocabulary)
    if not (owes or adds):
        return ""
    if longest_within(act, hinders) or asking_in(text, vocabulary).names or is_question(text, vocabulary):
        return ""
    at = text.lower().find(act)
    return text[at:].strip() if at >= 0 else act


@lru_cache(maxsize=4)
def _leads(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words before what is done: that it is added, and that somebody has to."""
    groups, duties = vocabulary.groups, vocabulary.groups["duties"]
    acts = meaning_of(duties, "do", "lacks")
    lead = (*groups["adds"], *groups["filler"], *groups["greeting"], *groups["by_the_way"])
    return dict.fromkeys((*(word for word in lead if word not in acts), *meaning_of(duties, "has_to")), "")


def _is_done(act: str, vocabulary: Vocabulary) -> bool:
    """Whether words begin with what is done to something: a verb, or any word of English that another follows."""
    duties = vocabulary.groups["duties"]
    if longest_at(act, 0, dict.fromkeys(meaning_of(duties, "do"), "")):
        return True
    lacks = longest_at(act, 0, dict.fromkeys(meaning_of(duties, "lacks"), ""))
    first, _, behind = act.partition(" ")
    return first.isascii() and first.isalpha() and bool(behind) and not lacks


def _is_work(act: str, vocabulary: Vocabulary) -> bool:
    """Whether words begin with a verb of doing, or with what somebody is at, and need no "have to" before them."""
    duties = vocabulary.groups["duties"]
    does = longest_at(act, 0, dict.fromkeys(meaning_of(duties, "do"), ""))
    first, _, behind = act.partition(" ")
    is_doing = bool(does) and (not does.isascii() or bool(behind))
    small = vocabulary.groups["around"].keys() | vocabulary.groups["denied"].keys()
    is_at = first.endswith(meaning_of(duties, "at_work")) and first not in small
    return is_doing or is_at or _only_names(act, vocabulary)


def _only_names(act: str, vocabulary: Vocabulary) -> bool:
    """Whether words name a matter and tell nothing of it: "the summit prep", not "the printer is offline", nor a thing
    of one word, which somebody lacks: "the badge".
    """
    if longest_within(act, meaning_of(vocabulary.groups["duties"], "tells")):
        return False
    named = [word for word in act.split() if word not in vocabulary.groups["around"]]
    return len(named) > 1 if act.isascii() else len(act) >= _MATTER
