"""Where nothing may go yet nothing goes, whatever is said later."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.trouble import Holds
from handlers.platform import Identity, TryLater


def test_a_hold_is_never_shortened():
    now = [datetime(2026, 12, 1, 10, tzinfo=UTC)]
    holds, ann = Holds(Clock(lambda: now[0])), Identity("slack", "T", "U1")
    holds.hold(ann, 8)
    holds.hold(ann, 1)
    now[0] += timedelta(seconds=7)
    with pytest.raises(TryLater) as later:
        holds.obey(ann)
    assert later.value.after == 1
    now[0] += timedelta(seconds=1)
    holds.obey(ann)
