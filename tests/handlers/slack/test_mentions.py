"""A colleague who is mentioned is heard by name, wherever they stand; whom nobody knows stays as Slack wrote them."""

import pytest

from conversations.toolkit.forms import Form, TextField
from conversations.toolkit.words import Phrase
from handlers.mentions import MOST
from handlers.platform import Answer, Commanding, OpenedForm, Saying, Submitting
from tests.handlers.peers.slack.mentioning import mention
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.host import Host

WHAT = Phrase("probe.form.what")
FORM = Form("ask", Phrase("probe.form.title"), (TextField("what", WHAT),), Phrase("probe.form.submit"))
BOB, TOM, NOBODY = mention("U2"), mention("U3"), mention("U4")


@pytest.fixture(autouse=True)
def names(slack: LocalSlack, host: Host) -> None:
    """Bob has a name of his own, and Tom one that another has too; the last one is nobody to the house."""
    for id_, name in (("U3", "tom"), ("U4", "guest")):
        slack.add_user(id_, name=name)
    host.names = {"U2": ("Bob Hill", "Bob Hill"), "U3": ("Tom Fox", "t.fox@example.com")}


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        (f"Send the quote to {BOB}.", Saying("Send the quote to Bob Hill.")),
        (f"请把报价发给{BOB}", Saying("请把报价发给Bob Hill")),
        (f"Ask {TOM}", Saying("Ask Tom Fox", exact="Ask t.fox@example.com")),
        (f"{TOM} ", Saying("t.fox@example.com")),
        (f"{BOB} and {NOBODY} <@U2>", Saying("Bob Hill and @U4 <@U2>")),
    ],
)
async def test_in_a_message(host: Host, alice: Person, typed: str, heard: Saying) -> None:
    await alice.says(typed)
    assert [each.what for each in host.taken] == [heard]


async def test_behind_a_slash_command_the_very_person_is_meant(slack: LocalSlack, host: Host, alice: Person) -> None:
    await alice.command("/improve", TOM)
    await alice.command("/rapport", f"prep {BOB} {NOBODY}")
    # Some type the brackets themselves, and where the app asks for no escapes Slack gives a name of its own.
    await alice.command("/improve", "&lt;@U3&gt;")
    slack.escapes_commands = False
    await alice.command("/improve", TOM)
    assert [each.what for each in host.taken] == [
        Commanding("improve t.fox@example.com", private=True),
        Commanding("prep Bob Hill @guest", private=True),
        Commanding("improve <@U3>", private=True),
        Commanding("improve @tom", private=True),
    ]


async def test_in_a_field_of_a_form(host: Host, alice: Person) -> None:
    host.answers = [Answer("taken", opened=OpenedForm("delivery", FORM))]
    await alice.command("/checkin")
    await alice.submits(alice.view, {"what": f"Ask {BOB} and {TOM}, not {NOBODY}"})
    what = host.taken[-1].what
    assert isinstance(what, Submitting)
    assert what.values == {"what": ("Ask Bob Hill and Tom Fox, not <@U4>",)}


async def test_few_are_looked_up_for_one_message(slack: LocalSlack, host: Host, alice: Person) -> None:
    many = [f"U{n}" for n in range(100, 100 + MOST + 1)]
    host.names = dict.fromkeys(many, ("Bob Hill", "Bob Hill"))
    await alice.says(" ".join(map(mention, many)))
    [taken] = host.taken
    assert taken.what == Saying(" ".join(["Bob Hill"] * MOST + [f"@{many[-1]}"]))


async def test_nothing_is_acknowledged_while_nobody_can_be_looked_up(host: Host, alice: Person) -> None:
    host.away = True
    delivery = await alice.says(f"Ask {BOB}")
    assert delivery.tries[0].status == 503
