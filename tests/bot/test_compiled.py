"""Shipped YAML kept as JSON: the same as it was written, never an older one, and nothing where nothing may be kept."""

import sys

import pytest

from bot.compiled import load_catalogue, read_compiled, read_compiled_folder
from conversations.rules.indicator_files import load_library
from conversations.rules.scenario_files import load_scenarios
from conversations.toolkit.catalogue import CONTENT, Catalogue
from conversations.toolkit.content_files import ContentFault, read_folder, read_yaml


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    written = tmp_path / "a.yaml"
    written.write_text("of: [1, {two: [二]}]\n", "utf-8")
    return written


def kept(file):
    return list(file.parent.glob("__pycache__/*"))


def test_what_is_kept_is_what_is_written(file):
    assert read_compiled(file) == read_compiled(file) == read_yaml(file) == {"of": (1, {"two": ("二",)})}
    assert len(kept(file)) == 1


def test_it_is_really_read_from_there(file):
    read_compiled(file)
    [there] = kept(file)
    there.write_text(there.read_text("utf-8").replace("二", "三"), "utf-8")
    assert read_compiled(file) == {"of": (1, {"two": ("三",)})}


def test_a_changed_file_and_a_spoiled_one_are_read_anew(file):
    read_compiled(file)
    file.write_text("of: 2\n", "utf-8")
    assert read_compiled(file) == {"of": 2}
    kept(file)[0].write_text("{", "utf-8")
    assert read_compiled(file) == {"of": 2}


def test_where_nothing_can_be_kept_it_is_read_each_time(file, monkeypatch):
    (file.parent / "__pycache__").write_text("a file where the folder would be", "utf-8")
    assert read_compiled(file) == read_compiled(file)
    (file.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read_compiled(file)
    assert kept(file) == []


def test_a_fault_is_told_as_ever(file):
    file.write_text("of: [1\n", "utf-8")
    with pytest.raises(ContentFault, match=r"a\.yaml"):
        read_compiled(file)


def test_every_script_is_the_same_either_way():
    assert load_scenarios(read_ours=read_compiled) == load_scenarios()


def test_so_is_every_indicator():
    assert load_library(read_ours=read_compiled).records == load_library().records


def test_so_is_every_sentence():
    assert load_catalogue().leaves == Catalogue.load().leaves
    assert read_compiled_folder(CONTENT / "zh-CN") == read_folder(CONTENT / "zh-CN")


def test_a_folder_with_a_file_more_less_or_changed_is_read_anew(file):
    folder = file.parent
    file.write_text("a: one\nb: [x]\n", "utf-8")
    assert read_compiled_folder(folder) == read_compiled_folder(folder) == read_folder(folder)
    (folder / "more.yaml").write_text("c: {one: a thing, other: things}\n", "utf-8")
    assert read_compiled_folder(folder).keys() == {"a.a", "a.b", "more.c"}
    file.rename(folder / "z.yaml")
    assert read_compiled_folder(folder).keys() == {"z.a", "z.b", "more.c"}
    (folder / "more.yaml").write_text("c: another\n", "utf-8")
    assert read_compiled_folder(folder) == read_folder(folder)
