"""Where what became of each plan is told and is asked about once more, words go on, and the tap says what it does."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

SAID, SAID_ZH = "report yes supplier no, gave up on the offsite", "方案完成，客户没有，数据完成，放弃了团建"


@pytest.mark.parametrize("said", ["onboard the new colleague", "ok"])
def test_words_go_on(second, alice, said):
    alice.says(SAID).sees("[That’s right]").sees_not("The rest is done")
    alice.says(said)
    if said == "ok":
        alice.sees("These carry on").says("onboard the new colleague")
    alice.sees("Is anything stuck?").says("no").says("4").says("yes")
    assert "onboard the new colleague" in week_of(second, "alice", "2026-W49").plans


def test_so_they_do_in_chinese(second, li):
    li.says(SAID_ZH).sees("[就这样]")
    li.says("带新人").sees("有卡住的吗").says("没有").says("4").says("好")
    assert "带新人" in week_of(second, "li", "2026-W49").plans


def test_what_tells_of_last_week_still_changes_it(second, alice):
    alice.says(SAID).says("2 done").sees("What are the one to three things").says("audit").says("no").says("4")
    alice.sees("Call the supplier Done")


def test_where_one_is_open_the_rest_is_offered_as_before(second, alice):
    alice.says("report done").sees("[The rest is done]").sees_not("That’s right")
    alice.says("onboard the new colleague").sees("Tap an outcome")
