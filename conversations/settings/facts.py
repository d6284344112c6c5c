"""What the settings know before a turn: the person, the local day, days away, pauses of the quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from conversations.entries import AwayAnnounced, AwayEnded, Entry, Paused, PauseEnded, SettingChanged
from conversations.rules.burden import Average, Burden, month_of
from conversations.rules.cadence import Prompt, Skipped, occurrence
from conversations.rules.calendar import Calendar
from conversations.rules.roster import STOPPED, Person
from conversations.rules.skips import SHORT_WEEK, Absence
from conversations.rules.timing import checkin_timing_of
from conversations.rules.weeks import Week, local_day, week_of
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.people_reader import Chat
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import LANGUAGES

PAUSES_A_QUARTER = 2
LONGEST_PAUSE = timedelta(weeks=6)
LONGEST_AWAY = timedelta(days=730)


@dataclass(frozen=True)
class SettingsFacts:
    """Whose settings, the owner's local day, coming absences, pauses begun this quarter, typed words' meanings, what
    the bot cost them this month and everybody on average last month, the chat platforms on which the owner is known,
    and the calendar of their region.
    """

    owner: Person
    today: date
    absences: Sequence[Absence]
    pauses: int
    vocabulary: Vocabulary
    burden: Burden
    average: Average | None
    chats: Sequence[Chat] = ()
    calendar: Calendar | None = None

    @property
    def paused(self) -> bool:
        """Whether a pause is running."""
        return self.owner.paused_until is not None and self.owner.paused_until > self.today

    @property
    def latest_pause(self) -> date:
        """The last day on which a pause that begins today may end."""
        return self.today + LONGEST_PAUSE

    def cut_short_by(self, away: Absence) -> tuple[Week, ...]:
        """The coming weeks that lose their check-in to these days, although two of their working days are left."""
        if self.calendar is None:
            return ()
        others = [each for each in self.absences if each != away]
        before = checkin_timing_of(self.owner, self.calendar, others)
        after = checkin_timing_of(self.owner, self.calendar, [*others, away])
        return tuple(
            week
            for week in dict.fromkeys((week_of(away.first), week_of(away.last)))
            if isinstance(asked := occurrence(week, before), Prompt)
            and local_day(asked.at, self.owner.zone) > self.today
            and occurrence(week, after) == Skipped(week, SHORT_WEEK)
        )

    def after(self, entry: Entry) -> SettingsFacts:
        """The facts as they will stand once this entry is recorded."""
        match entry:
            case SettingChanged(name=name, value=value):
                return replace(self, owner=_with(self.owner, name, value))
            case Paused(until=until):
                taken = self.pauses if until == STOPPED else self.pauses + 1
                return replace(self, owner=replace(self.owner, paused_until=until), pauses=taken)
            case PauseEnded():
                return replace(self, owner=replace(self.owner, paused_until=None))
            case AwayAnnounced(first=first, last=last):
                return replace(self, absences=(*self.absences, Absence(first, last, own=True)))
            case AwayEnded(first=first, last=last):
                taken_back = Absence(first, last, own=True)
                return replace(self, absences=tuple(each for each in self.absences if each != taken_back))
            case _:
                return self


def gather(reader: Reader, state: State, event: Event | Looked) -> SettingsFacts:
    """Fetch the facts of a turn or a look."""
    owner = reader.person(event.owner) or reader.me
    today = event.at.astimezone(ZoneInfo(owner.zone)).date()
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return SettingsFacts(
        owner,
        today,
        reader.absences(owner.id, today),
        reader.pauses_taken(owner.id, quarter),
        reader.vocabulary,
        reader.burden(month_of(today)),
        reader.average_burden(month_of(today.replace(day=1) - timedelta(days=1))),
        reader.chats(),
        reader.calendar(owner.region),
    )


def _with(person: Person, name: str, value: str) -> Person:
    match name:
        case "language":
            return replace(person, language=next(known for known in LANGUAGES if known == value))
        case "slot_day":
            return replace(person, slot_day=int(value) if value else None)
        case "slot_time":
            return replace(person, slot_time=time.fromisoformat(value))
        case "quiet":
            since, until = (time.fromisoformat(part) for part in value.split("-"))
            return replace(person, quiet_from=since, quiet_to=until)
        case "every_weeks":
            return replace(person, every_weeks=int(value))
        case "digest_day":
            return replace(person, digest_day=int(value) if value else None)
        case "channel":
            return replace(person, channel=value)
        case _:
            return person
