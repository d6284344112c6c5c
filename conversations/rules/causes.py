"""Why a result is not what was agreed: four causes, how each shows, what tells it from the others, what helps."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from conversations.rules.indicators import Both
from conversations.rules.scenarios import Part, Spoken, Wording

CauseId = Literal["skill", "will", "resource", "clarity"]
CAUSES: tuple[CauseId, ...] = get_args(CauseId)
"""The causes of product.md 3.7."""


class Cause(Part):
    """One cause. `signs` are what may be seen of it, `ask` tells it from the others, `manager` and `employee` are what
    each of the two may take on, as examples; `mind` is what does not help, or what to look at first.
    """

    id: CauseId
    title: Both
    means: Both
    signs: tuple[Both, ...] = Field(min_length=2, max_length=5)
    ask: Spoken = Field(min_length=3, max_length=5)
    manager: tuple[Both, ...] = Field(min_length=3, max_length=6)
    employee: tuple[Both, ...] = Field(min_length=3, max_length=6)
    mind: tuple[Both, ...] = Field(min_length=2, max_length=4)
    wording: tuple[Wording, ...] = Field(min_length=2, max_length=4)
    version: int = Field(ge=1)
