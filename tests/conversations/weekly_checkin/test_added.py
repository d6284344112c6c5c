"""A week that was answered in words and shared: what is added or corrected by a line more, in whatever words."""

from __future__ import annotations

import pytest

from conversations.weekly_checkin.added import added_in
from tests.conversations.weekly_checkin.record import entries_of, week_of

WEEK = "2026-W49"

ADDED = """also: order samples
oh and also order samples
one more thing: order samples
add: order samples
add order samples
please add order samples to this week
another plan: order samples
I forgot: order samples
forgot one: order samples
plus order samples
and order samples
add order samples to my plans
I also want to order samples
can you add order samples?
could you also add "order samples"?
PS: order samples
put order samples on my list
I'm also going to order samples
we also need to order samples
new plan: order samples""".splitlines()

ADDED_IN_CHINESE = """再加一件：盘点
计划里再加个盘点
还有，盘点
再加上盘点
对了，还要盘点
补充一下：盘点
补充：盘点
漏了一件：盘点
忘了说，还要盘点
加一条：盘点
加个计划：盘点
帮我加上盘点
另外还要盘点
我还要盘点
把盘点加进去
把盘点加到计划里
这周再加一个：盘点
顺便把盘点也加上
计划加一条盘点
再来一条：盘点
还有一件事，盘点
新增计划：盘点
能不能加上盘点？""".splitlines()


@pytest.fixture
def shared(second, alice):
    alice.says("1 done, 2 still going").says("Visit the fair").says("no").says("4").says("yes").sees("Week of")
    return alice


@pytest.fixture
def shared_by_li(second, li):
    li.says("1 完成，2 继续，3 完成").says("去展会").says("没有").says("4").says("好").sees("已经发给王芳")
    return li


@pytest.mark.parametrize("said", ADDED)
def test_it_is_asked_whether_to_add_it(second, shared, said):
    shared.says(said).sees("Add this to this week’s plans?\norder samples\nMara Keller would read it.").says("yes")
    assert week_of(second, "alice", WEEK).plans == ("Call the supplier", "Visit the fair", "order samples")


@pytest.mark.parametrize("said", ADDED_IN_CHINESE)
def test_so_it_is_in_chinese(second, shared_by_li, said):
    shared_by_li.says(said).sees("加到这周的计划里吗？\n盘点\n").taps("加上")
    assert week_of(second, "li", WEEK).plans == ("约客户", "去展会", "盘点")


@pytest.mark.parametrize("said", ["the report is done too", "report done", "Actually, the report is done", "remove it"])
def test_what_stands_there_already_changes_nothing(second, shared, said):
    shared.says(said)
    assert len(entries_of(second, "alice", "check_in_answered")) == 2, "last week's, and this"


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("the report wasn't done actually", "Still going"),
        ("the report is still going", "Still going"),
        ("the report was dropped", "Dropped"),
    ],
)
def test_what_became_of_last_weeks_plan_is_another(second, shared, said, now):
    shared.says(said).sees(f"Changed: Write the report → {now}", "Week of Mon 30 Nov")
    shared.says("the report is done too").sees("Changed: Write the report → Done")


def test_what_became_of_it_in_chinese(second, shared_by_li):
    shared_by_li.says("方案其实没做完").sees("改好了：写方案 → 继续").says("数据也做完了").sees("这里已经是这样写的")
    shared_by_li.says("方案也做完了").sees("改好了：写方案 → 完成")


@pytest.mark.parametrize("said", ["the fair is done", "drop the fair", "cancel the fair", "take the fair off my plans"])
def test_of_this_weeks_plan_it_is_said_when_it_is_asked(second, shared, said):
    shared.says(said).sees("“Visit the fair” is one of this week’s plans", "[Change]")
    assert week_of(second, "alice", WEEK).plans == ("Call the supplier", "Visit the fair")


@pytest.mark.parametrize("said", ["展会不去了", "把展会去掉", "删掉展会", "展会取消了"])
def test_so_it_is_said_in_chinese(second, shared_by_li, said):
    shared_by_li.says(said).sees("“去展会”是这周的计划", "[改一改]")


def test_a_plan_that_goes_on_is_both_and_nothing_is_guessed(second, shared):
    shared.says("the supplier is done").sees("[Change]")
    assert [each.outcome for each in week_of(second, "alice", WEEK).outcomes] == ["done", "continue"]


@pytest.mark.parametrize(
    "said",
    [
        "energy was 3, not 4",
        "sorry, my energy is 3",
        "energy should be 3",
        "3 for energy, not 4",
        "energy 4 was wrong, it's 3",
        "make that energy 3",
    ],
)
def test_energy_is_corrected(second, shared, said):
    shared.says(said).sees("Changed: Energy → 3")


@pytest.mark.parametrize("said", ["精力改成3", "精力应该是3", "刚才精力写错了，是3", "精力是3，不是4", "精力3，不是4"])
def test_energy_is_corrected_in_chinese(second, shared_by_li, said):
    shared_by_li.says(said).sees("改好了：精力 → 3")


@pytest.mark.parametrize("said", ["add something", "one more thing", "add a plan"])
def test_that_something_is_to_be_added_shows_how(second, shared, said):
    shared.says(said).sees("Tap “Change” below", "[Change]")


def test_in_words_that_nobody_knows_it_may_still_be_a_plan(second, shared, shared_by_li):
    shared.says("samples for Hudson").sees("What’s it about?", "[It’s a plan for this week]")
    shared.taps("It’s a plan for this week").sees("Add this to this week’s plans?", "samples for Hudson").taps("Add")
    assert week_of(second, "alice", WEEK).plans == ("Call the supplier", "Visit the fair", "samples for Hudson")
    shared_by_li.says("给哈德逊的样品").taps("加到这周的计划").sees("加到这周的计划里吗？", "给哈德逊的样品")


def test_a_week_that_is_full_takes_no_more(second, shared):
    shared.says("also: order samples").says("yes").says("also: count").sees("That makes 4", "nothing was added")


def test_what_is_added_twice_is_there_once(second, shared):
    shared.says("also: order samples").says("yes").says("add order samples").sees("That’s what it says already")


@pytest.mark.parametrize("said", ["also, who can read this?", "and thanks!", "also: I'm away on Friday", "and you?"])
def test_what_else_is_asked_adds_nothing(second, shared, said):
    shared.says(said)
    assert not shared.can("Add")


def test_with_nothing_shared_nothing_is_added(second, alice):
    alice.says("1 done, 2 done").says("also: order samples").says("no").says("4").sees("also: order samples")


@pytest.mark.parametrize(
    ("said", "adds"),
    [
        ("还有吗", None),
        ("加班", None),
        ("order samples too", None),
        ("also good", "good"),
        ("还要多久", None),
        ("I forgot my password", None),
        ("忘了密码", None),
        ("I forgot: order samples", "order samples"),
        ("Add Order Samples to my plans, please", "Order Samples"),
    ],
)
def test_what_words_add(vocabulary, said, adds):
    assert added_in(said, vocabulary) == adds
