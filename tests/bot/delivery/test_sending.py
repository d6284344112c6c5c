"""What is sent at once: in order, in the recipient's words, only what is theirs, within the platform's rates."""

import asyncio
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import rhythms
from bot.clock import Clock
from bot.courier import Courier
from bot.meters import Meters
from conversations.entries import BlockerRaised, CheckInAnswered
from conversations.toolkit.effects import Record
from handlers.platform import InDoubt, TryLater, Undeliverable
from storage import due, identities, people, records, roster
from storage.identities import Identity
from tests.bot.delivery.house import CALENDARS, FREE, QUICK, on_sqlite, real_now, until, user_of


async def test_messages_of_a_chat_keep_their_order_and_never_overlap(office, courier, peer):
    async def slow(_outgoing):
        await asyncio.sleep(0.005)

    peer.before = slow
    await office.employ("ann", "bob")
    ids = [*await office.plan("ann", *"abcdefgh"), *await office.plan("bob", *"abcdefgh")]
    for _ in range(4):
        courier.deliver_now(("ann", "bob"))
    assert set(await office.settled(*ids)) == {("sent", "")}
    assert peer.names(user_of("ann")) == list("abcdefgh") == peer.names(user_of("bob"))
    assert peer.most_under_way == 2
    assert set(Counter(each.delivery for each in peer.arrived()).values()) == {1}


@on_sqlite
async def test_a_message_planned_while_the_last_one_goes_out_is_sent_too(office, courier, peer):
    await office.employ("ann")
    for name in "abcdefghij":
        await office.plan("ann", name)
        courier.deliver_now(("ann",))
        await asyncio.sleep(0)
    await until(lambda: len(peer.arrived()) == 10)
    assert peer.names() == list("abcdefghij")


@on_sqlite
async def test_language_and_zone_are_those_of_the_moment_of_sending(office, courier, peer):
    await office.employ("ann")
    await office.plan("ann", "hello")
    moved = replace(await office.db.read(people.person, "ann"), language="zh-CN", zone="Asia/Shanghai")
    await office.db.write(roster.update_person, moved)
    courier.deliver_now(("ann",))
    await until(peer.arrived)
    assert (peer.arrived()[0].language, peer.arrived()[0].zone) == ("zh-CN", "Asia/Shanghai")


async def test_a_slot_is_edited_in_place(office, courier, peer):
    await office.employ("ann")
    for name in ("invite", "recap", "receipt"):
        (last,) = await office.plan("ann", name, slot="main")
        courier.deliver_now(("ann",))
        await office.settled(last)
    posted, *edited = peer.arrived()
    assert posted.edits == ""
    assert {each.edits for each in edited} == {f"m-{posted.delivery}"}


async def test_only_what_is_still_theirs_to_read_is_sent(office, courier, peer):
    await office.employ("mia", "max")
    await office.employ("ann", "bob", manager="mia")

    def write(tx):
        for person in ("ann", "bob"):
            answered = CheckInAnswered(week="2026-W48")
            records.append(tx, person, real_now(), Record(f"checkin-{person}", answered, person, "2026-W48"))
            raised = BlockerRaised(blocker=f"blocker-{person}", what="x")
            records.append(tx, person, real_now(), Record(f"raised-{person}", raised, person, "2026-W48"))

    await office.db.write(write)
    (first,) = await office.plan("mia", "digest", slot="main", about=("checkin-ann", "checkin-bob", "blocker-bob"))
    courier.deliver_now(("mia",))
    assert await office.settled(first) == [("sent", "")]

    await office.db.write(roster.update_person, replace(await office.db.read(people.person, "bob"), manager="max"))
    (entry,) = await office.plan("mia", "digest-2", slot="main", about=("checkin-ann", "checkin-bob"))
    (blocker,) = await office.plan("mia", "urgent", about=("blocker-bob",))
    (ours,) = await office.plan("mia", "digest-3", slot="main", about=("checkin-ann", "blocker-ann"))
    courier.deliver_now(("mia",))
    refused = ("failed", "not_theirs")
    # digest-3 took the slot of digest-2 before that one went out
    assert await office.settled(entry, blocker, ours) == [("superseded", ""), refused, ("sent", "")]
    (again,) = await office.plan("mia", "digest-4", slot="main", about=("checkin-bob",))
    courier.deliver_now(("mia",))
    assert await office.settled(again) == [refused]
    assert peer.names() == ["digest", "digest-3"]


async def test_what_is_lost_in_part_is_drawn_anew_once(office, courier):
    await office.employ("mia")
    await office.employ("ann", "bob", manager="mia")

    def write(tx):
        for person in ("ann", "bob"):
            answered = CheckInAnswered(week="2026-W48")
            records.append(tx, person, real_now(), Record(f"checkin-{person}", answered, person, "2026-W48"))

    await office.db.write(write)
    await office.db.write(roster.update_person, replace(await office.db.read(people.person, "bob"), manager=""))
    (part,) = await office.plan("mia", "part", about=("checkin-ann", "checkin-bob"))
    (whole,) = await office.plan("mia", "whole", about=("checkin-bob",))
    courier.deliver_now(("mia",))
    assert await office.settled(part, whole) == [("failed", "not_theirs")] * 2
    (redrawn,) = await office.db.write(due.claim, real_now(), real_now(), 9)
    assert (redrawn.kind, redrawn.address) == ("redraw", (await office.kept(part)).address)

    mia = await office.db.read(people.person, "mia")
    told = await office.db.write(rhythms.due_event, redrawn, mia, real_now(), lambda region: None)
    assert (told.notice, told.actor, told.address) == ("redraw", None, redrawn.address)
    (again,) = await office.plan("mia", "again", about=("checkin-ann", "checkin-bob"), key=f"{told.key}:0")
    courier.deliver_now(("mia",))
    assert await office.settled(again) == [("failed", "not_theirs")]
    assert await office.db.read(due.next_at) is None, "else it would be drawn for ever"


@on_sqlite
async def test_who_left_gets_nothing(office, courier, peer):
    await office.employ("ann")
    (id_,) = await office.plan("ann", "hello")
    await office.db.write(roster.deactivate, "ann", real_now().date())
    courier.deliver_now(("ann",))
    assert await office.settled(id_) == [("failed", "left")]
    assert peer.calls == []


@on_sqlite
@pytest.mark.parametrize(("reason", "reached"), [("blocked", "web"), ("too_large", "slack")])
async def test_who_blocked_us_is_not_written_to_there_again(office, courier, peer, reason, reached):
    async def refuse(_outgoing):
        raise Undeliverable(reason)

    peer.before = refuse
    await office.employ("ann", "bob")
    (id_,) = await office.plan("ann", "hello")
    courier.deliver_now(("ann",))
    assert await office.settled(id_) == [("failed", reason)]
    assert (await office.db.read(identities.channels_of, "ann", real_now()))[0].platform == reached


@on_sqlite
async def test_who_has_no_mounted_platform_is_written_to_on_the_page(office, db, registry, peer):
    page = replace(peer, name="web")
    courier = Courier(db, {"web": page}, Clock(), CALENDARS, Meters(registry), QUICK, FREE)
    await office.employ("ann")
    await office.plan("ann", "hello")
    courier.deliver_now(("ann",))
    await until(page.arrived)
    assert page.arrived()[0].user == "ann"
    await courier.stop()


@on_sqlite
async def test_quiet_hours_are_kept(office, courier, peer):
    await office.employ("ann")
    (prompt,) = await office.plan("ann", "prompt", not_before=real_now() + timedelta(minutes=1))
    (reply,) = await office.plan("ann", "reply")
    courier.deliver_now(("ann",))
    assert await office.settled(reply) == [("sent", "")]
    assert await office.statuses(prompt) == [("pending", "")]


async def test_a_reply_is_there_within_300_ms(office, courier, peer, registry):
    await office.employ("ann")
    took = []
    for n in range(40):
        began = time.perf_counter()
        (id_,) = await office.plan("ann", f"reply-{n}", slot="main")
        courier.deliver_now(("ann",))
        await office.settled(id_)
        took.append(time.perf_counter() - began)
    took.sort()
    assert took[int(len(took) * 0.95)] < 0.3, took
    assert registry.get_sample_value("rapport_reply_seconds_count") == 40
    assert registry.get_sample_value("rapport_deliveries_total", {"status": "sent"}) == 40


async def test_no_call_goes_out_before_retry_after_has_passed(office, courier, peer):
    held: list[tuple[float, float]] = []

    async def sometimes(_outgoing):
        number = len(peer.calls)
        await asyncio.sleep(0.002)
        if number in (5, 12, 13, 30):
            held.append((time.monotonic(), time.monotonic() + 0.3))
            raise TryLater(0.3, "rate_limited")

    peer.before = sometimes
    names = [f"p{n}" for n in range(20)]
    await office.employ(*names)
    ids = await office.plan_all(names, "a", "b")
    courier.deliver_now(names)
    assert set(await office.settled(*ids)) == {("sent", "")}
    assert len(held) == 4
    assert [call for call, _ in peer.calls for since, to in held if since < call < to] == []
    for name in names:
        assert peer.names(user_of(name)) == ["a", "b"]
    assert {each.tries for each in [await office.kept(id_) for id_ in ids]} == {1}  # being told to wait is no try


@on_sqlite
async def test_poison_is_set_aside_and_holds_up_nobody_else(office, courier, peer, registry):
    async def choke(outgoing):
        if outgoing.card.name == "poison":
            raise ValueError("a secret answer")

    peer.before = choke
    names = [f"p{n}" for n in range(199)]
    await office.employ("ann", *names)
    bad, after = await office.plan("ann", "poison", "after")
    good = await office.plan_all(names, "a")
    courier.deliver_now(("ann", *names))
    assert set(await office.settled(*good)) == {("sent", "")}
    assert await office.settled(bad, after) == [("failed", "poison"), ("sent", "")]
    assert (await office.kept(bad)).tries == 5
    assert registry.get_sample_value("rapport_deliveries_total", {"status": "failed"}) == 1


@on_sqlite
@pytest.mark.parametrize(
    "fault", [TryLater(0.01, "status_412", alone=True), InDoubt()], ids=["refused in passing", "never there"]
)
async def test_what_the_platform_never_takes_is_set_aside_and_holds_up_nobody_else(office, courier, peer, fault):
    async def choke(outgoing):
        if outgoing.card.name == "bad":
            raise fault

    peer.before = choke
    await office.employ("ann", "bob")
    bad, after = await office.plan("ann", "bad", "after")
    courier.deliver_now(("ann",))
    await until(lambda: peer.calls)
    began = time.monotonic()
    for n in range(5):
        (good,) = await office.plan("bob", f"good-{n}")
        courier.deliver_now(("bob",))
        assert await office.settled(good) == [("sent", "")]
    assert time.monotonic() - began < 0.5
    assert await office.settled(bad, after) == [("failed", "poison"), ("sent", "")]
    assert Counter(user for _, user in peer.calls)[user_of("ann")] == 5 + 1


@on_sqlite
@pytest.mark.parametrize(
    "fault", [TryLater(0.01, "status_503", alone=True), InDoubt()], ids=["refused in passing", "never there"]
)
async def test_an_outage_says_nothing_against_a_message(office, courier, peer, fault):
    async def down(_outgoing):
        raise fault

    peer.before = down
    names = [f"p{n}" for n in range(3)]
    await office.employ(*names)
    ids = await office.plan_all(names, "a")
    courier.deliver_now(names)
    await until(lambda: len(peer.calls) > len(names) * 8)
    assert {status for status, _ in await office.statuses(*ids)} <= {"pending", "sending"}

    async def up(_outgoing):
        pass

    peer.before = up
    assert set(await office.settled(*ids)) == {("sent", "")}


@on_sqlite
async def test_a_person_seen_again_is_written_to_again(office, courier, peer):
    await office.employ("ann")
    there = Identity("slack", "T", user_of("ann"))
    await office.db.write(identities.unreachable, there, "blocked")
    await office.db.write(identities.seen, there, real_now())
    await office.plan("ann", "hello")
    courier.deliver_now(("ann",))
    await until(peer.arrived)


@on_sqlite
async def test_ending_lets_a_call_finish_and_leaves_no_task(office, db, peer, registry):
    async def slow(_outgoing):
        await asyncio.sleep(0.2)

    peer.before = slow
    courier = Courier(db, {"slack": peer}, Clock(), CALENDARS, Meters(registry), QUICK, FREE)
    await office.employ("ann", "bob")
    ids = [*await office.plan("ann", "a", "b"), *await office.plan("bob", "a", "b")]
    courier.deliver_now(("ann", "bob"))
    await until(lambda: peer.under_way == 2)
    began = time.perf_counter()
    await courier.stop()
    assert time.perf_counter() - began < 1
    assert [status for status, _ in await office.statuses(*ids)] == ["sent", "pending", "sent", "pending"]
    assert len(asyncio.all_tasks()) == 1
