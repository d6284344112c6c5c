"""Home: published when it is opened and after a tap, and only what it shows can be pressed."""

from conversations.toolkit.cards import Table
from handlers.platform import Pressing, Screen
from tests.handlers.contract import probe, slack_screen
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.host import Host


async def test_home_shows_the_screen_and_is_drawn_anew_after_a_tap(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    host.home = Screen(probe.simple("home", "first"), "en", "UTC")
    assert (await alice.opens_home()).acked
    assert alice.home
    assert "first" in "\n".join(slack_screen.texts(alice.home.blocks))
    host.home = Screen(probe.simple("home", "second"), "en", "UTC")
    await alice.clicks(alice.home, "press.0")
    assert host.taken[0].what == Pressing("help", "home", "show", "tapped")
    assert "second" in "\n".join(slack_screen.texts(alice.home.blocks))
    assert len(slack.calls.of("views.publish")) == 2


async def test_what_stands_behind_dots_on_home_does_what_a_button_does(host: Host, alice: Person) -> None:
    host.home = Screen(probe.many(), "en", "UTC")
    await alice.opens_home()
    assert alice.home
    [menu] = [each for each in alice.home.blocks[-1]["elements"] if each["type"] == "overflow"]
    await alice.clicks(alice.home, menu["action_id"], "Number 6")
    assert host.taken[0].what == Pressing("help", "home", "show", "number6")


async def test_a_table_on_home_is_drawn_as_lines(host: Host, alice: Person) -> None:
    """Slack takes tables in messages only."""
    assert any(isinstance(part, Table) for part in probe.every_kind("x").body)
    host.home = Screen(probe.every_kind("the words"), "en", "UTC")
    assert (await alice.opens_home()).acked
    assert alice.home
    assert "\n".join(slack_screen.texts(alice.home.blocks)).count("the words") >= 10


async def test_who_opens_home_first_is_introduced(host: Host, bob: Person) -> None:
    host.home = Screen(probe.simple("home", "hello"), "zh-CN", "Asia/Shanghai")
    host.emails.add("bob@example.com")
    await bob.opens_home()
    assert bob.home
    assert "hello" in "\n".join(slack_screen.texts(bob.home.blocks))
