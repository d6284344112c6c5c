"""The indicator library: the 96 that ship, and what a company adds, changes and retires."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from conversations.rules.goals import UNIT_AT_MOST
from conversations.rules.indicator_files import SHIPPED, indicator_faults, load_library
from conversations.rules.indicator_library import Library, may_adopt
from conversations.rules.indicators import FUNCTIONS, Both, Indicator
from conversations.rules.roster import Department, Person
from conversations.toolkit.content_files import MAX_FILE, ContentFault
from conversations.toolkit.words import Language

TODAY = date(2026, 11, 20)
RECORD = """
  - id: {id}
    name: {{en: Win rate, zh-CN: 赢单率}}
    definition: {{en: What was won., zh-CN: 赢了多少。}}
    formula: {{en: won / closed, zh-CN: 赢单 ÷ 结案}}
    unit: percent
    direction: up
    frequency: month
    level: [team]
    roles: {{en: [seller], zh-CN: [销售]}}
    source: {{en: CRM, zh-CN: 客户系统}}
    baseline: {{en: Last year., zh-CN: 去年。}}
    target: {{en: One step., zh-CN: 一步。}}
    gaming: {{en: Not logging., zh-CN: 不登记。}}
    counter: {{name: {{en: Logging, zh-CN: 登记率}}}}
    sample: {{least: 20, of: {{en: deals, zh-CN: 个商机}}}}
    lag_days: 0
    control: {{en: Most of it., zh-CN: 大部分。}}
    also: {{en: [hit rate], zh-CN: [成单率]}}
    version: 1
    owner: {{en: sales operations, zh-CN: 销售运营}}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def folder(at: Path, **files: str) -> Path:
    """A folder with these files; a text that is no file yet becomes a list of indicators."""
    at.mkdir(exist_ok=True)
    for name, text in files.items():
        whole = text if text.startswith(("indicators", "functions", "units", "#")) else f"indicators:\n{text}"
        (at / f"{name}.yaml").write_text(whole, "utf-8")
    return at


def record(id_: str, **changed: str) -> str:
    text = RECORD.format(id=id_)
    for key, value in changed.items():
        text = re.sub(rf"^    {key}:.*$", f"    {key}: {value}", text, flags=re.MULTILINE)
    return text


# --- what ships -----------------------------------------------------------------------------------------------


def test_eight_for_each_of_twelve_functions(library: Library) -> None:
    assert Counter(each.function for each in library.records.values()) == dict.fromkeys(FUNCTIONS, 8)
    assert library.functions(TODAY) == list(FUNCTIONS)
    assert indicator_faults() == []


def test_each_file_holds_its_function_and_ids_keep_their_file() -> None:
    for path in SHIPPED.glob("*.yaml"):
        ids = re.findall(r"^  - id: (\S+)", path.read_text("utf-8"), re.MULTILINE)
        assert {id_.partition(".")[0] for id_ in ids} == {path.stem} & set(FUNCTIONS)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_number_has_its_unit_behind_it(library: Library, language: Language) -> None:
    """Which money it is only a company knows, and a rate is a bare number."""
    bare = [each.id for each in library.records.values() if not library.unit_of(each, language)]
    assert bare == [each.id for each in library.records.values() if each.unit in ("money", "rate")]
    assert max(len(library.unit_of(each, language)) for each in library.records.values()) <= UNIT_AT_MOST


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_no_text_stands_twice(library: Library, language: str) -> None:
    told = ("name", "definition", "formula", "source", "baseline", "target", "gaming", "control", "legal")
    texts = Counter(
        text.in_language(language)
        for each in library.records.values()
        for text in (getattr(each, name) for name in told)
        if text
    )
    assert [text for text, n in texts.items() if n > 1] == []


def test_each_language_is_its_own(library: Library) -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    texts = [value for each in library.records.values() for value in vars(each).values() if isinstance(value, Both)]
    assert len(texts) > 900
    assert [text.en for text in texts if han.search(text.en)] == []
    assert [text.zh for text in texts if not han.search(text.zh)] == []


def test_a_number_for_everybody_is_given_for_statutory_duties_only(library: Library) -> None:
    """Domain.md 4: no universal number as a target; 100 % only where the law asks for it."""
    universal = [
        each.id for each in library.records.values() if re.search(r"\b100 ?%", each.target.en) and not each.statutory
    ]
    assert universal == []
    assert any(each.statutory for each in library.records.values())


# --- what a company makes of it -------------------------------------------------------------------------------


def test_a_company_adds_its_own_with_a_function_of_its_own(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", sales=record("sales.win_rate"))
    named = "functions: {legal: {en: Legal, zh-CN: 法务}}\nindicators:"
    theirs = folder(tmp_path / "theirs", legal=named + record("legal.review_time"))
    library = load_library(theirs, shipped=ours)
    assert library.functions(TODAY) == ["sales", "legal"]
    assert library.own_functions["legal"].zh == "法务"
    assert [each.id for each in library.offered(TODAY, "legal")] == ["legal.review_time"]


def test_a_company_says_which_money_it_is_and_what_one_of_its_own_is_counted_in(tmp_path: Path) -> None:
    units = "units: {money: {en: EUR, zh-CN: 欧元}, it.major_incidents: {en: outages, zh-CN: 次}}\n"
    library = load_library(folder(tmp_path / "theirs", ours=units))
    cost, outages = library.records["production.unit_cost"], library.records["it.major_incidents"]
    assert (library.unit_of(cost, "en"), library.unit_of(cost, "zh-CN")) == ("EUR", "欧元")
    assert (library.unit_of(outages, "en"), library.unit_of(outages, "zh-CN")) == ("outages", "次")
    [fault] = indicator_faults(folder(tmp_path / "theirs", ours="units: {monye: {en: EUR, zh-CN: 欧元}}\n"))
    assert "no unit monye; give one of percent, money" in str(fault)


def test_a_company_changes_a_field_and_the_rest_stays_ours(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", sales=record("sales.win_rate") + record("sales.margin"))
    change = "  - {id: sales.win_rate, frequency: quarter, version: 2}"
    library = load_library(folder(tmp_path / "theirs", sales=change), shipped=ours)
    changed = library.records["sales.win_rate"]
    assert (changed.frequency, changed.version, changed.name.zh) == ("quarter", 2, "赢单率")
    assert list(library.records) == ["sales.win_rate", "sales.margin"]


def test_a_retired_one_is_offered_no_more_and_still_explains(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", sales=record("sales.win_rate"))
    retired = "  - {id: sales.win_rate, retires: 2026-11-20}"
    library = load_library(folder(tmp_path / "theirs", sales=retired), shipped=ours)
    assert [each.id for each in library.offered(date(2026, 11, 19))] == ["sales.win_rate"]
    assert (library.offered(TODAY), library.functions(TODAY)) == ([], [])
    explained = library.get("sales.win_rate")
    assert isinstance(explained, Indicator)
    assert explained.formula.en == "won / closed"


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert len(load_library(tmp_path / "none").records) == 96


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (record("sales.win_rate") + record("sales.win_rate"), "sales.win_rate stands in own.yaml already; keep one"),
        (record("sales.x", counter="{id: sales.y}"), "sales.x: counter.id: no indicator sales.y; give"),
        (record("sales.x", counter="{id: sales.x}"), "sales.x: is its own counter"),
        (record("sales.x", counter="{}"), "sales.x: counter: Value error"),
        (record("sales.x", counter="{id: sales.x, name: {en: A, zh-CN: 甲}}"), "either the id of another indicator"),
        (record("legal.x"), "legal.x: no function legal; name it under `functions:`"),
        (record("Sales.X"), "Sales.X: id: String should match pattern"),
        (record("sales.x", unit="parsecs"), "sales.x: unit: Input should be"),
        (record("sales.x", owner="{en: us}"), "sales.x: owner.zh-CN: Field required; write it as"),
        (record("sales.x") + "    legal:\n    colour: red\n", "sales.x: colour: Extra inputs"),
        (record("sales.x", name="{en: '', zh-CN: 甲}"), "sales.x: name.en: String should have at least 1"),
        (record("sales.x", lag_days="500"), "sales.x: lag_days: "),
        (record("sales.x", version="'1'"), "sales.x: version: "),
        ("  - {name: {en: A, zh-CN: 甲}}\n", "number 1 has no id; begin it with"),
        ("indicators_: []\n", "indicators_: Extra inputs"),
        ("# nothing\n- a\n", "the file: "),
        ("indicators:\n  - {id: [unclosed\n", ":3: "),
        ("# " + "x" * MAX_FILE, "split it into several files"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_and_id_with_how_to_mend_it(tmp_path: Path, text: str, told: str) -> None:
    theirs = folder(tmp_path / "theirs", own=text)
    with pytest.raises(ContentFault) as caught:
        load_library(theirs, shipped=tmp_path / "none")
    assert told in str(caught.value)
    assert "own.yaml" in str(caught.value)


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (folder(tmp_path / "theirs") / "own.yaml").write_bytes(b"indicators: \xff\n")
    assert "not UTF-8; save it" in str(indicator_faults(tmp_path / "theirs")[0])


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    theirs = folder(tmp_path / "theirs", a=record("sales.x", unit="parsecs"), b=record("legal.x"), c="- [")
    assert len(indicator_faults(theirs)) == 3


def test_a_head_and_hr_decide_for_a_department() -> None:
    sales = Department("sales", {"en": "Sales", "zh-CN": "销售部"}, head="ann")
    ann, bob = (Person(name, name.title(), "", "sales") for name in ("ann", "bob"))
    eve = Person("eve", "Eve", "", "people", roles=frozenset({"hr"}))
    assert [may_adopt(who, sales) for who in (ann, bob, eve)] == [True, False, True]
    assert not may_adopt(Person("bob", "Bob", "", "sales", active=False), Department("x", {}, head="bob"))


def test_the_examples_of_the_documentation_work(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    written = (pytestconfig.rootpath / "docs/indicators.md").read_text("utf-8")
    change, retire, add = re.findall(r"^```yaml\n(.*?)^```", written, re.MULTILINE | re.DOTALL)
    for name, text in (("change", change), ("retire", retire)):
        library = load_library(folder(tmp_path / name, own=text))
        assert len(library.records) == 96
        assert library.get("sales.win_rate") != load_library().get("sales.win_rate")
    whole = record("legal.review_time").partition("legal.review_time\n")[2]
    library = load_library(folder(tmp_path / "add", own=re.sub(r"( +#.*\n)+", lambda _: whole, add)))
    assert library.functions(TODAY)[-1] == "legal"
    fields = {name for name in Indicator.model_fields if name not in ("id", "legal", "statutory", "retires")}
    assert set(re.findall(r"\w+", "".join(re.findall(r"# (.*)", add)))) == fields
