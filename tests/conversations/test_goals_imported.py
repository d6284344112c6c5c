"""Numbers that come in with a file: the goal that stands in the chat follows, on both sides."""

from __future__ import annotations

from typing import Any

from bot.goal_import import Asked, GoalDesk, Report
from conversations.rules.goal_file.reading import FileWords, GoalFile, read_goal_file
from conversations.rules.roster_file.faults import Faults
from storage import goal_imports
from tests.conversations.company import library

FILE = b"person,goal,period,actual\nalice@example.org,Renewal rate,2026-11,86\n"


def test_the_card_in_the_chat_follows_the_file_and_its_undo(agreed, alice, mara):
    alice.says("goal")
    messages = alice.counts()
    report = _imports(agreed, FILE)
    for card in (alice.card("goal.goal"), mara.card("goal.goal"), alice.card("goals.mine")):
        assert "50%" in card
    assert alice.counts() == messages, "where it stands, without a message"
    agreed.do(goal_imports.undo, report.id, agreed["mara"].person, agreed.now)
    agreed.moves_on(minutes=1)
    assert "at the start" in alice.card("goal.goal")


def _imports(stage: Any, data: bytes) -> Report:
    async def here(read: bytes, words: FileWords) -> GoalFile | Faults:
        return read_goal_file(read, words)

    desk = GoalDesk(stage.database, stage.catalogue, library(), stage.now, here)
    report: Report = stage.runner.run(desk.take(stage["mara"].person, Asked(data)))
    stage.moves_on(minutes=1)
    return report
