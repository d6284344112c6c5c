"""Proxies in front of the server: whose word is taken for who asks. By default nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Proxies:
    """The networks of the proxies that are believed."""

    networks: Sequence[Network] = ()

    def __contains__(self, address: str) -> bool:
        found = _parsed(address)
        return found is not None and any(found in network for network in self.networks)

    def client(self, peer: str, forwarded: Sequence[str]) -> str:
        """The address that asks: the peer's, or what a believed peer says in X-Forwarded-For; "" if it says nothing.

        Each proxy appends whom it was asked by, so the last one that is no proxy of ours is the client. What stands
        before it is the client's own word and may be anything.
        """
        if peer not in self:
            return peer
        hops = [_parsed(hop) for hop in ",".join(forwarded).split(",")]
        return str(next((hop for hop in reversed(hops) if str(hop) not in self), None) or "")


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """An address as sockets and proxies write it, some of them with a port; None if it is none."""
    bare = address.strip()
    without_port = bare[1:].partition("]")[0] if bare.startswith("[") else bare.partition(":")[0]
    for written in (bare, without_port):
        with suppress(ValueError):
            found = ip_address(written)
            return getattr(found, "ipv4_mapped", None) or found
    return None
