"""A conversation is pure (design: `handle` has no clock, no randomness, no ids but what the event gives)."""

import ast
from collections.abc import Iterator

import pytest

IMPURE_MODULES = {"asyncio", "os", "random", "secrets", "socket", "subprocess", "threading", "time"}
IMPURE_CALLS = {"now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "getenv"}


def impurities(source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Import(names) if any(each.name.split(".")[0] in IMPURE_MODULES for each in names):
                yield f"{source.name}:{node.lineno}"
            case ast.ImportFrom(module=str(module), level=0) if module.split(".")[0] in IMPURE_MODULES:
                yield f"{source.name}:{node.lineno}"
            case ast.Call(ast.Attribute(attr=name) | ast.Name(name)) if name in IMPURE_CALLS:
                yield f"{source.name}:{node.lineno}"


def test_conversations_are_pure(sources):
    conversations = [each for each in sources if each.name.startswith("conversations/")]
    assert conversations
    assert [fault for each in conversations for fault in impurities(each)] == []


@pytest.mark.parametrize(
    "code", ["import time", "from random import choice", "at = datetime.now(UTC)", "uuid4()", "date.today()"]
)
def test_an_impurity_is_found(source, code):
    assert list(impurities(source("a.py", code))) == ["a.py:1"]


def test_a_time_of_day_is_no_clock(source):
    assert list(impurities(source("a.py", "from datetime import time\nat = time(10)"))) == []
