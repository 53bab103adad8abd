"""A lock beside an embedded database, so that two bots never work on one file."""

import sys
from pathlib import Path


class DatabaseInUseError(Exception):
    """Another bot already works on this SQLite file."""


class FileLock:
    """Held from `FileLock(path)` until `release()` or the end of the process, however it ends."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a")
        try:
            _lock(self._file.fileno())
        except OSError:
            self._file.close()
            raise DatabaseInUseError(
                f"Another bot holds {path}: stop it first, or use PostgreSQL for several"
            ) from None

    def release(self) -> None:
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
