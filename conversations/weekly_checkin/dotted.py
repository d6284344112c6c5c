"""Dates with a dot between day and month, "5.12.", as any reader of days knows them."""

from __future__ import annotations

import re

_DOTTED = re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2})\.?(?![\d.,%])")
_HAN = 0x2E80
"""Above this stand the characters of Chinese."""


def with_slashes(text: str, language: str) -> str:
    """A reply with "5/12" for its "5.12.": the day comes first, but for who writes in Chinese the month does, as it
    does beside a slash there.
    """
    has_han = any(ord(character) > _HAN for character in text)

    def slashed(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        return f"{second}/{first}" if language == "zh-CN" and not has_han else f"{first}/{second}"

    return _DOTTED.sub(slashed, text)
