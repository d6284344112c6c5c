"""What a plan leaves behind: entries for the two in the record of the person, steps on their one-on-one, notices."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.entries.evidence import JudgementGrounded
from conversations.entries.improvements import ImprovementEntry, ImprovementStep
from conversations.entries.one_on_ones import ActionAgreed, ActionSettled
from conversations.improve.facts import NAME, PlanFacts
from conversations.rules.improving import changed
from conversations.rules.visibility import Audience
from conversations.toolkit.cards import Card
from conversations.toolkit.effects import Effect, Record, Show, Tell, To
from conversations.toolkit.events import Clicked, Conflict, Event, Submitted, Told

ONE_ON_ONE = "one_on_one"


def record(entry: ImprovementEntry | JudgementGrounded, event: Event, facts: PlanFacts, n: int = 0) -> Record:
    """An entry of the plan: the person reads it, and whoever manages them."""
    whose = facts.person.id if facts.person else event.owner
    citable = not isinstance(entry, JudgementGrounded)
    return Record(event.id(f"{entry.kind}:{n}"), entry, whose, event.topic, audience="pair", citable=citable)


def agreed(event: Event, facts: PlanFacts) -> Iterator[Effect]:
    """What both now agreed to stands on their one-on-one until it is done; what fell away is taken off it."""
    plan, person, manager = facts.plan, facts.person, facts.manager
    if plan is None or person is None or manager is None:
        return
    before = plan.agreed if plan.latest.said is None else None
    new, gone = changed(before, plan.latest)
    for each in new:
        yield _action(ActionAgreed(each.step, manager.id, each.owner, each.what, each.by), each, event, facts)
    for each in gone:
        if facts.open.get(each.step) == manager.id:
            yield _action(ActionSettled(each.step, manager.id, "dropped"), each, event, facts)
    yield from one_on_ones(event, facts)


def done(step: ImprovementStep, event: Event, facts: PlanFacts) -> Iterator[Effect]:
    """A step is done: it goes from the one-on-one on which it stands, too."""
    if with_ := facts.open.get(step.step):
        yield _action(ActionSettled(step.step, with_, "done"), step, event, facts)
        yield from one_on_ones(event, facts)


def one_on_ones(event: Event, facts: PlanFacts) -> Iterator[Effect]:
    """The cards of the one-on-one follow where they stand."""
    if facts.person and facts.manager:
        for one, other in ((facts.person, facts.manager), (facts.manager, facts.person)):
            yield Tell(ONE_ON_ONE, one.id, other.id, "drawn", {}, if_begun=True)


def _action(entry: ActionAgreed | ActionSettled, step: ImprovementStep, event: Event, facts: PlanFacts) -> Record:
    whose = facts.person.id if facts.person else event.owner
    audience: Audience = "promised" if step.owner == entry.manager else "two"
    id_ = event.id(f"{entry.kind}:{step.step}")
    return Record(id_, entry, whose, audience=audience, helper=entry.manager, citable=isinstance(entry, ActionAgreed))


def tell(notice: str, event: Event, facts: PlanFacts) -> list[Effect]:
    """The other of the two hears of it."""
    if facts.other is None or facts.person is None:
        return []
    return [Tell(NAME, facts.other.id, event.topic, notice, {"person": facts.person.id})]


def shown(card: Card, event: Event, facts: PlanFacts, *, news: bool = False, fresh: bool | None = None) -> Show:
    """A card of the plan; what another did comes as `news`."""
    about = (facts.person.id,) if facts.person and not facts.is_own else ()
    anew = news or not isinstance(event, Clicked | Conflict | Submitted | Told) if fresh is None else fresh
    return Show(card, To(event.owner), about=about, fresh=anew, prompt=news, kind="colleague")
