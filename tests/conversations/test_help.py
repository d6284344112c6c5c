"""Help: what each role can do, what people type first, mistyped commands, and "answer or command?"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from conversations.help import help_
from conversations.help.calls import CALLS
from conversations.help.cards import AFTER
from conversations.help.facts import HelpFacts, commands_of
from conversations.help.first_words import TOPICS
from conversations.rules.roster import Person
from conversations.rules.weeks import Week
from conversations.toolkit.cards import buttons_of
from conversations.toolkit.commands import menu, roles_of
from conversations.toolkit.effects import Show, Start
from conversations.toolkit.reader import Blocker
from conversations.toolkit.vocabulary import Vocabulary

ADA = Person("ada", "Ada Wu", "ada@example.org", "rd")
BOB = Person("bob", "Bob Lin", "bob@example.org", "rd", is_manager=True)
EVE = Person("eve", "Eve Hao", "eve@example.org", "hr", roles=frozenset({"hr"}))
WEEK = Week(2026, 48)
WAITS = Blocker(
    "b1",
    "bob",
    "No quote",
    str(WEEK),
    datetime(2026, 11, 23, 9, tzinfo=UTC),
    "person",
    "ada",
    "helper",
    None,
    False,
    "open",
)
HANDLED = {
    "stuck",
    "mistreated",
    "exhausted",
    "worn_out",
    "who_reads",
    "what_can_you_do",
    "manager_wrong",
    "talk",
    "one-on-one",
    *TOPICS,
    *AFTER,
}


def known_to(person: Person, vocabulary: Vocabulary, manager: Person | None = BOB) -> HelpFacts:
    calls = help_._calls
    roles = roles_of(person)
    keys = {name: str(WEEK) if name in ("checkin", "team", "stuck") else "" for name in calls}
    allowed = {name: key for name, key in keys.items() if roles.intersection(calls[name].roles)}
    shown = menu(commands_of(calls), roles)
    return HelpFacts(person, manager, (EVE,), roles, shown, allowed, WEEK, "", 0, (), vocabulary)


@pytest.fixture
def ada(play: Callable[..., Any], vocabulary: Vocabulary) -> Any:
    return play(help_, known_to(ADA, vocabulary), "ada")


def labels(player: Any) -> list[str]:
    return [player.text(button.label) for button in buttons_of(player.card)]


def test_everybody_sees_what_they_can_do(ada: Any) -> None:
    ada.calls("help")
    rows = ["Check in", "Goals", "Settings", "One-on-ones", "Prepare a talk"]
    rest = ["Pause", "I’m away", "Language", "Who reads what", "Sign in to the web page"]
    assert [each for each in labels(ada) if each in (*rows, *rest)] == [*rows, *rest], "whatever else there is"
    ada.language = "zh-CN"
    assert "也可以发\uff1a周签到" in ada.sees


def test_managers_and_hr_see_more(ada: Any, vocabulary: Vocabulary) -> None:
    ada.facts = known_to(replace(BOB, roles=frozenset({"hr"})), vocabulary)
    ada.calls("help")
    assert "My team" in labels(ada)
    assert labels(ada).count("One-on-ones") == 1
    assert "Departments" in labels(ada)
    assert "For managers" in ada.sees


def test_a_button_begins_what_it_names(ada: Any) -> None:
    ada.calls("help").clicks("Check in")
    assert ada.effects == [Start("weekly_checkin", "ada", "2026-W48", {})]
    ada.calls("help").clicks("Pause")
    assert ada.effects == [Start("settings", "ada", "", {"topic": "pause"})]
    ada.calls("help").clicks("Who reads what")
    assert "You and Bob Lin" in ada.sees


def test_nobody_calls_what_is_not_theirs(ada: Any, vocabulary: Vocabulary) -> None:
    ada.facts = known_to(BOB, vocabulary)
    ada.calls("help")
    ada.facts = known_to(ADA, vocabulary)
    ada.clicks("My team")
    assert ada.effects == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "Hello Ada. I’m Rapport"),
        ("你好", "open until Sun 29 Nov"),
        ("am I late?", "No, you can’t be late"),
        ("还能填吗", "No, you can’t be late"),
        ("和奖金有关吗?", "never rated or ranked, it has nothing to do with pay"),
        ("will this affect my salary?", "never rated or ranked"),
        ("谁能看到我写的?", "You and Bob Lin"),
        ("who can see my answers", "You alone, always"),
        ("没空", "Would another time suit you better?"),
        ("thanks!", "You’re welcome."),
        ("找HR", "You can write to HR directly: Eve Hao"),
        ("what can you do?", "What you can do here"),
        ("我不想活了", "call your local emergency number"),
    ],
)
def test_what_people_type_first(ada: Any, text: str, said: str) -> None:
    ada.starts(text=text)
    assert said in ada.sees


@pytest.mark.parametrize(
    ("text", "topic", "meant"),
    [
        ("下周休假", "away", "下周休假"),
        ("I'll be on leave until Friday", "away", "I'll be on leave until Friday"),
        ("我要请假", "away", "我要请假"),
        ("暂停两周", "pause", "暂停两周"),
        ("别再发了", "stop", "别再发了"),
        ("stop messaging me", "stop", "stop messaging me"),
        ("speak English", "language", "en"),
        ("说中文", "language", "zh-CN"),
    ],
)
def test_what_the_settings_take_over(ada: Any, text: str, topic: str, meant: str) -> None:
    ada.starts(text=text)
    assert ada.effects == [Start("settings", "ada", arguments={"topic": topic, "text": meant})]


def test_somebody_stuck_is_offered_to_note_it_in_their_words(ada: Any) -> None:
    ada.starts(text="我卡住了,接口权限一直没批")
    assert "Bob Lin would read it" in ada.sees
    assert "接口" not in ada.text(ada.card.neutral)
    ada.clicks("Yes, note it")
    [start] = ada.of(Start)
    assert start == Start("weekly_checkin", "ada", "2026-W48", {"stuck": "我卡住了,接口权限一直没批"})
    ada.starts(text="I'm stuck on the API keys").clicks("No")
    assert ada.of(Start) == []
    assert "I haven’t noted anything" in ada.sees


def test_stuck_alone_asks_on_what(ada: Any) -> None:
    ada.starts(text="我卡住了")
    assert ada.effects == [Start("weekly_checkin", "ada", "2026-W48", {"stuck": "?"})]


def test_not_my_manager_goes_to_the_welcome(ada: Any) -> None:
    ada.starts(text="我换主管了")
    assert ada.effects == [Start("welcome", "ada", "", {"topic": "manager"})]


@pytest.mark.parametrize(
    ("text", "label"),
    [("chekin", "Check in"), ("setings", "Settings"), ("设制", "Settings"), ("周签道", "Check in"), ("/hlep", "Help")],
)
def test_a_mistyped_command_offers_the_nearest(ada: Any, text: str, label: str) -> None:
    ada.starts(text=text)
    assert labels(ada)[0] == label
    assert len(labels(ada)) <= 3


def test_commands_of_others_are_not_offered(ada: Any) -> None:
    ada.starts(text="departmnts")
    assert "Departments" not in labels(ada)


@pytest.mark.parametrize("text", ["the test bench is broken again", "the payload is ready", "", "…", "x" * 5000])
def test_other_words_are_taken_for_nothing(ada: Any, text: str) -> None:
    ada.starts(text=text)
    assert ada.card.name == "help.unknown"
    ada.clicks("I’m stuck on this")
    assert ada.of(Start)[0].arguments == {"stuck": text or "?", "whom": "ask"}


def test_hello_says_what_is_open(ada: Any) -> None:
    ada.facts = replace(ada.facts, checkin="shared", own_blockers=1, waiting=[WAITS, replace(WAITS, id="b2")])
    ada.starts(text="hi there!")
    assert "This week’s check-in is done" in ada.sees
    assert "One thing you’re stuck on is still open." in ada.sees
    assert "2 colleagues are waiting for your help." in ada.sees
    ada.clicks("Show me")
    assert [(one.conversation, one.key) for one in ada.of(Start)] == [("blocker", "b1"), ("blocker", "b2")]


def test_a_command_in_the_middle_of_a_question_is_asked_about(ada: Any) -> None:
    ada.starts(text="暂停", command="pause", conversation="weekly_checkin", key="2026-W48", asks="plans")
    assert ada.of(Show)[0].fresh
    assert ada.state.answers["text"] == "暂停"
    assert ada.state.answers["asks"] == "plans"
    ada.clicks("Open “Pause”")
    assert ada.of(Start) == [Start("settings", "ada", "", {"topic": "pause"})]
    assert "The question above is still open" in ada.sees


def test_a_command_may_be_the_answer(ada: Any) -> None:
    ada.starts(text="help", command="help", conversation="weekly_checkin", key="2026-W48", asks="plans")
    ada.clicks("It’s my answer")
    assert ada.of(Start) == []
    assert "Got it, that’s your answer" in ada.sees


def test_without_a_manager_hr_reads_a_blocker(ada: Any, vocabulary: Vocabulary) -> None:
    ada.facts = known_to(ADA, vocabulary, manager=None)
    ada.starts(text="I'm stuck on the API keys")
    assert "HR would read it" in ada.sees


def test_every_intent_of_the_catalogue_is_answered(ada: Any, vocabulary: Vocabulary) -> None:
    talk = {word: kind for word, kind in vocabulary.groups["small_talk"].items() if kind != "small"}
    assert {*vocabulary.first_words.values(), *talk.values()} == HANDLED
    for word in (*vocabulary.first_words, *talk):
        ada.starts(text=word)
        assert ada.effects, word
        assert ada.card is None or ada.card.name != "help.unknown", word


def test_every_command_can_be_called_by_help(vocabulary: Vocabulary) -> None:
    of_conversations = {c.name for call in CALLS.values() for c in call.conversation.commands}
    assert of_conversations - {"help", "privacy"} <= set(CALLS)
    assert of_conversations | {"help", "privacy", "rapport"} == {
        name.partition(" ")[0] for name in vocabulary.command_words.values()
    }


@pytest.mark.parametrize(
    ("said", "language", "answered"),
    [
        ("delete my data", "en", "Ask HR: Eve Hao"),
        ("删除我的数据", "zh-CN", "请找HR：Eve Hao"),
        ("can I talk to a human?", "en", "Eve Hao"),
        ("我想找人聊", "zh-CN", "Eve Hao"),
        ("I quit", "en", "haven’t noted this"),
        ("我要离职", "zh-CN", "没有记"),
        ("\U0001f44d", "en", "“help” shows"),
        ("ok", "en", "“help” shows"),
        ("好的", "zh-CN", "发“帮助”"),
    ],
)
def test_what_newcomers_say_gets_an_answer_of_its_own(ada: Any, said: str, language: Any, answered: str) -> None:
    ada.language = language
    ada.starts(text=said)
    assert answered in ada.sees


@pytest.mark.parametrize("said", ["I quit", "honestly, I want to quit", "delete my data", "can I talk to a human"])
def test_what_is_no_answer_is_not_taken_for_one(monday: Any, alice: Any, said: str) -> None:
    alice.says("Visit the fair").says(said)
    assert alice.listening == "stuck"
    assert said not in alice.last
    alice.says("no").sees("Is this right?")
    assert said not in alice.last


@pytest.mark.parametrize("said", ["我要离职", "太累了，想离职", "删除我的数据", "我想找人聊"])
def test_what_is_no_answer_is_not_taken_for_one_in_chinese(monday: Any, li: Any, said: str) -> None:
    li.says("写总结").says(said)
    assert li.listening == "stuck"
    li.says("没有").sees("这样对吗？")
    assert said not in li.last


def test_before_hr_opens_a_department_no_check_in_is_spoken_of(
    play: Callable[..., Any], vocabulary: Vocabulary
) -> None:
    facts = replace(known_to(EVE, vocabulary), is_asked=False)
    eve = play(help_, facts, "eve").calls("help", "hello")
    assert "HR hasn’t opened your department yet" in eve.sees
    assert "is open until" not in eve.sees
