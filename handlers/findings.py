"""What an examination finds: how grave it is, and a sentence that says it and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conversations.toolkit.words import Phrase

Grade = Literal["fine", "look", "mend", "away"]
"""All is well; worth knowing; somebody has to mend it; nobody answered, so that asking again may help."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. Its facts are ids, addresses and numbers, never a secret."""

    grade: Grade
    text: Phrase
