"""What can stand in a record about when and how its subject is written to: settings, pauses, days away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class SettingChanged:
    """A setting of the person: language, slot, quiet hours, frequency, digest day, the chat they are written to in."""

    name: Literal["language", "slot_day", "slot_time", "quiet", "every_weeks", "digest_day", "channel", "goodbye"]
    value: str
    kind: Literal["setting_changed"] = "setting_changed"


@dataclass(frozen=True)
class Paused:
    """The person pauses all prompts until that day, no reason asked; twice a quarter, but for taking one up `again`."""

    until: date
    again: bool = False
    kind: Literal["paused"] = "paused"


@dataclass(frozen=True)
class PauseEnded:
    """The person, or HR, ended a pause early."""

    kind: Literal["pause_ended"] = "pause_ended"


@dataclass(frozen=True)
class AwayAnnounced:
    """The person is away from `first` to `last`, both included; why is nobody's business."""

    first: date
    last: date
    kind: Literal["away_announced"] = "away_announced"


@dataclass(frozen=True)
class AwayEnded:
    """The person takes back what they said of being away on these days."""

    first: date
    last: date
    kind: Literal["away_ended"] = "away_ended"
