"""auth.test and users.*: who is there."""

import base64

from tests.handlers.peers.slack.args import Args
from tests.handlers.peers.slack.chatting import find_user, from_cursor
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal
from tests.handlers.peers.slack.things import User, Workspace
from tests.handlers.peers.slack.world import World


def auth_test(world: World, workspace: Workspace, _args: Args) -> Json:
    """auth.test."""
    return {
        "ok": True,
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.domain,
        "user": world.users[workspace.bot].name,
        "team_id": workspace.id,
        "user_id": workspace.bot,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def _shown(user: User, workspace: Workspace, args: Args) -> Json:
    return user.shown(email="users:read.email" in workspace.scopes, locale=args.flag("include_locale"))


def info(world: World, workspace: Workspace, args: Args) -> Json:
    """users.info."""
    user = find_user(world, workspace, args.needed("user", "user_not_found"))
    return {"ok": True, "user": _shown(user, workspace, args)}


def everyone(world: World, workspace: Workspace, args: Args) -> Json:
    """users.list, in pages; strangers who share a channel are in it, deactivated people too."""
    limit, start = args.number("limit", 1000, 1, 1000), from_cursor(args.text("cursor"))
    members = [each for each in world.users.values() if each.workspace == workspace.id]
    last = "next:0" if workspace.list_turns else ""
    more = f"next:{start + limit}" if len(members) > start + limit else last
    return {
        "ok": True,
        "members": [_shown(each, workspace, args) for each in members[start : start + limit]],
        "cache_ts": int(world.clock.now()),
        "response_metadata": {"next_cursor": _encoded(more)},
    }


def _encoded(cursor: str) -> str:
    return base64.b64encode(cursor.encode()).decode() if cursor else ""


def by_email(world: World, workspace: Workspace, args: Args) -> Json:
    """users.lookupByEmail: neither deactivated people nor strangers are found."""
    email = args.needed("email", "users_not_found").lower()
    for user in world.users.values():
        if user.workspace == workspace.id and (user.email or "").lower() == email:
            if user.deleted or user.is_stranger:
                break
            return {"ok": True, "user": _shown(user, workspace, args)}
    raise Refusal("users_not_found")
