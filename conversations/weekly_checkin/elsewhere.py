"""What its raiser types below the offer to ask somebody else: a yes or no, HR, or a name; in doubt nobody is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.entries import HelperKind
from conversations.toolkit.cards import Card, Line
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start
from conversations.toolkit.events import Clicked, Typed
from conversations.toolkit.reader import Blocker
from conversations.toolkit.understand import is_question, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import said_with, words_before
from conversations.weekly_checkin import offers, passing, receipts
from conversations.weekly_checkin.asked_for import name_beside
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts

NAMED = offers.NAMED
_BRIEF = 40
"""Characters in which somebody is named."""

_WORDS, _SIGNS = 2, 4
"""A name has no more words, or signs in Chinese."""


def may_answer(text: str, vocabulary: Vocabulary, names: Sequence[str]) -> bool:
    """Whether a short text may answer such an offer: a yes or no, HR, one of these names, or "ask ..."."""
    if len(text) > _BRIEF or "\n" in text.strip() or is_question(text, vocabulary):
        return False
    said = yes_or_no(text, vocabulary) is not None or names_hr(text, vocabulary)
    return said or asks_by_name(text, vocabulary) or _is_one(name_beside(text, vocabulary), names)


def said(state: State, event: Typed, facts: CheckinFacts) -> Result:
    """What comes of it: who is named is asked about once more, unless the card offers them or HR; a yes to several asks
    whom, and a no leaves it.
    """
    standing = [blocker for id_ in offers.standing_in(state) if (blocker := facts.blocker(id_))]
    if not standing:
        return state, [Start("help", event.owner, "", {"text": event.text})]
    if len(standing) > 1:
        return _whom(standing, state, event, facts)
    [blocker] = standing
    meant = yes_or_no(event.text, facts.vocabulary)
    if meant is False:
        after, settled = offers.decided(state, blocker.id, event, facts)
        return after, _afresh(settled)
    says_hr = names_hr(event.text, facts.vocabulary) or (meant and state.answers.get(NAMED) == "")
    if says_hr and facts.hr and blocker.helper_kind != "hr":
        return _passed(f"{blocker.id}:hr:", state, event, facts)
    found = [each for each in facts.found if each.id != blocker.helper]
    if len(found) != 1:
        nobody = Phrase("steps.nobody_found") if meant is None and not found else None
        return _whom(standing, state, event, facts, nobody)
    [person] = found
    offered = {each.id for each in receipts.offered_for(blocker, facts)}
    is_offered = person.id in {*offered, state.answers.get(NAMED)}
    if is_offered or meant:
        return _passed(f"{blocker.id}:person:{person.id}", state, event, facts)
    shown = offers.offered(receipts.offer_named(blocker, person, facts), event, blocker)
    return offers.with_offer(state.at(state.stage, **{NAMED: person.id}), blocker.id), [shown]


def _passed(value: str, state: State, event: Typed, facts: CheckinFacts) -> Result:
    """As by the tap; a line at the end says who has been asked, where nothing else is asked first."""
    tap = Clicked(
        key=event.key, at=event.at, address=event.address, actor=event.actor, button="pass_on", value=value
    )  # fmt: skip
    after, effects = passing.pass_on(state.without(NAMED), tap, facts)
    about, _, helper = value.split(":")
    kind: HelperKind = "person" if helper else "hr"
    blocker = facts.blocker(about)
    asked = any(isinstance(each, Show) and each.fresh for each in effects)
    if blocker is None or asked:
        return after, effects
    now = replace(
        blocker, status="open", helper_kind="person" if kind == "person" else "hr", helper=helper, answered_at=None
    )
    return after, [*effects, offers.told(receipts.offer_settled(now, facts), event, blocker)]


def _whom(
    standing: Sequence[Blocker], state: State, event: Typed, facts: CheckinFacts, why: Phrase | None = None
) -> Result:
    """The offers once more: each with whom it may be, or `why` it is not whom they named."""
    after, shown = state.without(NAMED), list[Effect]()
    for blocker in standing:
        card: Card = receipts.offer_helper(blocker, facts, Line(why or say("offer.whom")))
        after = offers.with_offer(after, blocker.id)
        shown.append(offers.offered(card, event, blocker))
    return after, shown


def _afresh(effects: Sequence[Effect]) -> list[Effect]:
    return [replace(each, fresh=True, settles=False) if isinstance(each, Show) else each for each in effects]


def asks_by_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text asks somebody, and says no more than who: "please ask Tom"."""
    asks = dict.fromkeys(_asking(vocabulary), "")
    leading, name = words_before(fold(text), {**dict.fromkeys(vocabulary.groups["filler"], ""), **asks})
    length, most = (len(name.split()), _WORDS) if name.isascii() else (len(name), _SIGNS)
    return not asks.keys().isdisjoint(leading) and 0 < length <= most


def _asking(vocabulary: Vocabulary) -> Sequence[str]:
    groups = vocabulary.groups
    return (*meaning_of(groups["asks_for"], "ask"), *meaning_of(groups["helping_not"], "ask"))


def names_hr(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names HR, and says no more: "ask HR please"."""
    groups = vocabulary.groups
    small = (*groups["filler"], *groups["beside_names"], *_asking(vocabulary))
    yes = meaning_of(groups["answer"], "yes")
    hr = dict.fromkeys(meaning_of(groups["helpers"], "hr"), "hr")
    return "hr" in (said_with({**dict.fromkeys((*small, *yes), ""), **hr}, text) or ())


def is_named(text: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a short text says this name or a part of it, and no more: "Mara"."""
    return len(text) <= _BRIEF and not is_question(text, vocabulary) and _is_one(fold(text), [name])


def _is_one(name: str, names: Sequence[str]) -> bool:
    """Whether this is one of these names, or a part of one."""
    return any(name == each or name in each.split() for each in map(fold, names))


def names_on(card: Card) -> Sequence[str]:
    """The names of those whom the card offers to ask."""
    labels = (button.label for button in card.buttons if button.name == "pass_on")
    return [str(name) for label in labels if isinstance(label, Phrase) and (name := label.facts.get("name"))]
