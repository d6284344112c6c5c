"""What can stand in a record about indicators: that a department uses one of the library, or no longer does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class IndicatorAdopted:
    """The department's head, or HR, chose an indicator for it: its people are offered it first."""

    indicator: str
    department: str
    kind: Literal["indicator_adopted"] = "indicator_adopted"


@dataclass(frozen=True)
class IndicatorDropped:
    """The department does not use it any more; goals that rest on it stay as they are."""

    indicator: str
    department: str
    kind: Literal["indicator_dropped"] = "indicator_dropped"
