"""Clicks, forms and type-ahead of the local Slack, as slack-bolt takes them and as Slack checks what it answers."""

import pytest

from tests.handlers.peers.slack.errors import Impossible, Trouble
from tests.handlers.peers.slack_bot import actions, button, entry, home, modal, options, plain, section, text_input


async def test_a_click_in_a_message_edits_it(slack, bolt, alice, client):
    @bolt.app.action("go")
    async def clicked(ack, respond):
        await ack()
        await respond("done", replace_original=True)

    await client.chat_postMessage(channel="U1", text="ask", blocks=[actions(button("go"), block_id="b")])
    [message] = alice.messages()
    await alice.clicks(message, "go")
    body = next(each for each in bolt.received if each.get("type") == "block_actions")
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": alice.dm.id,
        "is_ephemeral": False,
    }
    assert body["user"] == {"id": "U1", "username": "alice", "name": "alice", "team_id": slack.workspace.id}
    assert (body["enterprise"], body["is_enterprise_install"]) == (None, False)
    assert body["channel"] == {"id": alice.dm.id, "name": "directmessage"}
    [action] = body["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("go", "b", "v")
    assert message.text == "done"
    with pytest.raises(Impossible):
        await alice.clicks(message, "gone")


async def test_a_menu_in_a_message_keeps_what_was_chosen(bolt, alice, client):
    @bolt.app.action("s")
    async def chosen(ack):
        await ack()

    menu = {"type": "static_select", "action_id": "s", "options": options(3)}
    await client.chat_postMessage(channel="U1", text="ask", blocks=[section(accessory=menu, block_id="b")])
    await alice.clicks(alice.messages()[0], "s", "o1")
    body = bolt.received[-1]
    assert body["actions"][0]["selected_option"]["value"] == "o1"
    assert body["state"]["values"]["b"]["s"]["selected_option"]["value"] == "o1"
    with pytest.raises(Impossible):
        await alice.clicks(alice.messages()[0], "s", "o9")


FORM = (
    entry("name", text_input(max_length=5)),
    entry("level", {"type": "radio_buttons", "action_id": "level", "options": options(3)}, optional=True),
    entry("who", {"type": "external_select", "action_id": "who", "min_query_length": 2}, optional=True),
    entry("more", {"type": "checkboxes", "action_id": "more", "options": options(2)}, optional=True),
)


@pytest.fixture
def form(bolt):
    """A bot whose /form opens a modal; `form["answer"]` is what it answers to the submission."""
    state = {"answer": {}, "view": modal(*FORM, callback_id="form", private_metadata="m", notify_on_close=True)}

    @bolt.app.command("/form")
    async def called(ack, client, body):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=state["view"])

    @bolt.app.view("form")
    async def submitted(ack, body):
        # As a whole: what Bolt's own arguments would not let through has to reach Slack here.
        await (ack(state["answer"]) if state["answer"] else ack())

    @bolt.app.view_closed("form")
    async def closed(ack):
        await ack()

    @bolt.app.options("who")
    async def found(ack, payload):
        await ack(state.get("offer", {"options": options(2)}))

    return state


async def test_a_form_is_filled_in_and_closes(bolt, alice, form):
    await alice.command("/form")
    assert alice.view.said("title") == "Title"
    [_, second] = await alice.types_ahead(alice.view, "who", "op")
    await alice.submits(alice.view, {"name": "Ann", "level": "o2", "who": second, "more": ["o0", "o1"]})
    body = bolt.received[-1]
    values = body["view"]["state"]["values"]
    assert body["type"] == "view_submission"
    assert values["name"]["text"] == {"type": "plain_text_input", "value": "Ann"}
    assert values["level"]["level"]["selected_option"]["value"] == "o2"
    assert values["who"]["who"]["selected_option"] == second
    assert [each["value"] for each in values["more"]["more"]["selected_options"]] == ["o0", "o1"]
    assert (body["view"]["private_metadata"], body["response_urls"]) == ("m", [])
    assert body["view"]["app_installed_team_id"] == body["team"]["id"]
    assert not alice.views


async def test_what_is_left_empty_is_null(bolt, alice, form):
    await alice.command("/form")
    await alice.submits(alice.view, {"name": "Ann"})
    values = bolt.received[-1]["view"]["state"]["values"]
    assert values["level"]["level"] == {"type": "radio_buttons", "selected_option": None}
    assert values["more"]["more"]["selected_options"] == []


@pytest.mark.parametrize("values", [{}, {"name": "too long"}, {"name": "a\nb"}, {"name": "Ann", "level": "o9"}])
async def test_what_the_client_does_not_let_through(bolt, alice, form, values):
    await alice.command("/form")
    before = len(bolt.received)
    with pytest.raises(Impossible):
        await alice.submits(alice.view, values)
    assert len(bolt.received) == before


async def test_a_form_shows_its_errors_and_stays(alice, form):
    await alice.command("/form")
    form["answer"] = {"response_action": "errors", "errors": {"name": "not you"}}
    await alice.submits(alice.view, {"name": "Ann"})
    assert alice.errors == {"name": "not you"}
    assert len(alice.views) == 1
    form["answer"] = {}
    await alice.submits(alice.view)
    assert (alice.errors, alice.views) == ({}, [])


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"name": ""}},
        {"response_action": "update", "view": {"type": "modal", "title": plain("x" * 25), "blocks": [section()]}},
        {"response_action": "update", "view": home(section())},
        {"response_action": "errors", "errors": {"name": "x"}, "colour": "red"},
        {"response_action": "dance"},
    ],
)
async def test_an_answer_to_a_submission_that_slack_does_not_take(slack, alice, form, answer):
    await alice.command("/form")
    form["answer"] = answer
    with pytest.raises(Trouble):
        await alice.submits(alice.view, {"name": "Ann"})
    assert (slack.sent[-1].answer.status, slack.sent[-1].answer.body) == (200, answer)
    assert len(alice.views) == 1


async def test_a_form_is_updated_pushed_and_cleared(alice, form):
    await alice.command("/form")
    form["answer"] = {"response_action": "update", "view": modal(FORM[0], section("more"), callback_id="form")}
    await alice.submits(alice.view, {"name": "Ann"})
    assert len(alice.view.blocks) == 2
    # What was typed stays where block and action are the same.
    assert alice.view.state["name"]["text"]["value"] == "Ann"
    form["answer"] = {"response_action": "push", "view": modal(section("on top"), callback_id="form")}
    await alice.submits(alice.view)
    assert [each.previous for each in alice.views] == [None, alice.views[0].id]
    form["answer"] = {"response_action": "clear"}
    await alice.submits(alice.view)
    assert not alice.views


async def test_closing_is_told_where_it_was_asked_for(bolt, alice, form):
    await alice.command("/form")
    await alice.closes(alice.view)
    assert (bolt.received[-1]["type"], bolt.received[-1]["is_cleared"]) == ("view_closed", False)
    assert not alice.views
    form["view"] = modal(*FORM)
    await alice.command("/form")
    assert await alice.closes(alice.view) is None


async def test_the_trigger_of_a_command_expires(slack, bolt, alice):
    errors = []

    @bolt.app.command("/slow")
    async def called(ack, client, body):
        slack.clock.passes(3.1)
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=modal(section()))
        except Exception as caught:
            errors.append(caught.response["error"])
        await ack()

    await alice.command("/slow")
    assert errors == ["expired_trigger_id"]


async def test_typing_ahead(alice, form, bolt):
    await alice.command("/form")
    assert await alice.types_ahead(alice.view, "who", "x") == []
    await alice.types_ahead(alice.view, "who", "xy")
    body = bolt.received[-1]
    assert (body["type"], body["action_id"], body["block_id"], body["value"]) == (
        "block_suggestion",
        "who",
        "who",
        "xy",
    )
    assert body["container"] == {"type": "view", "view_id": alice.view.id}
    form["offer"] = {"option_groups": [{"label": plain("all"), "options": options(1)}]}
    assert [each["value"] for each in await alice.types_ahead(alice.view, "who", "xy")] == ["o0"]


@pytest.mark.parametrize("offer", [{"options": options(101)}, {"options": [{"text": plain("x"), "value": "x" * 151}]}])
async def test_options_that_slack_does_not_take(alice, form, offer):
    await alice.command("/form")
    form["offer"] = offer
    with pytest.raises(Trouble, match="no options"):
        await alice.types_ahead(alice.view, "who", "xy")


async def test_what_stands_in_it_from_the_start_is_submitted(bolt, alice, form):
    level = {"type": "radio_buttons", "action_id": "level", "options": options(2), "initial_option": options(2)[1]}
    form["view"] = modal(entry("name", text_input(initial_value="Ann")), entry("level", level), callback_id="form")
    await alice.command("/form")
    await alice.submits(alice.view)
    values = bolt.received[-1]["view"]["state"]["values"]
    assert values["name"]["text"]["value"] == "Ann"
    assert values["level"]["level"]["selected_option"]["value"] == "o1"


async def test_what_is_off_the_screen_is_pressed_only_by_who_says_so(bolt, alice, form):
    await alice.command("/form")
    view = alice.view
    await alice.submits(view, {"name": "Ann"})
    before = len(bolt.received)
    with pytest.raises(Impossible):
        await alice.submits(view)
    assert len(bolt.received) == before
    await alice.submits(view, stale=True)
    assert len(bolt.received) == before + 1


async def test_a_click_takes_its_message_away(bolt, alice, client):
    @bolt.app.action("go")
    async def clicked(ack, respond):
        await ack()
        await respond(delete_original=True)

    await client.chat_postMessage(channel="U1", text="ask", blocks=[actions(button("go"))])
    [message] = alice.messages()
    await alice.clicks(message, "go")
    assert not alice.messages()
    with pytest.raises(Impossible):
        await alice.clicks(message, "go")


async def test_a_click_in_an_ephemeral_message_shows_no_message(bolt, alice, client):
    @bolt.app.action("go")
    async def clicked(ack):
        await ack()

    await client.chat_postEphemeral(channel="C1", user="U1", text="ask", blocks=[actions(button("go"))])
    await alice.clicks(alice.messages("C1")[0], "go")
    assert bolt.received[-1]["container"]["is_ephemeral"]
    assert "message" not in bolt.received[-1]
