"""At "Is anything stuck?" good news is good news, a question is answered, what may be a correction is asked about."""

from __future__ import annotations

import pytest

ASKS, ASKS_ZH = "Is that an answer", "这是回答上面那个问题的吗？"


@pytest.mark.parametrize(
    "said",
    [
        *("looks good", "all done thanks", "it's fixed now", "that's solved", "Legal is solved", "fine so far"),
        *("The power supply was replaced, it's solved", "no, looks good", "the printer is fixed"),
    ],
)
def test_good_news_is_nothing_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize(
    "said", ["电源换好了，解决了", "都解决了", "挺好的", "没问题", "还行", "电源修好了", "没有，都挺好", "挺好的，谢谢"]
)
def test_so_it_is_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("这样对吗？", "没有")


@pytest.mark.parametrize(
    "said",
    [
        *("looks good but the badge is missing", "waiting until it's fixed", "the printer must be fixed"),
        *("No sensors, all else is fine", "it isn't solved", "Good sensors are missing", "not fixed"),
    ],
)
def test_what_is_not_well_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["样品没到，其他都好", "还没解决", "等法务那边解决了", "没搞定", "打印机还没修好"])
def test_nor_is_it_well_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")


@pytest.mark.parametrize("said", ["what do you mean", "what do you mean?", "what counts as stuck", "like what?"])
@pytest.mark.parametrize("asked", ["stuck", "stuck_on"])
def test_the_question_is_explained_and_stays_open(monday, alice, said, asked):
    alice.says("Visit the fair")
    if asked == "stuck_on":
        alice.says("yes")
    alice.says(said).sees("keeps you from going on")
    assert alice.listening == asked


@pytest.mark.parametrize("said", ["什么意思", "怎么算卡住", "卡住是什么意思？", "比如呢"])
def test_it_is_explained_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("有事情做不下去", "有卡住的吗？")
    assert li.listening == "stuck"


@pytest.mark.parametrize("said", ["sorry I meant the fair is off", "I meant the fair is off", "same as last week"])
def test_what_may_be_a_correction_is_asked_about(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(said).sees(ASKS, said).taps("No")
    assert alice.listening == "stuck"
    alice.says("no").says("4").sees("Is this right?", "Visit the fair", "Nothing stuck")


@pytest.mark.parametrize("said", ["不对，应该是修测试台", "我是说修测试台", "跟上周一样"])
def test_so_it_is_asked_in_chinese(second, li, said):
    li.says("整理仓库").taps("都完成了").says(said).sees(ASKS_ZH, said)


@pytest.mark.parametrize("said", ["应该是示波器坏了", "the lab sorted the wrong parts", "This week, nobody answers"])
def test_an_ordinary_line_is_not_asked_about(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


def test_a_whole_week_is_read_anew(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("last week: report done. this week: chat watch, refunds")
    alice.sees("Is anything stuck?").says("no").says("4").sees("Is this right?", "chat watch, refunds")
    assert "Visit the fair" not in alice.last
    li.says("写总结").taps("都完成了").says("这周：盘点；贴标签").sees("有卡住的吗？").says("没有").says("4")
    li.sees("盘点；贴标签")


@pytest.mark.parametrize("said", ["I don't think so", "not that I know of", "nothing much"])
def test_a_soft_no_is_a_no(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize(
    "said", ["nothing's blocking me", "nothing blocking", "no blockers right now", "all clear", "not blocked at all"]
)
def test_a_not_before_a_word_for_being_stuck_is_a_no(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize("said", ["目前没有卡住的", "不卡", "这周没什么困难"])
def test_so_it_is_before_one_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("这样对吗？", "没有")


@pytest.mark.parametrize("said", ["no power, blocked", "I don't know why it's stuck", "nothing works, blocked"])
def test_any_other_word_beside_them_tells_what_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["没什么卡的", "没有新的", "都还好", "应该没有吧"])
def test_so_is_one_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("这样对吗？", "没有")


@pytest.mark.parametrize("said", ["let me think", "idk", "so tired"])
def test_talk_is_no_blocker(monday, alice, said):
    alice.says("Visit the fair").says(said).sees(ASKS)
