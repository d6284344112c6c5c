"""The check of words against labelled sentences: it finds what a coach would ask about, and leaves facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from ruamel.yaml import YAML

from conversations.rules.wording import MOST, check
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import LANGUAGES, Language

FOLDER = Path(__file__).parent / "labelled"
NAMES = ("Alice Berger", "李晨")


@dataclass(frozen=True)
class Labelled:
    """One sentence of the set; every second one is held out from tuning."""

    number: int
    text: str
    faults: frozenset[str]
    found: frozenset[str]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture(scope="session")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    return Vocabulary.of(catalogue)


def labelled(language: Language, vocabulary: Vocabulary) -> Iterator[Labelled]:
    told = YAML(typ="safe").load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    for number, each in told.items():
        found = {remark.kind for remark in check(each["says"], vocabulary, NAMES)}
        yield Labelled(number, each["says"], frozenset(each["faults"]), frozenset(found))


def figures(some: list[Labelled]) -> tuple[float, float]:
    """Precision and recall over all kinds."""
    right = sum(len(each.faults & each.found) for each in some)
    found, there = (sum(len(getattr(each, name)) for each in some) for name in ("found", "faults"))
    return right / max(found, 1), right / max(there, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labelled_sentences(vocabulary: Vocabulary, language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    every = list(labelled(language, vocabulary))
    assert len(every) == 40
    halves = {"tuned": [e for e in every if e.number % 2], "held out": [e for e in every if not e.number % 2]}
    with capsys.disabled():
        for name, half in halves.items():
            precision, recall = figures(half)
            print(f"\n{language} {name}: precision {precision:.2f}, recall {recall:.2f}", end="")
    wrong = [(e.number, e.text, sorted(e.faults), sorted(e.found)) for e in halves["tuned"] if e.faults != e.found]
    assert not wrong
    precision, recall = figures(halves["held out"])
    assert precision >= 0.85, [(e.text, e.found) for e in halves["held out"] if e.found - e.faults]
    assert recall >= 0.75, [(e.text, e.faults) for e in halves["held out"] if e.faults - e.found]


PLAIN = (
    "The best date for both of us is Friday.",
    "The first half went as agreed, the second half came late.",
    "We agreed that the ranking of the open tickets changes.",
    "I will get the data from Bob and send it on.",
    "You will have the draft of the promotion criteria.",
    "The soft launch moves to January.",
    "You said that the cold storage audit took all your time.",
    "She and I look at the backlog together.",
    "The last of the three reports is still open.",
    "More support than planned is needed.",
    "You never got the access that you had asked for in May.",
    "We keep the monthly review and drop the daily one.",
    "You will have a mentor from the data team.",
    "客户总是先联系销售，这一点要改。",
    "我会让数据组给出口径。",
    "下次把材料先发给李晨。",
    "产品排名页面的数据由李晨更新。",
    "进度比计划慢两周。",
    "你说数据晚到，导致报告推迟。",
    "我把比稿的时间和大家对一下。",
    "李晨将给财务一份奖金测算的说明。",
    "会议纪要每次都由我来写。",
    "We need to improve the handover between the teams.",
    "You need to have the access before the audit.",
    "Page performance is poor.",
    "Most of the team agreed with the plan.",
    "I was careless with your request and I am sorry.",
    "You have a good plan for the fair.",
    "We have no high-level design yet.",
    "The new tool is good, the old one is slow.",
    "You were not told early enough.",
    "There is not quite enough data.",
    "You should have more time for the audit.",
    "We agreed that Alice leads the weekly review.",
    "Both of us see the handover as the main problem.",
    "比较专业的供应商更贵。",
    "我们需要加强和上游的沟通。",
    "我回复你不够及时，也不够主动。",
    "系统状态不好，先修再上线。",
    "人手不够，下个月再看。",
    "下次会给你看名单。",
    "年底会给团队发新设备。",
    "组里最后一个任务归你。",
    "我今年让你带新人。",
    "李晨的方案好，下周就用。",
    "你提到孩子放假，想把早会改到十点，已经改了。",
)


@pytest.mark.parametrize("said", PLAIN)
def test_ordinary_lines_are_left_alone(vocabulary: Vocabulary, said: str) -> None:
    assert check(said, vocabulary, NAMES) == ()


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("It was fine. GREAT JOB!", "GREAT JOB"),
        ("Alice is emotional.", "emotional"),
        ("Alice was never emotional", "emotional"),
        ("An aggressive colleague", "aggressive"),
        ("She’s done better than Bob.", "than Bob"),
        ("他这个人强势。", "强势"),
        ("He’s a bit slow.", "slow"),
        ("She needs to be more assertive.", "needs to be more"),
        ("She is not strategic enough.", "not strategic enough"),
        ("He has a poor work ethic.", "poor work ethic"),
        ("You lack confidence.", "lack confidence"),
        ("Alice has been fantastic this half-year.", "fantastic"),
        ("She is the strongest engineer we have.", "strongest engineer we have"),
        ("You did better than most of us.", "better than most"),
        ("能力强，潜力大。", "能力强"),
        ("工作积极性不高。", "积极性不高"),
        ("需要更主动一点。", "需要更主动"),
        ("不够细心。", "不够细心"),
        ("缺少大局观。", "缺少大局观"),
        ("你是我们组最好的工程师。", "我们组最好"),
        ("下半年让你当组长。", "下半年让你当组长"),
    ],
)
def test_the_word_is_told_as_it_was_written(vocabulary: Vocabulary, said: str, word: str) -> None:
    assert word in [remark.word for remark in check(said, vocabulary, NAMES)]


def test_what_stands_beside_a_day_or_an_effect_is_no_empty_praise(vocabulary: Vocabulary) -> None:
    assert not check("Well done. On 3 November all 40 customers moved.", vocabulary)
    assert check("Well done. We talked about the plan. On 3 November all customers moved.", vocabulary)


def test_four_questions_are_enough_and_each_word_is_asked_about_once(vocabulary: Vocabulary) -> None:
    assert len(check("Lazy. Careless. Sloppy. Arrogant. Stubborn. Bossy.", vocabulary)) == MOST
    assert len(check("Great job. Great job. Great job.", vocabulary)) == 1


def test_reading_is_linear(vocabulary: Vocabulary) -> None:
    def takes(text: str) -> float:
        begin = perf_counter()
        check(text, vocabulary, NAMES)
        return perf_counter() - begin

    for part in ("you will get a ", "best of the team ", "她会给你加薪", "better than others ", "“ ", "is emotional "):
        assert takes(part * 200) < 1.0, part
