"""A department's goal: whoever heads it drafts one, beside their own and those of their reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.goals.facts import GoalsFacts
from conversations.rules.goals import GoalContent
from conversations.toolkit.cards import Button
from conversations.toolkit.conversation import State
from conversations.toolkit.words import Bilingual, Language, Text, phrases_of

say = phrases_of("goals")
OURS = "for_department"
"""The button that says whose it is to be, and the answer that keeps it until something is drafted."""


def named(state: State, facts: GoalsFacts) -> str:
    """The department that a goal to come is for; "" for a person's, and where its head is another by now."""
    wanted = str(state.answers.get(OURS) or "")
    return wanted if _is_headed(wanted, facts) else ""


def given(content: GoalContent, team: str, facts: GoalsFacts) -> GoalContent:
    """The draft as that department's, or as a person's; everybody reads what a department is to reach."""
    if not _is_headed(team, facts):
        return replace(content, team="")
    return replace(content, team=team, visibility="team")


def buttons(team: str, facts: GoalsFacts) -> tuple[Button, ...]:
    """Whose it could be instead; none where it can be nobody else's."""
    others = [each for each in facts.headed if each.id != team] if facts.is_own else []
    mine = (Button(OURS, say("ours.mine"), style="quiet"),) if team else ()
    return (*mine, *(Button(OURS, say("ours.theirs", name=_name(each.name)), each.id, "quiet") for each in others))


def called(team: str, facts: GoalsFacts) -> Text | None:
    """The name of the department whose goal it is."""
    return next((_name(each.name) for each in facts.headed if each.id == team), None)


def _is_headed(team: str, facts: GoalsFacts) -> bool:
    return facts.is_own and any(each.id == team for each in facts.headed)


def _name(names: Mapping[Language, str]) -> Text:
    return Bilingual(names["en"], names["zh-CN"])
