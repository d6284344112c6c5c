"""Situations and causes: those that ship pass the rubric for words, and a company may change and add."""

from collections import Counter
from pathlib import Path

import pytest

from bot.compiled import read_compiled
from conversations.rules.causes import CAUSES
from conversations.rules.phrase_files import causes_of, load_causes, load_phrases, phrase_faults, situations_of
from conversations.rules.situations import KINDS
from conversations.toolkit.content_files import ContentFault


def folder(at: Path, **files: str) -> Path:
    at.mkdir(exist_ok=True)
    for name, text in files.items():
        (at / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return at


def test_all_that_ships_passes():
    assert [str(fault) for fault in phrase_faults()] == []


def test_each_kind_has_several_and_each_situation_three_pairs():
    situations = load_phrases()
    kinds = Counter(each.kind for each in situations.values())
    assert len(situations) == 25
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 3
    assert all(len(each.pairs) >= 3 for each in situations.values())


def test_no_two_situations_are_found_by_the_same_word():
    words = Counter(
        word
        for each in load_phrases().values()
        for word in {*each.also.en, *each.also.zh, each.title.en, each.title.zh}
    )
    assert [word for word, times in words.items() if times > 1] == []


def test_no_sentence_to_say_stands_twice():
    pairs = [pair for each in (*load_phrases().values(), *load_causes().values()) for pair in
             (each.pairs if hasattr(each, "pairs") else each.wording)]  # fmt: skip
    for said in ([pair.say.en for pair in pairs], [pair.say.zh for pair in pairs]):
        assert len(set(said)) == len(said)


def test_there_is_each_of_the_four_causes():
    assert sorted(load_causes()) == sorted(CAUSES)


def test_what_is_kept_compiled_is_the_same():
    assert load_phrases(read_ours=read_compiled) == load_phrases()
    assert load_causes(read_ours=read_compiled) == load_causes()


def test_a_company_changes_a_field_and_adds_a_situation(tmp_path):
    ours = load_phrases()["praise"]
    added = ours.model_copy(update={"id": "own"}).model_dump_json(by_alias=True)
    own = folder(tmp_path / "own", praise="title: {en: Well done, zh-CN: 夸一夸}", own=added)
    found = situations_of(own)
    assert found.get("praise").title.en == "Well done"
    assert found.get("praise").pairs == ours.pairs
    assert found.get("own") is not None


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"praise": "kind: party"}, "praise.yaml: kind"),
        ({"praise": "scripts: [no-such]"}, "praise: scripts: no script no-such"),
        ({"late_work": "remember: {en: I promise it works, zh-CN: 没事}"}, "late-work.remember: says “i promise”"),
        ({"late_work": "remember: {en: Ask him, zh-CN: 问一句}"}, "knows somebody's gender: “him”"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, files, fault):
    [found] = phrase_faults(folder(tmp_path / "own", **files))
    assert fault in str(found)


def test_a_fifth_cause_is_refused(tmp_path):
    own = folder(tmp_path / "causes", luck="title: {en: Luck, zh-CN: 运气}")
    with pytest.raises(ContentFault, match=r"luck\.yaml: id"):
        causes_of(own)
