"""What is no news where everything is made to go wrong."""

import gc
import logging
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SAWarning


@contextmanager
def log_counted() -> Iterator[Counter[str]]:
    """Count what the bot logs instead of writing it: with so many faults, that would take longer than the week."""
    verbs: Counter[str] = Counter()

    class Counting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            verbs[record.getMessage()] += 1

    counting, loggers = (
        Counting(),
        [logging.getLogger(name) for name in ("bot", "handlers", "mentoring", "storage", "sqlalchemy", "slack_sdk")],
    )
    for logger in loggers:
        logger.addHandler(counting)
        logger.propagate = False
    try:
        yield verbs
    finally:
        for logger in loggers:
            logger.removeHandler(counting)
            logger.propagate = True


@contextmanager
def leaving_the_dead() -> Iterator[None]:
    """Who is killed while connecting closes nothing any more, of which SQLAlchemy would warn."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The garbage collector is trying to clean up", category=SAWarning)
        gc.freeze()  # the dead are among what is new, and all else takes long to look through
        try:
            yield
        finally:
            gc.collect()
            gc.unfreeze()
