"""Every line that the house logs itself arrives with its event's name, and loses no key on its way."""

import ast
import json
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot.logs import ALLOWED, set_up_logs

LEVELS = ("debug", "info", "warning", "error", "critical", "exception")


def lines(source) -> Iterator[ast.Call]:
    """Each call of a logger that is ours, by the names these have in the house."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(ast.Attribute(ast.Name("log" | "_log"), attr=level)) if level in LEVELS:
                yield node


def faults(source) -> Iterator[str]:
    """A logger whose lines lose their words as a library's do, an event without a name, a key that is dropped."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(ast.Attribute(attr="getLogger"), [ast.Name("__name__")]):
                yield f"{source.name}:{node.lineno}: a library's logger"
    for call in lines(source):
        match call.args:
            case [ast.Constant(str(event))] if event.isidentifier():
                pass
            case _:
                yield f"{source.name}:{call.lineno}: an event without a name"
        for keyword in call.keywords:
            if keyword.arg != "exc_info" and keyword.arg not in ALLOWED:
                yield f"{source.name}:{call.lineno}: {keyword.arg} is dropped"


def test_our_own_lines_keep_their_names_and_keys(sources):
    assert sum(1 for each in sources for _ in lines(each)) > 20
    assert [fault for each in sources for fault in faults(each)] == []


@pytest.mark.parametrize(
    "code", ["x = logging.getLogger(__name__)", "log.info(words)", "_log.error('Not sent!')", "log.error('a', who=1)"]
)
def test_a_fault_is_found(source, code):
    assert len(list(faults(source("a.py", code)))) == 1


def test_a_line_has_its_name_time_and_level_and_an_error_where_there_is_one():
    out = StringIO()
    log = structlog.get_logger(platform="slack")
    set_up_logs(out)
    try:
        log.warning("socket_silent")
        log.error("roll_failed", exc_info=ValueError("alice@example.com"), person="alice")
    finally:
        set_up_logs()
        structlog.reset_defaults()
    quiet, loud = map(json.loads, out.getvalue().splitlines())
    assert quiet.keys() == {"event", "timestamp", "level", "platform"}
    assert (quiet["event"], quiet["level"]) == ("socket_silent", "warning")
    assert (loud["event"], loud["error"]) == ("roll_failed", "ValueError")
    assert "alice" not in out.getvalue()
