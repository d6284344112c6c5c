"""How somebody feels, run together with a plan: the plan alone is what others read."""

import pytest


@pytest.mark.parametrize(
    ("said", "plan", "level"),
    [
        ("energy 2 audit", "audit", "2"),
        ("energy: 2 audit the books", "audit the books", "2"),
        ("my energy is 3/5 audit", "audit", "3"),
        ("I'm at 2/5 audit", "audit", "2"),
        ("audit. 2/5", "audit", "2"),
        ("burnt out, plan: audit", "audit", "4"),
        ("energy audit of the plant", "energy audit of the plant", "4"),
        ("Energy 2030 strategy", "Energy 2030 strategy", "4"),
        ("energy 2.0 launch", "energy 2.0 launch", "4"),
        ("I'm 2 days behind with the audit", "I'm 2 days behind with the audit", "4"),
        ("audit, 3/5 done", "audit, 3/5 done", "4"),
    ],
)
def test_a_level_before_the_plan_is_for_oneself(second, alice, said, plan, level):
    alice.says(said).taps("All done").says("no")
    if "[1]" in alice.last:
        alice.says("4")
    alice.sees(f"top one to three {plan}\n", f"Energy {level} (only you see it)")


@pytest.mark.parametrize(
    ("said", "plan", "level"),
    [
        ("今天状态2分 做审计", "做审计", "2"),
        ("精力2做审计", "做审计", "2"),
        ("精力3分，写方案", "写方案", "3"),
        ("焦虑，做审计", "做审计", "4"),
        ("状态监测系统上线", "状态监测系统上线", "4"),
        ("精力管理培训", "精力管理培训", "4"),
    ],
)
def test_a_level_before_the_plan_is_for_oneself_in_chinese(second, li, said, plan, level):
    li.says(said).taps("都完成了").says("没有")
    if "[1]" in li.last:
        li.says("4")
    li.sees(f"一到三件 {plan}\n", f"精力 {level}（只有你能看到）")
