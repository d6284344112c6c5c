"""What commands say at the terminal: in its language, and why they end when they cannot go on."""

from __future__ import annotations

import os
from typing import NoReturn

import typer

from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.words import Fact, Language, Phrase

FAILED = 1


def language() -> Language:
    """The terminal's language."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh-CN" if spoken.startswith("zh") else "en"


def echo(phrase: Phrase, catalogue: Catalogue) -> None:
    """Print a sentence."""
    typer.echo(catalogue.text(phrase, language()))


def fail(id_: str, **facts: Fact) -> NoReturn:
    """Say why, and end with an exit code that says so too."""
    typer.echo(Catalogue.load().text(Phrase(id_, facts), language()), err=True)
    raise typer.Exit(FAILED)
