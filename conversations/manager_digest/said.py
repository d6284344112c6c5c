"""What is said of a digest, as the tap that it stands for; in doubt the digest is shown, and nothing is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversations.blocker.answers import not_a_promise
from conversations.manager_digest import cards
from conversations.manager_digest.cards import say
from conversations.manager_digest.facts import Answered, DigestFacts, done_in
from conversations.manager_digest.in_words import (
    READ,
    READ_ALL,
    SHOW,
    SMALL,
    STUCK,
    TAKE,
    WEEK,
    Bare,
    Said,
    bare_in,
)
from conversations.manager_digest.meant import answers_meant, blockers_meant
from conversations.toolkit.asking import below
from conversations.toolkit.cards import Button, Card, Line, Note, Part, Quote, Row
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import MAIN
from conversations.toolkit.effects import Effect, Show, Tell, To
from conversations.toolkit.events import Clicked, Event, Started, Submitted, Typed
from conversations.toolkit.reader import Blocker
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.understand import agrees, is_marked, yes_or_no
from conversations.toolkit.vocabulary import fold, meaning_of
from conversations.toolkit.words import Phrase, Verbatim
from conversations.toolkit.words_within import longest_within, said_with

OPEN = "open"
"""The argument by which words come with who only opens the digest: nothing is done by them."""

Act = Submitted | Clicked
REPLYING = "replying"
"""The answers' name for replies that wait for a yes: the words and what each may be about, by the id of their card."""


def tap_for(said: Said, state: State, event: Event, facts: DigestFacts) -> Clicked | Phrase:
    """The tap that the words stand for; or why it is none."""
    if said.act == READ_ALL:
        shown = [each.written.id for each in cards.choose(state, facts).unread(state) if each.written.id in facts.told]
        return _click(event, said.act, ",".join(shown)) if shown else say("said.see_first")
    if len(said.people) != 1:
        return say("said.who") if said.people else say("said.nobody")
    name, stuck, answers = facts.name_of(said.people[0]), blockers_meant(said, facts), answers_meant(said, facts)
    if not (stuck or answers):
        return say("said.nothing", name=name)
    if len(stuck) + len(answers) > 1:
        return say("said.several", name=name)
    if stuck:
        return _of_stuck(said.act, stuck[0], event, facts)
    return _of_answer(said, answers[0], state, event, facts)


def tap_meant(said: Said | None, text: str, state: State, event: Event, facts: DigestFacts) -> Clicked | Phrase | None:
    """The tap that words stand for, or why it is none; None for a question, which the digest answers, and for who
    only opens it.
    """
    if isinstance(event, Started) and OPEN in event.arguments:
        return None
    if said:
        return None if said.act == SHOW else by_day(text, tap_for(said, state, event, facts), facts)
    bare = bare_in(text, [each.what for each in facts.blockers], facts.vocabulary)
    return by_day(text, tap_for_one(bare, state, event, facts), facts) if bare else None


def by_day(text: str, tap: Clicked | Phrase, facts: DigestFacts) -> Clicked | Phrase:
    """The tap by which somebody helps, by the day that the words name if they do; or why that is none."""
    day = day_in(text, facts.today, facts.vocabulary)
    if isinstance(tap, Phrase) or tap.button != TAKE or day is None:
        return tap
    return not_a_promise(day, facts.today) or replace(tap, value=f"{tap.value.partition(':')[0]}:{day.isoformat()}")


def tap_for_one(bare: Bare, state: State, event: Event, facts: DigestFacts) -> Clicked | Phrase:
    """The tap for words that name nobody, where only one thing can be meant; or why it is none."""
    said = Said(bare.act, tuple(facts.people), STUCK if bare.parts else "")
    stuck = [each for each in blockers_meant(said, facts) if bare.fits(each.what)]
    answers = [each for each in answers_meant(said, facts) if said.act != READ or each.written.id not in done_in(state)]
    if len(stuck) + len(answers) != 1:
        return say("said.which_one" if stuck or answers else "said.none")
    if stuck:
        return _of_stuck(said.act, stuck[0], event, facts)
    return _of_answer(said, answers[0], state, event, facts)


def _of_stuck(act: str, blocker: Blocker, event: Event, facts: DigestFacts) -> Clicked:
    day = f":{facts.handy_day(blocker)}" if act == TAKE else ""
    return _click(event, act, f"{blocker.id}{day}")


def _of_answer(said: Said, answer: Answered, state: State, event: Event, facts: DigestFacts) -> Clicked | Phrase:
    id_ = answer.written.id
    if id_ not in facts.told:
        return say("said.see_first")
    if said.act == READ and id_ in done_in(state):
        return say("said.nothing", name=answer.person.name)
    return _click(event, said.act, f"{answer.key}:{id_}")


def _click(event: Event, button: str, value: str) -> Clicked:
    return Clicked(key=event.key, at=event.at, address=event.address, actor=event.actor, button=button, value=value)


def ask_to_send(said: Said, state: State, event: Event, facts: DigestFacts) -> Result | Phrase:
    """Show what will be sent to whom, and about what; or why nothing can be."""
    if len(said.people) != 1 or not said.words:
        return say("said.who") if said.people and said.words else say("said.nobody" if said.words else "said.how_reply")
    name = facts.name_of(said.people[0])
    about = [*map(of_blocker, blockers_meant(said, facts)), *map(_of_week, answers_meant(said, facts))]
    if not about:
        return say("said.nothing", name=name)
    id_ = event.id("replying")
    return keeping(id_, said.words, about, asking(id_, name, said.words, about), state, facts)


def keeping(
    id_: str, words: str, about: Sequence[tuple[str, str]], card: Card, state: State, facts: DigestFacts
) -> Result:
    """The card that asks about these words, which wait for a yes."""
    kept: dict[str, Json] = {**_kept(state), id_: [words, *(form for form, _ in about)]}
    return state.at(state.stage, **{REPLYING: kept}), [
        Show(card, To(facts.manager.id), slot=f"{REPLYING}.{id_}", fresh=True)
    ]


def of_blocker(blocker: Blocker) -> tuple[str, str]:
    """The form of a reply to what is stuck, and the words of that."""
    return blocker.id, blocker.what


def _of_week(answer: Answered) -> tuple[str, str]:
    return f"{answer.key}:{answer.written.id}", ""


def asking(id_: str, name: str, words: str, about: Sequence[tuple[str, str]], first: Phrase | None = None) -> Card:
    """The question whether words are to be sent, and about what."""

    def send(form: str) -> Button:
        return Button("send", say("said.send"), f"{form.partition(':')[0]}:{id_}", "primary")

    lines: tuple[Part, ...] = (Line(first or say("said.ask", name=name)), Quote(words))
    rows = [(Verbatim(what) if what else say("said.week"), send(form)) for form, what in about]
    no = Button("send", say("said.no"), f":{id_}", "quiet")
    body: tuple[Part, ...]
    buttons: tuple[Button, ...]
    if len(rows) == 1:
        body, buttons = (*lines, Note(say("said.about", what=rows[0][0]))), (rows[0][1], no)
    else:
        body, buttons = (*lines, *(Row(what, (button,)) for what, button in rows)), (no,)
    return Card("manager_digest.reply", say("neutral"), body, buttons, asks=REPLYING, casually=True)


def chosen(state: State, event: Clicked | Typed, facts: DigestFacts) -> tuple[State, Show, Act | None] | None:
    """What a tap, a yes or a no makes of a reply: the state without it, what stands in place of the question, and the
    form that is sent, or the tap that takes it; a yes to one that may be about several is asked what it is about. None
    for other words.
    """
    about, id_ = _answered(state, event, facts)
    if not id_:
        return _asked_about_what(state, event, facts)
    given = _kept(state).get(id_)
    words, *forms = map(str, given) if isinstance(given, list | tuple) else ("",)
    form = next((each for each in forms if about and each.partition(":")[0] == about), "")
    others: dict[str, Json] = {other: one for other, one in _kept(state).items() if other != id_}
    left = state.at(state.stage, **{REPLYING: others}) if others else state.without(REPLYING)
    there, blocker = form and (facts.blocker(about) or facts.answer(about)), facts.blocker(about)
    if blocker and isinstance(event, Clicked) and event.button == "take_it":
        handy = _of_stuck(TAKE, blocker, event, facts)
        tap = by_day(words, handy, facts)
        taken = handy if isinstance(tap, Phrase) else tap
        return left, _settled(id_, say("done.take"), "", event, facts), taken
    line = say("said.sent") if there else say("meanwhile") if form else say("said.left")
    settled = _settled(id_, line, words, event, facts)
    return left, settled, _form(f"reply:{form}", words, event) if there else None


def _settled(id_: str, line: Phrase, words: str, event: Event, facts: DigestFacts) -> Show:
    card = Card("manager_digest.reply.settled", say("neutral"), (Note(line), *((Quote(words),) if words else ())))
    return Show(card, To(facts.manager.id), slot=f"{REPLYING}.{id_}", fresh=isinstance(event, Typed))


def _asked_about_what(
    state: State, event: Clicked | Typed, facts: DigestFacts
) -> tuple[State, Show, Submitted | None] | None:
    """The question once more, where a yes does not say which of several it is about."""
    id_, words, forms = _last(state)
    if isinstance(event, Clicked) or not agrees(event.text, "reply_about", facts.vocabulary):
        return None
    about = [_as_it_stands(form, facts) for form in forms]
    card = asking(id_, "", words, about, say("said.which"))
    return state, Show(card, To(facts.manager.id), slot=f"{REPLYING}.{id_}", fresh=True), None


def _as_it_stands(form: str, facts: DigestFacts) -> tuple[str, str]:
    blocker = facts.blocker(form)
    return of_blocker(blocker) if blocker else (form, "")


def _answered(state: State, event: Clicked | Typed, facts: DigestFacts) -> tuple[str, str]:
    """What the reply is about, "" for none, and the id of its card; a yes to one that may be about several is none."""
    if isinstance(event, Clicked):
        about, _, id_ = event.value.partition(":")
        return about, id_
    id_, _, forms = _last(state)
    meant = yes_or_no(event.text, facts.vocabulary)
    if meant is False:
        return "", id_
    only = len(forms) == 1 and _says_to_send(event.text, facts)
    said = forms if meant or only else _named(event.text, forms, facts)
    return (said[0].partition(":")[0], id_) if len(said) == 1 else ("", "")


def _says_to_send(text: str, facts: DigestFacts) -> bool:
    """Whether a text says to send what is shown, and names nothing of what there is: "send it", "ok, go ahead"."""
    groups = facts.vocabulary.groups
    named = longest_within(fold(text), meaning_of(groups["reply_about"], STUCK, WEEK))
    return agrees(text, "reply_about", facts.vocabulary) and not (named or is_marked(text))


def _named(text: str, forms: Sequence[str], facts: DigestFacts) -> Sequence[str]:
    """Which of these a text names that says no more: "to what is stuck", "yes, the week", or one's own words."""
    groups = facts.vocabulary.groups
    small = (*meaning_of(groups["digest_says"], SMALL), *meaning_of(groups["answer"], "yes"), *groups["filler"])
    stuck = {form: blocker.what for form in forms if (blocker := facts.blocker(form))}
    said = {*(said_with({**dict.fromkeys(small, ""), **groups["reply_about"]}, text) or ())} & {STUCK, WEEK}
    if len(said) == 1:
        return [form for form in forms if (form in stuck) == (STUCK in said)]
    return [form for form, what in stuck.items() if fold(what) == fold(text)]


def _last(state: State) -> tuple[str, str, tuple[str, ...]]:
    """The id of the card of the last reply that waits for a yes, its words, and what it may be about."""
    id_ = next(reversed([*_kept(state)]), "")
    given = _kept(state).get(id_)
    words, *forms = map(str, given) if isinstance(given, list | tuple) else ("",)
    return id_, words, tuple(forms)


def _form(form: str, words: str, event: Event) -> Submitted:
    return Submitted(
        key=event.key, at=event.at, address=event.address, actor=event.actor, form=form, values={"text": (words,)}
    )


def _kept(state: State) -> Mapping[str, Json]:
    given = state.answers.get(REPLYING)
    return given if isinstance(given, Mapping) else {}


def above(why: Phrase, shown: Show) -> Show:
    """The digest below a line that says why nothing was done."""
    return replace(shown, card=below(why, shown.card))


def at_the_end(effects: Sequence[Effect]) -> list[Effect]:
    """The effects of what was said in words: the digest answers below them."""
    return [replace(each, fresh=True) if isinstance(each, Show) and each.slot == MAIN else each for each in effects]


def own_card(about: str, facts: DigestFacts) -> list[Effect]:
    """A blocker may also have a card of its own, which follows."""
    told = facts.blocker(about) and not facts.asked_alone
    return [Tell("blocker", facts.manager.id, about, "answered", if_begun=True)] if told else []
