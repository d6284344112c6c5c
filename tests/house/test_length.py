"""House rule 5: files up to 300 lines, functions up to 40, migrations apart."""

import ast
from collections.abc import Iterator

FILE, FUNCTION = 300, 40


def too_long(source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if lines > FILE:
        yield f"{source.name}: {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION:
                yield f"{source.name}:{node.lineno}: {node.name} has {lines} lines"


def test_files_and_functions_are_short(sources):
    rooms = [each for each in sources if not each.name.startswith("storage/migrations/")]
    assert [fault for each in rooms for fault in too_long(each)] == []


def test_the_limits_themselves(source):
    def function(lines: int) -> str:
        return "async def f():\n" + "    pass\n" * (lines - 1)

    assert list(too_long(source("a.py", function(FUNCTION)))) == []
    assert list(too_long(source("a.py", function(FUNCTION + 1)))) == ["a.py:1: f has 41 lines"]
    assert list(too_long(source("a.py", "\n" * FILE))) == []
    assert list(too_long(source("a.py", "\n" * (FILE + 1)))) == ["a.py: 301 lines"]
