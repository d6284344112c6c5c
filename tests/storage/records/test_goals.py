"""Goals in the record: who sets, confirms and moves them, who reads them, versions, and what stands after each."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

import pytest

from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalReopened, GoalSet, ResultValue
from conversations.rules.goal_moves import Dated, after
from conversations.rules.goals import GoalContent, KeyResult
from storage import records, roster
from storage.moves import Conflict, NotTheirs
from tests.storage.records.conftest import MONDAY

RENEWALS = KeyResult("r1", "Renewal rate", "number", Decimal(82), Decimal(90), "%")
GOAL = GoalContent("Customers stay", date(2026, 10, 1), date(2026, 12, 31), (RENEWALS,))
HALF = (ResultValue("r1", Decimal(86)),)


def agree(company, **given):
    """Ann and Max agree on a goal of hers."""
    company.write(GoalSet("g1", GOAL), audience="team", **given)
    company.write(GoalConfirmed("g1", 1, "manager"), by="max", audience="team")


def test_a_goal_from_its_first_words_to_its_end(company):
    company.write(GoalSet("g1", GOAL), audience="team")
    goal = company.reads("ann").goal("g1")
    assert (goal.owner, goal.content, goal.agreed, goal.version) == ("ann", GOAL, None, 1)
    assert goal.standing.waits_for == {"manager"}
    company.write(GoalConfirmed("g1", 1, "manager"), by="max", audience="team", expects=1)
    company.write(GoalMoved("g1", "at_risk", HALF, "Two renewals are late"), hours=2, audience="team", expects=2)
    goal = company.reads("max").goal("g1")
    assert (goal.agreed, goal.progress, goal.note, goal.standing.pace) == (GOAL, 50, "Two renewals are late", "at_risk")
    assert goal.state_on(date(2026, 11, 23)) == "active"
    company.write(GoalMoved("g1", "on_track"), hours=3, audience="team")
    assert company.reads("ann").goal("g1").progress == 50, "numbers stay until others come"
    company.write(GoalClosed("g1", "done", "Call two months ahead"), hours=4, audience="team")
    assert company.reads("ann").goal("g1").standing.state == "done"
    assert company.reads("ann").all_goals() == ()
    assert [each.id for each in company.reads("ann").goals_of("ann")] == ["g1"]
    company.write(GoalReopened("g1"), hours=5, audience="team")
    assert company.reads("ann").goal("g1").standing.state == "agreed"


def test_a_change_keeps_what_was_agreed_until_both_have_confirmed_it(company):
    agree(company)
    more = replace(GOAL, title="Customers stay longer")
    company.write(GoalSet("g1", more, "manager", reason="The market grew"), by="max", audience="team", expects=2)
    goal = company.reads("ann").goal("g1")
    assert (goal.content, goal.counts, goal.standing.waits_for) == (more, GOAL, {"owner"})
    company.write(GoalConfirmed("g1", 2, "owner"), audience="team")
    assert company.reads("ann").goal("g1").counts == more
    written = company.reads("ann").goal_history("g1")
    assert [(each.entry.kind, each.author) for each in written] == [
        ("goal_set", "ann"), ("goal_confirmed", "max"), ("goal_set", "max"), ("goal_confirmed", "ann"),
    ]  # fmt: skip
    assert written[2].entry.reason == "The market grew"


def test_the_history_gives_what_stood_on_any_day(company):
    agree(company)
    company.write(GoalMoved("g1", "stuck", HALF), hours=48, audience="team")
    dated = [Dated(each.id, each.at, each.entry) for each in company.reads("ann").goal_history("g1")]
    assert reduce(after, dated, None) == company.reads("ann").goal("g1").standing
    before = reduce(after, (each for each in dated if each.at < MONDAY + timedelta(hours=24)), None)
    assert (before.state, before.pace, before.values_entries) == ("agreed", None, {})


def test_the_second_of_two_at_once_is_told_so(company):
    agree(company)
    company.write(GoalMoved("g1", "on_track", HALF), audience="team", expects=2)
    with pytest.raises(Conflict) as caught:
        company.write(GoalMoved("g1", "stuck"), by="max", audience="team", expects=2)
    assert (caught.value.seen, caught.value.now) == (2, 3)
    assert company.reads("max").goal("g1").standing.pace == "on_track"


def test_the_same_entry_again_changes_nothing(company):
    agree(company)
    for _ in range(2):
        company.write(GoalMoved("g1", "stuck"), audience="team", id="same", expects=2)
    assert company.reads("ann").goal("g1").version == 3


@pytest.mark.parametrize("author", ["tom", "neo", "hana", "boss"])
def test_only_its_owner_and_their_manager_move_it(company, author):
    agree(company)
    for move in (GoalMoved("g1", "stuck"), GoalClosed("g1", "dropped"), GoalSet("g1", GOAL), GoalSet("g2", GOAL)):
        with pytest.raises(NotTheirs):
            company.write(move, by=author, audience="team")
    with pytest.raises(NotTheirs):
        company.write(GoalMoved("g1", "stuck"), "tom", by="max", audience="team")


def test_a_draft_is_its_owners_alone(company):
    company.write(GoalSet("g1", GOAL, draft=True), audience="self")
    assert company.reads("max").goals_of("ann") == ()
    with pytest.raises(NotTheirs):
        company.write(GoalSet("g1", GOAL, "manager"), by="max", audience="pair")


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("pair", "ann max"), ("team", "ann boss hana max neo tom"), ("organisation", "ann boss hana max neo tom zoe")],
)
def test_who_reads_it(company, audience, readers):
    roster.insert_person(
        company.tx, replace(company.person("tom"), id="zoe", email="z@example.com", department="rd"), MONDAY
    )
    company.write(GoalSet("g1", GOAL), audience=audience)
    found = [who for who in ("ann", "boss", "hana", "max", "neo", "tom", "zoe") if company.reads(who).all_goals()]
    assert found == readers.split()
    assert [who for who in found if company.reads(who).goal_history("g1")] == found


PRIVATE = replace(GOAL, visibility="private")


@pytest.mark.parametrize(
    ("by", "side", "other", "yes"), [("max", "manager", "ann", "owner"), ("ann", "owner", "max", "manager")]
)
def test_one_side_alone_opens_no_private_goal(company, by, side, other, yes):
    company.write(GoalSet("g1", PRIVATE), audience="pair")
    company.write(GoalConfirmed("g1", 1, "manager"), by="max", audience="pair")
    company.write(GoalSet("g1", GOAL, side), by=by, audience="team")
    assert company.reads("tom").goal("g1") is None
    assert company.reads("ann").goal("g1").audience == "pair"
    company.write(GoalConfirmed("g1", 2, yes), by=other, audience="pair")
    assert company.reads("tom").goal("g1").counts == GOAL
    records.rebuild(company.tx)
    assert company.reads("tom").goal("g1").audience == "team"


def test_others_read_what_was_proposed_to_the_two_in_the_yes_alone(company):
    agree(company)
    more = replace(GOAL, title="Customers stay longer")
    company.write(GoalSet("g1", more, "manager"), by="max", audience="pair", hours=1)
    goal = company.reads("tom").goal("g1")
    assert (goal.content, goal.counts, goal.standing.waits_for) == (GOAL, GOAL, {"owner"})
    assert company.reads("ann").goal("g1").content == more
    company.write(GoalConfirmed("g1", 2, "owner", more), audience="team", hours=2)
    records.rebuild(company.tx)
    assert company.reads("tom").goal("g1").counts == more
    assert [each.entry.kind for each in company.reads("tom").goal_history("g1")] == [
        "goal_set", "goal_confirmed", "goal_confirmed",
    ]  # fmt: skip
    then = [company.reads("tom").goals_on(MONDAY + timedelta(minutes=m))[0].content for m in (90, 150)]
    assert then == [GOAL, more]


def test_a_goal_is_closed_to_others_as_soon_as_one_side_asks_for_it(company):
    agree(company)
    company.write(GoalSet("g1", PRIVATE), audience="pair")
    assert company.reads("tom").goal("g1") is None


def former_draft(company):
    company.write(GoalSet("g1", GOAL, draft=True), audience="self")
    company.write(GoalSet("g1", GOAL), audience="team", hours=1)
    company.write(GoalConfirmed("g1", 2, "manager"), by="max", audience="team", hours=2)


def once_private(company):
    company.write(GoalSet("g1", PRIVATE), audience="pair")
    company.write(GoalConfirmed("g1", 1, "manager"), by="max", audience="pair", hours=1)
    company.write(GoalSet("g1", GOAL), audience="team", hours=2)
    company.write(GoalConfirmed("g1", 2, "manager"), by="max", audience="pair", hours=3)


@pytest.mark.parametrize("was", [former_draft, once_private])
@pytest.mark.parametrize("who", ["ann", "max", "tom"])
def test_as_it_stood_a_goal_is_told_from_all_its_entries(company, who, was):
    was(company)
    reader = company.reads(who)
    assert reader.goals_on(MONDAY + timedelta(days=1)) == [reader.goal("g1")]


def test_as_it_stood_it_is_told_to_those_who_may_read_what_was_said_then(company):
    once_private(company)
    company.write(GoalSet("g2", GOAL), audience="team", hours=30)
    at = MONDAY + timedelta(minutes=90)
    assert company.reads("tom").goals_on(at) == []
    assert [(each.id, each.counts) for each in company.reads("max").goals_on(at)] == [("g1", PRIVATE)]


def test_as_it_stood_a_goal_that_was_over_is_left_out_and_one_taken_up_again_is_not(company):
    agree(company)
    company.write(GoalClosed("g1", "done"), audience="team", hours=1)
    company.write(GoalReopened("g1"), audience="team", hours=3)
    found = [[each.id for each in company.reads("tom").goals_on(MONDAY + timedelta(hours=n))] for n in (1, 2, 4)]
    assert found == [["g1"], [], ["g1"]]


def test_of_each_version_it_is_known_how_it_stood(company):
    agree(company)
    before = company.reads("ann").goal("g1")
    company.write(GoalMoved("g1", "stuck"), hours=1, audience="team")
    company.write(GoalClosed("g1", "done"), hours=2, audience="team")
    reader = company.reads("ann")
    assert reader.goal_when("g1", before.version) == before
    assert [reader.goal_when("g1", n).standing.pace for n in (before.version + 1, before.version + 2)] == ["stuck"] * 2
    assert reader.goal_when("g1", before.version + 3) is None
    assert reader.goal_when("g1", 0) is None
    assert company.reads("tom").goal_when("g9", 1) is None


def test_with_another_manager_it_is_theirs_to_read_and_confirm(company):
    company.write(GoalSet("g1", GOAL), audience="pair")
    roster.update_person(company.tx, replace(company.person("ann"), manager="neo"))
    assert company.reads("max").goal("g1") is None
    company.write(GoalConfirmed("g1", 1, "manager"), by="neo", audience="pair")
    assert company.reads("ann").goal("g1").standing.state == "agreed"


def test_whoever_has_not_touched_it_for_two_weeks_is_asked(company):
    agree(company)
    at = MONDAY + timedelta(days=14)
    assert [goal.counts.title for goal in company.reads("ann").stale_goals("ann", at)] == ["Customers stay"]
    assert not company.reads("ann").stale_goals("ann", at - timedelta(minutes=1))
    company.write(GoalMoved("g1", "on_track"), hours=24, audience="team")
    assert not company.reads("ann").stale_goals("ann", at)


def test_what_waits_or_has_not_begun_or_is_over_is_not_stale(company):
    company.write(GoalSet("g0", GOAL), audience="team")
    agree(company)
    company.write(GoalClosed("g1", "missed"), audience="team")
    company.write(GoalSet("g2", replace(GOAL, starts=date(2027, 3, 1)), alone=True), audience="team")
    assert not company.reads("ann").stale_goals("ann", MONDAY + timedelta(days=30))
