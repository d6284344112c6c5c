"""Recorded payloads of Slack: sent as somebody's own under a fresh signature, and with every field made another."""

import json
import time
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from tests.handlers.contract.adapter import Altered, Payload
from tests.handlers.peers.slack.lines import Answer, HttpLine, Sent, signature
from tests.handlers.peers.slack.server import LocalSlack

RECORDED, TEAM, USER, CHANNEL = "(recorded)", "(team)", "(user)", "(channel)"
"""What stands in a recording where each request, workspace, person and chat has its own."""

_CHOSEN = ("text", "command")
_FORGED = (
    ("X-Slack-Signature", ""),
    ("X-Slack-Signature", "v0="),
    ("X-Slack-Signature", "v0=" + "0" * 64),
    ("X-Slack-Signature", "v1=" + "0" * 64),
    ("X-Slack-Request-Timestamp", ""),
    ("X-Slack-Request-Timestamp", "soon"),
    ("X-Slack-Request-Timestamp", "1"),
    ("X-Slack-Request-Timestamp", "9" * 30),
)


async def play(slack: LocalSlack, base: str, payload: Payload, user: str) -> Answer:
    """Send a recorded payload as this user's; headers that are not as recorded are left so."""
    request = payload["request"]
    line = HttpLine(slack, base)
    ours = {TEAM: slack.workspace.id, USER: user, CHANNEL: slack.dm(slack.users[user]).id}
    body, content_type = line.packed(request["kind"], filled(request["payload"], ours))
    now = str(int(time.time()))
    signed = {
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": signature(slack.signing_secret, now, body),
    }
    headers = {name: signed[name] if value == RECORDED else value for name, value in request["headers"].items()}
    return await line.repeats(Sent(request["kind"], {}, body, {"Content-Type": content_type, **headers}, line.url))


def aimed(payload: Payload, delivery: str) -> Payload:
    """The payload about a delivery that is really there."""
    fresh = deepcopy(payload)
    for where, name in _marks(fresh["request"]["payload"]):
        where[name] = json.dumps({**json.loads(where[name]), "d": delivery})
    return fresh


def altered(payload: Payload, theirs: str) -> Iterator[Altered]:
    """Each field of a payload that is read, each in turn made something else."""
    number = 0

    def fresh() -> Payload:
        """A request of its own, no repetition."""
        nonlocal number
        number += 1
        copy = deepcopy(payload)
        sent = copy["request"]["payload"]
        name = "event_id" if "event_id" in sent else "trigger_id"
        sent[name] = f"{sent[name]}{number}"
        return copy

    for name, other in _FORGED:
        forged = fresh()
        forged["request"]["headers"][name] = other
        yield Altered(f"headers.{name}", forged)
    for path in _paths(payload["request"]["payload"]):
        for other in _others(path):
            if payload["request"]["kind"] == "slash_commands" and not isinstance(other, str):
                continue  # a form holds nothing but texts
            changed = fresh()
            where, name = _at(changed["request"]["payload"], path)
            where[name] = other
            yield Altered(".".join(map(str, path)), changed, path[-1] in _CHOSEN)
    for place, _ in enumerate(_marks(payload["request"]["payload"])):
        for mark in _other_marks(payload, place, theirs):
            changed = fresh()
            where, name = list(_marks(changed["request"]["payload"]))[place]
            where[name] = mark
            yield Altered(name, changed)


def _marks(sent: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Where a payload says what it is about."""
    for action in sent.get("actions", ()):
        yield action, "value"
    if "view" in sent:
        yield sent["view"], "private_metadata"


def _other_marks(payload: Payload, place: int, theirs: str) -> Iterator[str]:
    where, name = list(_marks(payload["request"]["payload"]))[place]
    mark = json.loads(where[name])
    for field, given in mark.items():
        if field in ("l", "n"):
            continue
        others = [theirs] if field == "d" else []
        others += ["", f"{given}x", given[:-1], given.upper(), f"../{given}", given + "\u200b", None, 7, [given]]
        yield from (json.dumps({**mark, field: other}) for other in others if other != given)
    yield from ("", "{}", "[]", "null", where[name][:-1], "[" * 1000, json.dumps({**mark, "more": 1}))


_READ = (
    ("team", "id"),
    ("team_id",),
    ("user", "id"),
    ("user_id",),
    ("event", "user"),
    ("event", "text"),
    ("event", "channel"),
    ("actions", 0, "action_id"),
    ("actions",),
    ("view", "callback_id"),
    ("view", "state"),
    ("trigger_id",),
    ("event_id",),
    ("command",),
    ("text",),
    ("channel_id",),
)


def _paths(sent: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    for path in _READ:
        try:
            _at(sent, path)[0][path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
        yield path


def _at(sent: Any, path: tuple[str | int, ...]) -> tuple[Any, Any]:
    for step in path[:-1]:
        sent = sent[step]
    return sent, path[-1]


def _others(path: tuple[str | int, ...]) -> tuple[object, ...]:
    match path:
        case (*_, "text"):
            return ("help", "x" * 10)
        case ("command",):
            return ("/help",)
        case ("team", "id") | ("team_id",):
            return ("T0OTHER", "", "t-1", None, 7, ["T1"], "x" * 500)
        case ("user", "id") | ("user_id",) | (*_, "user"):
            return ("", "u-1", 7, ["U1"], "x" * 500)
        case (*_, "action_id"):
            return ("", "tapx", "press.0", "reopen", None, 7)
        case (*_, "callback_id"):
            return ("", "other", None)
        case _:
            return ("", None, 7, [])


def filled(value: Any, ours: Mapping[str, str]) -> Any:
    match value:
        case dict():
            return {name: filled(each, ours) for name, each in value.items()}
        case list():
            return [filled(each, ours) for each in value]
        case str():
            return ours.get(value, value)
    return value
