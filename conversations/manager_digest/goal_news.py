"""What a digest tells of the reports' goals: what waits for the manager's yes and what is at risk first, then what
ended, what moved, and what nobody touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from conversations.goal.cards import progress_text, state_text
from conversations.goal.waiting import waiting
from conversations.goal.watching import UNTOUCHED
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Button, Heading, Note, Part, Row
from conversations.toolkit.reader import NEVER, Goal, Reader
from conversations.toolkit.words import Day, Text, Verbatim, phrases_of

say = phrases_of("manager_digest")
CONVERSATION, CARD = "goal", "goal.goal"
"""Where a message brings that a goal is over, and as which card."""

ROWS_AT_MOST = 5
"""A short section: the team's goals have a list of their own."""


@dataclass(frozen=True)
class GoalNews:
    """Goals, each once: those that wait for the manager's yes; agreed ones that are `at_risk` or stuck, those stuck
    first; `ended` or `moved` since the digest before; `untouched` for two weeks. `since` is when that one told.
    """

    since: datetime
    waiting: Sequence[Goal] = ()
    at_risk: Sequence[Goal] = ()
    ended: Sequence[Goal] = ()
    moved: Sequence[Goal] = ()
    untouched: Sequence[Goal] = ()

    @property
    def every(self) -> Sequence[Goal]:
        """All of them, in the order in which they are told."""
        return (*self.asking, *self.ended, *self.moved, *self.untouched)

    @property
    def asking(self) -> Sequence[Goal]:
        """Those that want a look."""
        return (*self.waiting, *self.at_risk)

    @property
    def is_worth_a_message(self) -> bool:
        """Whether something happened; a manager is not written to because nothing did."""
        return bool(self.asking or self.ended or self.moved)

    def goal(self, id_: str) -> Goal | None:
        """One of them."""
        return next((goal for goal in self.every if goal.id == id_), None)


NOTHING = GoalNews(NEVER)


def goal_news(reader: Reader, reports: Sequence[str], since: datetime, at: datetime) -> GoalNews:
    """What there is to tell their manager; that a goal ended only where no message has brought it already."""
    goals = reader.goals_among(reports, since)
    over = {goal.id: goal.standing.closed_at for goal in goals if goal.standing.closed_at}
    brought = reader.brought(CARD, CONVERSATION, list(over)) if over else ()
    told = {each.key for each in brought if each.at >= over[each.key]}
    return news_of([goal for goal in goals if goal.id not in told], since, at)


def news_of(goals: Sequence[Goal], since: datetime, at: datetime) -> GoalNews:
    """What there is to tell at an instant of these goals, of which the digest before told at `since`."""
    asked = waiting(goals, "manager")
    running = [goal for goal in goals if goal.standing.state == "agreed" and goal not in asked]
    ended = [goal for goal in goals if goal.standing.closed_at]
    at_risk = [goal for goal in running if _is_at_risk(goal)]
    fine = [goal for goal in running if goal not in at_risk]
    moved = [goal for goal in fine if goal.moved_at and goal.moved_at >= since]
    still = [goal for goal in fine if goal not in moved and goal.counts.starts <= at.date()]
    untouched = [goal for goal in still if goal.standing.touched_at + UNTOUCHED <= at]
    stuck_first = sorted(at_risk, key=lambda goal: goal.standing.pace != "stuck")
    return GoalNews(since, asked, stuck_first, ended, moved, untouched)


def _is_at_risk(goal: Goal) -> bool:
    return goal.standing.state == "agreed" and goal.standing.pace in ("at_risk", "stuck")


def parts(
    shown: Sequence[Goal], left: int, people: Mapping[str, Person], news: GoalNews, zone: str, today: date
) -> Iterator[Part]:
    """The section, nothing if there is nothing; only what wants a look has a button, the others are to be known."""
    if not shown:
        return
    yield Heading(say("goals.title"))
    for goal in shown:
        owner = people.get(goal.owner)
        title = goal.content.title if goal in news.waiting else goal.counts.title
        text = say("goals.line", name=owner.name if owner else "", title=Verbatim(title))
        buttons = (Button("open", say("goals.open"), goal.id, "quiet"),) if goal in news.asking else ()
        yield Row(text, buttons, _how(goal, news, zone, today))
    if left:
        yield Note(say("goals.more", n=left))


def _how(goal: Goal, news: GoalNews, zone: str, today: date) -> Text:
    how = progress_text(goal, today)
    if goal in news.waiting:
        waits = say("goals.waits", day=Day(local_day(goal.standing.set_at, zone)))
        return say("goals.noted", how=state_text(goal, today), note=waits) if _is_at_risk(goal) else waits
    if goal in news.untouched:
        return say("goals.untouched", how=how, day=Day(local_day(goal.standing.touched_at, zone)))
    is_new = goal.noted_at is not None and (goal in news.at_risk or goal.noted_at >= news.since)
    return say("goals.noted", how=how, note=Verbatim(goal.note)) if goal.note and is_new else how
