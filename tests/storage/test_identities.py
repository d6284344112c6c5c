"""Identities: linked once and by nobody's word but the platform's; and where people are written to."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from conversations.toolkit.people_reader import Chat
from storage import identities, introducing, mentions, people, roster, sessions
from storage.database import Transaction
from storage.identities import Identity
from storage.tables.people import HowLinked
from tests.storage.conftest import a_person

SLACK = Identity("slack", "T1", "U1")


def _channel_of(company: Transaction, person: str, now: datetime) -> Identity:
    return identities.channels_of(company, person, now)[0]


def _conflicts(company: Transaction) -> list[tuple[str, str, str]]:
    kept = company.conn.execute(text('SELECT "user", person, reason FROM identity_conflict ORDER BY 1, 2'))
    return [(row.user, row.person, row.reason) for row in kept]


def test_an_identity_is_linked_once(company: Transaction, now: datetime) -> None:
    assert people.by_identity(company, "slack", "T1", "U1") is None
    assert identities.link(company, SLACK, "wei", HowLinked.IMPORT, now)
    assert identities.link(company, SLACK, "wei", HowLinked.IMPORT, now)
    assert people.by_identity(company, "slack", "T1", "U1") == people.person(company, "wei")
    assert people.by_identity(company, "slack", "T2", "U1") is None
    assert people.by_identity(company, "teams", "T1", "U1") is None


def test_two_users_with_one_email_are_left_to_a_human(company: Transaction, now: datetime) -> None:
    assert identities.introduce(company, SLACK, ["Wei@example.com"], now)
    assert people.by_identity(company, "slack", "T1", "U1") == people.person(company, "wei")
    second = Identity("slack", "T1", "U2")
    assert not identities.introduce(company, second, ["wei@example.com"], now)
    assert people.by_identity(company, "slack", "T1", "U2") is None
    assert not identities.link(company, SLACK, "tom", HowLinked.IMPORT, now)
    assert _conflicts(company) == [("U1", "tom", "linked_to_another"), ("U2", "wei", "has_another_user")]


def test_an_email_that_the_list_gives_to_two_users_is_neithers_until_one_is_gone(
    company: Transaction, now: datetime
) -> None:
    """Who speaks first does not decide whose it is; the import may."""
    second = Identity("slack", "T1", "U2")
    shared = {"U1": "wei@example.com", "U2": "Wei@example.com"}
    assert introducing.newcomers(company, "slack", "T1", shared, now) == []
    assert not identities.introduce(company, SLACK, ["wei@example.com"], now)
    assert not identities.introduce(company, second, ["wei@example.com"], now)
    assert len(_conflicts(company)) == 2
    alone = {"U2": "wei@example.com"}
    assert introducing.newcomers(company, "slack", "T1", alone, now) == ["U2"]
    introducing.introduce_all(company, "slack", "T1", alone, now)
    assert people.by_identity(company, "slack", "T1", "U2") == people.person(company, "wei")
    assert _conflicts(company) == [("U1", "wei", "email_of_several_users")]


def test_nobody_is_linked_by_an_unknown_email_or_one_of_who_left(company: Transaction, now: datetime) -> None:
    roster.deactivate(company, "wei", now.date())
    for email in ("wei@example.com", "stranger@example.com", ""):
        assert not identities.introduce(company, SLACK, [email], now)


def test_an_account_that_an_import_named_is_theirs_in_the_workspace_it_shows_up_in(
    company: Transaction, now: datetime
) -> None:
    """A file names users and no workspace."""
    assert identities.link(company, Identity("slack", "", "U1"), "wei", HowLinked.IMPORT, now)
    assert people.by_identity(company, "slack", "T1", "U1") is None
    assert identities.introduce(company, SLACK, ["tom@example.com"], now)
    assert people.by_identity(company, "slack", "T1", "U1") == people.person(company, "wei")
    assert _channel_of(company, "wei", now) == SLACK
    assert identities.introduce(company, SLACK, [], now), "they are somebody already"
    assert not identities.introduce(company, Identity("slack", "T2", "U1"), [], now)
    assert not identities.introduce(company, Identity("slack", "T1", "U2"), [], now)


def test_an_address_does_not_overrule_the_import(company: Transaction, now: datetime) -> None:
    """The import's word contradicts what stands: whoever's the e-mail is, a human decides whose the account is."""
    identities.link(company, Identity("slack", "T1", "U0"), "wei", HowLinked.VERIFIED_EMAIL, now)
    identities.link(company, Identity("slack", "", "U1"), "wei", HowLinked.IMPORT, now)
    for _ in range(2):
        assert not identities.introduce(company, SLACK, ["tom@example.com"], now)
    assert people.by_identity(company, "slack", "T1", "U1") is None
    assert people.by_identity(company, "slack", "", "U1") == people.person(company, "wei"), "the import's word stays"
    assert _conflicts(company) == [("U1", "wei", "has_another_user")]


def test_an_import_does_not_make_somebodys_account_anothers(company: Transaction, now: datetime) -> None:
    """What is meant for Wei would be written to Tom."""
    assert identities.introduce(company, SLACK, ["tom@example.com"], now)
    assert not identities.link(company, Identity("slack", "", "U1"), "wei", HowLinked.IMPORT, now)
    assert [each.platform for each in identities.channels_of(company, "wei", now)] == ["web"]
    assert _conflicts(company) == [("U1", "wei", "linked_to_another")]


def test_addresses_of_two_people_are_nobodys(company: Transaction, now: datetime) -> None:
    assert not identities.introduce(company, SLACK, ["wei@example.com", "tom@example.com"], now)
    assert people.by_identity(company, "slack", "T1", "U1") is None
    assert _conflicts(company) == [("U1", "tom", "emails_of_several"), ("U1", "wei", "emails_of_several")]
    assert identities.introduce(company, SLACK, ["wei@example.com", "wei.second@example.com"], now)


def test_people_are_written_to_where_they_were_last(company: Transaction, now: datetime) -> None:
    teams = Identity("teams", "E1", "A1")
    for chat in (SLACK, teams):
        identities.link(company, chat, "wei", HowLinked.IMPORT, now)
        identities.seen(company, chat, now)
    identities.seen(company, SLACK, now + timedelta(minutes=2))
    assert _channel_of(company, "wei", now) == SLACK
    identities.seen(company, teams, now + timedelta(minutes=4))
    assert _channel_of(company, "wei", now) == teams
    identities.unreachable(company, teams, "blocked")
    assert _channel_of(company, "wei", now) == SLACK
    identities.seen(company, teams, now + timedelta(minutes=4, seconds=1))
    assert _channel_of(company, "wei", now) == teams, "who writes can be written to"


def test_the_chat_that_was_chosen_goes_first_as_long_as_it_works(company: Transaction, now: datetime) -> None:
    teams, page = Identity("teams", "T2", "wei-in-teams"), Identity("web", "", "wei")
    for chat in (SLACK, teams):
        identities.link(company, chat, "wei", HowLinked.IMPORT, now)
    identities.seen(company, SLACK, now)
    identities.seen(company, page, now)
    assert identities.channels_of(company, "wei", now, "teams") == [teams, SLACK, page]
    assert identities.chats_of(company, "wei") == [Chat("slack"), Chat("teams")]
    identities.unreachable(company, teams, "blocked")
    assert teams not in identities.channels_of(company, "wei", now, "teams")
    assert identities.chats_of(company, "wei") == [Chat("slack"), Chat("teams", works=False)]
    assert identities.chats_of(company, "nobody") == []


def test_the_page_is_written_to_while_its_person_looks_at_it(company: Transaction, now: datetime) -> None:
    page = Identity("web", "", "wei")
    assert _channel_of(company, "wei", now) == page
    identities.link(company, SLACK, "wei", HowLinked.IMPORT, now)
    assert _channel_of(company, "wei", now) == SLACK, "a chat tells of news, a page does not"
    identities.seen(company, page, now)
    assert _channel_of(company, "wei", now + timedelta(minutes=29)) == page
    assert _channel_of(company, "wei", now + timedelta(minutes=31)) == SLACK
    identities.all_unreachable(company, "slack", "T1", "not_installed")
    assert _channel_of(company, "wei", now + timedelta(minutes=31)) == page
    identities.found(company, SLACK, after="left")
    assert _channel_of(company, "wei", now + timedelta(minutes=31)) == page, "that was not why"
    identities.found(company, SLACK)
    assert _channel_of(company, "wei", now + timedelta(minutes=31)) == SLACK


def test_who_comes_back_for_one_reason_is_not_back_for_another(company: Transaction, now: datetime) -> None:
    blocked, removed = SLACK, Identity("slack", "T1", "U2")
    identities.link(company, blocked, "wei", HowLinked.IMPORT, now)
    identities.link(company, removed, "tom", HowLinked.IMPORT, now)
    identities.unreachable(company, blocked, "blocked")
    identities.unreachable(company, removed, "not_installed")
    identities.all_found(company, "slack", "T2", "not_installed")
    assert removed not in identities.channels_of(company, "tom", now)
    identities.all_found(company, "slack", "T1", "not_installed")
    assert removed in identities.channels_of(company, "tom", now)
    assert blocked not in identities.channels_of(company, "wei", now)


def test_a_platform_keeps_what_it_needs_to_write_to_somebody(company: Transaction, now: datetime) -> None:
    identities.link(company, SLACK, "wei", HowLinked.IMPORT, now)
    assert identities.chat(company, SLACK) == {}
    identities.keep_chat(company, SLACK, {"channel": "D1"})
    identities.keep_chat(company, Identity("slack", "T1", "stranger"), {"channel": "D2"})
    assert identities.chat(company, SLACK) == {"channel": "D1"}
    identities.keep_chat(company, SLACK, {"channel": "D3"}, instead_of={})
    assert identities.chat(company, SLACK) == {"channel": "D1"}, "a newer one came in the meantime"
    identities.keep_chat(company, SLACK, {"channel": "D3"}, instead_of={"channel": "D1"})
    assert identities.chat(company, SLACK) == {"channel": "D3"}
    assert identities.chat(company, Identity("slack", "T1", "stranger")) == {}


def test_15_who_left_as_the_roll_says_is_signed_off(company: Transaction, now: datetime) -> None:
    stays = Identity("slack", "T1", "U2")
    identities.link(company, SLACK, "wei", HowLinked.IMPORT, now)
    identities.link(company, stays, "tom", HowLinked.IMPORT, now)
    wei, tom = (sessions.begin(company, person, now) for person in ("wei", "tom"))
    identities.roll_called(company, "slack", "T2", [SLACK.user], [])
    assert sessions.find(company, wei, now), "that is another workspace"
    identities.roll_called(company, "slack", "T1", [SLACK.user, "U-stranger"], [])
    assert sessions.find(company, wei, now) is None
    assert sessions.find(company, tom, now)
    assert _channel_of(company, "wei", now) != SLACK
    assert _channel_of(company, "tom", now) == stays


@pytest.mark.parametrize(("people", "leaving", "too_many"), [(20, 6, 6), (20, 5, 0), (30, 6, 0), (30, 7, 7), (4, 4, 0)])
def test_15_a_roll_by_which_many_left_at_once_is_not_believed(
    company: Transaction, now: datetime, people: int, leaving: int, too_many: int
) -> None:
    """Whoever left before counts neither as one who leaves nor as one of those who are there."""
    users = [f"U{n}" for n in range(people + 10)]
    for user in users:
        roster.insert_person(company, a_person(user), now)
        identities.link(company, Identity("slack", "T1", user), user, HowLinked.IMPORT, now)
    for user in users[people:]:
        identities.unreachable(company, Identity("slack", "T1", user), "left")
    session = sessions.begin(company, "U0", now)
    gone = [*users[:leaving], *users[people:], "U-stranger"]
    assert identities.roll_called(company, "slack", "T1", gone, []) == too_many
    assert bool(sessions.find(company, session, now)) is bool(too_many)


def test_15_who_is_back_as_the_roll_says_is_written_to_again(company: Transaction, now: datetime) -> None:
    """What else keeps messages from them is not mended by that."""
    for user, person, reason in (("U1", "wei", "left"), ("U2", "tom", "blocked"), ("U3", "rosa", "left")):
        identities.link(company, Identity("slack", "T1", user), person, HowLinked.IMPORT, now)
        identities.unreachable(company, Identity("slack", "T1", user), reason)
    identities.roll_called(company, "slack", "T2", [], ["U1"])
    assert _channel_of(company, "wei", now).platform == "web", "that is another workspace"
    assert introducing.who_left(company, "slack", "T1") == {"U1", "U3"}
    assert [introducing.has_left(company, Identity("slack", "T1", f"U{n}")) for n in (1, 2, 4)] == [True, False, False]
    identities.roll_called(company, "slack", "T1", ["U3"], ["U1", "U2", "U-stranger"])
    assert [_channel_of(company, each, now).platform for each in ("wei", "tom", "rosa")] == ["slack", "web", "web"]


def test_15_an_app_that_goes_and_comes_back_brings_nobody_back_who_left(company: Transaction, now: datetime) -> None:
    identities.link(company, SLACK, "wei", HowLinked.IMPORT, now)
    identities.unreachable(company, SLACK, "left")
    identities.all_unreachable(company, "slack", "T1", "not_installed")
    identities.all_found(company, "slack", "T1", "not_installed")
    assert _channel_of(company, "wei", now) != SLACK


def test_who_is_mentioned_has_a_name_and_an_address_where_others_have_that_name_too(
    company: Transaction, now: datetime
) -> None:
    roster.insert_person(company, a_person("tom2", name="Tom", email="tom2@example.com"), now)
    roster.insert_person(company, a_person("gone", name="Ida Roth", email="ida@example.com"), now)
    linked = {"U1": "wei", "U2": "tom2", "U3": "gone"}
    for user, person in linked.items():
        identities.link(company, Identity("slack", "" if user == "U1" else "T1", user), person, HowLinked.IMPORT, now)
    roster.deactivate(company, "gone", now.date())
    wei = people.person(company, "wei")
    assert wei
    assert mentions.called(company, "slack", "T1", ["U1", "U2", "U3", "U4"]) == {
        "U1": (wei.name, wei.name),
        "U2": ("Tom", "tom2@example.com"),
        "U3": ("Ida Roth", "Ida Roth"),
    }
    assert mentions.called(company, "slack", "T2", ["U2", "U3"]) == {}
    assert mentions.called(company, "teams", "T1", ["U2"]) == {}
