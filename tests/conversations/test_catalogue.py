"""The catalogues: whole, equal in both languages, used, and worded as the house words things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from conversations import CONVERSATIONS
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.content_files import ContentFault, Sentence, WordList
from conversations.toolkit.formatting import MAX_PHRASE, placeholders
from conversations.toolkit.steps import Fill, Script
from conversations.toolkit.words import LANGUAGES, Bilingual, Day, Instant, Joined, Language, Phrase, Verbatim

# Names that are the same everywhere, and patterns: no sentences.
NAMES = (
    "*.languages.*",
    "people_import.columns.*",
    "goal_import.columns.*",
    "people_import.platforms.*",
    "settings.language.*",
    "settings.channel.slack",
    "settings.channel.teams",
    "words.formats.*",
)
ROOMS = ("bot", "handlers", "conversations", "storage")

# Ids that are put together while the bot runs, where no `say(f"...")` shows it: pattern -> who makes them.
MADE_WHILE_RUNNING: Mapping[str, str] = {
    "words.typed.*": "Vocabulary.of gathers them",
    "commands.words.*": "Vocabulary.of gathers them",
    "commands.first_words.*": "Vocabulary.of gathers them",
    "cli.preparing": "the Makefile says it, before there is a bot",
    "cli.installing": "the Makefile says it likewise",
    "people_import.words.*": "rules/roster_file/words.py gathers them",
    "goal_import.words.*": "rules/goal_file/reading.py gathers them",
}

SPEAKS_FROM = {
    "conversations.rules.roster_file.faults": "people_import",
    "conversations.rules.goal_check.warning": "goal_check",
    "conversations.rules.goal_file.faults": "goal_import",
}
"""Modules whose `say` speaks from a catalogue that is not called like their folder."""

HAN = "\u3400-\u9fff"
SAID_OF_QUESTIONS = (
    "label",
    "ask",
    "ask_more",
    "ask_older",
    "hint",
    "keep",
    "told",
    "options.*",
    "kept",
    "at_once",
    "others_at_once",
    "all_told",
)
FORBIDDEN = re.compile("保证|一定给你|承诺|i promise|guarantee", re.IGNORECASE)
GENDERED = re.compile(r"[他她]|\b(?:he|she|his|her|hers|him|himself|herself)\b", re.IGNORECASE)
HALF_WIDTH = re.compile(rf"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\.(?!\w)")
FULL_WIDTH = "\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\uff08\uff09"
STRAY_SPACE = re.compile(rf"[{HAN}] +[{HAN}]|\s[{FULL_WIDTH}]|[{FULL_WIDTH}]\s")
LATIN_WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
AS_IT_IS = re.compile("`[^`]+`")
"""What is typed or looked for to the letter, in a terminal or on somebody else's English page."""

ASCII_QUOTES = re.compile("[\"']")


def sentences(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    for id_, leaf in catalogue.leaves[language].items():
        if isinstance(leaf, Sentence):
            yield from ((id_, text) for text in (leaf.one, leaf.other) if text)


def said(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    """The sentences without date patterns and without names that are the same in every language."""
    for id_, text in sentences(catalogue, language):
        if not any(fnmatchcase(id_, pattern) for pattern in NAMES):
            yield id_, text


def words_used(paths: list[Path]) -> tuple[set[str], set[str]]:
    """The ids that Python says, whole and as patterns, and every other string that could be one."""
    whole: set[str] = set()
    patterns: set[str] = set()
    for path in paths:
        tree = ast.parse(path.read_text("utf-8"))
        stems = _stems(tree) or {path.stem}
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name("Phrase"), args=[id_, *_]):
                    _note(id_, ("",), whole, patterns)
                case ast.Call(func=ast.Name("say"), args=[id_, *_]):
                    _note(id_, tuple(f"{stem}." for stem in stems), whole, patterns)
                case ast.Constant(str(text)):
                    whole.update({text, *(f"{stem}.{text}" for stem in stems)})
    return whole, patterns


def _stems(tree: ast.Module) -> set[str]:
    """The catalogue that `say` speaks from, in this file: its own, or that of the folder it is imported from."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("phrases_of"), args=[ast.Constant(str(stem))]):
                found.add(stem)
            case ast.ImportFrom(module=str(module), names=names) if any(name.name == "say" for name in names):
                found.add(SPEAKS_FROM.get(module) or module.split(".")[1])
    return found


def _note(id_: ast.expr, prefixes: tuple[str, ...], whole: set[str], patterns: set[str]) -> None:
    for node in ast.walk(id_):
        match node:
            case ast.Constant(str(text)):
                whole.update(prefix + text for prefix in prefixes)
    match id_:
        case ast.JoinedStr(parts):
            said_ = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
            # One that begins anywhere would excuse every sentence there is.
            patterns.update(prefix + said_ for prefix in prefixes if not (prefix + said_).startswith("*"))


def said_by_steps() -> Iterator[str]:
    """What the dialogue of a script says by itself: its form, and its questions by their names."""
    scripts = [each for each in CONVERSATIONS if isinstance(each, Script)]
    for name, step in ((script.name, step) for script in scripts for step in script.steps):
        if isinstance(step, Fill):
            yield f"{name}.form.*"
            yield from (f"{name}.{each.name}.{part}" for each in step.questions for part in SAID_OF_QUESTIONS)


def unused(ids: Iterable[str], paths: list[Path]) -> list[str]:
    """The sentences that nothing says."""
    whole, patterns = words_used(paths)
    known = [*patterns, *MADE_WHILE_RUNNING, *said_by_steps(), "words.formats.*"]
    return [id_ for id_ in ids if id_ not in whole and not any(fnmatchcase(id_, pattern) for pattern in known)]


@pytest.fixture(scope="module")
def python(pytestconfig: pytest.Config) -> list[Path]:
    return [path for room in ROOMS for path in sorted((pytestconfig.rootpath / room).rglob("*.py"))]


def test_no_sentence_is_unused(catalogue: Catalogue, python: list[Path]) -> None:
    assert unused([*catalogue.ids(), "blocker.never_said"], python) == ["blocker.never_said"]


def test_no_sentence_is_missing(catalogue: Catalogue, python: list[Path]) -> None:
    ids = set(catalogue.ids())
    missing: list[str] = []
    for path in python:
        tree = ast.parse(path.read_text("utf-8"))
        stems = _stems(tree)
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name("Phrase"), args=[ast.Constant(str(id_)), *_]) if id_ not in ids:
                    missing.append(f"{path.name}:{node.lineno} {id_}")
                case ast.Call(func=ast.Name("say"), args=[ast.Constant(str(id_)), *_]) if len(stems) == 1:
                    missing += [f"{path.name}:{node.lineno} {s}.{id_}" for s in stems if f"{s}.{id_}" not in ids]
    assert missing == []


def test_every_declared_pattern_still_stands_for_something(catalogue: Catalogue) -> None:
    dead = [p for p in MADE_WHILE_RUNNING if not any(fnmatchcase(id_, p) for id_ in catalogue.ids())]
    assert dead == []


def test_chinese_is_written_as_chinese(catalogue: Catalogue) -> None:
    faults = [
        (id_, text)
        for id_, text in said(catalogue, "zh-CN")
        if HALF_WIDTH.search(text) or STRAY_SPACE.search(text) or LATIN_WORDS.search(AS_IT_IS.sub("", text))
    ]
    assert faults == []


def test_chinese_is_not_left_in_english(catalogue: Catalogue) -> None:
    han = re.compile(f"[{HAN}]")
    left = [
        (id_, text)
        for id_, text in said(catalogue, "zh-CN")
        if not han.search(text) and re.search("[a-z]{3}", placeholder_free(text))
    ]
    assert left == []
    assert [(id_, text) for id_, text in said(catalogue, "en") if han.search(text)] == []


def placeholder_free(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_promised_and_nobody_is_gendered(catalogue: Catalogue, language: Language) -> None:
    faults = [(id_, t) for id_, t in sentences(catalogue, language) if FORBIDDEN.search(t) or GENDERED.search(t)]
    # "Other" is written with a sign that stands in many words; only the pronoun itself is meant.
    assert [(i, t) for i, t in faults if not _only_other(t)] == []


def _only_other(text: str) -> bool:
    return not FORBIDDEN.search(text) and not GENDERED.search(text.replace("其他", "").replace("他人", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_lines_carry_names_at_most(catalogue: Catalogue, language: Language) -> None:
    neutral = [(id_, text) for id_, text in sentences(catalogue, language) if "neutral" in id_.split(".")]
    assert neutral
    assert [(id_, text) for id_, text in neutral if placeholders(text) - {"name"}] == []


def test_quotes_and_apostrophes_are_printed_ones(catalogue: Catalogue) -> None:
    """But for the terminal's words, which tell people what to type."""
    for language in LANGUAGES:
        faults = [(id_, text) for id_, text in sentences(catalogue, language) if ASCII_QUOTES.search(text)]
        assert [fault for fault in faults if not fault[0].startswith(("people_import.", "goal_import."))] == []


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (Day(date(2026, 11, 27)), "Fri 27 Nov", "11月27日 周五"),
        (Instant(datetime(2026, 11, 27, 2, tzinfo=UTC)), "Fri 27 Nov, 10:00", "11月27日 周五 10:00"),
        (Joined((Verbatim("A"), Verbatim("B"), Verbatim("C"))), "A, B and C", "A、B和C"),
        (Joined(()), "", ""),
        (Verbatim("<b>{n}</b>"), "<b>{n}</b>", "<b>{n}</b>"),
        (Bilingual("Win rate {n}", "赢单率"), "Win rate {n}", "赢单率"),
        (Phrase("words.errors.too_many", {"most": 3}), "Please keep it to 3 at most.", "最多写3条\uff0c请删掉几条。"),
        (
            Phrase("settings.away.row", {"days": Joined((Day(date(2026, 11, 27)),))}),
            "Away: Fri 27 Nov",
            "不在的日子\uff1a11月27日 周五",
        ),
        (Phrase("settings.pause.weeks", {"n": 1}), "One week", "1周"),
        (Phrase("settings.pause.weeks", {"n": 2}), "2 weeks", "2周"),
    ],
)
def test_texts(catalogue: Catalogue, text: Phrase, english: str, chinese: str) -> None:
    assert catalogue.text(text, "en", "Asia/Shanghai") == english
    assert catalogue.text(text, "zh-CN", "Asia/Shanghai") == chinese


@pytest.mark.parametrize("fact", ["{limit}", "{a.__class__}", "{0}", "%s", "{{", "$x"])
def test_facts_are_never_looked_into(catalogue: Catalogue, fact: str) -> None:
    assert fact in catalogue.text(Phrase("words.errors.too_long", {"limit": fact}), "en")


def test_a_phrase_does_not_grow_without_end(catalogue: Catalogue) -> None:
    grown = catalogue.text(Phrase("words.errors.too_long", {"limit": "x" * 100_000}), "en")
    assert len(grown) == MAX_PHRASE


def test_a_missing_fact_or_sentence_is_said(catalogue: Catalogue) -> None:
    with pytest.raises(ContentFault, match="limit"):
        catalogue.text(Phrase("words.errors.too_long"), "en")
    with pytest.raises(ContentFault, match=r"no\.such"):
        catalogue.text(Phrase("no.such"), "en")
    with pytest.raises(ContentFault, match="list"):
        catalogue.words("words.errors.required")


def test_word_lists_are_of_all_languages_together(catalogue: Catalogue) -> None:
    assert {"friday", "周五"} <= set(catalogue.words("words.typed.weekdays.4"))
    assert all(isinstance(catalogue.leaves["en"][id_], WordList) for id_ in catalogue.ids("words.typed."))


def company(folder: Path, text: str, language: str = "en", name: str = "words.yaml") -> Path:
    (folder / language).mkdir(exist_ok=True)
    (folder / language / name).write_text(text, "utf-8")
    return folder


def test_a_company_overrides_single_sentences(tmp_path: Path) -> None:
    theirs = Catalogue.load(company(tmp_path, "errors:\n  required: Fill this, please.\n"))
    assert theirs.text(Phrase("words.errors.required"), "en") == "Fill this, please."
    assert theirs.text(Phrase("words.errors.required"), "zh-CN") == "这一项还没填。"
    assert theirs.text(Phrase("words.errors.not_a_date"), "en").startswith("I couldn’t read")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("errors:\n  requird: x\n", "overrides nothing"),
        ("errors:\n  required: Fill {this}\n", "no fact this"),
        ("errors:\n  required: [a, b]\n", "must be a Sentence"),
        ("errors:\n  required: a\n  required: b\n", "stands twice"),
        ("errors:\n  required: 5\n", "no text"),
        ("errors:\n  required:\n", "no text"),
        ("errors:\n  too_long: '{limit.__class__}'\n", "brace"),
        ("errors:\n  too_long: '{limit'\n", "brace"),
        ("errors:\n  required: &a x\n  not_a_date: *a\n", "anchors"),
        ("errors: &a\n  required: x\n", "anchors"),
        ("errors: [unclosed\n", ":2"),
        ("", "empty"),
        ("just text\n", "no mapping"),
        ("errors:\n  required: " + "x" * 600_000, "split it"),
    ],
)
def test_faulty_content_stops_the_start_and_says_where(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ContentFault, match=re.escape(told)):
        Catalogue.load(company(tmp_path, text))


def test_content_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    (company(tmp_path, "") / "en" / "words.yaml").write_bytes(b"errors:\n  required: \xff\n")
    with pytest.raises(ContentFault, match="not UTF-8"):
        Catalogue.load(tmp_path)


def test_a_day_of_another_year_says_its_year(catalogue: Catalogue) -> None:
    now = datetime(2026, 12, 31, 20, tzinfo=UTC)
    dated = replace(catalogue, present=lambda: now)
    assert dated.text(Day(date(2026, 11, 27)), "en") == "Fri 27 Nov"
    assert dated.text(Day(date(2027, 1, 8)), "en") == "Fri 8 Jan 2027"
    assert dated.text(Day(date(2025, 11, 27)), "zh-CN") == "2025年11月27日 周四"
    assert dated.text(Day(date(2027, 1, 8)), "zh-CN", "Asia/Shanghai") == "1月8日 周五"
    assert dated.text(Instant(now), "en", "Europe/Berlin") == "Thu 31 Dec, 21:00"
    assert dated.text(Instant(datetime(2025, 1, 2, 9, tzinfo=UTC)), "en") == "Thu 2 Jan 2025, 09:00"
