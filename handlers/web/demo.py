"""The demonstration: choose whom to be, see two people side by side, move the company's clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from conversations.rules.roster import Department, Person
from conversations.toolkit.words import LANGUAGES, Language
from handlers.web.drawing import Drawing, Manner, initials
from handlers.web.guard import Fault, body_of, language_of, require_same_origin
from handlers.web.incoming import read_body
from handlers.web.moments import MOVES
from handlers.web.pages import Pages
from handlers.web.ports import Demo, Happening, Ports
from handlers.web.session import Doors, base_of

HAPPENINGS = frozenset(
    (
        *("sent_weekly_checkin", "sent_manager_digest", "sent_welcome", "reminded"),
        *("check_in_answered", "energy_noted", "check_in_read", "reply_given", "rephrase_asked"),
        *("blocker_raised", "blocker_taken", "blocker_declined", "blocker_passed", "blocker_closed"),
        *("agenda_item_added", "setting_changed", "paused", "pause_ended", "away_announced", "away_ended"),
        *("interview_arranged", "interview_held", "interview_summed"),
        *("interview_reworded", "interview_acknowledged"),
        *("improvement_proposed", "improvement_answered", "improvement_closed"),
        *("department_opened", "welcomed", "manager_disputed"),
        *("talk_planned", "talk_rhythm_set", "talk_noted", "action_agreed"),
        *("goal_set", "goal_confirmed", "goal_moved", "goal_closed", "goal_reopened"),
    )
)
"""What the ticker has a line for: every kind of entry, and what the bot sent."""


WATCHED = "watched"
"""What stands behind the address of a phone beside the one that was chosen: its person lives on."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Move(BaseModel):
    """How far to move the clock, seen from where, with whom (ids) on the phones."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    to: Literal["moment", "hour", "workday", "monday"]
    zone: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_+/-]+$")] = "UTC"
    shown: Annotated[list[Annotated[str, StringConstraints(max_length=64)]], Field(max_length=2)] = []


@dataclass(frozen=True)
class DemoRoom:
    """The handlers that exist only in demonstration mode."""

    ports: Ports
    drawing: Drawing
    doors: Doors
    pages: Pages

    @property
    def demo(self) -> Demo:
        """The company's tools; the room is never entered without them."""
        if self.ports.demo is None:
            raise Fault(404, "missing")
        return self.ports.demo

    async def welcome(self, request: web.Request) -> web.StreamResponse:
        """What this is, and whom one can be."""
        people, departments = await self.demo.people(), await self.demo.departments()
        manner = Manner(language_of(request))
        page = self.drawing.draw(
            "welcome.html",
            manner,
            groups=_grouped(people, departments),
            pairs=_first_pairs(people, manner.language),
            initials=initials,
        )
        return web.Response(text=page, content_type="text/html")

    async def two(self, request: web.Request) -> web.StreamResponse:
        """Two people side by side, each on a phone of their own."""
        people, departments = await self.demo.people(), await self.demo.departments()
        left, right = _pair(people, request.query.get("left", ""), request.query.get("right", ""))
        page = self.drawing.draw(
            "two.html",
            Manner(language_of(request)),
            phones=(left, right),
            groups=_grouped(people, departments),
            base_of=base_of,
            watched=WATCHED,
            moves=tuple(MOVES),
            moment=await self.demo.moment(),
        )
        return web.Response(text=page, content_type="text/html")

    async def play(self, request: web.Request) -> web.StreamResponse:
        """The page of one of the company's people. Whoever opens it is that person; who only watches them is so from
        the first thing that they do there.
        """
        visit, named = await self.doors.visit(request), request.match_info["person"]
        if visit is None and named not in {person.id for person in await self.demo.people()}:
            raise Fault(404, "missing")
        if WATCHED not in request.query:
            self.demo.plays(named)
        if visit:
            return await self.pages.chat(request, visit)
        watched = f"?{WATCHED}=1" if WATCHED in request.query else ""
        response = web.Response(status=303, headers={"Location": f"{base_of(named)}/{watched}"})
        self.doors.remember(response, await self.demo.as_person(named), named)
        return response

    def playing(self, handler: Handler) -> Handler:
        """A handler for what a person does: whoever does it is that person."""

        async def handle(request: web.Request) -> web.StreamResponse:
            answer = await handler(request)
            self.demo.plays(request.match_info["person"])
            return answer

        return handle

    async def now(self, request: web.Request) -> web.StreamResponse:
        """The company's clock and what happened lately, for the page to show; no content of any conversation."""
        return await self._now(Manner(language_of(request)))

    async def move(self, request: web.Request) -> web.StreamResponse:
        """Move the company's clock, playing what comes due on the way."""
        require_same_origin(request)
        wanted = read_body(Move, await body_of(request))
        shown = [person for person in await self.demo.people() if person.id in wanted.shown]
        moment = await self.demo.moment()
        # Pressed while the clock still moves, a button goes on from where it will be.
        from_there = replace(moment, now=max(moment.now, moment.until or moment.now))
        to = MOVES[wanted.to](from_there, _zone(wanted.zone), shown)
        if to:
            await self.demo.move_forward(to)
        return await self._now(Manner(language_of(request)))

    async def _now(self, manner: Manner) -> web.Response:
        moment = await self.demo.moment()
        names = {person.id: person.name for person in await self.demo.people()}
        lines = [self._line(each, names, manner) for each in await self.demo.happenings()]
        again = [list(same) for _, same in groupby(lines, key=itemgetter("words"))]
        facts = {
            "now": moment.now.isoformat(),
            "next": moment.next_due.isoformat() if moment.next_due else "",
            "told": moment.told,
            "moving": moment.until is not None,
            "happenings": self.drawing.draw("happenings.html", manner, groups=again),
        }
        return web.json_response(facts)

    def _line(self, happening: Happening, names: Mapping[str, str], manner: Manner) -> dict[str, object]:
        what = happening.what if happening.what in HAPPENINGS else "other"
        facts = {"name": names.get(happening.person, happening.person)}
        return {"at": happening.at, "words": self.drawing.say(f"demo.happened.{what}", manner, facts)}


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def _grouped(people: Sequence[Person], departments: Sequence[Department]) -> list[tuple[Department, list[Person]]]:
    groups = [(each, [person for person in people if person.department == each.id]) for each in departments]
    return [(department, members) for department, members in groups if members]


def _first_pairs(people: Sequence[Person], language: Language) -> list[tuple[str, Person, Person]]:
    """Whom to begin with: an employee of either language, the viewer's first, and a manager; each with a partner."""
    by_id = {person.id: person for person in people}
    pairs = [(person, by_id[person.manager]) for person in people if person.manager in by_id]
    found: dict[str, tuple[Person, Person]] = {}
    for person, manager in pairs:
        if not person.is_manager:
            found.setdefault(person.language, (person, manager))
    others = [(manager, person) for person, manager in pairs if not person.is_manager]
    unseen = [pair for pair in others if pair[0] not in {manager for _, manager in found.values()}]
    for pair in (*unseen, *others):
        found.setdefault("manager", pair)
    order = dict.fromkeys((language, *LANGUAGES, "manager"))
    return [(kind, *found[kind]) for kind in order if kind in found]


def _pair(people: Sequence[Person], left: str, right: str) -> tuple[Person, Person]:
    """The two who were asked for; who was not named is the other's manager, or somebody who reports to them."""
    by_id = {person.id: person for person in people}
    first = by_id.get(left) or by_id.get(right) or next(iter(people), None)
    if first is None:
        raise Fault(404, "missing")
    second = by_id.get(right) or by_id.get(first.manager)
    second = second or next((person for person in people if person.manager == first.id), first)
    return first, second
