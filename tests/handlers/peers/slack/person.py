"""A person at Slack's client: reads, types, clicks, fills in. What is not on the screen cannot be pressed."""

from typing import TYPE_CHECKING, Any

from tests.handlers.peers.slack import events, payloads
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.composition import options_of
from tests.handlers.peers.slack.errors import Impossible, Trouble
from tests.handlers.peers.slack.filling import FIELDS, empty, filled
from tests.handlers.peers.slack.lines import Answer, Delivery, Kind, Line
from tests.handlers.peers.slack.surfaces import elements_of
from tests.handlers.peers.slack.taking import clear, close, command_answered, submission_answered, suggested
from tests.handlers.peers.slack.things import Channel, Message, User, View
from tests.handlers.peers.slack.viewing import shown

if TYPE_CHECKING:
    from tests.handlers.peers.slack.server import LocalSlack


class Person:
    """Made by `LocalSlack.as_user`. `errors` are what the form shows after the last submission."""

    def __init__(self, slack: "LocalSlack", user: User, line: Line) -> None:
        self.slack, self.user, self.line = slack, user, line
        self.errors: dict[str, str] = {}
        self.suggestions: dict[tuple[str, str], list[Json]] = {}

    @property
    def dm(self) -> Channel:
        """The conversation with the app."""
        return self.slack.dm(self.user)

    def _channel(self, channel: str) -> Channel:
        found = self.slack.channels[channel] if channel else self.dm
        if self.user.id not in found.members:
            raise Impossible(f"{self.user.id} is not in {found.id}")
        return found

    def messages(self, channel: str = "") -> list[Message]:
        """The app's messages that the person sees, as they stand now, in the order in which they came."""
        found = self._channel(channel).messages
        return [each for each in found if each.bot_id and each.only_for in ("", self.user.id)]

    async def hears(self, count: int = 1, within: float = 30.0, channel: str = "") -> Message:
        """The newest message of the app, once there are so many."""

        def enough() -> list[Message]:
            return self.messages(channel) if len(self.messages(channel)) >= count else []

        found: list[Message] = await self.slack.until(enough, within)
        return found[-1]

    @property
    def views(self) -> list[View]:
        """The modals that are open, the one on top last."""
        return list(self.slack.stacks.get(self.user.id, []))

    @property
    def view(self) -> View:
        """The modal on top."""
        if not self.views:
            raise Impossible("no modal is open")
        return self.views[-1]

    @property
    def home(self) -> View | None:
        """The app's Home, if it was published."""
        return self.slack.homes.get(self.user.id)

    async def says(self, text: str, channel: str = "", thread_ts: str | None = None) -> Delivery:
        """Types a message: to the app, or in a channel (where only messages that are listened to reach it)."""
        self._alive()
        where = self._channel(channel)
        message = self._typed(where, text, thread_ts)
        return await self.slack.event(
            events.said(message, self.user, where),
            team=self.user.workspace,
            line=self.line,
            is_ext_shared_channel=self.user.is_stranger,
        )

    async def mentions(self, text: str, channel: str) -> Delivery:
        """Types a message with @app in it, in a channel of which the app is a member."""
        self._alive()
        where = self._channel(channel)
        bot = self.slack.workspaces[self.user.workspace].bot
        if bot not in where.members:
            raise Impossible("the app is not in the channel, and hears nothing")
        message = self._typed(where, text, None)
        message.text = f"<@{bot}> {message.text}"
        event = events.mentioned(message, self.user, where)
        return await self.slack.event(event, team=self.user.workspace, line=self.line)

    def _typed(self, where: Channel, text: str, thread_ts: str | None) -> Message:
        message = Message(
            self.slack.clock.ts(),
            where.id,
            self.user.id,
            events.escaped(text),
            self.user.home,
            blocks=events.typed(text),
            thread_ts=thread_ts,
        )
        return self.slack.post(where, message)

    async def command(self, name: str, text: str = "", channel: str = "") -> Answer:
        """A slash command; strangers cannot call another company's."""
        self._alive()
        if self.user.is_stranger:
            raise Impossible("a command is not there for people of another workspace")
        where = self._channel(channel)
        answer = await self._acted("slash_commands", payloads.command(self.slack, self.user, where, name, text))
        command_answered(self.slack, self.user, where, answer)
        return answer

    async def opens_home(self, tab: str = "home") -> Delivery:
        """Looks at the app's Home or at its messages."""
        self._alive()
        view = shown(self.slack, self.home) if self.home else None
        event = events.home_opened(self.slack, self.user, self.dm, tab, view)
        return await self.slack.event(event, team=self.user.workspace, line=self.line)

    def find(self, surface: Message | View, action_id: str, block_id: str = "") -> tuple[Json, Json]:
        """The block and the element with that action id; there must be exactly one."""
        found = [
            (block, each)
            for block in surface.blocks
            for each in elements_of(block)
            if each["action_id"] == action_id and block_id in ("", block["block_id"])
        ]
        if len(found) != 1:
            raise Impossible(f"{action_id} is there {len(found)} times")
        return found[0]

    async def clicks(
        self, surface: Message | View, action_id: str, value: Any = None, *, block_id: str = "", stale: bool = False
    ) -> Answer:
        """Presses a button, or chooses `value` in a menu. `stale`: on a screen that has not caught up."""
        self._alive()
        if not stale:
            self._on_screen(surface)
        block, element = self.find(surface, action_id, block_id)
        if block["type"] == "input" and not block["dispatch_action"]:
            raise Impossible(f"{action_id} tells the app nothing before it is submitted")
        put = self._chosen(surface, block, element, value)
        payload = payloads.acted(self.slack, self.user, surface, block, element, put)
        return await self._acted("interactive", payload)

    def _on_screen(self, surface: Message | View) -> None:
        if isinstance(surface, View):
            there = surface is self.home or surface in self.views[-1:]
        else:
            there = any(each is surface for each in self.messages(surface.channel))
        if not there:
            raise Impossible("it is not on the screen any more")

    def _chosen(self, surface: Message | View, block: Json, element: Json, value: Any) -> Json | None:
        if element["type"] == "overflow":
            for each in options_of(element):
                if value in (each["value"], each["text"]["text"]):
                    return {"selected_option": each}
            raise Impossible(f"{element['action_id']} does not offer {value!r}")
        if element["type"] not in FIELDS:
            return None
        put = self._filled(surface, element, value)
        surface.state.setdefault(block["block_id"], {})[element["action_id"]] = put
        return payloads.chosen(element, put)

    def _filled(self, surface: Message | View, element: Json, value: Any) -> Json:
        key = (surface.id if isinstance(surface, View) else surface.ts, element["action_id"])
        return filled(element, value, self.suggestions.get(key, []))

    async def types_ahead(
        self, surface: Message | View, action_id: str, text: str, *, block_id: str = ""
    ) -> list[Json]:
        """Types into a menu that asks the app; returns the options it offers."""
        self._alive()
        block, element = self.find(surface, action_id, block_id)
        if "external" not in element["type"]:
            raise Impossible(f"{action_id} does not ask the app")
        if len(text) < element.get("min_query_length", 3):
            return []
        payload = payloads.suggesting(self.slack, self.user, surface, block, element, text)
        options = suggested(await self._acted("interactive", payload))
        key = (surface.id if isinstance(surface, View) else surface.ts, action_id)
        self.suggestions[key] = [*self.suggestions.get(key, []), *options]
        return options

    async def fills(self, view: View, values: dict[str, Any]) -> None:
        """Fills in elements, by their action id or that of their block; nothing is told to the app yet."""
        for name, value in values.items():
            block, element = self._field(view, name)
            view.state[block["block_id"]][element["action_id"]] = self._filled(view, element, value)

    def _field(self, view: View, name: str) -> tuple[Json, Json]:
        for block in view.blocks:
            if block["block_id"] == name and block["type"] == "input":
                return block, block["element"]
        return self.find(view, name)

    async def submits(self, view: View, values: dict[str, Any] | None = None, *, stale: bool = False) -> Answer:
        """Fills in the rest and submits. `errors` holds what the form complains about, if it stays open."""
        self._alive()
        if not stale:
            self._on_screen(view)
        if not view.said("submit"):
            raise Impossible("there is nothing to submit")
        await self.fills(view, values or {})
        for block in view.blocks:
            needed = block["type"] == "input" and not block["optional"]
            if needed and empty(view.state[block["block_id"]][block["element"]["action_id"]]):
                raise Impossible(f"{block['block_id']} must be filled in")
        answer = await self._acted("interactive", payloads.submitted(self.slack, self.user, view))
        self.errors = submission_answered(self.slack, view, answer)
        return answer

    async def closes(self, view: View, *, all_of_them: bool = False) -> Answer | None:
        """Closes a modal, or all; the app is told if the view asks for it."""
        self._on_screen(view)
        cleared = all_of_them or bool(view.given.get("clear_on_close"))
        payload = payloads.closed(self.slack, self.user, view, cleared=cleared)
        if cleared:
            clear(self.slack, self.user.id)
        else:
            close(self.slack, view)
        return await self._acted("interactive", payload) if view.given.get("notify_on_close") else None

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Answer:
        """A global shortcut, or one of a message."""
        self._alive()
        if message is None:
            return await self._acted("interactive", payloads.shortcut(self.slack, self.user, callback_id))
        payload = payloads.message_shortcut(self.slack, self.user, callback_id, message)
        return await self._acted("interactive", payload)

    async def _acted(self, kind: Kind, payload: Json) -> Answer:
        answer = await self.line.send(kind, payload)
        if not answer.ok or answer.status != 200:
            raise Trouble(f"the app did not answer: {answer.reason} {answer.status}")
        return answer

    def _alive(self) -> None:
        if self.user.deleted:
            raise Impossible("a deactivated account is signed out")
