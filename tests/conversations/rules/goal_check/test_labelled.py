"""The check against 120 goals that were judged before there was a check."""

from __future__ import annotations

from collections import Counter

READ_FROM_TEXT = {"g1", "g2", "g3", "g4", "g5", "g10"}


def test_the_set_is_half_good_and_half_held_out(labelled):
    assert Counter(goal.language for goal in labelled) == {"en": 60, "zh-CN": 60}
    assert len({goal.text for goal in labelled}) == 120
    assert set(Counter((goal.language, not goal.faults) for goal in labelled).values()) == {30}
    assert sum(goal.held_out for goal in labelled) == 60
    assert all(goal.faults <= READ_FROM_TEXT and len(goal.faults) <= 3 for goal in labelled)
    assert {rule for goal in labelled if goal.held_out for rule in goal.faults} == READ_FROM_TEXT
