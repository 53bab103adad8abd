"""Logs: one JSON object a line, a stable verb and ids; never names, words people wrote, or tokens."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TOKEN = re.compile(r"x(?:ox[abeprs]|app)-[\w-]+")


class JsonLines(logging.Formatter):
    """One record, one line."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "verb": record.getMessage(),
            "from": record.name,
            **{name: value for name, value in vars(record).items() if name not in _ORDINARY},
        }
        if record.exc_info:
            fields["trace"] = self.formatException(record.exc_info)
        return _TOKEN.sub("(token)", json.dumps(fields, default=str, ensure_ascii=False))


def set_up_logging(level: str) -> None:
    """Log to standard error from here on; the libraries only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "sqlalchemy", "alembic", "asyncio"):
        logging.getLogger(library).setLevel(logging.WARNING)
