"""One activity through Microsoft's own dispatcher: the only file that names botbuilder.

Of botbuilder we use its dispatch, its schema and its adapter's base. Its web, authentication and connector are
replaced: the request is verified before it comes here, and nothing is sent through it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity as Dispatched
from botbuilder.schema import ActivityTypes, ChannelAccount, ConversationAccount
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory

from handlers.teams.elements import Element
from handlers.teams.incoming import Activity
from handlers.teams.talk import Talk
from handlers.teams.tokens import Vouched


@dataclass(frozen=True)
class Reply:
    """What the HTTP request is answered."""

    status: int
    body: Element | None = None


class _NoAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """Requests are verified before they come here; this one lets nobody in."""

    async def authenticate_request(self, activity: Dispatched, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise PermissionError

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        raise PermissionError

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        return None


class _NoConnector(ConnectorFactory):  # type: ignore[misc]
    """What botbuilder would send by: it is asked for one and never uses it."""

    async def create(self, service_url: str, audience: str) -> object:
        return self


class _Dispatcher(TeamsActivityHandler):  # type: ignore[misc]
    """Hands one activity to what it means, by botbuilder's own table of types."""

    def __init__(self, talk: Talk, activity: Activity) -> None:
        self._talk, self._activity = talk, activity

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await self._talk.said(self._activity)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        await self._talk.installed(self._activity)

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        await self._talk.removed(self._activity)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Only our own coming and going: botbuilder's own way asks its connector for everybody who came."""
        us = self._activity.recipient.id
        if us in {each.id for each in self._activity.members_added or ()}:
            await self._talk.installed(self._activity)
        elif us in {each.id for each in self._activity.members_removed or ()}:
            await self._talk.removed(self._activity)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Requests by name. botbuilder's own table would serialise each answer twice (platforms.md, Teams 1)."""
        invoked = self._invokes().get(self._activity.name or "")
        if invoked is None:
            return InvokeResponse(status=int(HTTPStatus.NOT_IMPLEMENTED))
        return InvokeResponse(status=int(HTTPStatus.OK), body=await invoked(self._activity))

    def _invokes(self) -> Mapping[str, Callable[[Activity], Awaitable[Element | None]]]:
        return {
            "adaptiveCard/action": self._talk.tapped,
            "task/fetch": self._talk.opens,
            "task/submit": self._talk.submitted,
            "application/search": self._talk.seeks,
        }


class Hearing:
    """Plays verified activities through botbuilder."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._adapter = CloudAdapterBase(_NoAuthentication())

    async def hear(self, activity: Activity, vouched: Vouched) -> Reply:
        """Take one activity, and give the answer to its request."""
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity(dict(vouched.claims), True)
        result.connector_factory = _NoConnector()
        dispatcher = _Dispatcher(self._talk, activity)
        answer = await self._adapter.process_activity(result, _dispatched(activity), dispatcher.on_turn)
        if activity.type != ActivityTypes.invoke:
            return Reply(HTTPStatus.OK)
        return Reply(int(answer.status), answer.body)


def _dispatched(activity: Activity) -> Dispatched:
    """What botbuilder dispatches by; nothing of what was said goes into it."""
    return Dispatched(
        type=activity.type,
        id=activity.id,
        name=activity.name,
        action=activity.action,
        channel_id=activity.channel,
        service_url=activity.service,
        conversation=ConversationAccount(id=activity.conversation.id),
        from_property=ChannelAccount(id=activity.sender.id),
        recipient=ChannelAccount(id=activity.recipient.id),
    )
