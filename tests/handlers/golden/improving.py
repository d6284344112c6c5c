"""The scenes of phrases and of improvement plans: looked up; proposed, seen differently, agreed, noted, closed."""

from typing import Any

PLAN = {
    "gap": "Reports due on Fridays; four of six came on Mondays.",
    "mine_1": "Talk to the data team",
    "mine_1_by": "2027-01-29",
    "theirs_1": "Draft on Thursdays",
    "theirs_1_by": "2027-01-29",
    "every": "1",
    "ends": "2027-02-03",
}


def phrases(all_: Any) -> None:
    """A manager looks up what to say."""
    all_.calls("mara", "phrase")
    all_.taps("mara", "kind", "answers", on="phrase.shelf")
    all_.taps("mara", "open", "upset", on="phrase.kind")
    all_.calls("mara", "phrase late work")
    all_.calls("mara", "phrase something for the garden")


def improving(all_: Any) -> None:
    """Mara and Alice make a plan, and bring it to its end."""
    _proposed(all_)
    _under_way(all_)
    _closed(all_)


def _proposed(all_: Any) -> None:
    all_.calls("mara", "improve")
    all_.taps("mara", "begin", "alice", on="improve.hub")
    all_.taps("mara", "not_now", on="improve.causes")
    all_.calls("mara", "improve Alice")
    all_.taps("mara", "cause", "resource", on="improve.causes")
    all_.fills("mara", "write", on="improve.helps", **PLAN)
    all_.taps("mara", "send", on="improve.preview")
    all_.says("alice", "ok")
    all_.fills("alice", "differ", on="improve.plan", text="The data came in May.")
    all_.fills("mara", "write", on="improve.plan", **{**PLAN, "gap": "Since May, two of six came on Mondays."})
    all_.taps("mara", "send", on="improve.preview")
    all_.taps("alice", "agree", on="improve.plan")


def _under_way(all_: Any) -> None:
    all_.fills("mara", "note", on="improve.plan", text="The draft came on Thursday.")
    training = {"content": "Pulling data", "by": "Sven Holm", "day": "2027-01-27", "hours": "3", "material": "Wiki"}
    all_.fills("mara", "training", on="improve.plan", **training)
    all_.taps("alice", "attended", on="improve.plan")
    all_.calls("alice", "improve")


def _closed(all_: Any) -> None:
    for day in ("2027-01-29", "2027-02-01"):
        all_.until(f"{day} 16:00")
        all_.fills("mara", "note", on="improve.plan", text="The draft came on the day agreed.")
    all_.until("2027-02-04 10:30")
    text = "Drafts came on time in two of three weeks."
    all_.fills("mara", "close", on="improve.plan", how="partly", text=text)
    all_.fills("alice", "differ", on="improve.plan", text="All three, one of them by post.")
