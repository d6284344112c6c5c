"""What waits for a yes: each proposal arrives, as one list where there are several, and the one who asks may say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster

RENEWALS = "Renewal rate from 82% to 90% by the end of January"
LIST, CARD, DIGEST = "goals.waiting", "goal.goal", "manager_digest.digest"


def proposes(who, *letters):
    for each in letters:
        who.says(f"goal add Rate {each} from 82% to 90% by the end of January").taps("Propose to Mara Keller")


def moves(stage, who, manager):
    stage.do(roster.update_person, replace(stage[who].person, manager=manager))


def test_many_at_once_are_one_list_and_none_is_lost(monday, alice, bob, mara):
    before = mara.counts()
    proposes(alice, *"ABCDE")
    proposes(bob, *"FGHIJ")
    assert mara.counts() - before == 2, "the first by itself, all others on a list"
    assert "10 goals wait for your yes" in mara.card(LIST)
    assert mara.card(LIST).count("from 82% to 90%\u00a0· due Sun 31 Jan [I agree] [Have a look]") == 7
    assert "3 more come up here as you answer." in mara.card(LIST)
    for _ in range(10):
        mara.taps("I agree", of=mara.message(LIST))
    assert "All answered." in mara.card("goals.answered")
    alice.says("goal")
    assert alice.last.count("Agreed") == 5
    bob.says("goal")
    assert bob.last.count("Agreed") == 5


def test_whoever_proposes_many_hides_nobodys_only_one(monday, alice, bob, mara):
    proposes(bob, *"ABCDEFGHIJKLMNO")
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    assert "Alice Berger: Renewal rate" in mara.card(LIST)
    monday.moves_to("2026-11-25 10:00")
    assert "Alice Berger: Renewal rate" in mara.card(DIGEST)


def test_the_list_is_one_message_a_day(monday, alice, mara):
    proposes(alice, *"AB")
    told = mara.message(LIST).reference
    proposes(alice, "C")
    assert (mara.counts(LIST), mara.message(LIST).reference) == (1, told), "joined in place"
    monday.moves_on(days=1)
    proposes(alice, "D")
    assert mara.message(LIST).reference != told
    assert "4 goals wait for your yes" in mara.card(LIST)


def test_a_manager_who_sets_five_for_a_report(monday, alice, mara):
    for each in "ABCDE":
        mara.says("goal team").taps("Set a goal", on="Alice Berger")
        mara.says(f"Rate {each} from 82% to 90% by the end of January").taps("Propose to Alice Berger")
    assert "5 goals wait for your yes" in alice.card(LIST)
    alice.taps("Have a look", on="Rate C").sees("Rate C", "Mara Keller proposed this.").taps("I agree")
    assert "4 goals wait for your yes" in alice.card(LIST)


def test_a_change_on_the_list_is_looked_at_before_a_yes(agreed, alice, mara):
    goal = alice.messages.index(alice.message(CARD))
    proposes(alice, "B")
    alice.opens("Change", of=alice.messages[goal]).fills(t_r1="88", reason="A market fell away").submits()
    assert "A change to what you both agreed" in mara.card(LIST)
    assert mara.card(LIST).count("[I agree]") == 1
    mara.taps("Have a look", on="Renewal rate").sees("from 82% to 90% → from 82% to 88%", "[I agree]")


def test_the_list_follows_an_end_that_is_told(agreed, alice, mara):
    goal = alice.messages.index(alice.message(CARD))
    proposes(alice, "B")
    alice.opens("Change", of=alice.messages[goal]).fills(t_r1="88", reason="A market fell away").submits()
    alice.opens("Close it", of=alice.messages[goal]).fills(how="dropped").submits()
    assert "Alice Berger closed this: Dropped." in mara.card(CARD)
    assert "One goal waits for your yes" in mara.card(LIST)


def test_the_list_in_chinese(monday, li, wang):
    for each in ("续约率", "复购率"):
        li.says(f"目标 新增 客户{each}从82%到90%，年底前").taps("提给王芳")
    assert "有2个目标等你确认" in wang.card(LIST)


@pytest.mark.parametrize("asked", [1, 2])
def test_who_gets_no_messages_yet_is_not_said_to_have_it_and_gets_it_with_their_welcome(monday, bob, hana, asked):
    moves(monday, "bob", "tom")
    for each in "AB"[:asked]:
        bob.says(f"goal add Rate {each} from 82% to 90% by the end of January").taps("Propose to Tom Fox")
    assert "It waits for Tom Fox, who gets no messages from me for now." in bob.card("goals.proposed")
    monday.moves_on(days=1)
    assert monday["tom"].counts() == 0
    hana.says("departments").taps("Open", on="Sales")
    tom = monday["tom"]
    assert [each.name for each in tom.messages] == ["welcome.first", CARD if asked == 1 else LIST]
    tom.sees("Rate A", "[I agree]").taps("I agree")
    bob.says("goal").sees("Agreed")


def test_a_new_manager_hears_of_what_waits_and_it_is_told_until_it_is_answered(monday, alice, mara, sven):
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    moves(monday, "alice", "sven")
    for day in ("2026-11-25", "2026-12-02"):
        monday.moves_to(f"{day} 17:00")
        assert "Alice Berger: Renewal rate Waiting for your yes since Mon 23 Nov" in sven.card(DIGEST)
    sven.taps("Open", on="Renewal rate").taps("I agree")
    alice.says("goal").sees("Agreed")


def test_without_a_manager_its_owner_lets_it_count(monday, alice, mara):
    alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
    moves(monday, "alice", "")
    alice.says("goal").taps("Open").sees("Nobody is there to agree to it at the moment.", "[Let it count]")
    alice.taps("Let it count").sees("Agreed", "[Update]")


@pytest.mark.parametrize("agreed_before", [False, True])
def test_a_yes_to_a_former_manager_asks_the_one_of_now(monday, alice, mara, sven, agreed_before):
    if agreed_before:
        alice.says(f"goal add {RENEWALS}").taps("Propose to Mara Keller")
        mara.taps("I agree").opens("Change").fills(t_r1="99", reason="More is possible").submits()
    else:
        mara.says("goal team").taps("Set a goal", on="Alice Berger")
        mara.says(RENEWALS.replace("90", "99")).taps("Propose to Alice Berger")
    moves(monday, "alice", "sven")
    alice.says("goal").taps("Have a look").sees("Mara Keller proposed this while still your manager.", "Sven Holm is")
    alice.taps("I agree").sees("for Sven Holm to agree.")
    assert ("from 82% to 90%" in alice.last) == agreed_before, "what was agreed still stands"
    asked = "Alice Berger proposed a change." if agreed_before else "Alice Berger proposed this."
    sven.sees(asked, "from 82% to 99%", "[I agree]").taps("I agree").sees("Agreed")
    alice.sees("from 82% to 99%", "Agreed")


def agreed_on(alice, mara, *letters):
    proposes(alice, *letters)
    for _ in letters:
        mara.taps("I agree", of=next(each for each in reversed(mara.messages) if "[I agree]" in mara.text_of(each)))


def closes(who, *letters):
    for each in letters:
        who.says(f"goal explain Rate {each}").opens("Close it", of=who.message(CARD)).fills(how="missed").submits()


def test_all_that_ends_with_a_quarter_is_one_list(monday, alice, mara):
    agreed_on(alice, mara, *"ABCDE")
    before = alice.counts()
    closes(mara, *"ABCDE")
    assert alice.counts() - before == 2, "the first by itself, all others on a list"
    assert "News on 5 goals" in alice.card("goals.brought")
    assert alice.card("goals.brought").count("Missed [Have a look]") == 5
    alice.taps("Have a look", on="Rate C").sees("Mara Keller closed this: Missed.", "[I see it differently]")
    alice.opens("I see it differently", of=alice.message(CARD)).fills(reason="Two are signed").submits()
    assert alice.card("goals.brought").count("Missed") == 4, "the list follows"


def test_what_ends_on_another_day_is_told_anew(monday, alice, mara):
    agreed_on(alice, mara, *"ABC")
    closes(mara, *"AB")
    told = alice.message("goals.brought").reference
    monday.moves_on(days=1)
    closes(mara, "C")
    assert "Rate C" in alice.last and "Mara Keller closed this: Missed." in alice.last
    assert alice.message("goals.brought").reference == told


def test_a_manager_reads_whose_goals_ended(monday, alice, mara):
    agreed_on(alice, mara, *"AB")
    closes(alice, *"AB")
    assert "Alice Berger: Rate A Missed" in mara.card("goals.brought")


def test_late_changes_are_one_note_a_day_to_hr(monday, alice, mara, hana):
    agreed_on(alice, mara, *"AB")
    monday.moves_to("2027-01-20 10:00")

    def changes(*letters):
        for each in letters:
            alice.says(f"goal explain Rate {each}")
            alice.opens("Change", of=alice.message(CARD)).fills(t_r1="88", reason="A market fell away").submits()

    changes(*"AB")
    assert hana.counts("goal.late") == 1
    told = hana.message("goal.late")
    assert hana.text_of(told).count("Alice Berger proposed changing an agreed goal of their own") == 2
    monday.moves_on(days=1)
    changes("A")
    assert hana.card("goal.late").count("Alice Berger proposed") == 1
    assert hana.message("goal.late").reference != told.reference


def test_a_late_change_reaches_hr_in_a_full_week(agreed, alice, mara, hana, sven):
    agreed.moves_to("2026-12-28 09:30")
    for each in "ABC":
        sven.says("goal team").taps("Set a goal", on="Hana Roth")
        sven.says(f"Rate {each} from 82% to 90% by the end of January").taps("Propose to Hana Roth")
    agreed.moves_to("2026-12-29 10:00")
    alice.opens("Change", of=alice.message(CARD)).fills(t_r1="88", reason="A market fell away").submits()
    assert hana.counts("goal.late") == 1


def test_what_one_side_does_again_and_again_is_one_message_a_day_until_it_is_answered(agreed, alice, mara):
    before = alice.counts()
    for target in range(91, 97):
        form = mara.opens("Change", of=mara.message(CARD))
        form.fills(t_r1=str(target), reason="The board wants more").submits()
    for _ in range(3):
        mara.opens("Close it", of=mara.message(CARD)).fills(how="done").submits()
        mara.taps("Reopen")
    assert alice.counts() == before + 1
    alice.sees("from 82% to 90% \u2192 from 82% to 96%").taps("I agree")
    mara.opens("Close it", of=mara.message(CARD)).fills(how="missed").submits()
    assert alice.counts() == before + 2, "answered, so this is news"
    mara.taps("Reopen")
    told = alice.message(CARD).reference
    agreed.moves_on(days=1)
    mara.opens("Close it", of=mara.message(CARD)).fills(how="missed").submits()
    assert alice.message(CARD).reference != told, "another day"


def test_what_waits_for_a_reports_yes_is_named_in_the_check_in_after_five_working_days(monday, alice, mara):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(RENEWALS).taps("Propose to Alice Berger")
    mara.says("goal team").taps("Open", on="Alice Berger").taps("Open", on="Renewal rate")
    mara.sees("Waiting since Mon 23 Nov for Alice Berger to agree.")
    monday.moves_to("2026-11-30 10:00")
    told = "One goal has waited for your yes since Mon 23 Nov. “goal” shows it."
    assert told in alice.card("weekly_checkin.invite")
    alice.says("goal").taps("Have a look").taps("I agree")
    monday.moves_to("2026-12-07 10:00")
    assert told not in alice.card("weekly_checkin.invite")


def test_what_waits_for_less_than_five_working_days_is_not_named(monday, wang, li):
    monday.moves_on(days=1)
    wang.says("目标 团队").taps("定目标", on="李晨").says("续约率从82%到90%，一月底前").taps("提给李晨")
    monday.moves_to("2026-11-30 10:00")
    assert "在等你确认" not in li.card("weekly_checkin.invite")
    monday.moves_to("2026-12-07 10:00")
    assert "有1个目标在等你确认，最早是11月24日 周二提出的" in li.card("weekly_checkin.invite")
