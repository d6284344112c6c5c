"""A bot, and cards to send and to press."""

from typing import Any

Json = dict[str, Any]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
APP, TENANT = "11111111-2222-3333-4444-555555555555", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
SETTINGS = {"app_id": APP, "password": "open sesame", "tenant": TENANT}


def card(*body: Json, **more: Any) -> Json:
    """A card with a line and what else is given."""
    line = {"type": "TextBlock", "text": "How was your week?", "wrap": True}
    return {"type": "AdaptiveCard", "version": "1.5", "body": [line, *body], **more}


def attached(content: Json) -> Json:
    """As it stands in a message."""
    return {"contentType": ADAPTIVE, "content": content}


def execute(verb: str = "share", fallback: str | None = "Action.Submit", **more: Any) -> Json:
    """A button of the universal kind, with the fallback for old clients."""
    action = {"type": "Action.Execute", "title": verb.title(), "verb": verb, "data": {"card": "c1"}, **more}
    if fallback:
        action["fallback"] = {"type": fallback, "title": verb.title(), "data": {"verb": verb, "card": "c1"}}
    return action


def opens(**data: Any) -> Json:
    """A button that opens a dialog."""
    return {"type": "Action.Submit", "title": "Fill in", "data": {"msteams": {"type": "task/fetch"}, **data}}


def text(name: str = "note", **more: Any) -> Json:
    """A field to write in."""
    return {"type": "Input.Text", "id": name, "label": name, **more}


def search(name: str = "helper", **more: Any) -> Json:
    """A field that asks the bot for its choices."""
    query = {"type": "Data.Query", "dataset": "people"}
    return {"type": "Input.ChoiceSet", "id": name, "style": "filtered", "choices": [], "choices.data": query, **more}
