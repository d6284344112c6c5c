"""Colleagues who are mentioned: what stood for an account of a platform becomes what its person is called here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.platform import AddressBook, Called, Commanding, Incoming, Saying, Submitting

MOST = 20
"""Accounts that are looked up for one message; who is mentioned after that stays as the platform wrote them."""

_BEGIN, _AND, _END = "\x02", "\x1f", "\x03"
_MENTION = re.compile(f"{_BEGIN}([^{_AND}]*){_AND}([^{_END}]*){_END}")
"""Nobody can type these: what people write comes without control characters."""


def mention(user: str, otherwise: str) -> str:
    """Stands for an account in what was heard, until `with_names`; `otherwise` is kept of whom nobody knows."""
    return f"{_BEGIN}{user}{_AND}{otherwise}{_END}"


def without_names(text: str) -> str:
    """The text with what is kept of whom nobody knows."""
    return _filled(text, {}, exact=False)


async def with_names(incoming: Incoming, book: AddressBook) -> Incoming:
    """What was heard, with the names of whom it mentions. Raises Unavailable.

    A command, or a text that is a mention and nothing else, means the very person: of several with one name, it has
    their address. Everything else may be kept, and is read by people: it has the name.
    """
    users = list(dict.fromkeys(found[1] for text in _texts(incoming) for found in _MENTION.finditer(text)))[:MOST]
    if not users:
        return incoming
    called = await book.called(incoming.who.platform, incoming.who.tenant, users)
    match incoming.what:
        case Saying(text=text) as saying:
            named, exact = _named(text, called), _filled(text, called, exact=True)
            return replace(incoming, what=replace(saying, text=named, exact=exact if exact != named else ""))
        case Commanding(text=text) as commanding:
            return replace(incoming, what=replace(commanding, text=_filled(text, called, exact=True)))
        case Submitting(values=values) as submitting:
            filled = {name: tuple(_named(text, called) for text in texts) for name, texts in values.items()}
            return replace(incoming, what=replace(submitting, values=filled))
    return incoming


def _texts(incoming: Incoming) -> Iterator[str]:
    match incoming.what:
        case Saying(text=text) | Commanding(text=text):
            yield text
        case Submitting(values=values):
            for texts in values.values():
                yield from texts


def _named(text: str, called: Called) -> str:
    return _filled(text, called, exact=_MENTION.fullmatch(text.strip()) is not None)


def _filled(text: str, called: Called, *, exact: bool) -> str:
    return _MENTION.sub(lambda found: called[found[1]][exact] if found[1] in called else found[2], text)
