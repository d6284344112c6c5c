"""The page's catalogue and the page need each other: no id without words, no words without use."""

import re
from pathlib import Path

from conversations.rules.roster import Person
from conversations.toolkit.words import LANGUAGES
from handlers.web import guard
from handlers.web.drawing import initials
from handlers.web.moments import MOVES
from tests.handlers.web.host import catalogue

WEB = Path(guard.__file__).parent
SAID = re.compile(r"""\bsay\(\s*["']([a-z_.]+)["']""")
FAULT = re.compile(r"""Fault\(\d+, "([a-z_]+)"\)""")


def _used() -> set[str]:
    sources = [path.read_text("utf-8") for path in (*WEB.glob("*.py"), *WEB.glob("templates/*.html"))]
    said = {f"page.{id_}" for text in sources for id_ in SAID.findall(text) if not id_.endswith(".")}
    faults = {f"page.faults.{id_}" for text in sources for id_ in FAULT.findall(text)}
    return said | faults


def test_every_id_has_words_and_all_words_are_used() -> None:
    made = {
        *(f"page.languages.{language}" for language in LANGUAGES),
        *(f"page.demo.pairs.{kind}" for kind in (*LANGUAGES, "manager")),
        *(f"page.demo.moves.{move}" for move in MOVES),
        *(f"page.outcomes.{outcome}" for outcome in ("unknown", "refused", "unreadable")),
        "page.card.shut",
        "page.demo.left",
        "page.demo.right",
    }
    happened = set(catalogue().ids("page.demo.happened."))
    assert set(catalogue().ids("page.")) - happened == _used() | made


def test_a_round_mark_holds_two_letters() -> None:
    names = {"Alice Brown": "AB", "李静": "李静", "欧阳修": "阳修", "Prince": "P", "  ": "", "Jean Luc Picard": "JP"}
    assert {name: initials(name) for name in names} == names
    assert initials(Person("x", "Élodie Martin", "", "").name) == "ÉM"
