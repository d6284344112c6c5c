"""Events as the Events API sends them."""

import re
import secrets
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.mentioning import sent
from tests.handlers.peers.slack.things import Channel, Message, User, Workspace

if TYPE_CHECKING:
    from tests.handlers.peers.slack.world import World

KINDS = {"im": "im", "channel": "channel", "group": "group"}


def envelope(world: "World", workspace: Workspace, event: Json, **more: Any) -> Json:
    """The envelope around an event; `event_id` is new for each."""
    return {
        "token": world.verification_token,
        "team_id": workspace.id,
        "context_team_id": workspace.id,
        "context_enterprise_id": None,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.id,
                "user_id": workspace.bot,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(24)}",
        **more,
    }


def escaped(text: str) -> str:
    """A text as Slack's client sends it: the three characters escaped, addresses and mentions in angle brackets."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"https?://[^\s<>|]+", r"<\g<0>>", text)
    text = re.sub(r"(?<![\w<@/.])[\w.+-]+@[\w-]+\.[\w.-]*\w", r"<mailto:\g<0>|\g<0>>", text)
    return sent(text)


def typed(text: str) -> list[Json]:
    """The blocks of what somebody typed."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": secrets.token_urlsafe(4)[:5], "elements": [section]}]


def said(message: Message, user: User, channel: Channel) -> Json:
    """message.im, or message.channels."""
    event = {
        "client_msg_id": str(uuid4()),
        "type": "message",
        "text": message.text,
        "user": user.id,
        "ts": message.ts,
        "team": user.home,
        "blocks": message.blocks,
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": KINDS[channel.kind],
    }
    if user.is_stranger:
        event |= {"user_team": user.home, "source_team": user.home}
    if user.is_bot:
        event |= {"bot_id": f"B{user.id[1:]}"}
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
    return event


def mentioned(message: Message, user: User, channel: Channel) -> Json:
    """app_mention."""
    event = said(message, user, channel)
    return {**{name: value for name, value in event.items() if name != "channel_type"}, "type": "app_mention"}


def home_opened(world: "World", user: User, channel: Channel, tab: str, view: Json | None) -> Json:
    """app_home_opened; `view` is there once something was published."""
    event: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": channel.id,
        "tab": tab,
        "event_ts": world.clock.ts(),
    }
    return {**event, "view": view} if view and tab == "home" else event


def own_message(world: "World", message: Message, before: Json | None) -> Json:
    """What the app is told of its own message, new or edited."""
    channel = world.channels[message.channel]
    place = {"channel": channel.id, "channel_type": KINDS[channel.kind]}
    if before is None:
        return {**message.shown(), **place, "event_ts": message.ts}
    ts = world.clock.ts()
    changed = {"type": "message", "subtype": "message_changed", "hidden": True}
    return {**changed, "message": message.shown(), "previous_message": before, **place, "ts": ts, "event_ts": ts}


def user_event(world: "World", kind: str, user: User) -> Json:
    """team_join, user_change: with the whole user."""
    shown = user.shown(email="users:read.email" in world.workspaces[user.workspace].scopes)
    return {"type": kind, "user": shown, "cache_ts": int(time.time()), "event_ts": world.clock.ts()}


def member_event(world: "World", kind: str, user: User, channel: Channel) -> Json:
    """member_joined_channel, member_left_channel."""
    return {
        "type": kind,
        "user": user.id,
        "channel": channel.id,
        "channel_type": channel.id[0],
        "team": user.home,
        "event_ts": world.clock.ts(),
    }


def rate_limited(world: "World", workspace: Workspace) -> Json:
    """app_rate_limited: no envelope, more than 30,000 events in an hour."""
    return {
        "token": world.verification_token,
        "type": "app_rate_limited",
        "team_id": workspace.id,
        "minute_rate_limited": int(time.time()) // 60 * 60,
        "api_app_id": world.app_id,
    }
