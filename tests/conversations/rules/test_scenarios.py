"""The scripts that ship, and the rubric that grades them."""

from conversations.rules.scenario_files import load_scenarios, scenario_faults


def test_every_script_that_ships_passes_the_rubric():
    assert [str(fault) for fault in scenario_faults()] == []
    assert load_scenarios() is not None
