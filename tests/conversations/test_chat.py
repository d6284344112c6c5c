"""What stays in the chat once a conversation has moved on, and what a word means when nothing waits for an answer."""

from __future__ import annotations

from conversations.toolkit.cards import buttons_of
from handlers.platform import Clicking

INVITED, REMINDED = "weekly_checkin.invite", "weekly_checkin.reminder"


def _with_buttons(actor) -> list[str]:
    return [each.name for each in actor.messages if each.card and buttons_of(each.card)]


def test_the_reminder_leaves_the_invitation_without_buttons(second, alice):
    second.moves_to("2026-12-01 10:00")
    assert INVITED not in _with_buttons(alice)
    assert REMINDED in _with_buttons(alice)
    assert alice.message(f"{INVITED}.over").card.asks == ""
    assert "Write the report" in alice.card(f"{INVITED}.over")
    alice.sees("[As planned, nothing stuck]")


def test_until_the_reminder_comes_the_invitation_can_be_answered(second, alice):
    """The server was away when it was due, and comes back in the evening."""
    second.moves_to("2026-12-01 09:59")
    second.misses("2026-12-01 22:00")
    assert REMINDED not in _with_buttons(alice)
    assert INVITED in _with_buttons(alice)
    alice.taps("Dropped", on="Write the report")
    alice.sees("Write the report [Done] [Still going] [*Dropped]")
    second.moves_to("2026-12-02 10:00")
    assert _with_buttons(alice)[1:] == [INVITED], "one card to answer, the choice in it"


def test_a_reminder_that_was_held_back_takes_the_place_of_the_invitation(second, alice):
    second.moves_to("2026-12-01 09:59")
    second.misses("2026-12-01 22:00")
    second.moves_to("2026-12-02 10:00")
    assert INVITED not in _with_buttons(alice)
    assert REMINDED in _with_buttons(alice)


def test_what_was_chosen_stays_readable(second, alice):
    alice.taps("Dropped", on="Write the report")
    second.moves_to("2026-12-01 10:00")
    assert "Write the report Dropped" in alice.card(f"{INVITED}.over")


def test_after_one_tap_a_command_is_a_command_and_a_plan_a_plan(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Add")
    assert "Visit the fair" in alice.card("weekly_checkin.shared")
    alice.says("settings").sees("Your settings")


def test_once_the_talk_has_moved_on_a_remark_is_asked_about(second, alice, li):
    alice.taps("As planned, nothing stuck").says("settings").says("Ask who is missing")
    assert "Ask who is missing" not in alice.card("weekly_checkin.shared")
    alice.sees("Does that belong to “Week of Mon 30 Nov” further up?").taps("It belongs there").taps("Add")
    assert "Ask who is missing" in alice.card("weekly_checkin.shared")
    li.taps("按计划，没卡住").says("设置").says("样品的事再想想").sees("这是接着上面的“11月30日这一周”说的吗？").taps(
        "不用"
    )
    assert "样品" not in li.card("weekly_checkin.shared")


def test_while_a_question_waits_a_command_word_is_asked_about(second, alice, li):
    alice.says("Visit the fair").says("settings").sees("[Open “Settings”]")
    li.says("写总结").says("设置").sees("[打开“设置”]")


def test_a_command_with_something_unknown_behind_it_is_asked_about_and_never_recorded(second, alice, li):
    alice.says("indicator zebra").sees("Is that your answer to the open question", "[Open “Indicators”]")
    alice.says("Visit").taps("All done").says("indicator: zebra stripes").sees("[Open “Indicators”]").taps(
        "It’s my answer"
    )
    assert "Who can help?" in alice.last
    li.says("写总结").taps("都完成了").says("指标：返修").sees("[打开“指标”]").says("指标 返修率").sees(
        "[打开“指标”]"
    ).says("目标：少返修")
    li.sees("[打开“目标”]").taps("打开“目标”")
    assert li.listening == "stuck"


def test_at_an_untouched_invitation_a_command_word_runs(monday, alice, li, hana):
    hana.says("departments").sees("[Open]")
    alice.says("settings").sees("Your settings").says("check-in").sees("Your first check-in, Alice")
    li.says("设置").sees("你的设置").says("签到").sees("李晨，第一次签到")
    assert (alice.listening, li.listening) == ("plans", "plans")
    alice.says("Write the report").sees("Is anything stuck?")
    li.says("写方案").sees("有卡住的吗？")


def test_a_command_word_runs_from_the_reminder_too(second, alice, li):
    second.moves_to("2026-12-01 10:00")
    alice.says("settings").sees("Your settings")
    li.says("设置").sees("你的设置")


def test_once_something_is_tapped_a_command_word_is_asked_about(second, alice, li):
    alice.taps("Done", on="Write the report").says("holiday").sees("[Open “I’m away”]")
    alice.taps("It’s my answer").sees("Is anything stuck?").says("no").says("4").sees("holiday")
    li.taps("完成", on="写方案").says("休假").sees("[打开“我不在”]")
    li.taps("是我的回答").sees("有卡住的吗？").says("没有").says("4").sees("休假")


def test_what_is_asked_about_can_be_answered_after_something_else_was_said(second, alice):
    alice.says("Visit the fair").taps("All done").says("settings").sees("[Open “Settings”]")
    alice.says("my manager is bullying me").sees("Who may help with this?")
    alice.taps("It’s my answer").sees("Who can help?")
    assert "Got it, that’s your answer" in alice.card("help.settled.answer")


def test_a_command_word_that_is_work_is_asked_about(second, li):
    li.says("周报").sees("[打开“周签到”]").taps("是我的回答").taps("都完成了").sees("有卡住的吗？")
    li.says("没有").says("4").sees("周报")


def test_who_replaces_a_tapped_card_is_given_what_stands_there_then(second, alice):
    invited = alice.message(INVITED)
    tap = Clicking(invited.delivery, "outcomes", "0:done", replaces=True)
    first = second.take("alice", tap).standing
    assert first and first.delivery == alice.message(INVITED).delivery != invited.delivery
    assert [each.value for each in buttons_of(first.card) if each.chosen] == ["0:done"]
    stale = second.take("alice", tap)
    assert stale.hint and stale.standing == first, "a tap on an old card is shown the present one"
    assert second.take("alice", Clicking(first.delivery, "outcomes", "0:done")).standing is None, "nobody asked"


def test_a_card_posted_anew_leaves_the_tapped_one_where_it_was(stage, alice):
    alice.says("help")
    helped = alice.message("help.overview")
    answer = stage.take("alice", Clicking(helped.delivery, "call", "privacy", replaces=True))
    assert answer.standing and answer.standing.delivery != helped.delivery
    assert buttons_of(answer.standing.card) == (), "put to rest, as it is in the chat"


def test_what_is_not_theirs_is_not_shown_in_place_of_anything(second, alice, bob):
    invited = alice.message(INVITED)
    answer = second.take("bob", Clicking(invited.delivery, "outcomes", "0:done", replaces=True))
    assert (answer.outcome, answer.standing) == ("refused", None)
