"""The database and the keys: are they there, are they ours, who else on this machine can read them."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from bot.cli.doctor.findings import Finding, Grade, fine, warning, wrong
from bot.health import is_in_use
from bot.settings import Settings
from storage import Keyring, open_storage
from storage.inspection import Inspection, SchemaState, inspect

DATABASE, KEYS = "database", "keys"
MOUNTS = Path("/proc/self/mountinfo")

# On these, locks and the shared memory of SQLite's write-ahead log cannot be relied on.
_NETWORK = frozenset(
    {"9p", "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs", "gfs2", "lustre", "nfs", "nfs4", "smb3"}
)
_RESTORE = "Stop the bot and put a backup back with `mentor-bot restore`; it names the key it needs."


async def look_at_database(settings: Settings) -> Sequence[Finding]:
    """Keys first: without them the database cannot be judged."""
    keys, about_keys = look_at_keys(settings)
    file = settings.database_file
    about_file = look_at_file(file) if file else []
    if any(finding.grade is Grade.WRONG for finding in about_file) or (file and not file.exists()):
        return [*about_keys, *about_file]
    return [*about_keys, *about_file, *await _look_inside(settings, keys)]


def look_at_keys(settings: Settings) -> tuple[Keyring | None, Sequence[Finding]]:
    """The keyring, when there is a usable one. Nothing is made that is not there."""
    if settings.mentor_keys is not None:
        return _read_keys(settings.mentor_keys.get_secret_value(), "MENTOR_KEYS", [])
    path = settings.key_file
    if path is None:
        mend = "Make one with `mentor-bot keys new`, set MENTOR_KEYS to it, and keep a copy apart from backups."
        return None, [wrong(KEYS, "MENTOR_KEYS is not set, and a database server needs it.", mend)]
    if not path.exists() and settings.database_file is not None and settings.database_file.exists():
        mend = f"Put back the {path.name} that belongs to this database: nothing else opens what is encrypted in it."
        return None, [wrong(KEYS, f"The key file {path} is missing.", mend)]
    if not path.exists():
        return None, [fine(KEYS, f"There are no keys yet; the first start makes {path}.")]
    return _read_keys(path.read_text(encoding="utf-8"), f"The key file {path}", look_at_mode(path, KEYS))


def _read_keys(text: str, source: str, others: Sequence[Finding]) -> tuple[Keyring | None, Sequence[Finding]]:
    try:
        keys = Keyring.from_text(text)
    except ValueError:
        mend = "Each is 44 characters as `mentor-bot keys new` prints them; several are separated by commas."
        return None, [wrong(KEYS, f"{source} holds something that is not a key.", mend), *others]
    count, names = len(keys.fingerprints), ", ".join(keys.fingerprints)
    says = f"{source} holds {count} usable {'key' if count == 1 else 'keys'}: {names}."
    return keys, [fine(KEYS, says), *others]


def look_at_file(path: Path) -> Sequence[Finding]:
    """The file of an embedded database, and the folder it is in, before anything is opened."""
    folder = path.parent if path.parent.exists() else next(p for p in path.absolute().parents if p.exists())
    findings = []
    if not os.access(folder, os.W_OK | os.X_OK):
        findings.append(wrong(DATABASE, f"Nothing can be written in {folder}.", f"Let this user own {folder}."))
    if path.exists() and not path.is_file():
        findings.append(wrong(DATABASE, f"{path} is not a file.", "Let DATABASE_URL name a file."))
    elif path.exists() and not os.access(path, os.R_OK | os.W_OK):
        findings.append(wrong(DATABASE, f"{path} cannot be read and written.", f"Let this user own {path}."))
    elif path.exists():
        findings += look_at_mode(path, DATABASE)
    else:
        findings.append(fine(DATABASE, f"There is no database yet; the first start makes {path}."))
    kind = filesystem_of(path.absolute(), MOUNTS.read_text(encoding="utf-8")) if MOUNTS.exists() else None
    if kind in _NETWORK:
        says = f"{path} is on a network disk ({kind}), where SQLite can lose data."
        findings.append(wrong(DATABASE, says, "Move it to a disk of this machine, or use PostgreSQL."))
    return findings


def look_at_mode(path: Path, about: str) -> Sequence[Finding]:
    """Whether others on this machine can read a file. Where there are no such modes, nobody can say."""
    if os.name == "nt" or not stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    says, mend = f"Others on this machine can read {path}.", f"chmod 600 {path}"
    return [wrong(about, says, mend) if about == KEYS else warning(about, says, mend)]


def filesystem_of(path: Path, mountinfo: str) -> str | None:
    """The kind of filesystem a path is on, by the longest mount point above it; None when there is no telling."""
    best: tuple[int, str | None] = (-1, None)
    for line in mountinfo.splitlines():
        place, _, kind = line.partition(" - ")
        mount = Path(place.split()[4].encode().decode("unicode_escape"))
        if path.is_relative_to(mount):
            best = max(best, (len(mount.parts), kind.split()[0]))  # of two on one place, either may be on top
    return best[1]


async def _look_inside(settings: Settings, keys: Keyring | None) -> Sequence[Finding]:
    try:
        # A keyring of our own sees all but what is sealed; that the right one is missing was said already.
        storage = await open_storage(settings.database_url, keys=keys or Keyring(Keyring.generate()))
    except Exception as problem:  # noqa: BLE001  # whatever an address can be refused with is the finding
        return [wrong(DATABASE, f"DATABASE_URL cannot be used: {_first_line(problem)}.", "Mend DATABASE_URL.")]
    try:
        seen = await inspect(storage)
        running = storage.is_embedded and is_in_use(storage)
    except Exception as problem:  # noqa: BLE001  # whatever the driver raises is the finding
        mend = (
            _RESTORE if storage.is_embedded else "See that the server runs, and DATABASE_URL names user and database."
        )
        return [wrong(DATABASE, f"The database cannot be read: {_first_line(problem)}.", mend)]
    finally:
        await storage.close()
    kind = "SQLite" if storage.is_embedded else "PostgreSQL"
    use = " A bot is using it." if running else ""
    return [*_about_contents(seen, keys), fine(DATABASE, f"The {kind} database answers.{use}")]


def _about_contents(seen: Inspection, keys: Keyring | None) -> list[Finding]:
    findings = []
    if seen.fault is not None:
        findings.append(wrong(DATABASE, f"The database is damaged: {seen.fault}.", _RESTORE))
    match seen.schema:
        case SchemaState.NEWER:
            mend = "Install that version again, or put back the backup from before it."
            findings.append(wrong(DATABASE, "A newer version of Mentor Bot has used this database.", mend))
        case SchemaState.OLDER:
            mend = "Back it up, then start the bot or run `mentor-bot migrate`."
            findings.append(
                warning(DATABASE, "The database is of an older version and will be brought up to date.", mend)
            )
        case SchemaState.EMPTY:
            findings.append(fine(DATABASE, "The database is empty; the first start makes its tables."))
        case SchemaState.AHEAD:
            says = "The database is of a newer version, which this one can work beside."
            findings.append(warning(DATABASE, says, "Bring every bot on this database to the newer version."))
        case SchemaState.CURRENT:
            findings.append(fine(DATABASE, "The database is of this version."))
    if keys is not None and seen.keys_fit is False:
        mend = "Give the keys this database was made with: put the old key behind the new one, separated by a comma."
        findings.append(wrong(KEYS, "The keys do not open what is encrypted in this database.", mend))
    elif keys is not None and seen.keys_fit:
        findings.append(fine(KEYS, "The keys open what is encrypted in this database."))
    return findings


def _first_line(problem: Exception) -> str:
    cause = getattr(problem, "orig", None) or problem
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0].rstrip(".")
