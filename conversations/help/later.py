"""What "undo" is about: the last thing that somebody did, which need not be the week's check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.entries import AgendaItemAdded, BlockerClosed
from conversations.rules.roster import Person
from conversations.toolkit.reader import Reader, Written

NOT_LONG_AGO = timedelta(hours=1)
"""Within this time somebody still knows what they did last."""

OF_A_BLOCKER = {"blocker_hurried": "hurried", "blocker_passed": "passed", "blocker_closed": "closed"}
"""What its raiser does about a blocker by a tap of its own, and what calls it."""

_OF_A_CHECKIN = (
    *("check_in_answered", "check_in_left_out", "check_in_withdrawn", "energy_noted", "energy_withdrawn"),
    *("blocker_raised", "prompted"),
)
_ROOMS: Mapping[str, Sequence[str]] = {
    "settings": ("setting_changed", "paused", "pause_ended", "away_announced", "away_ended"),
    "goal": ("goal_set", "goal_confirmed", "goal_moved", "goal_closed", "goal_reopened"),
    "one-on-one": (
        *("agenda_item_added", "agenda_item_reworded", "agenda_item_settled", "agenda_item_put_first"),
        *("action_agreed", "action_settled", "talk_rhythm_set", "talk_planned", "talk_noted"),
    ),
    "team": ("check_in_read", "reply_given", "rephrase_asked", "blocker_taken", "blocker_declined", "helper_suggested"),
}


@dataclass(frozen=True)
class Later:
    """What came after the check-in: in which room, by what calls it, or what was done about a blocker, "" for any
    other; a `point` put on an agenda is known with the id of the other of the two.
    """

    room: str
    point: str = ""
    other: str = ""


def later_than_checkin(reader: Reader, owner: Person, at: datetime) -> Later | None:
    """The last thing that the owner did, if that was no check-in and nothing that goes with one."""
    written = reader.written_since(at - NOT_LONG_AGO)
    if not written or _goes_with_a_checkin(written[-1], written):
        return None
    last = written[-1]
    rooms = (room for room, kinds in _ROOMS.items() if last.entry.kind in kinds)
    room = OF_A_BLOCKER.get(last.entry.kind) or next(rooms, "")
    if isinstance(last.entry, AgendaItemAdded):
        return Later(room, last.entry.item, last.entry.manager if last.subject == owner.id else last.subject)
    return Later(room)


def _goes_with_a_checkin(last: Written, written: Sequence[Written]) -> bool:
    """Goals that a check-in moves are written in the same moment; taking a blocker back is undoing already."""
    kind = last.entry.kind
    if isinstance(last.entry, BlockerClosed):
        return last.entry.how == "withdrawn"
    same = any(each.entry.kind == "check_in_answered" and each.at == last.at for each in written)
    return kind in _OF_A_CHECKIN or (kind == "goal_moved" and same)
