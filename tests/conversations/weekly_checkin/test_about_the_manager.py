"""What is stuck and tells of the manager is never offered to be sent there by a yes; "HR only" belongs to the card."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def shared(monday, alice):
    alice.opens("Fill in").fills(plans=["Sell the van"]).submits()
    return monday


@pytest.fixture
def shared_zh(monday, li):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    return monday


def raised(stage, who):
    return [each.helper_kind for each in entries_of(stage, who, "blocker_raised")]


@pytest.mark.parametrize(
    "said", ["im stuck, mara keeps changing the scope", "I'm stuck, my boss keeps changing the scope"]
)
def test_it_is_asked_at_once_who_may_help(shared, alice, said):
    alice.says(said).sees("Who may help with this?", "[Only HR]").sees_not("Yes, note it").says("yes")
    assert raised(shared, "alice") == []


@pytest.mark.parametrize("said", ["卡住了，王芳老改需求", "老板老改需求，卡住了", "卡住了 领导一直不给反馈"])
def test_so_it_is_in_chinese(shared_zh, li, said):
    li.says(said).sees("这件事让谁来帮忙？", "[只告诉HR]").sees_not("好，记下来").says("好")
    assert raised(shared_zh, "li") == []


def test_while_the_week_is_open_it_is_offered_with_its_reader(second, alice, li):
    alice.says("im stuck, mara keeps changing the scope").sees("Mara Keller would read it", "[Yes, note it]")
    alice.says("no thanks")
    assert raised(second, "alice") == []
    assert "Still going" not in alice.last
    li.says("我卡住了，老板老改需求").sees("会给王芳看")


@pytest.mark.parametrize(
    "said", ["I'm stuck, the vpn keeps dropping", "I'm stuck, their boss says no", "I'm stuck on the lead list"]
)
def test_what_tells_of_others_is_offered_as_before(shared, alice, said):
    alice.says(said).sees("[Yes, note it]", "Mara Keller would read it")


@pytest.mark.parametrize("said", ["我卡住了，采购不给报价", "我卡住了，产品经理老改需求", "我卡住了，客户的领导没批"])
def test_what_tells_of_others_is_offered_as_before_in_chinese(shared_zh, li, said):
    li.says(said).sees("[好，记下来]", "会给王芳看")


@pytest.mark.parametrize("said", ["hr only", "yes, but not mara", "only HR please", "yes but dont tell my manager"])
@pytest.mark.parametrize("stuck", ["I'm stuck, the vpn keeps dropping", "I'm stuck, mara keeps changing the scope"])
def test_what_is_kept_from_the_manager_is_asked_without_them(shared, alice, stuck, said):
    alice.says(stuck).says(said).sees("Who may help with this?", "[Only HR]")
    assert "[Mara Keller]" not in alice.last
    alice.taps("Only HR")
    assert raised(shared, "alice") == ["hr"]


@pytest.mark.parametrize("said", ["只让HR知道", "好，但别告诉王芳", "好 但别告诉王芳", "可以，别让主管看到"])
@pytest.mark.parametrize("stuck", ["我卡住了，采购不给报价", "我卡住了，老板老改需求"])
def test_what_is_kept_from_the_manager_is_asked_without_them_in_chinese(shared_zh, li, stuck, said):
    li.says(stuck).says(said).sees("这件事让谁来帮忙？", "[只告诉HR]")
    assert "[王芳]" not in li.last
    assert raised(shared_zh, "li") == []


def test_a_plain_yes_notes_it_as_before(shared, alice, li):
    alice.says("I'm stuck, the vpn keeps dropping").says("yes").sees("Noted.")
    assert raised(shared, "alice") == ["manager"]


@pytest.mark.parametrize("said", ["hr only", "yes, but not mara"])
def test_so_it_is_below_the_card_at_the_invitation(second, alice, said):
    alice.says("im stuck, mara keeps changing the scope").says(said)
    alice.sees("im stuck, mara keeps changing the scope", "Who may help with this?", "[Only HR]")
    assert "[Mara Keller]" not in alice.last
    assert raised(second, "alice") == []
    alice.says("all done").sees("What are the one to three things that matter most")


@pytest.mark.parametrize("said", ["只让HR知道", "好，但别告诉王芳"])
def test_so_it_is_below_the_card_at_the_invitation_in_chinese(second, li, said):
    li.says("我卡住了，老板老改需求").says(said).sees("我卡住了，老板老改需求", "这件事让谁来帮忙？", "[只告诉HR]")
    assert "[王芳]" not in li.last
    assert raised(second, "li") == []
