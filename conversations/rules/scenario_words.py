"""The words of the rubric for scripts: what none may say, and what each must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, Field

from conversations.rules.indicators import Both
from conversations.rules.scenarios import Line


class WordsOfBoth(BaseModel):
    """Words in each language: English ones in small letters and found whole, Chinese ones as patterns."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(alias="zh-CN", min_length=1)

    def found_in(self, text: Both | Line) -> Iterator[str]:
        """Those of them that stand in a text, in either language."""
        yield from self._chinese(text)
        yield from self._english(text)

    def in_both(self, text: Both | Line) -> bool:
        """Whether a text has one of them in each language."""
        return any(self._chinese(text)) and any(self._english(text))

    def _chinese(self, text: Both | Line) -> Iterator[str]:
        return (word for word in self.zh if re.search(word, text.zh))

    def _english(self, text: Both | Line) -> Iterator[str]:
        said = text.en.lower()
        return (word for word in self.en if re.search(rf"\b{re.escape(word)}\b", said))


class RubricWords(BaseModel):
    """All words that the rubric looks for. `unsaid` may be written but not spoken; `acknowledge` must be there."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    nowhere: WordsOfBoth
    unsaid: WordsOfBoth
    pronouns: WordsOfBoth
    acknowledge: Mapping[str, WordsOfBoth]
    closed_questions: WordsOfBoth
