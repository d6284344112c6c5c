"""views.*: modals and Home."""

import copy

from tests.handlers.peers.slack.args import Args
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal, told
from tests.handlers.peers.slack.surfaces import check_view
from tests.handlers.peers.slack.things import View, Workspace
from tests.handlers.peers.slack.world import World


def shown(world: World, view: View) -> Json:
    """A view as Slack returns it."""
    workspace, given = world.workspaces[view.workspace], view.given
    answer = {
        "id": view.id,
        "team_id": view.workspace,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": view.private_metadata,
        "callback_id": view.callback_id,
        "state": {"values": view.state},
        "hash": view.hash,
        "title": given.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": given.get("clear_on_close", False),
        "notify_on_close": given.get("notify_on_close", False),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": world.app_id,
        "external_id": given.get("external_id", ""),
        "app_installed_team_id": workspace.id,
        "bot_id": workspace.bot_id,
    }
    return copy.deepcopy(answer)


def _answer(world: World, view: View) -> Json:
    return {"ok": True, "view": shown(world, view)}


def open_view(world: World, workspace: Workspace, args: Args) -> Json:
    """views.open: a fresh modal, within three seconds of what the person did."""
    view = args.json("view")
    check_view(view)
    trigger = world.use(args.needed("trigger_id"), workspace)
    return _answer(world, world.show(trigger.user, view, workspace))


def push(world: World, workspace: Workspace, args: Args) -> Json:
    """views.push: onto the modal from which the trigger comes, three at most."""
    view = args.json("view")
    check_view(view)
    trigger = world.use(args.needed("trigger_id"), workspace)
    if trigger.view is None or trigger.view.kind != "modal" or not trigger.view.open:
        raise told("invalid_arguments", ["trigger does not come from a modal [json-pointer:/trigger_id]"])
    return _answer(world, world.show(trigger.user, view, workspace, under=trigger.view))


def update(world: World, workspace: Workspace, args: Args) -> Json:
    """views.update, by view_id or external_id; with a hash only if nobody changed it since."""
    given = args.json("view")
    found = _found(world, workspace, args)
    check_view(given, (found.kind,))
    if args.text("hash") and args.text("hash") != found.hash:
        raise Refusal("hash_conflict")
    world.redraw(found, given)
    return _answer(world, found)


def _found(world: World, workspace: Workspace, args: Args) -> View:
    id, external = args.text("view_id"), args.text("external_id")
    if bool(id) == bool(external):
        raise told("invalid_arguments", ["must define either `view_id` or `external_id` [json-pointer:/view_id]"])
    for view in world.views.values():
        named = view.id == id if id else view.given.get("external_id") == external
        if named and view.workspace == workspace.id and view.open:
            return view
    raise Refusal("not_found")


def publish(world: World, workspace: Workspace, args: Args) -> Json:
    """views.publish: a person's Home."""
    given = args.json("view")
    check_view(given, ("home",))
    user = world.users.get(args.needed("user_id"))
    if user is None or user.workspace != workspace.id or user.is_bot:
        raise Refusal("user_not_found")
    if not world.home_tab:
        raise Refusal("not_enabled")
    home = world.homes.get(user.id)
    if args.text("hash") and (home is None or args.text("hash") != home.hash):
        raise Refusal("hash_conflict")
    return _answer(world, world.publish(user.id, given, workspace))
