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
    made = backup.kept(folder, stem)
    if made and now - made[-1][0] < EVERY:
        return
    try:
        newest = await backup.make(storage, folder, now)
    except NoBackupError as problem:
        log.error("backup_failed", extra={"folder": str(folder), "reason": str(problem)})  # noqa: TRY400  # said in full
        return
    gone = await asyncio.to_thread(backup.rotate, folder, stem)
    log.info("backed_up", extra={"file": newest.file.name, "rows": newest.rows, "deleted": len(gone)})
