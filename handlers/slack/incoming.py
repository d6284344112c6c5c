"""What Slack sends becomes something heard here, and the payload dies here. Every request was verified before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from conversations.toolkit.forms import RawValues
from handlers.platform import Clicking, Commanding, Identity, Incoming, Pressing, Saying, Submitting
from handlers.slack import payloads
from handlers.slack.forms import FORM, LINES
from handlers.slack.marks import PAGE, PRESS, REOPEN, TAP, Press, Sheet, Tap, read_mark
from handlers.slack.people import judged
from handlers.slack.texts import filled_in, tidy, written

US = "/rapport"
HELP = "help"

_WRITTEN = (None, "file_share", "me_message", "thread_broadcast")
"""Subtypes of messages that somebody wrote; the others tell of changes."""

Payload = Mapping[str, Any]


class Unreadable(ValueError):
    """The request makes no sense; its words are not repeated."""


# --- what is heard ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """Something that a person did. `channel`: where to tell them privately; `trigger`: what opens a form for 3 s;
    `blocks`: those of the form they sent.
    """

    incoming: Incoming
    channel: str = ""
    trigger: str = ""
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reopening:
    """A form that did not open is to be opened now."""

    who: Identity
    sheet: Sheet
    trigger: str
    channel: str = ""


@dataclass(frozen=True)
class Seeking:
    """Somebody types into a field that looks things up."""

    who: Identity
    sheet: Sheet
    field: str
    text: str


@dataclass(frozen=True)
class Choosing:
    """Somebody chose something in a form on which other fields depend; `values` is what stands in it now."""

    who: Identity
    sheet: Sheet
    view: str
    hash: str
    values: RawValues


@dataclass(frozen=True)
class Looking:
    """Somebody opened Home."""

    who: Identity


@dataclass(frozen=True)
class Changed:
    """Something about a user changed; `left` if they are no full member of the workspace after it."""

    who: Identity
    left: bool


@dataclass(frozen=True)
class Removed:
    """The app was removed from a workspace."""

    team: str


Anything = Heard | Reopening | Seeking | Choosing | Looking | Changed | Removed | None
"""None: nothing is to be done."""


R = TypeVar("R", bound=payloads.Read)


# --- reading --------------------------------------------------------------------------------------------------------


def event(payload: Payload, bot: str) -> Anything:
    """An event of the Events API; `bot` is our user, whose mention is no part of what is said. Raises Unreadable."""
    envelope = _read(payloads.Event, payload)
    read = _EVENTS.get(str(envelope.event.get("type")))
    return read(envelope, bot) if read else None


def command(payload: Payload) -> Heard:
    """A slash command; `/rapport <command>` is every command. Raises Unreadable."""
    sent = _read(payloads.Command, payload)
    text = written(sent.text)
    said = (text or HELP) if sent.command == US else f"{sent.command[1:]} {text}".strip()
    what = Commanding(said, private=sent.channel_name == "directmessage")
    key = _key(sent.team_id, "command", sent.user_id, sent.trigger_id)
    return Heard(_incoming(key, sent.team_id, sent.user_id, what), sent.channel_id, sent.trigger_id)


def action(payload: Payload) -> Anything:
    """A tap on a button, or a choice in a form. Raises Unreadable."""
    sent = _read(payloads.Actions, payload)
    if sent.view and sent.view.callback_id == FORM:
        return _choosing(_read(payloads.Choice, payload))
    tapped = sent.actions[0]
    kind = tapped.action_id.partition(".")[0]
    channel = sent.channel.id if sent.channel else ""
    if kind == PAGE:
        return None
    if kind == REOPEN:
        sheet = _marked(lambda: read_mark(Sheet, tapped.carried))
        return Reopening(_who(sent.team.id, sent.user.id), sheet, sent.trigger_id, channel)
    read = _TAPS.get(kind)
    if read is None:
        raise Unreadable
    what = _marked(lambda: read(tapped.carried))
    key = _key(sent.team.id, "action", sent.user.id, sent.trigger_id, tapped.action_ts)
    return Heard(_incoming(key, sent.team.id, sent.user.id, what), channel, sent.trigger_id)


def submission(payload: Payload) -> Heard:
    """A form sent. Raises Unreadable."""
    sent = _read(payloads.Submission, payload)
    sheet = _sheet(sent.view)
    values = {name: tuple(map(filled_in, texts)) for name, texts in _values(sent.view.state).items()}
    what = Submitting(sheet.d, sheet.f, values, sheet.n)
    key = _key(sent.team.id, "submission", sent.user.id, sent.trigger_id)
    blocks = tuple(sent.view.state.values)
    return Heard(_incoming(key, sent.team.id, sent.user.id, what), blocks=blocks)


def _choosing(sent: payloads.Choice) -> Choosing:
    values = _values(sent.view.state)
    return Choosing(_who(sent.team.id, sent.user.id), _sheet(sent.view), sent.view.id, sent.view.hash, values)


def seeking(payload: Payload) -> Seeking:
    """What somebody typed into a menu that asks for options. Raises Unreadable."""
    sent = _read(payloads.Sought, payload)
    return Seeking(_who(sent.team.id, sent.user.id), _sheet(sent.view), sent.block_id, tidy(sent.value))


def _message(envelope: payloads.Event, bot: str) -> Anything:
    sent = _read(payloads.Message, envelope.event)
    is_ours = sent.channel_type == "im" and sent.subtype in _WRITTEN and not sent.bot_id
    return _said(envelope, sent, Saying(written(sent.text, bot))) if is_ours else None


def _mention(envelope: payloads.Event, bot: str) -> Anything:
    sent = _read(payloads.Message, envelope.event)
    return None if sent.bot_id else _said(envelope, sent, Saying(written(sent.text, bot), private=False))


def _said(envelope: payloads.Event, sent: payloads.Message, what: Saying) -> Heard | None:
    if not sent.user or not (what.text or not what.private):
        return None
    key = f"slack:{envelope.team_id}:{envelope.event_id}"
    return Heard(_incoming(key, envelope.team_id, sent.user, what), sent.channel)


def _home(envelope: payloads.Event, _bot: str) -> Looking | None:
    sent = _read(payloads.Opened, envelope.event)
    return Looking(_who(envelope.team_id, sent.user)) if sent.tab == "home" else None


def _changed(envelope: payloads.Event, _bot: str) -> Changed:
    who = _who(envelope.team_id, _read(payloads.UserChanged, envelope.event).user.id)
    member = _marked(lambda: judged(envelope.event["user"], who))
    return Changed(who, left=member.kind != "member")


def _removed(envelope: payloads.Event, _bot: str) -> Removed:
    return Removed(envelope.team_id)


def _revoked(envelope: payloads.Event, _bot: str) -> Removed | None:
    """Only the bot's own token is of any use to us; those of users come and go."""
    tokens = envelope.event.get("tokens")
    return Removed(envelope.team_id) if isinstance(tokens, dict) and tokens.get("bot") else None


_EVENTS: Mapping[str, Callable[[payloads.Event, str], Anything]] = {
    "message": _message,
    "app_mention": _mention,
    "app_home_opened": _home,
    "user_change": _changed,
    "app_uninstalled": _removed,
    "tokens_revoked": _revoked,
}
EVENTS = ("message.im", *(name for name in _EVENTS if name != "message"))
"""The events to subscribe to."""

_TAPS: Mapping[str, Callable[[str], Clicking | Pressing]] = {
    TAP: lambda value: read_mark(Tap, value).clicking(),
    PRESS: lambda value: read_mark(Press, value).pressing(),
}


def _values(state: payloads.State) -> RawValues:
    return {
        name: tuple(part for id_, value in block.items() for text in value.texts() for part in _parts(id_, text))
        for name, block in state.values.items()
    }


def _parts(element: str, text: str) -> list[str]:
    return text.split("\n") if element == LINES else [text]


def _sheet(view: payloads.View) -> Sheet:
    if view.callback_id != FORM:
        raise Unreadable
    return _marked(lambda: read_mark(Sheet, view.private_metadata))


T = TypeVar("T")


def _marked(read: Callable[[], T]) -> T:
    try:
        return read()
    except ValidationError:
        raise Unreadable from None


def _read(model: type[R], payload: Payload) -> R:
    try:
        return model.model_validate(payload)
    except ValidationError:
        raise Unreadable from None


def _who(team: str, user: str) -> Identity:
    return Identity("slack", team, user)


def _incoming(key: str, team: str, user: str, what: Clicking | Pressing | Submitting | Saying | Commanding) -> Incoming:
    return Incoming(key=key, who=_who(team, user), what=what)


def _key(team: str, kind: str, user: str, *moment: str) -> str:
    """The same for every repetition, over HTTP or a socket: Slack gives interactions no id of their own."""
    return "slack:" + hashlib.sha256("\0".join((team, kind, user, *moment)).encode(errors="replace")).hexdigest()
