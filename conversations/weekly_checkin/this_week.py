"""What a whole status says of this week: its plans, and what is stuck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from conversations.toolkit.conversation import Json
from conversations.toolkit.questions import Answers, Unclear
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import PLANS

if TYPE_CHECKING:
    from conversations.weekly_checkin.status import Status


def stuck_on(status: Status) -> Mapping[str, Json]:
    """The answers to what is stuck; none where the status does not say."""
    if status.stuck is None:
        return {}
    return {"stuck": "yes", "stuck_on": status.stuck} if status.stuck else {"stuck": "no"}


def told_in(status: Status, answers: Answers, facts: CheckinFacts) -> Mapping[str, Json]:
    """What is stuck and the plans behind "this week:", where what stands before it was not taken apart."""
    plans = PLANS.typed(status.plans, answers, facts) if status.plans else {}
    return {**stuck_on(status), **(plans.keeps if isinstance(plans, Unclear) else plans)}
