"""Every element of Block Kit with its limits, and the blocks in which it may stand."""

from typing import Any

from tests.handlers.peers.slack.checks import (
    Check,
    Place,
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
from tests.handlers.peers.slack.composition import (
    KIND,
    action_id,
    confirm,
    conversation_filter,
    dispatch_config,
    initially_among,
    max_selected,
    menu_option,
    option_group,
    overflow_option,
    plain,
    tick_option,
)

DATE, TIME = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", r"([01]\d|2[0-3]):[0-5]\d"
Needs = dict[str, Check] | None
ident = string(1, 255)


def element(needs: Needs = None, /, **may: Check) -> Check:
    """An interactive element."""
    return thing({"type": KIND, **(needs or {})}, {"action_id": action_id, **may})


def picker(needs: Needs = None, /, **may: Check) -> Check:
    """An element with a hint in it that asks before it acts and may have the focus."""
    return element(needs, placeholder=plain(150), confirm=confirm, focus_on_load=flag, **may)


def ticks(most: int, initial: str, chosen: Check) -> Check:
    """Radio buttons and checkboxes: at most ten."""
    one = element({"options": listing(tick_option, 1, most)}, confirm=confirm, focus_on_load=flag, **{initial: chosen})
    return together(one, initially_among(initial))


def menu(initial: str, chosen: Check, **may: Check) -> Check:
    """A menu whose options come with it: up to a hundred."""
    options = {"options": listing(menu_option, 1, 100), "option_groups": listing(option_group, 1, 100)}
    one = picker(None, **options, **{initial: chosen}, **may)
    return together(one, exactly_one("options", "option_groups"), initially_among(initial))


def multi(initial: str, **may: Check) -> Check:
    """A menu of the workspace's people or channels, for several."""
    return picker(None, max_selected_items=max_selected, **{initial: listing(ident)}, **may)


def typed(**may: Check) -> Check:
    """A field one types into."""
    common = {"placeholder": plain(150), "focus_on_load": flag, "dispatch_action_config": dispatch_config}
    return element(None, **common, **may)


def lengths(value: Any, at: Place) -> None:
    """A text's lengths do not contradict each other, and what stands in it first keeps to them."""
    low, high = value.get("min_length", 0), value.get("max_length", 3000)
    if isinstance(low, int) and isinstance(high, int):
        if low > high:
            at.of("min_length").fault("must be less than or equal to max_length")
        if isinstance(value.get("initial_value"), str) and len(value["initial_value"]) > high:
            at.of("initial_value").fault("must be less than or equal to max_length")


plain_text_input = together(
    typed(multiline=flag, min_length=whole(0, 3000), max_length=whole(1, 3000), initial_value=string(0, 3000)),
    lengths,
)
number = string(1, 255, r"-?\d+(\.\d+)?")
file = thing({}, {"id": ident, "url": url()})
image = together(
    thing({"type": KIND, "alt_text": string(1, 2000)}, {"image_url": url(), "slack_file": file}),
    exactly_one("image_url", "slack_file"),
)
feedback = thing({"text": plain(75), "value": string(1, 2000)}, {"accessibility_label": string(1, 75)})

ELEMENTS: dict[str, Check] = {
    "button": element(
        {"text": plain(75)},
        value=string(1, 2000),
        url=url(),
        style=one_of("primary", "danger"),
        confirm=confirm,
        accessibility_label=string(1, 75),
    ),
    "static_select": menu("initial_option", menu_option),
    "multi_static_select": menu("initial_options", listing(menu_option, 1, 100), max_selected_items=max_selected),
    "external_select": picker(initial_option=menu_option, min_query_length=whole(0, 255)),
    "multi_external_select": picker(
        initial_options=listing(menu_option, 1, 100),
        min_query_length=whole(0, 255),
        max_selected_items=max_selected,
    ),
    "users_select": picker(initial_user=ident),
    "multi_users_select": multi("initial_users"),
    "channels_select": picker(initial_channel=ident, response_url_enabled=flag),
    "multi_channels_select": multi("initial_channels"),
    "conversations_select": picker(
        initial_conversation=ident,
        default_to_current_conversation=flag,
        response_url_enabled=flag,
        filter=conversation_filter,
    ),
    "multi_conversations_select": multi(
        "initial_conversations", default_to_current_conversation=flag, filter=conversation_filter
    ),
    "overflow": element({"options": listing(overflow_option, 1, 5)}, confirm=confirm),
    "radio_buttons": ticks(10, "initial_option", tick_option),
    "checkboxes": ticks(10, "initial_options", listing(tick_option, 1, 10)),
    "datepicker": picker(initial_date=string(1, 10, DATE)),
    "timepicker": picker(initial_time=string(1, 5, TIME), timezone=string(1, 100)),
    "datetimepicker": element(
        initial_date_time=whole(1_000_000_000, 9_999_999_999), confirm=confirm, focus_on_load=flag
    ),
    "plain_text_input": plain_text_input,
    "email_text_input": typed(initial_value=string(1, 255)),
    "url_text_input": typed(initial_value=string(1, 3000)),
    "number_input": together(
        typed(is_decimal_allowed=flag, initial_value=number, min_value=number, max_value=number),
        at_least_one("is_decimal_allowed"),
    ),
    "rich_text_input": typed(initial_value=lambda value, at: None),
    "file_input": element(filetypes=listing(string()), max_files=whole(1, 10)),
    "icon_button": element(
        {"icon": one_of("trash"), "text": plain(75)},
        value=string(1, 2000),
        confirm=confirm,
        accessibility_label=string(1, 75),
        visible_to_user_ids=listing(ident),
    ),
    "feedback_buttons": element({"positive_button": feedback, "negative_button": feedback}),
    "image": image,
}

MENUS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
MULTI = {f"multi_{name}" for name in MENUS}
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"}
PICKED = {"radio_buttons", "checkboxes", "datepicker", "timepicker"}

in_actions = by_type(ELEMENTS, frozenset({*MENUS, *PICKED, "datetimepicker", "button", "overflow"}))
in_section = by_type(ELEMENTS, frozenset({*MENUS, *MULTI, *PICKED, "button", "overflow", "image"}))
in_input = by_type(ELEMENTS, frozenset({*MENUS, *MULTI, *PICKED, *TYPED, "datetimepicker"}))
in_context_actions = by_type(ELEMENTS, frozenset({"icon_button", "feedback_buttons"}))
in_card = by_type(ELEMENTS, frozenset({"button", "overflow"}))
