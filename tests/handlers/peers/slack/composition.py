"""What blocks and elements are composed of: texts, options, confirmations. Limits: Slack's Block Kit reference."""

from typing import Any

from tests.handlers.peers.slack.checks import (
    Check,
    Json,
    Place,
    anything,
    at_least_one,
    by_type,
    exactly_one,
    flag,
    listing,
    one_of,
    string,
    thing,
    together,
    url,
    whole,
)

action_id = string(1, 255)
KIND: Check = anything  # the type itself was looked at by `by_type`


def plain(most: int) -> Check:
    """A plain_text object."""
    return by_type({"plain_text": thing({"type": KIND, "text": string(1, most)}, {"emoji": flag})})


def words(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    return by_type(
        {
            "plain_text": thing({"type": KIND, "text": string(1, most)}, {"emoji": flag}),
            "mrkdwn": thing({"type": KIND, "text": string(1, most)}, {"verbatim": flag}),
        }
    )


confirm = thing(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def option(text: Check, **more: Check) -> Check:
    """An option: text 75, value 150, description 75."""
    return thing({"text": text, "value": string(1, 150)}, {"description": text, **more})


menu_option = option(plain(75))
overflow_option = option(plain(75), url=url())
tick_option = option(words(75))
option_group = thing({"label": plain(75), "options": listing(menu_option, 1, 100)})

dispatch_config = thing(
    {"trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
)
conversation_filter = together(
    thing(
        {},
        {
            "include": listing(one_of("im", "mpim", "private", "public"), 1, 4),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
    ),
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
suggestions = together(
    thing(
        {},
        {"options": listing(menu_option, 0, 100), "option_groups": listing(option_group, 0, 100)},
    ),
    exactly_one("options", "option_groups"),
)
metadata = thing(
    {"event_type": string(1, 255, r"[A-Za-z0-9_.\-]+"), "event_payload": lambda value, at: _payload(value, at)},
)
max_selected = whole(1, 1_000_000)


def _payload(value: Any, at: Place) -> None:
    if not isinstance(value, dict):
        at.fault("must provide an object")
    elif len(repr(value)) > 8000:
        at.fault("metadata_too_large")


def options_of(element: Json) -> list[Json]:
    """The options of a menu, groups opened."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group.get("options", []))]


def bare(choice: Json) -> tuple[str, str]:
    """What tells two options apart."""
    return choice.get("text", {}).get("text", ""), choice.get("value", "")


def initially_among(name: str) -> Check:
    """What is chosen at first is among the options."""

    def check(element: Any, at: Place) -> None:
        if not isinstance(element, dict) or name not in element:
            return
        first = element[name] if isinstance(element[name], list) else [element[name]]
        offered = [bare(each) for each in options_of(element) if isinstance(each, dict)]
        if any(not isinstance(each, dict) or bare(each) not in offered for each in first):
            at.of(name).fault("must be one of the provided options")

    return check
