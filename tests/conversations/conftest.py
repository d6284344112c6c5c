"""A minimal player: it gives events to `handle`, sends the state through JSON, and presses only what was rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conversations.toolkit.cards import (
    Bars,
    Button,
    Card,
    Fields,
    Points,
    Quote,
    Row,
    Table,
    Tree,
    buttons_of,
    lines_of,
)
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Effect, Record, RejectForm, Show, To
from conversations.toolkit.events import Address, Called, Clicked, Event, Started, Submitted, Typed
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.wire import from_json, to_json
from conversations.toolkit.words import LANGUAGES, Language, Text
from tests.conversations.actor import Actor
from tests.conversations.drawing import Walker
from tests.conversations.stage import Scene, Stage, founded
from tests.words import the_catalogue, the_vocabulary

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return the_catalogue()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@dataclass
class Player:
    """One person in one conversation; `facts` is replaced by the test as the world changes."""

    catalogue: Catalogue
    conversation: Any
    facts: Any
    person: str
    language: Language = "en"
    state: State = field(default_factory=State)
    card: Card | None = None
    effects: list[Effect] = field(default_factory=list)
    count: int = 0

    def starts(self, **arguments: str) -> Player:
        return self._plays(Started(**self._envelope(), arguments=arguments))

    def calls(self, command: str, arguments: str = "") -> Player:
        return self._plays(Called(**self._envelope(), command=command, arguments=arguments))

    def says(self, text: str) -> Player:
        assert self.card and self.card.asks, "no card is listening"
        return self._plays(Typed(**self._envelope(), text=text, asks=self.card.asks))

    def clicks(self, label: str, actor: str = "") -> Player:
        button = self.button(label)
        assert not button.opens, "this one opens a form"
        envelope = self._envelope(actor)
        return self._plays(Clicked(**envelope, button=button.name, value=button.value))

    def fills(self, label: str, **values: str) -> Player:
        form = self.button(label).opens
        given = {name: (value,) for name, value in values.items()}
        assert set(given) <= {part.name for part in self.conversation.form(form, self.state, self.facts).parts}
        return self._plays(Submitted(**self._envelope(), form=form, values=given))

    def button(self, label: str) -> Button:
        assert self.card
        found = [one for one in buttons_of(self.card) if self.text(one.label) == label]
        assert found, f"{label!r} is not among {[self.text(one.label) for one in buttons_of(self.card)]}"
        return found[0]

    def of(self, kind: type[Any]) -> list[Any]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @property
    def recorded(self) -> list[Any]:
        return [effect.entry for effect in self.of(Record)]

    @property
    def errors(self) -> dict[str, str]:
        [rejected] = self.of(RejectForm)
        return {name: self.text(wrong) for name, wrong in rejected.errors.items()}

    @property
    def sees(self) -> str:
        assert self.card
        return "\n".join(self.text(text) for text in texts_of(self.card))

    def text(self, text: Text) -> str:
        return self.catalogue.text(text, self.language, "Asia/Shanghai")

    def _envelope(self, actor: str = "") -> dict[str, Any]:
        self.count += 1
        address = Address(self.conversation.name, self.person)
        return {"key": f"k{self.count}", "at": NOW, "address": address, "actor": actor or self.person}

    def _plays(self, event: Event) -> Player:
        before = State.from_json(self.state.to_json())
        assert self.conversation.handle(before, event, self.facts) == self.conversation.handle(
            before, event, self.facts
        )
        self.state, effects = self.conversation.handle(before, event, self.facts)
        self.effects = list(effects)
        for show in self.of(Show):
            _walk(self, show.card)
            if show.to == To(self.person):
                self.card = from_json(Card, to_json(Card, show.card))
                assert self.card == show.card, "what is kept is what was shown"
        return self


def texts_of(card: Card) -> Iterator[Text]:
    for part in card.body:
        match part:
            case Row(text=text, detail=detail):
                yield from (text, detail) if detail else (text,)
            case Fields(pairs=pairs):
                yield from (text for pair in pairs for text in pair)
            case Quote(by=by):
                yield from (by,) if by else ()
            case Points(items=items):
                yield from items
            case Bars(title=title, bars=bars):
                yield title
                yield from (text for bar in bars for text in (bar.label, bar.said))
            case Tree():
                for _, each in lines_of(part):
                    yield from (each.text, each.detail) if each.detail else (each.text,)
            case Table(columns=columns, rows=rows):
                yield from (*columns, *(text for row in rows for text in row))
            case _ if hasattr(part, "text"):
                yield part.text
    for button in buttons_of(card):
        yield button.label
        if button.confirm:
            yield button.confirm


def _walk(player: Player, card: Card) -> None:
    """Every text of every card exists in every language, and every form it opens can be drawn."""
    for language in LANGUAGES:
        assert player.catalogue.text(card.neutral, language)
        for text in texts_of(card):
            assert player.catalogue.text(text, language, "Asia/Shanghai").strip()
        for button in buttons_of(card):
            for part in _form_parts(player, button):
                for text in (part.label, part.hint, *(option.label for option in getattr(part, "options", ()))):
                    assert text is None or player.catalogue.text(text, language)


def _form_parts(player: Player, button: Button) -> tuple[Any, ...]:
    if not button.opens:
        return ()
    form = player.conversation.form(button.opens, player.state, player.facts)
    assert player.text(form.title)
    assert player.text(form.submit)
    return tuple(form.parts)


@pytest.fixture
def play(catalogue: Catalogue) -> Callable[..., Player]:
    """Makes a player: `play(settings, facts, "ada")`."""

    def make(conversation: Any, facts: Any, person: str, language: Language = "en") -> Player:
        return Player(catalogue, conversation, facts, person, language)

    return make


# --- the stage: whole turns over a database ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def walker(catalogue: Catalogue) -> Walker:
    return Walker(catalogue)


@dataclass(repr=False)
class Scenes:
    """Moments that many tests begin from, each played once."""

    catalogue: Catalogue
    walker: Walker
    folder: Path
    kept: dict[str, Scene] = field(default_factory=dict)

    def opens(self, name: str, file: Path) -> Stage:
        """A stage that begins at this moment."""
        if name not in self.kept:
            self.kept[name] = self._play(name)
        return self.kept[name].opens(self.catalogue, self.walker, file)

    def _play(self, name: str) -> Scene:
        if name == "founded":
            return founded(self.folder)
        before, play = PLAYED[name]
        file = self.folder / "playing.db"
        stage = self.opens(before, file)
        play(stage)
        return Scene.of(stage, file, self.folder)


def _monday(stage: Stage) -> None:
    stage.moves_to("2026-11-23 10:00")


def _second(stage: Stage) -> None:
    stage["alice"].opens("Fill in").fills(plans=["Write the report", "Call the supplier"]).submits()
    stage["li"].opens("一次填完").fills(plans=["写方案", "约客户", "整理数据"]).submits()
    stage.moves_to("2026-11-30 10:00")


PLAYED: dict[str, tuple[str, Callable[[Stage], None]]] = {
    "monday": ("founded", _monday),
    "second": ("monday", _second),
}


@pytest.fixture(scope="session")
def scenes(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, walker: Walker) -> Scenes:
    return Scenes(catalogue, walker, tmp_path_factory.mktemp("scenes"))


@pytest.fixture
def stage(request: pytest.FixtureRequest, scenes: Scenes, tmp_path: Path) -> Iterator[Stage]:
    """The company on the Friday before it all begins, or at the moment that the test names by its other fixture."""
    name = next((name for name in ("second", "monday") if name in request.fixturenames), "founded")
    begun = scenes.opens(name, tmp_path / "rapport.db")
    yield begun
    begun.close()


@pytest.fixture
def monday(stage: Stage) -> Stage:
    """The first prompt has come, at ten in Berlin."""
    return stage


@pytest.fixture
def agreed(monday: Stage) -> Stage:
    """A goal of Alice's that Mara has agreed to."""
    monday["alice"].says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    monday["mara"].taps("I agree")
    return monday


@pytest.fixture
def second(stage: Stage) -> Stage:
    """The second Monday: Alice planned two things a week ago, and 李晨 three."""
    return stage


@pytest.fixture
def alice(stage: Stage) -> Actor:
    return stage["alice"]


@pytest.fixture
def bob(stage: Stage) -> Actor:
    return stage["bob"]


@pytest.fixture
def mara(stage: Stage) -> Actor:
    return stage["mara"]


@pytest.fixture
def sven(stage: Stage) -> Actor:
    return stage["sven"]


@pytest.fixture
def hana(stage: Stage) -> Actor:
    return stage["hana"]


@pytest.fixture
def li(stage: Stage) -> Actor:
    return stage["li"]


@pytest.fixture
def wang(stage: Stage) -> Actor:
    return stage["wang"]


@pytest.fixture
def renewals_of_li(stage, li, wang):
    """A goal in Chinese, proposed and agreed."""
    li.says("目标 新增 老客户续约率从82%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    return stage
