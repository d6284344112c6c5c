"""What somebody says of a talk they had: for their own eyes, and in sums of five and more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class TalkFelt:
    """Whether a talk was useful and respectful. Of a quarter counts what somebody said last: `before` is what they said
    in it until now, useful first.
    """

    talk: str
    quarter: str
    department: str
    useful: bool
    respectful: bool
    before: tuple[bool, bool] | None = None
    kind: Literal["talk_felt"] = "talk_felt"
