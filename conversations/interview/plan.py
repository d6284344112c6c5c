"""What is kept of a talk between turns: who holds it with whom, when, and by which script, as its owner may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from conversations.interview.hearing import Heard
from conversations.toolkit.conversation import Json, State

Role = Literal["", "holder", "person", "partner", "host", "guest"]
"""What the owner of the conversation is in the talk: who holds it, with whom it is held, or HR beside them; of one with
several people who holds it, and one of those.
"""

SEVERAL: frozenset[Role] = frozenset({"host", "guest"})

LISTED = 4
"""Lines of a script that an invitation holds."""


@dataclass(frozen=True)
class Plan:
    """A talk as one of them knows it. `scenario` stands in no plan of the person's: an invitation never says it. `day`
    and `clock` are what is proposed, in the holder's zone; `at` is when it is, None before it is arranged. `lines` are
    what the person is asked to think of, in both languages; `both` says that they see what is on record as well.
    `guests` are whom a host invites, of which `departments` they were then, and `several` how many were invited, as
    each of them is told.
    """

    role: Role = ""
    holder: str = ""
    person: str = ""
    partner: str = ""
    scenario: str = ""
    day: date | None = None
    clock: time | None = None
    at: datetime | None = None
    minutes: int = 0
    lines: tuple[tuple[str, str], ...] = ()
    both: bool = False
    guests: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    several: int = 0

    @classmethod
    def of(cls, state: State) -> Plan:
        """The plan that a state keeps."""
        kept = state.answers
        names = ("holder", "person", "partner", "scenario", "day", "clock", "at")
        text = {name: str(kept.get(name) or "") for name in names}
        role: Role = next((each for each in _ROLES if each == kept.get("role")), "")
        minutes, lines, several = kept.get("minutes"), kept.get("lines"), kept.get("several")
        guests, departments = kept.get("guests"), kept.get("departments")
        return cls(
            role,
            text["holder"],
            text["person"],
            text["partner"],
            text["scenario"],
            date.fromisoformat(text["day"]) if text["day"] else None,
            time.fromisoformat(text["clock"]) if text["clock"] else None,
            datetime.fromisoformat(text["at"]) if text["at"] else None,
            minutes if isinstance(minutes, int) else 0,
            tuple(_pair(each) for each in lines) if isinstance(lines, list) else (),
            bool(kept.get("both")),
            _texts(guests),
            _texts(departments),
            several if isinstance(several, int) else 0,
        )

    def kept(self, state: State, stage: str, **more: Json) -> State:
        """The state that keeps it, at a stage."""
        told: dict[str, Json] = {
            **{name: getattr(self, name) for name in ("role", "holder", "person", "partner", "scenario", "minutes")},
            "day": self.day.isoformat() if self.day else "",
            "clock": self.clock.isoformat("minutes") if self.clock else "",
            "at": self.at.isoformat() if self.at else "",
            "lines": [list(each) for each in self.lines],
            "both": self.both,
            "guests": list(self.guests),
            "departments": list(self.departments),
            "several": self.several,
        }
        return state.at(stage, **told, **more)

    def heard(self, heard: Heard) -> Plan:
        """The plan with the day and the time that were typed."""
        return replace(self, day=heard.day or self.day, clock=heard.clock or self.clock)


_ROLES: tuple[Role, ...] = ("holder", "person", "partner", "host", "guest")


def _texts(kept: Json) -> tuple[str, ...]:
    return tuple(str(each) for each in kept) if isinstance(kept, list) else ()


def _pair(each: Json) -> tuple[str, str]:
    english, chinese = each if isinstance(each, list) and len(each) == 2 else ("", "")
    return str(english), str(chinese)


def told_lines(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The lines that a notice carries, as `carried` made them."""
    pairs = ((given.get(f"en{n}", ""), given.get(f"zh{n}", "")) for n in range(LISTED))
    return tuple(pair for pair in pairs if any(pair))


def carried(lines: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Lines as the facts of a notice."""
    return {
        key: text for n, pair in enumerate(lines[:LISTED]) for key, text in zip((f"en{n}", f"zh{n}"), pair, strict=True)
    }
