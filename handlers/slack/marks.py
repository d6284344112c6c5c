"""What buttons and views carry: which card, which button, which form. It names things and gives no rights."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from conversations.toolkit.words import Language
from handlers.platform import Clicking, Pressing

TAP, PRESS, REOPEN, PAGE = "tap", "press", "reopen", "page"
"""Kinds of buttons: on a card, on Home, to open a form that did not open, to the page (which needs no answer)."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Value = Annotated[str, StringConstraints(max_length=2000)]
M = TypeVar("M", bound="Mark")


class Mark(BaseModel):
    """A small piece of JSON in a button's value or a view's private_metadata; short names, for room is short."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    def packed(self) -> str:
        """As it is carried."""
        return self.model_dump_json(exclude_defaults=True)


class Tap(Mark):
    """A button of a card."""

    d: Name
    b: Name
    v: Value = ""

    def clicking(self) -> Clicking:
        """What a tap on it means."""
        return Clicking(self.d, self.b, self.v)


class Press(Mark):
    """A button of a screen."""

    c: Name
    s: Name
    b: Name
    v: Value = ""

    def pressing(self) -> Pressing:
        """What a tap on it means."""
        return Pressing(self.c, self.s, self.b, self.v)


class Sheet(Mark):
    """A form: whose card or opening it belongs to, the version its person saw, and their language."""

    d: Name
    f: Name
    n: Annotated[int, Field(ge=0, lt=2**53)] | None = None
    l: Language = "en"  # noqa: E741  # short, as all names here


def read_mark(mark: type[M], text: str) -> M:
    """What a button or view carries. Raises pydantic's ValidationError for anything else."""
    return mark.model_validate_json(text)
