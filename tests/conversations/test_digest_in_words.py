"""The digest's taps in words: the same is done, and in doubt nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.manager_digest.in_words import Said, said_in
from storage import roster
from tests.conversations.company import someone
from tests.conversations.weekly_checkin.record import entries_of, ids_of

REPORTS = (someone("alice", "Alice Berger", "research", "mara"), someone("li", "李晨", "research", "mara"))


def shares(who, *plans, **more):
    label = "Fill in" if who.person.language == "en" else "一次填完"
    return who.opens(label).fills(plans=list(plans), **more).submits()


@pytest.fixture
def digest(monday, alice, bob, li):
    """Alice is stuck, Bob wrote plans, and so did Li; their managers have had the digest."""
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="manager")
    shares(bob, "Sell the van")
    shares(li, "写总结", stuck="yes", stuck_on="样品没到", helper="manager")
    monday.moves_to("2026-11-25 10:30")
    return monday


@pytest.mark.parametrize("said", ["I'll take Alice's blocker", "I'll help Alice", "Alice's problem: leave it to me"])
def test_a_blocker_is_taken(digest, alice, mara, said):
    mara.says(said).sees("You said you’d help by", "Your team")
    alice.sees("Mara Keller said they’d help by")


@pytest.mark.parametrize("said", ["小李那个我来处理", "李晨的事我来", "小李卡住的事交给我"])
def test_a_blocker_is_taken_in_chinese(digest, li, wang, said):
    wang.says(said)
    assert len(entries_of(digest, "li", "blocker_taken")) == 1


@pytest.mark.parametrize("said", ["put Alice's question on our 1:1", "add Alice's blocker to our one-on-one"])
def test_it_is_put_on_the_agenda(digest, alice, mara, said):
    mara.says(said).sees("On the agenda for your next one-on-one")
    assert len(entries_of(digest, "alice", "agenda_item_added")) == 1


@pytest.mark.parametrize("said", ["小李的问题放到一对一里", "把小李那个加到我们的一对一里"])
def test_it_is_put_on_the_agenda_in_chinese(digest, wang, said):
    wang.says(said)
    assert len(entries_of(digest, "li", "agenda_item_added")) == 1


@pytest.mark.parametrize("said", ["mark all as read", "Please mark everything as read", "I've read them all"])
def test_all_that_was_brought_is_read(digest, alice, bob, mara, said):
    mara.says(said).sees("Read, and they can see that")
    assert len(entries_of(digest, "alice", "check_in_read")) == len(entries_of(digest, "bob", "check_in_read")) == 1


@pytest.mark.parametrize("said", ["全部标为已读", "都看过了", "小李的签到看过了"])
def test_it_is_read_in_chinese(digest, wang, said):
    wang.says(said)
    assert len(entries_of(digest, "li", "check_in_read")) == 1


def test_one_is_read_by_name(digest, mara):
    mara.says("mark Bob as read").sees("Sell the van · Read, and they can see that")
    assert not entries_of(digest, "alice", "check_in_read")


def test_what_the_digest_did_not_bring_is_not_marked_as_read(monday, alice, bob, mara):
    shares(bob, "Sell the van")
    monday.moves_to("2026-11-25 10:30")
    shares(alice, "Write the report")
    mara.says("mark all as read")
    assert len(entries_of(monday, "bob", "check_in_read")) == 1
    assert not entries_of(monday, "alice", "check_in_read")
    mara.says("mark all as read").sees("Nothing is marked as read yet", "Alice Berger", "[Mark all as read (1)]")


@pytest.mark.parametrize("said", ["send", "send it", "yes send it", "ok send", "go ahead", "just send it"])
def test_one_reply_is_sent_where_it_can_be_about_one_thing_alone(digest, bob, mara, said):
    mara.says("reply to Bob: nice").says(said).sees("Sent:", "nice")
    assert len(entries_of(digest, "bob", "reply_given")) == 1


@pytest.mark.parametrize("said", ["发", "发吧", "好，发", "发给她吧"])
def test_one_reply_is_sent_in_chinese(monday, li, wang, said):
    shares(li, "写总结")
    monday.moves_to("2026-11-25 10:30")
    wang.says("回复小李：很好").says(said).sees("很好")
    assert len(entries_of(monday, "li", "reply_given")) == 1


@pytest.mark.parametrize("said", ["the blocker", "send it?", "send it to Alice"])
def test_what_names_something_else_sends_nothing(digest, bob, mara, said):
    mara.says("reply to Bob: nice").says(said).sees_not("Sent:")
    assert not entries_of(digest, "bob", "reply_given")


@pytest.mark.parametrize("said", ["reply to Bob: Great, thanks", "tell Bob Great, thanks", "Answer Bob: Great, thanks"])
def test_a_reply_is_shown_before_it_is_sent(digest, bob, mara, said):
    mara.says(said).sees("Send this to Bob Nyman?", "Great, thanks", "About: the whole check-in")
    assert not entries_of(digest, "bob", "reply_given")
    mara.says("yes")
    assert [each.text for each in entries_of(digest, "bob", "reply_given")] == ["Great, thanks"]
    bob.sees("Mara Keller replied", "Great, thanks")


def test_a_reply_that_may_be_about_several_is_asked_about(digest, alice, mara):
    mara.says("reply to Alice: great").sees(
        "Send this to Alice Berger?", "No sensors [Send]", "the whole check-in [Send]"
    )
    mara.taps("Send", on="No sensors")
    assert [each.text for each in entries_of(digest, "alice", "reply_given")] == ["great"]


@pytest.mark.parametrize("which", ["what is stuck", "to the blocker, please", "no sensors"])
def test_a_yes_where_two_are_possible_is_asked_which(digest, alice, mara, which):
    mara.says("reply to Alice: great").says("yes").sees("What is it about", "great", "No sensors [Send]")
    assert not entries_of(digest, "alice", "reply_given")
    mara.says(which).sees("Sent:", "great")
    [reply] = entries_of(digest, "alice", "reply_given")
    assert reply.text == "great" and reply.on in ids_of(digest, "alice", "blocker_raised")


@pytest.mark.parametrize("which", ["the week", "yes, the whole check-in"])
def test_the_week_may_be_what_a_reply_is_about(digest, alice, mara, which):
    mara.says("reply to Alice: great").says("yes").says(which).sees("Sent:", "great")
    [reply] = entries_of(digest, "alice", "reply_given")
    assert [reply.on] == ids_of(digest, "alice", "check_in_answered")


def test_of_two_a_no_sends_nothing_and_other_words_leave_it_open(digest, alice, mara):
    mara.says("reply to Alice: great").says("yes, that one").says("ok").sees("What is it about").says("no")
    mara.sees("Not sent:")
    assert not entries_of(digest, "alice", "reply_given")


@pytest.mark.parametrize("which", ["卡住的", "是卡住的那件"])
def test_a_yes_where_two_are_possible_is_asked_which_in_chinese(digest, li, wang, which):
    wang.says("回复小李：收到").says("好").sees("卡住的事，还是整份签到").says(which).sees("发出去了")
    assert [each.text for each in entries_of(digest, "li", "reply_given")] == ["收到"]


@pytest.mark.parametrize("said", ["回复小李：收到", "告诉李晨收到", "回小李，收到"])
def test_a_reply_in_chinese(digest, li, wang, said):
    wang.says(said).sees("把这句发给李晨吗？", "收到").taps("发送", on="样品没到")
    assert [each.text for each in entries_of(digest, "li", "reply_given")] == ["收到"]


def test_a_no_sends_nothing(digest, bob, mara):
    mara.says("reply to Bob: Great").taps("Don’t send").sees("Not sent:", "Great")
    mara.says("reply to Bob: Fine").says("no").sees("Not sent:", "Fine")
    assert not entries_of(digest, "bob", "reply_given")


def test_a_name_that_fits_nobody_or_several_is_asked_about(digest, alice, mara):
    mara.says("reply to Zoe: great").sees("I couldn’t tell whom you mean", "[Reply]")
    digest.do(roster.update_person, replace(alice.person, name="Bob Berger"))
    mara.says("reply to Bob: great").sees("fits more than one", "[Reply]")
    mara.says("I'll take Bob's blocker").sees("fits more than one")
    assert not entries_of(digest, "alice", "blocker_taken")


def test_of_whom_nothing_is_there_nothing_is_done(digest, mara):
    mara.says("I'll take Bob's blocker").sees("nothing of Bob Nyman’s here")


@pytest.mark.parametrize("said", ["take it", "put it on our 1:1", "I'm on it", "I'll take the sensors one"])
def test_an_act_that_names_nobody_is_asked_about_while_the_week_is_open(digest, alice, mara, said):
    mara.says(said).sees("Is that your plan", said, "[Open “My team”]")
    assert not entries_of(digest, "alice", "blocker_taken") + entries_of(digest, "alice", "agenda_item_added")
    assert not entries_of(digest, "mara", "blocker_raised")


@pytest.mark.parametrize("said", ["seen", "mark as read"])
def test_reading_that_names_nobody_is_asked_about_while_the_week_is_open(digest, alice, mara, said):
    mara.says(said).sees(said, "Is that your plan").taps("Open “My team”").sees("Your team")
    assert not entries_of(digest, "alice", "check_in_read")


@pytest.mark.parametrize("said", ["看过了", "我来", "我来吧", "样品那个我来处理"])
def test_an_act_that_names_nobody_is_asked_about_in_chinese(digest, li, wang, said):
    wang.says(said).sees(said, "[打开“我的团队”]")
    assert not entries_of(digest, "li", "blocker_taken") + entries_of(digest, "li", "check_in_read")


@pytest.mark.parametrize(
    "said",
    [
        "thanks Alice, great work",
        "well done Bob",
        "Nice",
        "thanks all",
        "I'll talk to her",
        "Alice did well",
        "can't help Alice, no budget",
        "Bob seems unhappy, should I worry",
        "he never writes",
        "done",
        "i'll get her sensors by fri",
        "yes thursday",
        "Friday",
        "not my job",
        "is alice ok? seems off",
        "let Alice wait",
    ],
)
def test_what_may_be_said_of_the_digest_is_no_plan_unasked(digest, mara, said):
    mara.says(said).sees("Is that your plan", said, "[Open “My team”]")


@pytest.mark.parametrize(
    "said",
    [
        "看到了",
        "已阅",
        "小李辛苦了",
        "做得不错，大家继续努力",
        "小李最近状态不好啊",
        "他上周也没写",
        "让小李先等等",
        "周五前搞定",
        "小李还好吗？感觉不太对",
        "不关我的事",
    ],
)
def test_what_may_be_said_of_the_digest_is_no_plan_unasked_in_chinese(digest, wang, said):
    wang.says(said).sees(said, "[打开“我的团队”]")


@pytest.mark.parametrize(
    "said",
    [
        "Hire two people",
        "1:1 with Alice",
        "Great customers: call three of them first",
        "Bob's review",
        "Order the sensors by Friday",
        "Let the contract run out",
        "help Alice with the fair",
    ],
)
def test_a_plan_below_the_digest_is_noted_unasked(digest, mara, said):
    mara.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize(
    "said",
    ["写总结", "李晨的方案定稿", "感谢信撰写", "跟小李一起做方案", "其他客户回访", "周五前写完总结", "让供应商报价"],
)
def test_a_plan_below_the_digest_is_noted_unasked_in_chinese(digest, wang, said):
    wang.says(said).sees("有卡住的吗")


@pytest.mark.parametrize("said", ["great work bob", "thanks Bob, well done", "Good job Bob!", "thank you bob"])
def test_praise_of_a_report_is_offered_as_a_reply(digest, bob, mara, said):
    shares(mara, "Hire")
    mara.says(said).sees("Send this to Bob Nyman?", said).taps("Send")
    bob.sees(said)
    assert [each.text for each in entries_of(digest, "bob", "reply_given")] == [said]


def test_so_it_is_offered_in_chinese(digest, li, wang):
    shares(wang, "招人")
    wang.says("小李辛苦了").sees("小李辛苦了", "[发送]").taps("发送", on="样品没到")
    assert "小李辛苦了" in li.chat


@pytest.mark.parametrize(
    "said", ["thanks", "great work", "great work bob and alice", "seen bob", "is bob good?", "thanks all"]
)
def test_other_thanks_are_offered_to_nobody(digest, mara, said):
    shares(mara, "Hire")
    mara.says(said).sees_not("Send this to")


def test_a_promise_is_not_taken_back_by_a_plan(digest, alice, mara):
    mara.says("I'll help Alice").says("actually I can't").sees("actually I can't", "Is that your plan")
    mara.taps("Open “My team”").sees("You said you’d help by", "[Other options]")


@pytest.mark.parametrize("said", ["alice onboarding plan", "Alice annual review", "Bob handover"])
def test_what_is_planned_for_a_report_is_a_plan(monday, mara, said):
    mara.says(said).sees("Is anything stuck?").says("no").sees(said)


def test_so_it_is_in_chinese(monday, wang):
    wang.says("小李培训计划").sees("有卡住的吗？").says("没有").sees("小李培训计划")


def test_what_is_said_of_a_report_is_no_plan_long_after_the_digest(digest, mara):
    digest.moves_to("2026-11-30 10:00")
    mara.says("well done Bob").sees("well done Bob", "Is that your plan", "[Open “My team”]")


def test_what_somebody_is_to_be_told_is_shown_before_it_is_sent(digest, li, wang):
    wang.says("跟小李说样品明天到").sees("样品明天到").taps("发送", on="样品没到")
    assert "样品明天到" in li.chat


def test_an_act_that_names_nobody_may_still_be_the_answer(digest, mara):
    mara.taps("One question at a time").says("take it").taps("It’s my answer").sees("Is anything stuck?")


def test_where_only_one_thing_can_be_meant_it_is_done(digest, alice, mara):
    shares(mara, "Hire")
    mara.says("take it").sees("You said you’d help by", "Your team")
    alice.sees("Mara Keller said they’d help by")


def test_where_several_can_be_meant_the_digest_asks_which(digest, alice, bob, mara):
    shares(mara, "Hire")
    mara.says("mark as read").sees("Please tap the one you mean.", "Your team")
    assert not entries_of(digest, "alice", "check_in_read") + entries_of(digest, "bob", "check_in_read")


@pytest.mark.parametrize(
    "said", ["who is stuck?", "Who's stuck", "what is Alice stuck on?", "is anyone blocked?", "is Alice stuck?"]
)
def test_who_asks_who_is_stuck_sees_the_digest(digest, mara, said):
    mara.says(said).sees("Your team", "Alice Berger: No sensors")
    shares(mara, "Hire")
    mara.says(said).sees("Your team", "Alice Berger: No sensors")


@pytest.mark.parametrize("said", ["谁卡住了？", "李晨卡在哪里", "有人卡住吗"])
def test_who_asks_who_is_stuck_sees_the_digest_in_chinese(digest, wang, said):
    wang.says(said).sees("李晨：样品没到")


def test_who_asks_before_the_digest_came_sees_it(monday, alice, mara):
    shares(alice, "Write", stuck="yes", stuck_on="No sensors", helper="manager")
    mara.says("who is stuck?").sees("Alice Berger: No sensors")


def test_an_order_in_the_midst_of_ones_own_week_is_asked_about_first(digest, alice, mara):
    mara.taps("One question at a time").says("I'll help Alice").sees("I'll help Alice", "Is that your plan")
    assert not entries_of(digest, "alice", "blocker_taken")
    mara.taps("Open “My team”").sees("Alice Berger: No sensors", "[I’ll help by")


@pytest.mark.parametrize("said", ["I'll help Alice", "put Alice's question on our 1:1", "mark all as read"])
def test_an_order_below_ones_own_invitation_is_asked_about_first(digest, alice, mara, said):
    mara.says("check in").says(said).sees(said, "Is that your plan")
    assert not entries_of(digest, "alice", "blocker_taken") + entries_of(digest, "alice", "agenda_item_added")
    assert not entries_of(digest, "alice", "check_in_read")
    mara.taps("Open “My team”").sees("Alice Berger: No sensors", "[I’ll help by")


@pytest.mark.parametrize("said", ["小李那个我来处理", "全部标为已读"])
def test_an_order_below_ones_own_invitation_is_asked_about_first_in_chinese(digest, li, wang, said):
    wang.says("签到").says(said).sees(said, "[打开“我的团队”]")
    assert not entries_of(digest, "li", "blocker_taken") + entries_of(digest, "li", "check_in_read")


def test_the_digest_once_more_below_ones_own_invitation_takes_orders_again(digest, alice, mara):
    mara.says("check in").says("team").says("I'll help Alice").sees("You said you’d help by", "Your team")
    alice.sees("Mara Keller said they’d help by")


def test_a_reply_below_ones_own_invitation_is_shown_as_ever(digest, bob, mara):
    mara.says("check in").says("reply to Bob: Great").sees("Send this to Bob Nyman?", "Great")
    assert not entries_of(digest, "bob", "reply_given")


def test_an_order_that_is_ones_own_plan_is_noted(digest, alice, mara):
    mara.says("check in").says("I'll help Alice").taps("It’s my answer").sees("Is anything stuck?")
    assert not entries_of(digest, "alice", "blocker_taken")


def test_only_for_ones_own_reports(digest, li, mara, alice):
    mara.says("I'll take 李晨's blocker")
    alice.says("mark all as read")
    assert not entries_of(digest, "li", "blocker_taken")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I'll take Alice's blocker", Said("take", ("alice",), "of_stuck")),
        ("reply to Alice: ok, Thanks", Said("reply", ("alice",), words="ok, Thanks")),
        ("mark all as read", Said("read_all")),
        ("Alice does not reply, I'm blocked", None),
        ("answer Alice's question about the budget", None),
        ("I'll take Alice to the fair", None),
        ("I'll take it", None),
        ("回复客户", None),
        ("回复李晨的客户", None),
        ("告诉小李的师傅样品到了", None),
        ("小李", None),
        ("跟小李说样品到了", Said("reply", ("li",), words="样品到了")),
        ("跟小李说一下计划", None),
        ("跟小李做方案", None),
        ("let Alice know the sensors came", Said("reply", ("alice",), words="the sensors came")),
        ("let Alice know about the fair", None),
        ("let Alice go", None),
        ("who is stuck?", Said("show")),
        ("Alice is stuck", None),
        ("what is stuck?", None),
        ("李晨卡住了", None),
        ("Ask who is stuck in the lab", None),
    ],
)
def test_what_words_ask_for(vocabulary, text, said):
    assert said_in(text, REPORTS, vocabulary) == said
