"""House rule 6: Python holds ids, never sentences and never Chinese; words live in conversations/content.

A sentence is four plain words in a row in a string. Not meant are docstrings, exceptions, names of log
events, help of the command line, explanations of settings and metrics, and SQL.
"""

import ast
import re
from collections.abc import Iterator

import pytest

# What looks like a sentence and is none: file -> the strings, each with the reason in a comment.
ALLOWED: dict[str, set[str]] = {}

HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORD = re.compile(r"([A-Z]?[a-z']+|[AI])[.,;:!?]*")
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|BEGIN|PRAGMA|LOCK|SET)\b")
LOGS = {"debug", "info", "warning", "error", "critical", "exception"}
METRICS = {"Counter", "Gauge", "Histogram", "Summary"}
EXCEPTIONS = ("Error", "Warning", "Exception", "Fault")
EXPLAINS = {"help", "short_help", "epilog", "description", "documentation"}


def words_in_a_row(text: str) -> int:
    longest = run = 0
    for token in text.split():
        run = run + 1 if WORD.fullmatch(token) else 0
        longest = max(longest, run)
    return longest


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _excused(node: ast.AST) -> list[ast.AST]:
    """The parts of the node whose strings are no words for users."""
    match node:
        case ast.Expr(ast.Constant()) | ast.Raise():
            return [node]
        case ast.Call(ast.Attribute(ast.Call(ast.Name("super")), "__init__")):
            return [*node.args]
        case ast.Call(ast.Attribute(listed, "split"), []):
            return [listed]
        case ast.Call():
            name = _called(node)
            told = [each.value for each in node.keywords if each.arg in EXPLAINS]
            logged = isinstance(node.func, ast.Attribute) and name in LOGS
            whole = logged or name in METRICS or name == "warn" or name.endswith(EXCEPTIONS)
            return [*told, *(node.args if whole else [])]
    return []


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    excused = {id(part) for node in ast.walk(tree) for top in _excused(node) for part in ast.walk(top)}
    for node in ast.walk(tree):
        match node:
            case _ if id(node) in excused:
                continue
            case ast.JoinedStr(parts):
                excused.update(id(part) for part in parts if isinstance(part, ast.Constant))
                yield node.lineno, " ".join(part.value for part in parts if isinstance(part, ast.Constant))
            case ast.Constant(str(text)):
                yield node.lineno, text


def sentences(source) -> Iterator[str]:
    allowed = ALLOWED.get(source.name, set())
    for line, text in _texts(source.tree):
        if text not in allowed and not SQL.match(text) and words_in_a_row(text) >= 4:
            yield f"{source.name}:{line}: {text}"


def chinese(source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if HAN.search(line):
            yield f"{source.name}:{number}: {line.strip()}"


def test_python_holds_no_chinese(sources):
    assert [fault for each in sources for fault in chinese(each)] == []


def test_python_holds_no_sentence(sources):
    assert [fault for each in sources for fault in sentences(each)] == []


def test_no_exception_outlives_its_string(sources):
    held = {each.name: {text for _, text in _texts(each.tree)} for each in sources}
    assert [(name, text) for name, texts in ALLOWED.items() for text in texts - held.get(name, set())] == []


@pytest.mark.parametrize("text", ["x = '你好'", "# 常谈", '"""面谈"""', "x = '〇'", "x = '\U00020000'"])
def test_chinese_is_found_anywhere(source, text):
    assert list(chinese(source("a.py", text)))


def test_full_width_punctuation_is_no_word(source):
    assert list(chinese(source("a.py", "marks = '：，。'"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "x = 'You are not stuck.'",
        "x = f'Hello {name}, this is your week'",
        "def f():\n    return {'title': \"What's new this week\"}",
        "card.say('Nobody has answered you yet')",
        "CSS = '''\n  Read it to me  \n'''",
    ],
)
def test_a_sentence_is_found(source, code):
    assert len(list(sentences(source("a.py", code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '"""What this file is for."""',
        "raise ValueError('this is not a date')",
        "raise Refused(f'{name} is not known to us')",
        "problem = LookupError('there is no such person')",
        "super().__init__('there is no such person')",
        "log.info('turn was taken at once')",
        "typer.Option(help='The port to listen on')",
        "Field(description='Where the page is to be found')",
        "Counter('turns', 'How many turns were taken')",
        "text('SELECT name, mail FROM people WHERE they are here')",
        "x = 'weekly_checkin.plans.carried.over'",
        "x = 'private, no-cache, no-store, must-revalidate'",
        "x = \"default-src 'none'; style-src 'self'\"",
        "names = 'one two three four'.split()",
    ],
)
def test_what_is_no_sentence(source, code):
    assert list(sentences(source("a.py", code))) == []
