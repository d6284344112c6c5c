"""What lies still is asked about, whatever happened in between, in one place, and settled wherever answered; words
are an answer too.
"""

from __future__ import annotations

import pytest

from bot.goal_import import Asked, GoalDesk
from conversations.rules.goal_file.reading import read_goal_file
from conversations.rules.roster_file.faults import Faults
from tests.conversations.company import library

NUDGE, CARD, INVITE = "goals.nudge", "goal.goal", "weekly_checkin.invite"
COLUMNS = "person,goal,key result,indicator,period,target,actual,unit\n"


async def _read_here(data, words):
    return read_goal_file(data, words)


def imports(stage, who, line, *, create=False):
    desk = GoalDesk(stage.database, stage.catalogue, library(), stage.now, _read_here)
    report = stage.runner.run(desk.take(stage[who].person, Asked((COLUMNS + line).encode(), create=create)))
    assert not isinstance(report.outcome, Faults), report.outcome
    stage.moves_on(minutes=1)


def agrees(who, manager, title):
    who.says(f"goal add {title} from 12 to 6 by the end of January").taps("Propose to Mara Keller")
    manager.taps("I agree")


def answers_two_weeks(stage, who):
    """Up to the Monday on which the check-in asks about goals as well."""
    who.opens("Fill in").fills(plans=["Write the report"]).submits()
    stage.moves_to("2026-11-30 11:00")
    who.opens("Fill in").fills(plans=["Call the supplier"]).submits()
    stage.moves_to("2026-12-07 12:00")


def test_numbers_from_a_file_put_it_off_and_it_is_asked_after_them(agreed, alice):
    agreed.moves_to("2026-11-30 15:00")
    imports(agreed, "mara", "alice@example.org,Renewal rate,,,2026-11,,84,%\n")
    agreed.moves_to("2026-12-11 17:00")
    assert alice.counts(NUDGE) == 0
    agreed.moves_to("2026-12-16 17:00")
    assert alice.counts(NUDGE) == 1


def test_a_look_puts_nothing_off(agreed, alice):
    for day in ("2026-11-27", "2026-12-04"):
        agreed.moves_to(f"{day} 12:00")
        alice.says("goal").taps("Open")
    agreed.moves_to("2026-12-08 17:00")
    assert alice.counts(NUDGE) == 1


def test_what_lies_still_minutes_later_joins_the_list(agreed, alice, mara):
    agreed.moves_on(minutes=10)
    agrees(alice, mara, "Complaints")
    agreed.moves_to("2026-12-07 12:00")
    assert alice.counts(NUDGE) == 1
    assert "2 goals haven’t moved" in alice.card(NUDGE)


def test_what_lies_still_after_the_list_was_answered_waits_for_the_next(agreed, alice, mara):
    agreed.moves_on(days=1)
    agrees(alice, mara, "Complaints")
    agreed.moves_to("2026-12-07 12:00")
    alice.taps("On track", on="Renewal rate")
    agreed.moves_to("2026-12-11 17:00")
    assert "All up to date" in alice.card("goals.nudged")
    agreed.moves_to("2026-12-16 17:00")
    assert "Complaints" in alice.card(NUDGE)
    assert "Renewal rate" not in alice.card(NUDGE)


def test_a_goal_from_a_file_of_somebody_without_a_manager(monday, sven):
    imports(monday, "sven", "sven@example.org,Sales,,,2026-Q4,100,10,k\n", create=True)
    monday.moves_to("2026-12-09 17:00")
    assert "Sales" in sven.card(NUDGE)


def test_the_checkin_asks_first_and_the_nudge_only_what_stays_without_an_answer(agreed, alice):
    answers_two_weeks(agreed, alice)
    assert "Renewal rate" in alice.opens("Fill in", of=alice.message(INVITE)).words
    assert alice.counts(NUDGE) == 0
    agreed.moves_to("2026-12-09 17:00")
    assert "Renewal rate" in alice.card(NUDGE)


def test_who_answered_the_checkin_is_not_asked_again(agreed, alice):
    answers_two_weeks(agreed, alice)
    form = alice.opens("Fill in", of=alice.message(INVITE))
    [goal] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{goal.replace(".", "_"): "on_track", "plans": ["Order filters"]}).submits()
    agreed.moves_to("2026-12-18 17:00")
    assert alice.counts(NUDGE) == 0


def test_an_answer_in_the_checkin_settles_the_nudge(agreed, alice):
    answers_two_weeks(agreed, alice)
    agreed.moves_to("2026-12-09 17:00")
    form = alice.opens("Fill in")
    [goal] = [name for name in form.values if name.startswith("goals.")]
    form.fills(**{goal.replace(".", "_"): "on_track", "plans": ["Order filters"]}).submits()
    assert "All up to date" in alice.card("goals.nudged")


def test_an_answer_on_the_goals_own_card_settles_it_whoever_gives_it(agreed, alice, mara):
    agreed.moves_to("2026-12-07 12:00")
    assert alice.counts(NUDGE) == 1
    mara.taps("At risk", of=mara.message(CARD))
    assert "All up to date" in alice.card("goals.nudged")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("renewal rate is at 85", "which number do you mean?"),
        ("renewals at 85%", "which number do you mean?"),
        ("85%", "which number do you mean?"),
        ("at risk, legal is slow", "note “At risk”?\nlegal is slow"),
        ("stuck on legal", "note “Stuck”?"),
    ],
)
def test_words_below_it_are_of_its_goal_and_no_plan(agreed, alice, mara, text, shown):
    agreed.moves_to("2026-12-07 12:00")
    before = mara.chat
    alice.says(text).sees(f"Renewal rate: {shown}")
    assert mara.chat == before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("续约率85%了", "你说的是哪个数"),
        ("有风险，法务太慢", "记成“有风险”吗？\n法务太慢"),
        ("卡住了", "记成“卡住了”吗"),
    ],
)
def test_words_below_it_in_chinese(monday, li, wang, text, shown):
    li.says("目标 新增 续约率年底前从82%到90%").taps("提给王芳")
    wang.taps("我同意")
    monday.moves_to("2026-12-07 12:00")
    li.says(text).sees(f"续约率：{shown}")


@pytest.mark.parametrize("text", ["Write the report", "the website at 85%", "Finish 85% of the report"])
def test_other_words_go_to_the_checkin(agreed, alice, text):
    agreed.moves_to("2026-12-07 12:00")
    alice.says(text).sees("Is anything stuck?")


def test_a_bare_outcome_is_asked_about_in_the_checkin(agreed, alice):
    agreed.moves_to("2026-12-07 12:00")
    alice.says("done").sees("Is that your plan for this week?")


def test_a_name_says_which_of_several(monday, alice, mara):
    for title in ("Renewal rate", "Complaints"):
        agrees(alice, mara, title)
    monday.moves_to("2026-12-07 12:00")
    alice.says("complaints at 9").sees("Complaints: which number do you mean?")


def test_without_a_name_it_is_asked_which(monday, alice, mara):
    for title in ("Renewal rate", "Complaints"):
        agrees(alice, mara, title)
    monday.moves_to("2026-12-07 12:00")
    alice.says("at risk").sees("Which goal do you mean?").taps("At risk", on="Complaints")


def test_once_something_came_since_it_asks_no_more(agreed, alice):
    agreed.moves_to("2026-12-07 12:00")
    alice.says("Write the report").sees("Is anything stuck?").says("at risk, legal is slow")
    assert alice.counts("goal.asked") == 0
