"""Safety 1, 5: who is refused at a chat platform's door shows in the metrics and, once a minute, in the log."""

import json
from io import StringIO

import aiohttp
from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest

from bot.proxies import Proxies
from bot.refusals import Refusals
from bot.web import Server

SECRET = "kanari"


async def _answers(request: web.Request) -> web.Response:
    return web.Response(status=int(request.headers["X-Status"]))


async def test_refusals_are_counted_by_door_and_named_once_a_minute(logged: StringIO) -> None:
    registry = CollectorRegistry()
    routes = [web.post("/slack/events", _answers), web.post("/page/{secret}", _answers)]
    server = Server(routes, "127.0.0.1", 0, Proxies(()), Refusals({"/slack/events"}, registry))
    address = f"http://127.0.0.1:{await server.start()}"
    try:
        async with aiohttp.ClientSession() as http:
            for path, status in (("/slack/events", 401),) * 5 + (("/slack/events", 200), (f"/page/{SECRET}", 403)):
                await http.post(address + path, data=SECRET, headers={"X-Status": str(status)})
            await http.post(f"{address}/nowhere/{SECRET}", data=SECRET)
    finally:
        await server.stop()
    counted = generate_latest(registry).decode()
    assert 'rapport_refused_requests_total{route="/slack/events",status="401"} 5.0' in counted
    assert counted.count("rapport_refused_requests_total{") == 1, "the page's own doors are not the platforms'"
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    told = [line for line in lines if line["event"] == "request_refused"]
    assert [(line["route"], line["status"], line["count"]) for line in told] == [("/slack/events", 401, 1)]
    assert SECRET not in logged.getvalue() + counted
