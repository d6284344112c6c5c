"""Takes what was heard to the turn, and says what Slack is answered. What Slack sends is never acknowledged before."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from conversations.toolkit.forms import MAX_TEXT
from conversations.toolkit.words import Language
from handlers.mentions import with_names
from handlers.platform import (
    Answer,
    ChatPorts,
    Commanding,
    Identity,
    Incoming,
    InDoubt,
    OpenedForm,
    PlatformName,
    Pressing,
    Saying,
    TryLater,
)
from handlers.slack import cards, forms, incoming
from handlers.slack.blocks import OPTIONS, Json, wire_line
from handlers.slack.calls import Calls, Refused
from handlers.slack.cards import Drawing
from handlers.slack.incoming import Changed, Choosing, Heard, Looking, Payload, Removed, Reopening, Seeking
from handlers.slack.people import Member, People
from handlers.slack.showing import Showing
from handlers.slack.texts import Pen, in_every_language
from handlers.slack.workspace import Workspace

PLATFORM: PlatformName = "slack"
HOME = ("help", "home")
"""The screen that stands on Home."""

TRIGGERED = 2.0
"""Seconds that opening a form may take: its trigger lives 3 s. Home is shown as soon, or at the next look."""

PATIENCE = 1.2
"""Seconds that a line may wait for its place in the rate, which gives each chat one in 1.1 s."""

OFFERED = 5.0
"""Seconds that a button which opens a form may wait for its place: without it, what was asked for never comes."""

_log = structlog.get_logger(platform="slack")


@dataclass(frozen=True)
class Outcome:
    """What came of something heard: a private line, a form to show."""

    line: str = ""
    opened: OpenedForm | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    language: Language = "en"


@dataclass(frozen=True)
class Reception:
    """One workspace's requests. Everything raises Unavailable, Unreadable or Foreign for what cannot be taken."""

    ports: ChatPorts
    calls: Calls
    workspace: Workspace
    people: People
    showing: Showing

    async def event(self, payload: Payload) -> Json:
        """An event of the Events API."""
        known = self.workspace.known
        match incoming.event(payload, known.bot_user if known else ""):
            case Heard() as heard:
                await self.showing.show(self._tell(heard, await self._take(heard)))
            case Looking(who=who):
                if (await self._member(who)).kind == "member":
                    await self.ports.book.found(who)
                await self.showing.show(self._show_home(who))
            case Changed() as changed:
                await self._changed(changed)
            case Removed(team=team):
                if await self.workspace.is_removed():
                    await self.ports.book.all_lost(PLATFORM, team, "not_installed")
        return {}

    async def command(self, payload: Payload) -> Json:
        """A slash command: a private line is the answer itself."""
        heard = incoming.command(payload)
        outcome = await self._take(heard)
        if outcome.opened:
            opening = self._open(heard.incoming.who, heard.channel, heard.trigger, outcome.opened, outcome.language)
            await self.showing.show(opening)
        return wire_line(outcome.line) if outcome.line else {}

    async def action(self, payload: Payload) -> Json:
        """A tap on a button, or a choice in a form."""
        match incoming.action(payload):
            case Heard() as heard:
                things = [self._tell(heard, await self._take(heard))]
                if isinstance(heard.incoming.what, Pressing):
                    things.append(self._show_home(heard.incoming.who))
                await self.showing.show(*things)
            case Reopening() as again:
                await self.showing.show(self._reopen(again))
            case Choosing() as choosing:
                await self.showing.show(self._follow(choosing))
        return {}

    async def submission(self, payload: Payload) -> Json:
        """A form sent: what is wrong comes back into it, and so does what there is to say."""
        heard = incoming.submission(payload)
        outcome = await self._take(heard)
        pen = Pen(self.ports.words, outcome.language)
        if outcome.errors:
            return {"response_action": "errors", "errors": dict(outcome.errors)}
        if outcome.opened:
            return {"response_action": "update", "view": forms.modal(pen, outcome.opened)}
        if outcome.line:
            return {"response_action": "update", "view": forms.told(pen, outcome.line)}
        return {}

    async def options(self, payload: Payload) -> Json:
        """What a field offers for what was typed so far."""
        seeking: Seeking = incoming.seeking(payload)
        if (await self._member(seeking.who)).kind != "member":
            return {"options": []}
        sheet, pen = seeking.sheet, Pen(self.ports.words, seeking.sheet.l)
        found = await self.ports.reads.options(seeking.who, sheet.d, sheet.f, seeking.field, seeking.text)
        return {"options": [forms.option(pen, each) for each in found[:OPTIONS]]}

    # --- taking -----------------------------------------------------------------------------------------------------

    async def _take(self, heard: Heard) -> Outcome:
        member = await self._member(heard.incoming.who)
        if member.kind == "bot":
            return Outcome()
        taken = await with_names(heard.incoming, self.ports.book)
        if isinstance(taken.what, Saying | Commanding) and len(taken.what.text) > MAX_TEXT:
            return Outcome(in_every_language(self.ports.words, "too_long"))
        answer = await self._known(taken, member)
        pen = Pen(self.ports.words, answer.language)
        line = pen.text(answer.hint) if answer.hint else ""
        if answer.outcome == "unknown":
            line = in_every_language(self.ports.words, "unknown")
        # A form is opened once: whoever repeats the request has it, or was offered it again.
        opened = answer.opened if answer.outcome == "taken" else None
        errors = forms.errors_in(pen, answer.errors, heard.blocks)
        return Outcome(line, opened, errors, answer.language)

    async def _known(self, taken: Incoming, member: Member) -> Answer:
        """The turn; whom we do not know is introduced, and the turn is taken then."""
        if member.kind != "member":
            return Answer("unknown")
        answer = await self.ports.turns.take(taken)
        if answer.outcome == "unknown" and await self._introduced(taken.who, member):
            return await self.ports.turns.take(taken)
        return answer

    async def _introduced(self, who: Identity, member: Member) -> bool:
        return member.kind == "member" and await self.ports.book.introduce(who, member.email)

    async def _member(self, who: Identity) -> Member:
        """What somebody is; who is no member any more is lost, also where nobody told us (safety 15)."""
        await self.workspace.check(who.tenant)
        member = await self.people.member(who)
        if member.kind != "member":
            await self.ports.book.lost(who, "left")
        return member

    async def _changed(self, changed: Changed) -> None:
        """A word may be old, and come after a newer one: where it would change something, what holds now is asked.

        Most words are of people who were members before.
        """
        self.people.forget(changed.who.user)
        if not changed.left and not await self.ports.book.has_left(changed.who):
            return
        if (await self._member(changed.who)).kind == "member":
            await self.ports.book.found(changed.who, after="left")

    # --- showing ----------------------------------------------------------------------------------------------------

    async def _tell(self, heard: Heard, outcome: Outcome) -> None:
        who = heard.incoming.who
        if outcome.opened:
            await self._open(who, heard.channel, heard.trigger, outcome.opened, outcome.language)
        if outcome.line:
            blocks = wire_line(outcome.line)["blocks"]
            # Slack repeats an event to which it got no answer, perhaps to another replica: its line is said once.
            await self._whisper(who, heard.channel, outcome.line, blocks, once=heard.incoming.key)

    async def _open(self, who: Identity, channel: str, trigger: str, opened: OpenedForm, language: Language) -> None:
        """Open a form, once; if it does not open, or nothing was tapped that could, offer it by a button."""
        drawing = self._drawing(language)
        view = forms.modal(drawing.pen, opened)
        if trigger and await self._soon("views.open", trigger_id=trigger, view=view) is None:
            return
        offer = drawing.not_opened(forms.sheet_of(drawing.pen, opened))
        await self._whisper(who, channel, drawing.pen.chat("not_opened"), offer, within=OFFERED)

    async def _reopen(self, again: Reopening) -> None:
        if (await self._member(again.who)).kind != "member":
            return
        form = await self.ports.reads.form(again.who, again.sheet.d, again.sheet.f)
        if form:
            opened = OpenedForm(again.sheet.d, form)
            await self._open(again.who, again.channel, again.trigger, opened, again.sheet.l)
            return
        line = self._drawing(again.sheet.l).pen.chat("over")
        await self._whisper(again.who, again.channel, line, wire_line(line)["blocks"])

    async def _follow(self, choosing: Choosing) -> None:
        """Put into an open form what a choice asks for, and take out what only another one did."""
        if (await self._member(choosing.who)).kind != "member":
            return
        sheet = choosing.sheet
        form = await self.ports.reads.form(choosing.who, sheet.d, sheet.f)
        if form:
            opened = OpenedForm(sheet.d, replace(form, version=sheet.n))
            view = forms.modal(self._drawing(sheet.l).pen, opened, choosing.values)
            await self._soon("views.update", view_id=choosing.view, hash=choosing.hash, view=view)

    async def _show_home(self, who: Identity) -> None:
        member = await self._member(who)
        if member.kind == "bot":
            return
        screen = await self.ports.reads.screen(who, *HOME) if member.kind == "member" else None
        if screen is None and await self._introduced(who, member):
            screen = await self.ports.reads.screen(who, *HOME)
        if screen:
            view = self._drawing(screen.language, screen.zone).home(screen.card, *HOME)
        else:
            view = cards.home_line(in_every_language(self.ports.words, "unknown"))
        await self._soon("views.publish", user_id=who.user, view=view)

    def _drawing(self, language: Language, zone: str = "UTC") -> Drawing:
        return Drawing(Pen(self.ports.words, language, zone), self.ports.base_url)

    async def _whisper(
        self, who: Identity, channel: str, line: str, blocks: list[Json], within: float = PATIENCE, once: str = ""
    ) -> None:
        """Say something to one person only, where they are; in their chat with us where Slack refuses that.

        Whoever is faster than Slack's rate goes without: a message too many would hold up those of everybody. What may
        have been said is not said once more.
        """
        if not await self.ports.pacing.may_say(who, within, once):
            return
        said: dict[str, Any] = {"text": line, "blocks": blocks, "parse": "none"}
        if channel:
            fault = await self._soon("chat.postEphemeral", channel=channel, user=who.user, **said)
            if not isinstance(fault, Refused):
                return
        await self._soon("chat.postMessage", channel=who.user, **said)

    async def _soon(self, method: str, **args: Any) -> Exception | None:
        """Show something while it is of use; gives why it was not done. Nobody tries again."""
        try:
            async with asyncio.timeout(TRIGGERED):
                await self.calls.call(method, **args)
        except (Refused, TryLater, InDoubt, TimeoutError) as fault:
            _log.warning("not_shown", exc_info=fault)
            return fault
        return None
