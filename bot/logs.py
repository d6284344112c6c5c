"""Logs: structured, and only what an allow-list names. No answer, token or personal datum gets through."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "method", "route", "status", "outcome", "kind", "conversation",
        "platform", "reason", "count", "seconds", "tries", "version", "database", "port", "error", "where", "replica",
        "alert", "week", "number", "region", "year", "advice",
    }
)  # fmt: skip
"""The only keys a log line may have; their values are ids, names of code, numbers and, as `advice`, a sentence that
`rapport doctor` prints as well, never what people wrote."""

_QUIET = ("dbos", "alembic", "apscheduler", "aiohttp.access", "sqlalchemy", "asyncio")


def only_allowed(_logger: object, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the allowed keys; of an exception only its type and where it was raised."""
    error = line.pop("exc_info", None)
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
        line["where"] = place_of(error)
    return {key: value for key, value in line.items() if key in ALLOWED}


def place_of(error: BaseException) -> str:
    """Where an exception was raised: file and line of the innermost frame, no values."""
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"


class _OnlyShape(logging.Formatter):
    """For libraries' own log lines: who spoke, when and how loud. Their words may hold what people wrote."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        line = {"logger": record.name, "level": record.levelname.lower(), "timestamp": at}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line)


def set_up_logs(out: TextIO | None = None, lowest: int = logging.INFO) -> None:
    """Send all logs from this level on, ours and the libraries', through the allow-list to stderr as JSON lines."""
    stream = out or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_OnlyShape())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )


log: structlog.stdlib.BoundLogger = structlog.get_logger()
