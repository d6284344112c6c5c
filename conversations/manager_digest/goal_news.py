"""What a digest tells of the reports' goals: at risk or stuck first, then what moved, then what nobody touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from conversations.goal import UNTOUCHED
from conversations.goal.cards import progress_text
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Button, Heading, Note, Part, Row
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Text, Verbatim, phrases_of

say = phrases_of("manager_digest")
ROWS_AT_MOST = 5
"""A short section: the team's goals have a list of their own."""


@dataclass(frozen=True)
class GoalNews:
    """Agreed goals that are not over, each once: `at_risk` or stuck, those stuck first; `moved` since the digest
    before; `untouched` for two weeks.
    """

    at_risk: Sequence[Goal] = ()
    moved: Sequence[Goal] = ()
    untouched: Sequence[Goal] = ()

    @property
    def every(self) -> Sequence[Goal]:
        """All of them, in the order in which they are told."""
        return (*self.at_risk, *self.moved, *self.untouched)

    @property
    def is_worth_a_message(self) -> bool:
        """Whether something happened; a manager is not written to because nothing did."""
        return bool(self.at_risk or self.moved)

    def goal(self, id_: str) -> Goal | None:
        """One of them."""
        return next((goal for goal in self.every if goal.id == id_), None)


NOTHING = GoalNews()


def news_of(goals: Sequence[Goal], since: datetime, at: datetime) -> GoalNews:
    """What there is to tell at an instant of these goals, of which the digest before told at `since`."""
    running = [goal for goal in goals if goal.standing.state == "agreed"]
    at_risk = [goal for goal in running if goal.standing.pace in ("at_risk", "stuck")]
    fine = [goal for goal in running if goal not in at_risk]
    untouched = [
        goal for goal in fine if goal.standing.touched_at + UNTOUCHED <= at and goal.counts.starts <= at.date()
    ]
    moved = [goal for goal in fine if goal.standing.moved_entry and goal.standing.touched_at >= since]
    return GoalNews(sorted(at_risk, key=lambda goal: goal.standing.pace != "stuck"), moved, untouched)


def parts(shown: Sequence[Goal], left: int, people: Mapping[str, Person], news: GoalNews, zone: str) -> Iterator[Part]:
    """The section, nothing if there is nothing; only what is at risk has a button, the others are to be known."""
    if not shown:
        return
    yield Heading(say("goals.title"))
    for goal in shown:
        owner = people.get(goal.owner)
        text = say("goals.line", name=owner.name if owner else "", title=Verbatim(goal.counts.title))
        buttons = (Button("open", say("goals.open"), goal.id, "quiet"),) if goal in news.at_risk else ()
        yield Row(text, buttons, _how(goal, news, zone))
    if left:
        yield Note(say("goals.more", n=left))


def _how(goal: Goal, news: GoalNews, zone: str) -> Text:
    how = progress_text(goal)
    if goal in news.untouched:
        return say("goals.untouched", how=how, day=Day(local_day(goal.standing.touched_at, zone)))
    return say("goals.noted", how=how, note=Verbatim(goal.note)) if goal.note else how
