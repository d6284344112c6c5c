"""The demonstration company's files agree with each other: people, departments, and eighteen weeks of each story."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from bot.demo.story import Story

COMPANY = Path(__file__).parents[2] / "bot" / "demo" / "company"
WEEKS = list(range(-8, 10))
FILES = [file for folder in ("history", "ahead") for file in sorted((COMPANY / folder).glob("*.yaml"))]
HAN = re.compile("[\u4e00-\u9fff]")
GENDERED = re.compile("\u5979|\u4ed6(?!\u4eec)|\\b(he|she|his|him|her|hers)\\b", re.IGNORECASE)
LIKE_A_BULLET = re.compile(r"\s*([-*•·–—]|\(?\d{1,2}[.)、:)]|[①-⑨])")
STUCK = {"what", "helper", "needed_by_days", "urgent", "resolved_after_days"}
WEEK = {"week", "plans", "outcomes", "energy", "stuck", "sentence"}


def _yaml(path: Path):
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def _people() -> dict[str, dict[str, str]]:
    with (COMPANY / "people.csv").open(encoding="utf-8", newline="") as lines:
        return {row["email"]: row for row in csv.DictReader(lines)}


def _stories() -> dict[str, tuple[str, dict]]:
    """Each person's file and story, with what lies ahead behind what lies back."""
    stories: dict[str, tuple[str, dict]] = {}
    for file in FILES:
        for part in _yaml(file):
            _, story = stories.setdefault(part["email"], (file.stem, {**part, "weeks": [], "as_manager": []}))
            story["weeks"] += part["weeks"]
            story["as_manager"] += part.get("as_manager", [])
    return stories


PEOPLE = _people()
STORIES = _stories()
DEPARTMENTS = {each["id"]: each for each in _yaml(COMPANY / "departments.yaml")}


def weeks_of(story: dict) -> dict[int, dict]:
    return {each["week"]: each for each in story["weeks"]}


def answered(story: dict) -> list[dict]:
    return [each for each in story["weeks"] if not each.get("silent")]


def blockers(story: dict) -> dict[int, dict]:
    return {each["week"]: each["stuck"] for each in story["weeks"] if "stuck" in each}


def all_plans() -> list[str]:
    return [plan for _, story in STORIES.values() for each in story["weeks"] for plan in each.get("plans", [])]


def texts_of(story: dict) -> list[str]:
    texts = [plan for each in story["weeks"] for plan in each.get("plans", [])]
    texts += [each["stuck"]["what"] for each in story["weeks"] if "stuck" in each]
    return texts + [each["sentence"]["text"] for each in story["weeks"] if "sentence" in each]


def test_who_works_there():
    assert len(PEOPLE) == len({row["name"] for row in PEOPLE.values()}) == 40
    assert Counter(row["language"] for row in PEOPLE.values()) == {"zh-CN": 21, "en": 19}
    assert len({row["time_zone"] for row in PEOPLE.values()}) == 4
    assert sum(row["roles"] == "hr" for row in PEOPLE.values()) == 2
    assert sum(row["roles"] == "admin" for row in PEOPLE.values()) == 1
    assert [row["working_days"] for row in PEOPLE.values() if row["weekly_hours"] == "20"] == ["Tue-Thu"]
    for email, row in PEOPLE.items():
        assert email.endswith(".example.com") and email == email.lower()
        assert row["department"] in DEPARTMENTS and row["title"] and row["region"]
        assert date.fromisoformat(row["start_date"]) and ZoneInfo(row["time_zone"])


def test_managers_form_one_tree():
    tops = [email for email, row in PEOPLE.items() if not row["manager"]]
    assert len(tops) == 1
    for email in PEOPLE:
        above, steps = email, 0
        while PEOPLE[above]["manager"]:
            above, steps = PEOPLE[above]["manager"], steps + 1
            assert steps < 5, email
        assert above == tops[0]
    spans = Counter(row["manager"] for row in PEOPLE.values() if row["manager"])
    assert max(spans.values()) == 13
    assert len(spans) == 10  # one at the top, five heads, four team leads


def test_departments_have_heads_of_their_own():
    assert len(DEPARTMENTS) == 5
    for each in DEPARTMENTS.values():
        assert set(each["name"]) == {"en", "zh-CN"} and HAN.search(each["name"]["zh-CN"])
        assert not each["parent"] or each["parent"] in DEPARTMENTS
        assert PEOPLE[each["head"]]["department"] == each["id"]
    sizes = Counter(row["department"] for row in PEOPLE.values())
    assert min(sizes.values()) >= 5  # smaller groups would never be shown


def test_everybody_has_a_story_in_the_department_s_file():
    assert {email: file for email, (file, _) in STORIES.items()} == {
        email: row["department"] for email, row in PEOPLE.items()
    }
    for file in FILES:
        members = [email for email, row in PEOPLE.items() if row["department"] == file.stem]
        assert [part["email"] for part in _yaml(file)] == members
        assert len(file.read_text(encoding="utf-8").splitlines()) < 900, file.name


def test_both_folders_make_one_story():
    lives = Story.read().lives
    assert {email: [week.week for week in life.weeks] for email, life in lives.items()} == dict.fromkeys(PEOPLE, WEEKS)
    assert {email: len(life.as_manager) for email, life in lives.items()} == {
        email: len(story["as_manager"]) for email, (_, story) in STORIES.items()
    }


@pytest.mark.parametrize("email", PEOPLE)
def test_a_story_can_be_played(email):
    _, story = STORIES[email]
    assert set(story) <= {"email", "way", "away", "weeks", "as_manager"} and story["way"] in ("form", "chat")
    assert [each["week"] for each in story["weeks"]] == WEEKS
    open_plans: list[str] = []
    for n, each in enumerate(answered(story)):
        if each.get("quick"):
            assert set(each) == {"week", "quick"} and n, each
            open_plans = []
            continue
        assert set(each) <= WEEK and 0 < len(each["plans"]) <= 3, each
        outcomes = each.get("outcomes", [])
        assert len(outcomes) == len(open_plans) and set(outcomes) <= {"done", "continue", "drop"}, each
        carried = [plan for plan, outcome in zip(open_plans, outcomes, strict=True) if outcome == "continue"]
        open_plans = [*carried, *each["plans"]]
        assert len(open_plans) <= 3, each
        # The first check-in asks two things only (product 0.3).
        assert n or not set(each) & {"energy", "sentence"}, each
        assert each.get("energy", 3) in (1, 2, 3, 4, 5)
    assert all(set(each) == {"week", "silent"} for each in story["weeks"] if each.get("silent"))


@pytest.mark.parametrize("email", PEOPLE)
def test_blockers_name_a_helper_who_is_there(email):
    _, story = STORIES[email]
    for stuck in blockers(story).values():
        assert STUCK - {"resolved_after_days"} <= set(stuck) <= STUCK, stuck
        assert stuck["helper"] in ("manager", "hr") or stuck["helper"] in set(PEOPLE) - {email}
        assert stuck["helper"] != "manager" or PEOPLE[email]["manager"]
        assert stuck["helper"] != PEOPLE[email]["manager"]
        assert 0 < stuck["needed_by_days"] <= 14 and isinstance(stuck["urgent"], bool)
        assert 0 <= stuck.get("resolved_after_days", 1) <= 14


@pytest.mark.parametrize("email", [email for email, (_, story) in STORIES.items() if story["as_manager"]])
def test_managers_answer_what_their_reports_raised(email):
    reactions = STORIES[email][1]["as_manager"]
    assert len({(each["week"], each["raiser"]) for each in reactions}) == len(reactions)
    for each in reactions:
        assert PEOPLE[each["raiser"]]["manager"] == email, each
        stuck = blockers(STORIES[each["raiser"]][1]).get(each["week"])
        assert stuck and stuck["helper"] != "hr", each
        assert each["do"] in ("take", "reply", "into_one_on_one", "read") and 0 <= each["days"] <= 10
        assert ("text" in each) == (each["do"] == "reply") and len(each.get("text", "")) <= 200


def test_nobody_answers_twice_alike():
    plans = [re.sub(r"\W+", "", plan).casefold() for plan in all_plans()]
    assert [plan for plan, times in Counter(plans).items() if times > 1] == []
    texts = [text.casefold() for _, story in STORIES.values() for text in texts_of(story)]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


@pytest.mark.parametrize("email", PEOPLE)
def test_people_write_their_own_language_and_briefly(email):
    _, story = STORIES[email]
    chinese = PEOPLE[email]["language"] == "zh-CN"
    for each in story["weeks"]:
        for plan in each.get("plans", []):
            assert 8 <= len(plan) <= 90, plan
            # A reply in the chat is split at semicolons and loses its bullets.
            assert not LIKE_A_BULLET.match(plan) and not re.search("[;;\n]", plan), plan
    for text in texts_of(story):
        assert bool(HAN.search(text)) == chinese and len(text) <= 180, text
        assert not GENDERED.search(text), text
        assert not (chinese and re.search("[\u4e00-\u9fff][,?!]", text)), text


@pytest.mark.parametrize("weeks", [range(-8, 0), range(0, 5), range(5, 10)], ids=["behind", "ahead", "at the end"])
def test_weeks_are_as_varied_as_real_ones(weeks: range):
    told = [each for _, story in STORIES.values() for each in story["weeks"] if each["week"] in weeks]
    assert len(told) == 40 * len(weeks)
    had = {part: times / len(told) for part, times in Counter(part for each in told for part in each).items()}
    assert 0.03 <= had["quick"] <= 0.16
    assert 0.02 <= had["silent"] <= 0.13
    assert 0.1 <= had["stuck"] <= 0.2
    assert 0.15 <= had["sentence"] <= 0.3
    assert sum(len(each.get("plans", ())) for each in told) >= 1.1 * len(told)
    stuck = [each["stuck"] for each in told if "stuck" in each]
    assert sum(each["urgent"] for each in stuck) >= 4
    helpers = {each["helper"] for each in stuck}
    assert "manager" in helpers and helpers & set(PEOPLE)


@pytest.mark.parametrize("week", WEEKS[1:])
def test_managers_always_have_something_to_answer(week: int):
    raised = [story["email"] for _, story in STORIES.values() if week in blockers(story)]
    told = {
        (each["raiser"], each["do"])
        for _, story in STORIES.values()
        for each in story["as_manager"]
        if each["week"] == week
    }
    assert raised
    assert told


def test_one_manager_never_answers_and_one_person_is_away():
    managers = {row["manager"] for row in PEOPLE.values() if row["manager"]}
    never = [email for email, (_, story) in STORIES.items() if not answered(story)]
    assert len(never) == 1 and never[0] in managers and not STORIES[never[0]][1]["as_manager"]
    away = {email: story["away"] for email, (_, story) in STORIES.items() if "away" in story}
    assert len(away) == 1
    for email, absence in away.items():
        assert absence["first_week"] < 0 < absence["last_week"]
        weeks = weeks_of(STORIES[email][1])
        absent = range(absence["first_week"], absence["last_week"] + 1)
        assert all(weeks[week].get("silent") for week in absent if week in weeks)
