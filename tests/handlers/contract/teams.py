"""Teams as the contract speaks to it: activities that a Microsoft on this machine signs, over HTTP."""

import asyncio
import hashlib
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

from conversations.toolkit.cards import Card
from conversations.toolkit.forms import Form
from conversations.toolkit.words import LANGUAGES, Language, Phrase
from handlers.platform import Incoming, OpenedForm, PlatformName
from handlers.teams import forms
from handlers.teams.cards import Drawn
from handlers.teams.elements import Element, Pen
from tests.handlers.contract import adaptive, people
from tests.handlers.contract.adapter import Altered, Outcome, Payload, Reply, Sheet, Shown, Tap, Values
from tests.handlers.contract.house import Bot, catalogue
from tests.handlers.peers.microsoft import answers, client
from tests.handlers.teams.host import Host
from tests.handlers.teams.tenant import OTHER_TENANT, Tenant, sends

PAGE = "https://rapport.example.com"
RECORDED = "(recorded)"
"""What stands in a recorded payload where each person, and each machine, has its own."""

_OUTCOMES: dict[int, Outcome] = {200: "taken", 400: "unreadable", 413: "too_large", 503: "away"}
_REFUSALS = ("words.not_yours", "words.chat.unknown", "words.private_only")
_PAUSE = timedelta(seconds=10)
"""What passes between two things that somebody does, so that nobody is faster than Teams allows."""


_MENTIONED = re.compile("\ue000(\\w+)\ue001")


def _sentences(*ids: str) -> set[str]:
    each = {catalogue().text(Phrase(id_), language) for id_ in ids for language in LANGUAGES}
    return each | {"\n\n".join(catalogue().text(Phrase(id_), language) for language in LANGUAGES) for id_ in ids}


class Teams:
    """handlers/teams, spoken to over HTTP. `bot` is None where only payloads are read and cards drawn."""

    name: PlatformName = "teams"
    suffix = "json"
    most_text = 3000

    def __init__(self, bot: Bot | None = None) -> None:
        self.bot = bot
        self._is_installed = False
        self._number = 0
        self._one_by_one: dict[str, asyncio.Lock] = {}

    @property
    def microsoft(self) -> Tenant:
        """The Microsoft beside the bot."""
        assert self.bot
        assert self.bot.microsoft
        return self.bot.microsoft

    async def sees(self, person: str) -> list[Shown]:
        await self._installed()
        assert self.bot
        await self.bot.settled()
        return [adaptive.shown(id_, message) for id_, message in self._chat(person).items() if _is_delivered(message)]

    async def taps(self, person: str, delivery: str, tap: Tap, *, key: str = "") -> Reply:
        data = {"delivery": delivery, "button": tap.name, "value": tap.value}
        action = {"type": "Action.Execute", "title": tap.label, "verb": "press", "data": data}
        value = {"action": action, "trigger": "manual"}
        reply = await self._sends(person, key, type="invoke", name="adaptiveCard/action", value=value)
        return self._of_tap(person, delivery, reply)

    async def opens(self, person: str, delivery: str, tap: Tap) -> Reply:
        data = {"delivery": delivery, "button": tap.name, "value": tap.value, "form": tap.opens}
        return await self._fetches(person, data)

    async def submits(self, person: str, sheet: Sheet, values: Values, *, key: str = "") -> Reply:
        filled = {**sheet.values, **values}
        data: dict[str, object] = {"delivery": sheet.delivery, "form": sheet.form, "texts": list(sheet.texts)}
        if sheet.version is not None:
            data["version"] = sheet.version
        for name, texts in filled.items():
            many = name == "lines" or name == "plans" or len(texts) > 1
            data |= {f"in:{name}#{n}" if many else f"in:{name}": text for n, text in enumerate(texts)}
        value = {"data": data, "context": {"theme": "default"}}
        return _of_dialog(await self._sends(person, key, type="invoke", name="task/submit", value=value), fetch=False)

    async def says(self, person: str, text: str, *, key: str = "") -> Reply:
        id_ = self._id(key)
        # A repetition may be acknowledged while the first one's reply is still on its way.
        async with self._one_by_one.setdefault(id_, asyncio.Lock()):
            reply = await self._sends(person, key, id_=id_, **self._written(text))
            return await self._replied(person, id_, reply.status)

    def mention(self, person: str) -> str:
        """What stands in a message or a command where a colleague is mentioned."""
        return f"\ue000{person}\ue001"

    async def calls(self, person: str, command: str, *, key: str = "") -> Reply:
        return await self.says(person, f"/{command}", key=key)

    async def seeks(self, person: str, sheet: Sheet, name: str, text: str) -> list[str]:
        query = {
            "queryText": text,
            "queryOptions": {"skip": 0, "top": 15},
            "dataset": f"find|{sheet.delivery}|{sheet.form}|{name}",
        }
        reply = await self._sends(person, "", type="invoke", name="application/search", value=query)
        return [each.title for each in answers.read_search(reply)]

    async def hears(self, payload: Payload) -> Incoming:
        async with Host().serving() as host:
            host.microsoft.hires("alice")
            await sends(host.base, _as_sent(payload, host.microsoft, "alice"), host.microsoft.token())
        [taken] = host.taken
        return taken

    async def plays(self, payload: Payload, person: str) -> Reply:
        await self._installed()
        assert self.bot
        self.bot.watch.moved += _PAUSE
        token = payload["request"]["headers"]["authorization"]
        given = self.microsoft.token() if token == RECORDED else token
        activity = _as_sent(payload, self.microsoft, person)
        reply = await self.microsoft.asks(self.bot.base, activity, given)
        if reply.status != 200 or activity.get("type") == "message":
            return await self._replied(person, str(activity.get("id")), reply.status)
        if activity.get("type") != "invoke":
            return Reply("taken")
        if activity.get("name") == "adaptiveCard/action":
            return self._of_tap(person, "", reply)
        return _of_dialog(reply, fetch=activity.get("name") == "task/fetch")

    def aimed(self, payload: Payload, delivery: str) -> Payload:
        aimed = deepcopy(payload)
        for data in _datas(aimed["request"]["body"].get("value")):
            data["delivery"] = delivery
        return aimed

    def altered(self, payload: Payload, theirs: str) -> Iterator[Altered]:
        for altered in _altered(payload, theirs):
            if altered.field != "id":  # each a request of its own, no repetition
                altered.payload["request"]["body"]["id"] = self._id("")
            yield altered

    def draws(self, card: Card, language: Language, *, neutral: bool = False) -> str:
        return _pretty(_drawn(language).message(card, neutral=neutral))

    def draws_form(self, form: Form, language: Language) -> str:
        return _pretty(forms.dialog(Pen(catalogue(), language), OpenedForm("delivery", form)))

    def previews(self, card: Card, language: Language) -> str:
        message = _drawn(language).message(card)
        content = adaptive.card_of(message)
        assert content
        assert content["fallbackText"] == message["summary"]
        assert "text" not in message
        return str(message["summary"])

    async def close(self) -> None:
        pass

    async def _installed(self) -> None:
        """The app is there for everybody, as an administrator's policy puts it."""
        if self._is_installed:
            return
        self._is_installed = True
        for each in people.PEOPLE:
            self.microsoft.hires(each.id, each.email)
            reply = await self._sends(each.id, "", type="installationUpdate", action="add")
            assert reply.status == 200

    def _written(self, text: str) -> dict[str, Any]:
        """A text as Teams sends it: where somebody is mentioned stands their name, and beside it who is meant."""
        users = [self.microsoft.user(name) for name in _MENTIONED.findall(text)]
        entities = [{"type": "mention", "text": f"<at>{each.name}</at>", "mentioned": each.account} for each in users]
        plain = _MENTIONED.sub(lambda found: f"<at>{self.microsoft.user(found[1]).name}</at>", text)
        return {"text": plain, "entities": entities} if users else {"text": plain}

    async def _sends(self, person: str, key: str, *, id_: str = "", **more: Any) -> answers.Reply:
        await self._installed()
        assert self.bot
        self.bot.watch.moved += _PAUSE
        activity = self.microsoft.activity(person, id=id_ or self._id(key), **more)
        return await self.microsoft.asks(self.bot.base, activity, self.microsoft.token())

    async def _fetches(self, person: str, data: Element) -> Reply:
        value = {"data": {"msteams": {"type": "task/fetch"}, **data}, "context": {"theme": "default"}}
        return _of_dialog(await self._sends(person, "", type="invoke", name="task/fetch", value=value), fetch=True)

    async def _replied(self, person: str, id_: str, status: int) -> Reply:
        """What stands in the chat in reply to somebody's words: a line, or the offer of a form, which they take."""
        if status != 200:
            return Reply(_OUTCOMES.get(status, "refused"))
        found = [each for each in self._chat(person).values() if each.get("replyToId") == id_]
        if not found:
            return Reply("taken")
        [reply] = found
        card = adaptive.card_of(reply)
        if card is None:
            return _lined(reply["text"])
        [action] = adaptive.actions(card)
        assert client.is_fetch(action)
        return await self._fetches(person, action["data"])

    def _of_tap(self, person: str, delivery: str, reply: answers.Reply) -> Reply:
        """Teams puts the card that a tap is answered with where the tapped one stood."""
        if reply.status != 200:
            return Reply(_OUTCOMES.get(reply.status, "refused"))
        answered = answers.read_action(reply)
        if answered.kind != "card":
            return _lined(answered.text)
        for id_, message in self._chat(person).items():
            if _is_delivered(message) and delivery in {a["data"]["delivery"] for a in adaptive.actions(message)}:
                views = self.microsoft.message(person, id_).views
                views[self.microsoft.user(person).id] = answered.card
        return Reply("taken")

    def _chat(self, person: str) -> dict[str, dict[str, Any]]:
        return self.microsoft.messages(person)

    def _id(self, key: str) -> str:
        self._number += 1
        made = hashlib.sha256(f"{key or self._number}".encode()).hexdigest()
        return str(int(made[:12], 16)) if key else f"17{self._number:011}"


def _is_delivered(message: dict[str, Any]) -> bool:
    return "replyToId" not in message and adaptive.card_of(message) is not None


def _drawn(language: Language) -> Drawn:
    return Drawn(Pen(catalogue(), language), "d" * 32, PAGE, f"{PAGE}/sign-in/once")


def _pretty(element: Element) -> str:
    return json.dumps(element, ensure_ascii=False, indent=1)


def _lined(line: str) -> Reply:
    if line in _sentences("words.chat.too_long"):
        return Reply("too_large", line)
    return Reply("refused" if line in _sentences(*_REFUSALS) else "taken", line)


def _of_dialog(reply: answers.Reply, *, fetch: bool) -> Reply:
    if reply.status != 200:
        return Reply(_OUTCOMES.get(reply.status, "refused"))
    match answers.read_task(reply, "", fetch=fetch):
        case "":
            return Reply("taken")
        case str(line):
            return _lined(line)
        case dialog if not list(adaptive.actions(dialog.card)):
            # The form is gone: what is wrong stands above all that was written.
            why, written = dialog.card["body"]
            return Reply("taken", written["value"], {"": adaptive.says(why)})
        case dialog:
            wrong = adaptive.errors(dialog.card)
            return Reply("taken", errors=wrong) if wrong else Reply("taken", sheet=adaptive.sheet(dialog.card))


def _as_sent(payload: Payload, at: Tenant, person: str) -> dict[str, Any]:
    """The recorded activity, with this person's and this machine's own where the recording has its own."""
    ours = at.activity(person)

    def filled(recorded: Any, own: Any) -> Any:
        match recorded:
            case "(recorded)":
                return own
            case dict():
                inside = own if isinstance(own, dict) else {}
                return {name: filled(value, inside.get(name)) for name, value in recorded.items()}
            case _:
                return recorded

    sent: dict[str, Any] = filled(payload["request"]["body"], ours)
    return sent


def _datas(value: Any) -> Iterator[dict[str, Any]]:
    match value:
        case {"delivery": _}:
            yield value
        case dict():
            for inside in value.values():
                yield from _datas(inside)


_UNSIGNED = ("type", "from.id", "conversation.id", "recipient", "entities")
"""What stands in the envelope and is Microsoft's word: the token does not cover it, and nobody else can write it."""

_IGNORED = ("timestamp", "localT", "locale", "id", "text", "from.name", "replyToId")
_IN_VALUE = ("value.trigger", "value.context.theme", "value.action.title", "value.action.verb")
"""What nobody looks at, or what is the sender's own to say."""


def _altered(payload: Payload, theirs: str) -> Iterator[Altered]:
    for path, given in _leaves(payload["request"]["body"], ()):
        name = ".".join(path)
        is_own = name.startswith((*_UNSIGNED, *_IGNORED, *_IN_VALUE)) or path[-1].startswith("in:")
        for other in _others(given, theirs if path[-1] == "delivery" else ""):
            if not (other is None and "tenant" in name.lower()):  # the tenant stands there twice
                yield Altered(name, _with(payload, path, other), is_own)
    for path in (("conversation", "tenantId"), ("channelData", "tenant", "id")):
        yield Altered(".".join(path), _with(payload, path, OTHER_TENANT))
    for token in ("", "forged", "e30.e30.e30"):
        forged = deepcopy(payload)
        forged["request"]["headers"]["authorization"] = token
        yield Altered("authorization", forged)


def _leaves(inside: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(inside, dict):
        for name, value in inside.items():
            yield from _leaves(value, (*path, name))
    elif inside is not None:
        yield path, inside


def _with(payload: Payload, path: tuple[str, ...], value: object) -> Payload:
    changed = deepcopy(payload)
    inside = changed["request"]["body"]
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    return changed


def _others(given: object, theirs: str) -> Iterator[object]:
    yield from (theirs,) if theirs else ()
    match given:
        case str():
            yield from ("", f"{given}x", given.upper() + "?", f"../{given}", given + "\u200b", None, 7, [given], {})
        case _:
            yield from ("", 10**9, -1, [], {})
