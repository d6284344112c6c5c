"""Sign in: whoever asks in a chat gets a link to their web page, once and for a quarter of an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from conversations.toolkit.cards import Button, Card, Heading, Line, Note
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Called, Event, Looked, Started
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import phrases_of

say = phrases_of("sign_in")
PAGE = "web"
"""The platform that is the page itself."""


@dataclass(frozen=True)
class SignInFacts:
    """On which platform somebody asks, and whether the page has an address."""

    here: str
    has_page: bool


class SignIn:
    """Owned by who asks. Its card only names the page: the link is made as the message goes, and kept nowhere."""

    name = "sign_in"
    commands: Sequence[Command] = (Command("sign-in", in_menu=False),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> SignInFacts:
        """Fetch what matters for a link."""
        return SignInFacts(reader.here, reader.has_page)

    def handle(self, state: State, event: Event, facts: SignInFacts) -> Result:
        """Play one event."""
        match event:
            case Started() | Called():
                return State("shown"), [Show(_card(facts), To(event.owner), fresh=True)]
            case _:
                return state, []

    def form(self, name: str, state: State, facts: SignInFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: SignInFacts) -> Card:
        """It has no screens."""
        raise KeyError(name)

    def options(self, field: str, text: str, facts: SignInFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


def _card(facts: SignInFacts) -> Card:
    if facts.here == PAGE:
        return Card("sign_in.here", say("neutral"), (Line(say("here")),))
    if not facts.has_page:
        return Card("sign_in.no_page", say("neutral"), (Line(say("no_page.line")), Note(say("no_page.note"))))
    body = (Heading(say("link.title")), Line(say("link.line")), Note(say("link.note")))
    return Card(
        "sign_in.link", say("neutral"), body, (Button("page", say("link.button"), style="primary", leads="page"),)
    )


sign_in = SignIn()
