"""The goals of one company as the conversation draws them: 506, from the company to each person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from conversations.goals.tree import Around, card
from conversations.rules.goal_moves import Standing
from conversations.rules.goals import GoalContent
from conversations.rules.roster import Department, Person
from conversations.toolkit.cards import Card
from conversations.toolkit.reader import Goal

TODAY = date(2026, 11, 23)
DEPARTMENTS, TEAMS, PEOPLE = 5, 10, 9
REPAIR = "Repair & Returns"
"""The department of one person alone: what they are to reach says nothing of it."""


def card_of_500(words: Sequence[str] | None) -> Card:
    """The tree of all 506, in a chat where there are `words`, else on its page."""
    goals = list(_goals())
    people = {goal.owner: Person(goal.owner, f"{goal.owner}-name", "", "all") for goal in goals}
    people["p498"] = Person("p498", "p498-name", "", "repair")
    departments = {"all": Department("all", {"en": "Everyone", "zh-CN": "大家"})}
    departments["repair"] = Department("repair", {"en": REPAIR, "zh-CN": "维修与退换"})
    return card(goals, Around(people, departments), TODAY, None, words)


def _goals() -> Iterator[Goal]:
    yield _goal("c", "Company", "")
    for d in range(DEPARTMENTS):
        yield _goal(f"d{d}", f"Sales{d}", "c")
        for t in range(TEAMS):
            yield _goal(f"t{d}{t}", f"Team{d}{t}", f"d{d}")
            for p in range(PEOPLE):
                yield _goal(f"p{d}{t}{p}", f"Person{d}{t}{p}", f"t{d}{t}")


def _goal(id_: str, title: str, parent: str) -> Goal:
    at = datetime(2026, 10, 1, 8, tzinfo=UTC)
    standing = Standing(id_, "e", at, at, "agreed", agreed_version=1)
    content = GoalContent(title, date(2026, 10, 1), date(2026, 12, 31), parent=parent)
    return Goal(id_, id_, standing, content, content, {}, "", "organisation")
