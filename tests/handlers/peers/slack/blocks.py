"""Every block of Block Kit with its limits (Slack's Block Kit reference); a field that is not in it is refused."""

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
from tests.handlers.peers.slack.composition import KIND, plain, words
from tests.handlers.peers.slack.elements import (
    ELEMENTS,
    image,
    in_actions,
    in_card,
    in_context_actions,
    in_input,
    in_section,
)


def block(needs: dict[str, Check], **may: Check) -> Check:
    """A block; each may have its id."""
    return thing({"type": KIND, **needs}, {"block_id": string(1, 255), **may})


style = thing({}, {"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
rich_part = by_type(
    {
        "text": thing({"type": KIND, "text": string(1)}, {"style": style}),
        "link": thing({"type": KIND, "url": url()}, {"text": string(1), "unsafe": flag, "style": style}),
        "emoji": thing({"type": KIND, "name": string(1)}, {"unicode": string(1), "style": style}),
        "user": thing({"type": KIND, "user_id": string(1)}, {"style": style}),
        "channel": thing({"type": KIND, "channel_id": string(1)}, {"style": style}),
        "usergroup": thing({"type": KIND, "usergroup_id": string(1)}, {"style": style}),
        "broadcast": thing({"type": KIND, "range": one_of("here", "channel", "everyone")}, {"style": style}),
        "color": thing({"type": KIND, "value": string(1)}, {"style": style}),
        "date": thing(
            {"type": KIND, "timestamp": whole(0, 9_999_999_999), "format": string(1)},
            {"url": url(), "fallback": string(1), "style": style},
        ),
    }
)
rich_section = thing({"type": KIND, "elements": listing(rich_part, 0)})
rich_code = thing({"type": KIND, "elements": listing(rich_part, 0)}, {"border": whole(0, 1)})
rich = by_type(
    {
        "rich_text_section": rich_section,
        "rich_text_list": thing(
            {
                "type": KIND,
                "style": one_of("bullet", "ordered"),
                "elements": listing(by_type({"rich_text_section": rich_section}), 1),
            },
            {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": whole(0, 1)},
        ),
        "rich_text_preformatted": rich_code,
        "rich_text_quote": rich_code,
    }
)
rich_text = block({"elements": listing(rich, 1)})


def number(value: Any, at: Place) -> None:
    """A number of a chart."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        at.fault("must provide a number")


def charted(chart: Any, at: Place) -> None:
    """Series have names of their own and a point for each category."""
    if not isinstance(chart, dict) or not isinstance(chart.get("series"), list):
        return
    series = [each for each in chart["series"] if isinstance(each, dict)]
    names = [each.get("name") for each in series]
    if len(set(map(str, names))) != len(names):
        at.of("series").fault("series names must be unique")
    categories = (chart.get("axis_config") or {}).get("categories")
    for place, each in enumerate(series):
        labels = [point.get("label") for point in each.get("data") or [] if isinstance(point, dict)]
        if labels != categories:
            at.of("series", place, "data").fault("labels must match the axis categories")


point = thing({"label": string(1, 20), "value": number})
axis = thing({"categories": listing(string(1, 20), 1, 20)}, {"x_label": string(1, 50), "y_label": string(1, 50)})
series = thing({"name": string(1, 20), "data": listing(point, 1, 20)})
graph = together(thing({"type": KIND, "series": listing(series, 1, 6), "axis_config": axis}), charted)
chart = by_type(
    {"pie": thing({"type": KIND, "segments": listing(point, 1, 6)}), "bar": graph, "area": graph, "line": graph}
)
cell = by_type(
    {
        "rich_text": thing({"type": KIND, "elements": listing(rich, 1)}),
        "raw_text": thing({"type": KIND, "text": string(1, 2000)}),
        "raw_number": thing({"type": KIND, "value": number}, {"text": string(1)}),
    }
)
heading = by_type({"raw_text": thing({"type": KIND, "text": string(1, 2000)})})
column = thing({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def table_rows(value: Any, at: Place) -> None:
    """A data table: its first row is plain text."""
    listing(listing(cell, 1, 20), 1, 201)(value, at)
    if isinstance(value, list) and value:
        listing(heading)(value[0], at.of(0))


icon = by_type({"image": image})
TEXTS = {"plain_text": words(3000), "mrkdwn": words(3000)}
BLOCKS: dict[str, Check] = {
    "section": together(
        block(
            {},
            text=words(3000),
            fields=listing(words(2000), 1, 10),
            accessory=in_section,
            expand=flag,
        ),
        at_least_one("text", "fields"),
    ),
    "divider": block({}),
    "header": block({"text": plain(150)}),
    "context": block({"elements": listing(by_type({**TEXTS, "image": image}), 1, 10)}),
    "context_actions": block({"elements": listing(in_context_actions, 1, 5)}),
    "actions": block({"elements": listing(in_actions, 1, 25)}),
    "input": block({"label": plain(2000), "element": in_input}, hint=plain(2000), optional=flag, dispatch_action=flag),
    "image": together(
        block(
            {"alt_text": string(1, 2000)},
            image_url=url(),
            slack_file=thing({}, {"id": string(1), "url": url()}),
            title=plain(2000),
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "rich_text": rich_text,
    "markdown": block({"text": string(1, 12_000)}),
    "video": block(
        {"alt_text": string(1), "title": plain(199), "thumbnail_url": url(), "video_url": url()},
        author_name=string(1, 49),
        description=plain(200),
        provider_icon_url=url(),
        provider_name=string(1),
        title_url=url(),
    ),
    "table": block({"rows": listing(listing(cell, 1, 20), 1, 100)}, column_settings=listing(column, 1, 20)),
    "data_table": block(
        {"caption": string(1), "rows": table_rows}, page_size=whole(1, 100), row_header_column_index=whole(0, 19)
    ),
    "data_visualization": block({"title": string(1, 50), "chart": chart}),
    "alert": block({"text": words(200)}, level=one_of("default", "info", "warning", "error", "success")),
    "card": together(
        block(
            {},
            hero_image=icon,
            icon=icon,
            title=words(150),
            subtitle=words(150),
            body=words(200),
            actions=listing(in_card, 1, 5),
        ),
        at_least_one("hero_image", "title", "actions", "body"),
    ),
}

PLACES: dict[str, frozenset[str]] = {
    # What may stand where. Tables and charts live in messages only, and so does markdown.
    "message": frozenset(BLOCKS),
    "modal": frozenset(BLOCKS) - {"markdown", "table", "data_table", "data_visualization", "context_actions", "card"},
    "home": frozenset(BLOCKS) - {"markdown", "table", "data_table", "data_visualization", "context_actions", "card"},
}
# Elements that keep what one put into them, and therefore stand in `state.values`.
STATEFUL = frozenset(ELEMENTS) - {"button", "overflow", "image", "icon_button", "feedback_buttons"}
INTERACTIVE = frozenset(ELEMENTS) - {"image"}
