"""The bot in its own process, to be killed, and people at the page who do not give up."""

import asyncio
import contextlib
import ctypes
import os
import re
import signal
import socket
import sys
import time
import uuid
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from handlers.web.guard import token_of
from storage.crypto import KeyRing
from storage.database import Database
from storage.schema import migrate
from tests.bot.company import SECRET, found, real_now, staff

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 180.0
GIVES_UP_AFTER = 300.0
FAULTS = ("request_failed", "due_failed", "tick_failed", "delivery_failed", "message_failed", "Traceback")
"""What its log never holds."""
DELIVERY = re.compile(r'data-delivery="([0-9a-f]{32})"')
DIE_WITH_ME = 1
"""PR_SET_PDEATHSIG of prctl(2): however the tests end, their server does too."""


@contextlib.asynccontextmanager
async def founded(url: str, people: int) -> AsyncIterator[Database]:
    """A company of so many, in a database that the server shares with the test."""
    await asyncio.to_thread(migrate, url)
    database = Database.open(url, KeyRing(SECRET))
    try:
        await database.write(found, staff(people, zone="UTC"), real_now())
        yield database
    finally:
        await database.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _die_with_me() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_ME, signal.SIGKILL)


@dataclass
class Server:
    """`python -m bot run` over one database and one port, started again and again."""

    url: str
    folder: Path
    port: int = field(default_factory=free_port)
    process: Process | None = None
    starts: list[float] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where people reach it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """All that it wrote, of all its lives."""
        return self.folder / "log"

    async def start(self) -> None:
        """Start it, and return when it takes turns."""
        began = time.monotonic()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "RAPPORT_DATABASE_URL": self.url,
            "RAPPORT_SECRET_KEY": SECRET,
            "RAPPORT_PORT": str(self.port),
        }
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_me,
            )
        async with aiohttp.ClientSession(self.address) as session:
            while not await _is_ready(session):
                assert self.process.returncode is None, self.log.read_text()
                assert time.monotonic() - began < STARTS_WITHIN, self.log.read_text()
                await asyncio.sleep(0.05)
        self.starts.append(time.monotonic() - began)

    async def end(self, how: signal.Signals) -> None:
        """End its process by this signal, if it has one; returns when it is gone."""
        if self.process and self.process.returncode is None:
            self.process.send_signal(how)
            await self.process.wait()


async def _is_ready(session: aiohttp.ClientSession) -> bool:
    try:
        async with session.get("/readyz") as response:
            return response.status == 200
    except (aiohttp.ClientError, OSError):
        return False


@dataclass
class Visitor:
    """Somebody at the page. Whatever is not acknowledged is sent again with the same key, as the page does."""

    person: str
    secret: str
    http: aiohttp.ClientSession
    acknowledged: dict[str, tuple[str, dict[str, object]]] = field(default_factory=dict)
    repeated: int = 0

    async def sends(self, path: str, **what: object) -> None:
        """Send something until the server says yes."""
        key = uuid.uuid4().hex
        await self._until_taken(path, {"key": key, **what})
        self.acknowledged[key] = path, {"key": key, **what}

    async def repeats(self) -> None:
        """Send everything again, as if no answer had ever been heard, in the order in which it was sent."""
        for path, body in self.acknowledged.values():
            await self._until_taken(path, body)

    async def _until_taken(self, path: str, body: dict[str, object]) -> None:
        headers = {"X-Rapport-Token": token_of(self.secret), "Sec-Fetch-Site": "same-origin"}
        end = time.monotonic() + GIVES_UP_AFTER
        while not await self._is_taken(path, body, headers):
            assert time.monotonic() < end, f"{path} of {self.person} was never taken"
            self.repeated += 1
            await asyncio.sleep(0.1)

    async def finds(self, opens: str, button: str = "") -> str:
        """Look at the page until a card that opens this form, and has this button, stands on it; gives its delivery."""
        end = time.monotonic() + GIVES_UP_AFTER
        while True:
            with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                async with self.http.get("/", cookies=self._cookies) as response:
                    page = await response.text()
                    for card in page.split("<article ")[1:]:
                        shown = DELIVERY.search(card)
                        has = not button or f'data-button="{button}"' in card
                        if shown and has and f'data-opens="{opens}"' in card:
                            return shown[1]
            assert time.monotonic() < end, f"{self.person} never saw the card"
            await asyncio.sleep(0.05)

    async def _is_taken(self, path: str, body: dict[str, object], headers: dict[str, str]) -> bool:
        try:
            async with self.http.post(path, json=body, headers=headers, cookies=self._cookies) as response:
                answer = await response.json()
        except (aiohttp.ClientError, OSError, TimeoutError):
            return False
        if response.status in (502, 503, 504):
            return False
        assert response.status == 200, (response.status, answer)
        assert not answer["errors"], answer
        return True

    @property
    def _cookies(self) -> dict[str, str]:
        return {"rapport": self.secret}
