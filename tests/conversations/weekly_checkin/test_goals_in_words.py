"""How a goal goes, written where the week asks: its status, its number, and the words as that update's note."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


def agrees(who, manager, sentence, propose, agree):
    who.says(sentence).taps(propose)
    manager.taps(agree)


@pytest.fixture
def asked(monday, alice, mara):
    """The week asks about the renewal rate, which nobody has touched for two weeks."""
    invite = alice.message("weekly_checkin.invite")
    agrees(
        alice,
        mara,
        "goal add Installed boxes from 0 to 400 by the end of the year",
        "Propose to Mara Keller",
        "I agree",
    )
    alice.opens("Fill in", of=invite).fills(plans=["Write"]).submits()
    monday.moves_to("2026-12-08 11:00")
    alice.says("Visit Hudson").taps("All done").says("no").sees("Installed boxes")
    return monday


def moves(stage, who="alice"):
    return [
        (each.status, *(value.value for value in each.values), each.note)
        for each in entries_of(stage, who, "goal_moved")
    ]


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("at risk, supplier late", ("at_risk", "supplier late")),
        ("at risk because the supplier is late", ("at_risk", "because the supplier is late")),
        ("now 120", ("", 120, "")),
        ("120 now, supplier late", ("", 120, "supplier late")),
        ("on track, 85 of 400", ("on_track", 85, "")),
        ("we're on track, now 85, more to come", ("on_track", 85, "more to come")),
        ("120 and at risk", ("at_risk", 120, "")),
        ("stuck on legal", ("stuck", "stuck on legal")),
        ("Installed boxes at 85, at risk", ("at_risk", 85, "")),
        ("at risk", ("at_risk", "")),
    ],
)
def test_words_set_the_status_and_the_number_and_are_kept(asked, alice, said, moved):
    alice.says(said).sees("energy").says("3")
    assert moves(asked) == [], "nothing is said before it is shared"
    alice.taps("Share with Mara Keller")
    assert moves(asked) == [moved]


@pytest.mark.parametrize("said", ["skip", "nothing"])
def test_it_can_be_passed(asked, alice, said):
    alice.says(said).says("3").taps("Share with Mara Keller")
    assert moves(asked) == []


def test_they_are_read_back_with_who_reads_them_and_stand_on_the_goal(asked, alice, mara):
    alice.says("at risk, 85 of 400, supplier late").says("3")
    alice.sees("Installed boxes At risk\u00a0· now 85\u00a0· supplier late", "Whoever can see a goal can read")
    alice.taps("Share with Mara Keller").sees("supplier late")
    told = mara.card("goal.goal")
    assert all(each in told for each in ("At risk", "85, from 0 to 400", "supplier late")), told
    alice.says("goal explain").sees("At risk", "supplier late")


def test_they_are_in_the_digest(asked, alice, mara):
    alice.says("at risk, supplier late").says("3").taps("Share with Mara Keller")
    asked.moves_to("2026-12-15 12:00")
    assert any(
        "supplier late" in mara.text_of(each) for each in mara.messages if each.name.startswith("manager_digest")
    )


def test_a_number_that_cannot_be_is_asked_about_and_counts_once_tapped(asked, alice):
    alice.says("at risk, now 12000").says("3").taps("Share with Mara Keller")
    assert moves(asked) == [("at_risk", "")]
    assert "which number do you mean?" in alice.card("goal.asked")
    alice.taps("12,000", of=alice.message("goal.asked"))
    assert moves(asked)[1:] == [("", 12000, "")]


def test_taking_the_week_back_takes_back_the_number_too(asked, alice, mara):
    alice.says("on track, 85 of 400").says("3").taps("Share with Mara Keller")
    assert "85, from 0 to 400" in mara.card("goal.goal")
    alice.says("undo")
    assert "at the start" in mara.card("goal.goal")
    alice.taps("Share with Mara Keller")
    assert "85, from 0 to 400" in mara.card("goal.goal")


def test_a_change_of_the_week_says_them_no_second_time(asked, alice):
    alice.says("at risk, supplier late").says("3").taps("Share with Mara Keller")
    alice.opens("Change").fills(plans=["Stay"]).submits().sees("supplier late")
    assert moves(asked) == [("at_risk", "supplier late")]


def test_a_form_that_is_opened_meanwhile_leaves_the_words(asked, alice):
    alice.says("at risk, supplier late")
    alice.opens("Show it as a form").submits()
    assert moves(asked) == [("at_risk", "supplier late")]


def test_what_goes_wrong_with_oneself_is_no_word_on_the_goal(asked, alice):
    alice.says("I'm stuck on the licence").sees("Who can help?")


@pytest.fixture
def boxes(monday, li, wang):
    """李晨这周要回答一个两周没动的目标。"""
    invite = li.message("weekly_checkin.invite")
    agrees(li, wang, "目标 新增 装机量从0台到400台，年底前", "提给王芳", "我同意")
    li.opens("一次填完", of=invite).fills(plans=["写报告"]).submits()
    monday.moves_to("2026-12-08 08:00")
    li.says("去杭州").taps("都完成了").says("没有").sees("装机量")
    return monday


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("有风险，供应商拖了", ("at_risk", "供应商拖了")),
        ("做到85了", ("", 85, "")),
        ("120 有风险", ("at_risk", 120, "")),
        ("正常，现在120", ("on_track", 120, "")),
        ("正常，现在120，下周再装一批", ("on_track", 120, "下周再装一批")),
        ("卡在法务", ("stuck", "卡在法务")),
        ("跳过", None),
    ],
)
def test_words_in_chinese(boxes, li, said, moved):
    li.says(said).says("3")
    li.taps("发给王芳")
    assert moves(boxes, "li") == ([moved] if moved else [])


@pytest.fixture
def two(monday, alice, mara):
    """The week asks about two goals."""
    invite = alice.message("weekly_checkin.invite")
    for title in ("Renewal rate from 82% to 90%", "Open tickets from 40 to 10"):
        agrees(alice, mara, f"goal add {title} by the end of the year", "Propose to Mara Keller", "I agree")
        monday.moves_on(minutes=1)
    alice.opens("Fill in", of=invite).fills(plans=["Write"]).submits()
    monday.moves_to("2026-12-08 11:00")
    alice.says("Visit Hudson").taps("All done").says("no")
    return monday


@pytest.mark.parametrize(
    "said",
    [
        "1 at risk, supplier late, 2 now 30",
        "1. at risk, supplier late\n2. now 30",
        "renewals at risk, supplier late; tickets at 30",
        "at risk, supplier late; now 30",
    ],
)
def test_of_several_each_gets_its_own(two, alice, said):
    alice.says(said).says("3").taps("Share with Mara Keller")
    assert moves(two) == [("at_risk", "supplier late"), ("", 30, "")]


def test_of_which_of_several_nobody_knows_is_asked(two, alice):
    alice.says("at risk, supplier late").sees("I didn’t catch that.")
    alice.taps("On track", on="Renewal rate").says("at risk, supplier late").says("3").taps("Share with Mara Keller")
    assert moves(two) == [("on_track", ""), ("at_risk", "supplier late")]


def test_a_number_for_a_goal_without_one_is_kept_as_its_line(monday, alice, mara):
    invite = alice.message("weekly_checkin.invite")
    agrees(alice, mara, "goal add Contract signed by 30 January", "Propose to Mara Keller", "I agree")
    alice.opens("Fill in", of=invite).fills(plans=["Write"]).submits()
    monday.moves_to("2026-12-08 11:00")
    alice.says("Visit Hudson").taps("All done").says("no").says("on track, 85 of 100 pages").says("3").taps(
        "Share with Mara Keller"
    )
    assert moves(monday) == [("on_track", "85 of 100 pages")]


def test_a_tapped_skip_leaves_out_only_what_is_open(two, alice):
    alice.taps("At risk", on="Renewal rate").taps("Skip").says("3").sees("Renewal rate At risk")
    alice.taps("Share with Mara Keller")
    assert moves(two) == [("at_risk", "")]


def test_a_typed_skip_leaves_out_only_what_is_open_and_says_who_reads_the_rest(two, alice):
    alice.says("renewal 85, customers told us in confidence;").says("skip").says("3")
    alice.sees("customers told us in confidence", "Whoever can see a goal can read")
    alice.taps("Share with Mara Keller")
    assert moves(two) == [("", 85, "customers told us in confidence")]


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("renewal 85, tickets 30", [("", 85, ""), ("", 30, "")]),
        ("Open tickets are stuck, renewal 84%", [("", 84, ""), ("stuck", "")]),
        (
            "renewals at risk because Acme left, tickets on track at 25",
            [("at_risk", "because Acme left"), ("on_track", 25, "")],
        ),
        ("first at risk, Acme left, second at 30", [("at_risk", "Acme left"), ("", 30, "")]),
    ],
)
def test_each_clause_goes_to_the_goal_that_it_names(two, alice, said, moved):
    alice.says(said).says("3").taps("Share with Mara Keller")
    assert moves(two) == moved


def test_a_bare_number_is_that_of_the_only_goal_that_is_open_and_read_back(two, alice):
    alice.says("85").sees("I didn’t catch that.").says("tickets at risk").says("85").says("3")
    alice.sees("Renewal rate now 85%", "At risk").taps("Share with Mara Keller")
    assert sorted(moves(two)) == [("", 85, ""), ("at_risk", "")]


@pytest.mark.parametrize("said", ["at risk, renewal 85", "renewal 85, 30"])
def test_a_clause_of_which_goal_nobody_knows_is_asked_about(two, alice, said):
    alice.says(said).sees("I didn’t catch that.")


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("at risk: supplier late", ("at_risk", "supplier late")),
        ("at risk - supplier late", ("at_risk", "supplier late")),
        ("now 85, supplier late, at risk", ("at_risk", 85, "supplier late")),
        ("On track. 85 installed, 12 more ordered", ("on_track", 85, "12 more ordered")),
        ("not on track", ("at_risk", "")),
        ("no change", None),
    ],
)
def test_how_it_goes_is_heard_wherever_it_stands(asked, alice, said, moved):
    alice.says(said).says("3").taps("Share with Mara Keller")
    assert moves(asked) == ([moved] if moved else [])


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("做到120台了，供应商拖了，下周到，有风险", ("at_risk", 120, "供应商拖了，下周到")),
        ("卡住了：法务不批", ("stuck", "法务不批")),
        ("有风险 供应商拖了", ("at_risk", "供应商拖了")),
        ("进度正常", ("on_track", "")),
        ("没变化", None),
    ],
)
def test_how_it_goes_is_heard_wherever_it_stands_in_chinese(boxes, li, said, moved):
    li.says(said).says("3")
    li.taps("发给王芳")
    assert moves(boxes, "li") == ([moved] if moved else [])


@pytest.fixture
def both(monday, li, wang):
    """李晨这周要回答两个两周没动的目标。"""
    invite = li.message("weekly_checkin.invite")
    for title in ("续约率从82%到90%", "未结工单从40个到10个"):
        agrees(li, wang, f"目标 新增 {title}，年底前", "提给王芳", "我同意")
        monday.moves_on(minutes=1)
    li.opens("一次填完", of=invite).fills(plans=["写报告"]).submits()
    monday.moves_to("2026-12-08 08:00")
    li.says("去杭州").taps("都完成了").says("没有")
    return monday


def test_each_clause_goes_to_the_goal_that_it_names_in_chinese(both, li):
    li.says("续约率85，工单30").says("3").taps("发给王芳")
    assert moves(both, "li") == [("", 85, ""), ("", 30, "")]


def test_a_skip_leaves_out_only_what_is_open_in_chinese(both, li):
    li.says("第一个有风险，客户走了").says("跳过").says("3").taps("发给王芳")
    assert moves(both, "li") == [("at_risk", "客户走了")]
