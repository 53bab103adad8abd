"""What a restore would rest on: how old the newest backup is, and whether erasures are noted as they should be."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli.doctor.database import DATABASE
from bot.cli.doctor.findings import Finding, fine, warning, wrong
from bot.settings import Settings
from storage import backup, erasures
from storage.erasures import LedgerError

OLD = timedelta(days=2)
"""A bot that runs makes one a day."""


def look_at_backups(settings: Settings, now: datetime) -> Sequence[Finding]:
    """Each was checked when it was made; a database server is backed up by whoever runs it."""
    file, folder = settings.database_file, settings.backups_dir
    if file is None or not file.exists():
        return []
    if folder is None:
        return [fine(DATABASE, "The bot makes no backups of its own: MENTOR_BACKUPS_DIR is off.")]
    return [_newest(folder, file.stem, now), *_key_beside(settings, folder)]


def _newest(folder: Path, stem: str, now: datetime) -> Finding:
    made = [each for each in backup.kept(folder, stem) if each[0] <= now]
    if not made:
        return fine(DATABASE, f"There is no backup in {folder} yet; a bot that runs makes one a day.")
    age = now - made[-1][0]
    says = f"The newest backup is {_old(age)} old: {made[-1][1]}."
    if age < OLD:
        return fine(DATABASE, says)
    return warning(DATABASE, says, "See whether the bot runs, and search its logs for backup_failed.")


def _key_beside(settings: Settings, folder: Path) -> Sequence[Finding]:
    if settings.key_file is None or not settings.key_file.resolve().is_relative_to(folder.resolve()):
        return []
    says = f"The key lies among the backups in {folder}: whoever gets that folder can read everything."
    return [warning(DATABASE, says, "Let MENTOR_BACKUPS_DIR name a folder of its own.")]


def _old(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if age >= OLD:
        return f"{age.days} days"
    return "less than two hours" if hours < 2 else f"{hours} hours"


def look_at_erasures(settings: Settings) -> Sequence[Finding]:
    """Whether a restore could rely on what is noted of erasures."""
    ledger = settings.erasures_file
    if ledger is None or not ledger.exists():
        return []
    try:
        noted = len(erasures.read(ledger))
    except LedgerError as problem:
        return [wrong(DATABASE, f"{problem}.", "Put back a good copy: docs/operating.md says more, under “Erasures”.")]
    return [fine(DATABASE, f"{noted} {'erasure is' if noted == 1 else 'erasures are'} noted in {ledger}.")]
