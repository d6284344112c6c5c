"""How somebody feels, beside their plans: for themselves alone, so no word of it goes into what others read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.conversation import Json
from conversations.toolkit.levels import level_in
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import says_something, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_at, words_before
from conversations.weekly_checkin.clause import label_of
from conversations.weekly_checkin.questions import ENERGY

_BRIEF = 30
"""Characters of a clause that tells of one's energy."""

_BRACKETED = re.compile(r"(.*\S)\s*[(\uff08]([^()\uff08\uff09]+)[)\uff09][\s.\u3002]*", re.DOTALL)
_LEVEL = re.compile(r"\s*(.*?)[\s:\uff1a]*[1-5]\s*")
_MARKS = " ,;.:!\uff0c\uff1b\u3002\uff1a\uff01"


def level_felt(part: str, vocabulary: Vocabulary) -> Mapping[str, Json]:
    """The energy that somebody gives themselves without calling it so: "I'm at 2 out of 5", not "I'm at 2 sites"."""
    felt = vocabulary.groups["felt"]
    said, level = words_before(fold(part.strip(_MARKS)), _leads(vocabulary))
    own = any(felt.get(word) == "self" for word in said)
    energy = level_in(level, ENERGY.low, ENERGY.high, vocabulary) if own else None
    return {} if energy is None else {ENERGY.name: energy}


def led_by_level(text: str, vocabulary: Vocabulary) -> tuple[str, Mapping[str, Json]]:
    """A reply without the level of energy with which it begins, with no sign between, "energy 2 audit", or that is its
    last sentence, "audit. 2/5". Whoever means a plan of that name, or a date, sees at the summary how it was taken.
    """
    if closes := _full(vocabulary).search(text):
        return text[: closes.start()], {ENERGY.name: int(closes["level"])}
    found = _led(vocabulary).match(text)
    if found is None:
        return text, {}
    return text[found.start("rest") :], {ENERGY.name: int(found["named"] or found["own"])}


def is_drawn(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause names the energy and draws its level: "energy: ★★☆"."""
    label = label_of("energy", vocabulary).match(clause)
    return label is not None and not says_something(clause[label.end() :])


def is_felt(part: str, vocabulary: Vocabulary) -> bool:
    """Whether a part of a reply only tells how its writer feels: "exhausted", "but my energy is shot", not "fix the
    exhausted battery pool".
    """
    folded = fold(part.strip(_MARKS))
    said, behind = words_before(folded, _buts(vocabulary))
    own = longest_at(behind, 0, dict.fromkeys(meaning_of(vocabulary.groups["felt"], "energy"), ""))
    # Behind a level there may be a plan: "my energy is 3/5 audit".
    tells = bool(own) and len(behind) <= _BRIEF and not any(map(str.isdigit, behind))
    return tells or small_talk_in(behind if said else part, vocabulary) == "mood"


def set_apart(text: str, vocabulary: Vocabulary) -> str:
    """A reply with a comma before how its writer feels, or their level, where that closes it in brackets or behind a
    "but", in Chinese also behind a space: "audit (tired)", "as planned but knackered".
    """
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and (is_felt(bracketed[2], vocabulary) or _is_level(bracketed[2], vocabulary)):
        return f"{bracketed[1]}, {bracketed[2]}"
    for joint in reversed([*_joints(vocabulary).finditer(text)]):
        if joint.start() and is_felt(text[joint.end() :], vocabulary):
            return f"{text[: joint.start()].rstrip(_MARKS)}, {text[joint.end() :]}"
    return text


def _is_level(words: str, vocabulary: Vocabulary) -> bool:
    """Whether these words are no more than the energy and its level."""
    level = _LEVEL.fullmatch(words)
    return level is not None and fold(level[1]) in meaning_of(vocabulary.groups["status"], "energy")


def plans_behind(text: str, vocabulary: Vocabulary) -> str:
    """Plans without the words that only lead them in behind how somebody feels: "the audit" of "plan is the audit"."""
    felt, read = vocabulary.groups["felt"], text.strip()
    lower = read.lower().replace("\u2019", "'")
    led = longest_at(lower, 0, dict.fromkeys(meaning_of(felt, "plan_is"), ""))
    rest = read[len(led) :].strip(_MARKS)
    but = _but_first(vocabulary).match(read)
    if but:
        return plans_behind(read[but.end() :], vocabulary)
    denied = vocabulary.groups["denied"]
    if led and rest and denied.get(longest_at(fold(rest), 0, denied)) not in ("no", "not"):
        return rest
    now = longest_at(lower, 0, dict.fromkeys(meaning_of(vocabulary.groups["status"], "now"), ""))
    behind = read[len(now) :].strip(_MARKS)
    # "This Friday" begins like "this week" in Chinese.
    return behind if now and behind and fold(besides_days(read, vocabulary)).strip() == fold(behind) else read


@lru_cache(maxsize=4)
def _buts(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    return dict.fromkeys((*meaning_of(groups["denied"], "but"), *meaning_of(groups["felt"], "joins")), "")


@lru_cache(maxsize=4)
def _but_first(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(_buts(vocabulary))}\s*[:\uff1a,\uff0c]\s*(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _joints(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What may stand before how somebody feels, at the end: a "but", or in Chinese a space or a mark of a list."""
    han = r"(?<=[\u3400-\u9fff])[\s\u3001]+(?=[\u3400-\u9fff])"
    return re.compile(rf"\s*{any_of(_buts(vocabulary))}\s*|{han}", re.IGNORECASE)


@lru_cache(maxsize=4)
def _full(vocabulary: Vocabulary) -> re.Pattern[str]:
    of = any_of(meaning_of(vocabulary.groups["around_level"], "of"))
    level = rf"(?P<level>[{ENERGY.low}-{ENERGY.high}])\s?(?:/|{of})\s?{ENERGY.high}"
    return re.compile(rf"(?<=[^\s.])[.!\n\u3002\uff01]\s*{level}[\s.!\u3002\uff01]*$", re.IGNORECASE)


@lru_cache(maxsize=4)
def _led(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A level behind its name, or behind oneself where the scale is said as well, and more words behind that."""
    groups, level = vocabulary.groups, rf"[{ENERGY.low}-{ENERGY.high}]"
    named, own = any_of(meaning_of(groups["status"], "energy")), any_of(meaning_of(groups["felt"], "self"))
    is_, points = any_of(groups["is"]), any_of(word for word in groups["is"] if not word.isascii())
    of = rf"\s?(?:/|{any_of(meaning_of(groups['around_level'], 'of'))})\s?{ENERGY.high}"
    return re.compile(
        rf"\s*(?:{named}[\s:\uff1a]*(?:{is_}\s*){{0,3}}(?P<named>{level})(?:{of})?(?:\s?{is_}){{0,3}}+"
        rf"|(?:{own}\s*){{1,3}}(?P<own>{level})(?:{of}|{points})(?:\s?{is_}){{0,3}}+)"
        r"(?:\s+|(?=[\u3400-\u9fff]))(?P<rest>[^\W\d_].*)",
        re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=4)
def _leads(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    small = (*groups["greeting"], *groups["filler"], *meaning_of(groups["small_talk"], "small"))
    return {**dict.fromkeys(small, ""), **groups["felt"]}
