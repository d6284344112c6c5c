"""Microsoft's clouds: where each signs people in, whose tokens count there, and which addresses may be written to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

CloudName = Literal["public", "gcc-high", "dod", "china"]

_PATH = re.compile(r"(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?")
_ADDRESS = re.compile(r"[\x21-\x7e]{1,300}")
HTTPS_PORT = 443


@dataclass(frozen=True)
class Cloud:
    """One of Microsoft's clouds. `login` gives our tokens for `scope`, `metadata` tells the keys of theirs by `issuer`.

    `hosts` are all that a message is ever sent to, `service` is the address for somebody who never wrote.
    `loopback` allows plain HTTP to this machine and exists for tests.
    """

    login: str
    scope: str
    metadata: str
    issuer: str
    service: str
    hosts: frozenset[str]
    loopback: bool = False

    def may_be_told(self, address: str) -> bool:
        """Whether messages, and with them our token, may go to an address (safety 6)."""
        if not _ADDRESS.fullmatch(address):
            return False
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError:
            return False
        if host not in self.hosts or "@" in parts.netloc or "\\" in address or parts.query or parts.fragment:
            return False
        if not _PATH.fullmatch(parts.path):
            return False
        return self.loopback or (parts.scheme == "https" and port in (None, HTTPS_PORT))


CLOUDS: Mapping[CloudName, Cloud] = {
    "public": Cloud(
        login="https://login.microsoftonline.com",
        scope="https://api.botframework.com/.default",
        metadata="https://login.botframework.com/v1/.well-known/openidconfiguration",
        issuer="https://api.botframework.com",
        service="https://smba.trafficmanager.net/teams/",
        hosts=frozenset(
            {
                "smba.trafficmanager.net",
                "smba.onyx.prod.teams.trafficmanager.net",
                "smba.infra.gcc.teams.microsoft.com",
            }
        ),
    ),
    "gcc-high": Cloud(
        login="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        metadata="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        issuer="https://api.botframework.us",
        service="https://smba.infra.gov.teams.microsoft.us/teams",
        hosts=frozenset({"smba.infra.gov.teams.microsoft.us"}),
    ),
    "dod": Cloud(
        login="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        metadata="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        issuer="https://api.botframework.us",
        service="https://smba.infra.dod.teams.microsoft.us/teams",
        hosts=frozenset({"smba.infra.dod.teams.microsoft.us"}),
    ),
    "china": Cloud(
        login="https://login.partner.microsoftonline.cn",
        scope="https://api.botframework.azure.cn/.default",
        metadata="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        issuer="https://api.botframework.azure.cn",
        service="https://frontend.botapi.msg.infra.teams.microsoftonline.cn/teams",
        hosts=frozenset({"frontend.botapi.msg.infra.teams.microsoftonline.cn"}),
    ),
}
"""By the names of the setting RAPPORT_TEAMS_CLOUD; the same values as in Microsoft's own Teams SDK."""
