"""What was typed behind `goal`: one of its acts, the name of a goal, a number for it, or a sentence that sets one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from conversations.goals import cards, drafting, half_made, ours, privacy, results, tree, which
from conversations.goals.acts import act_of, counted_in, name_behind, sets_one
from conversations.goals.apart import told_apart
from conversations.goals.asked_of import asked_of
from conversations.goals.at_hand import told as told_at_hand
from conversations.goals.changing import changed_by
from conversations.goals.ending import ended_by, ending_in
from conversations.goals.facts import FOR, INDICATOR, GoalsFacts
from conversations.goals.finding import led_by, like, running
from conversations.goals.introducing import tells, without_introduction
from conversations.goals.revising import says_of_goals
from conversations.goals.unsure import weighed
from conversations.goals.updating import Update, heard_of, told_by, update_in
from conversations.goals.whom import about, ask, owner_in
from conversations.goals.wishing import behind_wish, names_nothing, without_oneself
from conversations.rules.goal_sentence import content_of, said_in
from conversations.rules.goal_sentence.title import LOOSE, aligned, begins
from conversations.rules.roster import Person
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Called, Event, Started
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of


def called(state: State, event: Event, text: str, facts: GoalsFacts) -> Result:
    """`goal`, `goal add ...`, `goal update ...`; anything else is a sentence that may become one."""
    act, rest = act_of(text, facts.vocabulary)
    if (wished := behind_wish(text, facts.vocabulary)) is not None:
        return sentence(drafting.set_aside(state), event, wished, facts)
    if isinstance(event, Started) and says_of_goals(text, facts.mine, facts.today, facts.vocabulary):
        # Nobody called it: a word that begins it is none of the acts.
        act = ""
    if act and sets_one(act, rest, facts.named, facts.today, facts.vocabulary):
        return sentence(drafting.set_aside(state), event, text, facts)
    match act:
        case "team":
            return state, [show_theirs(cards.team(0, facts), event, facts)]
        case "add" if facts.vocabulary.meaning("goal_from", rest):
            return drafting.set_aside(state).at(INDICATOR), [Start(INDICATOR, event.owner)]
        case "add":
            return sentence(drafting.set_aside(state), event, rest, facts)
        case "close" | "update" if rest and _is_unknown(act, text, rest, facts):
            return _unsure(state, event, text, running(facts.named), facts, said=_said_behind(act, rest, facts))
        case "close":
            return _ended(state, event, rest, facts)
        case "update" | "explain" if rest or act != "update":
            return _named(state, event, rest, act, facts)
        case "tree" if facts.vocabulary.meaning("goal_states", rest):
            return _mine(state, event, facts)
        case "tree":
            return state, [show_theirs(tree_of(facts), event, facts)]
        case "over" if any(goal.standing.closed_at for goal in facts.mine):
            return state, [show(cards.again(facts), event, fresh=True)]
        case "mine" | "update" | "over":
            return _mine(state, event, facts)
        case _:
            return _unsaid(state, event, text, facts)


def sentence(state: State, event: Event, text: str, facts: GoalsFacts) -> Result:
    """A goal as one sentence says it; the question for that, without one."""
    if whom := facts.whom:
        if not whom.is_sure:
            return state.at("unsure", unsure=whom.rest, own=whom.whole), [
                show(ask(whom, facts.reports), event, fresh=True)
            ]
        state, text = state.at(state.stage, **{FOR: facts.subject.id}), whom.rest
    text, is_private = privacy.wished(without_oneself(text.strip(), facts.vocabulary), facts)
    state = state.at(state.stage, **{privacy.READERS: privacy.CLOSED}) if is_private else state
    text = _without_wish(without_introduction(text.strip(), facts.today, facts.vocabulary), facts.vocabulary)
    if names_nothing(text, facts.vocabulary):
        return state.at("asking"), [show(drafting.ask(facts), event, fresh=True)]
    told, weight = results.weighed(text, facts.vocabulary, *results.OF_GOALS)
    said, team = said_in(told, facts.today, facts.vocabulary), ours.named(state, facts)
    heard = replace(content_of(said, facts.today), weight=weight)
    if drafting.is_too_long(heard):
        return state.at("asking"), [show(drafting.ask(facts, team, too_long=True), event, fresh=True)]
    heard = privacy.given(heard, privacy.CLOSED if privacy.kept(state) else privacy.OPEN)
    content = ours.given(heard, team, facts)
    kept = drafting.keeping(state, content, **drafting.days_said(said))
    return drafted(kept, event, facts, fresh=True)


def drafted(state: State, event: Event, facts: GoalsFacts, *, fresh: bool = False) -> Result:
    """The draft as it is now."""
    about = () if facts.is_own else (facts.subject.id,)
    return state, [Show(drafting.card(state, facts), To(event.owner), about=about, fresh=fresh)]


def show(card: Card, event: Event, *, fresh: bool = False) -> Show:
    """A card for whose list it is."""
    return Show(card, To(event.owner), fresh=fresh)


def mine(state: State, event: Event, facts: GoalsFacts, page: int = 0, *, fresh: bool = False) -> Show:
    """One's own goals; with some half made for a report, it goes when they are erased."""
    halves = drafting.halves(state)
    whose = (half_made.answers_about(state, id_).get(FOR) for id_, _ in halves)
    about = tuple(dict.fromkeys(str(person) for person in whose if person))
    return Show(cards.mine(page, facts, halves), To(event.owner), about=about, fresh=fresh)


def show_theirs(card: Card, event: Event, facts: GoalsFacts, *, fresh: bool = True) -> Show:
    """A list with goals of others: it goes when whoever they are about is erased."""
    goals = (*(goal for theirs in facts.theirs.values() for goal in theirs), *facts.every)
    about = tuple(dict.fromkeys(goal.id for goal in goals))
    return Show(card, To(event.owner), about=about, fresh=fresh)


def tree_of(facts: GoalsFacts) -> Card:
    """The tree of all goals that the viewer may read."""
    around = tree.Around(facts.people, facts.departments)
    return tree.card(facts.every, around, facts.today, facts.on, facts.words)


def _without_wish(text: str, vocabulary: Vocabulary) -> str:
    """A sentence without "I want to" before it."""
    wishes = sorted(vocabulary.groups["goal_wishes"], key=len, reverse=True)
    wish = next((word for word in wishes if begins(aligned(text).replace("\u2019", "'"), word)), "")
    rest = text[len(wish) :].lstrip(LOOSE)
    return rest[:1].upper() + rest[1:] if wish else text


def _asked(state: State, event: Event, asks: str, meant: Sequence[Goal], facts: GoalsFacts) -> Result:
    """The goal that is asked about, with how it came about where that is asked; which one, if several may be."""
    if len(meant) == 1:
        return state, [Start("goal", event.owner, meant[0].id, {"why": asks})]
    return which.asking(state, event, meant, facts)


def _mine(state: State, event: Event, facts: GoalsFacts) -> Result:
    return state.at("mine"), [mine(state, event, facts, fresh=True)]


def _named(state: State, event: Event, text: str, act: str, facts: GoalsFacts) -> Result:
    """The goal that is meant, one's own or one of those that the viewer may read; which one, if several may be."""
    goals = [goal for goal in facts.named if goal.standing.closed_at is None or act == "explain"]
    heard = heard_of(text, goals, facts.vocabulary) or told_by(text, facts.vocabulary) if act == "update" else None
    update = heard or Update(text)
    led, _ = led_by(text, goals)
    if led and not like(update.name, goals):
        update = Update(led[0].counts.title)
    own = [goal for goal in goals if goal.owner == facts.viewer.id]
    if act == "update" and (apart := told_apart(text, own, facts.vocabulary)):
        return state, [*_each(apart, text, event, facts)]
    update = weighed(update, text, like(update.name, goals) if update.name else own, facts, called=True)
    return _meant(state, event, update.name, goals, {**update.given, "why": act}, update.said, facts)


def _each(apart: Sequence[tuple[Update, Goal, str]], text: str, event: Event, facts: GoalsFacts) -> Iterator[Effect]:
    """What is said of each of several goals, asked one by one."""
    for update, goal, part in apart:
        yield Start("goal", event.owner, goal.id, weighed(update, text, (goal,), facts, called=False, part=part).given)


def _ended(state: State, event: Event, text: str, facts: GoalsFacts) -> Result:
    """The goal that is to be closed, with how it came out and what was learned."""
    goals = [goal for goal in facts.named if goal.standing.closed_at is None]
    ending = ending_in(text, facts.vocabulary)
    return _meant(state, event, ending.name, goals, ending.given, ending.said, facts)


def _is_unknown(act: str, text: str, rest: str, facts: GoalsFacts) -> bool:
    """Whether what stands behind an act names no goal there is, says not how one goes, and may be one to come."""
    name = name_behind(act, rest, facts.vocabulary)
    name = name or (counted_in(rest, facts.named, facts.today, facts.vocabulary) if act == "update" else "")
    known = len(name) < 2 or like(name, facts.named) or led_by(rest, facts.named)[0]
    heard = update_in(rest, facts.vocabulary) if act == "update" else None
    return not known and not (heard and heard.pace) and drafting.is_sentence(text, facts)


def _said_behind(act: str, rest: str, facts: GoalsFacts) -> str:
    """What else is said there of the goal that is meant, as a button carries it."""
    if act == "close":
        return ending_in(rest, facts.vocabulary).said
    heard = update_in(rest, facts.vocabulary) or told_by(rest, facts.vocabulary)
    return heard.said if heard else ""


def _unsure(
    state: State, event: Event, text: str, near: Sequence[Goal], facts: GoalsFacts, *, said: str = ""
) -> Result:
    """Whether that is a new goal, or which of those there are."""
    goals = near[: cards.ROWS_A_PAGE]
    about = tuple(goal.id for goal in goals if goal.owner != facts.viewer.id)
    card = cards.unsure(text, goals, facts, said=said)
    return state.at("unsure", unsure=text, own=""), [Show(card, To(event.owner), about=about, fresh=True)]


def _meant(
    state: State,
    event: Event,
    name: str,
    goals: Sequence[Goal],
    given: Mapping[str, str],
    said: str,
    facts: GoalsFacts,
) -> Result:
    """The goal of this name, else which one is asked, with what was said in each tap."""
    own = [goal for goal in goals if goal.owner == facts.viewer.id]
    found = like(name, goals) if name else own
    if len(found) == 1:
        return state, [Start("goal", event.owner, found[0].id, given)]
    if not goals and not name:
        return _mine(state, event, facts)
    offered = found or (goals if name else own or goals)[: cards.ROWS_A_PAGE]
    return which.asking(state, event, offered, facts, said=said, unknown=bool(name) and not found)


def _unsaid(state: State, event: Event, text: str, facts: GoalsFacts) -> Result:
    """No act: how a goal goes, its name, with a number behind it perhaps, or a new one; what may be either is asked."""
    if facts.vocabulary.meaning("goal_states", text):
        return _mine(state, event, facts)
    if whose := _named_alone(text, facts):
        return state, [show_theirs(cards.of_person(whose.id, whose.name, 0, facts), event, facts)]
    told, theirs = about(text, facts.reports, facts.theirs, facts.vocabulary)
    near = facts.named if theirs is None else theirs
    if asked := asked_of(told, near, facts.vocabulary):
        return _asked(state, event, *asked, facts)
    if ended := ended_by(told, near, facts.vocabulary, called=isinstance(event, Called)):
        ending, meant = ended
        return _meant(state, event, ending.name, meant or running(near), ending.given, ending.said, facts)
    if apart := told_apart(told, [goal for goal in near if goal.owner == facts.viewer.id], facts.vocabulary):
        return state, [*_each(apart, told, event, facts)]
    if updated := changed_by(told, near, isinstance(event, Called), facts):
        update, meant = updated
        update = weighed(update, told, meant, facts, called=isinstance(event, Called))
        if len(meant) == 1:
            return state, [Start("goal", event.owner, meant[0].id, update.given)]
        return which.asking(state, event, meant, facts, said=update.said)
    if isinstance(event, Started) and (ended := ended_by(told, near, facts.vocabulary, called=True)):
        # Said to be a goal by a tap: one there is that ends, perhaps.
        ending, meant = ended
        unsure = cards.unsure(text, meant, facts, said=ending.said)
        return state.at("unsure", unsure=text, own=""), [show(unsure, event, fresh=True)]
    if at_hand := told_at_hand(told, running(near), facts):
        update, meant, is_sure = at_hand
        if is_sure and len(meant) == 1:
            return state, [Start("goal", event.owner, meant[0].id, update.given)]
        return _unsure(state, event, text, meant, facts, said=update.said)
    if led := _led(told, running(near), facts):
        meant, is_sure = led
        if is_sure and len(meant) == 1:
            return state, [Start("goal", event.owner, meant[0].id, {"why": "update"})]
        return _unsure(state, event, text, meant, facts)
    if (facts.whom and not facts.whom.leads) or drafting.is_sentence(text, facts):
        return sentence(drafting.set_aside(state), event, text, facts)
    return _unsure(state, event, text, like(text, running(facts.mine)), facts)


def _named_alone(text: str, facts: GoalsFacts) -> Person | None:
    """The report whose goals are asked for, by a name and no more."""
    named = facts.whom
    alone = named.people[0] if named and named.leads and not named.rest and len(named.people) == 1 else None
    return alone or owner_in(text, facts.reports, facts.vocabulary)


def _led(text: str, goals: Sequence[Goal], facts: GoalsFacts) -> tuple[Sequence[Goal], bool] | None:
    """The goals whose name begins a sentence that says no day; surely one of those where how it goes follows, or all of
    its name stands there and no number is said.
    """
    if tells(text, facts.today, facts.vocabulary):
        return goals, False
    meant, behind = led_by(text, goals)
    said = said_in(text, facts.today, facts.vocabulary)
    if not meant or not behind or said.due or said.denied or said.starts:
        return None
    unchanged = meaning_of(facts.vocabulary.groups["goal_notes"], "unchanged")
    goes = update_in(behind, facts.vocabulary, asked=True)
    is_told = fold(behind) in unchanged or bool(goes and goes.pace)
    is_whole = fold(text).startswith(fold(meant[0].counts.title)) and said.target is None
    return meant, is_told or is_whole
