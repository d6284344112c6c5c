"""The reader of a turn or a look: bound to a person, every query of the record scoped by `rules/visibility`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select

from conversations.rules import talk_pulse
from conversations.rules.burden import Average, Burden, Total, average, averages, is_over
from conversations.rules.calendar import Calendar
from conversations.rules.indicator_library import NO_LIBRARY, Library
from conversations.rules.phrase_library import NO_CAUSES, NO_PHRASES, Causes, Phrases
from conversations.rules.roster import Person
from conversations.rules.scenario_library import NO_SCRIPTS, Scripts
from conversations.rules.talk_pulse import Tally
from conversations.rules.trial import EVERYBODY, Trial
from conversations.rules.weeks import local_day
from conversations.toolkit.conversation import State
from conversations.toolkit.one_on_ones import OneOnOnes
from conversations.toolkit.reader import NEVER, Blocker, Brought, Goal, Running, Sort, Written
from conversations.toolkit.vocabulary import Vocabulary
from storage import (
    adoptions,
    blockers,
    bringing,
    burden,
    departments_goals,
    goal_versions,
    goals,
    identities,
    past_goals,
    records,
    running,
    talk_tally,
)
from storage import record_queries as ask
from storage.database import Transaction
from storage.evidence import EvidenceReads
from storage.talking import Talking

UNTOUCHED = timedelta(days=14)
"""A goal without an update for so long is asked about (product.md 2.4)."""


class StoreReader(EvidenceReads):
    """What a conversation may ask, as conversations/toolkit/reader.py promises it.

    Each answer is fetched once and kept: one is made for each turn, after what it wrote. `now` is company time.
    """

    def __init__(
        self,
        tx: Transaction,
        me: Person,
        calendars: Callable[[str], Calendar],
        now: datetime,
        *,
        vocabulary: Vocabulary,
        indicators: Library = NO_LIBRARY,
        scripts: Scripts = NO_SCRIPTS,
        phrases: Phrases = NO_PHRASES,
        causes: Causes = NO_CAUSES,
        demo: bool = False,
        here: str = "",
        has_page: bool = False,
        has_chats: bool = False,
        trial: Trial = EVERYBODY,
    ) -> None:
        super().__init__(tx, me, calendars)
        self._vocabulary = vocabulary
        self._indicators, self._scripts, self._phrases, self._causes = indicators, scripts, phrases, causes
        self.demo, self.here, self.has_page, self._has_chats = demo, here, has_page, has_chats
        self.now, self.trial = now, trial

    def places(self, people: Sequence[str]) -> Mapping[str, str]:
        """The platform on which each of these is written to first; empty where the page is all there is."""
        found = identities.channels_among(self._tx, people, self.now) if self._has_chats else ()
        return {person: place.platform for person, place in reversed(found)}

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that typed text is compared with, of both languages together."""
        return self._vocabulary

    def adoptions(self) -> Mapping[str, Sequence[str]]:
        """The ids of the indicators that each department has adopted, the first one first; only who has any."""
        return self._once("adoptions", lambda: adoptions.adoptions(self._tx))

    @property
    def indicators(self) -> Library:
        """The library of indicators, ours and the company's together."""
        return self._indicators

    @property
    def scripts(self) -> Scripts:
        """The scripts for talks, ours and the company's together."""
        return self._scripts

    @property
    def phrases(self) -> Phrases:
        """The situations with what to say in them, ours and the company's together."""
        return self._phrases

    @property
    def causes(self) -> Causes:
        """Why a result may not be what was agreed, with what helps, by four causes."""
        return self._causes

    # --- one's own burden, and averages that tell of nobody ---

    def burden(self, month: str) -> Burden:
        """What the bot cost me in a month."""
        return self._once(("burden", month), lambda: burden.of_person(self._tx, self._me.id, month))

    def average_burden(self, month: str) -> Average | None:
        """What it cost one person of the company on average; None in one too small, and until the month is over."""
        return average(self._totals(month))

    def burden_by_department(self, month: str) -> Sequence[Average]:
        """The averages of departments, none of fewer people than may be shown; for HR, nobody else gets any."""
        return averages(self._totals(month)) if "hr" in self._me.roles and self._me.active else ()

    def talk_pulse(self, quarter: str) -> Sequence[Tally]:
        """How many found their talks in a quarter useful and respectful, as far as that shows nobody; for HR."""
        may = "hr" in self._me.roles and self._me.active and talk_pulse.is_over(quarter, self.now)
        return talk_pulse.shown(talk_tally.tallies(self._tx, quarter)) if may else ()

    # --- the record is read as the reader's own scope allows ---

    def pauses_taken(self, person: str, since: date) -> int:
        """How many pauses the person has begun since a day; 0 if that is not for this reader."""
        return self._number(ask.PAUSES, person=person, since=since)

    def entries(self, subject: str, kinds: Sequence[str], periods: Sequence[str] = ()) -> Sequence[Written]:
        """Entries about a person that I may read, oldest first; corrected ones give way to their correction."""
        asked: dict[str, object] = {"subject": subject, "kinds": list(kinds)}
        if periods:
            return self._written(ask.ENTRIES_OF_PERIODS, **asked, periods=list(periods))
        return self._written(ask.ENTRIES, **asked)

    def entries_among(self, subjects: Sequence[str], kinds: Sequence[str], periods: Sequence[str]) -> Sequence[Written]:
        """Entries of some periods about several people that I may read, oldest first."""
        asked = {"subjects": list(subjects), "kinds": list(kinds), "periods": list(periods)}
        return self._written(ask.ENTRIES_AMONG, **asked) if subjects else ()

    def written_since(self, since: datetime) -> Sequence[Written]:
        """What I wrote since an instant, about whomever, as far as I may read it, oldest first."""
        return self._written(ask.WRITTEN_SINCE, since=since)

    def entry(self, id_: str) -> Written | None:
        """One entry, if I may read it."""
        found = self._written(ask.ONE_ENTRY, entry=id_)
        return found[0] if found else None

    def checkins(self, weeks: Sequence[str], subjects: Sequence[str]) -> Sequence[Written]:
        """The check-ins of some weeks of several people that I may read, latest version of each, oldest first."""
        return self._written(ask.CHECKINS, weeks=list(weeks), subjects=list(subjects)) if subjects else ()

    def blocker(self, id_: str) -> Blocker | None:
        """One blocker, if I may read it."""
        found = self._blockers(ask.ONE_BLOCKER, blocker=id_)
        return found[0] if found else None

    def blockers_of(self, raiser: str) -> Sequence[Blocker]:
        """Blockers not yet closed that this person raised and I may read, oldest first."""
        return self._blockers(ask.BLOCKERS_OF, raiser=raiser)

    def blockers_for(self, helper: str) -> Sequence[Blocker]:
        """Blockers this helper took or is asked about, declined ones too, if I may read them: urgent, then oldest."""
        return self._blockers(ask.BLOCKERS_FOR, for_helper=helper)

    def asked_of_colleagues(self, raisers: Sequence[str]) -> Sequence[Blocker]:
        """What these people asked colleagues to help with, as far as I may read it: urgent first, then oldest."""
        return self._blockers(ask.ASKED_OF_COLLEAGUES, raisers=list(raisers)) if raisers else ()

    def stale_goals(self, person: str, at: datetime) -> Sequence[Goal]:
        """Agreed goals of a person that have begun and that nobody has touched for 14 days."""
        known = self.person(person)
        if known is None:
            return ()
        asked = {"owner": person, "today": local_day(at, known.zone), "untouched_since": at - UNTOUCHED}
        return self.goals_by(ask.STALE_GOALS, **asked)

    def goal(self, id_: str) -> Goal | None:
        """One goal, if I may read it."""
        found = self.goals_by(ask.ONE_GOAL, goal=id_)
        return found[0] if found else None

    def goals_of(self, owner: str) -> Sequence[Goal]:
        """All goals of a person that I may read, also those that are over, earliest start first."""
        return self.goals_by(ask.GOALS_OF, owner=owner)

    def goals_among(self, owners: Sequence[str], ended_since: datetime = NEVER) -> Sequence[Goal]:
        """The goals of several people that I may read; of those that are over only what ended since an instant."""
        return self.goals_by(ask.GOALS_AMONG, owners=list(owners), ended_since=ended_since) if owners else ()

    def all_goals(self, which: Sort = "standing") -> Sequence[Goal]:
        """Every goal of the company that I may read and that is not over, those of departments alone, or really all."""
        return self.goals_by(ask.GOALS[which])

    def goals_on(self, at: datetime) -> Sequence[Goal]:
        """Every goal that I may read, as it stood at an instant; those not yet set, or over by then, are left out."""
        return past_goals.stood(self._tx, self._me, self._rows(ask.EVERY_GOAL, {}), at)

    def goal_when(self, id_: str, version: int) -> Goal | None:
        """One goal as it stood at a version of it (counted by its entries), if I may read it; None if nobody knows."""
        row = next(iter(self._rows(ask.ONE_GOAL, {"goal": id_})), None)
        return past_goals.stood_when(self._tx, self._me, row, version) if row else None

    def goal_history(self, id_: str) -> Sequence[Written]:
        """The entries of a goal that I may read, oldest first."""
        row = next(iter(self._rows(ask.ONE_GOAL, {"goal": id_})), None)
        if row is None or self.goal(id_) is None:
            return ()
        subjects = departments_goals.subjects_of(row)
        written = [each for subject in subjects for each in self.entries(subject, goals.KINDS)]
        found = sorted((each for each in written if getattr(each.entry, "goal", "") == id_), key=lambda each: each.at)
        numbers = goal_versions.numbers(self._tx, subjects, id_)
        return [replace(each, version=numbers.get(each.id, 0)) for each in found]

    @property
    def one_on_ones(self) -> OneOnOnes:
        """What I may ask about one-on-ones."""
        return Talking(self._rows, self._said)

    def running(self, conversation: str, key: str) -> Running | None:
        """My own running conversation of this name and key."""
        return next(iter(self.running_among(conversation, (key,))), None)

    def running_among(self, conversation: str, keys: Sequence[str]) -> Sequence[Running]:
        """Those of my running conversations of this name that have one of these keys."""
        found = running.load_among(self._tx, self._me.id, conversation, keys)
        return [Running(conversation, r.address.key, State.from_json(r.state).stage, r.closed) for r in found]

    def brought(self, card: str, conversation: str, keys: Sequence[str], report: str = "") -> Sequence[Brought]:
        """Each card of this name that the bot brought me, or a report of mine, of itself there, oldest first."""
        return bringing.brought(self._tx, self._me.id, card, conversation, keys, report)

    def last_answered_week(self, person: str, before: str) -> str:
        """The last week before this one in which the person answered; "" if none, or not for this reader."""
        return str(self._value(ask.LAST_WEEK, person=person, before=before))

    def ignored_prompts(self, person: str, before: str) -> int:
        """How many prompts in a row before this week stayed unanswered; 0 if that is not for this reader."""
        return self._number(ask.IGNORED, person=person, before=before)

    # --- how ---

    def _totals(self, month: str) -> Sequence[Total]:
        return self._once(("totals", month), lambda: burden.totals(self._tx, month) if is_over(month, self.now) else ())

    def _blockers(self, statement: Select[Any], **asked: object) -> tuple[Blocker, ...]:
        key = (id(statement), repr(asked))
        return self._once(key, lambda: tuple(map(self._blocker, self._rows(statement, asked))))

    def _blocker(self, row: Row[Any]) -> Blocker:
        return blockers.opened(row, records.open_body(self._tx, row.raiser, row.entry, row.body))
