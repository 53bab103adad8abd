"""The few shapes Block Kit is made of: strings, texts, lists, objects; each notes what is wrong and where."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]
"""Takes a value, its JSON pointer and the list of problems to add to."""


def note(problems: Problems, sentence: str, pointer: str) -> None:
    """Add a problem the way Slack words it."""
    problems.append(f"{sentence} [json-pointer:{pointer}]")


def string(limit: int, *, least: int = 0, pattern: str | None = None) -> Check:
    """Accept a string of `least` to `limit` characters, of a form where one is given."""
    form = re.compile(pattern) if pattern else None

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, str):
            note(problems, "must provide a string", pointer)
        elif len(value) > limit:
            note(problems, f"must be less than {limit + 1} characters", pointer)
        elif len(value) < least:
            note(problems, f"must be more than {least - 1} characters", pointer)
        elif form and not form.fullmatch(value):
            note(problems, "failed to match the required format", pointer)

    return check


def integer(low: int, high: int) -> Check:
    """Accept a whole number within bounds."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            note(problems, "must be an integer", pointer)
        elif not low <= value <= high:
            note(problems, f"must be between {low} and {high}", pointer)

    return check


def boolean(value: Any, pointer: str, problems: Problems) -> None:
    """Accept true or false."""
    if not isinstance(value, bool):
        note(problems, "must be a boolean", pointer)


def choice(*allowed: str) -> Check:
    """Accept one of a few words."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if value not in allowed:
            note(problems, f"must be one of: {', '.join(allowed)}", pointer)

    return check


def text(limit: int, *kinds: str) -> Check:
    """Accept a text object of the given kinds (plain_text when none is given), not empty."""
    allowed = kinds or ("plain_text",)

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            note(problems, "must provide an object", pointer)
        elif value.get("type") not in allowed:
            note(problems, f"unsupported type: {value.get('type')}", f"{pointer}/type")
        else:
            allowed_keys = {"type", "text", "emoji" if value["type"] == "plain_text" else "verbatim"}
            _only(allowed_keys, value, pointer, problems)
            length = value.get("text")
            if "text" not in value:
                note(problems, "missing required field: text", pointer)
            else:
                not_empty(length, f"{pointer}/text", problems)

    not_empty = string(limit, least=1)
    return check


def either_text(limit: int) -> Check:
    """Accept a text object of either kind."""
    return text(limit, "plain_text", "mrkdwn")


def items(check_item: Check, *, most: int, least: int = 1) -> Check:
    """Accept a list of `least` to `most` items of one shape."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, list):
            note(problems, "must be an array", pointer)
            return
        if len(value) > most:
            note(problems, f"no more than {most} items allowed", pointer)
        if len(value) < least:
            note(problems, f"no fewer than {least} items allowed", pointer)
        for index, item in enumerate(value[:most]):
            check_item(item, f"{pointer}/{index}", problems)

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    """Accept an object with these fields and no others, that keeps the extra rules."""
    every = {**required, **optional}

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            note(problems, "must provide an object", pointer)
            return
        for name in required:
            if name not in value:
                note(problems, f"missing required field: {name}", pointer)
        _only(every, value, pointer, problems)
        for name, content in value.items():
            if name in every:
                every[name](content, f"{pointer}/{name}", problems)
        for rule in rules:
            rule(value, pointer, problems)

    return check


def by_type(table: Mapping[str, Check], allowed: Collection[str]) -> Check:
    """Accept any of the allowed types, each checked by its own row of the table."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in allowed or kind not in table:
            note(problems, f"unsupported type: {kind}", pointer)
        else:
            table[kind](value, pointer, problems)

    return check


def anything(_value: Any, _pointer: str, _problems: Problems) -> None:
    """Accept whatever it is: Slack checks it elsewhere or not at all."""


def _only(allowed: Collection[str], value: Mapping[str, Any], pointer: str, problems: Problems) -> None:
    for name in value:
        if name not in allowed:
            note(problems, f"invalid additional property: {name}", pointer)
