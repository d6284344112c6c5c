"""Drafting a goal: one sentence becomes a draft, the check says what would make it better, a tap mends it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from conversations.goal.changes import measure_text
from conversations.goals import half_made, lacking, ours, privacy, results, thousands
from conversations.goals.facts import FOR, INDICATOR, GoalsFacts
from conversations.rules.amounts import amount_text
from conversations.rules.goal_check import ASKS_WHY, Around, Warning, check
from conversations.rules.goal_sentence import Said, said_in
from conversations.rules.goals import TITLE_AT_MOST, WHOLE, GoalContent
from conversations.rules.presence import weeks_present
from conversations.toolkit.cards import Button, Card, Fields, Heading, Line, Note, Part, Quote, Row
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.wire import from_json, to_json
from conversations.toolkit.words import Day, Text, Verbatim, phrases_of

say = phrases_of("goals")

DRAFT, FORM, SURE = "draft", "draft", "sure"
SHOWN_AT_MOST = 3
"""Warnings shown at once: more of them is a lecture."""
ASKED: Mapping[str, tuple[str, ...]] = {"influence": ("100", "50", "20"), "alike": ("yes", "no")}
"""The rules that only a person can answer, with what may be tapped: per cent in one's own hands, and judged alike."""

TAPS = frozenset({
    *ASKED, "more", "off", "back", "mend", "by", "propose", "keep",
    ours.OURS, privacy.READERS, lacking.MEANT, thousands.THOUSANDS,
})  # fmt: skip
"""The buttons that do something with the draft there is."""

DENIED = "denied"
"""The answers' name for what was said as the end and is none, and why."""

SHORTEST = 3
"""Words, or pairs of Chinese signs: what is not longer, or as long with a number or a day, is asked about."""

EITHER = "either"
"""The answers' name for a "before June": as it was said, as which day it was read, and the other that it may mean."""

ABOUT = (DRAFT, FOR, ours.OURS, privacy.READERS, DENIED, EITHER, lacking.MEANT, thousands.THOUSANDS, *ASKED)
"""The answers about the draft at hand."""


def kept(state: State) -> GoalContent | None:
    """What is being drafted."""
    return _content(state.answers)


def _content(answers: Mapping[str, Json]) -> GoalContent | None:
    drafted = answers.get(DRAFT)
    return from_json(GoalContent, json.dumps(drafted).encode()) if isinstance(drafted, Mapping) else None


def keeping(state: State, content: GoalContent, **more: Json) -> State:
    """The state that keeps this draft."""
    drafted: Json = json.loads(to_json(GoalContent, content))
    number = half_made.number(state) + 1
    return state.without(lacking.MEANT).at(DRAFT, **{DRAFT: drafted, half_made.COUNT: number, **more})


def days_said(said: Said) -> Mapping[str, Json]:
    """The answers on its end and its numbers: what was said and is none, or may mean another than it was read as."""
    denied: Mapping[str, Json] = {DENIED: [said.why, said.denied], **thousands.kept(said)}
    if said.due is None or said.or_by is None:
        return denied
    return {**denied, EITHER: [said.before, said.due.isoformat(), said.or_by.isoformat()]}


def mark(state: State, facts: GoalsFacts) -> str:
    """What is proposed to whom: a tap or a form made of another draft, or naming somebody else, has another mark."""
    return f"{half_made.number(state)}:{facts.other.id if facts.other else ''}"


def forgotten(state: State) -> State:
    """The state once the draft is a goal, or is not wanted any more."""
    return state.without(*ABOUT).at("")


def set_aside(state: State) -> State:
    """The state in which another goal is begun: the one that is half made is kept beside it."""
    return forgotten(half_made.set_aside(state, ABOUT) if kept(state) else state)


def taken_up(state: State, id_: str) -> State | None:
    """The state in which one that was set aside is at hand again; None once it is there no more."""
    about = half_made.aside(state).get(id_)
    content = _content(about) if about else None
    if about is None or content is None:
        return state if kept(state) and id_ == str(half_made.number(state)) else None
    return keeping(half_made.without(set_aside(state), id_), content, **about)


def dropped(state: State, id_: str) -> State:
    """The state without one of those that are half made."""
    return forgotten(state) if id_ == str(half_made.number(state)) else half_made.without(state, id_)


def halves(state: State) -> Sequence[tuple[str, GoalContent]]:
    """All that are half made, by number: the one at hand first, then the newest that was set aside."""
    at_hand = (str(half_made.number(state)), kept(state))
    aside = [(id_, _content(about)) for id_, about in half_made.aside(state).items()]
    return [(id_, content) for id_, content in (at_hand, *reversed(aside)) if content]


def is_sentence(text: str, facts: GoalsFacts) -> bool:
    """Whether a text is long enough to be a goal and no mere name or word: in Chinese by its signs."""
    said = said_in(text, facts.today, facts.vocabulary)
    length = len(text.split()) if text.isascii() else len(text) // 2
    return length > SHORTEST - (said.target is not None or said.due is not None)


def warnings(state: State, facts: GoalsFacts) -> Sequence[Warning]:
    """What the check has to say of the draft."""
    content = kept(state)
    return check(content, around(state, facts), facts.vocabulary) if content else ()


def answered(state: State, question: str, value: str) -> State:
    """The state with what was tapped on a question of the check."""
    return state.at(DRAFT, **{question: value})


def around(state: State, facts: GoalsFacts) -> Around:
    """What the check must know beside the goal itself."""
    goals = facts.mine if facts.is_own else facts.theirs.get(facts.subject.id, ())
    standing = [goal for goal in goals if goal.standing.closed_at is None]
    content = kept(state)
    present, of = _presence(content, facts)
    weights = tuple(goal.counts.weight for goal in standing)
    indicator = facts.indicators.get(content.indicator) if content else None
    return Around(
        today=facts.today,
        goals=len(standing),
        weights=weights,
        # Weights that are all given and make a hundred say that no other goal is to come.
        all_set=None not in weights and sum(filter(None, (*weights, content.weight if content else None))) >= WHOLE,
        has_parents=bool(facts.parents),
        weeks=of,
        present=present,
        influence=int(part) if (part := str(state.answers.get("influence") or "")).isdigit() else None,
        levels=indicator.level if indicator else (),
        judged_alike={"yes": True, "no": False}.get(str(state.answers.get("alike"))),
    )


def _presence(content: GoalContent | None, facts: GoalsFacts) -> tuple[int | None, int]:
    """For how many weeks of the draft's time whoever it is for is at work (G12)."""
    if content is None or content.due is None or content.due < content.starts or facts.working is None:
        return None, 0
    return weeks_present(content.starts, content.due, facts.subject, facts.away, facts.working)


def _asked(state: State, facts: GoalsFacts) -> Iterator[Row]:
    """What no reading of its words can tell, one question at a time once nothing else is to be said (G7, G11)."""
    question = next((each for each in ASKED if each not in state.answers), "")
    if question:
        ask = say(f"asked.{question}.own" if facts.is_own else f"asked.{question}.other", name=facts.subject.name)
        yield Row(ask, tuple(Button(question, say(f"asked.{question}.{value}"), value) for value in ASKED[question]))


def card(state: State, facts: GoalsFacts) -> Card:
    """The draft with at most three pieces of advice, the most helpful first, and the way on."""
    content = kept(state)
    if content is None or facts.is_out_of_reach:
        return lost(content, facts) if facts.is_out_of_reach else ask(facts)
    advised = warnings(state, facts)[:SHOWN_AT_MOST]
    whose = _title("draft", content.team, facts)
    listed = () if results.is_plain(content) else results.rows(content)
    title = Verbatim(content.title)
    said = Line(title, rests=say("draft.rests", title=title))
    body: list[Part] = [Heading(whose), said, *listed, *_facts_of(content, facts)]
    body.extend(lacking.asked(state.answers.get(lacking.MEANT), content))
    body.extend(_denied(state, content))
    body.extend(_either(state, content))
    body.extend(thousands.row(state, content))
    body.append(privacy.row(content, facts))
    if advised:
        body.append(Note(say("draft.advice", n=len(advised))))
        body.extend(_advice(warning) for warning in advised)
    else:
        body.extend(list(_asked(state, facts)) or [Note(say("draft.fine"))])
    body.extend(_beside(state))
    name, marked = facts.other.name if facts.other else "", mark(state, facts)
    propose = Button(
        "propose", say("draft.propose", name=name) if name else say("draft.set"), marked, "primary",
        opens=f"{SURE}:{marked}" if any(warning.rule in ASKS_WHY for warning in advised) else "",
    )  # fmt: skip
    keep = (Button("keep", say("draft.keep"), style="quiet"),) if facts.is_own else ()
    change = Button("change", say("draft.change"), opens=FORM)
    drop = Button("drop", say("draft.drop"), style="quiet")
    others = ours.buttons(content.team, facts)
    buttons = (propose, change, *results.more(content), *others, *keep, drop)
    return Card("goals.draft", say("neutral"), tuple(body), buttons, asks=DRAFT, casually=True, briefly=True)


def _beside(state: State) -> Iterator[Note]:
    """What else is half made."""
    if others := len(half_made.aside(state)):
        yield Note(say("draft.beside", n=others))


def _denied(state: State, content: GoalContent) -> Iterator[Line]:
    """Why the end that was said is none, until there is one."""
    kept = state.answers.get(DENIED)
    if content.due is None and isinstance(kept, list | tuple) and kept[0]:
        yield Line(say(f"draft.day.{kept[0]}", said=Verbatim(str(kept[1]))))


def _either(state: State, content: GoalContent) -> Iterator[Row]:
    """As which day a "before June" was read, and the other that it may mean, while it is that day."""
    said, read, other = _days_of(state)
    if content.due and content.due == read and other:
        tap = Button("by", say("draft.by", day=Day(other)), style="quiet")
        yield Row(say("draft.before", said=Verbatim(said), day=Day(read)), (tap,))


def by_its_end(state: State, content: GoalContent) -> GoalContent:
    """The draft that ends with the period that was said, not before it."""
    return replace(content, due=_days_of(state)[2] or content.due)


def _days_of(state: State) -> tuple[str, date | None, date | None]:
    kept = state.answers.get(EITHER)
    if not isinstance(kept, list | tuple):
        return "", None, None
    said, read, other = map(str, kept)
    return said, date.fromisoformat(read), date.fromisoformat(other)


def lost(content: GoalContent | None, facts: GoalsFacts) -> Card:
    """Their manager is another by now: what was written for them stays to be copied, and goes nowhere."""
    written = (Quote(content.title),) if content else ()
    drop = (Button("drop", say("draft.drop"), style="quiet"),) if content else ()
    return Card("goals.lost", say("neutral"), (Line(say("draft.lost", name=facts.subject.name)), *written), drop)


def is_too_long(content: GoalContent) -> bool:
    """Whether something in it is longer than its form would take back."""
    return any(len(title) > TITLE_AT_MOST for title in (content.title, *(each.title for each in content.results)))


def ask(facts: GoalsFacts, team: str = "", *, too_long: bool = False) -> Card:
    """The question that begins a goal, one's own, a report's or a department's: one sentence is enough."""
    buttons = [Button("change", say("ask.form"), opens=FORM), Button(INDICATOR, say("ask.indicator"))]
    buttons.extend(ours.buttons(team, facts))
    if facts.is_own and facts.reports and not team:
        buttons.append(Button("team", say("ask.for_report"), style="quiet"))
    if any(goal.standing.closed_at for goal in facts.mine) and facts.is_own:
        buttons.append(Button("again", say("ask.again"), style="quiet"))
    first = results.over_long() if too_long else Line(say("ask.sentence"))
    body = (Heading(_title("ask", team, facts)), first, Note(say("ask.example")))
    return Card("goals.ask", say("neutral"), body, tuple(buttons), asks="sentence", untouched=True)


def _title(key: str, team: str, facts: GoalsFacts) -> Text:
    name = ours.called(team, facts) or (None if facts.is_own else Verbatim(facts.subject.name))
    return say(f"{key}.title_for", name=name) if name else say(f"{key}.title")


def _facts_of(content: GoalContent, facts: GoalsFacts) -> Iterator[Part]:
    pairs: list[tuple[Text, Text]] = []
    if results.is_plain(content):
        pairs = [(say("field.measure"), measure_text(each)) for each in content.results]
    if content.starts > facts.today:
        pairs.append((say("field.starts"), Day(content.starts)))
    if content.due:
        pairs.append((say("field.due"), Day(content.due)))
    if content.weight is not None:
        pairs.append((say("field.weight"), amount_text(content.weight, "%")))
    if content.source:
        pairs.append((say("field.source"), Verbatim(content.source)))
    parent = next((goal for goal in facts.parents if goal.id == content.parent), None)
    if parent:
        pairs.append((say("field.parent"), Verbatim(parent.counts.title)))
    elif content.why_alone:
        pairs.append((say("field.why_alone"), Verbatim(content.why_alone)))
    if content.balance:
        pairs.append((say("field.balance"), Verbatim(content.balance)))
    if pairs:
        yield Fields(tuple(pairs))


def _advice(warning: Warning) -> Row:
    if warning.rewrite is not None:
        return Row(warning.text, (Button("mend", warning.tap, warning.rule),))
    return Row(warning.text, (Button("change", warning.tap, warning.rule, opens=FORM),) if warning.asks else ())
