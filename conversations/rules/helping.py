"""What a helper or manager can do about an answer, as effects: every one of them leaves a receipt with the writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conversations.entries import (
    AgendaItemAdded,
    BlockerDeclined,
    BlockerPassed,
    BlockerTaken,
    CheckInRead,
    Entry,
    HelperKind,
    HelperSuggested,
    RephraseAsked,
    ReplyGiven,
)
from conversations.rules.visibility import Audience
from conversations.toolkit.effects import Effect, Record, Tell
from conversations.toolkit.events import Event
from conversations.toolkit.reader import Blocker, Written

AUDIENCES: dict[HelperKind, Audience] = {"manager": "manager", "person": "helper", "hr": "hr"}
"""Who reads what belongs to a blocker, by whom its raiser asked (HR only means: not the manager)."""

APART: frozenset[Audience] = frozenset({"hr", "helper_and_hr"})
"""The audiences without the manager."""

HR_AT_MOST = 30
"""So many of HR are asked about one blocker, however many there are; only they need hear what became of it."""


def audience_of(kind: HelperKind, *, apart: bool) -> Audience:
    """Who reads a blocker once this kind of helper is asked. One that was for HR only (`apart`) and is passed on to a
    colleague stays hidden from the manager, unless it is the manager whom its raiser asks.
    """
    return "helper_and_hr" if apart and kind == "person" else AUDIENCES[kind]


HELPING = (
    "blocker_taken",
    "blocker_declined",
    "blocker_passed",
    "helper_suggested",
    "reply_given",
    "rephrase_asked",
    "agenda_item_added",
)
"""The kinds of entries that tell what somebody did about a blocker, and when that no longer counts."""


def done_by(person: str, entries: Sequence[Written]) -> dict[str, str]:
    """What this person did last about each blocker, by its id, read from entries of HELPING, oldest first. Every card
    that tells of it reads it here, so that no two can differ. What was done before it was passed on is over.
    """
    done: dict[str, str] = {}
    for written in entries:
        match written.entry:
            case BlockerPassed(blocker=about):
                done.pop(about, None)
            case entry if written.author == person:
                about, what = _done(entry)
                done[about] = what
            case _:
                pass
    return done


def _done(entry: Entry) -> tuple[str, str]:
    match entry:
        case BlockerTaken(blocker=about):
            return about, "take"
        case BlockerDeclined(blocker=about):
            return about, "decline"
        case HelperSuggested(on=about):
            return about, "suggest"
        case RephraseAsked(on=about):
            return about, "rephrase"
        case AgendaItemAdded(source=about):
            return about, "one_on_one"
        case ReplyGiven(on=about):
            return about, "reply"
        case _:
            return "", ""


@dataclass(frozen=True)
class Help:
    """What helping does, and the blocker as it stands afterwards."""

    effects: list[Effect]
    blocker: Blocker


def take(blocker: Blocker, event: Event, until: date) -> Help:
    """The actor takes a blocker and says by when."""
    actor = event.actor or ""
    effects: list[Effect] = [
        _about(blocker, event, BlockerTaken(blocker.id, actor, until), "taken"),
        _tell(blocker, event, "taken"),
    ]
    after = replace(blocker, status="taken", taken_by=actor, taken_until=until, answered_at=event.at)
    return Help(effects, after)


def decline(blocker: Blocker, event: Event, reason: str, *, others: bool) -> Help:
    """The actor cannot take it; `reason` is "" where they do not say why. With `others` of HR it stays open; else the
    raiser is offered another helper.
    """
    record = _about(blocker, event, BlockerDeclined(blocker.id, event.actor or "", reason, others), "declined")
    after = replace(blocker, status="declined", taken_by="", taken_until=None, answered_at=event.at)
    if not others:
        return Help([record, _tell(blocker, event, "declined")], after)
    # An answer of one of the others stands; only that it had been taken or given up is over.
    answered_at = blocker.answered_at if blocker.status == "open" else None
    told = _tell(blocker, event, "left_to_others", was=blocker.status)
    return Help([record, told], replace(after, status="open", answered_at=answered_at))


def explain(blocker: Blocker, event: Event, reason: str) -> list[Effect]:
    """The actor, who said no before, says why; nothing else changes."""
    entry = BlockerDeclined(blocker.id, event.actor or "", reason, afterwards=True)
    return [_about(blocker, event, entry, "explained"), _tell(blocker, event, "explained")]


def suggest(blocker: Blocker, event: Event, helper: str) -> Help:
    """The actor names a better helper; nothing is passed on without the raiser's tap."""
    entry = HelperSuggested(blocker.id, event.actor or "", helper)
    effects: list[Effect] = [
        _about(blocker, event, entry, "suggested"),
        _tell(blocker, event, "suggested", helper=helper),
    ]
    return Help(effects, replace(blocker, answered_at=event.at))


def reply_to_blocker(blocker: Blocker, event: Event, text: str) -> Help:
    """The actor answers in words; that counts as an answer."""
    effects: list[Effect] = [
        _about(blocker, event, ReplyGiven(blocker.id, text), "replied"),
        _tell(blocker, event, "replied"),
    ]
    return Help(effects, replace(blocker, answered_at=event.at))


def discuss(blocker: Blocker, event: Event) -> Help:
    """The manager puts a blocker on the agenda of the next one-on-one."""
    entry = AgendaItemAdded(event.id(f"item:{blocker.id}"), event.actor or "", source=blocker.id)
    return Help([_about(blocker, event, entry, "agenda"), _tell(blocker, event, "one_on_one")], blocker)


def rephrase_blocker(blocker: Blocker, event: Event) -> Help:
    """The actor asks the raiser for other words; nothing is translated by a machine."""
    record = _about(blocker, event, RephraseAsked(blocker.id), "rephrase")
    return Help([record, _tell(blocker, event, "rephrase")], blocker)


def rephrase_checkin(checkin: Written, event: Event) -> list[Effect]:
    """The reader asks the writer for other words."""
    entry = RephraseAsked(checkin.id)
    record = _on_checkin(checkin, event, "rephrase", entry)
    return [record, Tell("weekly_checkin", checkin.subject, checkin.period, "rephrase", {"checkin": checkin.id})]


def read(checkin: Written, event: Event) -> list[Effect]:
    """The reader has read a check-in."""
    entry = CheckInRead(checkin.period, checkin.id)
    record = _on_checkin(checkin, event, "read", entry)
    return [record, Tell("weekly_checkin", checkin.subject, checkin.period, "read", {"checkin": checkin.id})]


def reply_to_checkin(checkin: Written, seen: str, event: Event, text: str) -> list[Effect]:
    """The reader answers a check-in in words, on the version that they had `seen` by then."""
    entry = ReplyGiven(seen, text)
    record = _on_checkin(checkin, event, "reply", entry)
    return [
        record,
        Tell("weekly_checkin", checkin.subject, checkin.period, "replied", {"checkin": checkin.id}),
    ]


def discuss_checkin(checkin: Written, event: Event) -> list[Effect]:
    """The reader puts a check-in on the agenda of their next one-on-one; what was written is not copied."""
    entry = AgendaItemAdded(event.id(f"item:{checkin.id}"), event.actor or "", source=checkin.id, week=checkin.period)
    record = _on_checkin(checkin, event, "agenda", entry)
    return [
        record,
        Tell("weekly_checkin", checkin.subject, checkin.period, "one_on_one", {"checkin": checkin.id}),
    ]


def told_to_digests(blocker: Blocker) -> list[Tell]:
    """What changed about a blocker that a manager may read, whoever was asked, told to their digests: that of its week
    tells those that came since.
    """
    if blocker.audience in APART or not blocker.manager_then:
        return []
    return [Tell("manager_digest", blocker.manager_then, blocker.week, "moved_on")]


def _on_checkin(checkin: Written, event: Event, what: str, entry: Entry) -> Record:
    """In the writer's record, for their manager; what a lead did about it, the lead reads too."""
    lead = checkin.helper if event.actor == checkin.helper else ""
    audience: Audience = "lead" if lead else "manager"
    id_ = event.id(f"{what}:{checkin.id}")
    return Record(id_, entry, checkin.subject, checkin.period, audience, helper=lead)


def _about(blocker: Blocker, event: Event, entry: Entry, what: str) -> Record:
    """In the raiser's record, for those who may read the blocker itself."""
    return Record(
        event.id(f"{what}:{blocker.id}"),
        entry,
        blocker.raiser,
        blocker.week,
        audience=blocker.audience,
        helper=blocker.helper if blocker.helper_kind == "person" else "",
        citable=blocker.audience not in APART,
    )


def _tell(blocker: Blocker, event: Event, notice: str, **facts: str) -> Tell:
    return Tell("weekly_checkin", blocker.raiser, blocker.week, notice, {"blocker": blocker.id, **facts})
