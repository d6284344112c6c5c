"""The names that cards have in the code: each is a text, or a pattern where a part of it is worked out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import conversations

ROOM = Path(conversations.__file__).parent


def patterns() -> dict[str, str]:
    """A regular expression for each name that is given to a Card, and where that happens."""
    return {pattern: where for file in sorted(ROOM.rglob("*.py")) for pattern, where in _named_in(file)}


def _named_in(file: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Card":
            name = node.args[0] if node.args else next(each.value for each in node.keywords if each.arg == "name")
            yield _pattern(name), f"{file.relative_to(ROOM)}:{node.lineno}"


def _pattern(name: ast.expr) -> str:
    match name:
        case ast.Constant(str(text)):
            return re.escape(text)
        case ast.JoinedStr(parts):
            return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)
        case _:
            raise AssertionError(f"the name of a card is neither a text nor made of texts: {ast.unparse(name)}")
