"""Every reason that the code gives to a message has plain words; only what a platform made up is shown as it came."""

import ast
import importlib
import re
from collections.abc import Iterator

import pytest

from bot.doctor_reasons import why_lost, why_waiting
from conversations.toolkit.words import LANGUAGES, Phrase
from storage.tables.delivery import DeliveryStatus
from storage.waiting import Group
from tests.words import the_catalogue

GIVEN = {"TryLater": 1, "Undeliverable": 0, "failed": 2, "missed": 2, "later": 3, "_again": 2}
"""Calls that give a reason, and which of their arguments it is."""

LEDGER = ("bot.desk", "bot.hours", "bot.showing", "storage.sending", "handlers.faults")
"""Where reasons have names."""

KNOWN = {"not_opened", "settled", "no_such_channel", "no_room", "unreachable", "left", "poison", "error", "in_doubt"}
_REASON = re.compile("[a-z]+(_[a-z]+)*")


def _in_calls(tree: ast.Module) -> Iterator[str]:
    """The reasons that stand in calls, and in what decides on one."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in GIVEN:
                given = args[GIVEN[name] : GIVEN[name] + 1]
                yield from (each.value for each in given if isinstance(each, ast.Constant) and each.value)
            case ast.FunctionDef(name="_refusal", returns=ast.Name(id="str"), body=body):
                found = (each for part in body for each in ast.walk(part))
                yield from (each.value for each in found if isinstance(each, ast.Constant) and each.value)


def _named() -> Iterator[str]:
    """The reasons that have a name of their own."""
    for module in LEDGER:
        for name, value in vars(importlib.import_module(module)).items():
            if name.isupper():
                yield from (value,) if isinstance(value, str) else ()
                yield from value if name == "GONE" else ()


@pytest.fixture(scope="module")
def reasons(pytestconfig: pytest.Config) -> set[str]:
    """All of them."""
    rooms = (pytestconfig.rootpath / room for room in ("bot", "handlers", "storage"))
    trees = [ast.parse(path.read_text("utf-8")) for room in rooms for path in room.rglob("*.py")]
    found = {*_named(), *(reason for tree in trees for reason in _in_calls(tree))}
    return {reason for reason in found if isinstance(reason, str) and _REASON.fullmatch(reason)}


def _words_of(reason: str) -> list[Phrase]:
    """What is said of a message that waits for it, and of one that is lost by it."""
    ((waits, _),) = why_waiting([Group(DeliveryStatus.PENDING, reason, True, 1)])
    ((lost, _),) = why_lost([Group(DeliveryStatus.FAILED, reason, False, 1)])
    return [each for each in (waits, lost) if not each.id.endswith(".other")]


def test_every_reason_in_the_code_has_words(reasons: set[str]) -> None:
    assert reasons >= KNOWN, "nothing is read any more where reasons are given"
    assert [reason for reason in sorted(reasons) if not _words_of(reason)] == []


@pytest.mark.parametrize("reason", ["not_opened", "settled", "no_such_channel"])
def test_why_a_message_was_never_to_arrive_is_said_without_its_id(reason: str) -> None:
    [phrase] = _words_of(reason)
    for language in LANGUAGES:
        assert reason not in the_catalogue().text(phrase, language)


def test_a_reason_that_nobody_knows_is_shown_as_the_platform_gave_it() -> None:
    ((phrase, count),) = why_lost([Group(DeliveryStatus.FAILED, "made_up", False, 2)])
    assert (the_catalogue().text(phrase, "en"), count) == ("made_up", 2)
