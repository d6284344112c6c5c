"""What each kind of activity means: a turn, a look at a form, somebody who comes or goes."""

from __future__ import annotations

from collections import OrderedDict

from handlers.platform import (
    Answer,
    Identity,
    InDoubt,
    OpenedForm,
    Pacing,
    Reads,
    Submitting,
    TryLater,
    Undeliverable,
)
from handlers.teams import incoming
from handlers.teams.answers import Answering, Body
from handlers.teams.connector import Connector, Gone
from handlers.teams.elements import Element
from handlers.teams.forms import Typed, field_asked
from handlers.teams.incoming import Activity
from handlers.teams.people import People

REMEMBERED = 10_000
"""Activities whose answer is remembered to have gone out, so that a repetition is not answered once more."""

SOON = 3.0
"""Seconds that a line may wait for its place in the rate: after 15 Teams sends the words again."""

REFUSED = Answer("refused")


class Talk:
    """One tenant's talk with the bot."""

    def __init__(
        self, tenant: str, people: People, reads: Reads, answering: Answering, connector: Connector, pacing: Pacing
    ) -> None:
        self._tenant, self._people, self._reads = tenant, people, reads
        self._answering, self._connector, self._pacing = answering, connector, pacing
        self._replied: OrderedDict[tuple[str, str, str], None] = OrderedDict()

    async def said(self, activity: Activity) -> None:
        """Words, a command, or a tap where Teams sends taps as messages. What it brings arrives by itself."""
        try:
            heard = incoming.said(activity, self._tenant)
        except incoming.TooLong:
            await self.sorry(activity, "words.chat.too_long")
            return
        if heard is None:
            return
        answer = await self._people.take(activity, heard)
        message = self._answering.message(answer)
        if message and (activity.is_personal or answer.outcome != "unknown"):
            await self._reply(activity, message)

    async def sorry(self, activity: Activity, id_: str) -> None:
        """Tell somebody who wrote, in every language, why nothing came of it."""
        if activity.is_personal and activity.type == "message":
            await self._reply(activity, self._answering.plain_message(self._answering.in_both(id_)))

    async def tapped(self, activity: Activity) -> Body:
        """A tap on a card: what stands in its place."""
        answer = await self._people.take(activity, incoming.tapped(activity, self._tenant))
        return self._answering.card_action(answer)

    async def opens(self, activity: Activity) -> Body:
        """A tap that opens a form, answered within the same request."""
        wanted = incoming.asked(activity)
        if wanted.button is None:
            opened = await self._opened(activity, wanted.delivery, wanted.form)
            return self._answering.dialog(Answer("taken" if opened else "refused", language=wanted.language), opened)
        answer = await self._people.take(activity, incoming.opening(activity, wanted, self._tenant))
        if answer.opened and answer.opened.form.name != wanted.form:
            answer = REFUSED  # the button opens another form than the one that was asked for
        return self._answering.dialog(answer, answer.opened)

    async def submitted(self, activity: Activity) -> Body:
        """A form that was sent: it closes, or comes back with all that was typed and what is wrong with it. Of one
        that is there no longer the texts come back.
        """
        heard = incoming.submitted(activity, self._tenant)
        sent = heard.what
        answer = await self._people.take(activity, heard)
        if not answer.errors or not isinstance(sent, Submitting):
            return self._answering.dialog(answer, answer.opened)
        opened = await self._opened(activity, sent.delivery, sent.form)
        if opened is None:
            return self._answering.kept(answer, incoming.written(activity))
        return self._answering.dialog(answer, opened, Typed(sent.values, answer.errors, sent.version))

    async def seeks(self, activity: Activity) -> Element:
        """What was typed into a field that looks things up."""
        text, dataset = incoming.sought(activity)
        named = field_asked(dataset)
        who = activity.sender_in(self._tenant)
        is_theirs = named and activity.is_personal and await self._people.serves(activity)
        found = await self._reads.options(who, *named, text) if named and is_theirs else ()
        return self._answering.found(found, activity.language)

    async def installed(self, activity: Activity) -> None:
        """The app came to somebody. Nothing is said: the first word comes when their department is opened."""
        await self._people.arrived(activity)

    async def removed(self, activity: Activity) -> None:
        """The app was taken away from somebody."""
        await self._people.left(activity)

    async def _opened(self, activity: Activity, delivery: str, form: str) -> OpenedForm | None:
        who = activity.sender_in(self._tenant)
        is_theirs = activity.is_personal and await self._people.serves(activity)
        found = await self._reads.form(who, delivery, form) if is_theirs else None
        return OpenedForm(delivery, found) if found else None

    async def _reply(self, activity: Activity, message: Element) -> None:
        """Answer words where they were said, once, and no faster than Teams takes it.

        The turn is committed: all that a failure loses, or somebody who types too fast, is the line.
        """
        key = (activity.conversation.id, activity.id, str(message.get("summary")))
        if key in self._replied:
            return
        self._replied[key] = None
        if len(self._replied) > REMEMBERED:
            self._replied.popitem(last=False)
        if not await self._pacing.may_say(self._chat(activity), SOON):
            return
        try:
            reply = {**message, "replyToId": activity.id}
            await self._connector.post(activity.service, activity.conversation.id, reply)
        except TryLater as later:
            self._replied.pop(key, None)
            if not later.alone:
                await self._pacing.hold(self._chat(activity), later.after)
        except (Undeliverable, InDoubt, Gone):
            self._replied.pop(key, None)

    def _chat(self, activity: Activity) -> Identity:
        """The chat that the rate is counted for: a person's own, or the one that several write in."""
        if activity.is_personal:
            return activity.sender_in(self._tenant)
        return Identity("teams", self._tenant, activity.conversation.id)
