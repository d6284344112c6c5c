"""Words that add a plan to a week, or tell how one of its plans goes, though nobody asked for either."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.understand import fits_any_question, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_behind
from conversations.weekly_checkin.named import Told, clauses_in, told_of

ADDS, ASKS, MARKED = "adds", "asks", "marked"
"""What a word before a plan says: that it is added, or that somebody is asked to; `MARKED` ones add only before a mark,
as in "I forgot: ...".
"""

_LOOSE = " :\uff1a,\uff0c\u3001\n-\u2013\u2014"
_MARKS = (":", "\uff1a", ",", "\uff0c")
_CLOSING = " .?!\u3002\uff1f\uff01"
_QUOTES = "\"'\u201c\u201d\u2018\u2019"
_SHORTEST = 2


def added_in(text: str, vocabulary: Vocabulary) -> str | None:
    """What words add: "order samples" of "oh, and also order samples"; "" where they only say that something is to be
    added; None where they add nothing.
    """
    words, read = vocabulary.groups["adds"], text.strip().replace("\u2019", "'")
    lower = read.lower()
    if len(lower) != len(read) or len(read) > MAX_READ:
        return None
    at, led = 0, set()
    while word := longest_at(lower, at, words):
        at += len(word)
        led.add(ADDS if words[word] == MARKED and lower[at : at + 1] in _MARKS else words[word])
        while lower[at : at + 1] and lower[at] in _LOOSE:
            at += 1
    behind = vocabulary.groups["adds_behind"]
    said, closed = words_behind(lower[at:].rstrip(_CLOSING), behind)
    if ADDS not in led | {behind[word] for word in closed}:
        return None
    if ASKS not in led and _is_question(text, said, vocabulary):
        return None
    return _plan(read[at : at + len(said)], vocabulary)


def added_apart(text: str, vocabulary: Vocabulary) -> str:
    """What words add with a colon before it, or with "to my plans" behind; "" where they may tell of anything else."""
    plan = added_in(text, vocabulary) or ""
    before, _, behind = text.replace("\u2019", "'").partition(plan) if plan else ("", "", "")
    colon = max(before.rfind(mark) for mark in (":", "\uff1a"))
    if colon >= 0:
        return text[colon + 1 :].strip()
    return plan if longest_within(fold(behind), meaning_of(vocabulary.groups["adds_behind"], ADDS)) else ""


def labelled(text: str, vocabulary: Vocabulary) -> str:
    """What stands behind a plan's label, "I forgot a plan: order samples", or is added to the plans by a word for that
    behind it, or as what somebody also plans to do; "" where words tell of a plan in any other way: "the plan is not
    approved".
    """
    groups, read = vocabulary.groups, text.strip().replace("\u2019", "'")
    adds, plans = groups["adds"], dict.fromkeys(meaning_of(groups["little"], "plan"), "plan")
    plans_to = dict.fromkeys(meaning_of(groups["little"], "plans_to"), "plans_to")
    lead = {**dict.fromkeys((*groups["filler"], *groups["greeting"], "a", "my"), ""), **adds, **plans, **plans_to}
    lower, at, said = read.lower(), 0, [""]
    if len(lower) != len(read) or len(read) > MAX_READ:
        return ""
    while word := longest_at(lower, at, lead):
        said.append("plan" if word in plans else word)
        at += len(word)
        while lower[at : at + 1] and lower[at] in _LOOSE and lower[at] not in (":", "\uff1a"):
            at += 1
    colon = lower[at : at + 1] in (":", "\uff1a") and said[-1] == "plan"
    adding = "plan" in said and said[-1] in meaning_of(groups["little"], "add")
    adding = adding or (said[-1] in plans_to and any(adds.get(word) == ADDS for word in said))
    return read[at:].strip(_LOOSE) if colon or adding else ""


def _plan(text: str, vocabulary: Vocabulary) -> str | None:
    plan = text.strip(_QUOTES).strip()
    small = (*vocabulary.groups["around"], *vocabulary.groups["change_line"], *vocabulary.groups["adds"])
    if said_with(dict.fromkeys(small, ""), plan) is not None:
        return ""
    return None if len(plan) < _SHORTEST or fits_any_question(plan, vocabulary) else plan


def _is_question(text: str, said: str, vocabulary: Vocabulary) -> bool:
    asking = vocabulary.groups["asking"]
    begins = longest_at(said, 0, asking)
    return bool(begins or longest_within(said, (word for word in asking if not word.isascii()))) or is_question(
        text, vocabulary
    )


def plans_told_of(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> Sequence[Told]:
    """What words tell of these plans by name, a clause each; none where a clause tells of anything else."""
    told = [told_of(text[start:end], plans, vocabulary) for start, end in clauses_in(text)]
    named = [each for each in told if each and each.places]
    return named if len(named) == len(told) else ()
