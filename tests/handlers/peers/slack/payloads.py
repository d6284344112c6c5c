"""Interactivity as Slack sends it: commands, clicks, submissions, type-ahead, shortcuts."""

import copy
from typing import TYPE_CHECKING, Any

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.filling import FIELDS, starting
from tests.handlers.peers.slack.mentioning import sent_with_command
from tests.handlers.peers.slack.surfaces import elements_of
from tests.handlers.peers.slack.things import Channel, Message, User, View
from tests.handlers.peers.slack.viewing import shown

if TYPE_CHECKING:
    from tests.handlers.peers.slack.server import LocalSlack

Surface = Message | View


def common(slack: "LocalSlack", kind: str, user: User) -> Json:
    """What all of them have. Outside Enterprise Grid `enterprise` is null."""
    workspace = slack.workspaces[user.workspace]
    team = workspace.payload if not user.is_stranger else {"id": user.home, "domain": user.home.lower()}
    return {
        "type": kind,
        "user": user.payload,
        "api_app_id": slack.app_id,
        "token": slack.verification_token,
        "team": team,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(slack: "LocalSlack", user: User, channel: Channel, name: str, text: str) -> Json:
    """A slash command: a form, so all of it is text."""
    workspace = slack.workspaces[user.workspace]
    return {
        "token": slack.verification_token,
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel.payload["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": sent_with_command(text, slack.users, escapes=slack.escapes_commands),
        "api_app_id": slack.app_id,
        "is_enterprise_install": "false",
        "response_url": address(slack, channel, user),
        "trigger_id": slack.trigger(user).id,
    }


def address(slack: "LocalSlack", channel: Channel, user: User, message: Message | None = None) -> str:
    """A fresh response_url."""
    return f"{slack.url}/response/{slack.response_url(channel, user.id, message).id}"


def state(surface: Surface) -> Json:
    """What stands in all the elements that keep something."""
    if isinstance(surface, View):
        return copy.deepcopy(surface.state)
    values: Json = {}
    for block in surface.blocks:
        for each in elements_of(block):
            first = starting(each)
            if first is not None:
                kept = surface.state.get(block["block_id"], {}).get(each["action_id"], first)
                values.setdefault(block["block_id"], {})[each["action_id"]] = kept
    return values


def place(slack: "LocalSlack", user: User, surface: Surface) -> Json:
    """Where it happened: a message (with channel and response_url) or a view (with neither)."""
    if isinstance(surface, View):
        return {"container": {"type": "view", "view_id": surface.id}, "view": shown(slack, surface)}
    channel = slack.channels[surface.channel]
    container = {
        "type": "message",
        "message_ts": surface.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(surface.only_for),
    }
    at: Json = {"container": container, "channel": channel.payload}
    return at if surface.only_for else {**at, "message": copy.deepcopy(surface.shown())}


def acted(slack: "LocalSlack", user: User, surface: Surface, block: Json, element: Json, put: Json | None) -> Json:
    """block_actions; `put` is what was chosen, for elements that keep it (and for overflow menus)."""
    action = {
        name: value
        for name, value in element.items()
        if name in ("type", "action_id", "text", "value", "style", "placeholder") or name.startswith("initial_")
    }
    action |= {"block_id": block["block_id"], **(put or {}), "action_ts": slack.clock.ts()}
    payload = common(slack, "block_actions", user) | place(slack, user, surface)
    view = surface if isinstance(surface, View) else None
    payload |= {"trigger_id": slack.trigger(user, view).id, "actions": [action]}
    if isinstance(surface, Message):
        payload["state"] = {"values": state(surface)}
        payload["response_url"] = address(slack, slack.channels[surface.channel], user, surface)
    return payload


def chosen(element: Json, put: Json) -> Json:
    """The part of an action that says what was chosen."""
    name = "selected_option" if element["type"] == "overflow" else FIELDS[element["type"]][0]
    return {name: put[name]}


def submitted(slack: "LocalSlack", user: User, view: View) -> Json:
    """view_submission."""
    more = {"trigger_id": slack.trigger(user, view).id, "view": shown(slack, view), "response_urls": []}
    return common(slack, "view_submission", user) | more


def closed(slack: "LocalSlack", user: User, view: View, *, cleared: bool) -> Json:
    """view_closed, for views that asked for it."""
    return common(slack, "view_closed", user) | {"view": shown(slack, view), "is_cleared": cleared}


def suggesting(slack: "LocalSlack", user: User, surface: Surface, block: Json, element: Json, text: str) -> Json:
    """block_suggestion."""
    about = {"action_id": element["action_id"], "block_id": block["block_id"], "value": text}
    return common(slack, "block_suggestion", user) | place(slack, user, surface) | about


def shortcut(slack: "LocalSlack", user: User, callback_id: str) -> Json:
    """A global shortcut."""
    more = {"callback_id": callback_id, "trigger_id": slack.trigger(user).id, "action_ts": slack.clock.ts()}
    return common(slack, "shortcut", user) | more


def message_shortcut(slack: "LocalSlack", user: User, callback_id: str, message: Message) -> Json:
    """A shortcut of a message."""
    channel = slack.channels[message.channel]
    more: dict[str, Any] = {
        "callback_id": callback_id,
        "trigger_id": slack.trigger(user).id,
        "response_url": address(slack, channel, user, message),
        "message_ts": message.ts,
        "channel": channel.payload,
        "message": copy.deepcopy(message.shown()),
        "action_ts": slack.clock.ts(),
    }
    return common(slack, "message_action", user) | more
