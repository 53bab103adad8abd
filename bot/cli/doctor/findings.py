"""What the doctor says: one finding a sentence, and how to mend it."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Grade(StrEnum):
    """How much a finding matters. Only what is `WRONG` keeps the bot from doing its work."""

    FINE = "fine"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    about: str
    grade: Grade
    says: str
    mend: str | None = None

    def described(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def fine(about: str, says: str) -> Finding:
    return Finding(about=about, grade=Grade.FINE, says=says)


def warning(about: str, says: str, mend: str) -> Finding:
    return Finding(about=about, grade=Grade.WARNING, says=says, mend=mend)


def wrong(about: str, says: str, mend: str) -> Finding:
    return Finding(about=about, grade=Grade.WRONG, says=says, mend=mend)
