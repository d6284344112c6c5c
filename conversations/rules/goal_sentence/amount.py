"""One number in a sentence, with what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from conversations.rules.goals import Direction


@dataclass(frozen=True)
class Amount:
    """One number: where it stands with its marks, what it is worth, its unit with its kind, and what is said of it;
    whether the sentence only stands with it; `each` is over how long it is counted: "a week", "/month". `times` is
    the multiple in its value, `shut` says that a unit behind it ends it: "3 boxes to 5 thousand"; one that is
    `pointed` is written as a sum whose thousands a point sets apart, one that is `placed` with ten thousands or more
    named; one that is `guessed` was read so, and may as well have that for its point. `way` is "up" or "down" where
    that stands before it; of a share in digits `whole` is of what it is one, and `scale` how that is written: "out of
    5".
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    mark: str
    bound: str
    stands: bool = False
    each: str = ""
    times: int = 1
    shut: bool = False
    pointed: bool = False
    placed: bool = False
    guessed: bool = False
    way: Direction | None = None
    whole: Decimal = Decimal(0)
    scale: str = ""

    @property
    def face(self) -> Decimal:
        """The number as it is written, without its multiple."""
        return self.value / self.times
