"""Cards and forms as Block Kit: what only Slack draws in its own way."""

from collections.abc import Sequence
from typing import Any

from conversations.toolkit.cards import MOST_BARS, Bar, Bars, Branch, Button, Card, Points, Row, Style, Tree
from conversations.toolkit.forms import ChoiceField, Form, Option, TextField
from conversations.toolkit.words import Phrase, Verbatim
from handlers.platform import OpenedForm
from handlers.slack import forms
from handlers.slack.cards import Drawing
from handlers.slack.texts import Pen
from tests.handlers.contract.house import catalogue

Json = dict[str, Any]
PEN = Pen(catalogue(), "en")


def drawn(*parts: Any) -> list[Json]:
    return Drawing(PEN, "https://rapport.example.com").message(Card("probe", Phrase("probe.neutral"), parts), "d")


def fields(*parts: Any) -> list[Json]:
    form = Form("ask", Phrase("probe.form.title"), parts, Phrase("probe.form.submit"))
    blocks: list[Json] = forms.modal(PEN, OpenedForm("d", form))["blocks"]
    return blocks


def test_green_is_what_one_is_to_do_and_what_is_chosen_has_its_mark() -> None:
    buttons = (
        Button("agree", Verbatim("I agree"), style="primary"),
        Button("pace", Verbatim("On track"), "on_track", chosen=True),
        Button("pace", Verbatim("Stuck"), "stuck"),
    )
    *_, actions = drawn(Row(Verbatim("A goal"), buttons))
    told = [(each["text"]["text"], each.get("style")) for each in actions["elements"]]
    assert told == [("I agree", "primary"), ("✓ On track", None), ("Stuck", None)]


def standing(*buttons: Button) -> tuple[list[str], list[str]]:
    """What stands side by side, and what behind the dots."""
    *_, actions = drawn(Row(Verbatim("A goal"), buttons))
    menus = [each for each in actions["elements"] if each["type"] == "overflow"]
    assert len(menus) <= 1
    behind = [option["text"]["text"] for menu in menus for option in menu["options"]]
    return [each["text"]["text"] for each in actions["elements"] if each["type"] == "button"], behind


def several(n: int, style: Style = "plain") -> list[Button]:
    return [Button(style, Verbatim(f"{style} {at}"), str(at), style) for at in range(n)]


def labels(buttons: Sequence[Button]) -> list[str]:
    return [catalogue().text(button.label, "en") for button in buttons]


def test_of_more_than_six_buttons_the_last_stand_behind_dots() -> None:
    for n in (2, 7):
        assert standing(*several(n)) == (labels(several(n)), [])
    for n, beside in ((8, 6), (11, 6), (13, 8)):
        assert standing(*several(n)) == (labels(several(n)[:beside]), labels(several(n)[beside:]))


def test_quiet_buttons_stand_behind_the_dots_first_and_in_their_order() -> None:
    first, quiet, last = several(1, "primary"), several(3, "quiet"), several(5)
    assert standing(*first, *quiet, *last) == (labels([*first, *last]), labels(quiet))


def test_what_an_option_cannot_say_stays_a_button() -> None:
    sure = Button("sure", Verbatim("Sure"), confirm=Phrase("probe.sure"), style="quiet")
    long = Button("long", Verbatim("Long"), "x" * 150, "quiet")
    out, chosen = Button("out", Verbatim("Out"), style="danger"), Button("on", Verbatim("On"), chosen=True)
    beside, behind = standing(*several(5), chosen, sure, long, out)
    assert beside == [*labels(several(3)), "Sure", "Long", "Out"]
    assert behind == ["plain 3", "plain 4", "✓ On"]
    assert standing(*several(1), *several(8, "danger"))[1] == [], "nobody looks behind dots for one thing"


def test_a_button_leads_to_the_page_or_to_a_paper_on_it_where_there_is_a_link() -> None:
    buttons = (Button("page", Verbatim("Page"), leads="page"), Button("whole", Verbatim("Whole"), leads="page/a/b"))
    card = Card("probe", Phrase("probe.neutral"), (), (*buttons, Button("x", Verbatim("Stay"))))
    way_in = "https://rapport.example.com/sign-in/once"
    [actions] = Drawing(PEN, "https://rapport.example.com", way_in).message(card, "d")
    assert [each.get("url") for each in actions["elements"]] == [way_in, f"{way_in}?to=/a/b", None]
    [actions] = Drawing(PEN, "https://rapport.example.com").message(card, "d")
    assert [each["text"]["text"] for each in actions["elements"]] == ["Stay"]


def test_points_are_a_list_and_what_is_said_a_quotation() -> None:
    items = (Verbatim("one"), Verbatim("two"))
    listed, said = drawn(Points(items), Points(items, said=True))
    assert [run["elements"][0]["text"] for run in listed["elements"][0]["elements"]] == ["one", "two"]
    assert [(each["type"], each["elements"][0]["text"]) for each in said["elements"]] == [
        ("rich_text_quote", "one\ntwo")
    ]


def test_a_tree_is_lists_each_further_in_than_the_one_above() -> None:
    deep = Branch(Verbatim("9"))
    for n in range(8, -1, -1):
        deep = Branch(Verbatim(str(n)), Verbatim("said of it") if n == 1 else None, (deep,))
    [block] = drawn(Tree((Branch(Verbatim("top"), None, (deep, Branch(Verbatim("beside")))),)))
    lists = block["elements"]
    assert {each["type"] for each in lists} == {"rich_text_list"}
    assert [each["indent"] for each in lists] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 1], "Slack knows eight"
    texts = ["".join(run["text"] for run in item["elements"]) for each in lists for item in each["elements"]]
    assert texts == ["top", "0", "1\nsaid of it", *"23456789", "beside"]


def bars(*labels: str) -> Bars:
    drawn = tuple(Bar(Verbatim(label), n, Verbatim(f"{n} items")) for n, label in enumerate(labels))
    return Bars(Verbatim("By month"), (Verbatim("Month"), Verbatim("On record")), drawn)


def test_bars_are_a_chart_of_slacks_own() -> None:
    [block] = drawn(bars("九月", "Oct"))
    assert block == {
        "type": "data_visualization",
        "title": "By month",
        "chart": {
            "type": "bar",
            "series": [{"name": "On record", "data": [{"label": "九月", "value": 0}, {"label": "Oct", "value": 1}]}],
            "axis_config": {"categories": ["九月", "Oct"], "x_label": "Month", "y_label": "On record"},
        },
    }


def test_where_no_chart_can_be_bars_are_a_table_and_on_home_a_list() -> None:
    one, two = bars("Sep", "Oct"), bars("Sep", "Oct", "Nov")
    kinds = [block["type"] for block in drawn(one, two, one)]
    assert kinds == ["data_visualization", "data_visualization", "context", "table"], "a message has two at most"
    alike, many = bars("x" * 30, "x" * 31), bars(*map(str, range(MOST_BARS + 1)))
    for part in (alike, many):
        assert [block["type"] for block in drawn(part)] == ["context", "table"]
    card = Card("probe", Phrase("probe.neutral"), (one,))
    home = Drawing(PEN, "https://rapport.example.com").home(card, "help", "home")
    assert [block["type"] for block in home["blocks"]] == ["context", "rich_text"]


def test_what_is_said_below_a_field_are_sentences_apart() -> None:
    [several] = fields(TextField("f", Phrase("probe.form.what"), Verbatim("一句话就够。"), many=3))
    assert several["hint"]["text"].splitlines() == ["一句话就够。", "One per line."]


def test_a_radio_that_has_its_answer_is_not_called_optional() -> None:
    options = (Option("no", Verbatim("No")), Option("yes", Verbatim("Yes")))
    chosen, unchosen, menu = fields(
        ChoiceField("a", Phrase("probe.form.what"), options=options, value="no"),
        ChoiceField("b", Phrase("probe.form.what"), options=options),
        ChoiceField("c", Phrase("probe.form.what"), options=options, value="no", look="menu"),
    )
    assert [each["optional"] for each in (chosen, unchosen, menu)] == [False, True, True]
