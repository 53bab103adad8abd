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


class SelfService(StrEnum):
    """Looking after one's own place."""

    PAUSE = "place.pause"
    LEAVE = "place.leave"
    LEAVE_CHOOSE = "place.leave_choose"
    CHANGE = "place.change"
    CHANGED = "place.changed"


class Run(StrEnum):
    """Running programmes; a button's value is the programme's id, or the page to turn to."""

    NEW = "programme.new"
    EDIT = "programme.edit"
    OPEN = "programme.open"
    ANNOUNCE = "programme.announce"
    CLOSE = "programme.close"
    END = "programme.end"
    PAGE = "programme.page"
    BASICS = "programme.basics"
    DETAILS = "programme.details"
