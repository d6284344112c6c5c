"""The same table from YAML: a list of mappings, such as departments with their names by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from conversations.rules.roster_file.faults import Wrong, say
from conversations.rules.roster_file.table import Table, about_unused, clean, columns_of, refuse_invisible
from conversations.toolkit.words import Phrase

MAX_BYTES = 100_000
"""A list of departments is short, and YAML is slow to read."""

_DEEPEST = 6


def read_yaml(text: str, words: Mapping[str, str], notes: tuple[Phrase, ...] = ()) -> Table:
    """Give the table of a YAML list; the keys of its items are the headers, `name: {en: ...}` is "name en".

    Raises Wrong, with the line, for what is no such list, and for aliases.
    """
    items = [(node.start_mark.line + 1, _pairs(node)) for node in _items(_composed(text))]
    titles: dict[str, str] = {}
    unused: dict[str, None] = {}
    lines = []
    for line, pairs in items:
        keys = [key for key, _ in pairs]
        columns = columns_of(keys, words, line)
        titles |= {column: keys[place] for place, column in columns.items()}
        unused |= dict.fromkeys(key for place, key in enumerate(keys) if place not in columns)
        lines.append((line, {column: pairs[place][1] for place, column in columns.items()}))
    return Table(titles, iter(lines), (*notes, *about_unused(tuple(unused))))


def _composed(text: str) -> Node:
    if len(text.encode()) > MAX_BYTES:
        raise Wrong(say("fault.yaml_too_big", most=MAX_BYTES // 1000))
    try:
        _refuse_bombs(text)
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise Wrong(say("fault.yaml"), line=mark.line + 1 if mark else 0) from None
    if node is None:
        raise Wrong(say("fault.empty"))
    return node


def _refuse_bombs(text: str) -> None:
    """Aliases may unfold without end and deep nesting exhausts the stack, so events are looked at first."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            raise Wrong(say("fault.yaml_shape"), line=event.start_mark.line + 1)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            raise Wrong(say("fault.yaml_alias"), line=event.start_mark.line + 1)


def _items(root: Node) -> Sequence[Node]:
    """The list itself, or the list under a single key such as `departments`."""
    if isinstance(root, MappingNode) and len(root.value) == 1:
        root = root.value[0][1]
    if not isinstance(root, SequenceNode):
        raise Wrong(say("fault.yaml_shape"), line=root.start_mark.line + 1)
    return list(root.value)


def _pairs(item: Node) -> list[tuple[str, str]]:
    if not isinstance(item, MappingNode):
        raise Wrong(say("fault.yaml_shape"), line=item.start_mark.line + 1)
    return [pair for key, value in item.value for pair in _flat(str(key.value), value)]


def _flat(key: str, value: Node) -> Iterator[tuple[str, str]]:
    match value:
        case ScalarNode(tag="tag:yaml.org,2002:null"):
            yield key, ""
        case ScalarNode():
            refuse_invisible(str(value.value), value.start_mark.line + 1)  # escapes may write them
            yield key, clean(str(value.value))
        case MappingNode():
            for inner, below in value.value:
                yield from _flat(f"{key} {inner.value}", below)
        case _:
            raise Wrong(say("fault.yaml_shape"), line=value.start_mark.line + 1)
