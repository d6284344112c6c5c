"""What the script library knows before a turn: who looks, which talks they may hold, and which are likely now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from conversations.interview.hearing import MOST_READ, heard_in
from conversations.interview_template.likely import BACK_WITHIN, Likely, Team, likely
from conversations.prep.naming import named_among
from conversations.rules.holding import Office, may_hold
from conversations.rules.roster import Person
from conversations.rules.scenario_library import Scripts
from conversations.rules.scenarios import GROUPS, Group, Scenario
from conversations.rules.weeks import local_day
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Typed
from conversations.toolkit.looking import behind_command, is_meant_elsewhere
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, fold

COMMAND = "interview-template"
INSIDE = frozenset({"open", "group", "section", "reaction", "book"})
"""Buttons that lead further in: what is likely now is not shown there, and the store is not asked for it."""

_SIGN = re.compile(r"(?<![A-Za-z0-9._+-])@|@(?![A-Za-z0-9-]+\.[A-Za-z])")
"""The sign before a name, which may stand right behind a word, and not the one in an address."""

MOST_LOOKED_AT = 30
"""Reports whose days away are looked at for what is likely."""


@dataclass(frozen=True)
class TemplateFacts:
    """Who looks, what they are in the company, all scripts, what is likely now, and who in HR can help further.
    `booking` is the script that a text books (`scenario`) and whom and when (`text`), if it names these behind it.
    """

    me: Person
    office: Office
    scripts: Scripts
    likely: Sequence[Likely]
    hr: Sequence[Person]
    vocabulary: Vocabulary
    booking: Mapping[str, str] = field(default_factory=dict)

    def may_hold(self, scenario: Scenario) -> bool:
        """Whether I may hold this talk with anybody."""
        return may_hold(scenario.between, self.office)

    @property
    def mine(self) -> Sequence[Scenario]:
        """The scripts of the talks that I may hold."""
        return [each for each in self.scripts.all() if self.may_hold(each)]

    @property
    def groups(self) -> Sequence[Group]:
        """The groups in which there is one for me, in their order."""
        there = {each.group for each in self.mine}
        return [group for group in GROUPS if group in there]

    def of_group(self, group: str) -> Sequence[Scenario]:
        """My scripts of one group."""
        return [each for each in self.mine if each.group == group]

    def get(self, id_: str) -> Scenario | None:
        """A script by its id, if I may hold that talk."""
        found = self.scripts.get(id_)
        return found if found and self.may_hold(found) else None

    def suggested(self) -> Sequence[tuple[Scenario, Likely]]:
        """What is likely now, with its script."""
        found = ((self.get(each.scenario), each) for each in self.likely)
        return [(scenario, each) for scenario, each in found if scenario]

    def search(self, text: str) -> Sequence[Scenario]:
        """What a text may mean among my scripts; of a whole sentence at least what is said between the small words."""
        found = self.scripts.search(text, self.me.language, self.may_hold)
        return found or self.scripts.search(self._without_small_words(text), self.me.language, self.may_hold)

    def _without_small_words(self, text: str) -> str:
        small = {*self.vocabulary.groups["around"], *self.vocabulary.groups["asking"]}
        return " ".join(word for word in fold(text).split() if word not in small)

    def group_called(self, text: str) -> str:
        """The group that a text names and nothing else, "" for none."""
        group = self.vocabulary.meaning("talks", text) or ""
        return group if group in self.groups else ""

    def without_command(self, text: str) -> str:
        """What stands behind this conversation's own word, where it was typed again."""
        return behind_command(text, COMMAND, self.vocabulary)

    def means_something_else(self, text: str) -> bool:
        """Whether a text that was typed below a list is no search."""
        return is_meant_elsewhere(
            text, COMMAND, self.vocabulary, lambda said: self.scripts.names_one(said, self.me.language)
        )


def gather(reader: Reader, event: Event | Looked) -> TemplateFacts:
    """Fetch the facts of a turn or a look."""
    me = reader.person(event.owner) or reader.me
    office = Office(me, reader.reports(), reader.departments(), reader.sponsor())
    today = local_day(event.at, me.zone)
    booking = booking_in(behind_command(_text(event), COMMAND, reader.vocabulary), reader, today)
    if booking:
        _keep_if_refused(booking, reader, office, today)
    return TemplateFacts(
        me=me,
        office=office,
        scripts=reader.scripts,
        likely=() if _is_inside(event) else likely(_team(reader, office, event)),
        hr=[each for each in reader.people_with_role("hr") if each.id != me.id],
        vocabulary=reader.vocabulary,
        booking=booking,
    )


def _keep_if_refused(booking: Mapping[str, str], reader: Reader, office: Office, today: date) -> None:
    """A talk that is not mine to hold, with somebody who is not mine: the audit trail keeps that it was asked for."""
    script, name = reader.scripts.get(booking["scenario"]), heard_in(booking["text"], today, reader.vocabulary).rest
    is_mine = script is None or may_hold(script.between, office)
    if is_mine or not name or named_among(name, [office.me, *office.reports]):
        return
    for somebody in reader.find_people(name)[:1]:
        reader.refused(somebody.id)


def _text(event: Event | Looked) -> str:
    match event:
        case Called(arguments=text) | Typed(text=text):
            return text
        case Started(arguments=given):
            return given.get("text", "")
        case _:
            return ""


def booking_in(text: str, reader: Reader, today: date) -> Mapping[str, str]:
    """The script that a text books by one of its names, or a Chinese one cut short, with whom and when behind it:
    "low-performer @Alice Friday 10:00"; empty for any other text.
    """
    words = _SIGN.sub(" @", text[:MOST_READ]).split()
    for script_of in (reader.scripts.called, reader.scripts.begun):
        for n in range(len(words) - 1, 0, -1):
            script, rest = script_of(" ".join(words[:n])), " ".join(words[n:])
            if script and _names(rest, reader, today):
                return {"scenario": script.id, "text": rest}
    return {}


def _names(text: str, reader: Reader, today: date) -> bool:
    """Whether a text names somebody, or a day and nothing else."""
    heard = heard_in(text, today, reader.vocabulary)
    if not heard.rest:
        return heard.day is not None or heard.clock is not None
    return text.startswith("@") or bool(named_among(text, reader.reports()) or reader.find_people(heard.rest))


def _is_inside(event: Event | Looked) -> bool:
    return isinstance(event, Typed | Looked) or (isinstance(event, Clicked) and event.button in INSIDE)


def _team(reader: Reader, office: Office, event: Event | Looked) -> Team:
    today, reports = local_day(event.at, office.me.zone), office.reports
    since = today - BACK_WITHIN - timedelta(days=1)
    away = {each.id: reader.absences(each.id, since) for each in reports[:MOST_LOOKED_AT]}
    goals = reader.goals_among([each.id for each in reports], event.at - timedelta(days=60))
    return Team(reports, away, {each.id: [g for g in goals if g.owner == each.id] for each in reports}, today)
