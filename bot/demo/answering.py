"""How a colleague of the demonstration answers: the same taps, forms and words that anybody would send."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.demo.story import Life, Stuck, ToldWeek
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, Row, buttons_of
from handlers.platform import Clicking, Saying, Submitting

Act = Clicking | Submitting | Saying

_FRIDAY = 4


@dataclass(frozen=True)
class Prompted:
    """A card that waits for a colleague: its delivery, what it shows, and on which local day it is answered."""

    delivery: str
    card: Card
    today: date
    find: Callable[[str], Person | None]


def by_form(week: ToldWeek, prompted: Prompted) -> Submitting:
    """The whole week in one form."""
    outcomes = _outcomes(week, prompted.card)
    going_on = [plan for plan, outcome in outcomes if outcome == "continue"]
    values: dict[str, tuple[str, ...]] = {f"outcomes.{n}": (outcome,) for n, (_, outcome) in enumerate(outcomes)}
    values["plans"] = (*going_on, *week.plans)[:3]
    values |= _stuck(week.stuck, prompted) if week.stuck else {"stuck": ("no",)}
    if week.energy:
        values["energy"] = (str(week.energy),)
    if week.sentence:
        values["sentence"] = (week.sentence.text,)
        values["may_cite"] = ("true",) if week.sentence.may_be_cited else ()
    return Submitting(prompted.delivery, "checkin", values)


def _stuck(stuck: Stuck, prompted: Prompted) -> dict[str, tuple[str, ...]]:
    named = prompted.find(stuck.helper) if "@" in stuck.helper else None
    kind = "person" if named else ("hr" if stuck.helper == "hr" else "manager")
    values: dict[str, tuple[str, ...]] = {"stuck": ("yes",), "stuck_on": (stuck.what,), "helper": (kind,)}
    if named:
        values["helper_person"] = (named.id,)
    if stuck.needed_by_days is not None:
        values["needed_by"] = (_at_work(prompted.today + timedelta(days=stuck.needed_by_days)).isoformat(),)
    return {**values, "urgent": ("true",)} if stuck.urgent else values


def _at_work(day: date) -> date:
    """The day, or the Monday behind a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def quickly(prompted: Prompted) -> Clicking | None:
    """The one-tap week, if the card offers it."""
    return _tap(prompted, "as_planned")


def taps_of_outcomes(week: ToldWeek, prompted: Prompted) -> Iterator[tuple[str, str]]:
    """Button and value of each outcome that is tapped before the rest is said."""
    for n, (_, outcome) in enumerate(_outcomes(week, prompted.card)):
        yield "outcomes", f"{n}:{outcome}"


def in_words(week: ToldWeek, asks: str) -> str:
    """The reply to the question that a card asks; "" where there is none to give."""
    stuck = week.stuck
    replies: Mapping[str, str] = {
        "plans": "\n".join(week.plans),
        "stuck": stuck.what if stuck else "",
        "energy": str(week.energy or ""),
    }
    return replies.get(asks, "")


def without_words(card: Card) -> Button | None:
    """The tap that answers a question with no, or else leaves it out."""
    by_name = {(button.name, button.value): button for button in buttons_of(card)}
    skip = next((button for button in by_name.values() if button.name == "skip"), None)
    return by_name.get((card.asks, "no"), skip)


def reaction(manager: Life, raiser: str, number: int, prompted: Prompted, blocker: str) -> Act | None:
    """What a manager does about one blocker of the digest: as the story says, else they take it."""
    told = manager.reaction(raiser, number)
    match told.do if told else "take":
        case "take":
            return _tap(prompted, "take", blocker)
        case "into_one_on_one":
            return _tap(prompted, "one_on_one", blocker)
        case "reply" if told:
            return Submitting(prompted.delivery, f"reply:{blocker}", {"text": (told.text,)})
        case _:
            return None


def _tap(prompted: Prompted, name: str, value: str = "") -> Clicking | None:
    for button in buttons_of(prompted.card):
        if button.name == name and button.value.startswith(value):
            return Clicking(prompted.delivery, button.name, button.value)
    return None


def _outcomes(week: ToldWeek, card: Card) -> list[tuple[str, str]]:
    """The card's plans, each with what the story says became of it; done where it says nothing."""
    rows = [part for part in card.body if isinstance(part, Row) and _offers_outcomes(part.buttons)]
    told = [*week.outcomes, *("done" for _ in rows)]
    texts = [getattr(row.text, "text", "") for row in rows]
    return list(zip(texts, told, strict=False))


def _offers_outcomes(buttons: tuple[Button, ...]) -> bool:
    return bool(buttons) and buttons[0].name == "outcomes"
