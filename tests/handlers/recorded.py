"""Payloads as the platforms sent them, recorded once."""

import json
from pathlib import Path

from tests.handlers.contract.adapter import Payload

PAYLOADS = Path(__file__).with_name("payloads")
NAMES = ("click", "submit", "say", "command")
"""What a person can do, on every platform."""


def recorded(platform: str, name: str) -> Payload:
    """A recorded payload."""
    payload: Payload = json.loads((PAYLOADS / platform / f"{name}.json").read_text("utf-8"))
    return payload
