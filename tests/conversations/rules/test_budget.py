"""The prompt budget: three messages a week, one of them a request; five and two for managers; the rest waits."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.budget import EVERYBODY, EXEMPT, MANAGERS, Budget, PromptKind, budget_of, has_room
from conversations.rules.roster import Person

KINDS = get_args(PromptKind)
BUDGETS = (EVERYBODY, MANAGERS)
ANN = Person("ann", "Ann", "ann@example.org", "rd")


def test_who_leads_people_has_the_larger_one() -> None:
    assert budget_of(ANN) == Budget(messages=3, requests=1)
    assert budget_of(Person("bo", "Bo", "bo@example.org", "rd", is_manager=True)) == Budget(messages=5, requests=2)


@pytest.mark.parametrize(
    ("kind", "begun", "room"),
    [
        ("request", {}, True),
        ("request", {"request": 1}, False),
        ("request", {"nudge": 2}, True),
        ("reminder", {"request": 1}, True),
        ("reminder", {"request": 1, "nudge": 1, "news": 1}, False),
        ("nudge", {"nudge": 1}, True),
        ("nudge", {"nudge": 2}, False),
        ("nudge", {"request": 1, "nudge": 1}, True),
        ("news", {"request": 1, "reminder": 1, "nudge": 1}, False),
        ("news", {"colleague": 9, "notice": 1, "urgent": 4}, True),
        ("colleague", {"request": 1, "reminder": 1, "nudge": 1}, True),
        ("urgent", {"request": 1, "reminder": 1, "nudge": 1}, True),
    ],
)
def test_room_in_the_week_of_somebody(kind: PromptKind, begun: dict[PromptKind, int], room: bool) -> None:
    assert has_room(kind, begun, EVERYBODY) is room


@given(st.lists(st.sampled_from(KINDS)), st.sampled_from(BUDGETS))
def test_whatever_falls_due_the_week_holds_no_more_and_always_its_requests(
    due: list[PromptKind], budget: Budget
) -> None:
    begun: Counter[PromptKind] = Counter()
    for kind in due:
        if has_room(kind, begun, budget):
            begun[kind] += 1
    counted = {kind: n for kind, n in begun.items() if kind not in EXEMPT}
    assert sum(counted.values()) <= budget.messages
    assert begun["request"] == min(due.count("request"), budget.requests)
    assert all(begun[kind] == due.count(kind) for kind in KINDS if kind in EXEMPT)
