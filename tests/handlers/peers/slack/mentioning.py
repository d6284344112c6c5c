"""Mentions: chosen from the list that opens at an @, they are no text any more but stand for an account."""

import re

from tests.handlers.peers.slack.things import User

_CHOSEN = re.compile("\ue000(\\w+)\ue001")


def mention(user: str) -> str:
    """What somebody has in front of them who chose this account; only the client knows what stands for it."""
    return f"\ue000{user}\ue001"


def sent(text: str) -> str:
    """In a message and in a field: by the account's id alone."""
    return _CHOSEN.sub(r"<@\1>", text)


def sent_with_command(text: str, users: dict[str, User], *, escapes: bool) -> str:
    """Behind a slash command: with the account's name, or, where the app does not ask for escapes, by that alone."""

    def written(found: re.Match[str]) -> str:
        name = users[found[1]].name
        return f"<@{found[1]}|{name}>" if escapes else f"@{name}"

    return _CHOSEN.sub(written, text)
