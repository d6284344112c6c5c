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


@pytest.mark.parametrize(
    "said",
    [
        *("no, thankfully", "nope, we're good", "nah all smooth", "no everything's fine", "nothing I can think of"),
        *("nothing serious", "No, nothing at the moment thx", "no not this week", "haven't run into any problems"),
        *("no but I'm tired", "no, just busy", "nope all quiet here", "that's it", "no complaints"),
    ],
)
@pytest.mark.parametrize("asked", ["stuck", "stuck_on"])
def test_a_no_with_small_words_is_a_no(monday, alice, said, asked):
    alice.says("Visit the fair")
    if asked == "stuck_on":
        alice.says("yes")
    alice.says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize(
    "said",
    [
        *("没有哦", "没遇到什么问题", "没啥", "都挺顺的", "一切正常", "没什么特别的", "没，就是忙", "暂时没有啦"),
        *("进展顺利", "没有没有", "就这些", "没有就是有点累", "没有~"),
    ],
)
def test_so_is_one_with_small_words_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("这样对吗？", "没有")


@pytest.mark.parametrize(
    "said",
    [
        *("no answer from Bob", "no budget for tools", "no-one replies", "no IT support", "nothing works"),
        *("not yet fixed", "not good", "not well", "no good", "no problem report from Bob"),
    ],
)
def test_a_no_before_a_thing_is_what_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?").says("skip").says("skip").sees(said)


@pytest.mark.parametrize("said", ["没有测试环境", "没人回复我", "没有修好", "没有特别顺利", "没样品", "不太好"])
def test_so_it_is_before_one_in_chinese_too(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")


@pytest.mark.parametrize("said", ["no, Bob has not answered", "nothing major, only the badge", "nope waiting for Bob"])
@pytest.mark.parametrize(
    ("answer", "then"), [("It’s a no", "Nothing stuck"), ("It’s what is stuck", "What is stuck? {}")]
)
def test_a_no_with_more_behind_it_is_asked_about(monday, alice, said, answer, then):
    alice.says("Visit the fair").says(said).sees("Is that a no, or is it what’s stuck?", f"“{said}”").taps(answer)
    if alice.listening == "helper":
        alice.says("no")
    alice.sees("Is this right?", then.format(said))


@pytest.mark.parametrize(("answer", "then"), [("no", "Nothing stuck"), ("it's a no", "Nothing stuck")])
def test_which_it_is_may_be_said(monday, alice, answer, then):
    alice.says("Visit the fair").says("no, Bob has not answered").says(answer).sees("Is this right?", then)


@pytest.mark.parametrize("answer", ["yes", "it's stuck"])
def test_that_it_is_stuck_may_be_said(monday, alice, answer):
    alice.says("Visit the fair").says("no, Bob has not answered").says(answer).sees("Who can help?").says("no")
    alice.sees("What is stuck? no, Bob has not answered")


@pytest.mark.parametrize("said", ["没有，不过样品还没到", "没有，除了采购那边慢", "没有就是样品没到"])
def test_so_it_is_asked_about_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("是没有卡住的意思，还是就卡在这件事上？", said).taps("卡在这件事上")
    li.sees("谁能帮上忙？").says("不用").sees(f"卡在哪里？ {said}")


def test_by_when_it_is_needed_is_kept_by_the_tap(monday, alice):
    alice.says("Visit the fair").says("no, badge missing, need it by Friday").taps("It’s what is stuck")
    alice.sees("Who can help?").says("Bob").sees("Is this right?", "Bob Nyman", "Fri 27 Nov")


@pytest.mark.parametrize("said", ["one more: call the customer", "Also: call the customer"])
def test_what_may_be_another_plan_is_asked_about(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is that another plan for this week", "“call the customer”")
    alice.says("yes").sees("It’s a plan").taps("It’s a plan").sees("Is anything stuck?").says("no")
    alice.sees("Is this right?", "Visit the fair; call the customer", "Nothing stuck")


def test_it_may_be_what_is_stuck(monday, alice):
    alice.says("Visit the fair").says("also: the printer is broken").says("it's stuck").sees("Who can help?").says("no")
    alice.sees("What is stuck? the printer is broken", "This week’s top one to three Visit the fair")


@pytest.mark.parametrize("answer", ["计划", "是计划"])
def test_so_it_is_in_chinese_where_it_is_a_plan(monday, li, answer):
    li.says("整理仓库").says("再加一个：给客户打电话").sees("是这周再加一条计划，还是卡在这件事上？").says(answer)
    li.says("没有").sees("这样对吗？", "整理仓库；给客户打电话", "有卡住的吗？ 没有")


@pytest.mark.parametrize("said", ["another supplier cancelled", "also, the printer is broken", "and the badge is gone"])
def test_what_only_begins_like_an_addition_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["还要等法务签字", "另外，样品没到", "还有采购没回"])
def test_so_it_is_stuck_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")


def test_skip_leaves_it_open(monday, alice):
    alice.says("Visit the fair").says("skip").sees("Is this right?")
    assert "stuck" not in alice.last.lower()


@pytest.mark.parametrize("said", ["把方案交了", "我把合同发了"])
def test_a_thing_done_may_be_a_no(monday, li, said):
    li.says("整理仓库").says(said).sees("是没有卡住的意思，还是就卡在这件事上？").taps("没有卡住")
    li.sees("这样对吗？", "有卡住的吗？ 没有")


def test_so_it_may_in_english(monday, alice):
    alice.says("Visit the fair").says("got the report done").sees("Is that a no, or is it what’s stuck?")


@pytest.mark.parametrize("said", ["把电脑弄丢了", "把方案交了，等法务签字", "把服务器搞坏了"])
def test_what_was_done_badly_is_stuck(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")
