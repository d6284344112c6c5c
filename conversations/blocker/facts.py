"""What is known of a blocker to its helper, read through their reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations.blocker.answers import found_for
from conversations.blocker.hearing import means_each
from conversations.blocker.promising import handy_day
from conversations.rules import helping
from conversations.rules.cadence import Timing
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import local_day
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Event, Looked, Typed
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.vocabulary import Vocabulary

NAME = "blocker"
"""The conversation's."""

ALONE = "alone"
"""What words are said to that were meant for each of several who ask, and have come from another's card."""


@dataclass(frozen=True)
class BlockerFacts:
    """The helper, the blocker as they may read it, who raised it, what the helper `did` last about it, on whichever
    card, and the helper's local day. `others` of HR may have it too; `left` of them some have not declined. `besides`
    are the ids of what else waits for the helper's answer, where words are meant for each.
    """

    helper: Person
    raiser: Person | None
    blocker: Blocker | None
    taker: Person | None
    at: datetime
    timing: Timing
    found: Sequence[Person]
    others: Sequence[Person]
    did: str = ""
    left: bool = False
    besides: Sequence[str] = ()
    vocabulary: Vocabulary = field(kw_only=True)

    @property
    def is_theirs(self) -> bool:
        """Whether it still waits for this helper, or was taken by them."""
        if self.blocker is None or self.raiser is None or self.blocker.status == "closed":
            return False
        match self.blocker.helper_kind:
            case "hr":
                return "hr" in self.helper.roles and self.helper.id not in (self.raiser.id, self.raiser.manager)
            case "manager":
                return self.helper.id in (self.raiser.manager, self.blocker.taken_by)
            case "person":
                return self.helper.id in (self.blocker.helper, self.blocker.taken_by)

    @property
    def is_asked(self) -> bool:
        """Whether it waits for this helper's answer: only then words are heard as one."""
        return self.is_theirs and self.blocker is not None and self.blocker.status == "open" and not self.did

    @property
    def is_promised(self) -> bool:
        """Whether this helper has said that they help: they may still have to take that back."""
        return self.is_theirs and self.blocker is not None and self.blocker.taken_by == self.helper.id

    @property
    def is_declined(self) -> bool:
        """Whether this helper has said no, and nobody helps so far: they may say that they do after all."""
        return self.is_theirs and self.did == "decline" and self.blocker is not None and self.blocker.status != "taken"

    @property
    def today(self) -> date:
        """The helper's local date."""
        return self.at.astimezone(ZoneInfo(self.helper.zone)).date()

    @property
    def handy_day(self) -> date:
        """By when one tap promises help."""
        return handy_day(self.blocker.needed_by if self.blocker else None, self.at, self.timing)


def facts_for(reader: Reader, state: State, event: Event | Looked) -> BlockerFacts:
    """The facts for one event or look."""
    helper = reader.person(event.owner) or reader.me
    blocker = reader.blocker(event.topic)
    raiser = reader.person(blocker.raiser) if blocker else None
    apart = (helper.id, raiser.id, raiser.manager) if raiser else ()
    hr = reader.people_with_role("hr") if blocker and blocker.helper_kind == "hr" else ()
    others = [person for person in hr if person.id not in apart][: helping.HR_AT_MOST]
    done = reader.entries(raiser.id, helping.HELPING, (blocker.week,)) if blocker and raiser and state.stage else ()
    away = reader.absences(helper.id, local_day(event.at, helper.zone))
    return BlockerFacts(
        helper=helper,
        raiser=raiser,
        blocker=blocker,
        taker=reader.person(blocker.taken_by) if blocker and blocker.taken_by else None,
        at=event.at,
        timing=timing_of(helper, reader.calendar(helper.region), away),
        found=found_for(reader, event, blocker.raiser if blocker else ""),
        others=others,
        did=helping.done_by(helper.id, done).get(event.topic, ""),
        vocabulary=reader.vocabulary,
        besides=_meant_as_well(reader, helper, event),
        left=any(helping.done_by(person.id, done).get(event.topic) != "decline" for person in others),
    )


def _meant_as_well(reader: Reader, helper: Person, event: Event | Looked) -> Sequence[str]:
    if not isinstance(event, Typed) or event.asks == ALONE or not means_each(event.text, reader.vocabulary):
        return ()
    waiting = (each.id for each in reader.blockers_for(helper.id) if each.status == "open" and not each.answered_at)
    return [id_ for id_ in waiting if id_ != event.topic and reader.running(NAME, id_)]
