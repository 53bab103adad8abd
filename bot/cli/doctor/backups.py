"""The backups of an embedded database: is there one, and how old is the newest."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cli.doctor.database import DATABASE
from bot.cli.doctor.findings import Finding, fine, warning
from bot.settings import Settings
from storage import backup

OLD = timedelta(days=2)
"""A bot that runs makes one a day."""


def look_at_backups(settings: Settings, now: datetime) -> Sequence[Finding]:
    """Each was checked when it was made; a database server is backed up by whoever runs it."""
    file, folder = settings.database_file, settings.backups_dir
    if file is None or not file.exists():
        return []
    if folder is None:
        return [fine(DATABASE, "The bot makes no backups of its own: MENTOR_BACKUPS_DIR is off.")]
    made = backup.kept(folder, file.stem)
    if not made:
        return [fine(DATABASE, f"There is no backup in {folder} yet; a bot that runs makes one a day.")]
    age = now - made[-1][0]
    says = f"The newest backup is {_old(age)} old: {made[-1][1]}."
    if age < OLD:
        return [fine(DATABASE, says)]
    return [warning(DATABASE, says, "See whether the bot runs, and search its logs for backup_failed.")]


def _old(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if age >= OLD:
        return f"{age.days} days"
    return "less than two hours" if hours < 2 else f"{hours} hours"
