"""A small bot made with slack-bolt, and the blocks that the tests of the local Slack show."""

from typing import Any

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.server import LocalSlack


class BoltBot:
    """Bolt with its own signature check; `received` are the bodies that passed it, `headers` what came with them."""

    def __init__(self, slack: LocalSlack, client: AsyncWebClient) -> None:
        self.received: list[Json] = []
        self.headers: list[dict[str, str]] = []

        async def authorize(**_: object) -> AuthorizeResult:
            workspace = slack.workspace
            return AuthorizeResult(
                enterprise_id=None, team_id=workspace.id, bot_user_id=workspace.bot,
                bot_id=workspace.bot_id, bot_token=workspace.token,
            )  # fmt: skip

        self.app = AsyncApp(
            signing_secret=slack.signing_secret, client=client, authorize=authorize, process_before_response=True
        )

        @self.app.use
        async def note(body: Json, request: Any, next_: Any) -> None:
            self.received.append(body)
            self.headers.append({name: values[0] for name, values in request.headers.items()})
            await next_()

    async def serve(self) -> None:
        self.runner = web.AppRunner(self.app.web_app("/slack/events"), access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        host, port = self.runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        await self.runner.cleanup()


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "hello", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": "v", **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def options(count: int) -> list[Json]:
    return [{"text": plain(f"Option {number}"), "value": f"o{number}"} for number in range(count)]


def entry(block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain("Say"), "element": element, **more}


def text_input(**more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "text", **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}
