"""What there is in a Slack: workspaces, users, channels, messages, views, triggers."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from tests.handlers.peers.slack.checks import Json

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
        "users:read.email",
    }
)


@dataclass
class Workspace:
    """A workspace in which the app is installed; its token lives as long as the app is."""

    id: str
    domain: str
    token: str
    bot: str
    bot_id: str
    scopes: set[str]
    revoked: str = ""  # what auth answers once the token is dead: token_revoked, account_inactive
    list_turns: bool = False  # a fault: after the last page of users.list comes the first again

    @property
    def payload(self) -> Json:
        """As it stands in interactivity."""
        return {"id": self.id, "domain": self.domain}


@dataclass
class User:
    """A person or a bot. `home` is the workspace they belong to; a Slack Connect stranger's is another one."""

    id: str
    workspace: str
    home: str
    name: str
    real_name: str
    email: str | None = None
    email_confirmed: bool = True
    is_bot: bool = False
    restricted: bool = False
    ultra_restricted: bool = False
    deleted: bool = False
    admin: bool = False
    tz: str = "Europe/Berlin"
    tz_offset: int = 3600
    locale: str = "en-US"
    shows: Json = field(default_factory=dict)
    """What Slack says differently of them, such as on Enterprise Grid; None is left out."""

    @property
    def is_stranger(self) -> bool:
        return self.home != self.workspace

    @property
    def payload(self) -> Json:
        """As it stands in interactivity."""
        return {"id": self.id, "username": self.name, "name": self.name, "team_id": self.home}

    def shown(self, *, email: bool, locale: bool = False) -> Json:
        """As users.info shows it; the address only to who may see it, and never a stranger's."""
        profile: Json = {
            "title": "",
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": hashlib.sha256(self.id.encode()).hexdigest()[:12],
            "team": self.home,
        }
        if email and self.email and not self.is_stranger:
            profile["email"] = self.email
        if self.is_bot:
            profile["bot_id"], profile["api_app_id"] = f"B{self.id[1:]}", ""
        user: Json = {
            "id": self.id,
            "team_id": self.home,
            "name": self.name,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1_700_000_000,
        }
        if self.is_stranger:
            user["is_stranger"] = True
        if not self.deleted:
            user.update(self._alive())
        user = {key: value for key, value in {**user, **self.shows}.items() if value is not None}
        return {**user, "locale": self.locale} if locale else user

    def _alive(self) -> Json:
        return {
            "color": "9f69e7",
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": self.tz_offset,
            "is_admin": self.admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.restricted or self.ultra_restricted,
            "is_ultra_restricted": self.ultra_restricted,
            "is_email_confirmed": self.email_confirmed,
            "who_can_share_contact_card": "EVERYONE",
        }


@dataclass
class Message:
    """A message as it stands now. `wrote` is the user who wrote it, `bot_id` tells that it was an app."""

    ts: str
    channel: str
    wrote: str
    text: str
    team: str
    bot_id: str = ""
    app_id: str = ""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    edited: Json | None = None
    only_for: str = ""  # an ephemeral message is for one person, and in no history
    state: dict[str, Json] = field(default_factory=dict)
    versions: int = 1

    def shown(self, *, metadata: bool = False) -> Json:
        """As history and payloads show it; metadata only when asked for."""
        shown: Json = {"user": self.wrote, "type": "message", "ts": self.ts, "text": self.text, "team": self.team}
        if self.bot_id:
            shown |= {"bot_id": self.bot_id, "app_id": self.app_id}
        if self.blocks:
            shown["blocks"] = self.blocks
        if self.thread_ts:
            shown["thread_ts"] = self.thread_ts
        if self.edited:
            shown["edited"] = self.edited
        if metadata and self.metadata:
            shown["metadata"] = self.metadata
        return shown


@dataclass
class Channel:
    """A conversation: `im` with the app, or a channel with members."""

    id: str
    workspace: str
    name: str
    kind: str  # im, channel, group
    members: set[str]
    archived: bool = False
    messages: list[Message] = field(default_factory=list)

    def find(self, ts: str) -> Message | None:
        return next((each for each in self.messages if each.ts == ts), None)

    @property
    def payload(self) -> Json:
        return {"id": self.id, "name": "directmessage" if self.kind == "im" else self.name}


@dataclass
class View:
    """A modal or Home as it stands: what the app gave, and what the person has put in."""

    id: str
    workspace: str
    user: str
    given: Json
    blocks: list[Json]
    root: str
    previous: str | None = None
    hash: str = ""
    open: bool = True
    state: dict[str, Json] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.given["type"])

    def said(self, name: str) -> str:
        """The text of its title, submit or close; "" if there is none."""
        return str((self.given.get(name) or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.given.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        return str(self.given.get("private_metadata", ""))


@dataclass
class Trigger:
    """What a person's act gives the app to open a modal with: once, and within three seconds."""

    id: str
    workspace: str
    user: str
    born: float
    view: View | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """An address to answer at: five times, within thirty minutes."""

    id: str
    channel: Channel
    user: str
    born: float
    message: Message | None = None
    uses: int = 0


Args = dict[str, Any]
