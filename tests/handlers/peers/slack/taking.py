"""What Slack makes of the bot's answers: it checks them, and shows the person a fault where one is wrong."""

from typing import TYPE_CHECKING

from tests.handlers.peers.slack.args import Args
from tests.handlers.peers.slack.checks import Json, Place
from tests.handlers.peers.slack.composition import suggestions
from tests.handlers.peers.slack.errors import Refusal, Trouble
from tests.handlers.peers.slack.lines import Answer
from tests.handlers.peers.slack.replies import MESSAGE_FIELDS, replied
from tests.handlers.peers.slack.surfaces import check_view
from tests.handlers.peers.slack.things import Channel, User, View

if TYPE_CHECKING:
    from tests.handlers.peers.slack.world import World


def command_answered(world: "World", user: User, channel: Channel, answer: Answer) -> None:
    """Nothing, a text, or a message."""
    body = answer.body
    if body is None:
        return
    if isinstance(body, str):
        body = {"text": body}
    if not isinstance(body, dict) or set(body) - MESSAGE_FIELDS:
        raise Trouble(f"a command is answered by nothing, a text or a message, not {body!r}")
    try:
        replied(world, channel, user, Args(body))
    except Refusal as refusal:
        raise Trouble(f"the answer to the command is no message: {refusal.body}") from refusal


def submission_answered(world: "World", view: View, answer: Answer) -> dict[str, str]:
    """Closes, clears, updates or pushes; returns the errors to show, by block id."""
    body = answer.body
    if body is None:
        close(world, view)
        return {}
    if not isinstance(body, dict):
        raise Trouble(f"a submission is answered by nothing or JSON, not {body!r}")
    match body.get("response_action"):
        case "errors" if set(body) == {"response_action", "errors"}:
            return _errors(view, body["errors"])
        case "clear" if set(body) == {"response_action"}:
            clear(world, view.user)
        case "update" | "push" if set(body) == {"response_action", "view"}:
            _shown(world, view, body["response_action"], body["view"])
        case _:
            raise Trouble(f"no such answer to a submission: {body!r}")
    return {}


def _errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise Trouble("there must be an error to show")
    for block, text in errors.items():
        if block not in inputs:
            raise Trouble(f"{block} is no input block of the view: {sorted(inputs)}")
        if not isinstance(text, str) or not text:
            raise Trouble(f"the error of {block} is no text")
    return dict(errors)


def _shown(world: "World", view: View, action: str, given: object) -> None:
    try:
        check_view(given)
        assert isinstance(given, dict)
        if action == "update":
            world.redraw(view, given)
        else:
            world.show(view.user, given, world.workspaces[view.workspace], under=view)
    except Refusal as refusal:
        raise Trouble(f"the view of the answer is refused: {refusal.body}") from refusal


def close(world: "World", view: View) -> None:
    """The view and what is on top of it are gone; the one below shows again."""
    stack = world.stacks.get(view.user, [])
    if view not in stack:
        return
    for each in stack[stack.index(view) :]:
        each.open = False
    del stack[stack.index(view) :]
    world.changed()


def clear(world: "World", user: str) -> None:
    """All of the person's modals are gone."""
    stack = world.stacks.get(user, [])
    if stack:
        close(world, stack[0])


def suggested(answer: Answer) -> list[Json]:
    """The options to choose from, groups opened."""
    at = Place("")
    suggestions(answer.body, at)
    if at.faults:
        raise Trouble(f"no options to choose from: {at.faults}")
    groups = answer.body.get("option_groups") or []
    return [*(answer.body.get("options") or []), *(each for group in groups for each in group["options"])]
