"""What the page sends becomes an Incoming here, and the body dies here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from conversations.toolkit.forms import MAX_TEXT
from handlers.platform import Clicking, Commanding, Incoming, Saying, Submitting
from handlers.web.guard import Fault
from handlers.web.session import Visit

_CONTROLS = dict.fromkeys(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n")


def _tidy(text: str) -> str:
    """One kind of line end, and no control characters: PostgreSQL takes no NUL, and nobody means them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _words(text: str) -> str:
    words = _tidy(text).strip()
    if not words:
        raise ValueError("nothing was said")
    return words


Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Value = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_tidy)]
Written = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_tidy)]
ADay = Annotated[date, Field(ge=date(1970, 1, 1), lt=date(9999, 1, 1))]
"""The very last days have no end in every time zone."""


class _Sent(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    key: Key


class Act(_Sent):
    """A button was tapped."""

    delivery: Name
    button: Name
    value: Value = ""


class Submit(_Sent):
    """A form was sent. Longer texts than a field takes are let through: the form itself says so kindly."""

    delivery: Name
    form: Name
    values: Annotated[
        dict[Name, Annotated[list[Written], Field(max_length=20)]],
        Field(max_length=100),
    ]
    version: Annotated[int, Field(ge=0, lt=2**53)] | None = None


class Say(_Sent):
    """Something was written, or a command chosen from the menu."""

    text: Annotated[str, AfterValidator(_words)]
    command: bool = False


class AskForm(BaseModel):
    """Which form to show."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    delivery: Name
    form: Name


class AskScreen(BaseModel):
    """Which day a page shows; today where none is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    on: ADay | None = None


class AskOptions(AskForm):
    """What was typed into a field that looks things up."""

    field: Name
    text: Annotated[str, StringConstraints(max_length=200), AfterValidator(_tidy)] = ""


M = TypeVar("M", bound=BaseModel)


def read_body(model: type[M], body: bytes) -> M:
    """What was sent, exactly as the model has it. Raises Fault 400 for anything else, however deep or odd."""
    try:
        return model.model_validate_json(body)
    except (ValidationError, ValueError):
        raise Fault(400, "unreadable") from None


def read_query(model: type[M], query: Mapping[str, str]) -> M:
    """What stood in the address. Raises Fault 400 for anything else."""
    try:
        return model.model_validate(dict(query))
    except (ValidationError, ValueError):
        raise Fault(400, "unreadable") from None


def clicking(visit: Visit, act: Act) -> Incoming:
    """A tap as an event."""
    return _incoming(visit, act.key, Clicking(act.delivery, act.button, act.value))


def submitting(visit: Visit, submit: Submit) -> Incoming:
    """A form as an event."""
    values = {name: tuple(texts) for name, texts in submit.values.items()}
    return _incoming(visit, submit.key, Submitting(submit.delivery, submit.form, values, submit.version))


def saying(visit: Visit, say: Say) -> Incoming:
    """Words or a command as an event. Raises Fault 413 for more than MAX_TEXT characters."""
    if len(say.text) > MAX_TEXT:
        raise Fault(413, "too_long")
    return _incoming(visit, say.key, Commanding(say.text) if say.command else Saying(say.text))


def _incoming(visit: Visit, key: str, what: Clicking | Submitting | Saying | Commanding) -> Incoming:
    # The page makes the key and uses it again when it tries again; with the person in it nobody can spend another's.
    digest = hashlib.sha256(f"{visit.person.id}\0{key}".encode()).hexdigest()
    return Incoming(key=f"web:{digest}", who=visit.who, what=what)
