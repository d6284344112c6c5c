"""Requests that no client would make: what is no HTTP, what is far too long, what never ends."""

import asyncio
import socket
import struct
import time
from collections.abc import Iterable, Mapping

HUGE = 150 * 1024 * 1024
PIECE = 65536

Slow = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def head(path: str, headers: Mapping[str, str], *more: str) -> bytes:
    """How a POST begins."""
    lines = (f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), *more)
    return "\r\n".join((*lines, "", "")).encode()


def speaks_nonsense(port: int, word: str) -> None:
    """What is no HTTP at all."""
    for said in (f"{word}\r\n\r\n", f"GET /{word} HTTP/9.9\r\n\r\n", f"GET / HTTP/1.1\r\n{word}\x00: {word}\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
            raw.sendall(said.encode())
            raw.recv(4096)


def refused(port: int, path: str, headers: Mapping[str, str], *, announced: bool) -> float:
    """Send 150 MB as far as it is taken; gives the seconds until it was refused."""
    size = f"Content-Length: {HUGE}" if announced else "Transfer-Encoding: chunked"
    piece = b"x" * PIECE if announced else f"{PIECE:x}\r\n".encode() + b"x" * PIECE + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        began = time.perf_counter()
        raw.sendall(head(path, {"Host": f"127.0.0.1:{port}", **headers}, size))
        if not announced:
            _pour(raw, piece)
        answer = raw.recv(4096)
        took = time.perf_counter() - began
        assert b" 413 " in answer.split(b"\r\n")[0], answer[:100]
        if announced:
            _pour(raw, piece)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return took


def _pour(raw: socket.socket, piece: bytes) -> None:
    """Go on sending until the other side has had enough, or has had it all."""
    raw.settimeout(0.3)
    try:
        for _ in range(HUGE // PIECE):
            raw.sendall(piece)
    except OSError:
        pass
    raw.settimeout(5)


async def slow_one(port: int, begins: bytes) -> Slow:
    """Somebody who begins a request and never ends it; from an address of their own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.3", 0))
    writer.write(begins)
    return reader, writer


async def dribble(slow: Iterable[Slow]) -> None:
    """One more byte every second, of a header or of a body."""
    while True:
        await asyncio.sleep(1)
        for _, writer in slow:
            if not writer.transport.is_closing():
                writer.write(b"X")


def alive(slow: Iterable[Slow]) -> int:
    """How many of them are still connected."""
    return sum(not (reader.at_eof() or writer.transport.is_closing()) for reader, writer in slow)
