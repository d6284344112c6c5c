"""The conversations, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.blocker import blocker
from conversations.burden import burden
from conversations.departments import departments
from conversations.goal import goal
from conversations.goals import goals
from conversations.help import help_
from conversations.improve import improve
from conversations.indicator import indicator
from conversations.interview import interview
from conversations.interview_template import interview_template
from conversations.manager_digest import manager_digest
from conversations.one_on_one import one_on_one
from conversations.phrase import phrase
from conversations.prep import prep
from conversations.settings import settings
from conversations.sign_in import sign_in
from conversations.toolkit.conversation import Conversation
from conversations.weekly_checkin import weekly_checkin
from conversations.welcome import welcome

CONVERSATIONS: tuple[Conversation[Any], ...] = (
    welcome,
    weekly_checkin,
    manager_digest,
    blocker,
    goals,
    goal,
    indicator,
    interview_template,
    interview,
    one_on_one,
    improve,
    phrase,
    prep,
    settings,
    sign_in,
    help_,
    departments,
    burden,
)

BY_NAME: Mapping[str, Conversation[Any]] = {conversation.name: conversation for conversation in CONVERSATIONS}
