"""What can stand in a record about evidence: what is added to it, what is seen differently, what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


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


@dataclass(frozen=True)
class EvidenceAdded:
    """What happened on a day, written down by hand by whoever manages the subject; `fact` is its id. Of those of one id
    the last counts, and "" takes it back.
    """

    fact: str
    on: date
    text: str
    kind: Literal["evidence_added"] = "evidence_added"


Excuse: TypeAlias = Literal["", "newcomer", "manager", "first"]
"""Why too little on record stops no judgement: its subject is new here, whoever manages them is new to them, or nobody
wrote anything down before.
"""


@dataclass(frozen=True)
class JudgementGrounded:
    """On what the judgement of a talk rests: so many dated facts between two days (None for no fact), of the days since
    `since`.
    """

    talk: str
    facts: int
    since: date
    first: date | None = None
    last: date | None = None
    excuse: Excuse = ""
    kind: Literal["judgement_grounded"] = "judgement_grounded"
