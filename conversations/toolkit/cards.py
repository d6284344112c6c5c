"""Cards: what a conversation shows, as data that every platform can draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal, TypeAlias
from urllib.parse import quote

from pydantic import Discriminator

from conversations.toolkit.words import Phrase, Text, Verbatim

NOTHING = Verbatim("")
"""What a line rests as that goes altogether."""

Style = Literal["plain", "primary", "quiet", "danger"]


@dataclass(frozen=True)
class Button:
    """One tap. `value` comes back with the click; `opens` names the form that the tap opens (Teams must know).

    `leads` names where the tap leads instead of coming back: the reader's own page, signed in, or what it has there
    ("page/interview-template/stay", "page/one-on-one/alice.ics"). The link is made as the message goes, so that it
    stands in no card.
    """

    name: str
    label: Text
    value: str = ""
    style: Style = "plain"
    opens: str = ""
    leads: str = ""
    chosen: bool = False
    confirm: Phrase | None = None


@dataclass(frozen=True)
class Heading:
    """The card's title or the title of a part; a `small` one stands within a part."""

    text: Text
    small: bool = False
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Line:
    """A paragraph; `rests` is what it says once nothing can be tapped or answered any more, if that is less."""

    text: Text
    rests: Text | None = None
    kind: Literal["line"] = "line"


@dataclass(frozen=True)
class Note:
    """A quiet line: who reads this, when it closes."""

    text: Text
    kind: Literal["note"] = "note"


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, with whose they are. What is `passing` goes once the conversation has moved on: a newer
    message has the words, as long as they may be read.
    """

    words: str
    by: Text | None = None
    passing: bool = False
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True)
class Row:
    """A line with its own buttons, such as a plan and its outcomes; `detail` is its quiet second line."""

    text: Text
    buttons: tuple[Button, ...] = ()
    detail: Text | None = None
    kind: Literal["row"] = "row"


@dataclass(frozen=True)
class Fields:
    """Pairs of a label and what it says."""

    pairs: tuple[tuple[Text, Text], ...]
    kind: Literal["fields"] = "fields"


@dataclass(frozen=True)
class Table:
    """A small table: column titles and rows of texts. Platforms without tables draw it as lines."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Bar:
    """One bar of several: what it stands for, how long it is, and what it says in words."""

    label: Text
    size: int
    said: Text


@dataclass(frozen=True)
class Bars:
    """Bars side by side, such as how much there is month by month; one of size 0 is a gap. `columns` say what is on
    the two axes. Each platform draws it as a chart of its own; where that cannot be, it is a table.
    """

    title: Text
    columns: tuple[Text, Text]
    bars: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


MOST_BARS = 12
"""Bars whose names stand side by side on a phone; of more, a table says more."""

LONGEST_BAR = 10
"""Squares of the longest bar in a table."""


def fits_a_chart(bars: Bars) -> bool:
    """Whether there is something to see in a chart, and not too much for a phone."""
    return len(bars.bars) <= MOST_BARS and any(bar.size for bar in bars.bars)


def as_table(bars: Bars) -> tuple[Note, Table]:
    """The bars without a chart: their title, and a row of squares for each, with its words beside."""
    most = max((bar.size for bar in bars.bars), default=0)
    return Note(bars.title), Table(bars.columns, tuple((bar.label, _drawn(bar, most)) for bar in bars.bars))


def without_charts(card: Card) -> Card:
    """The card with tables instead."""
    parts = ((part,) if not isinstance(part, Bars) else as_table(part) for part in card.body)
    return replace(card, body=tuple(each for some in parts for each in some))


def _drawn(bar: Bar, most: int) -> Text:
    # What there is, however little beside the most, is seen.
    squares = -(-bar.size * min(most, LONGEST_BAR) // most) if bar.size else 0
    return Phrase("words.bar", {"bar": "\u25a0" * squares, "said": bar.said}) if squares else bar.said


@dataclass(frozen=True)
class Branch:
    """A line of a tree, its quiet second part, and what is below it; who looks for `found_by` finds it as well."""

    text: Text
    detail: Text | None = None
    below: tuple[Branch, ...] = ()
    found_by: Text | None = None


@dataclass(frozen=True)
class Tree:
    """Things below one another, such as goals from the company to a person. The page folds it; where that cannot be,
    the first lines are drawn, further in the further below.
    """

    branches: tuple[Branch, ...]
    kind: Literal["tree"] = "tree"


def lines_of(tree: Tree) -> Iterator[tuple[int, Branch]]:
    """Each branch with how deep it is, as it is read from top to bottom."""
    waiting = [(0, branch) for branch in reversed(tree.branches)]
    while waiting:
        depth, branch = waiting.pop()
        yield depth, branch
        waiting.extend((depth + 1, below) for below in reversed(branch.below))


@dataclass(frozen=True)
class Points:
    """Short texts one below the other: a list of things, or, `said`, what somebody may say aloud line by line."""

    items: tuple[Text, ...]
    said: bool = False
    kind: Literal["points"] = "points"


@dataclass(frozen=True)
class Divider:
    """A thin line between parts."""

    kind: Literal["divider"] = "divider"


Part: TypeAlias = Annotated[
    Heading | Line | Note | Quote | Row | Fields | Table | Bars | Tree | Points | Divider, Discriminator("kind")
]


@dataclass(frozen=True)
class Card:
    """A message. `neutral` is all that a notification or a cautious location shows; `asks` names the step that
    listens for free text while this card stands. In the middle of a conversation a bare command word is asked about
    ("answer or command?"); it just runs where the card listens `casually`, that is, nothing waits for it, and where it
    is `untouched`: an invitation of which nothing is answered yet. One that listens `briefly` takes what is said soon
    and next; later words may be about something else, and that is asked first. `name` is how tests and goldens call it.
    One button at most is primary, the first that is made so: where each row has one, nobody sees what comes first.
    """

    name: str
    neutral: Phrase
    body: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    asks: str = ""
    casually: bool = False
    untouched: bool = False
    briefly: bool = False

    def __post_init__(self) -> None:
        further = [button for button in buttons_of(self) if button.style == "primary"][1:]
        if further:
            rows = (
                replace(part, buttons=_calm(part.buttons, further)) if isinstance(part, Row) else part
                for part in self.body
            )
            object.__setattr__(self, "body", tuple(rows))
            object.__setattr__(self, "buttons", _calm(self.buttons, further))


def _calm(buttons: tuple[Button, ...], which: Sequence[Button]) -> tuple[Button, ...]:
    return tuple(replace(button, style="plain") if button in which else button for button in buttons)


def buttons_of(card: Card) -> tuple[Button, ...]:
    """Every button on the card, those in rows first."""
    in_rows = (button for part in card.body if isinstance(part, Row) for button in part.buttons)
    return (*in_rows, *card.buttons)


def asked_on(card: Card) -> Text:
    """What a card is about, in its own words: its title, or else the question it ends with."""
    titles = [part.text for part in card.body if isinstance(part, Heading)]
    lines = [part.text for part in card.body if isinstance(part, Line)]
    return titles[0] if titles else lines[-1] if lines else card.neutral


PAGE = "page"
"""Where a button leads that leads to its reader's own page, alone or before a path on it."""


def led_to(leads: str, way_in: str) -> str:
    """The address of where a button leads, by a link that signs its reader in."""
    path = leads.removeprefix(PAGE)
    return f"{way_in}?to={quote(path)}" if path else way_in


def leading_nowhere(card: Card) -> Card:
    """The card without the buttons that lead elsewhere, where there is no link."""
    return replace(card, buttons=tuple(button for button in card.buttons if not button.leads))


def within_the_page(card: Card) -> Card:
    """The card for the page itself: what leads there leads nowhere, what leads on from it stays."""
    return replace(card, buttons=tuple(button for button in card.buttons if button.leads != PAGE))


def at_rest(card: Card) -> Card:
    """The card once the conversation has moved on: nothing to press, nothing it listens for; what was chosen stays."""
    body = [_resting(part) for part in card.body if not isinstance(part, Note) and not _is_said_in_passing(part)]
    while body and isinstance(body[-1], Divider):
        body.pop()
    return replace(card, body=tuple(body), buttons=(), asks="", casually=False, untouched=False, briefly=False)


def _is_said_in_passing(part: Part) -> bool:
    return (isinstance(part, Line) and part.rests == NOTHING) or (isinstance(part, Quote) and part.passing)


def _resting(part: Part) -> Part:
    match part:
        case Line(rests=rests) if rests is not None:
            return Line(rests)
        case Row():
            chosen = next((button.label for button in part.buttons if button.chosen), None)
            return replace(part, buttons=(), detail=part.detail or chosen)
        case _:
            return part
