"""The Web API over HTTP: every call is recorded, may meet a fault or a limit, and is refused as Slack refuses it."""

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from aiohttp import web

from tests.handlers.peers.slack.args import Args, bearer, read
from tests.handlers.peers.slack.chatting import warned
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.errors import Refusal
from tests.handlers.peers.slack.faults import Call, Fault
from tests.handlers.peers.slack.methods import METHODS, Method
from tests.handlers.peers.slack.replies import answered_at
from tests.handlers.peers.slack.things import Workspace

if TYPE_CHECKING:
    from tests.handlers.peers.slack.server import LocalSlack


class Api:
    """What stands behind /api/ and behind response_urls."""

    def __init__(self, slack: "LocalSlack") -> None:
        self.slack = slack

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self.called),
            web.post("/response/{id}", self.responded),
        ]

    async def called(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        name = request.match_info["method"]
        call = Call(name, "", {}, self.slack.clock.now(), time.time())
        self.slack.calls.append(call)
        fault = self.slack.faults.draw(name)
        # Read to the end even where the answer is a fault: the client has sent it all, as with a real proxy.
        method = METHODS.get(name)
        try:
            args = await read(request, takes_json=method is None or method.json)
        except Refusal as refusal:
            return self._answered(call, refusal.body)
        call.args, call.place = args.given, self._place(args.text("channel"))
        call.team = self._team(request, args)
        self.slack.changed()
        if early := await self._before(request, call, fault):
            return early
        answer = self._answered(call, *self._run(name, method, request, args, call))
        if fault and fault.kind in ("drop_after", "hang_after"):
            if fault.kind == "hang_after":
                await self._hang(call, fault)
            call.outcome, call.status = fault.kind, 0
            _cut(request)
        if fault and fault.kind == "odd":
            headers = {"Location": fault.location} if fault.location else {}
            return web.Response(status=fault.status, text=fault.body, content_type="application/json", headers=headers)
        return answer

    async def _before(self, request: web.Request, call: Call, fault: Fault | None) -> web.StreamResponse | None:
        match fault:
            case Fault("drop_before" | "hang_before"):
                if fault.kind == "hang_before":
                    await self._hang(call, fault)
                call.outcome = fault.kind
                _cut(request)
                return web.Response(status=503)
            case Fault("break"):
                call.outcome, call.status = "broken", fault.status
                return web.Response(status=fault.status, text="<html>Server Error</html>", content_type="text/html")
            case Fault("throttle"):
                return self._limited(call, fault.retry_after, "method")
            case Fault("refuse"):
                return self._answered(call, {"ok": False, "error": fault.error})
        return None

    async def _hang(self, call: Call, fault: Fault) -> None:
        call.outcome = fault.kind
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(fault.seconds):
                await self.slack.stopping.wait()

    def _team(self, request: web.Request, args: Args) -> str:
        try:
            return self._workspace(bearer(request, args)).id
        except Refusal:
            return ""

    def _run(
        self, name: str, method: Method | None, request: web.Request, args: Args, call: Call
    ) -> tuple[Json, int, dict[str, str]]:
        try:
            token = bearer(request, args)
            if name == "apps.connections.open":
                return self.slack.sockets.opened(token), 200, {}
            workspace = self._workspace(token)
            if method is None:
                raise Refusal("unknown_method", req_method=name)
            if method.scope and method.scope not in workspace.scopes:
                raise Refusal("missing_scope", needed=method.scope, provided=",".join(sorted(workspace.scopes)))
            headers = {"x-oauth-scopes": ",".join(sorted(workspace.scopes)), "x-accepted-oauth-scopes": method.scope}
            limited = self.slack.rates.take(name, method.tier, workspace.id, call.place, self.slack.clock.now())
            if limited:
                self._wait(call, limited.seconds, limited.scope)
                return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(limited.seconds)}
            answer = warned(method.run(self.slack, workspace, args), args.warning)
            call.committed = True
        except Refusal as refusal:
            return refusal.body, 200, {}
        return answer, 200, headers

    def _place(self, id: str) -> str:
        """A user's id and that of their direct message are one channel."""
        channel = self.slack.channels.get(id)
        if channel is None or channel.kind != "im":
            return id
        return next(iter(channel.members - {self.slack.workspaces[channel.workspace].bot}))

    def _workspace(self, token: str) -> Workspace:
        if token == self.slack.app_token:
            raise Refusal("not_allowed_token_type")
        for workspace in self.slack.workspaces.values():
            if workspace.token == token:
                if workspace.revoked:
                    raise Refusal(workspace.revoked)
                return workspace
        raise Refusal("invalid_auth")

    def _wait(self, call: Call, seconds: int, scope: str) -> None:
        call.answered = self.slack.clock.now()
        call.wait_until, call.scope = call.answered + seconds, scope

    def _limited(self, call: Call, seconds: int, scope: str) -> web.Response:
        self._wait(call, seconds, scope)
        return self._answered(call, {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})

    def _answered(
        self, call: Call, answer: Json, status: int = 200, headers: dict[str, str] | None = None
    ) -> web.Response:
        call.outcome, call.status, call.answer = answer.get("error", "ok"), status, answer
        call.answered = self.slack.clock.now()
        self.slack.changed()
        return web.json_response(answer, status=status, headers=headers)

    async def responded(self, request: web.Request) -> web.Response:
        """An answer to a response_url: five in thirty minutes, then 404."""
        call = Call("response_url", "", {}, self.slack.clock.now(), time.time())
        self.slack.calls.append(call)
        try:
            call.args = (await read(request, takes_json=True)).given
            answered_at(self.slack, request.match_info["id"], Args(call.args))
        except Refusal as refusal:
            gone = refusal.error in ("no_such_url", "expired_url", "used_url")
            call.outcome, call.status = refusal.error, 404 if gone else 400
            return web.json_response(refusal.body, status=call.status)
        call.outcome, call.status, call.committed = "ok", 200, True
        return web.Response(text="ok")


def _cut(request: web.Request) -> None:
    """The client sees a broken connection."""
    if request.transport is not None:
        request.transport.abort()
