"""A form whose fields depend on a choice: they come once it is made, and go with it."""

from conversations.toolkit.forms import ChoiceField, Form, Option, PersonField, TextField
from conversations.toolkit.words import Phrase, Verbatim
from handlers.platform import Answer, OpenedForm, Submitting
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.host import Host

WHAT = Phrase("probe.form.what")
STUCK = ("stuck", "yes")


def options(*values: str) -> tuple[Option, ...]:
    return tuple(Option(value, Verbatim(value)) for value in values)


FORM = Form(
    "ask",
    Phrase("probe.form.title"),
    (
        TextField("plans", WHAT),
        ChoiceField("stuck", WHAT, options=options("no", "yes"), value="no"),
        TextField("stuck_on", WHAT, required=True, shown_when=STUCK),
        ChoiceField("helper", WHAT, options=options("manager", "person"), value="manager", shown_when=STUCK),
        PersonField("who", WHAT, required=True, shown_when=("helper", "person")),
        TextField("why", WHAT, required=True, shown_when=("plans", "*")),
    ),
    Phrase("probe.form.submit"),
    version=7,
)
ALWAYS = ["plans", "stuck", "why"]


async def opened(host: Host, alice: Person) -> list[str]:
    host.answers = [Answer("taken", opened=OpenedForm("delivery", FORM))]
    host.forms = {("delivery", "ask"): FORM}
    await alice.command("/checkin")
    return fields(alice)


def fields(alice: Person) -> list[str]:
    return [block["block_id"] for block in alice.view.blocks]


async def test_what_depends_on_a_choice_comes_and_goes_with_it(host: Host, alice: Person) -> None:
    assert await opened(host, alice) == ALWAYS, "of what is typed Slack tells nothing, so that always shows"
    await alice.fills(alice.view, {"plans": "typed before"})
    await alice.clicks(alice.view, "value", "yes", block_id="stuck")
    assert fields(alice) == ["plans", "stuck", "stuck_on", "helper", "why"]
    await alice.clicks(alice.view, "value", "person", block_id="helper")
    assert fields(alice) == ["plans", "stuck", "stuck_on", "helper", "who", "why"]
    optional = {block["block_id"]: block["optional"] for block in alice.view.blocks}
    assert (optional["stuck_on"], optional["why"]) == (False, True), "what may not show is never demanded"
    await alice.clicks(alice.view, "value", "no", block_id="stuck")
    assert fields(alice) == ALWAYS
    assert len(host.taken) == 1, "none of it is a turn"
    await alice.submits(alice.view, {})
    what = host.taken[-1].what
    assert isinstance(what, Submitting)
    assert what.values["plans"] == ("typed before",)
    assert what.version == 7, "that of what its person saw first"


async def test_a_form_that_is_over_or_that_slack_does_not_change_stays_as_it_is(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    await opened(host, alice)
    slack.faults.next("views.update", "refuse", error="hash_conflict")
    await alice.clicks(alice.view, "value", "yes", block_id="stuck")
    assert fields(alice) == ALWAYS
    host.forms.clear()
    await alice.clicks(alice.view, "value", "no", block_id="stuck")
    assert fields(alice) == ALWAYS
    assert len(slack.calls.of("views.update")) == 1
