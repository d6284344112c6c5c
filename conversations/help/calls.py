"""What help offers to begin."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.burden import burden
from conversations.departments import departments
from conversations.goals import goals
from conversations.help.facts import Call
from conversations.improve import improve
from conversations.indicator import indicator
from conversations.interview_template import interview_template
from conversations.manager_digest import manager_digest
from conversations.one_on_one import one_on_one
from conversations.phrase import phrase
from conversations.prep import prep
from conversations.settings import settings
from conversations.sign_in import sign_in
from conversations.weekly_checkin import weekly_checkin
from conversations.welcome import welcome

CALLS: Mapping[str, Call] = {
    "checkin": Call(weekly_checkin),
    "team": Call(manager_digest, roles=("manager",)),
    "goal": Call(goals),
    "indicator": Call(indicator),
    "interview-template": Call(interview_template, roles=("manager", "hr")),
    "one-on-one": Call(one_on_one),
    "prep": Call(prep),
    "improve": Call(improve, roles=("manager",)),
    "phrase": Call(phrase, roles=("manager", "hr")),
    "settings": Call(settings),
    "departments": Call(departments, roles=("hr",)),
    "burden": Call(burden, roles=("hr",)),
    "pause": Call(settings, "pause"),
    "away": Call(settings, "away"),
    "slot": Call(settings, "slot"),
    "language": Call(settings, "language"),
    "sign-in": Call(sign_in),
    "stuck": Call(weekly_checkin),
    "manager_wrong": Call(welcome, "manager"),
}
"""What can be called by a button of help, by the name of a command or of a topic of its own."""
