"""The date of the next talk: set, moved, left out, over; and the timers of each of the two that follow it."""

from __future__ import annotations

from datetime import datetime

from conversations.entries.one_on_ones import TalkPlanned, TalkRhythmSet
from conversations.one_on_one.facts import PairFacts, timing_of_viewer
from conversations.one_on_one.writing import DATED, both, record
from conversations.rules.one_on_ones import TalkRhythm, Why, is_possible, next_talk, remind_at
from conversations.toolkit.effects import Cancel, Effect, Wake
from conversations.toolkit.events import Event

REMIND, OVER, LOOK, MOVED_ON = "remind", "over", "look", "moved_on"
"""The timers: before a talk, after it, when somebody's days changed, when somebody left or is managed by another."""


def timers(facts: PairFacts) -> list[Effect]:
    """When the viewer is next woken for this one-on-one; what would be past is none."""
    talk = facts.talk
    at = remind_at(talk.next_at, timing_of_viewer(facts)) if talk and talk.next_at and facts.stands else None
    over = talk.over_at if talk and facts.stands else None
    return [_wake(REMIND, at, facts.at), _wake(OVER, over, facts.at)]


def _wake(timer: str, at: datetime | None, now: datetime) -> Effect:
    return Wake(timer, at) if at is not None and at > now else Cancel(timer)


def following(facts: PairFacts, after: datetime, rhythm: TalkRhythm | None = None) -> datetime | None:
    """The next talk of the rhythm after an instant, None without a rhythm."""
    rhythm = rhythm or (facts.talk.rhythm if facts.talk else None)
    return next_talk(rhythm, after, facts.timings) if rhythm else None


def planned(at: datetime | None, why: Why, event: Event, facts: PairFacts, expects: int | None = None) -> Effect:
    """The next talk is at another time."""
    entry = TalkPlanned(facts.pair[1], at, why, facts.next_at)
    return record(entry, event, facts, expects=expects)


def moved(at: datetime, event: Event, facts: PairFacts, expects: int | None = None) -> list[Effect]:
    """It is moved by hand; the other hears of it."""
    why: Why = "moved" if facts.next_at else "set"
    return [planned(at, why, event, facts, expects), *_told(why, at, event, facts)]


def skipped(event: Event, facts: PairFacts) -> list[Effect]:
    """It is left out this time; what is on the agenda waits for the next one."""
    if facts.next_at is None:
        return []
    at = following(facts, max(facts.next_at, facts.at))
    return [planned(at, "skipped", event, facts), *_told("skipped", at, event, facts)]


def held(event: Event, facts: PairFacts) -> list[Effect]:
    """The talk is over. One that was held on another day than planned leaves the planned one as it is."""
    stays = facts.next_at is not None and not facts.is_time and facts.next_at > facts.at
    at = facts.next_at if stays else following(facts, max(facts.at, facts.next_at or facts.at))
    return [planned(at, "held", event, facts), *both(event, facts, "finished", runs="no")]


def lapsed(event: Event, facts: PairFacts) -> list[Effect]:
    """Nobody closed it, and its time is over; the first of the two who is woken notes that."""
    talk = facts.talk
    if talk is None or talk.over_at is None or talk.over_at > facts.at:
        return []
    return [planned(following(facts, facts.at), "held", event, facts), *both(event, facts, runs="no")]


def fitted(event: Event, facts: PairFacts) -> list[Effect]:
    """On a day on which one of the two is away nobody talks: it moves, and both hear of it."""
    at = facts.next_at
    if at is None or at <= facts.at or is_possible(at, facts.zone, facts.timings):
        return []
    talk = facts.talk
    regular = talk.rhythm if talk and talk.rhythm and talk.rhythm.every != "none" else None
    # In the rhythm's own week if both have a day in it that is still to come.
    new = following(facts, facts.at, regular) if regular else None
    told = {"why": "away", "at": new.isoformat() if new else ""}
    return [planned(new, "away", event, facts), *both(event, facts, notice=DATED, **told)]


def rhythm_set(rhythm: TalkRhythm, event: Event, facts: PairFacts, expects: int | None) -> list[Effect]:
    """The two have another rhythm, and the next talk follows it."""
    entry = TalkRhythmSet(facts.pair[1], rhythm)
    at = next_talk(rhythm, facts.at, facts.timings)
    set_ = record(entry, event, facts, expects=expects)
    return [set_, planned(at, "set", event, facts), *_told("set", at, event, facts)]


def _told(why: Why, at: datetime | None, event: Event, facts: PairFacts) -> list[Effect]:
    before = facts.next_at.isoformat() if facts.next_at else ""
    named = {"why": why, "at": at.isoformat() if at else "", "before": before, "by": event.actor or ""}
    return both(event, facts, why, DATED, **named)
