"""Answering: by taps, by replies, by the form, and from one to the other midway."""

from __future__ import annotations

import pytest

from conversations.entries import CheckInAnswered, EnergyNoted, PlanOutcome
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, week_of


def test_last_weeks_plans_are_carried_over_with_one_tap_each(second, alice):
    alice.sees("Write the report [Done] [Still going] [Dropped]", "Tap any that aren’t done.")
    alice.taps("Still going", on="Write the report")
    alice.sees("Write the report [Done] [*Still going] [Dropped]")
    alice.says("Visit the fair")
    alice.sees("Is anything stuck?")
    alice.says("nothing").says("4")
    alice.sees("Write the report Still going", "Call the supplier Done", "Write the report; Visit the fair")
    alice.taps("Share with Mara Keller")
    answered = week_of(second, "alice", "2026-W49")
    assert answered.outcomes == (
        PlanOutcome("Write the report", "continue"),
        PlanOutcome("Call the supplier", "done"),
    )
    assert answered.plans == ("Write the report", "Visit the fair")


def test_an_uneventful_week_is_one_tap(second, alice):
    alice.taps("As planned, nothing stuck")
    alice.sees("Week of Mon 30 Nov", "you’re done")
    answered = week_of(second, "alice", "2026-W49")
    assert answered.quick
    assert {outcome.outcome for outcome in answered.outcomes} == {"done"}


def test_one_tap_respects_what_was_tapped_before(second, alice):
    alice.taps("Still going", on="Write the report").taps("As planned, nothing stuck")
    assert week_of(second, "alice", "2026-W49").plans == ("Write the report",)


def test_the_one_tap_is_there_every_week(second, alice):
    alice.taps("As planned, nothing stuck")
    second.moves_to("2026-12-07 10:00")
    alice.sees("What are the one to three things", "[Nothing special, nothing stuck]")
    alice.taps("Nothing special, nothing stuck").sees("Week of Mon 7 Dec")


@pytest.mark.parametrize("said", ["as last week", "Same as last week, nothing stuck", "same plans"])
def test_the_same_as_last_week_goes_on_and_is_read_back(second, alice, said):
    alice.says(said)
    if "stuck" not in said:
        alice.sees("Is anything stuck?").says("no")
    alice.says("4").sees("Is this right?", "Write the report Still going", "Call the supplier Still going")
    assert "2026-W49" not in [each.week for each in entries_of(second, "alice", "check_in_answered")]
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Write the report", "Call the supplier")


def test_the_same_goes_on_in_chinese_and_where_the_plans_are_asked(second, alice, li):
    li.says("跟上周一样，没卡住").says("4").sees("这样对吗？", "写方案 继续", "写方案；约客户；整理数据")
    alice.says("all done").says("same as last week").says("no").says("4")
    alice.sees("Write the report Done", "Write the report; Call the supplier")


def test_what_is_to_come_besides_is_a_plan_more(second, alice, li):
    alice.says("same as last week and call Hudson").says("no").says("4")
    alice.sees("Write the report Still going", "Write the report; Call the supplier; call Hudson")
    li.says("照旧").says("没有").says("4").sees("写方案 继续", "写方案；约客户；整理数据")


def test_so_it_is_where_the_plans_are_asked(second, alice):
    alice.says("all done").says("same as last week and call Hudson").says("no").says("4")
    alice.sees("Write the report Done", "Write the report; Call the supplier; call Hudson")


def test_the_same_with_an_exception_is_asked_about(second, alice, li):
    alice.says("same as last week but drop the second").sees("I didn’t catch that", "How did last week’s plans go?")
    alice.says("1 still going, 2 dropped").sees("These carry on", "Write the report")
    li.says("和上周一样，但第二件不做了").sees("没看明白", "上周的几件事怎么样了？")


def test_a_plan_that_only_holds_those_words_leaves_open_how_the_last_ones_went(second, alice):
    alice.says("Order the same things for Berlin").sees("How did last week’s plans go?").says("all done")
    alice.says("no").says("4").sees("Write the report Done", "Order the same things for Berlin")


@pytest.mark.parametrize("said", ["as planned", "Nothing special."])
def test_the_one_tap_can_be_said(second, alice, said):
    alice.says(said).sees("Week of Mon 30 Nov")
    assert week_of(second, "alice", "2026-W49").quick


@pytest.mark.parametrize(
    ("said", "outcomes"),
    [("完成", ["done"] * 3), ("都做完了", ["done"] * 3), ("1 完成，2 继续，3 完成", ["done", "continue", "done"])],
)
def test_outcomes_in_chinese_words(second, li, said, outcomes):
    li.says(said).sees("一行一件")
    li.says("写总结").says("没有").says("跳过").taps("发给王芳")
    answered = week_of(second, "li", "2026-W49")
    assert [each.outcome for each in answered.outcomes] == outcomes


def test_outcomes_in_order(second, li):
    li.says("完成，继续，不做了").taps("就这些").says("没卡住").says("5").taps("发给王芳")
    answered = week_of(second, "li", "2026-W49")
    assert [each.outcome for each in answered.outcomes] == ["done", "continue", "drop"]
    assert answered.plans == ("约客户",)


def test_nothing_for_this_week(second, li):
    li.says("没有").taps("都完成了").sees("有卡住的吗？").says("没有").says("3").sees("这样对吗？", "完成").taps(
        "发给王芳"
    )
    assert week_of(second, "li", "2026-W49").plans == ()


@pytest.mark.parametrize(
    "said",
    [
        "Write the report\nCall the supplier\nVisit the fair",
        "- Write the report\n- Call the supplier\n• Visit the fair",
        "Write the report; Call the supplier; Visit the fair",
        "1. Write the report 2. Call the supplier 3. Visit the fair",
        "1) Write the report\n\n2) Call the supplier\n3) Visit the fair",
    ],
)
def test_several_lines(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").sees("Write the report; Call the supplier; Visit the fair")


@pytest.mark.parametrize(
    "said", ["写方案；约客户", "1、写方案\n2、约客户", "（1）写方案\n（2）约客户", "1、写方案2、约客户"]
)
def test_several_lines_in_chinese(monday, li, said):
    li.says(said).says("没有").sees("写方案；约客户")


def test_too_many_lines_are_chosen_again(second, alice):
    for plan in ("Write the report", "Call the supplier"):
        alice.taps("Still going", on=plan)
    alice.says("Visit the fair; Order samples").sees("That makes 4", "Pick the 3")
    alice.says("Write the report; Visit the fair; Order samples").sees("Is anything stuck?")
    alice.says("no").says("skip").sees("Write the report; Visit the fair; Order samples")


@pytest.mark.parametrize("chosen", ["tap", "a1; b2; c3"])
def test_what_was_too_much_is_offered_until_it_is_chosen(second, alice, chosen):
    alice.says("a1; b2; c3; d4; e5").sees("That makes 5", "e5", "[Take the first 3]")
    alice.says("all done nothing stuck").sees("What are the one to three things", "e5", "[Take the first 3]")
    alice.taps("Take the first 3") if chosen == "tap" else alice.says(chosen)
    alice.sees("energy").says("4").sees("Write the report Done", "a1; b2; c3", "Nothing stuck")


def test_so_it_is_offered_in_chinese(second, li):
    li.says("甲；乙；丙；丁").says("都做完了，没卡住").sees("一行一件", "丁").taps("就要前3件").says("4").sees(
        "甲；乙；丙"
    )


def test_question_by_question(second, alice):
    alice.taps("One question at a time").sees("How did last week’s plans go?")
    alice.taps("Dropped", on="Call the supplier").sees("Write the report [Done]", "[*Dropped]")
    alice.says("1 done").sees("What are the one to three things")
    alice.says("Visit the fair").taps("Something is stuck").sees("What is it, in one line?")
    alice.says("No answer from legal").taps("My manager").taps("Skip").taps("2")
    alice.sees("Write the report Done", "Call the supplier Dropped", "No answer from legal", "Energy 2")


def test_what_is_not_understood_is_asked_again_with_taps(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").sees("from 1 to 5")
    alice.says("eleven").sees("A number from 1 to 5", "[1] [2] [3] [4] [5] [Skip]")
    alice.says("4/5").sees("Energy 4 (only you see it)")


def test_from_the_chat_to_the_form(second, alice):
    alice.taps("Still going", on="Write the report").says("Visit the fair").sees("Is anything stuck?")
    form = alice.opens("Show it as a form")
    assert form.values["plans"] == ("Write the report", "Visit the fair")
    assert form.values["outcomes.0"] == ("continue",)
    form.fills(energy="5", sentence="Good week").submits()
    alice.sees("Week of Mon 30 Nov", "Good week")
    assert not alice.can("Skip"), "the question is no longer open"
    alice.says("hello").sees("Hello Alice")
    assert week_of(second, "alice", "2026-W49").plans == ("Write the report", "Visit the fair")


def test_from_the_form_to_the_chat(monday, alice):
    alice.opens("Fill in").fills(plans=["Write the report"])
    # Opening a form is no progress: it was closed silently, and the card still listens.
    alice.says("Call the supplier").sees("Is anything stuck?").says("no").taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ("Call the supplier",)


def test_a_form_names_what_is_wrong_and_loses_nothing(monday, alice):
    form = alice.opens("Fill in").fills(plans=["x" * 201], stuck="yes")
    form.tries()
    assert form.errors == {
        "plans": "This is too long. Please keep it to 200 characters.",
        "stuck_on": "Please fill this in.",
    }
    form.fills(plans=["Write the report"], stuck_on="No sensors", needed_by="2026-11-20").tries()
    assert form.errors == {"needed_by": "That day has passed. Please choose today or later."}
    form.fills(stuck="no").submits()
    assert not week_of(monday, "alice", "2026-W48").stuck


def test_a_sentence_may_be_quoted_only_by_a_tick(second, alice):
    form = alice.opens("Fill in").fills(sentence="Bob saved my week")
    assert form.shows(next(part for part in form.form.parts if getattr(part, "name", "") == "may_cite"))
    form.submits()
    assert week_of(second, "alice", "2026-W49").sentence == "Bob saved my week"
    assert not week_of(second, "alice", "2026-W49").sentence_citable
    alice.opens("Change").fills(may_cite=True).submits()
    assert week_of(second, "alice", "2026-W49").sentence_citable


def test_energy_that_is_taken_back_is_gone(second, alice):
    alice.opens("Fill in").fills(plans=["Visit the fair"], energy="1").submits().sees("Energy 1")
    alice.opens("Change").fills(energy="").submits()
    assert "Energy" not in alice.card("weekly_checkin.shared")
    assert entries_of(second, "alice", "energy_noted") == []
    alice.opens("Change").fills(plans=["Visit no fair"]).submits()
    assert len(entries_of(second, "alice", "energy_withdrawn")) == 1, "what is not there is not taken back again"
    assert entries_of(second, "alice", "energy_withdrawn", reader="mara") == []
    alice.opens("Change").fills(energy="4").submits().sees("Energy 4")
    assert entries_of(second, "alice", "energy_noted") == [EnergyNoted("2026-W49", 4)]
    alice.taps("Take it back")
    assert entries_of(second, "alice", "energy_noted") == [], "with the week its energy is taken back"
    alice.taps("Share with Mara Keller")
    assert entries_of(second, "alice", "energy_noted") == [EnergyNoted("2026-W49", 4)]


def test_energy_is_for_oneself(second, alice, mara):
    alice.opens("Fill in").fills(plans=["Visit the fair"], energy="1").submits().sees("Energy 1")
    assert entries_of(second, "alice", "energy_noted") == [EnergyNoted("2026-W49", 1)]
    assert entries_of(second, "alice", "energy_noted", reader="mara") == []
    assert entries_of(second, "alice", "energy_noted", reader="hana") == []
    second.moves_to("2026-12-02 10:00")
    mara.sees("Alice Berger: ", "Visit the fair").sees_not("Energy 1", "only you see it")


def test_a_command_in_the_middle_is_asked_about(second, alice):
    alice.says("Visit the fair").taps("All done").sees("Is anything stuck?")
    alice.says("settings").sees("Is that your answer", "settings")
    alice.taps("It’s my answer").sees("Who can help?")
    assert "settings" in alice.card("weekly_checkin.stuck.answered") or "> settings" in alice.chat
    alice.taps("My manager").taps("Skip").taps("Skip").sees("What is stuck? settings")


def test_a_command_in_the_middle_can_be_meant(second, alice):
    alice.says("Visit the fair").taps("All done").says("check-in").sees("Is that your answer")
    alice.taps("Open “Check in”").sees("Is anything stuck?")
    alice.says("no").says("5").sees("Is this right?", "Visit the fair")


@pytest.mark.parametrize("said", ["hello", "Does this affect my bonus?", "am I late?"])
def test_what_is_plainly_no_answer_is_not_taken_for_one(monday, alice, said):
    alice.says(said)
    assert alice.listening == "plans", "the question is still open"
    assert alice.counts("weekly_checkin.stuck") == 0
    alice.says("Write the report").sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["你好", "和奖金有关吗？", "下周休假", "我卡住了"])
def test_what_is_plainly_no_answer_in_chinese(monday, li, said):
    li.says(said)
    assert li.counts("weekly_checkin.stuck") == 0
    assert entries_of(monday, "li", "check_in_answered") == []


def test_a_helper_can_be_named_at_once(monday, alice):
    alice.says("Write the report").says("No sensors").sees("Who can help?")
    alice.says("bob").sees("By when do you need it?")
    alice.says("Friday").sees("Which colleague? Bob Nyman", "By when? Fri 27 Nov")


def test_of_several_people_one_is_tapped(monday, stage, alice):
    stage.hires(company.someone("sam", "Sam Hansen", "research", "mara"))
    alice.says("Write the report").says("No sensors").says("han").sees("Which colleague?", "[Sam Hansen]")
    alice.sees("[Hana Roth]").taps("Hana Roth").sees("By when do you need it?")


def test_nobody_asks_oneself_or_somebody_who_cannot_be_written_to(monday, alice):
    alice.says("Write the report").says("No sensors").taps("A colleague")
    alice.says("Alice").sees("can’t find anyone by that name")
    alice.says("Kim Doe").sees("can’t find anyone by that name")
    alice.says("Bob").sees("By when do you need it?")


def test_somebody_thinks_better_of_it(monday, alice):
    alice.says("Write the report").taps("Something is stuck").says("nothing").sees("Is this right?", "Nothing stuck")
    alice.opens("Change").fills(stuck="yes", stuck_on="No sensors", helper="person").finds(
        "helper_person", "Bob"
    ).fills(helper="manager").submits()
    alice.sees("Stuck: No sensors Mara Keller gets it with the digest on Wed 25 Nov.")


def test_the_record_keeps_what_was_said(monday, alice):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    assert entries_of(monday, "alice", "check_in_answered") == [
        CheckInAnswered("2026-W48", plans=("Write the report",))
    ]


@pytest.mark.parametrize(
    "said", ["Hi, no", "Hello, no", "hey no", "No, hello", "Hi, all good", "Good morning! Nothing"]
)
def test_an_answer_may_begin_with_a_greeting(second, alice, said):
    alice.says("Hello, nothing else").taps("All done").says(said).says("Hi, 4").sees("Is this right?", "Energy 4")
    alice.taps("Share with Mara Keller")
    assert not week_of(second, "alice", "2026-W49").stuck


@pytest.mark.parametrize("said", ["你好，没有", "嗨，没", "没有，你好", "早上好，没卡住"])
def test_an_answer_may_begin_with_a_greeting_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says(said).says("4").sees("这样对吗？").taps("发给王芳")
    assert not week_of(second, "li", "2026-W49").stuck


@pytest.mark.parametrize(
    "said", ["good morning message to the team", "don't know who gets this", "hi, not the sensors"]
)
def test_what_only_begins_like_a_greeting_is_noted(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("yes").says(said).sees("Who can help?").taps("My manager").taps(
        "Skip"
    ).taps("Skip")
    alice.sees(f"What is stuck? {said}")


def test_what_only_sounds_like_a_question_to_the_bot_is_noted_in_chinese(second, li):
    li.says("写总结").taps("都完成了").says("有").says("不知道发给谁").sees("谁能帮上忙？").taps("我的主管").taps(
        "跳过"
    ).taps("跳过")
    li.sees("卡在哪里？ 不知道发给谁")


def test_not_smooth_is_no_no(second, li):
    li.says("写总结").taps("都完成了").says("你好，不顺利").sees("谁能帮上忙？")


def test_what_was_chosen_in_the_form_can_be_taken_back(second, alice, li):
    alice.opens("Fill in").fills(plans=["Visit the fair"], energy="4", outcomes_0="drop").submits()
    alice.sees("Energy 4", "Write the report Dropped")
    alice.opens("Change").fills(energy="-", outcomes_0="-").submits()
    assert "Energy" not in alice.last
    assert "Write the report" not in alice.last
    assert [type(one).__name__ for one in entries_of(second, "alice", "energy_withdrawn")] == ["EnergyWithdrawn"]
    filling = li.opens("一次填完")
    assert "不填" in filling.words
    filling.fills(energy="3").fills(energy="-").submits()
    assert "精力" not in li.last


def test_what_is_answered_keeps_no_instruction(second, alice, li):
    alice.says("Visit the fair").taps("All done")
    invitation = alice.card("weekly_checkin.invite")
    assert "How did last week’s plans go?" in invitation
    assert "Write the report" in invitation
    assert "Tap" not in invitation
    assert "reply" not in invitation
    alice.says("yes").says("No sensors").says("my manager")
    assert alice.card("weekly_checkin.helper.answered") == "Who can help?"
    li.says("写总结").taps("都完成了")
    assert "上周的几件事怎么样了？" in li.card("weekly_checkin.invite")
    assert "点" not in li.card("weekly_checkin.invite")


def test_a_first_invitation_that_is_answered_and_a_draft_that_goes_on_keep_none(monday, alice, li):
    alice.says("Visit the fair").says("later").taps("Go on")
    assert "Just reply" not in alice.card("weekly_checkin.invite")
    assert "To go on" not in alice.card("weekly_checkin.aside")
    li.says("写总结").says("算了").taps("接着写")
    assert "直接回复" not in li.card("weekly_checkin.invite")
    assert "接着写" not in li.card("weekly_checkin.aside")


def test_a_name_is_understood_beside_small_words_and_the_manager_is_the_manager(second, alice, li):
    li.says("写总结").taps("都完成了").says("样品没到").says("王芳吧").sees("最晚哪天要")
    li.says("跳过").says("3").sees("主管")
    assert "哪位同事" not in li.last
    alice.says("Visit the fair").taps("All done").says("No sensors").says("maybe Bob, please").sees("By when")
    alice.says("skip").says("3").sees("Bob Nyman")
