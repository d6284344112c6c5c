"""An answer that is typed below a question of a goal: the tap that it stands for, or what is asked because of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversations.goal import asked, revising, typed, written
from conversations.goal.cards import PACES
from conversations.goal.change_form import FORM
from conversations.goal.changes import say
from conversations.goal.endings import DECLINE, ENDED
from conversations.goal.facts import BY_TAP, CLOSING, DOUBT, NODDED, SHOWN, TOLD, WRITTEN, GoalFacts
from conversations.goal.hearing import (
    AGREEING,
    ENDING,
    OVER,
    OWN,
    PROPOSED,
    REVISED,
    RUNNING,
    WHICH,
    Heard,
    Says,
    heard_in,
)
from conversations.goal.written import keeping
from conversations.toolkit.cards import Button, Card, Line, Note
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, Start, To
from conversations.toolkit.events import Clicked, Typed
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.words import Verbatim

HELP = "help"
STUCK = "stuck"
REFUSALS = ("declines", "refuses")


def answered(state: State, event: Typed, goal: Goal, facts: GoalFacts) -> Clicked | Result:
    """The tap that an answer stands for, or what is asked because of it, no effects where the goal is shown anew; words
    that are no answer go where words go that nobody asked for.
    """
    heard, (kind, _, version) = (
        heard_in(event.asks, event.text, facts.today, facts.vocabulary),
        event.asks.partition(":"),
    )
    if heard is None or facts.side is None:
        return state, [Start(HELP, event.owner, arguments={"text": event.text})]
    match kind:
        case _ if kind in (PROPOSED, AGREEING) and not facts.is_asked(version):
            return state, []
        case _ if kind in (PROPOSED, AGREEING):
            return _of_proposal(state, event, heard, goal, facts)
        case _ if kind in (OWN, RUNNING, OVER):
            return _unasked(state, event, heard, goal, facts)
        case _ if kind == ENDING and heard.how:
            said = written.of_end(state, {"why": "close", "how": heard.how, "note": heard.adds})
            return said.at(CLOSING, **{BY_TAP: "yes"}), []
        case _ if kind == ENDING and heard.says == "yes":
            return state.at(CLOSING, **{BY_TAP: "yes"}), []
        case _ if kind == ENDING:
            return state.at(SHOWN).without(BY_TAP, WRITTEN), []
        case _ if kind == REVISED:
            return _of_change(state, event, heard, goal, facts)
        case _ if kind == WHICH:
            return _of_doubt(state, event, heard, goal, facts)
        case _:
            return state, []


def _of_doubt(state: State, event: Typed, heard: Heard, goal: Goal, facts: GoalFacts) -> Clicked | Result:
    """Which number or word is meant: the one that was offered, another, or none."""
    waits = asked.waiting(state)
    if waits is None:
        return state, []
    is_of_pace = waits.field == asked.PACE
    if heard.says == "tells" and is_of_pace and heard.pace in asked.offered(waits, goal, facts):
        return _tap(event, "take", heard.pace)
    if heard.says == "tells" and not is_of_pace and heard.pace == STUCK:
        # That may be said of oneself.
        return state, [Start(HELP, event.owner, arguments={"text": event.text})]
    if heard.number or heard.pace:
        said = _beside_asked(heard, waits)
        if why := typed.refused(said, event, goal, facts):
            return state, [why]
        again = typed.asked_of(said, goal)
        return again.kept(state), [asked.shown(again, event, goal, facts)]
    if heard.adds:
        return _with_more(state, event, waits, heard.adds, goal, facts)
    if heard.says == "no":
        return state.without(DOUBT), [_left(event)]
    taps = asked.offered(waits, goal, facts)
    if not taps:
        # What was asked about is no more: the goal is shown as it stands.
        return state.without(DOUBT), []
    is_one = len(taps) == 1 and not waits.aims
    return _tap(event, "take", taps[0]) if is_one else (state, [asked.shown(waits, event, goal, facts)])


def _beside_asked(heard: Heard, waits: asked.Asked) -> Mapping[str, str]:
    """What is said instead, beside what stays of the question: a no denies the other part of it only where nothing else
    was asked.
    """
    stays, told = dict(waits.given), {asked.PACE: heard.pace} if heard.pace else {"number": heard.number}
    if heard.pace or (heard.says == "no" and waits.field == asked.PACE):
        stays.pop("paces", "")
    if heard.says == "no" and not stays.keys() & told.keys():
        stays = {name: each for name, each in stays.items() if name in ("note", "apart")}
    return {**stays, **told}


def _with_more(state: State, event: Typed, waits: asked.Asked, more: str, goal: Goal, facts: GoalFacts) -> Result:
    """The same question, with what is added for whoever reads the goal; but not what may be meant for nobody else."""
    if may_be_kept_from(event.text, facts.vocabulary, facts.other):
        again = replace(waits, apart=True)
    else:
        joint = f"{waits.note}; {more}" if waits.note else more
        again = replace(waits, values={**waits.values, "note": [joint]})
    return again.kept(state), [asked.shown(again, event, goal, facts)]


def _of_change(state: State, event: Typed, heard: Heard, goal: Goal, facts: GoalFacts) -> Result:
    """A change that is to be proposed takes its form, and so a tap; another number is another change."""
    if heard.number or heard.due:
        return revising.offered(state, event, {**_instead(heard), "aims": "yes"}, goal, facts)
    if heard.says == "no":
        return state.without(DOUBT, WRITTEN), [_left(event)]
    return revising.again(state, event, goal, facts)


def _unasked(state: State, event: Typed, heard: Heard, goal: Goal, facts: GoalFacts) -> Clicked | Result:
    """What is said to a goal that asks nothing: another number or day is shown before it is proposed, and how it goes
    before it is noted. What takes a form takes a tap.
    """
    if heard.says == "offers":
        said = {**_instead(heard), "aims": "yes", "reason": event.text}
        return revising.offered(state, event, said, goal, facts)
    if heard.says == "starts":
        return revising.offered(state, event, {"start": heard.number, "aims": "yes", "reason": event.text}, goal, facts)
    if heard.says == "slow":
        note = "" if may_be_kept_from(event.text, facts.vocabulary, facts.other) else event.text
        waits = typed.asked_of({asked.PACE: PACES[0], "paces": "/".join(PACES), "note": note}, goal)
        return waits.kept(state), [asked.shown(waits, event, goal, facts)]
    by_tap = state.answers.get(TOLD) in ENDED
    return (state.at(state.stage, **{BY_TAP: "yes"}), []) if by_tap else _tap(event, "reopen", "")


def _of_proposal(state: State, event: Typed, heard: Heard, goal: Goal, facts: GoalFacts) -> Clicked | Result:
    """A yes in so many words is one; a mere nod is asked about once, and what does not fit goes into the forms."""
    version, heard = str(goal.standing.content_version), _beside_proposed(heard, goal, facts)
    if heard.says == "agrees" or (heard.says == "yes" and event.asks.startswith(AGREEING)):
        return _tap(event, "agree", version)
    if heard.says == "doubts":
        return state, [_left(event, "waits")]
    if heard.says in REFUSALS and facts.may_decline:
        kept = keeping(state, DECLINE, {"reason": event.text})
        return kept, [_refused(event, goal)]
    nodded = state.at(state.stage, **{NODDED: "yes"})
    if heard.says not in ("against", "no", "offers", *REFUSALS):
        return nodded, [_asks(event, "agree", AGREEING, goal, facts)]
    if (heard.number and heard.is_whole) or heard.due or heard.private:
        said = {**_instead(heard), "aims": "yes", "reason": event.text, revising.YET: "yes"}
        after, effects = revising.offered(nodded, event, said, goal, facts)
        return after, effects
    kept = keeping(nodded, f"{FORM} {DECLINE}", {"reason": event.text})
    return kept, [_asks(event, "unfit", PROPOSED, goal, facts)]


def _beside_proposed(heard: Heard, goal: Goal, facts: GoalFacts) -> Heard:
    """What was heard, by the numbers that are proposed: a yes beside another one is none, and wants that one; beside
    the same it is a yes as without any.
    """
    others = _others(heard.numbers, goal, facts, heard.says == "against")
    if heard.due or heard.private:
        due = None if heard.due == goal.content.due else heard.due
        private = heard.private and goal.content.visibility != "private"
        # Where all of it is so already, nothing is left but the yes.
        says: Says = "offers" if due or private or others else "perhaps"
        return replace(heard, says=says, due=due, private=private, number=next(reversed(others), ""))
    if others:
        wants = replace(heard, number=others[-1])
        return replace(wants, says="offers" if heard.is_whole else "against") if heard.says == "perhaps" else wants
    if heard.numbers and heard.says == "offers":
        return replace(heard, says="perhaps", number="")
    return replace(heard, number="") if heard.numbers else heard


def _others(numbers: Sequence[str], goal: Goal, facts: GoalFacts, is_against: bool) -> Sequence[str]:
    """The numbers that are none of those proposed. Where a goal begins is another one to aim at, unless that is said
    beside its aim, or is only found fault with.
    """
    results = [each for each in goal.content.results if each.kind == "number"]
    read = {
        each: {value for one in results for value in numbers_of(each, facts.vocabulary, one.unit)} for each in numbers
    }
    aims, starts = {each.target for each in results}, {each.start for each in results}
    others = [each for each in numbers if not read[each] & aims]
    if is_against or len(others) < len(numbers):
        others = [each for each in others if not read[each] & starts]
    return others


def _asks(event: Typed, key: str, asks: str, goal: Goal, facts: GoalFacts) -> Show:
    """Whether it is a yes, or what is to be different; with what was written in the forms."""
    version = str(goal.standing.content_version)
    line = Line(say(f"asked.{key}", title=Verbatim(goal.content.title)))
    agree = Button("agree", say("buttons.agree"), version, "primary" if key == "agree" else "plain")
    decline = (Button("decline", say("buttons.decline"), opens=DECLINE),) if facts.may_decline else ()
    change = Button("change", say("buttons.change"), style="quiet", opens=FORM)
    kept = (Note(say("close.kept")),) if key == "unfit" else ()
    card = Card(
        f"goal.{key}", say("neutral"), (line, *kept), (agree, *decline, change), f"{asks}:{version}", casually=True
    )
    return Show(card, To(event.owner), slot=DOUBT, about=(goal.id,), fresh=True)


def _instead(heard: Heard) -> Mapping[str, str]:
    """The number, the day or the readers that are said instead, as they are told of a goal."""
    due = heard.due.isoformat() if heard.due else ""
    said = {"private": "yes" if heard.private else "", "due": due, "number": heard.number}
    return {name: each for name, each in said.items() if each}


def _refused(event: Typed, goal: Goal) -> Show:
    """A no takes a word on why, so its form: nothing is turned down by what was typed."""
    title = Verbatim(goal.content.title)
    body = (Line(say("asked.refused", title=title)), Note(say("asked.by_tap")), Note(say("close.kept")))
    decline = Button("decline", say("buttons.decline"), style="primary", opens=DECLINE)
    change = Button("change", say("buttons.change"), style="quiet", opens=FORM)
    asks = f"{PROPOSED}:{goal.standing.content_version}"
    card = Card("goal.refused", say("neutral"), body, (decline, change), asks, casually=True)
    return Show(card, To(event.owner), slot=DOUBT, about=(goal.id,), fresh=True)


def _left(event: Typed, why: str = "left") -> Show:
    """What stands in place of a question to which somebody said no, or answers later."""
    card = Card("goal.left", say("neutral"), (Note(say(f"asked.{why}")),))
    return Show(card, To(event.owner), slot=DOUBT, fresh=True)


def _tap(event: Typed, button: str, value: str) -> Clicked:
    return Clicked(key=event.key, at=event.at, address=event.address, actor=event.actor, button=button, value=value)
