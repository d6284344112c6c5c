"""The rhythm: prompt, one reminder, silence, close; less often when ignored; pause, leave, part-time, welcome back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from conversations.entries import SettingChanged
from storage import roster
from tests.conversations import company
from tests.conversations.stage import Stage
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of, week_of


def prompted(stage: Stage, person: str) -> list[str]:
    """The weeks in which somebody was asked."""
    return [entry.week for entry in entries_of(stage, person, "prompted")]


INVITED, REMINDED = "weekly_checkin.invite", "weekly_checkin.reminder"


def test_one_reminder_a_working_day_later_then_silence(second, alice):
    second.moves_to("2026-12-01 09:59")
    assert alice.counts(REMINDED) == 0
    second.moves_to("2026-12-01 10:00")
    alice.sees(
        "still open until Sun 6 Dec",
        "After this I’ll keep quiet",
        "Write the report [Done]",
        "[As planned, nothing stuck]",
    )
    before = alice.counts()
    second.moves_to("2026-12-06 23:00")
    assert alice.counts() == before


def test_who_is_on_notice_is_spared_the_check_in_and_all_else_goes_on(second, alice, bob):
    on_notice = replace(alice.person, notice_from=date(2026, 12, 1), leaving_date=date(2026, 12, 31))
    second.do(roster.update_person, on_notice)
    second.moves_to("2026-12-02 12:00")
    assert alice.counts(REMINDED) == 0
    before = alice.counts()
    asks(bob, helper="alice")
    assert alice.counts() > before, "colleagues go on asking"
    second.moves_to("2026-12-15 12:00")
    assert prompted(second, "alice") == ["2026-W48", "2026-W49"]


def test_plans_older_than_last_week_are_asked_about_as_such(second, alice):
    assert "How did last week’s plans go?" in alice.card(INVITED)
    second.moves_to("2026-12-07 10:00")
    alice.sees("How did your last plans go? Tap any that aren’t done", "Write the report [Done]")
    second.moves_to("2026-12-08 10:00")
    assert "How did your last plans go?" in alice.card(REMINDED)
    form = alice.opens("Fill in")
    assert "How did your last plans go?" in form.words and "last week" not in form.words
    alice.taps("One question at a time").sees("How did your last plans go?")


def test_plans_older_than_last_week_in_chinese(second, li):
    assert "上周的几件事怎么样了？" in li.card(INVITED)
    second.moves_to("2026-12-07 10:00", company.SHANGHAI)
    li.sees("上次计划的几件事怎么样了？没完成的点一下。")
    assert "上次计划的几件事怎么样了？" in li.opens("一次填完").words
    li.taps("一问一答").sees("上次计划的几件事怎么样了？")


def test_the_reminder_is_as_good_as_the_prompt(second, alice):
    second.moves_to("2026-12-01 10:00")
    alice.taps("Dropped", on="Write the report").says("Visit the fair").says("no").says("3")
    alice.sees("Write the report Dropped", "Call the supplier Done").taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)


def test_no_reminder_for_who_answered(second, alice):
    alice.taps("As planned, nothing stuck")
    second.moves_to("2026-12-02 12:00")
    assert alice.counts(REMINDED) == 0


def test_a_reminder_of_a_question_about_what_is_stuck_quotes_it(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("The torque wrench is gone").says("my manager").sees(
        "By when do you need it?"
    )
    li.says("整理仓库").taps("都完成了").says("扳手丢了").sees("谁能帮上忙")
    second.moves_to("2026-12-01 10:00")
    alice.sees("The torque wrench is gone", "By when do you need it?")
    li.sees("扳手丢了", "谁能帮上忙？")
    cards = [who.message(f"weekly_checkin.{asks}").card for who, asks in ((alice, "needed_by"), (li, "helper"))]
    assert [card.neutral.id for card in cards] == ["weekly_checkin.neutral"] * 2
    alice.says("Friday").says("3").sees("Is this right?", "The torque wrench is gone")


def test_who_stopped_midway_is_led_back_to_the_question(second, alice):
    alice.says("Visit the fair").taps("All done").sees("Is anything stuck?")
    second.moves_to("2026-12-01 10:00")
    assert alice.counts(REMINDED) == 0
    assert alice.counts("weekly_checkin.stuck") == 1, "the question moved to the end of the chat"
    alice.sees("Is anything stuck?").says("no").says("4").sees("Is this right?")
    second.moves_to("2026-12-02 12:00")
    alice.sees("Is this right?")


def test_the_week_closes_without_a_mark(second, alice):
    second.moves_to("2026-12-06 23:59")
    assert alice.can("As planned, nothing stuck")
    second.moves_to("2026-12-07 00:00")
    assert "That’s fine, there’s nothing to catch up on" in alice.card("weekly_checkin.closed")
    assert "was open until Sun " in alice.card("weekly_checkin.closed"), "not until the day on which the card came"
    assert not alice.can("As planned, nothing stuck")
    assert alice.listening == ""
    assert [entry.kind for entry in entries_of(second, "alice", "check_in_answered")] == ["check_in_answered"]


def test_an_open_question_closes_with_the_week(second, alice):
    alice.says("Visit the fair").taps("All done").sees("Is anything stuck?")
    second.moves_to("2026-12-07 00:00")
    assert alice.listening == ""
    assert not alice.can("Nothing stuck")


def test_not_this_week(second, alice):
    alice.taps("Not this week").sees("All right, not this week", "open until Sun 6 Dec")
    second.moves_to("2026-12-02 12:00")
    assert alice.counts(REMINDED) == 0
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits().sees("Week of Mon 30 Nov")


def test_not_this_week_can_become_a_pause(second, alice):
    alice.taps("Not this week").taps("Pause for longer").sees("For how long?")


def test_who_looks_again_after_not_this_week_has_still_said_so(second, alice):
    for following in ("2026-12-07 10:00", "2026-12-14 10:00"):
        alice.taps("Not this week").says("checkin").sees("Good to see you")
        second.moves_to(following)
    assert entries_of(second, "alice", "setting_changed") == []
    assert alice.counts(REMINDED) == 0


def test_not_this_week_holds_for_the_prompt_too(second, alice):
    second.moves_to("2026-12-07 08:00")
    alice.says("check-in").taps("Not this week").says("check-in")
    before = alice.counts()
    second.moves_to("2026-12-09 12:00")
    assert alice.counts() == before


def test_two_ignored_weeks_halve_the_frequency_silently(second, alice, li):
    second.moves_to("2026-12-13 12:00")
    assert entries_of(second, "alice", "setting_changed") == []
    before = alice.counts()
    second.moves_to("2026-12-14 00:00")
    assert entries_of(second, "alice", "setting_changed") == [SettingChanged("every_weeks", "2")]
    assert alice.counts() == before, "silently"
    second.moves_to("2026-12-27 00:00")
    assert prompted(second, "alice")[3:] == ["2026-W52"], "one week of the two that follow"
    alice.sees("you can change it here", "[Another time]", "[Less often, or stop]")
    assert "[Not this week]" not in alice.last
    alice.taps("Less often, or stop").sees("Stop altogether")


def test_the_way_out_in_chinese(second, li):
    second.moves_to("2026-12-27 00:00", company.SHANGHAI)
    li.sees("时间不合适，或者觉得太勤，可以在这里调", "[换个时间]", "[少发一点，或者不发]")
    li.taps("换个时间").sees("时区")


def test_answering_once_counts_again(second, alice):
    second.moves_to("2026-12-07 10:00")
    alice.taps("As planned, nothing stuck")
    second.moves_to("2026-12-14 10:00")
    alice.sees("[Not this week]")
    second.moves_to("2026-12-21 00:00")
    assert entries_of(second, "alice", "setting_changed") == []


def test_an_own_slot(monday, alice):
    alice.taps("Not this week").says("settings")
    alice.opens("Change", on="Your check-in").fills(day="3", time="14:30").submits()
    monday.moves_to("2026-12-03 14:29")
    assert alice.counts(INVITED) == 0
    monday.moves_to("2026-12-03 14:30")
    assert alice.counts(INVITED) == 1
    monday.moves_to("2026-12-04 14:30")
    alice.sees("still open until Sun 6 Dec")


def test_a_setting_changed_as_the_prompt_is_due_does_not_cost_it(stage, alice):
    stage.now = datetime(2026, 11, 23, 9, 0, 1, tzinfo=UTC)
    alice.says("settings").taps("中文")
    stage.moves_to("2026-11-23 12:00")
    assert prompted(stage, "alice") == ["2026-W48"]


def test_a_setting_changed_after_an_outage_does_not_cost_the_digest(second, alice, mara):
    alice.taps("As planned, nothing stuck")
    before = mara.counts("manager_digest.digest")
    second.now = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    mara.says("settings").taps("中文")
    second.moves_to("2026-12-04 16:00")
    assert mara.counts("manager_digest.digest") == before + 1


def test_an_earlier_day_does_not_cost_the_week(second, alice):
    alice.taps("As planned, nothing stuck")
    alice.says("settings").opens("Change", on="Your check-in").fills(day="4", time="10:00").submits()
    second.moves_to("2026-12-08 12:00")
    alice.says("settings").opens("Change", on="Your check-in").fills(day="0", time="10:00").submits()
    second.moves_to("2026-12-14 12:00")
    assert prompted(second, "alice")[2:] == ["2026-W50", "2026-W51"]


def test_a_pause_and_a_welcome(second, alice):
    alice.taps("As planned, nothing stuck").says("pause for two weeks").taps("Yes, pause")
    second.moves_to("2026-12-14 09:59")
    assert alice.counts(INVITED) == 0
    second.moves_to("2026-12-14 10:00")
    alice.sees("Welcome back, Alice", "Nothing to catch up on")


def test_away_and_back_after_five_days(second, alice):
    alice.says("away 1 Dec to 8 Dec").taps("Yes, note it")
    second.moves_to("2026-12-08 23:00")
    assert alice.counts(REMINDED) == 0
    assert prompted(second, "alice") == ["2026-W48", "2026-W49"], "nothing is sent while away"
    second.moves_to("2026-12-09 10:00")
    alice.sees("Welcome back, Alice", "Nothing to catch up on", "[Nothing special, nothing stuck]")
    assert "Write the report" not in alice.last
    alice.says("Visit the fair").says("no").sees("Is this right?").taps("Share with Mara Keller")
    answered = week_of(second, "alice", "2026-W50")
    assert answered.outcomes == ()
    assert answered.plans == ("Visit the fair",)


def test_away_in_chinese(second, li):
    li.says("下周休假").sees("12月7日").taps("对，记下")
    second.moves_to("2026-12-13 23:00", company.SHANGHAI)
    assert prompted(second, "li") == ["2026-W48", "2026-W49"]
    second.moves_to("2026-12-14 10:00", company.SHANGHAI)
    li.sees("李晨，欢迎回来", "之前的不用补")


def test_away_until_a_week_or_a_month_ends_is_no_plan(second, alice, li):
    alice.says("away until the end of the week").sees("Mon 30 Nov", "Fri 4 Dec", "[Yes, note it]")
    alice.says("away until the end of December").sees("Mon 30 Nov", "Thu 31 Dec", "[Yes, note it]")
    li.says("休假到1月底").sees("11月30日", "1月31日", "[对，记下]")


def test_part_time(stage):
    stage.hires(company.someone("pia", "Pia Part", "research", "mara", working_days=frozenset({2, 3})))
    pia = stage["pia"]
    stage.moves_to("2026-11-25 09:59")
    assert pia.messages == []
    stage.moves_to("2026-11-25 10:00")
    pia.sees("Your first check-in")
    stage.moves_to("2026-11-26 10:00")
    pia.sees("still open until Sun 29 Nov")


def test_leave_in_the_middle_of_the_week_moves_the_reminder(second, alice):
    alice.says("away 1 Dec to 2 Dec").taps("Yes, note it")
    second.moves_to("2026-12-02 23:00")
    assert alice.counts(REMINDED) == 0
    second.moves_to("2026-12-03 10:00")
    assert alice.counts(REMINDED) == 1


def test_who_begins_before_the_prompt_is_not_asked_twice(second, alice):
    second.moves_to("2026-12-07 08:00")
    alice.says("check-in").taps("As planned, nothing stuck")
    before = alice.counts()
    second.moves_to("2026-12-08 12:00")
    assert alice.counts() == before


def test_who_has_it_open_before_the_prompt_is_not_sent_another(second, alice):
    second.moves_to("2026-12-07 08:00")
    alice.says("check-in").sees("Good to see you")
    before = alice.counts()
    second.moves_to("2026-12-07 12:00")
    assert alice.counts() == before
    second.moves_to("2026-12-08 12:00")
    alice.sees("still open until Sun 13 Dec")


def test_a_holiday_moves_the_prompt(stage):
    stage.hires(company.someone("pia", "Pia Part", "research", "mara", region="US", zone="America/New_York"))
    stage.moves_to("2026-11-23 10:00", "America/New_York")
    pia = stage["pia"].opens("Fill in").fills(plans=["Write the report"]).submits()
    pia.opens("Change")
    pia.says("settings").opens("Change", on="Your check-in").fills(day="3", time="10:00").submits()
    stage.moves_to("2026-11-27 09:00", "America/New_York")
    assert prompted(stage, "pia") == ["2026-W48"], "asked once, and Thanksgiving is left alone"


def test_after_an_outage_of_a_day_the_prompt_comes_late(stage, alice):
    stage.jumps_to("2026-11-24 09:30")
    alice.sees("Your first check-in")
    stage.moves_to("2026-11-25 09:30")
    alice.sees("still open until Sun 29 Nov")


def test_after_an_outage_of_a_week_nothing_stale_is_sent(second, alice):
    second.jumps_to("2026-12-09 09:30")
    assert alice.counts(REMINDED) == 0
    assert alice.counts(INVITED) == 1, "this week's, late; last week's is closed"
    alice.sees("Good to see you")


def test_the_command_shows_the_week_as_it_stands(second, alice):
    alice.says("check-in").sees("Good to see you", "Write the report [Done]")
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says("hello").says("my week").sees("Week of Mon 30 Nov", "Visit the fair")
