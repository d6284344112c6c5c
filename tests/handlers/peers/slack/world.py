"""The state of the local Slack, and what tests put into it."""

import asyncio
import copy
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.clock import Clock
from tests.handlers.peers.slack.errors import Refusal, told
from tests.handlers.peers.slack.filling import starting
from tests.handlers.peers.slack.surfaces import elements_of, kept
from tests.handlers.peers.slack.things import SCOPES, Channel, Message, ResponseUrl, Trigger, User, View, Workspace

TRIGGER_LIVES, URL_LIVES, URL_USES, STACK = 3.0, 1800.0, 5, 3


@dataclass(repr=False, eq=False)
class World:
    """Everything that is there. `posted` and `edited` are told to who listens; `escapes_commands` is what an app's
    manifest calls `should_escape`.
    """

    app_id: str = "A0RAPPORT"
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = "verification-token"
    clock: Clock = field(default_factory=Clock)
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    dms: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    home_tab: bool = True
    messages_tab: bool = True
    escapes_commands: bool = True
    listeners: list[Callable[[Message, Json | None], None]] = field(default_factory=list)
    waiting: list[asyncio.Event] = field(default_factory=list)

    def add_workspace(self, id: str, domain: str = "", scopes: frozenset[str] = SCOPES) -> Workspace:
        """A workspace in which the app is installed with these scopes; with it comes the app's own user."""
        rest = id[1:]
        workspace = Workspace(
            id, domain or id.lower(), f"xoxb-{rest}-{secrets.token_hex(8)}", f"UBOT{rest}", f"B{rest}", set(scopes)
        )
        self.workspaces[id] = workspace
        self.users[workspace.bot] = User(workspace.bot, id, id, "rapport", "Rapport", is_bot=True)
        return workspace

    def add_user(self, id: str, *, team: str = "", home: str = "", **more: Any) -> User:
        """Somebody of the workspace `team` (the first by default); `home` elsewhere makes a Slack Connect stranger."""
        workspace = team or next(iter(self.workspaces))
        name = str(more.pop("name", id.lower()))
        user = User(id, workspace, home or workspace, name, str(more.pop("real_name", name.title())), **more)
        self.users[id] = user
        return user

    def add_channel(self, id: str, *members: str, team: str = "", name: str = "", **more: Any) -> Channel:
        """A channel with members; the app is one only if its user is among them."""
        workspace = team or next(iter(self.workspaces))
        channel = Channel(id, workspace, name or id.lower(), more.pop("kind", "channel"), set(members), **more)
        self.channels[id] = channel
        return channel

    def dm(self, user: User) -> Channel:
        """The conversation of the app and the user, opened if it was not."""
        if user.id not in self.dms:
            id = f"D{secrets.token_hex(5).upper()}"
            members = {user.id, self.workspaces[user.workspace].bot}
            self.dms[user.id] = self.channels[id] = Channel(id, user.workspace, "directmessage", "im", members)
        return self.dms[user.id]

    def changed(self) -> None:
        """Whoever waits for something looks again."""
        for each in self.waiting:
            each.set()

    def post(self, channel: Channel, message: Message) -> Message:
        """It is there."""
        channel.messages.append(message)
        self._tell(message, None)
        return message

    def edit(self, message: Message, wrote: str, *, text: str | None, blocks: list[Json] | None) -> None:
        """It stands otherwise; what is not given stays."""
        before = copy.deepcopy(message.shown())
        message.text = message.text if text is None else text
        message.blocks = message.blocks if blocks is None else kept(blocks)
        message.edited = {"user": wrote, "ts": self.clock.ts()}
        message.state.clear()
        message.versions += 1
        self._tell(message, before)

    def _tell(self, message: Message, before: Json | None) -> None:
        for listener in self.listeners:
            listener(message, before)
        self.changed()

    def trigger(self, user: User, view: View | None = None) -> Trigger:
        """A fresh trigger."""
        id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**11)}.{secrets.token_hex(16)}"
        self.triggers[id] = Trigger(id, user.workspace, user.id, self.clock.patient(), view)
        return self.triggers[id]

    def use(self, trigger_id: str, workspace: Workspace) -> Trigger:
        """The trigger, used up; refused when it is too old, used, or not this workspace's."""
        if trigger_id.count(".") != 2:
            raise told("invalid_arguments", ["invalid `trigger_id` [json-pointer:/trigger_id]"])
        trigger = self.triggers.get(trigger_id)
        if trigger is None or trigger.workspace != workspace.id:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self.clock.patient() - trigger.born > TRIGGER_LIVES:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger

    def show(self, user: str, given: Json, workspace: Workspace, under: View | None = None) -> View:
        """A modal on the person's screen: on top of `under`, or in place of what was open."""
        self._own(given, workspace, None)
        stack = self.stacks.setdefault(user, [])
        if under is None:
            for each in stack:
                each.open = False
            stack.clear()
        elif len(stack) >= STACK:
            raise Refusal("push_limit_reached")
        id = f"V{secrets.token_hex(5).upper()}"
        view = View(id, workspace.id, user, given, [], under.root if under else id, under.id if under else None)
        self.views[id] = view
        stack.append(view)
        self.redraw(view, given)
        return view

    def publish(self, user: str, given: Json, workspace: Workspace) -> View:
        """The person's Home."""
        view = self.homes.get(user)
        self._own(given, workspace, view)
        if view is None:
            id = f"V{secrets.token_hex(5).upper()}"
            view = self.homes[user] = self.views[id] = View(id, workspace.id, user, given, [], id)
        self.redraw(view, given)
        return view

    def _own(self, given: Json, workspace: Workspace, but: View | None) -> None:
        name = given.get("external_id")
        taken = (each for each in self.views.values() if each.workspace == workspace.id and each.open)
        if name and any(each is not but and each.given.get("external_id") == name for each in taken):
            raise Refusal("duplicate_external_id")

    def redraw(self, view: View, given: Json) -> None:
        """It shows this; what was put in stays where block, element and type are the same."""
        self._own(given, self.workspaces[view.workspace], view)
        before = view.state
        view.given, view.blocks = given, kept(given["blocks"])
        view.hash = f"{self.clock.ts().split('.')[0]}.{secrets.token_urlsafe(6)}"
        view.state = {}
        for block in view.blocks:
            for each in elements_of(block):
                first = starting(each)
                if first is not None:
                    old = before.get(block["block_id"], {}).get(each["action_id"])
                    kept_on = old is not None and old["type"] == each["type"]
                    view.state.setdefault(block["block_id"], {})[each["action_id"]] = old if kept_on else first
        self.changed()

    def response_url(self, channel: Channel, user: str, message: Message | None = None) -> ResponseUrl:
        """A fresh address to answer at."""
        id = secrets.token_hex(12)
        self.response_urls[id] = ResponseUrl(id, channel, user, self.clock.now(), message)
        return self.response_urls[id]

    def spend(self, id: str) -> ResponseUrl:
        """One use of it."""
        url = self.response_urls.get(id)
        if url is None:
            raise Refusal("no_such_url")
        if self.clock.now() - url.born > URL_LIVES or url.uses >= URL_USES:
            raise Refusal("expired_url" if url.uses < URL_USES else "used_url")
        url.uses += 1
        return url
