"""The ledger's reasons in plain words: many ids of platforms and of ours, few things that an administrator can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.showing import NOT_OPENED, TEST_LIST
from conversations.toolkit.words import Phrase, phrases_of
from storage.deliveries import Kept
from storage.tables.delivery import DeliveryStatus
from storage.waiting import Group

say = phrases_of("doctor")

_WAITS: Mapping[str, str] = {
    "": "kept",
    **dict.fromkeys(("ratelimited", "rate_limited", "held", "status_429"), "busy"),
    **dict.fromkeys(("sign_in", "unauthorized", "invalid_auth", "not_authed", "token_expired"), "secret"),
    **dict.fromkeys(("missing_scope", "messages_tab_disabled", "ekm_access_denied", "no_permission"), "app"),
    **dict.fromkeys(("org_login_required", "team_access_not_granted", "access_denied"), "app"),
    **dict.fromkeys(("not_allowed_token_type", "two_factor_setup_required", "enterprise_is_restricted"), "app"),
    "forbidden": "forbidden",
    "preference": "preference",
    **dict.fromkeys(
        ("unreachable", "broken", "unavailable", "service_unavailable", "not_running", "unreadable"), "away"
    ),
    **dict.fromkeys(("status_412", "status_500", "status_502", "status_503", "status_504"), "away"),
    **dict.fromkeys(("in_doubt", "sent_again"), "doubt"),
    "error": "ours",
}
"""By the reasons of what is to be tried again; of what waits on purpose there is none."""

_LOST: Mapping[str, str] = {
    "blocked": "blocked",
    "not_installed": "not_installed",
    **dict.fromkeys(("left", "unknown_chat"), "gone"),
    "unreachable": "nowhere",
    "not_theirs": "not_theirs",
    **dict.fromkeys(("no_allowed_time", "no_room"), "no_room"),
    "out_of_sight": "out_of_sight",
    NOT_OPENED: "not_opened",
    TEST_LIST: "test_list",
    "settled": "settled",
    "no_such_channel": "channel",
    **dict.fromkeys(("too_large", "refused"), "refused"),
    "poison": "poison",
    **dict.fromkeys(("erased", "tampered"), "sealed"),
}
"""By the reasons of what never arrives."""

_Counted = Sequence[tuple[Phrase, int]]


def why_waiting(groups: Iterable[Group]) -> _Counted:
    """Why messages wait, and how many for each cause."""
    return _summed((_waits(each.status, each.reason, later=each.later), each.count) for each in groups)


def why_lost(groups: Iterable[Group]) -> _Counted:
    """Why messages never arrived, and how many for each cause."""
    return _summed((_lost(each.reason), each.count) for each in groups)


def why_one(message: Kept, *, later: bool) -> Phrase | None:
    """Why this message waits or never arrives; None for one that is there."""
    match message.status:
        case DeliveryStatus.PENDING | DeliveryStatus.SENDING:
            return _waits(message.status, message.reason, later=later)
        case DeliveryStatus.FAILED | DeliveryStatus.MISSED:
            return _lost(message.reason)
    return None


def _waits(status: DeliveryStatus, reason: str, *, later: bool) -> Phrase:
    if status == DeliveryStatus.SENDING:
        return say("waits.under_way")
    if not later:
        return say("waits.next")
    return say(f"waits.{_WAITS.get(reason, 'other')}", reason=reason)


def _lost(reason: str) -> Phrase:
    return say(f"lost.{_LOST.get(reason, 'other')}", reason=reason)


def _summed(counted: Iterable[tuple[Phrase, int]]) -> _Counted:
    """Ids with the same words count together; an id that has none keeps its own line."""
    sums: Counter[tuple[str, str]] = Counter()
    phrases: dict[tuple[str, str], Phrase] = {}
    for phrase, n in counted:
        key = (phrase.id, str(phrase.facts.get("reason", "")) if phrase.id.endswith(".other") else "")
        phrases.setdefault(key, phrase)
        sums[key] += n
    return [(phrases[key], n) for key, n in sums.most_common()]
