"""A person on the stage: sees, says, taps and fills in; presses only what was drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Row, buttons_of
from conversations.toolkit.forms import ChoiceField, Field, Form, PersonField, TextField, TickField, fields_of
from conversations.toolkit.words import Text
from handlers.platform import Answer, Clicking, Identity, Pressing, Saying, Submitting

if TYPE_CHECKING:
    from tests.conversations.stage import Message, Stage


@dataclass(repr=False)
class Actor:
    """One of the company. What was answered to the last request stands in `hint`."""

    stage: Stage
    person: Person
    hint: str = ""

    # --- seeing --------------------------------------------------------------------------------------------------

    @property
    def messages(self) -> list[Message]:
        """All there is in the chat, oldest first."""
        return self.stage.chat(self.person.id)

    @property
    def chat(self) -> str:
        """The whole chat as text."""
        return "\n\n".join(self.text_of(message) for message in self.messages)

    @property
    def last(self) -> str:
        """The newest message of the bot."""
        return self.text_of(next(message for message in reversed(self.messages) if message.card))

    def message(self, name: str) -> Message:
        """The newest message with a card of this name."""
        found = [message for message in self.messages if message.name == name]
        assert found, f"{name} is not among {[message.name for message in self.messages]}"
        return found[-1]

    def card(self, name: str) -> str:
        """The newest card of this name as text."""
        return self.text_of(self.message(name))

    def sees(self, *texts: str) -> Actor:
        """The newest message of the bot has each of these."""
        for text in texts:
            assert text in self.last, f"{text!r} is not in:\n{self.last}"
        return self

    def sees_not(self, *texts: str) -> Actor:
        """Nothing in the whole chat has any of these."""
        for text in texts:
            assert text not in self.chat, f"{text!r} is in:\n{self.chat}"
        return self

    def counts(self, name: str = "") -> int:
        """How many messages of the bot there are, or those with cards of one name."""
        return sum(1 for message in self.messages if message.card and (not name or message.name == name))

    def text_of(self, message: Message) -> str:
        """A message as this person reads it."""
        if message.card is None:
            return f"> {message.said}"
        return self.stage.walker.text(message.card, self.person.language, self.person.zone)

    # --- doing ---------------------------------------------------------------------------------------------------

    def says(self, text: str) -> Actor:
        """Write into the chat."""
        from tests.conversations.stage import Message

        self.messages.append(Message(f"said-{len(self.messages)}", said=text))
        return self._took(self.stage.take(self.person.id, Saying(text)))

    def taps(self, label: str, on: str = "", of: Message | None = None) -> Actor:
        """Tap a button: the newest with this label; `on` names its row, `of` an older message."""
        message, button = self._find(label, on, of)
        assert not button.opens, f"{label!r} opens a form"
        return self._took(self.stage.take(self.person.id, Clicking(message.delivery, button.name, button.value)))

    def opens(self, label: str, on: str = "", of: Message | None = None) -> Filling:
        """Tap a button that opens a form."""
        message, button = self._find(label, on, of)
        assert button.opens, f"{label!r} opens nothing"
        answer = self.stage.take(self.person.id, Clicking(message.delivery, button.name, button.value))
        assert answer.opened, f"{label!r} opened nothing: {self._say(answer.hint)}"
        return Filling(self, message.delivery, answer.opened.form)

    def taps_too_late(self, label: str, on: str = "", of: Message | None = None) -> Actor:
        """Tap a button whose form is about something that is over: nothing opens, and `hint` says why."""
        message, button = self._find(label, on, of)
        assert button.opens, f"{label!r} opens nothing"
        answer = self.stage.take(self.person.id, Clicking(message.delivery, button.name, button.value))
        assert answer.opened is None
        return self._took(answer)

    def visits(self, conversation: str, screen: str, on: str = "", **arguments: str) -> str:
        """What stands on a page of a conversation, now or as of a day."""
        arguments = {**arguments, "on": on} if on else arguments
        card = self.stage.look(self.person.id, conversation, screen, **arguments)
        return self.stage.walker.text(card, self.person.language, self.person.zone)

    def presses(self, label: str, conversation: str, screen: str) -> Actor:
        """Tap a button of a page."""
        card = self.stage.look(self.person.id, conversation, screen)
        [button] = [each for each in buttons_of(card) if self._say(each.label) == label]
        return self._took(self.stage.take(self.person.id, Pressing(conversation, screen, button.name, button.value)))

    def can(self, label: str, on: str = "") -> bool:
        """Whether a standing message offers this."""
        return any(self._offered(message, label, on) for message in self.messages if self.stands(message))

    def stands(self, message: Message) -> bool:
        """Whether it is a card that nothing newer has replaced."""
        return message.card is not None and self.stage.standing(message.delivery)

    @property
    def listening(self) -> str:
        """What the newest listening card asks."""
        asks = (message.card.asks for message in reversed(self.messages) if message.card and self.stands(message))
        return next((each for each in asks if each), "")

    def _find(self, label: str, on: str, of: Message | None) -> tuple[Message, Button]:
        for message in [of] if of else reversed(self.messages):
            offered = self._offered(message, label, on)
            if offered:
                return message, offered[0]
        raise AssertionError(f"[{label}] {on!r} is not in:\n{self.chat}")

    def _offered(self, message: Message, label: str, on: str) -> list[Button]:
        if message.card is None:
            return []
        rows = (part for part in message.card.body if isinstance(part, Row) and on in self._say(part.text))
        buttons = [button for row in rows for button in row.buttons] if on else buttons_of(message.card)
        return [button for button in buttons if self._say(button.label) == label]

    def _took(self, answer: Answer) -> Actor:
        self.hint = self._say(answer.hint)
        return self

    def _say(self, text: Text | None) -> str:
        return self.stage.catalogue.text(text, self.person.language, self.person.zone) if text else ""


@dataclass(repr=False)
class Filling:
    """An open form; only what it shows can be filled in, and what it hides is not sent."""

    who: Actor
    delivery: str
    form: Form
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    shows_all: bool = False

    def __post_init__(self) -> None:
        self.values = {each.name: _present(each) for each in fields_of(self.form)}

    def all_at_once(self) -> Filling:
        """As Teams shows it, which cannot hide a field behind a choice."""
        self.shows_all = True
        return self

    def fills(self, **given: Any) -> Filling:
        """Fill in fields by name, those with a dot in it by `outcomes_0`; a list gives several lines."""
        names = {each.name.replace(".", "_"): each for each in fields_of(self.form)}
        for name, value in given.items():
            assert name in names, f"{name} is not among {list(names)}"
            each = names[name]
            assert self.shows(each), f"{name} is hidden"
            self.values[each.name] = _given(each, value)
        return self

    def finds(self, name: str, text: str) -> Filling:
        """Choose the first person that the type-ahead finds."""
        who = self.who
        reading = who.stage.reads.options(Identity("web", "", who.person.id), self.delivery, self.form.name, name, text)
        options = who.stage.runner.run(reading)
        assert options, f"nobody is found for {text!r}"
        self.values[name] = (options[0].value,)
        return self

    def shows(self, each: Field) -> bool:
        """Whether the page shows this field now."""
        if self.shows_all or each.shown_when is None:
            return True
        other, wanted = each.shown_when
        above = next(one for one in fields_of(self.form) if one.name == other)
        given = self.values[other]
        return self.shows(above) and (any(given) if wanted == "*" else wanted in given)

    @property
    def words(self) -> str:
        """All that the form says now."""
        from tests.conversations.drawing import parts_of

        return "\n".join(self.who._say(text) for text in parts_of(self.form))

    def submits(self) -> Actor:
        """Send it; it is taken."""
        actor = self.tries()
        assert not self.errors, self.errors
        return actor

    def tries(self) -> Actor:
        """Send it; what is wrong with it stands in `errors`."""
        shown = {each.name for each in fields_of(self.form) if self.shows(each)}
        values = {name: given for name, given in self.values.items() if name in shown}
        answer = self.who.stage.take(
            self.who.person.id, Submitting(self.delivery, self.form.name, values, self.form.version)
        )
        self.errors = {name: self.who._say(wrong) for name, wrong in answer.errors.items()}
        return self.who._took(answer)


def _present(each: Field) -> tuple[str, ...]:
    match each:
        case TextField(value=value):
            return value
        case TickField(value=value):
            return ("true",) if value else ()
        case ChoiceField(value=value, options=options):
            return (value,) if value in {option.value for option in options} else ()
        case _:
            return (str(each.value),) if each.value else ()


def _given(each: Field, value: Any) -> tuple[str, ...]:
    match each:
        case TextField():
            lines = [value] if isinstance(value, str) else value
            return tuple(lines)
        case TickField():
            return ("true",) if value else ()
        case ChoiceField(required=False) if value == "":
            return ()
        case ChoiceField(options=options):
            assert str(value) in {option.value for option in options}, f"{value} is not offered"
            return (str(value),)
        case PersonField():
            return (value,)
        case _:
            return (str(value),) if value else ()
