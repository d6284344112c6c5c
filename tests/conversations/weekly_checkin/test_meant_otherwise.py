"""What people ask the bot in the middle of a question is answered at once, and the question stays open."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.mark.parametrize("said", ["who reads this?", "who can see this", "Does my boss see this?", "who reads"])
def test_who_reads_is_answered_by_name_at_the_invitation(monday, alice, said):
    alice.says(said).sees("Who reads what", "You and Mara Keller")
    assert alice.listening == "plans"
    alice.says("Write the report").sees("Is anything stuck?").says("no").sees("Write the report", "Nothing stuck")
    alice.sees_not(f"What are this week’s top {said}")


@pytest.mark.parametrize("said", ["谁会看到?", "谁能看到", "给谁看", "会不会给领导看", "主管能看到我写的吗？"])
def test_who_reads_is_answered_by_name_at_the_invitation_in_chinese(monday, li, said):
    li.says(said).sees("谁能看到什么", "你和王芳")
    assert li.listening == "plans"
    li.says("写方案").sees("有卡住的吗？").says("没有").sees("写方案")


@pytest.mark.parametrize("said", ["who reads this", "who will see it?", "is this anonymous?"])
def test_who_reads_is_answered_at_every_question(second, alice, said):
    alice.taps("One question at a time")
    for asked, answer in (("plans", "1 done, 2 done"), ("stuck", "Visit the fair"), ("stuck_on", "yes")):
        assert alice.says(answer).listening == asked
        alice.says(said).sees("You and Mara Keller")
        assert alice.listening == asked, "the question is still open"
    alice.says("No sensors").says(said).sees("You and Mara Keller")
    alice.says("my manager").says(said).sees("You and Mara Keller")
    alice.says("Friday").says(said).sees("You and Mara Keller")
    alice.says("4").sees("Is this right?", "Visit the fair", "No sensors", "Energy 4")


def test_who_reads_is_answered_at_every_question_in_chinese(second, li):
    li.taps("一问一答")
    for asked, answer in (("plans", "都做完了"), ("stuck", "写总结"), ("stuck_on", "有")):
        assert li.says(answer).listening == asked
        li.says("谁会看到").sees("你和王芳")
        assert li.listening == asked
    li.says("样品没到").says("我的主管").says("跳过").says("3").sees("这样对吗？", "写总结", "样品没到")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("am I late?", "No, you can’t be late"),
        ("do I have to answer", "Skip a week and nothing happens"),
        ("does this affect my bonus", "never rated or ranked"),
        ("和奖金有关吗?", "never rated or ranked"),
        ("what can you do", "What you can do here"),
        ("help", "What you can do here"),
        ("/help", "What you can do here"),
        ("?", "What you can do here"),
        ("怎么用", "What you can do here"),
        ("hello", "Hello Alice"),
        ("are you a bot?", "I’m a program"),
        ("I want to kill myself", "call your local emergency number"),
    ],
)
def test_other_first_words_are_answered_and_the_question_stays_open(monday, alice, said, answered):
    alice.says("Write the report").says(said).sees(answered)
    assert alice.listening == "stuck"
    alice.says("no").sees("Is this right?", "Nothing stuck")
    alice.sees_not(f"What is stuck? {said}")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("还来得及吗", "不晚"),
        ("不填会怎么样", "也没关系"),
        ("和奖金有关吗?", "不影响工资和奖金"),
        ("帮助", "在这里能做什么"),
        ("怎么填", "在这里能做什么"),
        ("你好", "我是常谈"),
        ("我不想活了", "120和110"),
    ],
)
def test_other_first_words_are_answered_in_chinese(monday, li, said, answered):
    li.says("写方案").says(said).sees(answered)
    assert li.listening == "stuck"
    li.says("没有").sees("这样对吗？", "没有")


def test_asked_what_is_stuck_the_bot_answers_too(monday, alice):
    alice.says("Write the report").says("no").taps("Share with Mara Keller").says("I'm stuck").sees(
        "What are you stuck on?"
    )
    alice.says("who reads this?").sees("You and Mara Keller")
    assert alice.listening == "raise"
    alice.says("No sensors").sees("No sensors", "Noted")


@pytest.mark.parametrize(
    "said",
    ["pause the rollout", "Write a guide that says who can see what", "Ask legal about the bonus", "privacy review"],
)
def test_a_plan_stays_a_plan(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").sees(said)


@pytest.mark.parametrize("said", ["写了一份谁都能看懂的文档", "给领导看的PPT", "奖金方案", "暂停老系统"])
def test_a_plan_stays_a_plan_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").sees(said)


@pytest.mark.parametrize(
    "said", ["Who approves the bonus plan", "who can see the salary table? nobody knows", "privacy review"]
)
def test_what_is_stuck_may_be_a_question(monday, alice, said):
    alice.says("Write the report").says(said).sees("Who can help?")
    assert entries_of(monday, "alice", "check_in_answered") == []
    alice.taps("My manager").taps("Skip").sees(f"What is stuck? {said}")


@pytest.mark.parametrize("asked", ["plans", "stuck", "stuck_on", "needed_by"])
def test_distress_in_any_sentence_is_heard_and_told_to_nobody(second, alice, li, mara, wang, asked):
    at = ("plans", "stuck", "stuck_on", "helper", "needed_by").index(asked)
    for answer, answer_zh in [
        ("Visit", "写总结"),
        ("yes", "有"),
        ("No sensors", "没有传感器"),
        ("my manager", "我的主管"),
    ][:at]:
        alice.says(answer)
        li.says(answer_zh)
        if answer == "Visit":
            alice.taps("All done")
            li.taps("都完成了")
    alice.says("Work is so bad that I want to kill myself").sees("call your local emergency number")
    li.says("项目做不完，我真的不想活了").sees("120和110")
    assert (alice.listening, li.listening) == (asked, asked)
    mara.sees_not("kill myself")
    wang.sees_not("不想活")


@pytest.mark.parametrize(
    "said", ["this bug is killing me", "kill the process on the build server", "Finish the harassment training"]
)
def test_an_idiom_of_work_is_no_distress(second, alice, said):
    alice.says(said).taps("All done").sees("Is anything stuck?").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["忙死了，报表还没做", "杀掉卡住的进程", "给新人做反性骚扰培训"])
def test_an_idiom_of_work_is_no_distress_in_chinese(second, li, said):
    li.says(said).taps("都完成了").sees("有卡住的吗？").says(said).sees("谁能帮上忙？")


@pytest.mark.parametrize(
    "said", ["yes", "looks good", "send it", "looks right, send it", "ok send", "Yes, that's right, share it please"]
)
def test_what_was_read_back_is_shared_by_a_yes(second, alice, mara, said):
    alice.says("Write the report").taps("All done").says("no").says("4").sees("Is this right?").says(said)
    assert "Write the report" in alice.card("weekly_checkin.shared")


@pytest.mark.parametrize("said", ["对的，发吧", "没错，发出去", "可以，发", "好的，就这样"])
def test_what_was_read_back_is_shared_by_a_yes_in_chinese(second, li, said):
    li.says("写方案").taps("都完成了").says("没有").says("4").sees("这样对吗？").says(said)
    assert "写方案" in li.card("weekly_checkin.shared")


@pytest.mark.parametrize("said", ["ok, but don't send it", "no, send it later", "looks right, send it?", "对，先别发"])
def test_a_yes_with_a_no_sends_nothing(second, alice, said):
    alice.says("Paint the hall").taps("All done").says("no").says("4").says(said)
    assert not any("Paint the hall" in each.plans for each in entries_of(second, "alice", "check_in_answered"))


def test_anything_else_leaves_what_was_read_back_as_it_is_and_says_so(second, alice, li):
    alice.says("Paint the hall").taps("All done").says("no").says("4").says("hmm, the fair")
    alice.sees("Not shared yet.", "Paint the hall", "[Share with Mara Keller]")
    alice.says("cancel").sees("kept")
    li.says("写方案").taps("都完成了").says("没有").says("4").sees("这样对吗？").says("好")
    assert "写方案" in li.card("weekly_checkin.shared")


@pytest.mark.parametrize("said", ["没卡住", "周五前没卡住", "not stuck", "nothing's stuck here"])
def test_not_stuck_is_not_stuck(stage, alice, said):
    alice.says(said)
    assert "sounds as if something is stuck" not in alice.last


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("why do I get this?", "I’m Rapport, a chatbot"),
        ("who sends this?", "I’m Rapport, a chatbot"),
        ("fuck you", "Fewer messages, or none"),
        ("停", "Fewer messages, or none"),
    ],
)
def test_a_question_about_the_bot_or_a_curse_is_never_a_plan(monday, alice, said, answered):
    alice.says(said).sees(answered)
    alice.says("Visit the fair").says("no").sees("Is this right?", "Visit the fair")
    assert said not in alice.last


@pytest.mark.parametrize(("said", "answered"), [("谁发的？", "我是常谈"), ("停", "少发一点"), ("滚", "少发一点")])
def test_nor_in_chinese_where_a_question_is_open(second, li, said, answered):
    li.taps("一问一答").says("都完成了").sees("最要紧").says(said).sees(answered)
    li.says("签到").says("写总结").says("没有").says("3").sees("这样对吗？", "写总结")
    assert said not in li.last


def test_a_thumb_up_is_neither_plan_nor_what_is_stuck(monday, alice, li):
    alice.says("Visit the fair").says("👍").sees("I didn’t catch that")
    assert alice.listening == "stuck"
    alice.says("yes").says("👍").sees("What is it, in one line?")
    assert alice.listening == "stuck_on"
    li.taps("一问一答").says("👍").sees("用文字说一下就行")
    assert li.listening == "plans"


@pytest.mark.parametrize("said", ["Who brings the keys?", "Who signs the plan?"])
def test_a_question_is_an_answer_only_once_its_person_says_so(monday, alice, said):
    alice.says(said).sees("Is that your plan for this week?").taps("No")
    assert alice.listening == "plans"
    alice.says(said).sees("Is anything stuck?").says("no").sees(said)


ASKED_BACK = ["does Mara see it?", "who gets it?", "what happens if I say yes?", "will my manager know?"]


@pytest.mark.parametrize("said", ["can you fill it in?", *ASKED_BACK])
def test_at_what_is_stuck_a_question_that_may_ask_the_bot_is_asked_about(monday, alice, said):
    alice.says("Write").says(said).sees("Is that an answer").taps("It’s my answer").sees("Who can help?")
    alice.taps("My manager").taps("Skip").sees(f"What is stuck? {said}", "Write")


@pytest.mark.parametrize("said", ["必须回答吗？", "可以不答吗？", "王芳知道吗？", "说了会怎样？"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says("写总结").says(said).sees("这是回答上面那个问题的吗？").taps("不用")
    assert li.listening == "stuck"


@pytest.mark.parametrize("said", ["who replaces the broken label printer in Berlin?", "Who signs the plan?"])
def test_any_other_question_is_what_is_stuck(monday, alice, li, said):
    alice.says("Write").says(said).sees("Who can help?").taps("My manager").taps("Skip")
    alice.sees("Is this right?", f"What is stuck? {said}", "Mara Keller reads this")
    li.says("写总结").says("柏林的打印机坏了谁来换？").sees("谁能帮上忙？")


@pytest.mark.parametrize(("said", "asked"), [("are you an AI?", "I’m a program"), ("你是AI吗？", "I’m a program")])
def test_who_answers_here_is_no_blocker(monday, alice, said, asked):
    alice.says("Write").says(said).sees(asked)
    assert alice.listening == "stuck"


TO_REPORTS = ["remind Alice", "Reply to Bob Nyman: the board comes tomorrow", "how's Alice doing"]
TOLD_TO_REPORTS = ["tell Alice I'll call production tomorrow", "Alice: I'll call tomorrow", "no I meant 21 Jan"]


@pytest.mark.parametrize("said", TO_REPORTS)
def test_nor_is_what_a_manager_wants_done_about_a_report(monday, mara, said):
    mara.says(said).sees("Is that your plan for this week?", "[Open “My team”]").taps("No")
    assert mara.listening == "plans"
    mara.says("Hire").says(said).sees("Is that an answer").taps("It’s my answer").sees("Who can help?")


@pytest.mark.parametrize("said", ["李晨的卡住的事我来处理", "回复李晨：板子明天到", "提醒李晨", "告诉李晨我明天打电话"])
def test_nor_is_it_in_chinese(monday, wang, said):
    wang.says(said).sees("这是你这周的计划吗？", "[打开“我的团队”]").taps("不用")
    assert wang.listening == "plans"


@pytest.mark.parametrize("said", TOLD_TO_REPORTS)
def test_what_is_told_to_a_report_or_corrected_there_goes_to_the_team(monday, mara, said):
    mara.says(said).sees("Is that your plan for this week?", said).taps("Open “My team”").sees("Your team")
    assert entries_of(monday, "mara", "check_in_answered") == []


@pytest.mark.parametrize("said", ["Onboard Alice", "Reply to the auditors", "Answer Kim's questions", "Plan with Bob"])
def test_a_plan_about_a_report_is_one(monday, mara, said):
    mara.says(said).sees("Is anything stuck?")


def test_who_has_no_reports_is_not_asked_whether_it_is_one(monday, alice, li):
    alice.says("Reply to Bob about the fair").sees("Is anything stuck?")
    li.says("提醒王芳签字").sees("有卡住的吗？")
