"""Large shipped YAML, kept as JSON in `__pycache__` as Python keeps its modules: reading that takes a fraction."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from conversations.toolkit.content_files import read_yaml


def read_compiled(file: Path) -> object:
    """What `read_yaml` gives for a file of ours without dates; kept as JSON as long as the file stays the same.

    Where nothing can be kept it is read anew each time. Raises ContentFault.
    """
    kept = Path(cache_from_source(str(file))).with_suffix(".json")
    of = hashlib.sha256(file.read_bytes()).hexdigest()
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(kept.read_text("utf-8"), object_hook=_tuples)
        if known["of"] == of:
            return known["holds"]
    read = read_yaml(file)
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(kept, {"of": of, "holds": read})
    return read


def _keep(kept: Path, what: dict[str, object]) -> None:
    """All of it or nothing, whoever else does the same at this moment."""
    kept.parent.mkdir(exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(what, ensure_ascii=False), "utf-8")
    fresh.replace(kept)


def _tuples(read: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples, as the strict frozen models want them."""
    return {key: _frozen(value) for key, value in read.items()}


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
