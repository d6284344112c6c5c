"""What a talk leaves behind: entries in the record of the person, and what the others of it are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations.entries.interviews import InterviewAgreed, InterviewEntry
from conversations.entries.one_on_ones import ActionAgreed
from conversations.interview.facts import NAME, TalkFacts
from conversations.interview.plan import carried
from conversations.rules.visibility import Audience
from conversations.toolkit.effects import Effect, Record, Tell
from conversations.toolkit.events import Event


def record(entry: InterviewEntry, event: Event, facts: TalkFacts, n: int = 0) -> Record:
    """An entry for the two: the person and whoever manages them, or whoever holds the talk where that is another."""
    id_, person = event.id(f"{entry.kind}:{n}"), facts.plan.person
    if _was_of_manager(facts):
        return Record(id_, entry, person, event.topic, audience="pair")
    return Record(id_, entry, person, event.topic, audience="promised", helper=facts.plan.holder)


def _was_of_manager(facts: TalkFacts) -> bool:
    """Whether it was arranged by whoever managed the person: whoever does now reads on."""
    return facts.plan.both or bool(facts.script and facts.script.between == "manager_report")


def agreed(owner: str, what: str, by: date, event: Event, facts: TalkFacts, n: int) -> Record:
    """An agreement, to be quoted in the next talk. Where the two have one-on-ones it stays there until it is done."""
    holder, person = facts.plan.holder, facts.plan.person
    if not facts.manages:
        return record(InterviewAgreed(event.topic, owner, what, by), event, facts, n)
    entry = ActionAgreed(f"{event.id('action')}{n}", holder, owner, what, by)
    audience: Audience = "promised" if owner == holder else "two"
    id_ = event.id(f"{entry.kind}:{n}")
    return Record(id_, entry, person, event.topic, audience=audience, helper=holder, citable=True)


def tell_person(notice: str, event: Event, facts: TalkFacts, **told: str) -> Effect:
    """The person hears of it."""
    return Tell(NAME, facts.plan.person, event.topic, notice, told, if_begun=notice != "invited")


def record_each(entry: InterviewEntry, event: Event, facts: TalkFacts, n: int = 0) -> list[Effect]:
    """The same entry for each who was invited: it is theirs, and read by who holds the talk."""
    holder, kind = facts.plan.holder, entry.kind
    return [
        Record(event.id(f"{kind}:{n}:{who}"), entry, who, event.topic, audience="promised", helper=holder)
        for who in facts.plan.guests
    ]


def tell_each(notice: str, event: Event, facts: TalkFacts, **told: str) -> list[Effect]:
    """Each who was invited hears of it."""
    begun = notice != "invited"
    return [Tell(NAME, who, event.topic, notice, told, if_begun=begun) for who in facts.plan.guests]


def tell_holder(notice: str, event: Event, facts: TalkFacts, **told: str) -> Effect:
    """Who holds the talk hears of it."""
    return Tell(NAME, facts.plan.holder, event.topic, notice, told, if_begun=True)


def tell_partner(notice: str, event: Event, facts: TalkFacts, **told: str) -> list[Effect]:
    """HR hears of it, where HR takes part."""
    if not facts.plan.partner:
        return []
    return [Tell(NAME, facts.plan.partner, event.topic, notice, told, if_begun=notice != "asked")]


def invitation(facts: TalkFacts) -> Mapping[str, str]:
    """What the person's conversation is told: who, when and what to think of, and nothing of the script."""
    plan = facts.plan
    told = {"holder": plan.holder, "at": plan.at.isoformat() if plan.at else "", "minutes": str(plan.minutes)}
    partner = {"partner": plan.partner} if plan.partner else {}
    return {**told, **partner, **carried(plan.lines), "both": "yes" if facts.manages else ""}
