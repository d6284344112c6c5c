"""Short things in a row, "budget, forecast, hiring": each is an item of its own, where they plainly are alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import fits_any_question, intent_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within

_FEWEST, _MOST, _LONGEST = 2, 4, 200
_LISTED, _COMMAS = re.compile("\\s*\u3001\\s*"), re.compile("\\s*[,\uff0c]\\s*")
_SPACED = re.compile("(?<=[\u3400-\u9fff])\\s+(?=[\u3400-\u9fff])")
_OTHER_MARKS = re.compile("[^\\w\\s'\u2019&/+-]")
_WORDS, _CHARACTERS = 2, 6
"""What an item has at most: words of Latin letters, or characters of Chinese."""

_BETWEEN_CHINESE = 3
"""Items at least where Chinese ones have no list's own mark between them: two may be a task and its next step."""


def short_items(text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The items of a line that is a bare list of two to four short ones, parted by one kind of mark alone; none where
    one of them may say something of another: who, when, why, or what is done with it.
    """
    said = text.strip().rstrip(".\u3002") if len(text) <= _LONGEST else ""
    for marks, chinese_only in ((_LISTED, False), (_COMMAS, False), (_SPACED, True)):
        items = marks.split(said)
        if not _FEWEST <= len(items) <= _MOST:
            continue
        latin = [item.isascii() for item in items]
        many_enough = any(latin) or marks is _LISTED or len(items) >= _BETWEEN_CHINESE
        alike = all(latin) or not any(latin)
        if alike and many_enough and not (chinese_only and any(latin)):
            are_items = all(_is_item(each, vocabulary) for each in items) and len({*map(fold, items)}) == len(items)
            return items if are_items and _are_alike(items, vocabulary) else ()
    return ()


def _is_item(item: str, vocabulary: Vocabulary) -> bool:
    """Whether this is a short thing by itself: neither a day nor anything that the bot knows as something else."""
    short = len(item.split()) <= _WORDS if item.isascii() else len(item) <= _CHARACTERS and " " not in item
    if not (item and short) or _OTHER_MARKS.search(item) or item[:1].isdecimal():
        return False
    says = fits_any_question(item, vocabulary) or small_talk_in(item, vocabulary) or intent_in(item, vocabulary)
    beside = longest_within(fold(item), _beside(vocabulary))
    return not (says or beside) and fold(besides_days(item, vocabulary)) == fold(item)


def _are_alike(items: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether what the first one does cannot be meant for all: "call bob, tom", "buy mice, keyboards"."""
    acts = dict.fromkeys(meaning_of(vocabulary.groups["short_list"], "acts"), "")
    doing = [bool(longest_at(fold(item), 0, acts)) for item in items]
    if not items[0].isascii():
        # Without a verb in each, one may be of all: "send Zhang Wei, Liu Yang the contract".
        return all(doing)
    named = any(item[:1].isupper() and item[1:].islower() for item in items[1:])
    return not named and len(items[0].split()) <= min(len(item.split()) for item in items) and len(set(doing)) == 1


@lru_cache(maxsize=4)
def _beside(vocabulary: Vocabulary) -> Sequence[str]:
    """Words of which an item with one may tell how, when or why of another."""
    groups = vocabulary.groups
    words = (
        *(word for word in groups["around"] if word.isascii() or len(word) > 1),
        *groups["urgency"],
        *groups["felt"],
        *meaning_of(groups["put_off"], "when", "small", "asks"),
        *meaning_of(groups["duties"], "hinders", "tells"),
        *meaning_of(groups["short_list"], "beside"),
    )
    return tuple(dict.fromkeys(words))
