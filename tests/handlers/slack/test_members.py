"""Safety 7, 15, 16: who is no full member of our workspace is refused before routing, and who is new is introduced."""

import asyncio
from typing import Any

import pytest

from conversations.toolkit.forms import Form, Option, TextField
from conversations.toolkit.words import LANGUAGES, Phrase, Verbatim
from handlers.platform import Identity, Screen, Unavailable
from handlers.slack.people import FRESH, STALE, Member, People
from tests.handlers.contract import probe
from tests.handlers.contract.house import catalogue
from tests.handlers.peers.slack import events, payloads
from tests.handlers.peers.slack.lines import HttpLine
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.conftest import ALICE, TEAM
from tests.handlers.slack.host import Host

UNKNOWN = "\n".join(catalogue().text(Phrase("words.chat.unknown"), language) for language in LANGUAGES)
VIEWS = {"views.open", "views.update", "views.publish"}
ASK = Form(
    "f",
    Phrase("probe.form.title"),
    (TextField("what", Phrase("probe.form.what"), value=("secret",)),),
    Phrase("probe.form.submit"),
)
NOBODYS: dict[str, dict[str, Any]] = {
    "a guest": {"restricted": True},
    "a guest of one channel": {"ultra_restricted": True},
    "a bot": {"is_bot": True},
    "a stranger of Slack Connect": {"home": "T0OTHER"},
    "somebody who left": {"deleted": True},
}


@pytest.mark.parametrize("who", NOBODYS)
async def test_15_only_full_members_get_as_far_as_the_turn(
    slack: LocalSlack, host: Host, alice: Person, who: str
) -> None:
    """Even if they are known to us: somebody may have become a guest since."""
    user = slack.add_user("U9", email="nine@example.com", **NOBODYS[who])
    host.known.add(Identity("slack", TEAM, "U9"))
    host.emails.add("nine@example.com")
    line = HttpLine(slack, host.base)
    dm = slack.dm(slack.users["U1"])
    for kind, payload in (
        ("slash_commands", payloads.command(slack, user, dm, "/checkin", "")),
        ("interactive", _tap(slack, "U9")),
        ("interactive", _submission(slack, "U9")),
        ("interactive", _typing(slack, "U9")),
        ("events_api", events.envelope(slack, slack.workspace, _message("U9"))),
        ("events_api", events.envelope(slack, slack.workspace, events.home_opened(slack, user, dm, "home", None))),
    ):
        answer = await line.send(kind, payload)  # type: ignore[arg-type]
        # What a stranger taps comes in the name of their own workspace.
        assert answer.status in (200, 403 if user.is_stranger else 200)
    assert host.taken == []


@pytest.mark.parametrize("who", NOBODYS)
async def test_15_only_full_members_are_shown_anything(slack: LocalSlack, host: Host, alice: Person, who: str) -> None:
    """What no turn comes of: fields that look things up, forms that are opened again or follow a choice, and Home."""
    user = slack.add_user("U9", email="nine@example.com", **NOBODYS[who])
    host.known.add(Identity("slack", TEAM, "U9"))
    host.forms[("d", "f")], host.offered = ASK, [Option("1", Verbatim("secret"))]
    host.home = Screen(probe.simple("home", "secret"), "en", "UTC")
    line, dm = HttpLine(slack, host.base), slack.dm(slack.users["U1"])
    for shown in (True, False):
        by = "U1" if shown else "U9"
        home = events.home_opened(slack, slack.users[by], dm, "home", None)
        found = await line.send("interactive", _typing(slack, by))
        for payload in (_reopening(slack, by), _choice(slack, by)):
            await line.send("interactive", payload)
        await line.send("events_api", events.envelope(slack, slack.workspace, home))
        calls = [call for call in slack.calls if call.method.startswith("views.")]
        assert {call.method for call in calls if "secret" in str(call.args)} == (VIEWS if shown else set()), user
        assert ("secret" in str(found.body)) is shown
        slack.calls.clear()


async def test_15_who_is_in_several_workspaces_of_an_organisation_is_a_member_of_each(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    alice.user.shows = {"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0OTHER", TEAM]}}
    await alice.says("one")
    assert len(host.taken) == 1


async def test_15_whose_workspaces_do_not_tell_of_ours_gets_nowhere(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    alice.user.shows = {"team_id": None, "enterprise_user": {"teams": ["T0OTHER"]}}
    await alice.says("one")
    assert host.taken == []


async def test_15_who_becomes_a_guest_is_out_at_once(slack: LocalSlack, host: Host, alice: Person) -> None:
    await alice.says("one")
    alice.user.restricted = True
    await alice.says("two")
    assert len(host.taken) == 2, "what Slack said holds for a minute"
    await slack.event(events.user_event(slack, "user_change", alice.user))
    await alice.says("three")
    assert len(host.taken) == 2
    assert alice.messages()[-1].text == UNKNOWN
    assert set(host.lost_ones) == {(ALICE, "left")}


async def test_15_who_writes_as_a_guest_is_not_written_to_though_nobody_told_of_the_change(
    host: Host, alice: Person
) -> None:
    alice.user.restricted = True
    await alice.says("one")
    assert host.lost_ones == [(ALICE, "left")]


async def test_15_who_is_a_member_again_is_written_to_again(slack: LocalSlack, host: Host, alice: Person) -> None:
    """What else keeps messages from them is not mended by that."""
    host.lost_ones.append((ALICE, "left"))
    await slack.event(events.user_event(slack, "user_change", alice.user))
    assert host.found_ones == [(ALICE, "left")]


async def test_15_old_word_of_a_member_brings_no_guest_back(slack: LocalSlack, host: Host, alice: Person) -> None:
    old = events.user_event(slack, "user_change", alice.user)
    alice.user.restricted = True
    await slack.event(events.user_event(slack, "user_change", alice.user))
    await slack.event(old)
    assert host.found_ones == []


async def test_what_changes_of_a_member_asks_slack_nothing(slack: LocalSlack, host: Host, alice: Person) -> None:
    """A new status of everybody would be more than users.info answers in a minute."""
    await slack.event(events.user_event(slack, "user_change", alice.user))
    assert not slack.calls.of("users.info")


async def test_02_old_word_of_a_change_does_not_cut_anybody_off(slack: LocalSlack, host: Host, alice: Person) -> None:
    alice.user.deleted = True
    old = events.user_event(slack, "user_change", alice.user)
    alice.user.deleted = False
    await slack.event(old)
    assert host.lost_ones == []


async def test_15_whose_account_is_closed_is_not_written_to_any_more(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    alice.user.deleted = True
    await slack.event(events.user_event(slack, "user_change", alice.user))
    assert host.lost_ones == [(ALICE, "left")]


async def test_15_what_slack_said_holds_for_a_minute_and_no_longer(slack: LocalSlack, host: Host) -> None:
    now = 1000.0
    async with host.serving() as platform:
        people = People(platform._calls, lambda: now)
        first = await asyncio.gather(*(people.member(ALICE) for _ in range(20)))
        assert first == [Member("member", "alice@example.com")] * 20
        assert len(slack.calls.of("users.info")) == 1
        slack.users["U1"].restricted = True
        assert (await people.member(ALICE)).kind == "member"
        now += FRESH + 1
        assert FRESH <= 60
        assert (await people.member(ALICE)).kind == "outsider"


async def test_people_can_work_while_users_info_is_limited(slack: LocalSlack, host: Host) -> None:
    """About 100 calls a minute are little on a Monday morning; user_change tells of changes in the meantime."""
    now = 1000.0
    async with host.serving() as platform:
        people = People(platform._calls, lambda: now)
        await people.member(ALICE)
        slack.faults.share(methods={"users.info"}, drop_before=1.0)
        now += FRESH + 1
        assert (await people.member(ALICE)).kind == "member"
        now += STALE
        with pytest.raises(Unavailable):
            await people.member(ALICE)


async def test_07_another_workspace_is_refused_at_every_door(slack: LocalSlack, host: Host, alice: Person) -> None:
    other = slack.add_workspace("T0OTHER")
    slack.add_user("U7", team="T0OTHER", email="alice@example.com")
    host.known.add(Identity("slack", "T0OTHER", "U7"))
    host.emails.add("alice@example.com")
    line = HttpLine(slack, host.base)
    dm = slack.dm(slack.users["U7"])
    user = slack.users["U7"]
    for kind, payload in (
        ("slash_commands", payloads.command(slack, user, dm, "/checkin", "")),
        ("interactive", _tap(slack, "U7")),
        ("interactive", _submission(slack, "U7")),
        ("interactive", _typing(slack, "U7")),
        ("events_api", events.envelope(slack, other, _message("U7"))),
        ("events_api", events.envelope(slack, other, events.home_opened(slack, user, dm, "home", None))),
        ("events_api", events.envelope(slack, other, events.user_event(slack, "user_change", user))),
    ):
        assert (await line.send(kind, payload)).status == 403, payload  # type: ignore[arg-type]
    assert host.taken == []
    assert host.lost_ones == []
    assert {call.team for call in slack.calls} == {TEAM}


async def test_16_who_confirmed_their_address_is_introduced_and_answered(host: Host, bob: Person) -> None:
    host.emails.add("bob@example.com")
    await bob.says("hello")
    assert [each.who.user for each in host.taken] == ["U2"]
    assert not bob.messages()


async def test_16_an_unconfirmed_address_introduces_nobody(host: Host, bob: Person) -> None:
    host.emails.add("bob@example.com")
    bob.user.email_confirmed = False
    await bob.says("hello")
    answer = await bob.command("/checkin")
    await bob.opens_home()
    assert host.taken == []
    assert host.known == {ALICE}
    assert [each.text for each in bob.messages()] == [UNKNOWN, UNKNOWN]
    assert answer.body["text"] == UNKNOWN
    assert bob.home
    assert bob.home.blocks[0]["text"]["text"] == UNKNOWN


async def test_16_whom_nobody_knows_is_told_so_in_both_languages(host: Host, bob: Person) -> None:
    await bob.says("hello")
    [told] = bob.messages()
    assert (told.only_for, told.text) == ("U2", UNKNOWN)


async def test_removing_the_app_reaches_nobody_any_more(slack: LocalSlack, host: Host, alice: Person) -> None:
    """In whatever order Slack tells of it, and though our token is dead by then."""
    for delivery in await slack.uninstalls():
        assert delivery.acked
    assert host.lost_teams == [("slack", TEAM, "not_installed")] * 2


@pytest.mark.parametrize("told", ["app_uninstalled", "tokens_revoked"])
async def test_02_old_word_of_a_removal_does_not_cut_the_workspace_off(
    slack: LocalSlack, host: Host, alice: Person, told: str
) -> None:
    """Our token is good: the app is there, or there again."""
    event = {"type": told, "tokens": {"oauth": [], "bot": [slack.workspace.bot]}, "event_ts": "1.1"}
    assert (await slack.event(event)).acked
    assert host.lost_teams == []


async def test_a_removal_that_cannot_be_asked_about_is_told_again(slack: LocalSlack, host: Host, alice: Person) -> None:
    await alice.says("hello")
    slack.faults.next("auth.test", "drop_before")
    delivery = await slack.event({"type": "app_uninstalled", "event_ts": "1.1"})
    assert delivery.tries[0].status == 503


async def test_the_app_that_comes_back_reaches_everybody_again(host: Host, alice: Person) -> None:
    """Its new token is good; nobody has to write first."""
    await alice.says("hello")
    assert host.found_teams == [("slack", TEAM, "not_installed")]
    await alice.opens_home()
    assert host.found_ones == [(ALICE, "")]


def _message(user: str) -> dict[str, Any]:
    return {"type": "message", "user": user, "channel": "D9", "channel_type": "im", "text": "hello", "ts": "1.1"}


def _common(slack: LocalSlack, kind: str, user: str) -> dict[str, Any]:
    return payloads.common(slack, kind, slack.users[user]) | {"trigger_id": "1.2.3"}


def _tap(slack: LocalSlack, user: str) -> dict[str, Any]:
    action = {"action_id": "tap.0", "block_id": "b", "type": "button", "value": '{"d":"d","b":"b"}', "action_ts": "1"}
    return _common(slack, "block_actions", user) | {"actions": [action], "channel": {"id": "D9"}}


def _view() -> dict[str, Any]:
    return {"type": "modal", "callback_id": "form", "private_metadata": '{"d":"d","f":"f"}', "state": {"values": {}}}


def _submission(slack: LocalSlack, user: str) -> dict[str, Any]:
    return _common(slack, "view_submission", user) | {"view": _view()}


def _typing(slack: LocalSlack, user: str) -> dict[str, Any]:
    more = {"view": _view(), "action_id": "value", "block_id": "who", "value": "ma"}
    return _common(slack, "block_suggestion", user) | more


def _reopening(slack: LocalSlack, user: str) -> dict[str, Any]:
    """A tap on the button that a form which did not open was offered by."""
    action = {"action_id": "reopen", "block_id": "b", "type": "button", "value": '{"d":"d","f":"f"}', "action_ts": "1"}
    return _common(slack, "block_actions", user) | {"actions": [action], "channel": {"id": "D9"}}


def _choice(slack: LocalSlack, user: str) -> dict[str, Any]:
    """Something chosen in an open form."""
    action = {"action_id": "value", "block_id": "what", "type": "static_select", "action_ts": "1"}
    view = _view() | {"id": "V1", "hash": "1.2"}
    return _common(slack, "block_actions", user) | {"actions": [action], "view": view}
