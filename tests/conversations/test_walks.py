"""Random walks over what is rendered: nothing breaks, nobody is left without a way on, state and record agree."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, select

from conversations.rules.roster import Person
from conversations.rules.weeks import week_at
from conversations.toolkit.cards import buttons_of
from conversations.toolkit.conversation import State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.events import Address
from conversations.toolkit.forms import ChoiceField, DayField, Field, Form, PersonField, TextField, TickField, fields_of
from conversations.weekly_checkin.questions import QUESTIONS
from conversations.weekly_checkin.receipts import ELSEWHERE
from handlers.platform import Clicking, Saying, Submitting
from storage import deliveries, people, running
from storage.database import Transaction
from tests.conversations.conftest import Scenes
from tests.conversations.stage import Message, Stage

WALKERS = ("alice", "li", "mara", "bob", "hana", "wang")
REPORTS = {"mara": ("alice", "bob"), "wang": ("li",), "sven": ("mara", "wang", "hana")}
TEXTS = (
    *(
        "Write the report",
        "Call the supplier; Visit the fair",
        "1. one\n2. two\n3. three\n4. four",
        "x" * 201,
        "x" * 600,
    ),
    *("no", "yes", "done", "skip", "Friday", "4", "Bob", "a", "not done", "nothing", "as planned", "hello", "?"),
    *(
        "settings",
        "check-in",
        "team",
        "I'm stuck",
        "away until Friday",
        "Does this affect my bonus?",
        "<b>&{n}",
        "indicator",
    ),
    *(
        "完成",
        "都做完了",
        "没有",
        "等供应商回复",
        "1 完成，2 继续",
        "周五",
        "我卡住了",
        "下周休假",
        "李晨",
        "设置",
        "按计划",
    ),
)
SPANS = tuple(timedelta(hours=hours) for hours in (1, 1, 9, 24, 24, 72, 168))


def secret_of(person: str) -> str:
    """What somebody writes for HR alone."""
    return f"{person} for HR only"


class Walk:
    """One walk; `draw` decides."""

    def __init__(self, stage: Stage, draw: Any) -> None:
        self.stage, self.draw = stage, draw

    def step(self) -> str:
        """Somebody does something; gives who."""
        doing = self.draw(
            st.sampled_from((self.taps, self.taps, self.taps, self.fills, self.fills, self.says, self.moves))
        )
        person: str = self.draw(st.sampled_from(WALKERS))
        doing(person)
        return person

    def taps(self, person: str) -> None:
        """Tap anything that was ever drawn; what has moved on says so."""
        drawn = [
            (message, button)
            for message in self.stage.chat(person)[-6:]
            for button in (buttons_of(message.card) if message.card else ())
            if not button.opens
        ]
        if not drawn:
            return
        message, button = self.draw(st.sampled_from(drawn))
        standing = self.stage.standing(message.delivery)
        answer = self.stage.take(person, Clicking(message.delivery, button.name, button.value))
        assert answer.outcome == "taken"
        assert (answer.hint is None) == standing

    def fills(self, person: str) -> None:
        """Open any form and send it with anything in it; what is refused names the field."""
        drawn = [
            (message, button)
            for message in self.stage.chat(person)[-6:]
            for button in (buttons_of(message.card) if message.card else ())
            if button.opens and self.stage.standing(message.delivery)
        ]
        if not drawn:
            return
        message, button = self.draw(st.sampled_from(drawn))
        tapped = self.stage.take(person, Clicking(message.delivery, button.name, button.value))
        opened = tapped.opened
        if opened is None:
            assert tapped.hint, "what is over says so"
            return
        if self.draw(st.integers(0, 4)) == 0:
            self.moves(person)
        values = self._values(opened.form, secret_of(person))
        answer = self.stage.take(person, Submitting(message.delivery, button.opens, values))
        assert answer.outcome == "taken"
        # "what" is how a form that came too late says so, when its field was not drawn any more.
        assert set(answer.errors) <= {each.name for each in fields_of(opened.form)} | {"what"}

    def says(self, person: str) -> None:
        """Write anything."""
        text = self.draw(st.sampled_from(TEXTS))
        self.stage.chat(person).append(Message(f"said-{next(self.stage.keys)}", said=text))
        assert self.stage.take(person, Saying(text)).outcome == "taken"

    def moves(self, _person: str) -> None:
        """Time goes by."""
        self.stage.moves_on(seconds=self.draw(st.sampled_from(SPANS)).total_seconds())

    def _values(self, form: Form, secret: str) -> dict[str, tuple[str, ...]]:
        values = {each.name: self._value(each) for each in fields_of(form)}
        if values.get("helper") == ("hr",):
            values["stuck_on"] = (secret,)
        elif "stuck_on" in values:
            values["stuck_on"] = tuple(text for text in values["stuck_on"] if text != secret)
        return values

    def _value(self, field: Field) -> tuple[str, ...]:
        match field:
            case TextField(many=many):
                return tuple(self.draw(st.lists(st.sampled_from(TEXTS[:2]), max_size=many)))
            case ChoiceField(options=options, value=value):
                chosen = self.draw(st.sampled_from((value, *(option.value for option in options))))
                return (chosen,) if chosen else ()
            case DayField():
                today = self.stage.now.date()
                return self.draw(
                    st.sampled_from(((), *(((today + timedelta(days=n)).isoformat(),) for n in (-3, 1, 8))))
                )
            case PersonField():
                return self.draw(st.sampled_from(((), ("bob",), ("alice",), ("kim",), ("nobody",))))
            case TickField():
                return self.draw(st.sampled_from(((), ("true",))))

    # --- what always holds ---------------------------------------------------------------------------------------

    def check(self, *people: str) -> None:
        """What must hold for these people, and for what their managers were shown."""
        self.stage.see(self._check, people)
        for manager, reports in REPORTS.items():
            read = "".join(str(message.card) for message in self.stage.chat(manager))
            assert not any(secret_of(person) in read for person in reports), manager

    def _check(self, tx: Transaction, who: Sequence[str]) -> None:
        for person in who:
            known = people.person(tx, person)
            assert known
            week = week_at(self.stage.now, known.zone)
            for each in (week, week.previous):
                address = Address("weekly_checkin", person, str(each))
                stored = running.load(tx, address)
                state = State.from_json(stored.state) if stored else State()
                if state.stage:
                    self._record_says_the_same(tx, known, state, str(each))
                if state.stage and each == week:
                    self._has_a_way_on(tx, state, address)

    def _record_says_the_same(self, tx: Transaction, person: Person, state: State, week: str) -> None:
        reader = self.stage.house.reader(tx, person, self.stage.now)
        answered: list[Any] = [each.entry for each in reader.entries(person.id, ("check_in_answered",), (week,))]
        if state.stage not in (SHARED, CLOSED):
            assert answered == [], (person.id, state)
            return
        [entry] = answered
        assert list(entry.plans) == list(state.answers.get("plans") or []), (entry, state)
        raised = str(state.answers.get("blocker") or "")
        assert (state.answers.get("stuck") == "yes") == bool(raised), state
        if raised:
            [blocker] = [each for each in reader.blockers_of(person.id) if each.id == raised]
            assert blocker.what == state.answers["stuck_on"]
            assert blocker.what, "nobody is asked for help with nothing"

    def _has_a_way_on(self, tx: Transaction, state: State, address: Address) -> None:
        """Some standing card of the week has something to tap, and what is asked is listened for."""
        standing = set(tx.conn.execute(_standing, {"of": address.owner, "week": address.key}).scalars())
        cards = [m.card for m in self.stage.chat(address.owner) if m.card and m.delivery in standing]
        assert any(buttons_of(card) for card in cards), (address, state)
        # What is asked of a blocker is asked beside the week, wherever that stands.
        asked = {card.asks for card in cards if card.asks} - {"raise", "rephrase", ELSEWHERE}
        match state.stage:
            case question if question in {each.name for each in QUESTIONS}:
                assert asked == {question}
            case "invited":
                assert asked == {"plans"}
            case "recap":
                assert asked == {"recap"}
            case _:
                assert asked <= {"plans", "adding"}


_standing = select(deliveries.ledger.c.id).where(
    deliveries.ledger.c.standing,
    deliveries.ledger.c.owner == bindparam("of"),
    deliveries.ledger.c.recipient == bindparam("of"),
    deliveries.ledger.c.conversation == "weekly_checkin",
    deliveries.ledger.c.topic == bindparam("week"),
)


def test_any_walk_is_safe(scenes: Scenes) -> None:
    # A function of its own: with the fixture among its arguments, Hypothesis cannot show what it found.
    @settings(max_examples=30, phases=(Phase.generate,), suppress_health_check=[*HealthCheck])
    @given(data=st.data())
    def walks(data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder:
            stage = scenes.opens(data.draw(st.sampled_from(("monday", "second"))), Path(folder) / "rapport.db")
            walk = Walk(stage, data.draw)
            try:
                for _ in range(30):
                    walk.check(walk.step())
                walk.check(*WALKERS)
            finally:
                stage.close()

    walks()
