"""The check against 120 goals judged before there was a check, and 60 judged without sight of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

READ_FROM_TEXT = {"g1", "g2", "g3", "g4", "g5", "g10"}


def test_the_set_is_half_good_and_half_held_out(labelled):
    assert Counter(goal.language for goal in labelled) == {"en": 60, "zh-CN": 60}
    assert len({goal.text for goal in labelled}) == 120
    assert set(Counter((goal.language, not goal.faults) for goal in labelled).values()) == {30}
    assert sum(goal.held_out for goal in labelled) == 60
    assert all(goal.faults <= READ_FROM_TEXT and len(goal.faults) <= 3 for goal in labelled)
    assert {rule for goal in labelled if goal.held_out for rule in goal.faults} == READ_FROM_TEXT


def test_the_goals_of_another_hand_are_others(of_another_hand, labelled):
    assert Counter(goal.language for goal in of_another_hand) == {"en": 30, "zh-CN": 30}
    assert len({goal.text for goal in of_another_hand}) == 60
    assert not {goal.text for goal in of_another_hand} & {goal.text for goal in labelled}
    assert {rule for goal in of_another_hand for rule in goal.faults} == READ_FROM_TEXT


LEAST_PRECISION, LEAST_RECALL = 0.75, 0.6
LEAST_PRECISION_ELSEWHERE, LEAST_RECALL_ELSEWHERE = 0.78, 0.83


@dataclass(frozen=True)
class Counts:
    """How often a remark was right, wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def __str__(self) -> str:
        counts = f"{self.right:3} right {self.wrong:3} wrong {self.missed:3} missed"
        return f"{counts}  precision {self.precision:.2f}  recall {self.recall:.2f}"


def test_what_the_check_finds_in_the_half_held_out(labelled, checked, capsys):
    pooled = measured([goal for goal in labelled if goal.held_out], checked, capsys)
    assert pooled.precision >= LEAST_PRECISION
    assert pooled.recall >= LEAST_RECALL


def test_what_the_check_finds_in_goals_of_another_hand(of_another_hand, checked, capsys):
    pooled = measured(of_another_hand, checked, capsys)
    assert pooled.precision >= LEAST_PRECISION_ELSEWHERE
    assert pooled.recall >= LEAST_RECALL_ELSEWHERE


def measured(goals, checked, capsys):
    judged = [
        (goal.language, rule, rule in goal.faults, rule in found)
        for goal in goals
        for found in [checked(goal.text)]
        for rule in sorted(READ_FROM_TEXT)
    ]
    pooled = counted(judged)
    with capsys.disabled():
        print()
        for name in ("en", "zh-CN", *sorted(READ_FROM_TEXT)):
            print(f"{name:6}", counted([each for each in judged if name in each[:2]]))
        print("pooled", pooled)
    return pooled


def counted(judged):
    outcomes = Counter((is_fault, is_found) for *_, is_fault, is_found in judged)
    return Counts(outcomes[True, True], outcomes[False, True], outcomes[True, False])


def test_good_goals_of_the_tuned_half_come_through_clean(labelled, checked):
    good = [goal for goal in labelled if not goal.held_out and not goal.faults]
    assert [goal.text for goal in good if checked(goal.text).keys() & READ_FROM_TEXT] == []
