"""chat.* and conversations.*: messages, and where they stand."""

import base64
from typing import Any

from tests.handlers.peers.slack.args import Args
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal
from tests.handlers.peers.slack.surfaces import check_message, check_metadata, kept
from tests.handlers.peers.slack.things import Channel, Message, User, Workspace
from tests.handlers.peers.slack.world import World

TEXT, UPDATED_TEXT = 40_000, 4_000  # chat.postMessage cuts at the former, chat.update refuses beyond the latter


def find_user(world: World, workspace: Workspace, id: str, error: str = "user_not_found") -> User:
    user = world.users.get(id)
    if user is None or user.workspace != workspace.id:
        raise Refusal(error)
    return user


def channel_of(world: World, workspace: Workspace, id: str) -> Channel:
    """The channel of that id, if the app can know of it."""
    channel = world.channels.get(id)
    if channel is None or channel.workspace != workspace.id:
        raise Refusal("channel_not_found")
    if channel.kind == "group" and workspace.bot not in channel.members:
        raise Refusal("channel_not_found")
    return channel


def addressed(world: World, workspace: Workspace, id: str) -> Channel:
    """The channel to post to; a user's id opens the direct message.

    To post to a deactivated user succeeds: the conversation is still there, and nobody reads it.
    """
    if not id:
        raise Refusal("channel_not_found")
    if id[0] in "UW":
        user = find_user(world, workspace, id, "channel_not_found")
        if user.is_bot:
            raise Refusal("cannot_dm_bot" if id != workspace.bot else "channel_not_found")
        channel = world.dm(user)
    else:
        channel = channel_of(world, workspace, id)
    if channel.archived:
        raise Refusal("is_archived")
    if workspace.bot not in channel.members:
        raise Refusal("not_in_channel")
    if channel.kind == "im" and not world.messages_tab:
        raise Refusal("messages_tab_disabled")
    return channel


def content(args: Args) -> tuple[str | None, list[Json] | None, Json | None]:
    """Text, blocks and metadata, checked; None for what was not given."""
    text = args.text("text") if args.given.get("text") is not None else None
    blocks = args.json("blocks", "invalid_blocks_format")
    metadata = args.json("metadata", "invalid_metadata_format")
    if blocks is not None:
        check_message(blocks)
    if metadata:
        check_metadata(metadata)
    return text, blocks, metadata


def warned(answer: Json, *warnings: str) -> Json:
    """The answer with Slack's warnings."""
    said = [each for each in warnings if each]
    if not said:
        return answer
    metadata = {**answer.get("response_metadata", {}), "warnings": said}
    return {**answer, "warning": ",".join(said), "response_metadata": metadata}


def written(
    world: World, workspace: Workspace, channel: Channel, text: str, blocks: list[Json], **more: Any
) -> Message:
    """A message of the app."""
    return Message(
        world.clock.ts(),
        channel.id,
        workspace.bot,
        text[:TEXT],
        workspace.id,
        workspace.bot_id,
        world.app_id,
        kept(blocks),
        **more,
    )


def post_message(world: World, workspace: Workspace, args: Args) -> Json:
    """chat.postMessage."""
    text, blocks, metadata = content(args)
    if not text and not blocks and not args.json("attachments"):
        raise Refusal("no_text")
    channel = addressed(world, workspace, args.text("channel"))
    thread = args.text("thread_ts") or None
    if thread and channel.find(thread) is None:
        raise Refusal("thread_not_found")
    message = written(world, workspace, channel, text or "", blocks or [], metadata=metadata, thread_ts=thread)
    world.post(channel, message)
    answer = {"ok": True, "channel": channel.id, "ts": message.ts, "message": message.shown(metadata=True)}
    cut = "message_truncated" if text and len(text) > TEXT else ""
    return warned(answer, cut, "" if text else "missing_text_in_message")


def update(world: World, workspace: Workspace, args: Args) -> Json:
    """chat.update. It takes the channel's id, never a user's; what is not given stays."""
    text, blocks, metadata = content(args)
    if text is None and blocks is None:
        raise Refusal("no_text")
    if text and len(text) > UPDATED_TEXT:
        raise Refusal("msg_too_long")
    channel = channel_of(world, workspace, args.text("channel"))
    message = channel.find(args.needed("ts", "message_not_found"))
    if message is None or message.only_for:
        raise Refusal("message_not_found")
    if message.wrote != workspace.bot:
        raise Refusal("cant_update_message")
    if channel.archived:
        raise Refusal("is_archived")
    if metadata is not None:
        message.metadata = metadata or None
    world.edit(message, workspace.bot, text=text, blocks=blocks)
    answer = {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.shown(metadata=True),
    }
    return warned(answer, "" if text else "missing_text_in_message")


def post_ephemeral(world: World, workspace: Workspace, args: Args) -> Json:
    """chat.postEphemeral: seen by one person who is there, kept nowhere."""
    text, blocks, _ = content(args)
    if not text and not blocks:
        raise Refusal("no_text")
    user = find_user(world, workspace, args.needed("user"))
    channel = addressed(world, workspace, args.text("channel"))
    if user.id not in channel.members:
        raise Refusal("user_not_in_channel")
    message = written(world, workspace, channel, text or "", blocks or [], only_for=user.id)
    world.post(channel, message)
    return warned({"ok": True, "message_ts": message.ts}, "" if text else "missing_text_in_message")


def open_conversation(world: World, workspace: Workspace, args: Args) -> Json:
    """conversations.open, for one person."""
    if not args.text("users") and not args.text("channel"):
        raise Refusal("users_list_not_supplied")
    if args.text("channel"):
        channel = channel_of(world, workspace, args.text("channel"))
        return {"ok": True, "no_op": True, "already_open": True, "channel": {"id": channel.id}}
    if "," in args.text("users"):
        raise Refusal("method_not_supported_for_channel_type")
    user = find_user(world, workspace, args.text("users"))
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    if user.deleted:
        raise Refusal("user_disabled")
    before = len(world.channels)
    channel = world.dm(user)
    answer: Json = {"ok": True, "channel": {"id": channel.id}}
    if args.flag("return_im"):
        answer["channel"] |= {"created": 1_700_000_000, "is_im": True, "is_open": True, "user": user.id}
    return answer if len(world.channels) > before else {**answer, "no_op": True, "already_open": True}


SCOPE_OF = {"im": ("im:history", "im:read"), "channel": ("channels:history", "channels:read")}


def history(world: World, workspace: Workspace, args: Args) -> Json:
    """conversations.history: newest first, in pages; metadata only with include_all_metadata."""
    channel = channel_of(world, workspace, args.needed("channel", "channel_not_found"))
    scope = SCOPE_OF.get(channel.kind, ("groups:history", ""))[0]
    if scope not in workspace.scopes:
        raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(workspace.scopes)))
    if workspace.bot not in channel.members:
        raise Refusal("not_in_channel")
    limit = args.number("limit", 100, 1, 999)
    oldest, latest = args.text("oldest", "0"), args.text("latest", "9" * 10)
    inclusive = args.flag("inclusive")
    found = [each for each in reversed(channel.messages) if not each.only_for]
    found = [each for each in found if each.thread_ts in (None, each.ts)]
    found = [each for each in found if _within(float(each.ts), float(oldest), float(latest), inclusive)]
    start = from_cursor(args.text("cursor"))
    page, rest = found[start : start + limit], found[start + limit :]
    metadata = args.flag("include_all_metadata")
    answer: Json = {
        "ok": True,
        "messages": [each.shown(metadata=metadata) for each in page],
        "has_more": bool(rest),
        "pin_count": 0,
    }
    if rest:
        next_ = base64.b64encode(f"next:{start + limit}".encode()).decode()
        answer["response_metadata"] = {"next_cursor": next_}
    return answer


def _within(ts: float, oldest: float, latest: float, inclusive: bool) -> bool:
    return oldest <= ts <= latest if inclusive else oldest < ts < latest


def from_cursor(cursor: str) -> int:
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("next:")) if cursor else 0
    except ValueError:
        raise Refusal("invalid_cursor") from None


def list_conversations(world: World, workspace: Workspace, args: Args) -> Json:
    """conversations.list: public channels unless `types` says otherwise."""
    kinds = {"public_channel": "channel", "private_channel": "group", "im": "im"}
    wanted = {kinds.get(each.strip()) for each in args.text("types", "public_channel").split(",")}
    if None in wanted:
        raise Refusal("invalid_types")
    shown = []
    for each in world.channels.values():
        hidden = each.kind != "channel" and workspace.bot not in each.members
        if each.workspace != workspace.id or each.kind not in wanted or hidden:
            continue
        if each.archived and args.flag("exclude_archived"):
            continue
        member = workspace.bot in each.members
        shown.append({"id": each.id, "name": each.name, "is_archived": each.archived, "is_member": member})
    return {"ok": True, "channels": shown, "response_metadata": {"next_cursor": ""}}
