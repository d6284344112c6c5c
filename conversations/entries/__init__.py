"""What can stand in a record: typed, versioned facts. A new field needs a default, a changed one a new kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator

from conversations.entries.arranging import AwayAnnounced as AwayAnnounced
from conversations.entries.arranging import AwayEnded as AwayEnded
from conversations.entries.arranging import Paused as Paused
from conversations.entries.arranging import PauseEnded as PauseEnded
from conversations.entries.arranging import SettingChanged as SettingChanged
from conversations.entries.evidence import EvidenceAdded as EvidenceAdded
from conversations.entries.evidence import EvidenceDisputed as EvidenceDisputed
from conversations.entries.evidence import EvidenceNoted as EvidenceNoted
from conversations.entries.evidence import JudgementGrounded as JudgementGrounded
from conversations.entries.goals import GoalChangedLate as GoalChangedLate
from conversations.entries.goals import GoalClosed as GoalClosed
from conversations.entries.goals import GoalConfirmed as GoalConfirmed
from conversations.entries.goals import GoalMoved as GoalMoved
from conversations.entries.goals import GoalReopened as GoalReopened
from conversations.entries.goals import GoalSet as GoalSet
from conversations.entries.improvements import ImprovementEntry
from conversations.entries.indicators import IndicatorAdopted as IndicatorAdopted
from conversations.entries.indicators import IndicatorDropped as IndicatorDropped
from conversations.entries.interviews import InterviewEntry
from conversations.entries.managing import LeadEnded as LeadEnded
from conversations.entries.managing import LeadNamed as LeadNamed
from conversations.entries.managing import ManagerDisputed as ManagerDisputed
from conversations.entries.one_on_ones import AgendaItemAdded as AgendaItemAdded
from conversations.entries.one_on_ones import OneOnOneEntry
from conversations.entries.pulse import TalkFelt as TalkFelt

Outcome = Literal["done", "continue", "drop"]
HelperKind = Literal["manager", "person", "hr"]


@dataclass(frozen=True)
class PlanOutcome:
    """What became of one plan of last week."""

    plan: str
    outcome: Outcome


@dataclass(frozen=True)
class CheckInAnswered:
    """A week's check-in. `quick` is the one-tap week; `corrects` is the entry that a late edit replaces."""

    week: str
    outcomes: tuple[PlanOutcome, ...] = ()
    plans: tuple[str, ...] = ()
    quick: bool = False
    sentence: str = ""
    sentence_citable: bool = False
    stuck: bool = False
    corrects: str = ""
    kind: Literal["check_in_answered"] = "check_in_answered"


@dataclass(frozen=True)
class Prompted:
    """The bot asked for the week's check-in; whether an answer came decides only how often it asks."""

    week: str
    kind: Literal["prompted"] = "prompted"


@dataclass(frozen=True)
class CheckInLeftOut:
    """The person left the week out, or began and did not finish: that is no prompt ignored."""

    week: str
    kind: Literal["check_in_left_out"] = "check_in_left_out"


@dataclass(frozen=True)
class CheckInWithdrawn:
    """The writer took a check-in back before anybody had read it."""

    week: str
    checkin: str
    kind: Literal["check_in_withdrawn"] = "check_in_withdrawn"


@dataclass(frozen=True)
class EnergyNoted:
    """Energy from 1 to 5, for the person's own eyes, always."""

    week: str
    level: int
    kind: Literal["energy_noted"] = "energy_noted"


@dataclass(frozen=True)
class EnergyWithdrawn:
    """The person took the energy of a week back: none is noted for it any more."""

    week: str
    kind: Literal["energy_withdrawn"] = "energy_withdrawn"


@dataclass(frozen=True)
class CheckInRead:
    """The manager read the check-in."""

    week: str
    checkin: str
    kind: Literal["check_in_read"] = "check_in_read"


@dataclass(frozen=True)
class ReplyGiven:
    """The manager's words on a check-in or a blocker (`on` is its id)."""

    on: str
    text: str
    kind: Literal["reply_given"] = "reply_given"


@dataclass(frozen=True)
class RephraseAsked:
    """The reader asked the writer to say it once more in other words."""

    on: str
    kind: Literal["rephrase_asked"] = "rephrase_asked"


@dataclass(frozen=True)
class BlockerRaised:
    """Somebody is stuck. `helper` is a person's id when the kind is "person"."""

    blocker: str
    what: str
    helper_kind: HelperKind = "manager"
    helper: str = ""
    needed_by: date | None = None
    urgent: bool = False
    kind: Literal["blocker_raised"] = "blocker_raised"


@dataclass(frozen=True)
class BlockerHurried:
    """Its raiser says that it is urgent after all."""

    blocker: str
    kind: Literal["blocker_hurried"] = "blocker_hurried"


@dataclass(frozen=True)
class BlockerTaken:
    """A helper takes it, and says by when."""

    blocker: str
    by: str
    until: date
    kind: Literal["blocker_taken"] = "blocker_taken"


@dataclass(frozen=True)
class BlockerDeclined:
    """A helper cannot take it; with `others` of HR it stays open. The `reason` may be "", and may come `afterwards`:
    then nothing else changes.
    """

    blocker: str
    by: str
    reason: str
    others: bool = False
    afterwards: bool = False
    kind: Literal["blocker_declined"] = "blocker_declined"


@dataclass(frozen=True)
class HelperSuggested:
    """A helper names somebody better placed; only the raiser's tap passes the blocker on. `on` is its id."""

    on: str
    by: str
    helper: str
    kind: Literal["helper_suggested"] = "helper_suggested"


@dataclass(frozen=True)
class BlockerPassed:
    """Its raiser asked another helper."""

    blocker: str
    helper_kind: HelperKind
    helper: str = ""
    kind: Literal["blocker_passed"] = "blocker_passed"


@dataclass(frozen=True)
class BlockerClosed:
    """Its raiser, and nobody else, says it is over."""

    blocker: str
    how: Literal["solved", "gone", "withdrawn"] = "solved"
    kind: Literal["blocker_closed"] = "blocker_closed"


@dataclass(frozen=True)
class DepartmentOpened:
    """HR opened a department: from now on the bot may write to its people."""

    department: str
    at: datetime
    kind: Literal["department_opened"] = "department_opened"


@dataclass(frozen=True)
class Welcomed:
    """The person received the first message: who asked for this, why, what it is not for."""

    kind: Literal["welcomed"] = "welcomed"


Entry: TypeAlias = Annotated[
    CheckInAnswered
    | CheckInLeftOut
    | CheckInWithdrawn
    | Prompted
    | EnergyNoted
    | EnergyWithdrawn
    | CheckInRead
    | ReplyGiven
    | RephraseAsked
    | BlockerRaised
    | BlockerHurried
    | BlockerTaken
    | BlockerDeclined
    | HelperSuggested
    | BlockerPassed
    | BlockerClosed
    | SettingChanged
    | Paused
    | PauseEnded
    | AwayAnnounced
    | AwayEnded
    | DepartmentOpened
    | Welcomed
    | ManagerDisputed
    | LeadNamed
    | LeadEnded
    | GoalSet
    | GoalConfirmed
    | GoalMoved
    | GoalClosed
    | GoalReopened
    | GoalChangedLate
    | IndicatorAdopted
    | IndicatorDropped
    | OneOnOneEntry
    | InterviewEntry
    | ImprovementEntry
    | EvidenceNoted
    | EvidenceDisputed
    | EvidenceAdded
    | JudgementGrounded
    | TalkFelt,
    Discriminator("kind"),
]
