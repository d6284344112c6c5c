"""What the check of words says: which words, and the question that leads to better ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from conversations.toolkit.words import Phrase, Verbatim, phrases_of

Kind: TypeAlias = Literal["praise", "trait", "coded", "promise", "rank"]

say = phrases_of("wording")


@dataclass(frozen=True)
class Remark:
    """One remark on a `word` as it was written."""

    kind: Kind
    word: str

    @property
    def text(self) -> Phrase:
        """The question, one short sentence or two."""
        return say(self.kind, word=Verbatim(self.word))
