"""What can only be meant for the bot, and what may well be an answer."""

from __future__ import annotations

import pytest

from conversations.toolkit.understand import asks_the_bot, intent_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who reads this?", "who_reads"),
        ("who reads this", "who_reads"),
        ("Who can see this?", "who_reads"),
        ("and who will read it", "who_reads"),
        ("hey, who gets to see my answers", "who_reads"),
        ("does my boss see this", "who_reads"),
        ("can HR read what I write here?", "who_reads"),
        ("will my manager see my energy score", "who_reads"),
        ("is this anonymous", "who_reads"),
        ("where does this go?", "who_reads"),
        ("so who's reading it", "who_reads"),
        ("is my manager going to see this", "who_reads"),
        ("does anyone actually read this", "who_reads"),
        ("谁会看到?", "who_reads"),
        ("这玩意谁看", "who_reads"),
        ("我写的会不会被领导看到", "who_reads"),
        ("会影响年终奖吗", "pay"),
        ("is this linked to my pay", "pay"),
        ("谁会看到", "who_reads"),
        ("谁能看到", "who_reads"),
        ("这个给谁看", "who_reads"),
        ("我写的内容谁能看见啊", "who_reads"),
        ("会不会给领导看", "who_reads"),
        ("领导会看到吗", "who_reads"),
        ("主管能看到我写的吗？", "who_reads"),
        ("HR看得到吗", "who_reads"),
        ("填给谁看的", "who_reads"),
        ("是匿名的吗", "who_reads"),
        ("会不会告诉我们领导", "who_reads"),
        ("am I late?", "late"),
        ("am i too late", "late"),
        ("when is the deadline?", "late"),
        ("do I have to answer this", "late"),
        ("还来得及吗", "late"),
        ("截止时间是什么时候", "late"),
        ("不填会怎么样", "late"),
        ("和奖金有关吗?", "pay"),
        ("跟奖金有关系吗", "pay"),
        ("会不会影响绩效", "pay"),
        ("does this affect my bonus", "pay"),
        ("is this used for ratings?", "pay"),
        ("are you tracking me?", "pay"),
        ("what can you do", "what_can_you_do"),
        ("how does this work", "what_can_you_do"),
        ("这个怎么填啊", "what_can_you_do"),
        ("你好", "hello"),
        ("hi there!", "hello"),
        ("Hello again, Rapport", "hello"),
        ("常谈你好呀", "hello"),
        ("why are you asking me this", "why"),
        ("问这个干嘛", "why"),
        ("你是机器人吗", "human"),
        ("我不想活了", "distress"),
        ("I want to end my life", "distress"),
        ("Work is so bad that I want to kill myself", "distress"),
        ("Remind me tomorrow, if I don't kill myself", "distress"),
        ("The sensors are late, and I'm being bullied by my lead", "mistreated"),
        ("项目做不完，我真的不想活了", "distress"),
        ("客户那边没进展，我在组里一直被欺负", "mistreated"),
        ("I was harassed by the man who gave the harassment training", "mistreated"),
        ("做完性骚扰培训才知道我是被骚扰了", "mistreated"),
    ],
)
def test_what_is_plainly_meant_for_the_bot(text: str, intent: str, vocabulary: Vocabulary) -> None:
    for_the_bot = asks_the_bot(text, vocabulary)
    assert for_the_bot
    assert intent_in(text, vocabulary) == intent


@pytest.mark.parametrize(
    "text",
    [
        "写了一份谁都能看懂的文档",
        "谁能看一下这个接口?",
        "没人知道谁会看这份报告",
        "给领导看的PPT",
        "Write down who can see the dashboard",
        "Who can see the salary table? Nobody answers",
        "privacy review",
        "privacy",
        "隐私",
        "奖金",
        "bonus",
        "The bonus",
        "bonus plan for sales",
        "奖金方案",
        "绩效考核方案谁来定?",
        "waiting for the deadline of legal",
        "deadline",
        "截止",
        "怎么弄权限一直没人批",
        "pause the rollout",
        "stop the line at plant 2",
        "test",
        "测试",
        "找HR",
        "I need help with the API",
        "English",
        "done",
        "领导不看邮件",
        "老板看不看样品还没定",
        "we need to know who reads the meter",
        "Does anyone read the gauge at night?",
        "1 done, 2 still going",
        "yes",
        "没有",
        "4",
        "",
        "?",
        "hello page for the new site",
        "this bug is killing me",
        "kill the process on the build server",
        "the customer wants to kill the project",
        "忙死了，报表还没做",
        "这个需求烦死人了",
        "杀掉卡住的进程",
        "Hi, no",
        "hey no",
        "Hello, not me",
        "good morning message to the team",
        "hi to the team",
        "你好，没有",
        "嗨，没",
        "没有，你好",
        "不知道发给谁",
        "没人知道发给谁",
        "don't know who gets this",
        "欢迎页写你好",
        "who reads this " + "x " * 300,
    ],
)
def test_what_may_be_an_answer(text: str, vocabulary: Vocabulary) -> None:
    for_the_bot = asks_the_bot(text, vocabulary)
    assert not for_the_bot
