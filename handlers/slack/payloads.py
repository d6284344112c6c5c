"""What is read of Slack's payloads; everything else in them is let lie. Used by incoming.py alone."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handlers.slack.texts import tidy

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,32}$")]
Token = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Long = Annotated[str, StringConstraints(max_length=100_000)]


class Read(BaseModel):
    """Strict in what is read, deaf to all else: Slack adds fields whenever it likes."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Thing(Read):
    """Something with an id."""

    id: Id


class Message(Read):
    """What somebody wrote, or what became of it."""

    user: Id | None = None
    bot_id: str | None = None
    subtype: str | None = None
    channel: Id
    channel_type: str = ""
    text: Long = ""


class Opened(Read):
    """Somebody looks at the app."""

    user: Id
    tab: str


class UserChanged(Read):
    """The account of a user changed."""

    user: Thing


class Event(Read):
    """The envelope of an event."""

    team_id: Id
    event_id: Token
    event: dict[str, Any]


class Command(Read):
    """A slash command."""

    team_id: Id
    user_id: Id
    channel_id: Id
    channel_name: str = ""
    command: Annotated[str, StringConstraints(pattern=r"^/[a-z0-9_-]{1,32}$")]
    text: Long = ""
    trigger_id: Token


class Chosen(Read):
    """A chosen option."""

    value: Long


class Action(Read):
    """One tap: on a button, or on an option of a menu."""

    action_id: Token
    value: Annotated[str, StringConstraints(max_length=2000)] = ""
    selected_option: Chosen | None = None
    action_ts: str = ""

    @property
    def carried(self) -> str:
        """What the button carries, or the option."""
        return self.selected_option.value if self.selected_option else self.value


class Surface(Read):
    """A modal or Home on which it happened."""

    callback_id: str = ""


class Actions(Read):
    """A tap with where it happened."""

    team: Thing
    user: Thing
    channel: Thing | None = None
    trigger_id: Token
    actions: Annotated[list[Action], Field(min_length=1, max_length=25)]
    view: Surface | None = None


class Value(Read):
    """What one element holds."""

    value: Long | None = None
    selected_date: Token | None = None
    selected_option: Chosen | None = None
    selected_options: Annotated[list[Chosen], Field(max_length=100)] | None = None

    def texts(self) -> tuple[str, ...]:
        """All of it as texts."""
        options = [each for each in (self.selected_option, *(self.selected_options or ())) if each]
        given = (self.value, self.selected_date, *(each.value for each in options))
        return tuple(tidy(text) for text in given if text is not None)


class State(Read):
    """What all elements hold, by block."""

    values: Annotated[dict[Token, dict[Token, Value]], Field(max_length=100)]


class View(Read):
    """The modal that was sent, or is being filled in."""

    callback_id: str
    private_metadata: Annotated[str, StringConstraints(max_length=3000)]
    state: State


class Standing(View):
    """A modal that stays open; its hash is another one after each change of it."""

    id: Id
    hash: Token


class Choice(Read):
    """Something chosen in a modal that stays open."""

    team: Thing
    user: Thing
    view: Standing


class Submission(Read):
    """A modal that was sent."""

    team: Thing
    user: Thing
    trigger_id: Token
    view: View


class Sought(Read):
    """What was typed into a menu that asks for options."""

    team: Thing
    user: Thing
    block_id: Token
    value: Annotated[str, StringConstraints(max_length=200)]
    view: View
