"""What help knows before a turn: who asks, what they may call, what is open for them, who can help further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations.entries import CheckInAnswered
from conversations.goals.whom import owner_in
from conversations.help.later import Later, later_than_checkin
from conversations.manager_digest.below import OF_WEEK, RIGHT_BELOW, digest_above, digest_answered
from conversations.manager_digest.in_words import digest_meant
from conversations.rules.cadence import closes_at
from conversations.rules.helping import HELPING, done_by
from conversations.rules.roster import Person
from conversations.rules.weeks import Week, week_of
from conversations.toolkit.absent import is_of_another
from conversations.toolkit.commands import Command, Role, menu, roles_of
from conversations.toolkit.conversation import Conversation
from conversations.toolkit.events import Clicked, Event, Looked, Started, Typed
from conversations.toolkit.reader import Blocker, Goal, Reader
from conversations.toolkit.understand import intent_in
from conversations.toolkit.vocabulary import Vocabulary
from conversations.weekly_checkin.adding import says_what_is_changed
from conversations.weekly_checkin.asked_for import colleague_in
from conversations.weekly_checkin.called import NOTHING_TO_ASK, changes_whom
from conversations.weekly_checkin.helpers import named_alone

HOME = "home"
"""The screen to come back to: Slack's Home tab."""

ANSWERED = ("shared", "closed")
"""Stages of a check-in that its person has sent."""

JUST_NOW = timedelta(minutes=30)
"""Within this time "undo" may mean what was sent last."""


@dataclass(frozen=True)
class Call:
    """What a button that calls something begins: a conversation, with the topic to open it at."""

    conversation: Conversation[Any]
    topic: str = ""
    roles: tuple[Role, ...] = ("everyone",)

    def key(self, reader: Reader, at: datetime) -> str:
        """Which of the reader's conversations it means now."""
        return self.conversation.key_of(reader, at)


@dataclass(frozen=True)
class HelpFacts:
    """Who asks and their roles, the keys of what they may call, what waits for them, and names to turn to.

    `plans` are those of this week, for who looks at the home page; `is_asked`: HR has opened their department;
    `held` is the topic of the settings that keeps messages back, for who wants them again; `blocked_week` the last
    week with something of their own still open; `has_noted`: something that they are stuck on was sent a moment ago;
    `goals` are their own, for who wrote what may be about one; `corrected_week` was closed, and corrected a moment ago;
    `names_colleague`: who says to be stuck has named the one to ask, then or below the offer to note it; `later` is
    what who wants something undone or changed did last, if that was no check-in; `told_plans` are those that a week
    tells of that is shared, of last week and this one, for who writes what may be about one; `on_record` are those,
    and what is open of their own, in the words they were told in; `digest` is the week of the one that words are
    meant for, `digest_above` that of one right above that they may answer if they mean nothing else; `others_away`
    where words tell of days away that are not its owner's; `names_goals` where a manager asks for those of a report;
    `names_alone` where words name somebody, and say no more but to ask them.
    """

    owner: Person
    manager: Person | None
    hr: Sequence[Person]
    roles: frozenset[Role]
    commands: Sequence[Command]
    keys: Mapping[str, str]
    week: Week
    checkin: str
    own_blockers: int
    waiting: Sequence[Blocker]
    vocabulary: Vocabulary
    plans: tuple[str, ...] = ()
    is_asked: bool = True
    held: str = ""
    blocked_week: str = ""
    lead: Person | None = None
    has_noted: bool = False
    corrected_week: str = ""
    goals: Sequence[Goal] = ()
    names_colleague: bool = False
    later: Later | None = None
    told_plans: tuple[str, ...] = ()
    on_record: tuple[str, ...] = ()
    digest: str = ""
    others_away: bool = False
    names_goals: bool = False
    names_alone: bool = False
    digest_above: str = ""

    def may_call(self, name: str) -> bool:
        """Whether this person's role may call it."""
        return name in self.keys


def gather(reader: Reader, calls: Mapping[str, Call], event: Event | Looked) -> HelpFacts:
    """Fetch the facts of a turn or a look."""
    owner = reader.person(event.owner) or reader.me
    roles = roles_of(owner)
    allowed = _allowed(calls, roles, event)
    week = week_of(event.at.astimezone(ZoneInfo(owner.zone)).date())
    own = reader.blockers_of(owner.id)
    running = reader.running("weekly_checkin", str(week))
    text, above = _text(event), _right_above(event)
    told = _told_plans(reader, owner, str(week), event) if running and running.stage in ANSWERED else ()
    return HelpFacts(
        owner,
        reader.manager_of(owner.id),
        reader.people_with_role("hr"),
        roles,
        menu(commands_of(calls), roles),
        {name: call.key(reader, event.at) for name, call in allowed.items()},
        week,
        running.stage if running else "",
        len(own),
        [each for each in reader.blockers_for(owner.id) if _waits_for(owner, each, reader)],
        reader.vocabulary,
        _plans(reader, owner.id, str(week)) if isinstance(event, Looked) and event.what == HOME else (),
        any(each.opened for each in reader.departments() if each.id == owner.department),
        _held(reader, owner, event),
        max((each.week for each in own), default=""),
        reader.person(owner.lead) if owner.lead else None,
        any(event.at - each.raised_at <= JUST_NOW for each in own),
        goals=reader.goals_of(owner.id) if isinstance(event, Started) and event.arguments.get("text") else (),
        corrected_week=_corrected(reader, owner, week.previous, event),
        names_colleague=_names_colleague(reader, owner, event),
        later=_later(reader, owner, event),
        digest=digest_meant(text, owner, week, reader) or digest_answered(text, *above, owner, reader),
        digest_above=digest_above(text, *above, owner, reader),
        told_plans=told,
        others_away=_others_away(reader, text),
        names_goals=owner.is_manager and _names_goals(reader, text),
        names_alone=bool(running or own) and _names_alone(reader, owner, event),
        on_record=(*told, *(each.what for each in own)),
    )


def _allowed(calls: Mapping[str, Call], roles: frozenset[Role], event: Event | Looked) -> Mapping[str, Call]:
    """What these roles may call, and a command that was typed: its room says in words whose it is."""
    typed = event.value if isinstance(event, Clicked) and event.button == "as_command" else ""
    return {name: call for name, call in calls.items() if roles.intersection(call.roles) or name == typed}


def _waits_for(owner: Person, blocker: Blocker, reader: Reader) -> bool:
    """Whether nobody has answered it, and this one of HR has not said that another has to."""
    if blocker.status != "open" or blocker.answered_at is not None:
        return False
    done = reader.entries(blocker.raiser, HELPING, (blocker.week,)) if blocker.helper_kind == "hr" else ()
    return done_by(owner.id, done).get(blocker.id) != "decline"


def _names_colleague(reader: Reader, owner: Person, event: Event | Looked) -> bool:
    if isinstance(event, Typed):
        return bool(named_alone(reader, event.text))
    text = event.arguments.get("text", "") if isinstance(event, Started) else ""
    return intent_in(text, reader.vocabulary) == "stuck" and colleague_in(reader, text, owner) is not None


def _names_alone(reader: Reader, owner: Person, event: Event | Looked) -> bool:
    """Whether it is a name, and the week has not said yet that it knows of nothing to ask them about."""
    if not isinstance(event, Started) or NOTHING_TO_ASK in event.arguments or not _text(event):
        return False
    return any(each.id != owner.id for each in named_alone(reader, changes_whom(_text(event), reader.vocabulary)))


def _others_away(reader: Reader, text: str) -> bool:
    vocabulary = reader.vocabulary
    known = intent_in(text, vocabulary) == "away"
    return known and is_of_another(text, vocabulary, lambda name: bool(reader.find_people(name)))


def _names_goals(reader: Reader, text: str) -> bool:
    return bool(text) and owner_in(text, reader.reports(), reader.vocabulary) is not None


def _later(reader: Reader, owner: Person, event: Event | Looked) -> Later | None:
    text = event.arguments.get("text", "") if isinstance(event, Started) else ""
    asked = bool(text) and (
        intent_in(text, reader.vocabulary) == "undo" or says_what_is_changed(text, reader.vocabulary)
    )
    return later_than_checkin(reader, owner, event.at) if asked else None


def _corrected(reader: Reader, owner: Person, week: Week, event: Event | Looked) -> str:
    """The week, if it was corrected after it closed and a moment ago, for who wants something undone."""
    text = event.arguments.get("text", "") if isinstance(event, Started) else ""
    if intent_in(text, reader.vocabulary) != "undo":
        return ""
    written = reader.entries(owner.id, ("check_in_answered",), (str(week),))
    since = max(closes_at(week, owner.zone), event.at - JUST_NOW)
    return str(week) if written and written[-1].at >= since else ""


def _held(reader: Reader, owner: Person, event: Event | Looked) -> str:
    """What keeps messages back: that all are stopped, a pause, or days away."""
    text = event.arguments.get("text", "") if isinstance(event, Started) else ""
    if intent_in(text, reader.vocabulary) != "resume":
        return ""
    today = event.at.astimezone(ZoneInfo(owner.zone)).date()
    if owner.stopped:
        return "stop"
    if owner.paused_until and owner.paused_until > today:
        return "pause"
    return "back" if any(day.first <= today <= day.last for day in reader.absences(owner.id, today)) else ""


def _plans(reader: Reader, owner: str, week: str) -> tuple[str, ...]:
    answered = [each.entry for each in reader.checkins((week,), (owner,))]
    return tuple(plan for entry in answered if isinstance(entry, CheckInAnswered) for plan in entry.plans)


def _text(event: Event | Looked) -> str:
    return event.arguments.get("text", "") if isinstance(event, Started) else ""


def _right_above(event: Event | Looked) -> tuple[str, str]:
    """The name of the card of a digest that words stand right below, and the week of that; "" for none."""
    given = event.arguments if isinstance(event, Started) else {}
    return given.get(RIGHT_BELOW, ""), given.get(OF_WEEK, "")


def _told_plans(reader: Reader, owner: Person, week: str, event: Event | Looked) -> tuple[str, ...]:
    if not (isinstance(event, Started) and event.arguments.get("text")):
        return ()
    written = [each.entry for each in reader.entries(owner.id, ("check_in_answered",), (week,))][-1:]
    told = (entry for entry in written if isinstance(entry, CheckInAnswered))
    return tuple(plan for entry in told for plan in (*(each.plan for each in entry.outcomes), *entry.plans))


def commands_of(calls: Mapping[str, Call]) -> Iterator[Command]:
    """All commands of what can be called, each conversation once, in the order of the table."""
    seen = {call.conversation.name: call.conversation for call in calls.values()}
    return (command for conversation in seen.values() for command in conversation.commands)
