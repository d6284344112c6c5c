"""What the tests of the contract have people do again and again."""

from tests.handlers.contract.adapter import Adapter, Sheet, Shown, Values

CHECKIN = {"plans": ["Send the quote"], "stuck": ["no"]}
STUCK = {"plans": ["Send the quote"], "stuck": ["yes"], "stuck_on": ["The drawing is missing"], "helper": ["manager"]}


async def last(chat: Adapter, person: str) -> Shown:
    """The newest message."""
    return (await chat.sees(person))[-1]


async def offering(chat: Adapter, person: str, tap: str) -> Shown:
    """The newest message with this button."""
    return [shown for shown in await chat.sees(person) if tap in {each.name for each in shown.taps}][-1]


async def probes(chat: Adapter, what: str, person: str = "alice") -> Shown:
    """Let the probe do something, and give what stands last in the chat then."""
    reply = await chat.calls(person, f"probe {what}")
    assert reply.outcome == "taken"
    return await last(chat, person)


async def opened(chat: Adapter, person: str, shown: Shown, tap: str, value: str | None = None) -> Sheet:
    """The form behind a button."""
    reply = await chat.opens(person, shown.delivery, shown.tap(tap, value))
    assert reply.sheet, reply
    return reply.sheet


async def checks_in(chat: Adapter, person: str, values: Values) -> Shown:
    """A check-in by form; gives the card of the week."""
    await chat.calls(person, "checkin")
    invite = await last(chat, person)
    reply = await chat.submits(person, await opened(chat, person, invite, "fill"), values)
    assert reply.outcome == "taken", reply
    assert not reply.errors, reply
    return await last(chat, person)
