"""Logs: one JSON object a line, a stable verb and ids; never names, words people wrote, or tokens.

What an exception says, and what a library says about a payload, may quote what somebody wrote. So of exceptions only
their kinds and places are logged, and of a library's sentence only its beginning. Where everybody is fictional, as in
the sandbox, `quoting` shows it all.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath

OURS = ("bot", "handlers", "mentoring", "prompts", "storage", "sandbox")

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TOKEN = re.compile(r"x(?:ox[a-z](?:\.xox[a-z])?|app)-[\w-]+")
_DETAILS = re.compile(r"[:(\[{<\"'\n]")


class JsonLines(logging.Formatter):
    """One record, one line."""

    def __init__(self, *, quoting: bool = False) -> None:
        super().__init__()
        self._quoting = quoting

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "verb": self._verb(record),
            "from": record.name,
            **{name: value for name, value in vars(record).items() if name not in _ORDINARY},
        }
        if record.exc_info and record.exc_info[1] is not None:
            fields |= self._error(record.exc_info[1])
        return _TOKEN.sub("(token)", json.dumps(fields, default=str, ensure_ascii=False))

    def _verb(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        is_ours = record.name.partition(".")[0] in OURS
        return said if is_ours or self._quoting else _DETAILS.split(said, maxsplit=1)[0].strip()

    def _error(self, error: BaseException) -> dict[str, object]:
        if self._quoting:
            return {"error": "".join(traceback.format_exception(error))}
        return {"error": " from ".join(type(each).__name__ for each in _causes(error)), "trace": _places(error)}


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__, limit=-12)
    return [f"{'/'.join(PurePath(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in frames]


def set_up_logging(level: str, *, quoting: bool = False) -> None:
    """Log to standard error from here on; the libraries only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(quoting=quoting))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "sqlalchemy", "alembic", "asyncio"):
        logging.getLogger(library).setLevel(logging.WARNING)
