"""Large shipped YAML, kept as JSON in `__pycache__` as Python keeps its modules: reading that takes a fraction."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.content_files import Leaf, read_folder, read_yaml

_LEAVES: TypeAdapter[dict[str, Leaf]] = TypeAdapter(dict[str, Leaf])


def read_compiled(file: Path) -> object:
    """What `read_yaml` gives for a file of ours without dates; kept as JSON as long as the file stays the same.

    Where nothing can be kept it is read anew each time. Raises ContentFault.
    """
    return _compiled(Path(cache_from_source(str(file))).with_suffix(".json"), [file], lambda: read_yaml(file))


def read_compiled_folder(folder: Path) -> dict[str, Leaf]:
    """What `read_folder` gives for a language's folder of ours, kept in the same way. Raises ContentFault."""
    files = sorted(folder.rglob("*.yaml"))
    kept = Path(cache_from_source(str(folder / "leaves"))).with_suffix(".json")
    leaves = _compiled(kept, files, lambda: {id_: leaf.model_dump() for id_, leaf in read_folder(folder).items()})
    return _LEAVES.validate_python(leaves)


def load_catalogue(company: Path | None = None) -> Catalogue:
    """What `Catalogue.load` gives, our content read in this way. Raises ContentFault."""
    return Catalogue.load(company, read_ours=read_compiled_folder)


def _compiled(kept: Path, files: Sequence[Path], read: Callable[[], object]) -> object:
    of = hashlib.sha256(b"\0".join(part for each in files for part in (bytes(each), each.read_bytes()))).hexdigest()
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(kept.read_text("utf-8"), object_hook=_tuples)
        if known["of"] == of:
            return known["holds"]
    holds = read()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(kept, {"of": of, "holds": holds})
    return holds


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
