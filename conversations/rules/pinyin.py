"""How Chinese is spelled in Latin letters: what people type who do not switch their keyboard over."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

_READINGS = 2
"""Readings of one character that count: who looks for a rate types lv, not the rarer shuai; a third is archaic."""

_SPELLINGS = 32


def spelled(text: str) -> tuple[str, ...]:
    """How a text may be typed in full, without tones or spaces; Latin letters and digits stand for themselves."""
    return _joined([_readings(character) for character in text])


def initials(text: str) -> tuple[str, ...]:
    """How a text may be typed by the first letter of each character alone; words in Latin letters stay whole."""
    return _joined([tuple(dict.fromkeys(each[:1] for each in _readings(character))) for character in text])


@lru_cache(maxsize=4096)
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # its dictionaries take a moment and 15 MB

    # One by one, so that no dictionary of phrases is needed: they take 40 MB, and no company's own words stand in one.
    [found] = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(as_typed(each) for each in found))[:_READINGS]


def as_typed(letters: str) -> str:
    """Letters as they are compared: nobody agrees whether the rounded u is typed as v or as u."""
    return letters.lower().replace("\u00fc", "u").replace("v", "u")


def _joined(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Each way to read it, the usual one first."""
    return tuple(dict.fromkeys("".join(each) for each in islice(product(*parts), _SPELLINGS)))
