"""What an app answers to a command or at a response_url: a message, checked and shown."""

from typing import TYPE_CHECKING

from tests.handlers.peers.slack.args import Args
from tests.handlers.peers.slack.chatting import content, written
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal
from tests.handlers.peers.slack.things import Channel, User

if TYPE_CHECKING:
    from tests.handlers.peers.slack.world import World

MESSAGE_FIELDS = frozenset(
    {"response_type", "replace_original", "delete_original", "text", "blocks", "attachments", "thread_ts", "mrkdwn"}
    | {"metadata", "unfurl_links", "unfurl_media"}
)


def answered_at(world: "World", id: str, args: Args) -> None:
    """A message given to a response_url."""
    if unknown := set(args.given) - MESSAGE_FIELDS:
        raise Refusal("invalid_payload", fields=sorted(unknown))
    content(args)  # what Slack would not take costs no use
    url = world.spend(id)
    if args.flag("delete_original"):
        if url.message is not None and url.message in url.channel.messages:
            url.channel.messages.remove(url.message)
            world.changed()
        return
    if args.flag("replace_original") and url.message is not None:
        text, blocks, metadata = content(args)
        if metadata is not None:
            url.message.metadata = metadata or None
        world.edit(url.message, world.workspaces[url.channel.workspace].bot, text=text, blocks=blocks)
        return
    replied(world, url.channel, world.users[url.user], args)


def replied(world: "World", channel: Channel, user: User, args: Args) -> None:
    """A message where the person is: for them alone unless `response_type` is `in_channel`."""
    text, blocks, metadata = content(args)
    if not text and not blocks:
        raise Refusal("no_text")
    only_for = "" if args.text("response_type") == "in_channel" else user.id
    workspace = world.workspaces[channel.workspace]
    more: Json = {"metadata": metadata, "only_for": only_for}
    world.post(channel, written(world, workspace, channel, text or "", blocks or [], **more))
