"""The people of the tenants, as the directory and the rosters of Teams know them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any, Literal
from uuid import uuid4


@dataclass(eq=False)
class User:
    """One person in one tenant. `blocked` is the code the bot's messages are refused with, once blocked.

    `roster` is what the roster says otherwise than the directory.
    """

    name: str
    email: str
    tenant: str
    role: Literal["user", "guest", "anonymous"] = "user"
    locale: str = "en-US"
    zone: str = "Europe/Berlin"
    aad_object_id: str = field(default_factory=lambda: str(uuid4()))
    id: str = field(default_factory=lambda: f"29:1{token_urlsafe(60)}")
    installed: bool = False
    blocked: str = ""
    left: bool = False
    roster: dict[str, Any] = field(default_factory=dict)

    @property
    def upn(self) -> str:
        """The name to sign in with; a guest's is made of the address at home."""
        return f"{self.email.replace('@', '_')}#EXT#@guests.example" if self.role == "guest" else self.email

    @property
    def account(self) -> dict[str, Any]:
        """As `from` of an activity."""
        return {"id": self.id, "name": self.name, "aadObjectId": self.aad_object_id}

    @property
    def member(self) -> dict[str, Any]:
        """As the roster has it."""
        given, _, surname = self.name.partition(" ")
        return {
            **self.account,
            "objectId": self.aad_object_id,
            "givenName": given,
            "surname": surname,
            "email": self.email,
            "userPrincipalName": self.upn,
            "tenantId": self.tenant,
            "userRole": self.role,
            **self.roster,
        }

    def is_named(self, name: str) -> bool:
        """Teams takes the id of the channel, the Entra object id, and for the roster the UPN."""
        return name in (self.id, self.aad_object_id)


@dataclass
class Directory:
    """Everybody, by the short name that a test uses."""

    users: dict[str, User] = field(default_factory=dict)

    def find(self, name: str, tenant: str) -> User | None:
        """Who is meant by a 29: id or an Entra object id in that tenant."""
        return next((user for user in self.within(tenant) if user.is_named(name)), None)

    def within(self, tenant: str) -> Iterator[User]:
        """Who is in the tenant and has not left it."""
        return (user for user in self.users.values() if user.tenant == tenant and not user.left)
