"""Block Kit's rules: what Slack refuses is refused here, with the same codes and with a pointer to the place."""

from typing import Any

import pytest
from slack_sdk.models import blocks as models

from sandbox.block_kit import check_message_blocks, check_view, with_ids
from sandbox.block_kit.blocks import BLOCKS
from sandbox.block_kit.elements import ELEMENTS
from sandbox.errors import BlockKitError, SlackError

Body = dict[str, Any]


def plain(text: str = "Text") -> Body:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Text") -> Body:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a", text: str = "A") -> Body:
    return {"text": plain(text), "value": value}


def options(count: int) -> list[Body]:
    return [option(str(number), f"Option {number}") for number in range(count)]


def field(element: Body, **more: Any) -> Body:
    return {"type": "input", "label": plain(), "element": {"action_id": "a", **element}, **more}


def actions(*elements: Body) -> Body:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Body:
    return {"type": "button", "action_id": "a", "text": plain("Press"), **more}


def modal(*blocks: Body, **more: Any) -> Body:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **more}


def section(text: Body | None = None, **more: Any) -> Body:
    return {"type": "section", "text": text or mrkdwn(), **more}


GOOD: list[Body] = [
    section(mrkdwn("x" * 3000)),
    {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [mrkdwn(), plain(), {"type": "image", "image_url": "https://a.b/c", "alt_text": "d"}],
    },
    actions(*[button(action_id=str(number)) for number in range(25)]),
    actions(button(value="x" * 2000, style="primary", url="https://a.b", accessibility_label="x" * 75)),
    actions({"type": "overflow", "action_id": "o", "options": options(5)}),
    actions({"type": "radio_buttons", "action_id": "r", "options": options(10), "initial_option": options(10)[3]}),
    field({"type": "plain_text_input", "max_length": 3000, "multiline": True, "placeholder": plain("x" * 150)}),
    field({"type": "static_select", "options": options(100), "initial_option": options(1)[0]}),
    field({"type": "static_select", "option_groups": [{"label": plain(), "options": options(2)}]}),
    field({"type": "multi_users_select", "max_selected_items": 3, "initial_users": ["U1", "U2"]}),
    field({"type": "checkboxes", "options": [{"text": mrkdwn(), "value": "v", "description": mrkdwn("x" * 75)}]}),
    field({"type": "datepicker", "initial_date": "2026-11-23"}, hint=plain("x" * 2000), optional=True),
    field({"type": "timepicker", "initial_time": "09:30"}),
    field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "8"}),
    {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "A chart"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hi"}]}]},
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]},
]

BAD: list[tuple[Body, str]] = [
    (section(mrkdwn("x" * 3001)), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(mrkdwn("")), "must be more than 0 characters"),
    ({"type": "section"}, "must define either `text` or `fields`"),
    ({"type": "section", "fields": [mrkdwn()] * 11}, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    ({"type": "section", "fields": [mrkdwn("x" * 2001)]}, "must be less than 2001 characters"),
    (section("Just words"), "must provide an object"),  # type: ignore[arg-type]  # the mistake under test
    (section(colour="red"), "invalid additional property: colour"),
    (section(accessory={"type": "plain_text_input", "action_id": "a"}), "unsupported type: plain_text_input"),
    ({"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters"),
    ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn"),
    ({"type": "context", "elements": [mrkdwn()] * 11}, "no more than 10 items allowed"),
    ({"type": "context", "elements": []}, "no fewer than 1 items allowed"),
    (actions(*[button(action_id=str(number)) for number in range(26)]), "no more than 25 items allowed"),
    (actions(button(), button()), '`action_id` "a" already exists'),
    (actions(button(text=plain("x" * 76))), "must be less than 76 characters"),
    (actions(button(text=mrkdwn())), "unsupported type: mrkdwn"),
    (actions(button(value="x" * 2001)), "must be less than 2001 characters"),
    (actions(button(style="default")), "must be one of: primary, danger"),
    (actions(button(action_id="x" * 256)), "must be less than 256 characters"),
    (actions({"type": "overflow", "action_id": "o", "options": options(6)}), "no more than 5 items allowed"),
    (actions({"type": "plain_text_input", "action_id": "a"}), "unsupported type: plain_text_input"),
    (field({"type": "checkboxes", "options": options(11)}), "no more than 10 items allowed"),
    (field({"type": "radio_buttons", "options": []}), "no fewer than 1 items allowed"),
    (field({"type": "static_select", "options": options(101)}), "no more than 100 items allowed"),
    (field({"type": "static_select"}), "must define either `options` or `option_groups`"),
    (field({"type": "static_select", "options": [option("x" * 151)]}), "must be less than 151 characters"),
    (field({"type": "static_select", "options": [option(text="x" * 76)]}), "must be less than 76 characters"),
    (
        field({"type": "static_select", "options": options(2), "initial_option": option("z", "Z")}),
        "initial option must exactly match one of the provided options",
    ),
    (field({"type": "plain_text_input", "max_length": 3001}), "must be between 1 and 3000"),
    (field({"type": "plain_text_input", "max_length": 3, "initial_value": "four"}), "must be less than 4 characters"),
    (field({"type": "plain_text_input", "placeholder": plain("x" * 151)}), "must be less than 151 characters"),
    (
        field({"type": "multi_users_select", "max_selected_items": 1, "initial_users": ["U1", "U2"]}),
        "no more than 1 items",
    ),
    (field({"type": "datepicker", "initial_date": "23/11/2026"}), "failed to match the required format"),
    (field({"type": "number_input"}), "missing required field: is_decimal_allowed"),
    (field({"type": "button", "text": plain()}), "unsupported type: button"),
    (field({"type": "plain_text_input"}, label=mrkdwn()), "unsupported type: mrkdwn"),
    (field({"type": "plain_text_input"}, label=plain("x" * 2001)), "must be less than 2001 characters"),
    ({"type": "image", "image_url": "https://a.b/c.png"}, "missing required field: alt_text"),
    ({"type": "image", "alt_text": "a"}, "must define either `image_url` or `slack_file`"),
    ({"type": "carousel_of_dreams"}, "unsupported type: carousel_of_dreams"),
    ({"type": "alert", "text": plain()}, "unsupported type: alert"),
    (section(block_id="x" * 256), "must be less than 256 characters"),
]


@pytest.mark.parametrize("block", GOOD)
def test_what_slack_takes_is_taken(block: Body) -> None:
    check_message_blocks([block])


@pytest.mark.parametrize(("block", "problem"), BAD)
def test_what_slack_refuses_is_refused_with_the_reason_and_the_place(block: Body, problem: str) -> None:
    with pytest.raises(BlockKitError) as refused:
        check_message_blocks([block])
    body = refused.value.body()
    assert body["error"] == "invalid_blocks"
    assert any(problem in each for each in body["errors"]), body["errors"]
    assert all(each.startswith("[ERROR] ") for each in body["response_metadata"]["messages"])


@pytest.mark.parametrize("broken", ["blocks", {"type": "divider"}, 7])
def test_blocks_that_are_no_list_have_an_error_of_their_own(broken: object) -> None:
    with pytest.raises(SlackError, match="invalid_blocks_format"):
        check_message_blocks(broken)


@pytest.mark.parametrize(
    "junk", [None, 3, "words", [], {"type": []}, {"type": "section", "fields": 4}, {"type": "table", "rows": 1}]
)
def test_junk_is_refused_and_never_breaks_the_check(junk: object) -> None:
    with pytest.raises(BlockKitError):
        check_message_blocks([junk])
    with pytest.raises(BlockKitError):
        check_view({"type": "modal", "title": plain(), "blocks": [junk]}, "modal")


def test_a_message_takes_fifty_blocks_and_a_view_a_hundred() -> None:
    divider = {"type": "divider"}
    check_message_blocks([divider] * 50)
    check_view(modal(*[divider] * 100), "modal")
    with pytest.raises(BlockKitError, match="invalid_blocks"):
        check_message_blocks([divider] * 51)
    with pytest.raises(BlockKitError, match="invalid_arguments"):
        check_view(modal(*[divider] * 101), "modal")


def test_two_blocks_never_share_an_id() -> None:
    twice = [{"type": "divider", "block_id": "same"}] * 2
    with pytest.raises(BlockKitError) as refused:
        check_message_blocks(twice)
    assert refused.value.problems == ['`block_id` "same" already exists [json-pointer:/blocks/1/block_id]']


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(submit=plain("x" * 25)), "must be less than 25 characters"),
        (modal(title=mrkdwn()), "unsupported type: mrkdwn"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(callback_id="x" * 256), "must be less than 256 characters"),
        (modal(colour="red"), "invalid additional property: colour"),
        ({"type": "home", "blocks": []}, "must be one of: modal"),
        (
            {"type": "modal", "title": plain(), "blocks": [field({"type": "plain_text_input"})]},
            "missing required field: submit",
        ),
        (
            modal(
                *[field({"type": "plain_text_input", "focus_on_load": True, "action_id": each}) for each in "ab"],
            ),
            "only one element may have `focus_on_load`",
        ),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    ],
)
def test_a_view_that_breaks_a_rule_is_an_invalid_argument(view: Body, problem: str) -> None:
    with pytest.raises(BlockKitError) as refused:
        check_view(view, "modal")
    assert refused.value.code == "invalid_arguments"
    assert any(problem in each for each in refused.value.problems), refused.value.problems


def test_a_view_above_250_kilobytes_is_too_large() -> None:
    large = [section(mrkdwn("æ" * 2900)) for _ in range(50)]
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(modal(*large), "modal")


def test_every_block_and_element_gets_the_id_it_lacks() -> None:
    numbers = iter(range(100))
    made = with_ids(
        [{"type": "divider"}, actions({"type": "button", "text": plain()}, button())],
        lambda prefix: f"{prefix}{next(numbers)}",
    )
    assert [block["block_id"] for block in made] == ["b0", "b1"]
    assert [element["action_id"] for element in made[1]["elements"]] == ["a2", "a"]


def test_no_field_that_the_sdk_builds_is_unknown_here() -> None:
    for kind, known in {**BLOCKS, **ELEMENTS}.items():
        for model in vars(models).values():
            if isinstance(model, type) and getattr(model, "type", None) == kind and hasattr(model, "attributes"):
                attributes = model.attributes
                for name in attributes if isinstance(attributes, set) else ():
                    problems: list[str] = []
                    known({"type": kind, name: None}, "", problems)
                    unknown = [each for each in problems if "invalid additional property" in each]
                    assert not unknown, (kind, unknown)
