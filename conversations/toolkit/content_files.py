"""Reading content files: YAML in, ids with their leaves out; a fault is named by file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_FILE = 500_000
_TEXT = "tag:yaml.org,2002:str"
_FORMS = {"one", "other"}


class ContentFault(Exception):
    """Content that cannot be used; the message names file, id and how to mend it. It stops the start."""


class Sentence(BaseModel):
    """A sentence in one language; `one` is its form for a single thing where the language has one."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    other: str = Field(min_length=1, max_length=4000)
    one: str = Field(default="", max_length=4000)


class WordList(BaseModel):
    """Words that people type, all for the same thing."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    words: tuple[str, ...] = Field(min_length=1)


Leaf: TypeAlias = Sentence | WordList
Reads: TypeAlias = Callable[[Path], object]
"""What gives a file's content as `read_yaml` does."""
ReadsFolder: TypeAlias = Callable[[Path], dict[str, Leaf]]
"""What gives a folder's leaves as `read_folder` does."""


def read_folder(folder: Path) -> dict[str, Leaf]:
    """Give every leaf under a language's folder by its id: the file's path, then the keys inside, by dots.

    Raises ContentFault for what is no YAML, a key given twice, an alias, or a leaf that is no text.
    """
    leaves: dict[str, Leaf] = {}
    for file in sorted(folder.rglob("*.yaml")):
        prefix = ".".join(file.relative_to(folder).with_suffix("").parts)
        for id_, leaf in _leaves(_compose(file), prefix, file):
            if id_ in leaves:
                raise ContentFault(f"{file}: {id_} stands twice; keep one of them")
            leaves[id_] = leaf
    return leaves


def read_yaml(file: Path) -> object:
    """Give what a file holds, its lists as tuples, as the strict frozen models want them; None for an empty one.

    Raises ContentFault for what is too large, not UTF-8 or no YAML.
    """
    with _named(file):
        return _tuples(YAML(typ="safe", pure=True).load(file.read_text("utf-8")))


def invalid(where: str, error: ValidationError) -> ContentFault:
    """The fault of a record that its model refuses, by the first field that is wrong; what was written is not said."""
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    return ContentFault(f"{where}: {key or 'the file'}: {first['msg']}; write it as the shipped files do")


def _compose(file: Path) -> MappingNode:
    with _named(file):
        node = YAML(typ="safe", pure=True).compose(file.read_text("utf-8"))
    if not isinstance(node, MappingNode):
        raise ContentFault(f"{file}: empty or no mapping; begin with `key: sentence`")
    return node


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Say of a file that cannot be read which it is, where, and how to mend it."""
    if file.stat().st_size > MAX_FILE:
        raise ContentFault(f"{file}: over {MAX_FILE} bytes; split it into several files")
    try:
        yield
    except UnicodeDecodeError:
        raise ContentFault(f"{file}: not UTF-8; save it as UTF-8") from None
    except MarkedYAMLError as error:
        where = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ContentFault(f"{file}{where}: {error.problem}; mend the YAML there") from None


def _tuples(loaded: object) -> object:
    match loaded:
        case list():
            return tuple(map(_tuples, loaded))
        case dict():
            return {key: _tuples(value) for key, value in loaded.items()}
        case _:
            return loaded


def _leaves(node: MappingNode, prefix: str, file: Path) -> Iterator[tuple[str, Leaf]]:
    seen: set[str] = set()
    for key_node, value in node.value:
        key = str(key_node.value)
        id_, where = f"{prefix}.{key}", f"{file}:{key_node.start_mark.line + 1}"
        if key in seen:
            raise ContentFault(f"{where}: {id_} stands twice; keep one of them")
        seen.add(key)
        if isinstance(value, MappingNode) and not _is_plural(value):
            _refuse_anchor(value, where)
            yield from _leaves(value, id_, file)
        else:
            yield id_, _leaf(value, id_, where)


def _is_plural(node: MappingNode) -> bool:
    keys = {str(key.value) for key, _ in node.value}
    return "other" in keys and keys <= _FORMS


def _leaf(node: Node, id_: str, where: str) -> Leaf:
    _refuse_anchor(node, where)
    match node:
        case MappingNode():
            forms = {str(key.value): _text(value, id_, where) for key, value in node.value}
            if len(forms) < len(node.value):
                raise ContentFault(f"{where}: {id_} gives a form twice; keep one of them")
            return Sentence(**forms)
        case SequenceNode() if node.value:
            return WordList(words=tuple(_text(item, id_, where) for item in node.value))
        case _:
            return Sentence(other=_text(node, id_, where))


def _text(node: Node, id_: str, where: str) -> str:
    _refuse_anchor(node, where)
    if isinstance(node, ScalarNode) and node.tag == _TEXT and str(node.value).strip():
        return str(node.value).strip()
    raise ContentFault(f"{where}: {id_} is no text; write a sentence, in quotes if it looks like a number")


def _refuse_anchor(node: Node, where: str) -> None:
    if node.anchor is not None:
        raise ContentFault(f"{where}: anchors and aliases are not taken; write the text out")
