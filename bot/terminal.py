"""What commands say at the terminal: in its language, and why they end when they cannot go on."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import NoReturn
from urllib.parse import urlsplit

import typer

from bot.compiled import load_catalogue
from conversations.toolkit.catalogue import CONTENT, Catalogue
from conversations.toolkit.content_files import read_yaml
from conversations.toolkit.words import Fact, Language, Phrase

FAILED = 1
A_WHILE = 1.0
"""Seconds after which somebody wonders whether a command does anything."""


def language() -> Language:
    """The terminal's language."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh-CN" if spoken.startswith("zh") else "en"


def echo(phrase: Phrase, catalogue: Catalogue) -> None:
    """Print a sentence."""
    typer.echo(catalogue.text(phrase, language()))


def note(id_: str, **facts: Fact) -> None:
    """Say something beside what the command is asked for, where a pipe does not take it."""
    typer.echo(load_catalogue().text(Phrase(id_, facts), language()), err=True)


@contextmanager
def patiently(after: float = A_WHILE) -> Iterator[None]:
    """Say that it goes on where what is done within takes longer than `after` seconds, where no pipe takes it."""
    timer = Timer(after, _go_on)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _go_on() -> None:
    """From the one file: reading all words may be what takes so long."""
    stem, _, name = "cli.one_moment".partition(".")
    words = read_yaml(CONTENT / language() / f"{stem}.yaml")
    if isinstance(words, dict):
        typer.echo(words[name], err=True)


def answers(address: str) -> bool:
    """Whether anything on this machine answers at this address."""
    there = urlsplit(address)
    try:
        with socket.create_connection((there.hostname, there.port), timeout=1):
            return True
    except OSError:
        return False


def fail(id_: str, **facts: Fact) -> NoReturn:
    """Say why, and end with an exit code that says so too."""
    note(id_, **facts)
    raise typer.Exit(FAILED)
