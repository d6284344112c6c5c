"""What can stand in a record about evidence: what its subject adds to it and what they see differently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class EvidenceNoted:
    """The subject's own account of a period, both days included; "" takes back the one before."""

    text: str
    first: date
    last: date
    kind: Literal["evidence_noted"] = "evidence_noted"


@dataclass(frozen=True)
class EvidenceDisputed:
    """The subject sees an entry (`on` is its id) differently, and says how; "" takes that back."""

    on: str
    text: str
    kind: Literal["evidence_disputed"] = "evidence_disputed"
