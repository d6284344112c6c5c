"""Slack's traps of platforms.md that show in requests: acknowledging, authorizing, opening, answering."""

import asyncio
import json
from io import StringIO

import pytest

from conversations.toolkit.words import Phrase
from handlers.platform import Answer, Clicking, Commanding, Incoming, OpenedForm, Outgoing, Saying
from handlers.slack.outgoing import SlackPlatform
from tests.handlers.contract import probe
from tests.handlers.contract.house import TUESDAY, catalogue
from tests.handlers.contract.people import ALICE as PERSON
from tests.handlers.peers.slack.errors import Trouble
from tests.handlers.peers.slack.events import rate_limited
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.conftest import ALICE
from tests.handlers.slack.host import Host

FORM = probe.probe.form("ask", None, probe.ProbeFacts(PERSON, (), TUESDAY))  # type: ignore[arg-type]
OPENED = OpenedForm("d" * 32, FORM)


def _says(id_: str) -> str:
    return catalogue().text(Phrase(id_), "en")


def card_for_alice(card: object = None, **more: object) -> Outgoing:
    given: dict[str, object] = {
        "delivery": "d" * 32,
        "to": ALICE,
        "card": card or probe.simple("shown", "hello"),
        "language": "en",
        "zone": "UTC",
        "at": TUESDAY,
        **more,
    }
    return Outgoing(**given)  # type: ignore[arg-type]


# --- 1: acknowledging ---------------------------------------------------------------------------------------------


async def test_trap_1_nothing_is_acknowledged_before_it_is_committed(host: Host, alice: Person) -> None:
    """By default bolt answers 200 first, and an event whose listener fails is gone."""
    committed = asyncio.Event()
    order: list[str] = []
    take = host.take

    async def slowly(incoming: Incoming) -> Answer:
        await committed.wait()
        order.append("committed")
        return await take(incoming)

    host.take = slowly  # type: ignore[method-assign]
    saying = asyncio.create_task(alice.says("hello"))
    saying.add_done_callback(lambda _: order.append("acknowledged"))
    await asyncio.sleep(0.1)
    assert order == []
    committed.set()
    await saying
    assert order == ["committed", "acknowledged"]


async def test_trap_1_what_fails_is_not_acknowledged_and_comes_again(host: Host, alice: Person) -> None:
    fails = iter((RuntimeError("secret"), None))
    take = host.take

    async def sometimes(incoming: Incoming) -> Answer:
        if fault := next(fails):
            raise fault
        return await take(incoming)

    host.take = sometimes  # type: ignore[method-assign]
    delivery = await alice.says("hello")
    assert delivery.tries[0].status == 500
    assert "secret" not in str(delivery.tries[0].body)
    assert (await delivery.finished()).acked
    assert len(host.taken) == 1


async def test_trap_1_while_the_database_is_away_everything_is_503(host: Host, alice: Person) -> None:
    host.away = True
    delivery = await alice.says("hello")
    assert (delivery.tries[0].status, delivery.tries[0].headers["Retry-After"]) == (503, "2")
    with pytest.raises(AssertionError, match="http_error"):
        await alice.command("/checkin")
    assert (await alice.opens_home()).tries[0].status == 503
    host.away = False


async def test_trap_1_so_are_taps_forms_and_what_is_looked_up(
    slack: LocalSlack, host: Host, platform: SlackPlatform, alice: Person
) -> None:
    """Also while the bot stops: what it does not take any more comes again, or is tried again by its person."""
    host.answers = [Answer("taken", opened=OPENED)]
    host.forms = {(OPENED.delivery, "ask"): FORM}
    await platform.send(card_for_alice())
    card = await alice.hears()
    await alice.command("/checkin")
    host.away = True
    for doing in (
        alice.clicks(card, "tap.0"),
        alice.clicks(card, "tap.1"),
        alice.types_ahead(alice.view, "value", "bob", block_id="who"),
        alice.submits(alice.view, {"what": "a word"}),
    ):
        with pytest.raises(Trouble, match="503"):
            await doing
        assert slack.sent[-1].answer
        assert slack.sent[-1].answer.headers["Retry-After"] == "2"
    host.away = False


# --- 2, 3: listeners, authorizing -------------------------------------------------------------------------------------


def test_trap_2_there_is_one_listener_for_each_kind_of_payload(platform: SlackPlatform) -> None:
    """Bolt asks its listeners one by one: 64 of them cost twice what 4 do."""
    assert len(platform._app._async_listeners) == 5


async def test_trap_3_auth_test_is_asked_once(slack: LocalSlack, host: Host, alice: Person) -> None:
    """The stock store asks at every request."""
    await asyncio.gather(*(alice.says(f"{n}") for n in range(10)))
    assert len(host.taken) == 10
    assert len(slack.calls.of("auth.test")) == 1


@pytest.mark.parametrize("fault", ["throttle", "break", "drop_before"])
async def test_trap_3_an_event_outlives_an_auth_test_that_fails(
    slack: LocalSlack, host: Host, alice: Person, fault: str
) -> None:
    """Stock bolt answers 200 then, with "please reinstall", and the event is gone."""
    slack.faults.next("auth.test", fault, retry_after=0)  # type: ignore[arg-type]
    delivery = await alice.says("hello")
    assert delivery.tries[0].status == 503
    assert (await delivery.finished()).acked
    assert len(host.taken) == 1


# --- numbers: triggers, three seconds ---------------------------------------------------------------------------------


async def test_a_form_opens_once_and_an_expired_trigger_leaves_a_button(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    host.answers = [Answer("taken", opened=OPENED)]
    host.forms = {(OPENED.delivery, "ask"): FORM}
    slack.faults.next("views.open", "refuse", error="expired_trigger_id")
    await alice.command("/checkin")
    assert len(slack.calls.of("views.open")) == 1, "it is never tried again"
    assert not alice.views
    [offer] = alice.messages()
    assert offer.text == _says("words.chat.not_opened")
    await alice.clicks(offer, "reopen")
    assert alice.view.given["title"]["text"] == "Questions"
    assert len(host.taken) == 1, "opening is no turn"


async def test_a_form_that_is_asked_for_by_writing_comes_with_a_button(host: Host, alice: Person) -> None:
    """A message has no trigger."""
    host.answers = [Answer("taken", opened=OPENED)]
    host.forms = {(OPENED.delivery, "ask"): FORM}
    await alice.says("my settings")
    [offer] = alice.messages()
    await alice.clicks(offer, "reopen")
    assert alice.view
    host.forms.clear()
    await alice.clicks(offer, "reopen")
    assert alice.messages()[-1].text == _says("words.chat.over")


async def test_a_repetition_opens_no_second_form(slack: LocalSlack, host: Host, alice: Person) -> None:
    host.answers = [Answer("duplicate", opened=OPENED)]
    await alice.command("/checkin")
    assert not slack.calls.of("views.open")
    assert not alice.messages()


# --- what is answered -------------------------------------------------------------------------------------------------


async def test_a_private_line_is_seen_by_its_person_only(slack: LocalSlack, host: Host, alice: Person) -> None:
    hint = Phrase("words.private_only")
    host.answers = [Answer("refused", hint=hint)] * 2
    await alice.mentions("checkin", "C1")
    assert [(each.only_for, each.text) for each in alice.messages("C1")] == [("U1", _says(hint.id))]
    await alice.command("/rapport", "help", channel="C1")
    assert [each.only_for for each in alice.messages("C1")] == ["U1", "U1"]
    assert [each.what for each in host.taken] == [
        Saying("checkin", private=False),
        Commanding("help", private=False),
    ]


async def test_every_command_works_by_its_name_and_behind_rapport(host: Host, alice: Person) -> None:
    """Names clash between apps, and the newest app wins."""
    for name, text in (("/checkin", ""), ("/rapport", "checkin"), ("/rapport", ""), ("/pause", "until Friday")):
        await alice.command(name, text)
    assert [each.what for each in host.taken] == [
        Commanding("checkin"),
        Commanding("checkin"),
        Commanding("help"),
        Commanding("pause until Friday"),
    ]


async def test_what_is_written_arrives_as_it_was_typed(host: Host, alice: Person) -> None:
    for text in (
        "a < b & c > d",
        "see https://example.com/?a=1&b=2",
        "write to x@example.com",
        "&lt;b&gt;",
        "*no* _mark_",
    ):
        await alice.says(text)
        assert host.taken[-1].what == Saying(text)


async def test_our_own_messages_and_what_changes_are_not_heard(
    slack: LocalSlack, host: Host, platform: SlackPlatform, alice: Person
) -> None:
    sent = await platform.send(card_for_alice())
    await platform.send(card_for_alice(edits=sent.message))
    await slack.until(lambda: len(slack.unasked) == 2)
    assert all(each.acked for each in slack.unasked)
    for event in (
        {"type": "message", "subtype": "message_deleted", "channel": "D1", "channel_type": "im", "ts": "1.1"},
        {"type": "message", "channel": "C1", "channel_type": "channel", "user": "U1", "text": "among us"},
        {"type": "reaction_added", "user": "U1"},
        {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}},
    ):
        assert (await slack.event(event)).acked, event
    assert host.taken == []
    assert host.lost_teams == []


async def test_an_hour_with_too_many_events_is_acknowledged_and_logged(
    slack: LocalSlack, alice: Person, logged: StringIO
) -> None:
    assert (await slack.outer(rate_limited(slack, slack.workspace))).acked
    [line] = map(json.loads, logged.getvalue().splitlines())
    assert (line["event"], line["level"], line["platform"]) == ("app_rate_limited", "warning", "slack")


async def test_a_tap_on_a_link_needs_nothing(host: Host, platform: SlackPlatform, alice: Person) -> None:
    await platform.send(card_for_alice(neutral=True))
    await alice.clicks(await alice.hears(), "page")
    assert host.taken == []


async def test_a_tap_carries_the_delivery_and_the_button(host: Host, platform: SlackPlatform, alice: Person) -> None:
    await platform.send(card_for_alice())
    await alice.clicks(await alice.hears(), "tap.0")
    assert host.taken[0].what == Clicking("d" * 32, "show", "tapped")
    assert host.taken[0].who == ALICE
