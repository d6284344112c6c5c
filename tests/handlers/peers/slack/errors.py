"""What Slack answers when it refuses, and what the stand-in raises where the real client would not let one."""

from typing import Any


class Refusal(Exception):
    """Slack says no: `{"ok": false, "error": ...}`."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error, self.more = error, more

    @property
    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.more}


def told(error: str, faults: list[str]) -> Refusal:
    """A refusal that says what is wrong with which part; message methods list it twice, as Slack does."""
    more: dict[str, Any] = {"response_metadata": {"messages": [f"[ERROR] {fault}" for fault in faults]}}
    return Refusal(error, **({"errors": faults, **more} if error == "invalid_blocks" else more))


class Impossible(AssertionError):
    """What a person cannot do in Slack's client: press what is not there, leave out what must be filled in."""


class Trouble(AssertionError):
    """What Slack shows a person when the app's answer is late, missing or wrong."""
