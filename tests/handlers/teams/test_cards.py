"""Cards and dialogs as Teams takes them: by the official schema, within its limits, nobody's words as markup."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from conversations.toolkit.cards import MOST_BARS, Bar, Bars, Button, Card, Heading, Line, Row, Table, buttons_of
from conversations.toolkit.forms import ChoiceField, DayField, Field, Form, Option, PersonField, TextField, TickField
from conversations.toolkit.words import LANGUAGES, Language, Phrase, Verbatim
from handlers.platform import OpenedForm
from handlers.teams import forms
from handlers.teams.cards import IN_A_ROW, MAX_SIZE, Drawn
from handlers.teams.elements import Element, Pen, size
from handlers.teams.widths import AROUND, LONGEST_WORD, NARROW, letters
from tests.handlers.contract import adaptive, probe
from tests.handlers.contract.house import catalogue
from tests.handlers.hostile import STRINGS, plain
from tests.handlers.peers.microsoft.cards import faults_of

GOLDEN = Path(__file__).parents[1] / "golden/teams"
PAGE = "https://rapport.example.com"
MORE = "There’s more than fits in here. You’ll find all of it on your page."


def test_a_button_leads_to_the_page_or_to_a_paper_on_it_where_there_is_a_link() -> None:
    buttons = (Button("page", Verbatim("Page"), leads="page"), Button("whole", Verbatim("Whole"), leads="page/a/b"))
    card = Card("probe", Phrase("probe.neutral"), (), buttons)
    pen, way_in = Pen(catalogue(), "en"), f"{PAGE}/sign-in/once"
    actions = Drawn(pen, "d", PAGE, way_in).content(card)["actions"]
    assert [each["url"] for each in actions] == [way_in, f"{way_in}?to=/a/b"]
    assert "actions" not in Drawn(pen, "d", PAGE).content(card)


def faults(card: Element, *, dialog: bool = False) -> list[str]:
    """What Teams would refuse, and what nobody could find their way in."""
    unlabelled = [f"an input without a label: {each['id']}" for each in _every(card) if _is_unlabelled(each)]
    return [*faults_of(card, dialog=dialog), *unlabelled]


def _every(card: Any) -> Iterator[dict[str, Any]]:
    match card:
        case dict():
            yield card
            for inside in card.values():
                yield from _every(inside)
        case list():
            for each in card:
                yield from _every(each)


def _is_unlabelled(element: dict[str, Any]) -> bool:
    is_input = str(element.get("type", "")).startswith("Input.")
    further = "#" in element.get("id", "") and not element["id"].endswith("#0")
    return is_input and not further and not element.get("label") and not element.get("title")


def drawn(card: Card, language: Language = "en", base_url: str = PAGE) -> Element:
    return Drawn(Pen(catalogue(), language), "d" * 32, base_url).content(card)


def of_golden(file: Path) -> Element:
    whole: Element = json.loads(file.read_text("utf-8"))
    return adaptive.card_of(whole) or whole


# --- the schema ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(GOLDEN.iterdir()), ids=lambda file: file.stem)
def test_every_golden_card_fits_the_official_schema(file: Path) -> None:
    assert faults(of_golden(file), dialog="form" in file.stem) == []


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.form.*")), ids=lambda file: file.stem)
def test_every_form_fits_when_it_is_filled_to_the_brim_in_chinese(file: Path) -> None:
    """28 KB also for a dialog that comes back with all that was typed."""
    dialog = of_golden(file)
    for element in _every(dialog):
        if element.get("type") == "Input.Text":
            element["value"] = "界" * element["maxLength"]
    assert faults(dialog, dialog=True) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_part_and_field_fits_the_official_schema(language: Language) -> None:
    assert faults(drawn(probe.every_kind("words"), language)) == []


def test_the_check_finds_what_is_wrong() -> None:
    good = drawn(probe.every_kind("words"))
    assert faults({**good, "body": [{"type": "Media"}, {"type": "RichTextBlock"}]})
    assert faults({**good, "body": [{"type": "Input.Text", "id": "a", "label": "A"}] * 2})
    assert faults({**good, "body": [{"type": "Input.Text", "id": "a"}]})
    assert faults({**good, "version": 1.5})


# --- limits (platforms.md, Teams, numbers) ---------------------------------------------------------------------------


def test_a_message_stays_within_28_kb_and_keeps_title_and_buttons() -> None:
    card = drawn(probe.large())
    assert size(card) <= MAX_SIZE < 2 * size(card)
    says = adaptive.says(card)
    assert "A probe" in says
    assert "row 0 " in says
    assert MORE in says
    assert [each["title"] for each in card["actions"]][-1] == "Open the page"  # type: ignore[index, union-attr]
    assert {"tapped", "row0"} <= {each["data"].get("value") for each in adaptive.actions(card)}
    assert faults(card) == []


def test_a_card_that_fits_is_not_cut() -> None:
    assert "more than fits" not in adaptive.says(drawn(probe.every_kind("x" * 100)))


def test_a_single_part_that_is_too_large_leaves_the_way_to_the_page() -> None:
    huge = Card("probe.huge", Phrase("probe.neutral"), (Line(Verbatim("w" * MAX_SIZE)),))
    card = drawn(huge)
    assert size(card) <= MAX_SIZE
    assert adaptive.says(card).splitlines() == [
        "There’s more than fits in here. You’ll find all of it on your page.",
        "Open the page",
    ]


def charted(sizes: Sequence[int]) -> Element:
    bars = tuple(Bar(Verbatim(f"{n}月"), size, Verbatim(f"{size}条")) for n, size in enumerate(sizes, 1))
    part = Bars(Verbatim("By month"), (Verbatim("Month"), Verbatim("On record")), bars)
    return drawn(Card("probe.bars", Phrase("probe.neutral"), (part,)))


def test_bars_are_a_chart_and_a_table_where_a_client_has_none() -> None:
    card = charted((0, 2))
    title, chart = card["body"]  # type: ignore[misc, str-unpack]
    assert adaptive.says(title) == "By month"
    assert chart["type"] == "Chart.VerticalBar"  # type: ignore[index, call-overload]
    assert chart["data"] == [{"x": "1月", "y": 0}, {"x": "2月", "y": 2}]  # type: ignore[index, call-overload]
    [table] = chart["fallback"]["items"]  # type: ignore[index, call-overload]
    assert adaptive.says(table).splitlines() == ["Month", "On record", "1月", "0条", "2月", "■■ 2条"]
    assert faults(card) == []
    assert faults({**card, "body": [{"type": "Chart.VerticalBar", "data": [{"x": "1月", "y": 0}]}]}), "no fallback"


def test_more_bars_than_a_phone_shows_are_a_table() -> None:
    kinds = [each["type"] for each in charted((1,) * (MOST_BARS + 1))["body"]]  # type: ignore[index, union-attr]
    assert kinds == ["RichTextBlock", "Table"]


def test_at_most_six_actions_stand_side_by_side() -> None:
    buttons = tuple(Button("show", Verbatim(str(n)), str(n)) for n in range(9))
    card = drawn(Card("probe.many", Phrase("probe.neutral"), (Row(Verbatim("row"), buttons),), buttons))
    for actions in (card["actions"], card["body"][0]["items"][1]["actions"]):  # type: ignore[index, call-overload]
        modes = [each.get("mode", "primary") for each in actions]  # type: ignore[union-attr, call-overload, index]
        assert modes == ["primary"] * IN_A_ROW + ["secondary"] * 3
    assert faults(card) == []


def test_only_our_own_page_is_linked_and_only_by_https() -> None:
    """Safety 11: openUrl https and our own."""
    for base_url in ("http://127.0.0.1:8080", "javascript:alert(1)", "//evil.example", ""):
        assert "Action.OpenUrl" not in json.dumps(Drawn(Pen(catalogue(), "en"), "d", base_url).neutral(probe.large()))
    neutral = Drawn(Pen(catalogue(), "en"), "d", PAGE).neutral(probe.large())
    assert [each["url"] for each in _every(neutral) if each.get("type") == "Action.OpenUrl"] == [PAGE]
    assert faults(neutral) == []


def _tabled(*rows: Sequence[str]) -> Element:
    """The part that is drawn of a table, or of its first row."""
    texts = [tuple(map(Verbatim, row)) for row in rows]
    made = drawn(Card("probe.table", Phrase("probe.neutral"), (Table(texts[0], tuple(texts[1:])),)))
    return made["body"][0]  # type: ignore[index, call-overload, return-value]


def _broken(table: Element) -> list[str]:
    """The words that do not fit into their column on a phone."""
    shares = [each["width"] for each in table["columns"]]  # type: ignore[index, call-overload, union-attr]
    room = [NARROW * share / sum(shares) - AROUND for share in shares]
    rows = [[adaptive.says(cell) for cell in row["cells"]] for row in table["rows"]]  # type: ignore[index, call-overload, union-attr]
    words = [(word, width) for row in rows for cell, width in zip(row, room, strict=True) for word in cell.split()]
    return [word for word, width in words if word.isascii() and width < letters(word) <= LONGEST_WORD]


def test_a_column_is_as_wide_as_its_texts_so_that_short_ones_do_not_break() -> None:
    def widths(*columns: str) -> list[int]:
        return [each["width"] for each in _tabled(columns, ["x"] * len(columns))["columns"]]  # type: ignore[index, call-overload, union-attr]

    assert widths("Who it is", "How it goes") == [11, 13]
    assert widths("四个汉字", "w " * 100, "") == [8, 23, 3], "one long text leaves room for the others"


def test_no_word_breaks_in_a_table_on_a_phone() -> None:
    table = _tabled(
        ["Goal", "Status", "How far"],
        ["Every order leaves within a day of its payment, also in December", "Proposed", "0%"],
    )
    assert table["type"] == "Table"
    assert _broken(table) == []
    narrow = {**table, "columns": [{"width": 30}, {"width": 8}, {"width": 6}]}
    assert "Proposed" in _broken(narrow), "this is how they were shared before"


def test_a_table_whose_words_do_not_fit_side_by_side_is_a_list() -> None:
    columns = ["Department", "People", "Messages", "Time on average", "Questions"]
    row = _tabled(columns, ["Research", "8", "3.2", "2 min", "5"])
    assert row["type"] == "Container"
    assert adaptive.says(row) == "Research\nPeople 8 · Messages 3.2 · Time on average 2 min · Questions 5"


@pytest.mark.parametrize("file", sorted(GOLDEN.iterdir()), ids=lambda file: file.stem)
def test_no_word_breaks_in_any_card_on_a_phone(file: Path) -> None:
    tables = [each for each in _every(of_golden(file)) if each.get("type") == "Table"]
    assert [word for table in tables for word in _broken(table)] == []


# --- buttons ---------------------------------------------------------------------------------------------------------


def test_a_tap_is_executed_in_place_and_falls_back_to_a_message() -> None:
    [action] = drawn(Card("probe.one", Phrase("probe.neutral"), (), (Button("show", Verbatim("Tap"), "v"),)))["actions"]  # type: ignore[misc]
    data = {"delivery": "d" * 32, "button": "show", "value": "v"}
    fallback = {"type": "Action.Submit", "title": "Tap", "data": data}
    assert action == {"type": "Action.Execute", "title": "Tap", "verb": "press", "data": data, "fallback": fallback}


def test_a_button_that_opens_a_form_is_a_fetch_button() -> None:
    """Teams must know when it draws the button that a dialog comes of it (platforms.md)."""
    opening = [each for each in adaptive.actions(drawn(probe.every_kind("x"))) if "form" in each["data"]]
    assert opening
    for action in opening:
        assert action["type"] == "Action.Submit"
        assert action["data"]["msteams"] == {"type": "task/fetch"}


def test_a_button_to_be_sure_of_asks_first() -> None:
    [asking] = [each for each in drawn(probe.every_kind("x"))["actions"] if each["type"] == "Action.ShowCard"]  # type: ignore[union-attr, index, call-overload]
    assert adaptive.says(asking["card"]).splitlines()[0] == "Really?"  # type: ignore[index, call-overload]


# --- nobody's words are markup (safety 11) ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", STRINGS)
def test_11_words_stand_in_text_runs_only(text: str) -> None:
    """No markdown is read in a TextRun, and there is no way to make it a link."""
    text = text[:250]  # of the widest signs, so long a text everywhere still fits in one card
    harmless, hostile = drawn(probe.every_kind("harmless")), drawn(probe.every_kind(text))
    assert _shape(hostile) == _shape(harmless)
    assert "TextBlock" not in _shape(hostile)
    assert "FactSet" not in _shape(hostile)
    assert plain(text) in plain(adaptive.says(hostile))


def _shape(card: Element) -> list[str]:
    """The kinds of all elements but text: a text with line ends has more blocks of it."""
    kinds = (str(each["type"]) for each in _every(card) if "type" in each)
    return [kind for kind in kinds if kind not in ("TextRun", "RichTextBlock")]


def test_11_choices_and_ticks_hold_no_links() -> None:
    """Teams reads markdown there: a link is taken apart without changing what is read."""
    pen = Pen(catalogue(), "en")
    assert "](" not in pen.inert(Verbatim("[click](https://evil.example)"))
    assert pen.inert(Verbatim("[click](x)")).replace("\u200b", "") == "[click](x)"


def test_21_what_a_notification_shows_is_the_neutral_line() -> None:
    card = probe.every_kind("secret")
    message = Drawn(Pen(catalogue(), "en"), "d", PAGE).message(card)
    assert message["summary"] == "There is something for you"
    assert "text" not in message
    content = adaptive.card_of(message)
    assert content
    assert content["fallbackText"] == "There is something for you"


# --- dialogs ---------------------------------------------------------------------------------------------------------

OPTIONS = (Option("1", Verbatim("1")), Option("2", Verbatim("2")))


def _form(*parts: Any) -> OpenedForm:
    return OpenedForm("d" * 32, Form("ask", Phrase("probe.form.title"), parts, Phrase("probe.form.submit"), version=3))


def test_a_dialog_comes_back_with_all_that_was_typed_and_what_is_wrong_at_each_field() -> None:
    opened = _form(
        TextField("what", Phrase("probe.form.what"), required=True, value=("proposed",), max_length=10),
        TextField("lines", Phrase("probe.form.lines"), value=("a", "b"), many=3),
        PersonField("who", Phrase("probe.form.who"), value="marta", shown="Marta Novák"),
    )
    values = {"what": ("w" * 20,), "lines": ("1", "2", "3", "4"), "who": ()}
    typed = forms.Typed(values, {"what": Phrase("words.errors.too_long", {"limit": 10})}, version=2)
    card = forms.dialog(Pen(catalogue(), "en"), opened, typed)
    assert faults(card, dialog=True) == []
    assert adaptive.errors(card) == {"what": "This is too long. Please keep it to 10 characters."}
    assert adaptive.sheet(card).values == {"what": ("w" * 20,), "lines": ("1", "2", "3", "4"), "who": ()}
    [submit] = adaptive.actions(card)
    assert submit["data"]["version"] == 2, "what was seen first, so that a conflict is noticed"


@pytest.mark.parametrize(
    "field",
    [
        TextField("f", Phrase("probe.form.what"), Verbatim("Only you see this."), value=("typed",)),
        TextField("f", Phrase("probe.form.what"), Verbatim("Only you see this."), many=3),
        ChoiceField("f", Phrase("probe.form.what"), Verbatim("Only you see this."), options=OPTIONS),
        ChoiceField("f", Phrase("probe.form.what"), Verbatim("Only you see this."), options=OPTIONS, look="menu"),
        DayField("f", Phrase("probe.form.what"), Verbatim("Only you see this.")),
        TickField("f", Phrase("probe.form.what"), Verbatim("Only you see this.")),
        PersonField("f", Phrase("probe.form.who"), Verbatim("Only you see this.")),
    ],
)
def test_a_hint_stays_readable_whatever_the_field_and_whatever_stands_in_it(field: Field) -> None:
    """A placeholder is drawn by some inputs only, and by none once something stands in it."""
    card = forms.dialog(Pen(catalogue(), "en"), _form(field))
    *_, hint = card["body"]  # type: ignore[misc, has-type]
    assert adaptive.says(hint) == "Only you see this."
    assert hint["inlines"][0]["isSubtle"], "quieter than what it explains"  # type: ignore[index]
    assert faults(card, dialog=True) == []


def test_whoever_stands_in_a_field_for_people_stays_readable() -> None:
    opened = _form(PersonField("who", Phrase("probe.form.who"), value="marta", shown="Marta Novák"))
    [field] = adaptive.inputs(forms.dialog(Pen(catalogue(), "en"), opened))
    assert field["choices"] == [{"title": "Marta Novák", "value": "marta"}]
    assert field["style"] == "filtered"
    assert forms.field_asked(field["choices.data"]["dataset"]) == ("d" * 32, "ask", "who")


def test_what_shows_only_sometimes_is_not_demanded_by_teams() -> None:
    opened = _form(
        TextField("what", Phrase("probe.form.what"), required=True),
        TextField("why", Phrase("probe.form.what"), required=True, shown_when=("what", "*")),
    )
    what, why = adaptive.inputs(forms.dialog(Pen(catalogue(), "en"), opened))
    assert (what["isRequired"], "isRequired" in why) == (True, False)


def test_values_come_back_as_strings_and_nothing_else_is_taken() -> None:
    data = {"delivery": "d", "in:a": "x", "in:b#1": "two", "in:b#0": "one", "in:b#2": " ", "in:tick": "false"}
    assert forms.values_in(data) == {"a": ("x",), "b": ("one", "two"), "tick": ("false",)}
    for bad in (7, None, True, ["x"], {"a": "x"}, "w" * 20_001):
        with pytest.raises(ValueError, match="in:a"):
            forms.values_in({"in:a": bad})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="101"):
        forms.values_in({f"in:f{n}": "x" for n in range(101)})


def test_headings_and_buttons_of_one_card_are_all_there() -> None:
    card = probe.every_kind("x")
    assert len(list(adaptive.actions(drawn(card)))) == len(buttons_of(card))
    assert [part for part in card.body if isinstance(part, Heading)]
