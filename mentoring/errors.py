"""What can go wrong in a way a person can do something about.

Each class names the Fluent message that says it: `MustBeInvitedError` is said by `error-must-be-invited`.
"""

import re


class MentoringError(Exception):
    """An expected refusal. `args_for_words` are the values its sentence needs; `field` the form field it is about."""

    field: str | None = None

    def __init__(self, *, field: str | None = None, **args_for_words: str | float) -> None:
        super().__init__(type(self).__name__)
        self.field = field
        self.args_for_words = args_for_words

    @property
    def message_id(self) -> str:
        """The id of the Fluent message that says this error."""
        return "error" + re.sub(r"([A-Z])", r"-\1", type(self).__name__.removesuffix("Error")).lower()


class NotAllowedError(MentoringError):
    """Somebody pressed or asked for what is not theirs."""


class GoneError(MentoringError):
    """The thing a stale button speaks of is no longer there."""


class AlreadyNotedError(Exception):
    """The same press or submission arrived twice: the first was answered, and nobody needs a second sentence."""
