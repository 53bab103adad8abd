"""Block elements: buttons, menus, pickers and inputs, each with its limits."""

from typing import Any

from sandbox.block_kit.shapes import (
    Check,
    Problems,
    anything,
    boolean,
    choice,
    either_text,
    fields,
    integer,
    items,
    note,
    string,
    text,
)

ID = string(255, least=1)
URL = string(3000, least=1)
PLACEHOLDER = text(150)
CONFIRM = fields(
    {"title": text(100), "text": either_text(300), "confirm": text(30), "deny": text(30)},
    {"style": choice("primary", "danger")},
)


def _option(label: Check, *, url: bool = False) -> Check:
    extra = {"url": URL} if url else {}
    return fields({"text": label, "value": string(150, least=1)}, {"description": either_text(75), **extra})


PLAIN_OPTION = _option(text(75))
RICH_OPTION = _option(either_text(75))
MENU_OPTIONS = items(PLAIN_OPTION, most=100)
OPTION_GROUPS = items(fields({"label": text(75), "options": MENU_OPTIONS}, {}), most=100)
BUTTON_OPTIONS = items(RICH_OPTION, most=10)
MAX_SELECTED = integer(1, 1_000_000)
_COMMON: dict[str, Check] = {"type": anything, "action_id": ID}
_PICKER = {**_COMMON, "placeholder": PLACEHOLDER, "confirm": CONFIRM, "focus_on_load": boolean}
_INPUT = {
    **_COMMON,
    "placeholder": PLACEHOLDER,
    "focus_on_load": boolean,
    "dispatch_action_config": fields(
        {}, {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), most=2)}
    ),
}
_FILTER = fields(
    {},
    {
        "include": items(choice("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_IDS = items(string(255, least=1), most=1000, least=0)


def _offered(element: dict[str, Any]) -> list[tuple[Any, Any]]:
    groups = element.get("option_groups")
    lists = [group.get("options") for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    lists.append(element.get("options"))
    return [
        (option.get("value"), (option.get("text") or {}).get("text"))
        for options in lists
        if isinstance(options, list)
        for option in options
        if isinstance(option, dict) and isinstance(option.get("text"), dict)
    ]


def _initial_is_offered(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    initial = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    if not isinstance(initial, list) or not initial:
        return
    offered = _offered(element)
    for option in initial:
        label = option.get("text") if isinstance(option, dict) else None
        if not isinstance(label, dict) or (option.get("value"), label.get("text")) not in offered:
            note(problems, "initial option must exactly match one of the provided options", pointer)


def _options_or_groups(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    if ("options" in element) == ("option_groups" in element):
        note(problems, "must define either `options` or `option_groups`", pointer)


def _not_more_than_selectable(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    most = element.get("max_selected_items")
    for name, value in element.items():
        if name.startswith("initial_") and isinstance(value, list) and isinstance(most, int) and len(value) > most:
            note(problems, f"no more than {most} items allowed", f"{pointer}/{name}")


def _length_bounds(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        note(problems, "min_length must not be greater than max_length", pointer)
    initial = element.get("initial_value")
    if isinstance(initial, str) and isinstance(most, int) and len(initial) > most:
        note(problems, f"must be less than {most + 1} characters", f"{pointer}/initial_value")


def _image_source(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    if ("image_url" in element) == ("slack_file" in element):
        note(problems, "must define either `image_url` or `slack_file`", pointer)


IMAGE_SOURCE = _image_source
_OPTIONS = {"options": MENU_OPTIONS, "option_groups": OPTION_GROUPS}
_MULTI = {**_PICKER, "max_selected_items": MAX_SELECTED}
_DATE = string(10, pattern=r"\d{4}-\d{2}-\d{2}")
_TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = string(50, pattern=r"-?\d+(\.\d+)?")

ELEMENTS: dict[str, Check] = {
    "button": fields(
        {"text": text(75)},
        {
            **_COMMON,
            "url": URL,
            "value": string(2000, least=1),
            "style": choice("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75, least=1),
        },
    ),
    "checkboxes": fields(
        {"options": BUTTON_OPTIONS},
        {**_COMMON, "initial_options": BUTTON_OPTIONS, "confirm": CONFIRM, "focus_on_load": boolean},
        _initial_is_offered,
    ),
    "radio_buttons": fields(
        {"options": BUTTON_OPTIONS},
        {**_COMMON, "initial_option": RICH_OPTION, "confirm": CONFIRM, "focus_on_load": boolean},
        _initial_is_offered,
    ),
    "overflow": fields({"options": items(_option(text(75), url=True), most=5)}, {**_COMMON, "confirm": CONFIRM}),
    "datepicker": fields({}, {**_PICKER, "initial_date": _DATE}),
    "timepicker": fields({}, {**_PICKER, "initial_time": _TIME, "timezone": string(100)}),
    "datetimepicker": fields(
        {},
        {**_COMMON, "initial_date_time": integer(10**9, 10**10 - 1), "confirm": CONFIRM, "focus_on_load": boolean},
    ),
    "static_select": fields(
        {}, {**_PICKER, **_OPTIONS, "initial_option": PLAIN_OPTION}, _options_or_groups, _initial_is_offered
    ),
    "multi_static_select": fields(
        {},
        {**_MULTI, **_OPTIONS, "initial_options": MENU_OPTIONS},
        _options_or_groups,
        _initial_is_offered,
        _not_more_than_selectable,
    ),
    "external_select": fields({}, {**_PICKER, "initial_option": PLAIN_OPTION, "min_query_length": integer(0, 100)}),
    "multi_external_select": fields(
        {},
        {**_MULTI, "initial_options": MENU_OPTIONS, "min_query_length": integer(0, 100)},
        _not_more_than_selectable,
    ),
    "users_select": fields({}, {**_PICKER, "initial_user": ID}),
    "multi_users_select": fields({}, {**_MULTI, "initial_users": _IDS}, _not_more_than_selectable),
    "channels_select": fields({}, {**_PICKER, "initial_channel": ID, "response_url_enabled": boolean}),
    "multi_channels_select": fields({}, {**_MULTI, "initial_channels": _IDS}, _not_more_than_selectable),
    "conversations_select": fields(
        {},
        {
            **_PICKER,
            "initial_conversation": ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": _FILTER,
        },
    ),
    "multi_conversations_select": fields(
        {},
        {**_MULTI, "initial_conversations": _IDS, "default_to_current_conversation": boolean, "filter": _FILTER},
        _not_more_than_selectable,
    ),
    "plain_text_input": fields(
        {},
        {
            **_INPUT,
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _length_bounds,
    ),
    "rich_text_input": fields(
        {}, {**_INPUT, "initial_value": anything, "min_lines": integer(1, 100), "max_lines": integer(1, 100)}
    ),
    "email_text_input": fields({}, {**_INPUT, "initial_value": string(3000)}),
    "url_text_input": fields({}, {**_INPUT, "initial_value": string(3000)}),
    "number_input": fields(
        {"is_decimal_allowed": boolean},
        {**_INPUT, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "file_input": fields(
        {}, {**_COMMON, "filetypes": items(string(50, least=1), most=100), "max_files": integer(1, 10)}
    ),
    "image": fields(
        {"alt_text": string(2000, least=1)},
        {"type": anything, "image_url": URL, "slack_file": anything},
        _image_source,
    ),
    "feedback_buttons": fields({"positive_button": anything, "negative_button": anything}, _COMMON),
    "icon_button": fields(
        {"icon": choice("trash"), "text": text(75)},
        {
            **_COMMON,
            "value": string(2000, least=1),
            "confirm": CONFIRM,
            "accessibility_label": string(75, least=1),
            "visible_to_user_ids": _IDS,
        },
    ),
    "workflow_button": fields(
        {"text": text(75), "workflow": anything}, {**_COMMON, "style": choice("primary", "danger")}
    ),
}

MENUS = frozenset(name for name in ELEMENTS if name.endswith("_select"))
PICKERS = frozenset({"datepicker", "timepicker", "checkboxes", "radio_buttons"})
INPUTS = frozenset(name for name in ELEMENTS if name.endswith("_input"))
IN_SECTION = MENUS | PICKERS | {"button", "overflow", "image", "workflow_button"}
IN_ACTIONS = MENUS | PICKERS | {"button", "overflow", "datetimepicker", "rich_text_input", "workflow_button"}
IN_INPUT = MENUS | PICKERS | INPUTS | {"datetimepicker"}
INTERACTIVE = frozenset(ELEMENTS) - {"image"}
