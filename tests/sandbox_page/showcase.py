"""Every block and every element the page must show, as an app would send them."""

from typing import Any

Block = dict[str, Any]

HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> <!channel> &amp; "quotes"'
"""Text as a person could type it, which must never become markup."""


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, description: str = "") -> Block:
    return {"text": plain(text), "value": value, **({"description": plain(description)} if description else {})}


def options(*names: str) -> list[Block]:
    return [option(name, name.lower()) for name in names]


def button(text: str, action_id: str, **more: Any) -> Block:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def field(label: str, element: Block, **more: Any) -> Block:
    """An input block whose block_id and action_id follow its label."""
    name = label.lower().replace(" ", "_")
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {"action_id": f"{name}_is", **element},
        **more,
    }


CONFIRM = {
    "title": plain("Are you sure?"),
    "text": plain("It cannot be undone."),
    "confirm": plain("Do it"),
    "deny": plain("Leave it"),
}

RICH_TEXT = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Bold", "style": {"bold": True}},
                {"type": "text", "text": " & <i>not italic</i>, "},
                {"type": "link", "url": "https://example.org/", "text": "a link"},
                {"type": "text", "text": " "},
                {"type": "emoji", "name": "wave"},
                {"type": "text", "text": " code", "style": {"code": True}},
                {"type": "date", "timestamp": 1767261600, "format": "{date_long} at {time}", "fallback": "new year"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 0,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "outer one"}]}],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "inner one"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "inner two"}]},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 0,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "outer two"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "A quotation."}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "def kept(spaces):\n    pass"}]},
    ],
}

TABLE = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Department"}, {"type": "raw_text", "text": "People"}],
        [{"type": "raw_text", "text": "Research"}, {"type": "raw_text", "text": "12"}],
        [{"type": "raw_text", "text": "<b>Sales</b>"}, {"type": "raw_text", "text": "7"}],
    ],
}

MESSAGE: list[Block] = [
    {"type": "header", "text": plain("A header :tada:")},
    {
        "type": "section",
        "block_id": "words",
        "text": mrkdwn(
            "*bold* _italic_ ~struck~ `code` <https://example.org|a link> 2*3*4 snake_case_word :wave:\n"
            "&gt; a quotation\n• first\n• second\n```kept\n  as is```\n"
            "5 &lt; 6 &amp;&amp; 7 <!date^1767261600^{date_short_pretty} {time}|new year>"
        ),
        "accessory": {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Rename", "rename"), option("Remove", "remove")],
        },
    },
    {"type": "section", "fields": [mrkdwn("*Who*\nEverybody"), mrkdwn("*When*\nToday")]},
    {"type": "divider"},
    {
        "type": "image",
        "image_url": "https://example.invalid/picture.png",
        "alt_text": "A hill in the evening",
        "title": plain("The hill"),
    },
    RICH_TEXT,
    TABLE,
    {
        "type": "markdown",
        "text": "## Markdown\n\n1. **one**\n2. two\n   - inner\n\n> said\n\n`x` and [link](https://example.org) <b>no markup</b>",
    },
    {
        "type": "context",
        "elements": [
            mrkdwn("Small words, *quietly*"),
            {"type": "image", "image_url": "https://example.invalid/i.png", "alt_text": "icon"},
        ],
    },
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("Yes", "yes", style="primary", value="yes-value"),
            button("Delete", "delete", style="danger", value="all", confirm=CONFIRM),
            button("Site", "site", url="https://example.org/"),
            {
                "type": "static_select",
                "action_id": "colour",
                "placeholder": plain("Colour"),
                "options": options("Red", "Green"),
            },
            {"type": "datepicker", "action_id": "day", "placeholder": plain("Day")},
        ],
    },
]

FIELDS: list[Block] = [
    field(
        "Name",
        {"type": "plain_text_input", "max_length": 40, "placeholder": plain("First and last")},
        hint=plain("As you like to be called"),
    ),
    field("Story", {"type": "plain_text_input", "multiline": True, "initial_value": "Once upon a time"}, optional=True),
    field("Number", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"}),
    field("E-mail", {"type": "email_text_input"}, optional=True),
    field("Address", {"type": "url_text_input"}, optional=True),
    field("Fruit", {"type": "static_select", "options": [option("Apple", "apple", "Crisp"), option("Pear", "pear")]}),
    field(
        "Skills",
        {
            "type": "multi_static_select",
            "max_selected_items": 3,
            "option_groups": [
                {"label": plain("Craft"), "options": options("Writing", "Drawing")},
                {"label": plain("People"), "options": options("Listening", "Asking")},
            ],
        },
    ),
    field("Boss", {"type": "users_select"}, optional=True),
    field("Friends", {"type": "multi_users_select"}, optional=True),
    field("Place", {"type": "channels_select"}, optional=True),
    field(
        "Days",
        {
            "type": "checkboxes",
            "options": [option("Monday", "mon", "The first"), option("Tuesday", "tue")],
            "initial_options": [option("Monday", "mon", "The first")],
        },
        optional=True,
    ),
    field("Size", {"type": "radio_buttons", "options": options("Small", "Large")}),
    field("Date", {"type": "datepicker", "initial_date": "2026-12-01"}),
    field("Time", {"type": "timepicker"}),
    field("Moment", {"type": "datetimepicker"}, optional=True),
]


def modal(title: str, blocks: list[Block], **more: Any) -> Block:
    return {
        "type": "modal",
        "callback_id": title.lower().replace(" ", "_"),
        "title": plain(title),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": blocks,
        **more,
    }


HOME: Block = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your home")},
        {"type": "section", "block_id": "greeting", "text": mrkdwn("Nothing pressed yet")},
        {"type": "actions", "block_id": "home_acts", "elements": [button("Press at home", "home_pressed", value="h")]},
    ],
}

STEPS: Block = modal(
    "Steps",
    [
        field("Kept", {"type": "plain_text_input"}),
        {"type": "actions", "block_id": "step_acts", "elements": [button("Deeper", "deeper"), button("Grow", "grow")]},
    ],
)
