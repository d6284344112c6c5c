"""Servers to be measured, each in a process of its own: its CPU is not that of who asks it, nor of the platform."""

import asyncio
import gc
import logging
import multiprocessing
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

import uvloop
from aiohttp import web

from bot.app import App, lay_foundations
from bot.logs import set_up_logs
from bot.proxies import Proxies
from bot.settings import read_settings
from bot.web import Server
from handlers.teams.clouds import Cloud
from tests.bot.company import SECRET
from tests.handlers.contract.house import UNHURRIED, free_port

BEGINS_WITHIN, ENDS_WITHIN = 60.0, 20.0

Serves = Callable[..., AbstractAsyncContextManager[str]]


@dataclass(frozen=True)
class Beside:
    """A server that runs beside this process; `base` is its address."""

    base: str
    _pipe: Connection

    def cpu(self) -> float:
        """The seconds of CPU that its process, all threads, has used until now."""
        self._pipe.send(None)
        return float(self._pipe.recv())


@contextmanager
def beside(serves: Serves, *args: object) -> Iterator[Beside]:
    """Run a server beside this process; it is made there, from what can be pickled."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, serves, args))
    process.start()
    theirs.close()
    try:
        assert ours.poll(BEGINS_WITHIN), f"{serves.__name__} did not begin"
        yield Beside(ours.recv(), ours)
    finally:
        ours.close()
        process.join(ENDS_WITHIN)
        assert process.exitcode == 0, f"{serves.__name__} ended with {process.exitcode}"


def _run(pipe: Connection, serves: Serves, args: Sequence[object]) -> None:
    set_up_logs(lowest=logging.ERROR)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(pipe, serves, args))


async def _serve(pipe: Connection, serves: Serves, args: Sequence[object]) -> None:
    async with serves(*args) as base:
        gc.freeze()  # as bot/__main__.py does once everything stands
        pipe.send(base)
        with suppress(EOFError):
            while True:
                await asyncio.to_thread(pipe.recv)
                pipe.send(time.process_time())


@asynccontextmanager
async def the_bot(url: str, given: dict[str, object], cloud: Cloud | None = None) -> AsyncIterator[str]:
    """All of it, as `rapport run` serves it, but for limits of platforms that cost nobody anything here."""
    settings = read_settings(secret_key=SECRET, database_url=url, port=free_port(), **given)
    app = App(lay_foundations(settings), limits=UNHURRIED, microsoft=cloud)
    try:
        yield f"http://127.0.0.1:{await app.start()}"
    finally:
        await app.stop()


@asynccontextmanager
async def mounted(routes: Sequence[web.RouteDef]) -> AsyncIterator[str]:
    """Routes behind the bot's own HTTP server."""
    server = Server(routes, "127.0.0.1", free_port(), Proxies(()))
    try:
        yield f"http://127.0.0.1:{await server.start()}"
    finally:
        await server.stop()
