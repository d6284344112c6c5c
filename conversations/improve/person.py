"""The plan as the person has it whose plan it is: a proposal to agree to or see differently, and their own part."""

from __future__ import annotations

from dataclasses import replace

from conversations.entries.improvements import Answered, ImprovementAnswered, ImprovementAttended
from conversations.entries.one_on_ones import ActionAgreed
from conversations.improve import cards, forms
from conversations.improve.facts import PlanFacts, say
from conversations.improve.manager import noted, stepped, wrote
from conversations.improve.writing import agreed, record, shown, tell
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, RejectForm, Start
from conversations.toolkit.events import Clicked, Event, Started, Submitted, Told, Typed
from conversations.toolkit.forms import read_form
from conversations.toolkit.understand import yes_or_no
from conversations.toolkit.words import Phrase

NEWS = frozenset({"proposed", "noted", "trained", "closed", "less"})
"""What comes as news; the rest changes the card where it stands."""


def handled(state: State, event: Event, facts: PlanFacts) -> Result:
    """Play one event."""
    match event:
        case Started() if facts.plan:
            return state.at("shown", person=event.owner), _plan(event, facts)
        case Told(notice="withdrawn"):
            card = cards.closed(say("withdraw.told", name=facts.manager.name if facts.manager else ""))
            return state.at("over"), [shown(card, event, facts, news=True)]
        case Told(notice=notice) if facts.plan:
            line = say(f"told.{notice}", name=facts.manager.name if facts.manager else "") if notice in NEWS else None
            card = cards.plan(facts.plan, facts, line)
            return state.at("shown", person=event.owner), [shown(card, event, facts, news=notice in NEWS)]
        case Clicked():
            return _clicked(state, event, facts)
        case Submitted():
            return _submitted(state, event, facts)
        case Typed(text=text) if facts.plan and may_answer(facts):
            # A nod is no consent: the choices come again, with the words kept for a comment.
            nods = yes_or_no(text, facts.vocabulary) is not None
            after = state.at(state.stage, **{forms.KEPT[forms.DIFFER]: "" if nods else text})
            return after, [shown(cards.plan(facts.plan, facts, say("choose")), event, facts, fresh=True)]
        case Typed(text=text):
            return state, [Start("help", event.owner, arguments={"text": text})]
        case _:
            return state, []


def may_answer(facts: PlanFacts) -> bool:
    """Whether the person's own word is asked for; what came of it may be answered anew once it rests on less."""
    plan = facts.plan
    if plan is None or facts.manager is None:
        return False
    return plan.waits or bool(plan.closed and (facts.gone or not plan.answer))


def _clicked(state: State, event: Clicked, facts: PlanFacts) -> Result:
    match event.button:
        case "agree" if facts.plan and facts.plan.lapsed and not facts.plan.closed:
            line = say("lapsed", name=facts.manager.name if facts.manager else "")
            return state, [*_plan(event, facts, line), *tell("lapsed", event, facts)]
        case "agree" if may_answer(facts):
            return state, _says("agreed", "", event, facts)
        case "received" if may_answer(facts) and facts.plan and facts.plan.closed:
            return state, _says("received", "", event, facts)
        case "attended" if facts.plan and any(each.training == event.value for each in facts.plan.trainings):
            entry = ImprovementAttended(event.topic, event.value)
            return state, wrote(entry, "attended", say("said.attended"), event, facts)
        case "done" if facts.manager:
            return state, stepped(event, facts)
        case _:
            return state, []


def _says(how: Answered, comment: str, event: Event, facts: PlanFacts) -> list[Effect]:
    """The person's answer, to what was proposed or to what came of it."""
    plan = facts.plan
    if plan is None:
        return []
    entry = ImprovementAnswered(event.topic, 0 if plan.closed else plan.latest.what.number, how, comment)
    steps = [*agreed(event, facts)] if how == "agreed" and not plan.closed else []
    anew = {each.entry.action for each in steps if isinstance(each, Record) and isinstance(each.entry, ActionAgreed)}
    settled = {id_: how_ for id_, how_ in facts.settled.items() if id_ not in anew}
    after = replace(facts.after(event, entry), settled=settled)
    shown_ = _plan(event, after, say(f"you_{how}"))
    return [record(entry, event, facts), *steps, *tell("answered", event, facts), *shown_]


def _submitted(state: State, event: Submitted, facts: PlanFacts) -> Result:
    form = forms.form(event.form, state, facts) if may_fill(event.form, facts) else None
    leading = forms.LEADING.get(event.form, "text")
    if form is None:
        return state, [RejectForm({leading: say("gone")})]
    answers, errors = read_form(form, event.values)
    if errors:
        return state, [RejectForm(errors)]
    text, kept = str(answers["text"]), forms.KEPT[event.form]
    if event.version not in (None, form.version):
        return state.at(state.stage, **{kept: text}), [_overtaken(event, facts)]
    if event.form == forms.NOTE:
        return state.without(kept), noted(answers, event, facts)
    return state.without(kept), _says("differs", text, event, facts)


def _overtaken(event: Submitted, facts: PlanFacts) -> Effect:
    """The form named another reader, or was about what stands no more: its words wait for it to be opened again."""
    name = facts.other.name if facts.other else ""
    if event.form == forms.NOTE or facts.plan is None:
        return RejectForm({forms.LEADING[event.form]: say("other_reader", name=name)})
    return shown(cards.plan(facts.plan, facts, say("meanwhile", name=name)), event, facts, fresh=True)


def may_fill(name: str, facts: PlanFacts) -> bool:
    """Whether a form is open to the person, as things stand."""
    if facts.plan is None or not facts.is_own:
        return False
    standing = facts.plan.standing(facts.today)
    return may_answer(facts) if name == forms.DIFFER else name == forms.NOTE and standing in ("running", "over")


def _plan(event: Event, facts: PlanFacts, said: Phrase | None = None) -> list[Effect]:
    return [shown(cards.plan(facts.plan, facts, said), event, facts)] if facts.plan else []
