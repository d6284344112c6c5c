"""The reader: what a conversation may ask of the store, bound to one person and to what they may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal, Protocol

from conversations.entries import Entry, HelperKind
from conversations.rules.burden import Average, Burden
from conversations.rules.goal_moves import Standing
from conversations.rules.goals import GoalContent, GoalState, Values, goal_progress, state_on
from conversations.rules.indicator_library import Library
from conversations.rules.phrase_library import Causes, Phrases
from conversations.rules.scenario_library import Scripts
from conversations.rules.talk_pulse import Tally
from conversations.rules.visibility import Audience
from conversations.toolkit.evidence import EvidenceReader
from conversations.toolkit.one_on_ones import OneOnOnes
from conversations.toolkit.people_reader import PeopleReader
from conversations.toolkit.vocabulary import Vocabulary

BlockerStatus = Literal["open", "taken", "declined", "closed"]
Sort = Literal["standing", "departments", "all"]


@dataclass(frozen=True)
class Written:
    """An entry as it stands in a record: its shell, with whom it names as a `helper`, and, if this reader may read it,
    its body. One that says what a goal is has the number of that `version`, all of them counted.
    """

    id: str
    entry: Entry
    subject: str
    author: str
    period: str
    at: datetime
    manager_then: str
    citable: bool
    helper: str = ""
    version: int = 0


@dataclass(frozen=True)
class Blocker:
    """The present state of a blocker, from its entries; `version` is what a Record that moves it may expect, and
    `manager_then` managed its raiser when they last said who is asked.
    """

    id: str
    raiser: str
    what: str
    week: str
    raised_at: datetime
    helper_kind: HelperKind
    helper: str
    audience: Audience
    needed_by: date | None
    urgent: bool
    status: BlockerStatus
    taken_by: str = ""
    taken_until: date | None = None
    answered_at: datetime | None = None
    version: int = 1
    manager_then: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether somebody took it, and the day they named has passed."""
        return self.status == "taken" and self.taken_until is not None and self.taken_until < today


@dataclass(frozen=True)
class Goal:
    """A goal as it stands. `content` is the latest version, `agreed` the one that both sides confirmed last (None, if
    none or if this reader may not read that one), `values` how far its key results are, `note` what was said last, at
    `noted_at`; `moved_at` is when a word or a number came last. `manager_then` managed its owner when `content` was
    proposed. `hidden` are the results of which there are numbers that this reader may not read; how far it is as a
    whole, nobody can tell them then.
    """

    id: str
    owner: str
    standing: Standing
    content: GoalContent
    agreed: GoalContent | None
    values: Values
    note: str
    audience: Audience
    manager_then: str = ""
    noted_at: datetime | None = None
    moved_at: datetime | None = None
    hidden: frozenset[str] = frozenset()

    @property
    def version(self) -> int:
        """What a Record that moves it may expect."""
        return self.standing.version

    @property
    def counts(self) -> GoalContent:
        """What progress counts against: what is agreed, else what is proposed."""
        return self.agreed or self.content

    @property
    def progress(self) -> Decimal | None:
        """Per cent, None without key results and where nobody can tell."""
        is_hidden = any(each.id in self.hidden for each in self.counts.results)
        return None if is_hidden else goal_progress(self.counts, self.values)

    def state_on(self, today: date) -> GoalState:
        """Its state on the owner's local day."""
        return state_on(self.standing.state, self.counts.starts, today)

    def is_past(self, today: date) -> bool:
        """Whether its time is over by a local day, and nobody has closed it."""
        return self.standing.state == "agreed" and self.counts.due is not None and self.counts.due < today


NEVER = datetime.max.replace(tzinfo=UTC)
"""Later than anything that happens."""


@dataclass(frozen=True)
class Running:
    """A running conversation of the reader: which one, at which stage, and its answers by name."""

    conversation: str
    key: str
    stage: str
    closed: bool


@dataclass(frozen=True)
class Brought:
    """A message that the bot began and that arrived: of which of my conversations, when, and the ids of the entries
    that it told of.
    """

    key: str
    at: datetime
    about: Sequence[str]


class Reader(PeopleReader, EvidenceReader, Protocol):
    """Bound to a person; a query it offers is scoped to what `rules/visibility` lets that person read."""

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration company."""

    @property
    def here(self) -> str:
        """The platform on which I am acting just now, by its name; "" when nobody acts."""

    @property
    def has_page(self) -> bool:
        """Whether the page has an address to which people can be sent."""

    def pauses_taken(self, person: str, since: date) -> int:
        """How many pauses the person has begun since a day (two a quarter are theirs)."""

    def entries(self, subject: str, kinds: Sequence[str], periods: Sequence[str] = ()) -> Sequence[Written]:
        """Entries about a person that I may read, oldest first; corrected ones give way to their correction."""

    def entries_among(self, subjects: Sequence[str], kinds: Sequence[str], periods: Sequence[str]) -> Sequence[Written]:
        """Entries of some periods about several people that I may read, oldest first."""

    def written_since(self, since: datetime) -> Sequence[Written]:
        """What I wrote since an instant, about whomever, as far as I may read it, oldest first."""

    def entry(self, id_: str) -> Written | None:
        """One entry, if I may read it."""

    def checkins(self, weeks: Sequence[str], subjects: Sequence[str]) -> Sequence[Written]:
        """The check-ins of some weeks of several people that I may read, latest version of each, oldest first."""

    def blocker(self, id_: str) -> Blocker | None:
        """One blocker, if I may read it."""

    def blockers_of(self, raiser: str) -> Sequence[Blocker]:
        """Blockers not yet closed that this person raised and I may read, oldest first."""

    def blockers_for(self, helper: str) -> Sequence[Blocker]:
        """Blockers this helper took or is asked about, declined ones too, if I may read them: urgent, then oldest."""

    def asked_of_colleagues(self, raisers: Sequence[str]) -> Sequence[Blocker]:
        """What these people asked colleagues to help with, as far as I may read it: urgent first, then oldest."""

    def goal(self, id_: str) -> Goal | None:
        """One goal, if I may read it."""

    def goals_of(self, owner: str) -> Sequence[Goal]:
        """All goals of a person that I may read, also those that are over, earliest start first."""

    def goals_among(self, owners: Sequence[str], ended_since: datetime = NEVER) -> Sequence[Goal]:
        """The goals of several people that I may read; of those that are over only what ended since an instant."""

    def all_goals(self, which: Sort = "standing") -> Sequence[Goal]:
        """Every goal of the company that I may read and that is not over, those of departments alone, or really all."""

    def goals_on(self, at: datetime) -> Sequence[Goal]:
        """Every goal that I may read, as it stood at an instant; those not yet set, or over by then, are left out."""

    def goal_when(self, id_: str, version: int) -> Goal | None:
        """One goal as it stood at a version of it (counted by its entries), if I may read it; None if nobody knows."""

    def goal_history(self, id_: str) -> Sequence[Written]:
        """The entries of a goal that I may read, oldest first."""

    def stale_goals(self, person: str, at: datetime) -> Sequence[Goal]:
        """Agreed goals of a person that have begun and that nobody has touched for 14 days."""

    def burden(self, month: str) -> Burden:
        """What the bot cost me in a month ("2026-11")."""

    def average_burden(self, month: str) -> Average | None:
        """What it cost one person of the company on average; None in one too small, and until the month is over."""

    def burden_by_department(self, month: str) -> Sequence[Average]:
        """The averages of departments, none of fewer people than may be shown; for HR, nobody else gets any."""

    def talk_pulse(self, quarter: str) -> Sequence[Tally]:
        """How many found their talks in a quarter useful and respectful, by department: none of fewer people than may
        be shown, none before the quarter is over; for HR, nobody else gets any.
        """

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that typed text is compared with, of both languages together."""

    @property
    def one_on_ones(self) -> OneOnOnes:
        """What I may ask about one-on-ones."""

    @property
    def indicators(self) -> Library:
        """The library of indicators, ours and the company's together."""

    @property
    def scripts(self) -> Scripts:
        """The scripts for talks, ours and the company's together."""

    @property
    def phrases(self) -> Phrases:
        """The situations with what to say in them, ours and the company's together."""

    @property
    def causes(self) -> Causes:
        """Why a result may not be what was agreed, with what helps, by four causes."""

    def adoptions(self) -> Mapping[str, Sequence[str]]:
        """The ids of the indicators that each department has adopted, the first one first; only who has any."""

    def running(self, conversation: str, key: str) -> Running | None:
        """My own running conversation of this name and key."""

    def running_among(self, conversation: str, keys: Sequence[str]) -> Sequence[Running]:
        """Those of my running conversations of this name that have one of these keys."""

    def brought(self, card: str, conversation: str, keys: Sequence[str], report: str = "") -> Sequence[Brought]:
        """Each card of this name that the bot brought me of itself in those of my conversations, oldest first; or
        brought a report of mine, in theirs.
        """

    def last_answered_week(self, person: str, before: str) -> str:
        """The last week before this one in which the person answered, "" if none."""

    def ignored_prompts(self, person: str, before: str) -> int:
        """How many check-in prompts in a row, up to the week before, stayed without an answer."""
