"""What is on record for a talk: the same list for a person and their manager, in both languages, and nobody else."""

from __future__ import annotations

import pytest

from conversations.toolkit.effects import Record
from storage import audit, records
from tests.conversations import company


@pytest.fixture
def lived(second):
    """Two weeks of check-ins, a blocker that Mara took, and a goal that both agreed to."""
    alice, mara = second["alice"], second["mara"]
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.taps("Done", on="Write the report").taps("Dropped", on="Call the supplier")
    alice.opens("Fill in").fills(
        plans=["Book the fair"], sentence="The report took two nights.", stuck="yes", stuck_on="No sensors",
        helper="manager", energy=2,
    ).submits()  # fmt: skip
    second.moves_to("2026-12-01 10:00")
    mara.says("team")
    mara.taps("I’ll help by Thu 3 Dec", on="No sensors")
    mara.taps("Not this week", of=mara.message("weekly_checkin.reminder"))
    return second


def test_a_manager_sees_what_is_on_record_month_by_month(lived):
    mara = lived["mara"]
    mara.says("prep Alice")
    mara.sees("Alice Berger\nWed 1 Jul – Tue 1 Dec", "Alice Berger sees this same list", "Jul no record", "Dec ")
    mara.taps("Month by month").sees("Nov 2026").taps("Open", on="Nov 2026")
    mara.sees("Done: Write the report", "Dropped: Call the supplier", "No sensors")


def test_the_chart_has_a_bar_for_each_month_and_below_it_stands_where_there_is_none_and_why(lived):
    from datetime import date

    from conversations.toolkit.cards import Bars, fits_a_chart
    from storage import roster

    lived.do(roster.set_leave, "alice", [(date(2026, 8, 1), date(2026, 8, 31))])
    mara = lived["mara"]
    mara.says("prep Alice").sees("Aug not at work", "No record for Jul, Sep and Oct.", "Not at work in Aug.")
    [bars] = [part for part in mara.messages[-1].card.body if isinstance(part, Bars)]
    assert fits_a_chart(bars)
    assert [bar.size > 0 for bar in bars.bars] == [False, False, False, False, True, False]
    mara.says("prep Alice since October 2025").sees("Nov 2025", "Nov 2026")


def test_what_was_not_given_to_be_quoted_is_never_quoted(lived):
    mara = lived["mara"]
    mara.says("prep Alice")
    for section in ("Month by month", "Goals", "Check-ins", "Blockers"):
        mara.taps(section)
    mara.taps("Check-ins").taps("Open", on="Nov 2026")
    assert "two nights" not in mara.last
    assert "nergy" not in mara.last


def test_blockers_say_what_the_manager_did(lived):
    lived["mara"].says("prep Alice").taps("Blockers").sees(
        "Stuck, still open: No sensors", "Mara Keller took it on Tue 1 Dec"
    )


def test_goals_open_where_they_are(lived):
    mara = lived["mara"]
    mara.says("prep alice").taps("Goals").sees("version 1", "due Thu 31 Dec")
    mara.taps("Open", on="Renewal rate")
    assert mara.messages[-1].name == "goal.goal"


def test_the_person_sees_the_very_same_list(lived):
    mara, alice = lived["mara"], lived["alice"]
    mara.says("prep Alice").taps("Month by month").taps("Open", on="Nov 2026")
    alice.says("prep").sees("On record about me", "This is all that Mara Keller sees here")
    alice.taps("Month by month").taps("Open", on="Nov 2026")
    theirs = [line for line in mara.card("prep.month").splitlines() if line.startswith(("Mon", "Tue", "Jul", "Nov"))]
    for line in theirs:
        assert line in alice.card("prep.month").replace(" [I see it differently]", "")
    assert len(theirs) > 4


def test_one_adds_a_note_and_says_what_one_sees_differently_for_both(lived):
    alice, mara = lived["alice"], lived["mara"]
    alice.says("prep").taps("Goals")
    alice.opens("Add a note").fills(text="Fair in May brought 40 contacts.").submits()
    alice.sees("Fair in May brought 40 contacts.", "Alice Berger, own account")
    alice.taps("Blockers")
    alice.opens("I see it differently", on="No sensors").fills(text="They came on Friday.").submits()
    alice.sees("Alice Berger sees it differently", "They came on Friday.")
    mara.says("prep Alice").sees("Fair in May brought 40 contacts.")
    mara.taps("Blockers").sees("Alice Berger sees it differently", "They came on Friday.")
    assert not mara.can("I see it differently")
    assert not mara.can("Add a note")


def test_what_was_said_is_changed_and_taken_back(lived):
    alice = lived["alice"]
    alice.says("prep").opens("Add a note").fills(text="Fair in May.").submits()
    changing = alice.opens("Change my note")
    assert changing.values["text"] == ("Fair in May.",)
    changing.fills(text="Fair in June.").submits()
    alice.says("prep").sees("Fair in June.")
    assert "Fair in May." not in alice.last
    alice.opens("Change my note").fills(text="").submits()
    assert "own account" not in alice.says("prep").last


def test_one_sees_who_has_looked(lived):
    alice = lived["alice"]
    alice.says("prep").taps("Who has looked").sees("Nobody has looked at this yet.")
    lived["mara"].says("prep Alice").taps("Goals")
    alice.says("prep").taps("Who has looked").sees("Mara Keller, Tue 1 Dec")
    assert alice.last.count("Mara Keller, Tue 1 Dec") == 1


# --- who may not ----------------------------------------------------------------------------------------------


def refusals(stage):
    def read(tx):
        rows = tx.conn.exec_driver_sql(
            "SELECT actor, subject FROM audit WHERE action = 'evidence_refused' ORDER BY seq"
        )
        return [tuple(row) for row in rows]

    return stage.see(read)


@pytest.mark.parametrize("who", ["bob", "hana", "sven", "tom", "wang"])
def test_a_peer_hr_a_skip_level_and_a_stranger_are_refused_and_that_is_kept(lived, who):
    lived[who].says("prep Alice Berger").sees("I can’t show you that" if who != "wang" else "这个我不能给你看")
    assert "Renewal" not in lived[who].chat
    assert refusals(lived) == [(who, "alice")]


def test_a_former_manager_is_refused_also_on_the_old_card(lived):
    from dataclasses import replace

    from storage import roster

    mara = lived["mara"]
    mara.says("prep Alice")
    lived.do(roster.update_person, replace(lived["alice"].person, manager="wang"))
    mara.taps("Check-ins")
    mara.sees("I can’t show you that")
    lived["mara"].says("prep Alice").sees("I can’t show you that")
    assert ("mara", "alice") in refusals(lived)


def test_a_new_manager_reads_goals_and_no_old_check_ins_and_so_does_the_person(lived):
    from dataclasses import replace

    from storage import roster

    lived.do(roster.update_person, replace(lived["alice"].person, manager="wang"))
    lived["wang"].says("面谈准备 Alice").taps("签到").sees("这段时间的签到里没有结果")
    lived["wang"].taps("目标").sees("Renewal rate")
    lived["alice"].says("prep").sees("This is all that 王芳 sees here").taps("Check-ins")
    lived["alice"].sees("No outcomes of check-ins")


def test_what_only_hr_reads_is_on_nobodys_list(lived):
    from conversations.entries import BlockerRaised

    entry = BlockerRaised("b-apart", "My manager shouts", "hr")
    record = Record("apart", entry, "alice", "2026-W49", audience="hr", citable=True)
    lived.do(records.append, "alice", lived.now, record)
    for who, words in (("mara", "prep Alice"), ("alice", "prep")):
        lived[who].says(words).taps("Blockers")
        assert "shouts" not in lived[who].last


# --- how it is asked for --------------------------------------------------------------------------------------


def test_an_empty_record_says_so_and_what_to_do(lived):
    mara, bob = lived["mara"], lived["bob"]
    mara.says("prep bob last year").sees(
        "Nothing is on record for these days", "Ask Bob Nyman for two or three results"
    )
    bob.says("prep last year").sees("Nothing is on record", "Add a note")


def test_the_days_are_said_in_words_or_tapped(lived):
    mara = lived["mara"]
    mara.says("prep Alice last quarter").sees("Wed 1 Jul – Wed 30 Sep")
    mara.taps("Other dates").taps("Last 3 months").sees("Thu 1 Oct – Tue 1 Dec")
    assert mara.counts("prep.block") == 1, "all of it in one card"
    assert mara.counts("prep.period") == 0


def test_in_chinese(lived):
    wang, li = lived["wang"], lived["li"]
    li.taps("完成", on="写方案").says("面谈准备").taps("打开“面谈准备”").sees("我的记录", "王芳在这里能看到的就是这些")
    wang.says("面谈准备 李晨 近三个月").sees("李晨\n10月1日 周四 – 12月1日 周二")
    li.says("面谈准备 上半年").taps("打开“面谈准备”").sees("1月1日 周四 – 6月30日 周二", "这段时间没有记录")


def test_a_name_nobody_has_and_one_that_several_have(lived):
    mara = lived["mara"]
    mara.says("prep Zebulon").taps("Prepare a talk").sees(
        "I don’t know anybody called “zebulon”", "[Alice Berger]", "[Bob Nyman]"
    )
    mara.taps("Bob Nyman").sees("Bob Nyman\n")
    lived.hires(company.someone("alma", "Alma Berger", "research", "mara"))
    mara.says("prep Berger").sees("Whom do you mean?").taps("Alma Berger").sees("Alma Berger\n", "Nothing is on record")


def test_a_name_that_several_others_have_tells_nothing_of_them(lived):
    lived["kim"].says("prep er").sees("I can’t show you that", "[My own]").sees_not("Alice", "Mara Keller")


def test_a_manager_gets_to_their_people_from_their_own(lived):
    lived["mara"].says("prep").sees("On record about me").taps("One of my people").taps("Alice Berger").sees(
        "Alice Berger\n"
    )


def test_in_the_middle_of_a_check_in_it_is_a_command_with_a_name_and_a_plan_without(lived):
    mara = lived["mara"]
    bob = lived["bob"]
    bob.says("prep Alice Berger").sees("I can’t show you that")
    bob.says("prep the slides for Alice")
    bob.sees("Is anything stuck?")
    mara.says("prep Alice for the fair")
    assert mara.messages[-1].name != "prep.block"
    mara.says("prep Alice").sees("Alice Berger\n")


def test_an_employee_is_brought_the_list_before_a_talk(lived):
    from conversations.toolkit.events import Address, Started

    def bring(tx):
        from bot.acting import Acting

        event = Started(
            key="talk", at=lived.now, address=Address("prep", "alice"), actor=None,
            arguments={"first": "2026-07-01", "last": "2026-12-01", "talk": "2026-12-03"},
        )  # fmt: skip
        Acting(lived.house, tx, lived.clock).play(event)

    lived.do(bring)
    lived.moves_on(minutes=1)
    lived["alice"].sees("You and Mara Keller talk on Thu 3 Dec", "Mara Keller has this same list", "Add a note")


def test_the_trail_of_looks_holds_no_words(lived):
    lived["mara"].says("prep Alice last quarter")
    rows = lived.see(lambda tx: [tuple(r) for r in tx.conn.exec_driver_sql("SELECT action, facts FROM audit")])
    assert ("evidence_read", '{"first": "2026-07-01", "last": "2026-09-30"}') in rows
    assert lived.see(audit.verify) == []
