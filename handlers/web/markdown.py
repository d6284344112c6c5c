"""A paper as Markdown. Whatever somebody wrote stays text: every sign that means something is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from conversations.toolkit.cards import (
    Divider,
    Fields,
    Heading,
    Line,
    Note,
    Part,
    Points,
    Quote,
    Row,
    Table,
    Tree,
    lines_of,
)
from conversations.toolkit.words import Text, Verbatim
from handlers.web.chapters import Paper

Say = Callable[[Text], str]
"""Gives a text in the paper's language."""

_MEANS = re.compile(r"([\\`*_\[\]<>#|~&])")
_BEGINS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def as_markdown(paper: Paper, say: Say) -> str:
    """The whole paper."""

    def told(text: Text) -> str:
        return _BEGINS.sub(r"\1\\\2", _MEANS.sub(r"\\\1", say(text)))

    written = [f"# {_line(told(paper.title))}", *_parts(paper.lead, told)]
    for chapter in paper.chapters:
        written += [f"## {_line(told(chapter.title))}", *_parts(chapter.parts, told)]
    return "\n\n".join(written) + "\n"


def _parts(parts: Sequence[Part], told: Say) -> Iterator[str]:
    for part in parts:
        match part:
            case Heading():
                yield f"### {_line(told(part.text))}"
            case Line() | Note():
                yield told(part.text)
            case Quote():
                yield _quoted([told(Verbatim(part.words)), *([told(part.by)] if part.by else [])])
            case Points(said=True):
                yield _quoted([told(item) for item in part.items])
            case Points():
                yield "\n".join(_item(told(item)) for item in part.items)
            case Row():
                yield _item(f"**{told(part.text)}**" + (f"\n{told(part.detail)}" if part.detail else ""))
            case Fields():
                yield "\n".join(_item(f"**{_line(told(label))}**\n{told(said)}") for label, said in part.pairs)
            case Table():
                yield _table([[told(cell) for cell in row] for row in (part.columns, *part.rows)])
            case Tree():
                yield "\n".join("  " * depth + _item(_line(told(each.text))) for depth, each in lines_of(part))
            case Divider():
                yield "---"


def _line(text: str) -> str:
    return " ".join(text.split())


def _item(text: str) -> str:
    return "- " + text.replace("\n", "  \n  ")


def _quoted(lines: Sequence[str]) -> str:
    return "\n".join("> " + line.replace("\n", "  \n> ") + "  " for line in lines).rstrip()


def _table(rows: Sequence[Sequence[str]]) -> str:
    first, *others = ("| " + " | ".join(map(_line, row)) + " |" for row in rows)
    return "\n".join((first, "|" + " --- |" * len(rows[0]), *others))
