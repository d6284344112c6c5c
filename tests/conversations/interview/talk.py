"""What tests of talks have people do, and read, again and again."""

KINDS = (
    *("interview_arranged", "interview_held", "interview_agreed"),
    *("interview_summed", "interview_reworded", "interview_acknowledged"),
)


def sums_up(mara, **more):
    deals = {"what_1": "Talk to the data team", "by_1": "2026-12-04"}
    mara.opens("Agreements and summary").fills(**deals, text="Two results came late.", **more).submits()


def written(stage, reader="mara", subject="alice"):
    """The entries of talks about somebody, as somebody else may read them."""

    who = stage[reader].person

    def read(tx):
        return stage.house.reader(tx, who, stage.now).entries(subject, KINDS)

    return [each.entry for each in stage.see(read)]
