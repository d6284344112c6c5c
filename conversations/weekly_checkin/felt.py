"""How somebody feels, beside their plans: for themselves alone, so no word of it goes into what others read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.conversation import Json
from conversations.toolkit.levels import level_in
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, words_before
from conversations.weekly_checkin.questions import ENERGY

_MARKS = " ,;.:!\uff0c\uff1b\u3002\uff1a\uff01"


def level_felt(part: str, vocabulary: Vocabulary) -> Mapping[str, Json]:
    """The energy that somebody gives themselves without calling it so: "I'm at 2 out of 5", not "I'm at 2 sites"."""
    felt = vocabulary.groups["felt"]
    said, level = words_before(fold(part.strip(_MARKS)), _leads(vocabulary))
    own = any(felt.get(word) == "self" for word in said)
    energy = level_in(level, ENERGY.low, ENERGY.high, vocabulary) if own else None
    return {} if energy is None else {ENERGY.name: energy}


def is_felt(part: str, vocabulary: Vocabulary) -> bool:
    """Whether a part of a reply only tells how its writer feels: "exhausted", not "fix the exhausted battery pool"."""
    return small_talk_in(part, vocabulary) == "mood"


def plans_behind(text: str, vocabulary: Vocabulary) -> str:
    """Plans without the words that only lead them in behind how somebody feels: "the audit" of "plan is the audit"."""
    felt, read = vocabulary.groups["felt"], text.strip()
    lower = read.lower().replace("\u2019", "'")
    led = longest_at(lower, 0, dict.fromkeys(meaning_of(felt, "plan_is"), ""))
    rest = read[len(led) :].strip(_MARKS)
    denied = vocabulary.groups["denied"]
    if led and rest and denied.get(longest_at(fold(rest), 0, denied)) not in ("no", "not"):
        return rest
    now = longest_at(lower, 0, dict.fromkeys(meaning_of(vocabulary.groups["status"], "now"), ""))
    behind = read[len(now) :].strip(_MARKS)
    # "This Friday" begins like "this week" in Chinese.
    return behind if now and behind and fold(besides_days(read, vocabulary)).strip() == fold(behind) else read


@lru_cache(maxsize=4)
def _leads(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    small = (*groups["greeting"], *groups["filler"], *meaning_of(groups["small_talk"], "small"))
    return {**dict.fromkeys(small, ""), **groups["felt"]}
