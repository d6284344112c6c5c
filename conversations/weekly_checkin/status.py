"""A whole status in one reply: "all done, nothing stuck", "done, done, dropped. This week: ...".

Taken apart only at its ends: clauses that are outcomes or say that nothing is stuck, and the label before the plans.
What stands between stays as it was written. In doubt nothing is read, and the reply is plans as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.dialogue import INVITED
from conversations.toolkit.listing import lines_in
from conversations.toolkit.questions import Unclear
from conversations.toolkit.understand import begins_with_intent, intent_in, with_places
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import longest_within
from conversations.weekly_checkin import (
    by_the_way,
    felt,
    last_week,
    of_them,
    partly,
    said_shortly,
    same,
    the_rest,
    this_week,
)
from conversations.weekly_checkin.asked_for import asking_in
from conversations.weekly_checkin.clause import UNSTUCK, clauses_of, label_of, said_in
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import ENERGY, OUTCOMES, PLANS, QUESTIONS, continued
from conversations.weekly_checkin.told_stuck import tells_of_stuck
from conversations.weekly_checkin.unlabelled import points_back

_PART = re.compile(r"[^,;!\n\uff0c\uff1b\uff01\u3002]+?(?:\.(?=\s)|[,;!\uff0c\uff1b\uff01\u3002]+|$)")
_NUMBERED = re.compile(r"^\s*[(\uff08]?[1-9][.)\u3001:\uff09\uff1a\uff0e]\s*")
_CLOSING = " \n,;.\uff0c\uff1b\u3002"
_LISTED = re.compile("[;\n\uff1b]")
Told = tuple[str, Mapping[str, Json]]
_SENTENCE_ENDS = re.compile(r"[;!\n\uff1b\uff01\u3002]|\.(?=\s)")


@dataclass(frozen=True)
class Status:
    """Outcomes in order, with the numbers that stood before them, 0 for the last; the text of this week's plans; what
    is stuck: "" if nothing is, None if it does not say; `unsure` if it tells of last week in words that cannot be
    taken apart.
    """

    outcomes: tuple[str, ...]
    numbers: tuple[int, ...]
    plans: str
    stuck: str | None
    unsure: bool = False


def status_in(text: str, vocabulary: Vocabulary) -> Status | None:
    """The status that a reply gives, None if it says nothing of last week, of being stuck or of "this week:"."""
    clauses = clauses_of(text)
    read = [said_in(text[start:end], vocabulary) for start, end in clauses]
    closing = meaning_of(vocabulary.groups["status"], "closing")
    first, last = 0, len(clauses)
    while first < last and set(read[last - 1] or ()) == {UNSTUCK}:
        last -= 1
    while first < last and read[first] is not None and fold(text[slice(*clauses[first])]) not in closing:
        first += 1
    ends = [*read[:first], *read[last:]]
    said = [one for each in ends for one in each or ()]
    outcomes = tuple(one for one in said if one != UNSTUCK)
    first = first if said else 0
    lead = text[: clauses[first][0]] if first < len(clauses) else text
    between = text[clauses[first][0] : clauses[last - 1][1]] if first < last else ""
    told, between = _told_before(between, vocabulary)
    plans, stuck = _without_what_is_stuck(between, bool(said), vocabulary)
    stuck = stuck if stuck is not None else _stuck_in(told, vocabulary)
    label = label_of("now", vocabulary).match(plans)
    if not said and not label and stuck is None:
        return None
    plans = plans[label.end() if label else 0 :].strip(_CLOSING)
    places = re.findall(r"\d+", with_places(lead, 0, vocabulary)) if outcomes else ()
    numbers = tuple(int(digit) for digit in places)
    return Status(outcomes, numbers, plans, "" if UNSTUCK in said else stuck, bool(told))


def reading(
    text: str, asked: str, state: State, facts: CheckinFacts
) -> tuple[str, Mapping[str, Json] | Unclear] | None:
    """What a reply to the invitation or the first two questions says of several: the answers, or what stays open."""
    if asked not in (OUTCOMES.name, PLANS.name):
        return _stuck_without_energy(text, asked, state, facts)
    if asked == PLANS.name and PLANS.keeps(text, state.answers, facts):
        return None
    besides, energy = without_energy(_without_thought(text, facts.vocabulary), state, facts, felt_too=True)
    parted = same.parted(last_week.without_lead(besides, state, facts), facts.vocabulary)
    open_, before = last_week.are_open(state, facts), facts.last_plans
    if open_:
        if (shortly := _placed(parted, facts)) is None:
            told = last_week.certain_in(parted, state, facts)
            return OUTCOMES.name, Unclear(Phrase("steps.unclear_items.outcomes"), {**energy, **told})
        parted = shortly
    of_others, parted = the_rest.parted(parted, clauses_of(parted), state, facts) if open_ else ({}, parted)
    numbered = last_week.numbered(parted, state, facts)
    status = status_in(numbered or parted, facts.vocabulary)
    unread = of_others is None or (not of_others and _is_unread(besides, parted, numbered, status, facts))
    left = open_ and not of_others and last_week.left_unread(numbered or parted, facts)
    if numbered is None or (open_ and (unread or left or _is_partly(numbered, facts.vocabulary))):
        apart = left or (unread and numbered not in (None, parted))
        told = _told_besides(parted, status, state, facts, apart=apart)
        return OUTCOMES.name, Unclear(Phrase("steps.unclear_items.outcomes"), {**energy, **told})
    if status is None and besides == text and not of_others:
        return last_week.gone_past(text, asked, state, facts)
    status = status or Status((), (), parted.strip(_CLOSING) if of_others else besides, None)
    given: dict[str, Json] = {**energy, **this_week.stuck_on(status)}
    outcomes = of_others or (last_week.outcomes_of(status, len(before)) if open_ and not status.unsure else {})
    if outcomes:
        at_once = state.stage == OUTCOMES.name and not status.numbers and len(set(status.outcomes)) == 1
        given[OUTCOMES.name] = outcomes = last_week.with_tapped(outcomes, state, of_the_rest=at_once)
    if isinstance(plans := _plans_in(status, besides, state, given, facts), Unclear):
        return PLANS.name, Unclear(plans.why, {**given, **plans.keeps})
    given.update(plans)
    if outcomes is None or 0 < len(outcomes) < len(before):
        why = Phrase("weekly_checkin.outcomes.others" if outcomes else "steps.unclear_items.outcomes")
        return OUTCOMES.name, Unclear(why, given)
    return (asked if state.stage != INVITED or status.unsure else next(iter(given)), given) if given else None


def _told_besides(
    text: str, status: Status | None, state: State, facts: CheckinFacts, *, apart: bool
) -> Mapping[str, Json]:
    """What a reply certainly tells of last week's plans, where it leaves others open, and what stands beside that: this
    week's plans where those stand `apart`, and then what is stuck.
    """
    told = last_week.certain_in(text, state, facts)
    if status and status.unsure:
        return {**told, **this_week.told_in(status, {**state.answers, **told}, facts)}
    if not apart:
        return told
    stuck = this_week.stuck_on(status) if status else {}
    plans = status.plans if status and stuck else text
    return {**told, **stuck, **last_week.plans_beside(plans, state, facts)}


def _placed(text: str, facts: CheckinFacts) -> str | None:
    """A reply with the clauses apart that tell of last week's plans, and their numbers where it tells of them shortly;
    None where that may be any of them.
    """
    parted = the_rest.spaced(text, facts.last_plans, facts.vocabulary)
    parted = of_them.set_apart(parted, facts.last_plans, facts.vocabulary)
    return said_shortly.placed(parted, clauses_of(parted), facts.last_plans, facts.vocabulary)


def _without_thought(text: str, vocabulary: Vocabulary) -> str:
    """A reply without an apology, or a thought behind what became of last week: it is no plan, and plans come next."""
    text = by_the_way.without_apology(text, clauses_of(text), vocabulary)
    before = by_the_way.before_it(text, vocabulary)
    status = status_in(before, vocabulary) if before else None
    return before if status and status.outcomes and not status.plans else text


def _is_unread(text: str, parted: str, numbered: str | None, status: Status | None, facts: CheckinFacts) -> bool:
    """Whether a reply tells of last week, and no part of it is a plan."""
    begins_so = status is None and same.begins_so(text, facts.vocabulary)
    return begins_so or last_week.is_unread(parted, clauses_of(parted), numbered, status, facts)


def _is_partly(text: str, vocabulary: Vocabulary) -> bool:
    """Whether last week's plans went differently, in words of which nobody can tell which is which."""
    clauses = [text[start:end].strip() for start, end in clauses_of(text)]
    told = partly.told_partly(clauses, partial(said_in, vocabulary=vocabulary), vocabulary)
    return told or same.is_but_partly(text, vocabulary)


def _plans_in(
    status: Status, text: str, state: State, given: Mapping[str, Json], facts: CheckinFacts
) -> Mapping[str, Json] | Unclear:
    """This week's plans as far as a reply says them; those that were too many are asked for again."""
    answers = {**state.answers, **given}
    same_ones = _says_the_same(text, status, facts)
    if same_ones and not status.plans:
        return {PLANS.name: list(continued(answers, facts) or facts.last_plans)[: PLANS.at_most]}
    if status.plans:
        # Where all of them were said to be done, what goes on is none of the answers.
        anew = facts.last_plans if same_ones and not continued(answers, facts) else ()
        return PLANS.typed("\n".join((*anew, status.plans)), answers, facts)
    if state.stage == PLANS.name and given and not PLANS.too_many(answers):
        return {PLANS.name: list(continued(answers, facts))[: PLANS.at_most]}
    return {}


def _says_the_same(text: str, status: Status, facts: CheckinFacts) -> bool:
    """Whether somebody says to go on with last week's plans: "same as last week, nothing stuck"."""
    said = same.said_in(text, facts.vocabulary)
    return said and set(status.outcomes) == {"continue"} and not facts.first_time


def without_energy(text: str, state: State, facts: CheckinFacts, *, felt_too: bool = False) -> Told:
    """A reply without the lines and parts that say "energy 3", or with `felt_too` how somebody feels: nobody else is to
    read them; and that level, if it is asked. Where nothing else is said the reply stays as it is.
    """
    told, led = felt.led_by_level(felt.set_apart(text, facts.vocabulary), facts.vocabulary) if felt_too else (text, {})
    given: dict[str, Json] = {**led}

    def is_energy(part: str) -> bool:
        said = _NUMBERED.sub("", part)
        level = ENERGY.changed(said.rstrip(_CLOSING), state.answers, facts)
        level = level or (felt.level_felt(said, facts.vocabulary) if felt_too else {})
        given.update(level)
        is_felt = felt_too and felt.is_felt(said, facts.vocabulary)
        return bool(level) or is_felt or felt.is_drawn(said, facts.vocabulary)

    parts = [[line] if is_energy(line) else _PART.findall(line) for line in told.split("\n")]
    kept = "\n".join("".join(part for part in line if not is_energy(part)).rstrip(_CLOSING) for line in parts)
    if not kept.strip() or kept == text:
        return text, {}
    kept = felt.plans_behind(kept, facts.vocabulary) if felt_too else kept
    return kept.strip(), given if ENERGY.when(state.answers, facts) else {}


def _stuck_without_energy(
    text: str, asked: str, state: State, facts: CheckinFacts
) -> tuple[str, Mapping[str, Json] | Unclear] | None:
    """What is stuck, without one's energy, which is for oneself; None where nothing is said of that."""
    question = next((each for each in QUESTIONS if each.name == asked and asked in ("stuck", "stuck_on")), None)
    besides, energy = without_energy(text, state, facts)
    if question is None or besides == text:
        return None
    said = question.typed(besides, state.answers, facts)
    return asked, said if isinstance(said, Unclear) else {**said, **energy}


def _without_what_is_stuck(text: str, plainly: bool, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """The text up to the clause that says what is stuck, and that clause with all behind it."""
    label, clauses = label_of("stuck", vocabulary), clauses_of(text)
    at = re.compile(r"\s*" + any_of(meaning_of(vocabulary.groups["status"], "stuck_at")), re.IGNORECASE)
    for n, (start, end) in enumerate(clauses):
        says_stuck = n and vocabulary.first_words.get(fold(text[start:end])) == "stuck"
        if says_stuck and asking_in(text[end:], vocabulary).only:
            # "..., I'm stuck, need it from Bob": what follows only asks for help.
            return _closed_by(text, start)
        if n and points_back(text[start:end], vocabulary):
            return text[: clauses[n - 1][0]], text[clauses[n - 1][0] :].strip(_CLOSING)
        labelled = label.match(text, start)
        if labelled:
            return text[:start], text[labelled.end() :].strip(_CLOSING)
        if tells_of_stuck(text[start:end], vocabulary) and (n or plainly or _LISTED.search(text)):
            # Of a list only its own line is stuck; a line alone may be a plan, and that is asked.
            closed = next((mark.start() for mark in _LISTED.finditer(text, end)), len(text))
            return text[:start] + text[closed:], text[start:closed].strip(_CLOSING)
        says_so = at.match(text.replace("’", "'"), start) if start else None
        if says_so or (plainly and begins_with_intent(text[start:], "stuck", vocabulary)):
            return text[:start], text[start:].strip(_CLOSING)
    closing = fold(text[slice(*clauses[-1])]) if len(clauses) > 1 else ""
    if closing and vocabulary.first_words.get(closing) == "stuck":
        return _closed_by(text, clauses[-1][0])
    return text, None


def _closed_by(text: str, at: int) -> tuple[str, str]:
    """The text up to the sentence that ends there, and that sentence with all behind it: "Waiting for the papers since
    Monday, I'm stuck".
    """
    start = max((end.end() for end in _SENTENCE_ENDS.finditer(text, 0, at)), default=0)
    if len(lines_in(text[start:at])) > 1:
        # A list in one sentence: its plans are not what is stuck.
        start = at
    return text[:start], text[start:].strip(_CLOSING)


def _told_before(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What tells of last week, in words of its own, before a "this week:" in the middle; and the text from there."""
    label, words = (
        label_of("now", vocabulary),
        vocabulary.groups["outcomes"].keys() - vocabulary.groups["answer"].keys(),
    )
    for start, _ in clauses_of(text)[1:]:
        before = text[:start]
        if label.match(text, start) and (longest_within(fold(before), words) or _stuck_in(before, vocabulary)):
            return before, text[start:]
    return "", text


def _stuck_in(text: str, vocabulary: Vocabulary) -> str | None:
    """The clause that says what is stuck, None if none does."""
    clauses = (text[start:end].strip() for start, end in clauses_of(text))
    return next((clause for clause in clauses if intent_in(clause, vocabulary) == "stuck"), None)


def is_called_energy(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply names the energy: "energy 4"."""
    return bool(longest_within(fold(text), meaning_of(vocabulary.groups["status"], "energy")))


def is_labelled(text: str, meaning: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply begins with a label of the status: "this week: ..."."""
    return label_of(meaning, vocabulary).match(text) is not None
