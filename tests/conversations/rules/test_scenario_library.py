"""The scripts as they are used: read late and once, called by name, found by words."""

from pathlib import Path

import pytest

from bot.compiled import read_compiled
from conversations.rules.scenario_files import SHIPPED, load_scenarios, scripts_of
from conversations.rules.scenario_library import NO_SCRIPTS, Scripts
from conversations.toolkit.content_files import ContentFault

CALLED = {
    "low-performer": "low-performer",
    "Low Performer": "low-performer",
    "低绩效首次面谈": "low-performer",
    "绩效不好": "low-performer",
    "missed targets": "low-performer",
    "PIP close": "pip-close",
    "年终绩效面谈": "year-end",
    "1:1": "monthly-one-on-one",
}
TYPED = {
    "djx": "low-performer",
    "lwo performer": "low-performer",
    "newcomr": "newcomer",
    "试用期": "newcomer",
    "salary": "pay",
    "工资": "pay",
    "离职": "exit",
    "怎么谈绩效不好": "low-performer",
    "low-performer @jonas 周五": "low-performer",
}


@pytest.fixture(scope="module")
def scripts():
    return scripts_of(read_ours=read_compiled)


def test_nothing_is_read_before_somebody_asks_and_then_once():
    asked = []
    scripts = Scripts(lambda: asked.append(1) or load_scenarios(read_ours=read_compiled))
    assert asked == []
    assert scripts.get("stay")
    assert scripts.called("stay")
    assert len(scripts.all()) == 25
    assert asked == [1]


@pytest.mark.parametrize(("text", "id_"), CALLED.items())
def test_a_script_is_called_by_any_of_its_names(text, id_, scripts):
    assert scripts.called(text).id == id_


@pytest.mark.parametrize(("text", "id_"), TYPED.items())
def test_a_script_is_found_by_words_initials_and_with_slips(text, id_, scripts):
    assert scripts.search(text, "zh-CN", lambda each: True)[0].id == id_


def test_what_may_not_be_held_is_not_found(scripts):
    assert [each.id for each in scripts.search("pip", "en", lambda each: each.risk != "red")] == []


def test_what_a_company_wrote_is_checked_at_once_and_read_with_ours(tmp_path):
    written = tmp_path / "stay.yaml"
    written.write_text("title: {en: Why stay, zh-CN: 为什么留下}\n", "utf-8")
    assert scripts_of(tmp_path, read_ours=read_compiled).called("Why stay").id == "stay"
    written.write_text("minutes: soon\n", "utf-8")
    with pytest.raises(ContentFault, match=r"stay\.yaml"):
        scripts_of(tmp_path)


def test_ours_are_not_read_to_check_a_companys(tmp_path):
    read: list[Path] = []
    written = tmp_path / "stay.yaml"
    written.write_text("minutes: 45\nagenda: []\n", "utf-8")
    with pytest.raises(ContentFault):
        scripts_of(tmp_path, read_ours=lambda file: read.append(file) or read_compiled(file))
    assert read == [SHIPPED / "stay.yaml"]


def test_where_there_are_none_none_is_found():
    assert NO_SCRIPTS.all() == ()
    assert NO_SCRIPTS.called("stay") is None
    assert NO_SCRIPTS.search("stay", "en", lambda each: True) == []
