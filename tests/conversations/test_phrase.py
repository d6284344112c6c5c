"""Phrases in the chat: found by word or looked through, read pair by pair, with the way to the script for the talk."""

from __future__ import annotations

import pytest

# --- transcripts ----------------------------------------------------------------------------------------------


def test_a_manager_finds_words_for_work_that_came_late(wang):
    wang.says("话术 又晚交了").sees("东西交晚了", "“说好周三，周五才到，测试那边空等了两天。”", "“你怎么老是拖？”")
    wang.sees("日子和谁在等，对方可以核对", "先说日子，再说谁在等", "整场怎么谈：低绩效首次面谈")
    wang.taps("整场怎么谈：低绩效首次面谈").sees("把两三件没达标的事摊开来谈")


def test_by_kind_and_back_in_one_card(mara):
    mara.says("phrase").sees("Pick the situation you’re in:", "Work that came late", "When they say…")
    mara.taps("Open", on="When they say…").sees("“I’ll try harder”", "“Can I have a raise?”")
    mara.taps("Open", on="“I’ll try harder”").sees(
        "“If it works, what will I see on Friday?”", "“Good, I believe you.”"
    )
    mara.taps("All situations").sees("Handing over and following up")
    assert mara.counts("phrase.shelf") == 1
    assert mara.counts() == 1, "all of it in one card"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("phrase late-work", "Work that came late"),
        ("/phrase praise", "Praise for something done well"),
        ("phrase overtime", "Work on top of a full week"),
        ("phrase saying no", "Saying no to a request"),
        ("phrase late again", "Work that came late"),
        ("what to say: excuses", "“It’s somebody else’s fault”"),
        ("phrase delegatin", "Handing over a piece of work"),
        ("phrase 沉默", "The other person says nothing"),
        ("phrase zzzz", "Nothing here for “zzzz”"),
    ],
)
def test_a_situation_is_opened_by_id_title_alias_or_with_a_slip(mara, text, told):
    mara.says(text).sees(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("话术 表扬", "表扬做得好的事"),
        ("话术 jjyge", "没找到“jjyge”"),
        ("话术 涨工资", "“能给我涨工资吗？”"),
        ("话术 怎么拒绝", "拒绝一个请求"),
        ("话术 甩锅", "“这是别人的问题”"),
        ("话术 fahuo", "对方发火或者流泪"),
        ("怎么开口 坏消息", "说一个坏消息"),
    ],
)
def test_in_chinese_and_by_pinyin(wang, text, told):
    wang.says(text).sees(told)


def test_words_typed_below_a_list_are_looked_for(mara):
    mara.says("phrase").says("resignation")
    mara.sees("“I’m thinking of leaving”")
    mara.says("raise").sees("“Can I have a raise?”")


@pytest.mark.parametrize(("text", "told"), [("away until Friday", "Fri 20 Nov"), ("stop", "Stop")])
def test_what_is_no_search_goes_where_it_belongs(mara, text, told):
    mara.says("phrase").says(text)
    assert told in mara.last


def test_amid_a_check_in_it_is_a_command_only_with_a_situation_behind_it(monday, mara):
    mara.taps("One question at a time")
    mara.says("phrase praise").sees("[It’s my answer]", "[Open “What to say”]")
    mara.taps("It’s my answer")
    assert mara.listening != "plans"


@pytest.mark.parametrize("text", ["phrase the release notes anew", "wording of the contract with Kern"])
def test_amid_a_check_in_a_sentence_that_begins_like_it_is_an_answer(monday, mara, text):
    mara.taps("One question at a time").says(text)
    assert mara.listening not in ("", "plans"), "the next question is asked"


# --- for whom -------------------------------------------------------------------------------------------------


def test_whoever_leads_nobody_reads_them_too_and_is_offered_no_talk(alice):
    alice.says("phrase late work").sees("“We said Wednesday. It came Friday, and testing waited two days.”")
    assert not alice.can("The whole talk: First talk about missed goals")


def test_help_offers_it_to_who_leads_and_to_hr(stage, alice, mara):
    for each in (mara, stage["hana"]):
        assert each.says("help").can("What to say")
    assert not alice.says("help").can("What to say")


def test_the_way_on_is_one_that_the_reader_may_hold(mara):
    mara.says("phrase improvement-plan").taps("The whole talk: Starting an improvement plan")
    mara.sees("Brings HR in before anything reaches the other person.")
