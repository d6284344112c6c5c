"""How wide the columns of a table are, in letters: Teams breaks words to keep to shares, whatever the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

NARROW = 35
"""Letters of 8 pixels side by side in the table of a card on a phone, 390 pixels wide: 284 pixels, as measured."""

AROUND = 2
"""Letters that the space around a cell takes."""

LONGEST_WORD = 15
"""Letters of the longest word that is kept whole; what is longer is an address, and breaks anywhere."""

WIDEST = 30
"""Letters from which on a text gets no wider column: it has lines."""

_SIGN = {"W": 2, "F": 2}
"""How many letters a sign is as wide as."""
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
"""What stands on one line: between Chinese signs a line may end."""


def widths_of(columns: Sequence[Sequence[str]]) -> Sequence[int]:
    """The share of each column by what stands in it: its longest word at the least, its longest text if there is room.

    None of them if the words do not fit side by side.
    """
    least = [AROUND + min(max(map(_longest_word, texts)), LONGEST_WORD) for texts in columns]
    room = NARROW - sum(least)
    if room < 0:
        return ()
    wished = [AROUND + min(max(map(letters, texts)), WIDEST) for texts in columns]
    more = [max(0, wish - width) for wish, width in zip(wished, least, strict=True)]
    part = min(1.0, room / (sum(more) or 1))
    return [width + int(part * each) for width, each in zip(least, more, strict=True)]


def _longest_word(text: str) -> int:
    return max(map(letters, _WORD.findall(text)), default=1)


def letters(text: str) -> int:
    """How many letters of ours a text is as wide as."""
    return sum(_SIGN.get(east_asian_width(sign), 1) for sign in text)
