"""Goals: progress, weights, time gone by, presence, and the moves from entry to entry."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalReopened, GoalSet, Held, ResultValue
from conversations.rules.goal_moves import CannotFollow, Dated, Move, Standing, after, values_of
from conversations.rules.goals import (
    OVER,
    WHOLE,
    GoalContent,
    KeyResult,
    elapsed,
    goal_progress,
    in_proportion,
    is_late_change,
    result_progress,
    shares,
    state_on,
    unused_id,
)

D = Decimal
NUMBERS = st.decimals(-10_000, 10_000, places=2)
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
RENEWALS = KeyResult("r1", "Renewal rate", "number", D(82), D(90), "%")
MANUAL = KeyResult("r2", "Manual published", "milestone")
GOAL = GoalContent("Customers stay", FIRST, LAST, (RENEWALS, MANUAL))


@pytest.mark.parametrize(
    ("start", "target", "value", "progress"),
    [
        (82, 90, 82, 0),
        (82, 90, 86, 50),
        (82, 90, 95, 100),
        (82, 90, 70, 0),
        (10, 4, 7, 50),
        (10, 4, 12, 0),
        (5, 5, 5, 100),
        (5, 5, 6, 0),
    ],
)
def test_a_number_counts_the_way_from_start_to_target(start, target, value, progress):
    assert result_progress(KeyResult("r", "", "number", D(start), D(target)), D(value)) == progress


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_nearer_to_the_target_is_never_less_and_always_between_none_and_all(start, target, one, other):
    result = KeyResult("r", "", "number", start, target)
    near, far = sorted((one, other), key=lambda value: abs(target - value))
    if (near - target) * (far - target) >= 0:
        assert result_progress(result, near) >= result_progress(result, far) or start == target
    assert all(0 <= result_progress(result, value) <= WHOLE for value in (one, other))


@given(st.lists(st.tuples(st.integers(1, 100), st.sampled_from([D(0), D(1)])), min_size=1, max_size=5))
def test_a_goal_is_the_weighted_mean_of_its_results(given_results):
    results = tuple(KeyResult(str(n), "", weight=D(weight)) for n, (weight, _) in enumerate(given_results))
    values = {str(n): value for n, (_, value) in enumerate(given_results)}
    total = sum(weight for weight, _ in given_results)
    reached = sum(weight for weight, value in given_results if value)
    progress = goal_progress(GoalContent("", FIRST, LAST, results), values)
    assert progress is not None
    assert abs(progress - D(reached) * 100 / D(total)) < D("0.0001")


def test_without_weights_all_results_count_alike_and_without_results_nothing_is_counted():
    assert goal_progress(GOAL, {"r1": D(86)}) == 25
    assert goal_progress(GOAL, {"r1": D(90), "r2": D(1)}) == WHOLE
    assert goal_progress(GoalContent("Learn Rust", FIRST, LAST), {}) is None


@pytest.mark.parametrize(
    ("weights", "counts"),
    [
        ([None, None], [50, 50]),
        ([60, 40], [60, 40]),
        ([3, 1], [75, 25]),
        ([2, 1, None], [50, 25, 25]),
        ([None], [100]),
    ],
)
def test_weights_need_not_sum_and_without_one_a_result_counts_once(weights, counts):
    results = [KeyResult(str(n), "", weight=w if w is None else D(w)) for n, w in enumerate(weights)]
    assert [round(each, 9) for each in shares(results)] == [round(D(each), 9) for each in counts]


@given(st.lists(st.none() | st.integers(1, 10_000).map(D), min_size=1, max_size=5))
def test_shares_are_a_hundred_together_and_no_result_counts_for_nothing(weights):
    counted = shares([KeyResult(str(n), "", weight=weight) for n, weight in enumerate(weights)])
    assert round(sum(counted), 9) == WHOLE
    assert min(counted) > 0


@pytest.mark.parametrize(
    ("start", "direction", "value", "progress"),
    [
        (None, "up", 89, 0), (None, "up", 90, 100), (None, None, 5, None), (None, None, 95, None),
        (None, None, 90, 100), (None, None, None, None), (None, "down", 95, 0), (None, "down", 5, 100),
        (90, "up", 95, 100), (90, "up", 85, 0), (90, "down", 85, 100), (90, None, 95, 0), (90, None, 90, 100),
    ],
)  # fmt: skip
def test_where_there_is_no_way_to_go_only_the_good_side_counts(start, direction, value, progress):
    held = KeyResult("r", "", "number", D(start) if start else None, D(90), direction=direction)
    assert result_progress(held, D(value) if value else None) == progress


def test_an_id_is_never_given_twice():
    assert unused_id() == "r1"
    assert unused_id("r1", "r3", "other") == "r4"


def test_time_goes_by_and_a_late_change_is_one_after_three_quarters():
    assert elapsed(GOAL, FIRST - timedelta(days=1)) == 0
    assert elapsed(GOAL, LAST) == elapsed(GOAL, LAST + timedelta(days=40)) == 1
    assert not is_late_change(GOAL, date(2026, 12, 8))
    assert is_late_change(GOAL, date(2026, 12, 9))
    assert not is_late_change(GoalContent("Some day", FIRST, None), LAST)


def test_whoever_is_there_for_half_of_it_goes_half_of_the_way():
    assert in_proportion(D(82), D(90), 6, 12) == 86
    assert in_proportion(D(10), D(4), 12, 12) == 4
    assert in_proportion(D(0), D(9), 20, 12) == 9
    assert in_proportion(D(0), D(9), 3, 0) == 9


def test_an_agreed_goal_is_active_from_its_first_day():
    assert state_on("agreed", FIRST, FIRST - timedelta(days=1)) == "agreed"
    assert state_on("agreed", FIRST, FIRST) == "active"
    assert state_on("proposed", FIRST, LAST) == "proposed"


def dated(*moves: Move) -> list[Dated]:
    """The moves as entries, an hour apart."""
    return [
        Dated(f"e{n}", datetime(2026, 10, 1, 8, tzinfo=UTC) + timedelta(hours=n), m) for n, m in enumerate(moves, 1)
    ]


def stands(*moves: Move) -> Standing:
    """Where the goal stands after these."""
    found = reduce(after, dated(*moves), None)
    assert found
    return found


SET, BY_MANAGER = GoalSet("g", GOAL), GoalSet("g", GOAL, by="manager")
YES = GoalConfirmed("g", 1, "manager")


def test_both_sides_confirm():
    proposed = stands(SET)
    assert (proposed.state, proposed.waits_for) == ("proposed", {"manager"})
    assert stands(BY_MANAGER).waits_for == {"owner"}
    agreed = stands(SET, YES)
    assert (agreed.state, agreed.agreed_version, agreed.agreed_entry, agreed.is_pending) == ("agreed", 1, "e1", False)
    assert stands(GoalSet("g", GOAL, alone=True)).state == "agreed"


def test_a_draft_waits_for_nobody_and_is_proposed_by_its_owner():
    draft = stands(GoalSet("g", GOAL, draft=True))
    assert (draft.state, draft.is_pending, draft.waits_for) == ("draft", False, frozenset())
    assert stands(GoalSet("g", GOAL, draft=True), SET).state == "proposed"


def test_a_change_waits_and_what_was_agreed_stands_until_it_is_confirmed():
    changed = stands(SET, YES, BY_MANAGER)
    assert (changed.state, changed.agreed_entry, changed.entry, changed.waits_for) == ("agreed", "e1", "e3", {"owner"})
    both = stands(SET, YES, BY_MANAGER, GoalConfirmed("g", 2, "owner"))
    assert (both.agreed_entry, both.agreed_version, both.is_pending) == ("e3", 2, False)


def test_an_older_version_cannot_be_confirmed():
    with pytest.raises(CannotFollow):
        stands(SET, BY_MANAGER, GoalConfirmed("g", 1, "owner"))
    with pytest.raises(CannotFollow):
        stands(SET, YES, YES)


def test_what_moved_last_is_kept_apart_from_the_numbers():
    moved = stands(SET, YES, GoalMoved("g", "at_risk", (ResultValue("r1", D(84)),)), GoalMoved("g", "on_track"))
    assert (moved.pace, moved.moved_entry, moved.values_entries) == ("on_track", "e4", {"r1": "e3"})
    assert stands(SET, YES, GoalMoved("g", "stuck"), GoalMoved("g", "")).pace == "stuck"


BOTH = GoalMoved("g", "stuck", (ResultValue("r1", D(84)), ResultValue("r2", D(1))), "Late")
MORE = GoalMoved("g", "on_track", (ResultValue("r2", D(2)),))


def test_each_number_is_held_by_the_entry_that_said_it():
    assert stands(SET, YES, BOTH, MORE).values_entries == {"r1": "e3", "r2": "e4"}


def test_what_is_taken_back_stands_as_it_was_held_before():
    undo = GoalMoved("g", "stuck", before=(Held("r2", "e3"),), undoes="e4", back_to="e3")
    before, back = stands(SET, YES, BOTH), stands(SET, YES, BOTH, MORE, undo)
    assert back == replace(before, version=back.version, touched_at=back.touched_at)
    first = GoalMoved("g", "", before=(Held("r1"), Held("r2")), undoes="e3")
    bare, none = stands(SET, YES), stands(SET, YES, BOTH, first)
    assert none == replace(bare, version=none.version, touched_at=none.touched_at)


def test_an_import_that_is_taken_back_leaves_words_and_pace():
    file = GoalMoved("g", "", (ResultValue("r1", D(9)),), imported="i", before=(Held("r1", "e3"),))
    undo = GoalMoved("g", "", imported="i", before=(Held("r1", "e3"),), undoes="e4")
    back = stands(SET, YES, BOTH, file, undo)
    assert (back.pace, back.moved_entry, back.values_entries) == ("stuck", "e3", {"r1": "e3", "r2": "e3"})


def test_a_number_is_told_as_far_as_its_entry_is():
    held = stands(SET, YES, BOTH, MORE).values_entries
    assert values_of(held, {"e3": BOTH, "e4": MORE}) == {"r1": 84, "r2": 2}
    assert values_of(held, {"e3": BOTH}) == {"r1": 84}


@pytest.mark.parametrize("over", ["done", "missed", "dropped"])
def test_nothing_follows_a_goal_that_is_over_but_its_return(over):
    ended = stands(SET, YES, GoalClosed("g", over, "Ask earlier"))
    assert ended.state == over
    for move in (SET, GoalConfirmed("g", 1, "owner"), GoalMoved("g", "stuck"), GoalClosed("g", "done")):
        with pytest.raises(CannotFollow):
            after(ended, dated(move)[0])
    back = stands(SET, YES, GoalClosed("g", over), GoalReopened("g"))
    assert (back.state, back.closed_at) == ("agreed", None)


MOVES = st.sampled_from(
    [
        SET,
        BY_MANAGER,
        GoalSet("g", GOAL, draft=True),
        *(GoalConfirmed("g", n, side) for n in (1, 2, 3) for side in ("owner", "manager")),
        GoalMoved("g", "on_track"),
        GoalMoved("g", "", (ResultValue("r1", D(84)),)),
        *(GoalClosed("g", over) for over in ("done", "missed", "dropped")),
        GoalReopened("g"),
    ]
)


@given(st.lists(MOVES, max_size=12))
def test_whatever_happens_versions_only_grow_and_an_agreement_is_by_both(moves):
    standing: Standing | None = None
    agrees: set[tuple[int, str]] = set()
    for entry in dated(*moves):
        try:
            moved = after(standing, entry)
        except CannotFollow:
            continue
        agrees |= {(moved.content_version, side) for side in sides_of(entry.move)}
        by_both = [n for n in range(1, moved.content_version + 1) if {(n, "owner"), (n, "manager")} <= agrees]
        assert moved.version == (standing.version + 1 if standing else 1)
        assert moved.agreed_version == max(by_both, default=0)
        closed = entry.move.how if isinstance(entry.move, GoalClosed) else ""
        assert (moved.state if moved.state in OVER else "") == closed
        assert closed or (moved.state == "agreed") == bool(by_both)
        assert moved.is_pending == bool(moved.waits_for)
        standing = moved


def sides_of(move):
    """Who says yes with a move: a draft is nobody's yes yet."""
    match move:
        case GoalSet(draft=False, by=by, alone=alone):
            return {"owner", "manager"} if alone else {by}
        case GoalConfirmed(side=side):
            return {side}
        case _:
            return set()
