"""Being stuck, told of a thing and not first in a clause: "report blocked by finance", not "fix the stuck valve"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, words_before, words_behind


def tells_of_stuck(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says of something that it is stuck: not what is done about a stuck thing, nor that none is."""
    words = vocabulary.groups["told_stuck"]
    folded = fold(clause)
    for other in meaning_of(words, "other"):
        folded = folded.replace(other, " ")
    found = re.search(any_of(meaning_of(words, "told")), folded)
    _, subject = words_before(folded[: found.start()].strip(), _leads(vocabulary)) if found else ([], "")
    if found is None or not subject or is_question(clause, vocabulary):
        # Who says so of themselves, or points back, has begun with it.
        return False
    behind, latin = folded[found.end() :].strip(" .!"), found[0].isascii()
    if latin and behind and not longest_at(behind, 0, dict.fromkeys(meaning_of(words, "behind"), "")):
        return False
    if longest_at(behind, 0, dict.fromkeys(meaning_of(words, "of"), "")):
        return False
    asks = not latin and longest_within(behind, vocabulary.groups["asking"])
    return not (asks or _is_no_news(folded[: found.start()].strip(), subject, behind, vocabulary))


def _is_no_news(before: str, subject: str, behind: str, vocabulary: Vocabulary) -> bool:
    """Whether the words before it make a plan of it, "unblock the order", a case, "if anyone is", or say "not"."""
    denied, words = vocabulary.groups["denied"], vocabulary.groups["told_stuck"]
    small = {word: each for word, each in denied.items() if each in ("no", "not", "nope", "aside", "small")}
    if any(small[word] in ("no", "not") for word in words_behind(before, small)[1]):
        return True
    if longest_within(before, meaning_of(words, "case")):
        return True
    act = longest_at(subject, 0, _acts(vocabulary))
    # In Chinese the thing may follow: "chase the goods that are stuck at the customs" ends with the goods.
    follows = longest_within(behind, meaning_of(words, "of")) and not behind.endswith(meaning_of(words, "places"))
    # A thing alone may be called as a verb is: "review".
    thing = words_behind(subject[len(act) :].strip(), dict.fromkeys((*small, *vocabulary.groups["around"]), ""))[0]
    return bool(act and (thing or (follows and not behind.isascii())))


@lru_cache(maxsize=4)
def _acts(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    acts = (*meaning_of(groups["told_stuck"], "acts"), *meaning_of(groups["duties"], "do"))
    return dict.fromkeys((*acts, *meaning_of(groups["goal_activities"], "begins")), "")


@lru_cache(maxsize=4)
def _leads(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The small words that may stand before what is planned."""
    groups = vocabulary.groups
    lead = (*groups["adds"], *groups["filler"], *groups["greeting"], *groups["around"], *groups["by_the_way"])
    lead = (*lead, *meaning_of(groups["duties"], "has_to"), *meaning_of(groups["status"], "now"))
    lead = (*lead, *meaning_of(groups["absent"], "me"))
    return {word: "" for word in lead if word not in _acts(vocabulary)}


def begins_stuck(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply begins by saying that its writer is stuck: "stuck on the API", not "stuck valve replacement"."""
    folded, words = fold(text), vocabulary.groups["told_stuck"]
    begun = longest_at(folded, 0, dict.fromkeys(vocabulary.words_of_intents["stuck"], ""))
    behind = folded[len(begun) :].strip()
    if not begun or is_question(text, vocabulary) or longest_at(behind, 0, dict.fromkeys(meaning_of(words, "of"), "")):
        return False
    bare = begun.isascii() and " " not in begun
    follows = not behind[:1].isalnum() or longest_at(behind, 0, dict.fromkeys(meaning_of(words, "behind"), ""))
    return not bare or bool(follows)
