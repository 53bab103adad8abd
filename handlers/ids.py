"""Every id that Slack sends back to us, one group a conversation. An id names what the person does."""

from enum import StrEnum


class Door(StrEnum):
    """Buttons that open the same room as a `/mentor` subcommand; the value is `open:<subcommand>`."""

    OPEN = "open"
    LINK = "link"


class Join(StrEnum):
    """Joining a programme."""

    LOOK = "join.look"
    ROLE = "join.role"
    GOALS = "join.goals"
    ABOUT = "join.about"
    HOURS = "join.hours"
    WISHES = "join.wishes"
    BASELINE = "join.baseline"
    INTRODUCTION = "join.introduction"
    CHOOSE = "join.choose"
    CHANGE = "join.change"
