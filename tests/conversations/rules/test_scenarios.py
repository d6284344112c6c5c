"""The scripts that ship, what a company changes in them, and the rubric that grades them."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from conversations.rules.scenario_files import SHIPPED, load_scenarios, rubric_words, scenario_faults
from conversations.rules.scenario_rubric import ALWAYS, flaws, shared, texts
from conversations.rules.scenarios import GROUPS, Scenario
from conversations.toolkit.content_files import ContentFault

RED = {"pip-kickoff", "pip-close", "role-change"}
ABOARD = {"reluctant-head": "hr_head", "boss-with-heads": "boss_heads", "kick-off": "head_team"}


@pytest.fixture(scope="module")
def scenarios():
    return load_scenarios()


@pytest.fixture(scope="module")
def stay(scenarios):
    return scenarios["stay"].model_dump(by_alias=True)


def folder(at: Path, **files: str) -> Path:
    at.mkdir(exist_ok=True)
    for name, text in files.items():
        (at / f"{name}.yaml").write_text(text, "utf-8")
    return at


def test_every_script_that_ships_passes_the_rubric():
    assert [str(fault) for fault in scenario_faults()] == []


def test_there_are_25_and_each_group_has_some(scenarios):
    assert len(scenarios) == 25
    assert {each.group for each in scenarios.values()} == set(GROUPS)


def test_red_scenarios_need_hr(scenarios):
    assert {each.id for each in scenarios.values() if each.needs_hr} == RED


def test_who_holds_which(scenarios):
    others = {each.id: each.between for each in scenarios.values() if each.between != "manager_report"}
    assert others == ABOARD | {"exit": "hr_person"}
    assert not any(scenarios[id_].evidence for id_ in others), "the record is only for a talk with one's own report"


def test_no_two_scripts_are_found_by_the_same_word(scenarios):
    words = list(
        chain.from_iterable({*each.also.en, *each.also.zh, each.title.en, each.title.zh} for each in scenarios.values())
    )
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


Spoil = Callable[[dict[str, Any]], object]

SPOILED: list[tuple[int, str, Spoil]] = [
    (1, "digits", lambda s: s["purpose"].update(en="In 3 ways.")),
    (1, "placeholders", lambda s: s["opening"]["warm"][0].update(en="{name}, hello.", **{"zh-CN": "你好。"})),
    (1, "what is filled in", lambda s: s["purpose"].update(en="On [the day].")),
    (2, "minutes", lambda s: s.update(minutes=s["minutes"] + 5)),
    (2, "who speaks", lambda s: [step.update(employee=0) for step in s["agenda"]]),
    (3, "a step of the model", lambda s: [step.update(takes=()) for step in s["agenda"]]),
    (4, "two questions", lambda s: s["questions"][0].update(en="What is it? Why?")),
    (4, "a closed one", lambda s: s["questions"][0].update(en="Do you like it here?")),
    (5, "evidence", lambda s: s.update(between="head_team", evidence=("goals",))),
    (6, "a pronoun", lambda s: s["purpose"].update(en="Hear what keeps her.")),
    (8, "a reaction", lambda s: s["reactions"][0].update(kind="overload")),
    (9, "a promise", lambda s: s["purpose"].update(**{"zh-CN": "保证留下来。"})),
    (9, "said aloud", lambda s: s["opening"]["warm"][0].update(en="You always leave early.")),
    (10, "cautions", lambda s: s.update(risk="red", legal=s["legal"] | {"stop": s["legal"]["stop"][:1]})),
    (11, "a way to acknowledge", lambda s: s["close"].update(acknowledge=_SAID)),
    (12, "the manager's part", lambda s: [deal.update(who="employee") for deal in s["close"]["agreements"]]),
    (12, "a nudge", lambda s: [nudge.update(days=5) for nudge in s["follow_up"]]),
    (13, "breath", lambda s: s["opening"]["warm"][0].update(en=" ".join(["word"] * 21))),
]
_SAID = ({"en": "Tap received.", "zh-CN": "点收到。"}, {"en": "Tap agree.", "zh-CN": "点同意。"})


@pytest.mark.parametrize(("item", "spoil"), [(item, spoil) for item, _, spoil in SPOILED], ids=[s[1] for s in SPOILED])
def test_the_rubric_finds_what_is_spoiled(item, spoil, stay):
    spoiled = _copy(stay)
    spoil(spoiled)
    found = flaws(Scenario.model_validate(spoiled), rubric_words())
    assert item in {flaw.item for flaw in found}, found


def test_a_script_written_off_a_sibling_is_found(scenarios):
    twin = scenarios["stay"].model_copy(update={"id": "twin"})
    found = list(shared([scenarios["stay"], scenarios["pay"], twin]))
    assert {(fault.item, str(fault).partition(":")[0]) for fault in found} == {(14, "stay"), (14, "twin")}


def test_what_not_to_say_may_say_it(scenarios):
    meant = {text.where for text in texts(scenarios["pay"]) if not text.meant}
    assert meant
    assert all(".wording." in where and where.endswith((".avoid", ".why")) for where in meant)


def test_the_reactions_that_no_talk_is_without(scenarios):
    for each in scenarios.values():
        assert set(ALWAYS) <= {reacting.kind for reacting in each.reactions}, each.id


def test_a_company_changes_a_field_and_adds_a_scenario(tmp_path):
    own = folder(tmp_path, stay="title: {en: Why stay, zh-CN: 为什么留下}\n")
    ours = (SHIPPED / "stay.yaml").read_text("utf-8").replace("\nid: stay", "\nid: our-own").removeprefix("id: stay\n")
    folder(tmp_path, **{"our-own": ours})
    found = load_scenarios(own)
    assert found["stay"].title.en == "Why stay"
    assert found["stay"].minutes == load_scenarios()["stay"].minutes
    assert list(found)[-1] == "our-own"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a list\n", "no mapping"),
        ("id: other\n", "name the file by its id"),
        ("minutes: soon\n", "minutes"),
        ("unknown: 1\n", "unknown"),
        ("title: {en: A\n", "mend the YAML"),
    ],
)
def test_a_fault_names_its_file_and_how_to_mend_it(text, says, tmp_path):
    with pytest.raises(ContentFault, match=says) as fault:
        load_scenarios(folder(tmp_path, stay=text))
    assert "stay.yaml" in str(fault.value)


def _copy(value: Any) -> Any:
    match value:
        case dict():
            return {key: _copy(each) for key, each in value.items()}
        case tuple():
            return tuple(map(_copy, value))
        case _:
            return value
