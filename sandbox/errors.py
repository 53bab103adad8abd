"""What the Web API refuses, and what a Slack client would not let a person do."""

from typing import Any


class SlackError(Exception):
    """A refusal of the Web API: becomes `{"ok": false, "error": code, …}`."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def body(self) -> dict[str, Any]:
        """Give the JSON body that Slack answers with."""
        return {"ok": False, "error": self.code, **self.details}


class BlockKitError(SlackError):
    """Blocks, or a view, that break Block Kit's rules; `problems` are sentences with JSON pointers."""

    def __init__(self, code: str, problems: list[str]) -> None:
        super().__init__(
            code, errors=problems, response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]}
        )
        self.problems = problems


class NotPossible(Exception):  # noqa: N818 - it reads as what happened: the client does not offer it
    """A Slack client would not let this person do that: no such button, option, view or command."""
