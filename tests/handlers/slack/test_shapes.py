"""Payloads of a shape that bolt takes for granted: signed, and yet answered as what nobody can read."""

import json
from collections.abc import Mapping
from copy import deepcopy
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession

from tests.handlers.contract.slack_payloads import CHANNEL, TEAM, USER, filled
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack.signing import signed
from tests.handlers.recorded import recorded
from tests.handlers.slack.host import Host

ODD = (None, 7, "", [], {}, [1], {"a": 1}, True, "\ud800", "a\0b", "x" * 600)
READ = {
    "say": ("type", "event", "event.type", "event.user", "event.text", "event_id", "team_id"),
    "click": ("type", "actions", "actions.0", "actions.0.action_id", "actions.0.action_ts", "actions.0.value", "user"),
    "submit": ("type", "view", "view.type", "view.callback_id", "view.private_metadata", "view.state", "trigger_id"),
}


def changed(payload: Any, path: str, to: object, *, gone: bool = False) -> Any:
    """The payload with something else there, or without it."""
    copy = deepcopy(payload)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    place: Any = copy
    for step in way:
        place = place[step]
    if gone:
        del place[last]
    else:
        place[last] = to
    return copy


def body_of(payload: Mapping[str, Any], kind: str) -> tuple[bytes, str]:
    """As Slack packs it."""
    text = json.dumps(payload)
    if kind == "say":
        return text.encode(), "application/json"
    return urlencode({"payload": text}).encode(), "application/x-www-form-urlencoded"


@pytest.mark.parametrize("kind", READ)
async def test_no_shape_of_a_payload_is_a_fault_of_ours(
    slack: LocalSlack, host: Host, alice: Person, logged: StringIO, kind: str
) -> None:
    payload = filled(
        recorded("slack", kind)["request"]["payload"], {TEAM: slack.workspace.id, USER: "U1", CHANNEL: alice.dm.id}
    )
    async with ClientSession() as http:
        for path in READ[kind]:
            odd = [changed(payload, path, each) for each in ODD] + [changed(payload, path, None, gone=True)]
            for each in odd:
                body, content_type = body_of(each, kind)
                headers = {**signed(slack.signing_secret, body), "Content-Type": content_type}
                async with http.post(f"{host.base}/slack/events", data=body, headers=headers) as answer:
                    assert answer.status < 500, (path, answer.status)
    assert "request_failed" not in logged.getvalue()
