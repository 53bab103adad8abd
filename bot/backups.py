"""The daily backup of an embedded database."""

import asyncio
import logging
from datetime import datetime, timedelta
from pathlib import Path

from storage import Storage, backup
from storage.backup import NoBackupError

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)


async def back_up(storage: Storage, folder: Path, now: datetime) -> None:
    """Make the day's backup, unless there is one of the last 24 hours, and let the oldest go; a failure is logged."""
    stem = Path(storage.url.database or "").stem
    try:
        made = await asyncio.to_thread(backup.kept, folder, stem)
        if any(
            now - EVERY < moment <= now for moment, _ in made
        ):  # one of the future was made while the clock was wrong
            return
        newest = await backup.make(storage, folder, now)
        gone = await asyncio.to_thread(backup.rotate, folder, stem)
    except (NoBackupError, OSError) as problem:
        log.error("backup_failed", extra={"folder": str(folder), "reason": str(problem)})  # noqa: TRY400  # said in full
        return
    log.info("backed_up", extra={"file": newest.file.name, "rows": newest.rows, "deleted": len(gone)})
