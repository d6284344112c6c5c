"""Slack as the contract speaks to it: signed requests to the bot, and what the local Slack was told to show."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.forms import Form
from conversations.toolkit.wire import from_json
from conversations.toolkit.words import LANGUAGES, Language, Phrase
from handlers.platform import Identity, Incoming, OpenedForm, PlatformName
from handlers.slack import forms
from handlers.slack.cards import Drawing
from handlers.slack.marks import REOPEN
from handlers.slack.marks import Sheet as Mark
from handlers.slack.marks import Tap as TapMark
from handlers.slack.texts import Pen, escaped
from storage import deliveries, identities
from storage.database import Transaction
from storage.tables.people import HowLinked
from tests.handlers.contract import slack_payloads, slack_screen
from tests.handlers.contract.adapter import Altered, Outcome, Payload, Reply, Sheet, Shown, Tap, Values
from tests.handlers.contract.house import TUESDAY, Bot, catalogue
from tests.handlers.contract.people import PEOPLE
from tests.handlers.contract.slack_screen import Json
from tests.handlers.peers.slack import events, payloads
from tests.handlers.peers.slack.lines import Answer, Kind, Line
from tests.handlers.peers.slack.mentioning import mention
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack.taking import command_answered, submission_answered
from tests.handlers.peers.slack.things import Message, User, View
from tests.handlers.slack.host import Host

PAGE = "https://rapport.example"
WAY_IN = f"{PAGE}/sign-in/once"
_STATUSES: Mapping[int, Outcome] = {200: "taken", 400: "unreadable", 404: "unreadable", 413: "too_large", 503: "away"}
_REFUSALS = ("words.not_yours", "words.private_only", "words.chat.unknown", "words.chat.over")


def user_of(person: str) -> str:
    """The id of somebody's account, no longer than Slack's."""
    return f"U{person.upper()[-10:]}"


class Slack:
    """handlers/slack, spoken to over HTTP. `bot` is None where only payloads are read and cards drawn."""

    name: PlatformName = "slack"
    suffix = "json"
    most_text = 3000

    def __init__(self, bot: Bot | None = None) -> None:
        self.bot = bot
        self._ready = asyncio.Lock()
        self._sent: dict[tuple[str, str, str], asyncio.Future[Reply]] = {}
        self._requests: dict[tuple[str, str, str], Json] = {}
        self._views: dict[str, Json] = {}

    @property
    def slack(self) -> LocalSlack:
        """The Slack that the bot is an app of."""
        assert self.bot
        assert self.bot.slack
        return self.bot.slack

    def line(self) -> Line:
        """The way to the bot."""
        assert self.bot
        return self.slack.line(self.bot.base)

    async def user(self, person: str) -> User:
        """Somebody's account; everybody has one, and it is linked."""
        async with self._ready:
            if not self.slack.request_url:
                assert self.bot
                self.slack.request_url = self.bot.base
                for each in PEOPLE:
                    self.slack.add_user(user_of(each.id), name=each.id, real_name=each.name, email=each.email)
                await self.bot.write(_link_everybody, self.slack.workspace.id)
        return self.slack.users[user_of(person)]

    async def sees(self, person: str) -> list[Shown]:
        user = await self.user(person)
        assert self.bot
        await self.bot.settled()
        messages = [each for each in self.slack.dm(user).messages if slack_screen.delivery_of(each)]
        opens = await self.bot.read(_opens, [slack_screen.delivery_of(each) for each in messages])
        return [slack_screen.shown(each, opens[slack_screen.delivery_of(each)]) for each in messages]

    async def taps(self, person: str, delivery: str, tap: Tap, *, key: str = "") -> Reply:
        user = await self.user(person)
        mark = TapMark.model_construct(d=delivery, b=tap.name, v=tap.value).packed()
        return await self._acts(user, "tap", key, self._pressed(user, delivery, "tap.0", mark))

    async def opens(self, person: str, delivery: str, tap: Tap) -> Reply:
        user = await self.user(person)
        assert self.bot
        known = (await self.bot.read(_opens, [delivery]))[delivery]
        if known.get((tap.name, tap.value)) in (None, tap.opens):
            return await self.taps(person, delivery, tap)
        # What no button of the card opens can only be asked for by the button that opens a form again.
        mark = Mark.model_construct(d=delivery, f=tap.opens).packed()
        return await self._acts(user, "reopen", "", self._pressed(user, delivery, REOPEN, mark))

    async def submits(self, person: str, sheet: Sheet, values: Values, *, key: str = "") -> Reply:
        user = await self.user(person)
        view = deepcopy(self._views.get(sheet.form) or next(iter(self._views.values())))
        mark = json.loads(view["private_metadata"]) | {"d": sheet.delivery, "f": sheet.form}
        state = {
            block["block_id"]: {
                block["element"]["action_id"]: slack_screen.put(
                    block["element"], list(values.get(block["block_id"], ()))
                )
            }
            for block in view["blocks"]
            if block["type"] == "input"
        }
        view |= {"private_metadata": json.dumps(mark), "state": {"values": state}, "id": "V0", "hash": "h"}
        extra = {name: slack_screen.put({"type": "plain_text_input"}, list(values[name])) for name in values}
        view["state"]["values"] = {name: {"value": each} for name, each in extra.items() if name not in state} | state
        more = {"trigger_id": self.slack.trigger(user).id, "view": view, "response_urls": []}
        payload = payloads.common(self.slack, "view_submission", user) | more
        return await self._acts(user, "submit", key, payload)

    async def says(self, person: str, text: str, *, key: str = "") -> Reply:
        user = await self.user(person)
        dm = self.slack.dm(user)
        message = Message(self.slack.clock.ts(), dm.id, user.id, events.escaped(text), user.home, blocks=[])
        event = events.said(message, user, dm)
        envelope = events.envelope(self.slack, self.slack.workspace, event)
        return await self._acts(user, "say", key, envelope, "events_api")

    def mention(self, person: str) -> str:
        """What stands in a message, a command or a field where a colleague is mentioned."""
        return mention(user_of(person))

    async def calls(self, person: str, command: str, *, key: str = "") -> Reply:
        user = await self.user(person)
        payload = payloads.command(self.slack, user, self.slack.dm(user), "/rapport", escaped(command))
        return await self._acts(user, "call", key, payload, "slash_commands")

    async def seeks(self, person: str, sheet: Sheet, name: str, text: str) -> list[str]:
        user = await self.user(person)
        view = deepcopy(self._views.get(sheet.form) or next(iter(self._views.values())))
        mark = json.loads(view["private_metadata"]) | {"d": sheet.delivery, "f": sheet.form}
        view |= {"private_metadata": json.dumps(mark), "state": {"values": {}}}
        about = {"action_id": "value", "block_id": name, "value": text, "view": view}
        answer = await self.line().send("interactive", payloads.common(self.slack, "block_suggestion", user) | about)
        return [each["text"]["text"] for each in answer.body["options"]]

    async def hears(self, payload: Payload) -> Incoming:
        async with LocalSlack() as slack:
            slack.add_user("U0ALICE", email="alice@example.com")
            host = Host(slack, known={Identity("slack", slack.workspace.id, "U0ALICE")})
            async with host.serving():
                await slack_payloads.play(slack, host.base, payload, "U0ALICE")
        [taken] = host.taken
        return taken

    async def plays(self, payload: Payload, person: str) -> Reply:
        user = await self.user(person)
        assert self.bot
        before = len(self._whispers(user))
        answer = await slack_payloads.play(self.slack, self.bot.base, payload, user.id)
        return self._reply(user, payload["request"]["payload"], answer, before)

    def aimed(self, payload: Payload, delivery: str) -> Payload:
        return slack_payloads.aimed(payload, delivery)

    def altered(self, payload: Payload, theirs: str) -> Iterator[Altered]:
        return slack_payloads.altered(payload, theirs)

    def draws(self, card: Card, language: Language, *, neutral: bool = False) -> str:
        drawing = Drawing(Pen(catalogue(), language), PAGE, WAY_IN)
        blocks = drawing.neutral(card) if neutral else drawing.message(card, "delivery")
        return _pretty({"text": drawing.preview(card), "blocks": blocks})

    def draws_form(self, form: Form, language: Language) -> str:
        return _pretty(forms.modal(Pen(catalogue(), language), OpenedForm("delivery", form)))

    def previews(self, card: Card, language: Language) -> str:
        return Drawing(Pen(catalogue(), language), PAGE).preview(card)

    async def close(self) -> None:
        return None

    # --- requests ---------------------------------------------------------------------------------------------------

    def _pressed(self, user: User, delivery: str, action_id: str, value: str) -> Json:
        dm = self.slack.dm(user)
        message = next((each for each in dm.messages if slack_screen.delivery_of(each) == delivery), None)
        surface = message or Message(self.slack.clock.ts(), dm.id, self.slack.workspace.bot, "", user.home)
        elements = {each["value"]: each for each in slack_screen.buttons(surface.blocks)}
        element = elements.get(value) or {"type": "button", "action_id": action_id, "value": value, "text": {}}
        if element["type"] == "button":
            return payloads.acted(self.slack, user, surface, {"block_id": "b"}, element, None)
        chosen = {"selected_option": {name: element.pop(name) for name in ("text", "value")}}
        return payloads.acted(self.slack, user, surface, {"block_id": "b"}, element, chosen)

    async def _acts(self, user: User, what: str, key: str, payload: Json, kind: Kind = "interactive") -> Reply:
        """Send a request; one that has a key is sent again as it was, and its person still has what it opened."""
        if not key:
            return await self._send(user, payload, kind)
        named = (user.id, what, key)
        first = named not in self._requests
        payload = self._requests.setdefault(named, payload)
        if first:
            self._sent[named] = asyncio.get_running_loop().create_future()
        reply = await self._send(user, payload, kind)
        if first:
            self._sent[named].set_result(reply)
        return reply if reply.sheet else replace(reply, sheet=(await self._sent[named]).sheet)

    async def _send(self, user: User, payload: Json, kind: Kind) -> Reply:
        before = len(self._whispers(user))
        answer = await self.line().send(kind, payload)
        return self._reply(user, payload, answer, before)

    def _reply(self, user: User, payload: Json, answer: Answer, before: int) -> Reply:
        if answer.status != 200:
            return Reply(_STATUSES.get(answer.status, "refused"))
        hint, errors = self._accepted(user, payload, answer)
        new = self._whispers(user)[before:]
        hint = hint or (new[-1].text if new else "")
        return Reply(_outcome(hint), hint, errors, self._opened(payload))

    def _accepted(self, user: User, payload: Json, answer: Answer) -> tuple[str, Mapping[str, str]]:
        """What Slack makes of the answer; it checks it first."""
        if "command" in payload:
            command_answered(self.slack, user, self.slack.dm(user), answer)
            return (answer.body or {}).get("text", ""), {}
        if payload.get("type") != "view_submission":
            assert answer.body is None, answer.body
            return "", {}
        view = View("V0", user.workspace, user.id, payload["view"], payload["view"]["blocks"], "V0")
        errors = submission_answered(self.slack, view, answer)
        body = answer.body or {}
        return "\n".join(slack_screen.texts(body["view"]["blocks"])) if "view" in body else "", errors

    def _whispers(self, user: User) -> list[Message]:
        """What was said in passing, for this person only where Slack can do that."""
        said = self.slack.dm(user).messages
        return [each for each in said if each.bot_id and not slack_screen.delivery_of(each)]

    def _opened(self, payload: Json) -> Sheet | None:
        """The modal that this request's trigger opened."""
        for call in self.slack.calls.of("views.open"):
            if call.committed and call.args["trigger_id"] == payload.get("trigger_id"):
                view = call.args["view"]
                sheet = slack_screen.sheet(view)
                self._views[sheet.form] = view
                return sheet
        return None


def _outcome(hint: str) -> Outcome:
    for language in LANGUAGES:
        if hint and any(catalogue().text(Phrase(id_), language) in hint for id_ in _REFUSALS):
            return "refused"
        if hint and catalogue().text(Phrase("words.chat.too_long"), language) in hint:
            return "too_large"
    return "taken"


def _pretty(sent: Any) -> str:
    return json.dumps(sent, ensure_ascii=False, indent=1)


def _link_everybody(tx: Transaction, team: str) -> None:
    for person in PEOPLE:
        who = identities.Identity("slack", team, user_of(person.id))
        identities.link(tx, who, person.id, HowLinked.IMPORT, TUESDAY)


def _opens(tx: Transaction, ids: list[str]) -> dict[str, dict[tuple[str, str], str]]:
    """Which buttons of these cards open which form."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for id_ in ids:
        kept = deliveries.get(tx, id_)
        card: Card | None = from_json(Card, deliveries.card_of(tx, kept)) if kept and kept.kind == "message" else None
        found[id_] = {(each.name, each.value): each.opens for each in buttons_of(card)} if card else {}
    return found
