"""The manifest: what the code needs is in it, what it does not need is not, and Slack takes it."""

import re
import struct
import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from conversations import CONVERSATIONS
from conversations.toolkit.commands import Command
from handlers.slack import incoming
from handlers.slack.manifest import BUILT_IN, BadManifest, as_yaml, manifest
from handlers.teams.manifest import ACCENT
from tests.handlers.peers.slack.methods import METHODS
from tests.words import the_catalogue

HTTPS = "https://rapport.example"
COMMANDS = [command for conversation in CONVERSATIONS for command in conversation.commands]
WORDS = the_catalogue()
CALLED = ("chat.postMessage", "chat.update", "chat.postEphemeral", "conversations.open", "users.info", "users.list")
"""The methods that handlers/slack calls and that need a scope; views.* and auth.test need none."""


def test_every_command_and_event_is_in_it() -> None:
    made = manifest(COMMANDS, WORDS, HTTPS, socket_mode=False)
    names = {each["command"] for each in made["features"]["slash_commands"]}
    assert names == {"/rapport", *(f"/{each.name}" for each in COMMANDS if each.name not in BUILT_IN)}
    assert {"/checkin", "/settings"} <= names
    assert "/away" not in names, "Slack has one of its own"
    assert {each["should_escape"] for each in made["features"]["slash_commands"]} == {True}, "a mention says who it is"
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == set(incoming.EVENTS)


def test_its_scopes_are_those_of_what_is_called_and_heard(pytestconfig: pytest.Config) -> None:
    scopes = set(manifest([], WORDS, HTTPS, socket_mode=False)["oauth_config"]["scopes"]["bot"])
    of_calls = {METHODS[method].scope for method in CALLED} | {"users:read.email"}
    of_events = {"app_mentions:read", "im:history", "commands"}
    assert scopes == of_calls | of_events
    code = "".join(path.read_text() for path in (pytestconfig.rootpath / "handlers/slack").glob("*.py"))
    called = set(re.findall(r'"((?:chat|conversations|users|views|auth)\.[a-zA-Z]+)"', code))
    assert called - {each for each in METHODS if not METHODS[each].scope} == set(CALLED)


@pytest.mark.parametrize("socket_mode", [False, True])
def test_slack_is_told_where_to_find_us_unless_there_is_a_socket(socket_mode: bool) -> None:
    made = YAML(typ="safe", pure=True).load(as_yaml(manifest(COMMANDS, WORDS, HTTPS, socket_mode=socket_mode)))
    addresses = re.findall(r"https://[^\s\"']+", as_yaml(made))
    assert set(addresses) == (set() if socket_mode else {f"{HTTPS}/slack/events"})
    assert made["settings"]["socket_mode_enabled"] is socket_mode


def test_slack_describes_it_in_the_language_that_was_asked_for() -> None:
    chinese = manifest(COMMANDS, WORDS, HTTPS, socket_mode=False, language="zh-CN")
    english = manifest(COMMANDS, WORDS, HTTPS, socket_mode=False)
    for made, ascii_ in ((chinese, False), (english, True)):
        commands = made["features"]["slash_commands"]
        shown = made["display_information"]
        told = [shown["name"], shown["description"], *(each["description"] for each in commands)]
        assert made["features"]["bot_user"]["display_name"] == shown["name"]
        told += [each["usage_hint"] for each in commands if "usage_hint" in each]
        assert {text.translate({ord("’"): "", ord("“"): "", ord("”"): ""}).isascii() for text in told} == {ascii_}
    names = [[each["command"] for each in made["features"]["slash_commands"]] for made in (chinese, english)]
    assert names[0] == names[1], "Slack takes no other names than these"


def test_the_command_prints_it_in_that_language(tmp_path, pytestconfig: pytest.Config) -> None:
    given = {"RAPPORT_BASE_URL": HTTPS, "PYTHONPATH": str(pytestconfig.rootpath), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "bot", "slack", "manifest", "--language", "zh-CN"]
    done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, check=True)
    made = YAML(typ="safe", pure=True).load(done.stdout)
    assert made == manifest(COMMANDS, WORDS, HTTPS, socket_mode=False, language="zh-CN")


def test_it_looks_as_in_teams_and_the_page_offers_an_icon_that_slack_takes(pytestconfig: pytest.Config) -> None:
    assert manifest([], WORDS, HTTPS, socket_mode=True)["display_information"]["background_color"] == ACCENT
    icon = (pytestconfig.rootpath / "docs/icon.png").read_bytes()
    assert struct.unpack(">II", icon[16:24]) == (512, 512), "Slack takes 512 to 2,000 pixels"
    assert "docs/icon.png" in (pytestconfig.rootpath / "docs/slack.md").read_text("utf-8")


def test_the_page_warns_of_every_short_command_before_slack_makes_the_app(pytestconfig: pytest.Config) -> None:
    """Names clash between apps, and the newest app wins."""
    page = (pytestconfig.rootpath / "docs/slack.md").read_text("utf-8")
    before = page.partition("Choose *Create*")[0]
    missing = [f"/{each.name}" for each in COMMANDS if each.name not in BUILT_IN and f"`/{each.name}`" not in before]
    assert missing == [], "name them in docs/slack.md, before *Choose Create*"
    assert "`/rapport <command>` always works" in before


def test_what_slack_would_refuse_is_refused_here() -> None:
    with pytest.raises(BadManifest, match="not_https"):
        manifest(COMMANDS, WORDS, "http://rapport.example", socket_mode=False)
    with pytest.raises(BadManifest, match="twice"):
        manifest([Command("checkin"), Command("checkin")], WORDS, HTTPS, socket_mode=False)


def test_the_page_names_every_scope_and_every_setting(pytestconfig: pytest.Config) -> None:
    page = (pytestconfig.rootpath / "docs/slack.md").read_text("utf-8")
    scopes = manifest([], WORDS, HTTPS, socket_mode=False)["oauth_config"]["scopes"]["bot"]
    assert sorted(re.findall(r"^\| `([a-z_:.]+)` \|", page, re.MULTILINE)) == sorted(scopes)
    for name in ("BOT_TOKEN", "SIGNING_SECRET", "APP_TOKEN", "API_URL"):
        assert f"RAPPORT_SLACK_{name}=" in page
