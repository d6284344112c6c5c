"""The scripts for talks in the chat: found, read section by section, held only by who may, likely ones first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from conversations.interview_template import InterviewTemplates, interview_template
from conversations.interview_template.facts import TemplateFacts
from conversations.interview_template.likely import Likely, say
from conversations.rules.holding import Office
from conversations.rules.roster import Department
from conversations.toolkit.effects import Show, Start
from conversations.toolkit.events import Address, Told
from conversations.toolkit.words import Verbatim
from handlers.platform import Commanding, Saying
from storage import roster
from tests.conversations import company
from tests.conversations.company import someone

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
HEADED = Department("research", {"en": "Research", "zh-CN": "研究"}, opened=True, head="mara")

# --- transcripts ----------------------------------------------------------------------------------------------


def test_a_manager_reads_a_script_from_beginning_to_end(wang):
    wang.says("面谈模板 绩效不好")
    wang.sees(
        "低绩效首次面谈", "把两三件没达标的事摊开来谈", "45分钟", "敏感。这是非正式的谈话", "谈之前", "不是法律意见"
    )
    wang.taps("准备").sees("挑两件最要紧的差距", "关得上门的小会议室", "目标、计划的结果")
    wang.taps("下一步：开场").sees("[名字]，今天这个话题不轻松", "直接一点")
    wang.taps("下一步：流程").sees("第0–4分钟，你先说", "第4–14分钟，你先说 · 描述行为", "45分钟里，对方大约说")
    wang.taps("下一步：关键问题").sees("这两件事，你看到的经过是怎样的？")
    wang.taps("下一步：留心听").sees("“都是我的问题”，答得太快。")
    wang.taps("下一步：这样说，别那样说").sees("“约定每周五交，六周里有四周晚了。”", "“你总是拖。”", "为什么")
    wang.taps("下一步：对方的反应").sees("沉默", "摆完第二件差距，低头看纸")
    wang.taps("下一步：收尾").sees("主管，5个工作日内：找上游部门谈定数据交付日", "哪条不准，写下你的说法")
    wang.taps("下一步：跟进").sees("7天后", "30天后")
    wang.taps("下一步：何时叫停与法律").sees("遇到这些，停下来叫HR", "劳动合同法第 40 条", "请先联系HR与法务")
    wang.taps("下一步：手上没有记录").sees("我手上的记录很少")
    wang.taps("下一步：谈完自查").sees("对方讲的有没有一半以上")
    assert not wang.can("下一步：谈完自查")
    wang.taps("全部章节").sees("把两三件没达标的事摊开来谈")
    assert sum(message.name.startswith("interview_template") for message in wang.messages) == 1, "all of it in one card"


def test_somebody_falls_silent_and_what_to_say_is_two_taps_away(mara):
    mara.says("interview-template low-performer").taps("Reactions")
    mara.taps("What now?", on="Silence").sees("Count to ten.", "Take your time. Two in a row is a lot to take in.")
    mara.taps("Other reactions").taps("What now?", on="Anger").sees("Lower your voice.")
    mara.taps("Back to “First talk about missed goals”").sees("Before", "Good to know")


def test_by_occasion_and_back(mara):
    mara.says("interview template").sees("Scripts for talks", "Difficult talks", "Drawing a line on behaviour")
    mara.taps("Open", on="Difficult talks").sees("Starting an improvement plan", "(60 minutes, with HR only)")
    mara.taps("Open", on="Starting an improvement plan").sees("Brings HR in before anything reaches the other person.")
    mara.taps("Back").sees("Difficult talks").taps("All scripts").sees("Scripts for talks")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("面谈模板 djx", "低绩效首次面谈"),
        ("面谈模板 年终绩效面谈", "年终绩效面谈"),
        ("interview-template pip-kickoff", "改进计划启动"),
        ("/interview-template stay", "留任面谈"),
        ("绩效面谈 难开口的谈话", "行为边界谈话"),
        ("面谈 晋升", "晋升未通过"),
        ("interview-template lwo performer", "低绩效首次面谈"),
        ("面谈模板 不存在的东西", "没找到“不存在的东西”"),
    ],
)
def test_a_script_is_opened_by_id_title_alias_initials_or_with_a_slip(wang, text, told):
    wang.says(text).sees(told)


def test_words_typed_below_a_list_are_looked_for(mara):
    mara.says("interview-template")
    mara.says("promotion").sees("This is what fits “promotion” best:", "Promotion not granted", "Promotion granted")
    mara.says("newcomer").sees("Talk with a newcomer")
    mara.says("interview-template exit")
    mara.sees("a talk for HR")


@pytest.mark.parametrize(("text", "told"), [("away until Friday", "Fri 20 Nov"), ("stop", "Stop")])
def test_what_is_no_search_goes_where_it_belongs(mara, text, told):
    mara.says("interview-template").says(text)
    assert told in mara.last


@pytest.mark.parametrize(
    "text", ["how do I tell someone they underperform?", "怎么谈绩效不好", "I must prepare for a talk: missed targets"]
)
def test_what_a_manager_types_first_leads_there(mara, text):
    mara.says(text).sees("First talk about missed goals")
    assert mara.messages[-1].name.startswith("interview_template.")


def test_to_who_leads_nobody_the_same_words_say_whom_to_ask(alice):
    alice.says("how do I tell someone they underperform?").sees("Hana Roth can tell you what to expect")


def test_amid_a_check_in_it_is_a_command_only_with_the_name_of_a_script(monday, mara):
    mara.taps("One question at a time")
    mara.says("interview template low-performer").sees("[It’s my answer]", "[Open “Scripts for talks”]")
    mara.taps("It’s my answer")
    assert mara.listening != "plans"


def test_amid_a_check_in_a_sentence_that_begins_like_it_is_an_answer(monday, mara):
    mara.taps("One question at a time").says("interview three candidates")
    assert mara.listening not in ("", "plans"), "the next question is asked"


# --- who may hold which ---------------------------------------------------------------------------------------


def test_who_leads_nobody_is_told_whom_to_ask(alice, li):
    alice.says("interview-template").sees("You don’t hold talks of this kind here", "Hana Roth can tell you")
    alice.says("interview-template low-performer").sees("You don’t hold talks of this kind here")
    li.says("面谈模板").sees("你这边不用主持这类面谈", "都可以问Hana Roth")
    assert "Scripts for talks" not in alice.says("help").last


def test_what_others_hold_is_shown_nowhere_and_answered_politely_by_name(mara, hana):
    mara.says("interview-template").sees_not("Exit interview", "Kick-off", "superfluous", "Getting started")
    mara.says("interview-template 离职面谈").sees("“Exit interview” is a talk for HR")
    mara.taps("All scripts").sees("Scripts for talks")
    hana.says("interview-template").sees("Exit interview").sees_not("First talk about missed goals", "Likely now")
    hana.says("interview-template low performer").sees("a talk for people who have somebody reporting to them")


def test_heads_hr_and_the_boss_have_the_talks_that_bring_people_on_board(stage, mara, hana, sven):
    stage.do(roster.upsert_department, HEADED)
    mara.says("interview-template kick-off").sees("Kick-off with the team")
    hana.says("interview-template reluctant head").sees("A department head who finds it superfluous")
    sven.says("interview-template boss-with-heads").sees("The boss with the heads of department")
    sven.says("interview-template kick-off").sees("a talk for the head of a department and their team")


def test_who_leads_nobody_any_more_finds_the_old_card_closed_to_them(stage, mara):
    mara.says("interview-template low-performer")
    for each in ("alice", "bob"):
        stage.do(roster.update_person, replace(stage[each].person, manager="sven"))
    mara.taps("Agenda").sees("You don’t hold talks of this kind here").sees_not("Minutes 0–4")


@pytest.mark.parametrize("what", [Saying, Commanding])
def test_in_a_channel_there_is_a_private_hint_and_nothing_is_shown(stage, mara, what):
    answer = stage.take("mara", what("interview-template low-performer", private=False))
    assert answer.outcome == "refused"
    assert "privately" in stage.catalogue.text(answer.hint, "en")
    assert mara.messages == []


def test_managers_and_hr_find_it_in_their_menu_once(mara, hana, stage):
    for each in (mara, hana):
        assert each.says("help").last.count("Scripts for talks") == 1
    stage.do(roster.update_person, replace(stage["mara"].person, roles=frozenset({"hr"})))
    assert stage["mara"].says("help").last.count("Scripts for talks") == 1


# --- what is likely -------------------------------------------------------------------------------------------


def test_a_newcomer_and_somebody_back_from_leave_come_first(stage, mara):
    stage.hires(someone("jonas", "Jonas Weber", "research", "mara", start_date=date(2026, 10, 24)))
    stage.do(roster.set_leave, "bob", [(date(2026, 10, 26), date(2026, 11, 13))])
    mara.says("interview-template")
    mara.sees("Likely now:", "Jonas Weber joined 27 days ago.", "Bob Nyman was away until Fri 13 Nov.")
    mara.sees("Every month, with each of your people.")
    mara.taps("Open", on="Talk with a newcomer").sees("How long", "30 minutes.")


def test_the_monthly_talk_is_always_likely_and_a_week_off_is_no_leave(stage, mara):
    stage.do(roster.set_leave, "bob", [(date(2026, 11, 9), date(2026, 11, 13))])
    mara.says("interview-template").sees("Likely now:", "Monthly one-to-one")
    assert "Bob Nyman" not in mara.last


def test_a_goal_that_was_missed_and_one_at_half_time(agreed, mara):
    mara.says("interview-template")
    assert "half-time" not in mara.last
    agreed.moves_to("2026-12-15 10:00")
    mara.says("interview-template")
    assert "half-time" not in mara.last, "the middle of a goal of six weeks is no talk of its own"
    agreed.moves_to("2027-01-05 10:00")
    mara.says("interview-template").sees("First talk about missed goals", "A goal of Alice Berger’s was not reached.")


# --- without a stage ------------------------------------------------------------------------------------------


@pytest.fixture
def facts(vocabulary):
    mara, bob = someone("mara", "Mara Keller", "research", ""), someone("bob", "Bob Nyman", "research", "mara")
    return TemplateFacts(mara, Office(mara, (bob,)), company.scripts(), (), (), vocabulary)


def test_a_talk_is_arranged_where_there_is_a_conversation_for_it(play, facts):
    player = play(InterviewTemplates("interview"), facts, "mara").calls("interview-template", "stay")
    player.clicks("Arrange this talk")
    assert player.of(Start) == [Start("interview", "mara", "", {"scenario": "stay"})]


def test_nobody_else_presses_for_its_owner(play, facts):
    player = play(InterviewTemplates(), facts, "mara").calls("interview-template", "stay")
    before = player.sees
    player.clicks("Agenda", actor="bob")
    assert player.sees == before


def test_what_tells_of_a_report_goes_with_them_and_is_drawn_anew(play, facts):
    why = Likely("low-performer", say("likely.missed", name=Verbatim("Bob Nyman")), ("bob", "goal-1"))
    player = play(interview_template, replace(facts, likely=(why,)), "mara").calls("interview-template")
    assert player.of(Show)[0].about == ("bob", "goal-1")
    player.facts = facts
    address = Address("interview_template", "mara")
    redraw = Told(key="r", at=NOW, address=address, actor=None, notice="redraw")
    _, [shown] = interview_template.handle(player.state, redraw, facts)
    assert (shown.about, shown.fresh) == ((), False)


@pytest.mark.parametrize(
    ("label", "told"), [("Improvement plans", "no formal step"), ("What to say", "Pick the situation you’re in:")]
)
def test_plans_and_phrases_open_from_here(mara, label, told):
    mara.says("interview-template").taps(label).sees(told)
