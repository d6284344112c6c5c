"""Activities as Teams sends them to a bot."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.handlers.peers.microsoft.chats import Chat, new_id
from tests.handlers.peers.microsoft.people import User

Json = dict[str, Any]


class Activities:
    """Makes the activities of one bot."""

    def __init__(self, app_id: str, name: str) -> None:
        self.bot: Json = {"id": f"28:{app_id}", "name": name}

    def base(self, kind: str, user: User, chat: Chat, service_url: str, **more: Any) -> Json:
        """What every activity carries."""
        now = datetime.now(UTC)
        local = now.astimezone(ZoneInfo(user.zone))
        return {
            "type": kind,
            "id": new_id() if kind == "message" else f"f:{uuid4()}",
            "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "localTimestamp": local.isoformat(timespec="milliseconds"),
            "localTimezone": user.zone,
            "locale": user.locale,
            "serviceUrl": service_url,
            "channelId": "msteams",
            "from": user.account,
            "recipient": dict(self.bot),
            "conversation": chat.account,
            "channelData": {"tenant": {"id": user.tenant}},
            **more,
        }

    def message(self, user: User, chat: Chat, service_url: str, text: str, **more: Any) -> Json:
        """What somebody wrote; outside a personal chat the bot only hears what mentions it."""
        mention = {"type": "mention", "mentioned": self.bot, "text": f"<at>{self.bot['name']}</at>"}
        mentions = [mention] if str(mention["text"]) in text else []
        client = {
            "type": "clientInfo",
            "locale": user.locale,
            "country": user.locale.partition("-")[2],
            "platform": "Web",
            "timezone": user.zone,
        }
        html = {"contentType": "text/html", "content": f"<p>{text}</p>"}
        written = {"text": text, "textFormat": "plain", "attachments": [html], "entities": [*mentions, client]}
        return self.base("message", user, chat, service_url, **{**written, **more})

    def pressed(self, user: User, chat: Chat, service_url: str, message: str, value: Json) -> Json:
        """An Action.Submit: a message without words, with a value."""
        source = {"tenant": {"id": user.tenant}, "source": {"name": "message"}, "legacy": {"replyToId": message}}
        return self.base("message", user, chat, service_url, value=value, replyToId=message, channelData=source)

    def invoke(self, user: User, chat: Chat, service_url: str, name: str, value: Json, message: str = "") -> Json:
        """Something that is answered in the same request."""
        source: Json = {"tenant": {"id": user.tenant}, "source": {"name": "message"}}
        more: Json = {"name": name, "value": value, "channelData": source}
        if message:
            source["legacy"] = {"replyToId": message}
            more["replyToId"] = message
        return self.base("invoke", user, chat, service_url, **more)

    def installation(self, user: User, chat: Chat, service_url: str, action: str) -> list[Json]:
        """Adding the app is told twice, in two ways; removing it as well."""
        changed = {"add": "membersAdded", "remove": "membersRemoved"}[action]
        update = self.base("installationUpdate", user, chat, service_url, action=action)
        update["channelData"]["settings"] = {"selectedChannel": {"id": chat.id}}
        return [update, self.base("conversationUpdate", user, chat, service_url, **{changed: [self.bot]})]

    def joined(self, user: User, chat: Chat, service_url: str, *people: User) -> Json:
        """People came to a group or a team."""
        added = [{"id": each.id, "aadObjectId": each.aad_object_id} for each in people]
        return self.base("conversationUpdate", user, chat, service_url, membersAdded=added)
