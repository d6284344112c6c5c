"""What can be made to go wrong with calls to the Web API, and the record of all calls."""

import random
from dataclasses import dataclass, field
from typing import Literal

from tests.handlers.peers.slack.checks import Json

Kind = Literal["throttle", "break", "drop_before", "drop_after", "hang_before", "hang_after", "refuse", "odd"]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    throttle: 429 and Retry-After; break: a 5xx; refuse: 200 with an error; drop_*: the connection is cut before or
    after the call is carried out; hang_*: no answer for `seconds`, before or after it is; odd: it is, and what is
    answered is `body` under `status`, which may point to `location`.
    """

    kind: Kind
    retry_after: int = 1
    status: int = 503
    seconds: float = 3600.0
    error: str = "internal_error"
    body: str = ""
    location: str = ""


@dataclass
class Faults:
    """Which calls go wrong: the next ones of a method, or a share of all, drawn from a seed."""

    queued: dict[str, list[Fault]] = field(default_factory=dict)
    shares: list[tuple[float, Fault]] = field(default_factory=list)
    methods: frozenset[str] | None = None
    draws: random.Random = field(default_factory=lambda: random.Random(0))

    def next(self, method: str, kind: Kind, times: int = 1, **more: object) -> None:
        """The next `times` calls of the method go wrong so."""
        self.queued.setdefault(method, []).extend([Fault(kind, **more)] * times)  # type: ignore[arg-type]

    def share(self, *, seed: int = 0, methods: set[str] | None = None, retry_after: int = 1, **shares: float) -> None:
        """Of each hundred calls so many go wrong: `throttle=0.2, drop_after=0.05`."""
        if sum(shares.values()) > 1:
            raise ValueError("the shares are more than all calls")
        self.draws = random.Random(seed)
        self.methods = None if methods is None else frozenset(methods)
        self.shares = [(share, Fault(kind, retry_after)) for kind, share in shares.items()]  # type: ignore[arg-type]

    def clear(self) -> None:
        """All is well again."""
        self.queued.clear()
        self.shares = []

    def draw(self, method: str) -> Fault | None:
        """What goes wrong with this call."""
        if self.queued.get(method):
            return self.queued[method].pop(0)
        if self.methods is not None and method not in self.methods:
            return None
        drawn = self.draws.random()
        for share, fault in self.shares:
            drawn -= share
            if drawn < 0:
                return fault
        return None


@dataclass
class Call:
    """A call as it came in, and what became of it. Times are the clock's seconds; `came` is the real one."""

    method: str
    team: str
    args: Json
    at: float
    came: float
    outcome: str = ""
    status: int = 0
    committed: bool = False
    answered: float = 0.0
    wait_until: float = 0.0
    scope: str = ""
    place: str = ""  # the channel; of a direct message, the person
    answer: Json = field(default_factory=dict)


class Calls(list[Call]):
    """All calls in the order in which they came."""

    def of(self, method: str) -> list[Call]:
        return [each for each in self if each.method == method]

    def early(self, grace: float = 0.1) -> list[Call]:
        """The calls that came although a Retry-After for them had not passed.

        `grace` are the seconds in which a call may have been under way when the 429 was answered.
        """
        found: list[Call] = []
        for number, limited in enumerate(self):
            if not limited.wait_until:
                continue
            for call in self[number + 1 :]:
                if call.at >= limited.wait_until:
                    break
                same = (call.method, call.team) == (limited.method, limited.team)
                if limited.scope == "channel":
                    same = same and call.place == limited.place
                if same and call.at > limited.answered + grace and call not in found:
                    found.append(call)
        return found
