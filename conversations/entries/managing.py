"""What can stand in a record about who manages its subject, and who reads for that manager."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ManagerDisputed:
    """The person said "not my manager"; HR is told."""

    manager: str
    kind: Literal["manager_disputed"] = "manager_disputed"


@dataclass(frozen=True)
class LeadNamed:
    """The manager of the subject lets `lead`, another of their reports, read the subject's check-ins from now on."""

    lead: str
    kind: Literal["lead_named"] = "lead_named"


@dataclass(frozen=True)
class LeadEnded:
    """The manager reads the subject's check-ins alone again."""

    lead: str
    kind: Literal["lead_ended"] = "lead_ended"
