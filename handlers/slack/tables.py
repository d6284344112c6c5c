"""Tables and charts as Slack has them (platforms.md): blocks of messages, not of Home."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RawTextObject, RichTextElementParts, TableBlock

from conversations.toolkit.cards import Bars
from handlers.slack.blocks import Json, paragraph, words
from handlers.slack.texts import Pen, cut

_TABLE_ROWS, _TABLE_COLUMNS = 100, 20
TITLE, LABEL, POINTS = 50, 20, 20
CHARTS = 2
"""Charts that a message may have."""


class ChartBlock(Block):
    """A `data_visualization`, which slack_sdk has no model for."""

    type = "data_visualization"

    @property
    def attributes(self) -> set[str]:  # type: ignore[override]
        """What is written of it."""
        return {*super().attributes, "title", "chart"}

    def __init__(self, title: str, chart: Json) -> None:
        """`chart` as it goes onto the wire."""
        super().__init__(type=self.type)
        self.title, self.chart = title, chart


def chart_of(bars: Bars, pen: Pen) -> ChartBlock | None:
    """The bars as a chart; None where two would have the same name."""
    labels = [cut(pen.text(bar.label), LABEL) for bar in bars.bars]
    if not 0 < len(labels) <= POINTS or len(set(labels)) < len(labels):
        return None
    across, up = (pen.text(column) for column in bars.columns)
    points = [{"label": label, "value": bar.size} for label, bar in zip(labels, bars.bars, strict=True)]
    chart: Json = {
        "type": "bar",
        "series": [{"name": cut(up, LABEL), "data": points}],
        "axis_config": {"categories": labels, "x_label": cut(across, TITLE), "y_label": cut(up, TITLE)},
    }
    return ChartBlock(cut(pen.text(bars.title), TITLE), chart)


def table_of(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> TableBlock | None:
    """Rows below their columns' titles; None where they are too many."""
    if len(rows) >= _TABLE_ROWS or len(columns) > _TABLE_COLUMNS:
        return None
    head = [paragraph(words(column, bold=True)) for column in columns]
    return TableBlock(rows=[head, *([RawTextObject(text=cell) for cell in row] for row in rows)])


def listed(columns: Sequence[str], row: Sequence[str]) -> Sequence[RichTextElementParts.Text]:
    """A row of a table, without a table: what it is of, and below that each column named before what stands in it."""
    named = (f"{column} {said}" for column, said in zip(columns[1:], row[1:], strict=True))
    return words(row[0], bold=True), words("\n" + " · ".join(named))
