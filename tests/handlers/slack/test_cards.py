"""Cards and forms as Block Kit: what only Slack draws in its own way."""

from typing import Any

from conversations.toolkit.cards import Branch, Button, Card, Points, Row, Tree
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
