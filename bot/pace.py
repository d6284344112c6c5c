"""How fast messages go and how patiently they wait: the platforms' limits, and delivery's own times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.platform import Identity, PlatformName


@dataclass(frozen=True)
class Rate:
    """Calls a second in the long run, and how many may come together after a rest."""

    per_second: float
    burst: int


@dataclass(frozen=True)
class Limit:
    """What one platform lets us send: per workspace or tenant, and per chat."""

    tenant: Rate
    chat: Rate


LIMITS: Mapping[PlatformName, Limit] = {
    "slack": Limit(tenant=Rate(3.8 * 0.9, burst=10), chat=Rate(0.9, burst=2)),
    "teams": Limit(tenant=Rate(45, burst=5), chat=Rate(0.45, burst=6)),
}
"""90 % of the platforms' limits; the page has none. Slack: 1/s per channel, 3.8 direct messages a second sustained.
Teams: 50/s per tenant; per chat 7 in a second, 8 in two, 60 in 30 s and 1,800 an hour (platforms.md, "Numbers").
"""


@dataclass(frozen=True)
class Pace:
    """Delivery's own times, in seconds of real time. `doubt` must outlast a call, the pause after it and a look-up:
    only then is a delivery that is being sent nobody's. `trouble` is the pause after a platform's first fault, and each
    later one is four times as long, so that minutes of trouble lose nothing; `rest` is what an outage gets. `ahead` is
    how far what nobody asked for may reserve the rate of a workspace or tenant: what answers people finds its place
    behind that. What found none for `starving` seconds takes one all the same, so that people who keep asking starve
    nobody. `handed` is how long what was seen to is left alone; then this process sees to it again, as to what was
    released after the engine, which runs nothing twice, was done with it.
    """

    round: float = 1
    beat: float = 3
    silence: float = 10
    late: float = 5
    call: float = 8
    look_after: float = 1
    look: float = 4
    doubt: float = 15
    patience: float = 5
    backoff: float = 1
    trouble: float = 2
    rest: float = 10
    ahead: float = 0.5
    starving: float = 10
    handed: float = 60
    poll: float = 0.5


def tenant_bucket(to: Identity) -> str:
    """The bucket that everybody of a workspace or tenant shares."""
    return f"{to.platform}:{to.tenant}"


def chat_bucket(to: Identity) -> str:
    """The bucket of one chat."""
    return f"{to.platform}:{to.tenant}:{to.user}"
