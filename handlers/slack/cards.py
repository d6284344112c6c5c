"""Cards as Block Kit. Whatever a person wrote stands in plain_text or rich_text, so nothing of it is markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    InteractiveElement,
    Option,
    OverflowMenuElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from conversations.toolkit.cards import (
    Bars,
    Branch,
    Button,
    Card,
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
    as_table,
    fits_a_chart,
    leading_nowhere,
    led_to,
    lines_of,
)
from conversations.toolkit.trees import TREE_LINES, beginning
from handlers.slack import blocks as kit
from handlers.slack.blocks import (
    Json,
    aside,
    bullets,
    checked,
    paragraph,
    plain,
    quotation,
    title,
    view_wire,
    wire,
    words,
)
from handlers.slack.marks import PAGE, PRESS, REOPEN, TAP, Mark, Press, Sheet, Tap
from handlers.slack.tables import CHARTS, chart_of, listed, table_of
from handlers.slack.texts import Pen, escaped
from handlers.slack.writing import written

_STYLES = {"primary": "primary", "danger": "danger"}
_CHOSEN = "✓ "
_IN_ACTIONS, _SIDE_BY_SIDE = 25, 6
"""Of more buttons the last stand behind three dots, as in Teams; one alone does not."""

_NOTICE = 300
"""Characters kept for saying that there is more."""


@dataclass(frozen=True)
class Drawing:
    """Draws for one reader. `page` is where the whole of a card can be read, `way_in` signs its reader in there."""

    pen: Pen
    page: str
    way_in: str = field(default="", repr=False)

    def message(self, card: Card, delivery: str) -> list[Json]:
        """The blocks of a message; its buttons carry `delivery`. What is too large ends with a way to the page."""
        mark = partial(_tap, delivery)
        return _OneCard(self, TAP, mark, kit.MESSAGE_BLOCKS, tables=True).draw(card)

    def neutral(self, card: Card) -> list[Json]:
        """The neutral line and the way to the page, without any content."""
        return wire([self._with_page(self.pen.text(card.neutral))], kit.MESSAGE_BLOCKS)

    def preview(self, card: Card) -> str:
        """What stands in a notification and on a lock screen: the neutral line."""
        return escaped(self.pen.text(card.neutral))

    def home(self, card: Card, conversation: str, screen: str) -> Json:
        """A screen as Home; taps on it name the screen, for no message carried it."""
        mark = partial(_press, conversation, screen)
        drawn = _OneCard(self, PRESS, mark, kit.VIEW_BLOCKS, tables=False).draw(card)
        return view_wire(View(type="home", blocks=drawn))

    def not_opened(self, sheet: Sheet) -> list[Json]:
        """What somebody gets whose form did not open: a button that opens it."""
        button = ButtonElement(
            text=plain(self.pen.chat("open_form"), kit.LABEL), action_id=REOPEN, value=sheet.packed(), style="primary"
        )
        return wire(
            [SectionBlock(text=plain(self.pen.chat("not_opened"), kit.SECTION), accessory=button)], kit.MESSAGE_BLOCKS
        )

    def _with_page(self, text: str) -> SectionBlock:
        link = ButtonElement(text=plain(self.pen.chat("page"), kit.LABEL), action_id=PAGE, url=self.page)
        return SectionBlock(text=plain(text, kit.SECTION), accessory=link)

    def more(self) -> SectionBlock:
        """What stands where a card was cut."""
        return self._with_page(self.pen.chat("more"))


def home_line(text: str) -> Json:
    """A Home with one line in it."""
    return view_wire(View(type="home", blocks=[SectionBlock(text=plain(text, kit.SECTION))]))


def _tap(delivery: str, button: Button) -> Mark:
    return Tap(d=delivery, b=button.name, v=button.value)


def _press(conversation: str, screen: str, button: Button) -> Mark:
    return Press(c=conversation, s=screen, b=button.name, v=button.value)


class _OneCard:
    """One card on its way to blocks. Ids of elements are numbered, so that none stands twice."""

    def __init__(self, drawing: Drawing, kind: str, mark: Callable[[Button], Mark], most: int, *, tables: bool) -> None:
        self._drawing, self._pen = drawing, drawing.pen
        self._kind, self._mark, self._most = kind, mark, most
        self._tables, self._charts = tables, CHARTS if tables else 0
        self._number = count()

    def draw(self, card: Card) -> list[Json]:
        """All of it; or as much as there is room for, the way to the rest, and the card's own buttons."""
        card = card if self._drawing.way_in else leading_nowhere(card)
        own = [written(block) for block in self._actions(card.buttons)]
        room = kit.CHARACTERS - kit.characters(own) - _NOTICE
        drawn: list[Json] = []
        for part in card.body:
            more = [written(block) for block in self._part(part)]
            room -= kit.characters(more)
            if room < 0 or len(drawn) + len(more) + len(own) >= self._most:
                drawn.append(written(self._drawing.more()))
                break
            drawn += more
        if not drawn and not own:
            drawn = [written(paragraph(words(self._pen.text(card.neutral))))]
        return checked([*drawn, *own], self._most)

    def _part(self, part: Part) -> Iterator[Block]:
        text = self._pen.text
        match part:
            case Heading(small=True):
                yield paragraph(words(text(part.text), bold=True))
            case Heading():
                yield title(text(part.text))
            case Line():
                yield paragraph(words(text(part.text)))
            case Note():
                yield aside(text(part.text))
            case Quote():
                yield quotation(self._pen.own(part.words), text(part.by) if part.by else "")
            case Row():
                yield from self._row(part)
            case Fields():
                yield self._pairs([(text(label), text(said)) for label, said in part.pairs])
            case Table():
                yield from self._table(part)
            case Bars():
                yield from self._bars(part)
            case Tree():
                yield from self._tree(part)
            case Points():
                yield self._points([text(item) for item in part.items], said=part.said)
            case Divider():
                yield DividerBlock()

    def _row(self, row: Row) -> Iterator[Block]:
        detail = f"\n{self._pen.text(row.detail)}" if row.detail else ""
        text = plain(self._pen.text(row.text) + detail, kit.SECTION)
        single = self._button(row.buttons[0]) if len(row.buttons) == 1 else None
        yield SectionBlock(text=text, accessory=single)
        if not single:
            yield from self._actions(row.buttons)

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> Block:
        return RichTextBlock(
            elements=[
                RichTextSectionElement(elements=[words(label, bold=True), words(f"\n{said}")]) for label, said in pairs
            ]
        )

    def _bars(self, bars: Bars) -> Iterator[Block]:
        """As a chart if there is room for one: messages take two, Home none. Else as a table."""
        chart = chart_of(bars, self._pen) if self._charts and fits_a_chart(bars) else None
        if chart:
            self._charts -= 1
            yield chart
        else:
            yield from (block for part in as_table(bars) for block in self._part(part))

    def _table(self, table: Table) -> Iterator[Block]:
        """As a table if there is room for one: messages take one, Home none. Else a short list, a row in two lines."""
        columns = [self._pen.text(column) for column in table.columns]
        rows = [[self._pen.text(cell) for cell in row] for row in table.rows]
        drawn = table_of(columns, rows) if self._tables else None
        if drawn:
            self._tables = False
            yield drawn
        elif rows:
            yield bullets([(0, listed(columns, row)) for row in rows])

    def _tree(self, tree: Tree) -> Iterator[Block]:
        """A bullet for each line, further in the further below; a block for each branch at the top."""
        for branch in beginning(tree, TREE_LINES).branches:
            yield bullets([(depth, self._leaf(each)) for depth, each in lines_of(Tree((branch,)))])

    def _leaf(self, branch: Branch) -> Sequence[RichTextElementParts.Text]:
        text = words(self._pen.text(branch.text), bold=bool(branch.below))
        return [text, words(f"\n{self._pen.text(branch.detail)}")] if branch.detail else [text]

    def _points(self, items: Sequence[str], *, said: bool) -> Block:
        return quotation("\n".join(items), "") if said else bullets([(0, [words(item)]) for item in items])

    def _actions(self, buttons: Sequence[Button]) -> Iterator[Block]:
        behind = self._behind(buttons)
        drawn: list[InteractiveElement] = [self._button(button) for button in buttons if button not in behind]
        if behind:
            drawn.append(self._menu(behind))
        for at in range(0, len(drawn), _IN_ACTIONS):
            yield ActionsBlock(elements=drawn[at : at + _IN_ACTIONS])

    def _behind(self, buttons: Sequence[Button]) -> Sequence[Button]:
        """Those that stand behind the dots: the last, and the quiet ones before any other. An option has no colour,
        asks nothing back and carries little.
        """
        too_many = max(0, min(len(buttons) - _SIDE_BY_SIDE, kit.BEHIND))
        able = [button for button in reversed(buttons) if self._fits_an_option(button)]
        last = sorted(able, key=lambda button: button.style != "quiet")[:too_many]
        return [button for button in buttons if button in last] if len(last) > 1 else []

    def _fits_an_option(self, button: Button) -> bool:
        is_bare = button.style in ("plain", "quiet") and not button.confirm and not button.leads
        return is_bare and len(self._mark(button).packed()) <= kit.OPTION_VALUE

    def _menu(self, buttons: Sequence[Button]) -> OverflowMenuElement:
        labels = [plain(self._label(button), kit.LABEL) for button in buttons]
        values = [self._mark(button).packed() for button in buttons]
        options = [Option(text=label, value=value) for label, value in zip(labels, values, strict=True)]
        return OverflowMenuElement(action_id=f"{self._kind}.{next(self._number)}", options=options)

    def _label(self, button: Button) -> str:
        return (_CHOSEN if button.chosen else "") + self._pen.text(button.label)

    def _button(self, button: Button) -> ButtonElement:
        label = self._label(button)
        if button.leads:
            name, link = f"{PAGE}.{next(self._number)}", led_to(button.leads, self._drawing.way_in)
            style = _STYLES.get(button.style)
            return ButtonElement(text=plain(label, kit.LABEL), action_id=name, url=link, style=style)
        return ButtonElement(
            text=plain(label, kit.LABEL),
            action_id=f"{self._kind}.{next(self._number)}",
            value=self._mark(button).packed(),
            # What is chosen has its mark: green is left to what one is to do.
            style=None if button.chosen else _STYLES.get(button.style),
            confirm=self._confirm(button, label) if button.confirm else None,
        )

    def _confirm(self, button: Button, label: str) -> ConfirmObject | None:
        if button.confirm is None:
            return None
        return ConfirmObject(
            title=plain(label, 100),
            text=plain(self._pen.text(button.confirm), 300),
            confirm=plain(label, 30),
            deny=plain(self._pen.chat("cancel"), 30),
        )
