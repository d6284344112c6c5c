"""Which cards pass, and which do not."""

import pytest

from tests.handlers.peers.microsoft.cards import actions_of, faults_of, inputs_of
from tests.handlers.peers.samples import card, execute, opens, search, text

GOOD = card(
    text(),
    text("more", isMultiline=True, maxLength=3000),
    search(),
    {"type": "Input.Toggle", "id": "urgent", "title": "Urgent"},
    {"type": "ActionSet", "actions": [opens(form="checkin")]},
    actions=[execute(), {"type": "Action.OpenUrl", "title": "Page", "url": "https://example.com/"}],
    refresh={"action": {"type": "Action.Execute", "verb": "refresh"}, "userIds": ["29:a"] * 60},
    msteams={"width": "Full"},
)


def test_a_good_card_passes():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "starts"),
    [
        ("no card", "it is no AdaptiveCard"),
        (card() | {"type": "Card"}, "it is no AdaptiveCard"),
        (card(colour="red"), "schema: $"),
        (card({"type": "TextBlock"}), "schema: "),
        (card({"type": "Sparkline"}), "schema: "),
        (card({"type": "Input.Text"}), "schema: "),
        (card({"type": "Input.Text", "id": "a", "maxLength": "9"}), "schema: "),
        (card(version="1.6"), "version: 1.6"),
        (card(version="2.0"), "version: 2.0"),
        ({"type": "AdaptiveCard", "body": []}, "version: there is none"),
        (card({"type": "Media", "sources": [{"mimeType": "video/mp4", "url": "https://a.example/b"}]}), "media: "),
        (card({"type": "TextBlock", "text": "文" * 10_000}), "size: "),
        (card(text("a"), {"type": "Container", "items": [text("a")]}), "id: a is the id of 2 inputs"),
        (card(text("a"), actions=[{"type": "Action.ShowCard", "card": card(text("a"))}]), "id: a"),
        (card(actions=[execute(fallback=None)]), "execute: share has no Action.Submit"),
        (card(actions=[execute(fallback="Action.OpenUrl")]), "execute: share has no Action.Submit"),
        (card(actions=[execute(fallback=None) | {"fallback": "drop"}]), "execute: share has no Action.Submit"),
        (card({"type": "Container", "items": [], "selectAction": execute(fallback=None)}), "execute: share has no"),
        (card(actions=[execute("")]), "execute: it has no verb"),
        (card(refresh={"action": {"type": "Action.Execute", "verb": "r"}, "userIds": ["29:a"] * 61}), "refresh: 61"),
        (card(actions=[execute(f"v{n}") for n in range(7)]), "actions: 7"),
        (card(search() | {"choices.data": {"type": "Data.Query"}}), "choices.data: "),
        (card(actions=[opens() | {"data": {"msteams": {"type": "task/fetsh"}}}]), "submit: Teams knows no task/fetsh"),
        (card(actions=[{"type": "Action.OpenUrl", "title": "x", "url": "/page"}]), "url: "),
    ],
)
def test_a_bad_card_is_found(wrong, starts):
    found = faults_of(wrong)
    assert any(each.startswith(starts) for each in found), found


def test_a_seventh_button_may_stand_in_the_overflow():
    rest = [execute(f"v{n}", mode="secondary") for n in range(2)]
    assert faults_of(card(actions=[execute(f"w{n}") for n in range(6)] + rest)) == []


def test_a_dialog_knows_no_execute():
    assert faults_of(card(actions=[execute()]), dialog=True) == ["execute: a dialog knows only Action.Submit"]


def test_data_is_the_authors_own():
    data = {"type": "Media", "inner": {"type": "Input.Text", "id": "note"}}
    assert faults_of(card(text(), actions=[execute(data=data)])) == []


def test_what_can_be_pressed_and_filled():
    assert [each["type"] for each in actions_of(GOOD)] == ["Action.Submit", "Action.Execute", "Action.OpenUrl"]
    assert [each["id"] for each in inputs_of(GOOD)] == ["note", "more", "helper", "urgent"]
