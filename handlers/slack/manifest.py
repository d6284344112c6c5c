"""The manifest of the Slack app: what it may do, what it is told of, and where Slack finds us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from conversations.toolkit.commands import US, Command
from conversations.toolkit.words import Language, Phrase
from handlers.platform import Words
from handlers.slack.incoming import EVENTS

BUILT_IN = frozenset(
    {
        "active", "apps", "archive", "away", "call", "collapse", "dm", "dnd", "expand", "feed", "feedback",
        "help", "huddle", "invite", "join", "keys", "kick", "leave", "list", "me", "msg", "mute", "open",
        "part", "people", "prefs", "remind", "remove", "rename", "search", "shortcuts", "shrug", "star",
        "status", "topic", "unarchive", "who",
    }
)  # fmt: skip
"""Commands of Slack's own, whose names no app can have; `/rapport <command>` works for all."""

_NAME = re.compile(r"/[a-z0-9_-]{1,31}", re.ASCII)
_LIMITS: Mapping[tuple[str, str], int] = {
    ("display_information", "name"): 35,
    ("display_information", "description"): 140,
    ("bot_user", "display_name"): 80,
}
_COMMANDS, _DESCRIPTION, _HINT, _EVENTS = 50, 2000, 1000, 100

Manifest = dict[str, Any]


class BadManifest(ValueError):
    """Slack would not take this manifest."""


def manifest(
    commands: Iterable[Command], words: Words, base_url: str, *, socket_mode: bool, language: Language = "en"
) -> Manifest:
    """The manifest, described in a language: Slack shows everybody the same one.

    Without Socket Mode Slack calls `base_url`, which has to be https. Raises BadManifest.
    """
    made = _template()
    name = words.text(Phrase("words.chat.name"), language)
    made["display_information"] |= {"name": name, "description": words.text(Phrase("slack.about"), language)}
    made["features"]["bot_user"]["display_name"] = name
    url = {} if socket_mode else {"url": f"{base_url}/slack/events"}
    usage = words.text(Phrase("words.chat.usage"), language)
    made["features"]["slash_commands"] = [
        {
            **_described(US, "help", words, language),
            "usage_hint": usage,
            **url,
        },
        *(
            {**_described(each.name, each.name, words, language), **url}
            for each in commands
            if each.name not in BUILT_IN
        ),
    ]
    asked = {} if socket_mode else {"request_url": f"{base_url}/slack/events"}
    options = {} if socket_mode else {"message_menu_options_url": f"{base_url}/slack/events"}
    made["settings"] |= {
        "event_subscriptions": {**asked, "bot_events": sorted(EVENTS)},
        "interactivity": {"is_enabled": True, **asked, **options},
        "socket_mode_enabled": socket_mode,
    }
    for fault in _faults(made, base_url, socket_mode=socket_mode):
        raise BadManifest(fault)
    return made


def scopes() -> frozenset[str]:
    """What the bot token has to be allowed."""
    return frozenset(_template()["oauth_config"]["scopes"]["bot"])


def as_yaml(made: Manifest) -> str:
    """The manifest as Slack's page for a new app takes it."""
    out = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 200
    yaml.dump(made, out)
    return out.getvalue()


def _template() -> Manifest:
    made: Manifest = YAML(typ="safe", pure=True).load(Path(__file__).with_name("manifest.yaml"))
    return made


def _described(name: str, does: str, words: Words, language: Language) -> Manifest:
    """Escaped, a mention comes as whom it means; else it would be a mere name of Slack's own."""
    does = words.text(Phrase(f"commands.{does}.does"), language)
    return {"command": f"/{name}", "description": does, "should_escape": True}


def _faults(made: Manifest, base_url: str, *, socket_mode: bool) -> Iterator[str]:
    if not socket_mode and not base_url.startswith("https://"):
        yield f"{base_url}: not_https"
    parts = {"display_information": made["display_information"], **made["features"]}
    for (part, name), most in _LIMITS.items():
        if len(parts[part][name]) > most:
            yield f"{part}.{name}: too_long"
    yield from _command_faults(made["features"]["slash_commands"])
    if len(made["settings"]["event_subscriptions"]["bot_events"]) > _EVENTS:
        yield "bot_events: too_many"


def _command_faults(commands: list[Manifest]) -> Iterator[str]:
    names = [each["command"] for each in commands]
    if len(names) > _COMMANDS or len(set(names)) != len(names):
        yield "slash_commands: too_many_or_twice"
    for each in commands:
        if not _NAME.fullmatch(each["command"]) or each["command"][1:] in BUILT_IN:
            yield f"{each['command']}: bad_name"
        if not 0 < len(each["description"]) <= _DESCRIPTION or len(each.get("usage_hint", "")) > _HINT:
            yield f"{each['command']}: bad_description"
