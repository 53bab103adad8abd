"""Who may do what: the only door. Every use case that changes or shows something asks here first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is asking: a person in a workspace, as Slack's own request says, never as a button says."""

    workspace: str
    id: str
