"""Requests as Slack signs them, and every way to forge one."""

import time

from tests.handlers.peers.slack.lines import signature

STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
WINDOW = 300
"""Seconds by which the clocks may differ (docs.slack.dev, "Verifying requests from Slack")."""

Headers = dict[str, str]


def signed(secret: str, body: bytes, at: float | None = None) -> Headers:
    """The headers of an event."""
    now = str(int(at or time.time()))
    return {"Content-Type": "application/json", STAMP: now, SIGNATURE: signature(secret, now, body)}


def forgeries(secret: str, body: bytes) -> dict[str, Headers]:
    """Headers that a bot must answer with 401, by what is wrong with them."""
    good = signed(secret, body)
    sign = good[SIGNATURE]
    return {
        "no headers": {"Content-Type": "application/json"},
        "no signature": {**good, SIGNATURE: ""},
        "no timestamp": {**good, STAMP: ""},
        "bad signature": {**good, SIGNATURE: "v0=" + "0" * 64},
        "another secret": {**good, SIGNATURE: signature("another secret", good[STAMP], body)},
        "short": {**good, SIGNATURE: sign[:-1]},
        "another version": {**good, SIGNATURE: sign.replace("v0", "v1")},
        "upper case": {**good, SIGNATURE: sign.upper()},
        "not a number": {**good, STAMP: "soon"},
        "a float": {**good, STAMP: f"{good[STAMP]}.5"},
        "negative": {**good, STAMP: f"-{good[STAMP]}"},
        "huge": {**good, STAMP: "9" * 4000},
        "other digits": {**good, STAMP: "\u0661" * 10},
        "not ASCII": {**good, SIGNATURE: "v0=\u00e9" + "0" * 63},
        "too old": signed(secret, body, time.time() - WINDOW - 2),
        "too new": signed(secret, body, time.time() + WINDOW + 2),
        "another time": {**good, STAMP: str(int(good[STAMP]) + 1)},
        "ssl_check": {**good, SIGNATURE: "", "Content-Type": "application/x-www-form-urlencoded"},
    }
