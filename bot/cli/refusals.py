"""Why the bot cannot start or a command cannot be done, in words for whoever typed it."""

from bot.app import NotConfiguredError
from bot.clock import ClockError
from bot.settings import SettingError
from bot.slack import AmbiguousError, DefiniteError
from storage import DatabaseInUseError, NewerSchemaError, SchemaBusyError, WrongKeyError, why_away
from storage.backup import NoBackupError
from storage.erasures import LedgerError
from storage.restoring import NotRestoredError
from storage.sqlite_file import DamagedError, NotCompactedError
from storage.transfer import NotMovedError


def in_words(problem: Exception) -> str | None:
    """A sentence or two, and where to look for more; None for what nobody foresaw."""
    match problem:
        case DefiniteError(error="unreachable") | AmbiguousError():
            return "Slack cannot be reached, or does not answer. `mentor-bot doctor` says why and what to look at."
        case DefiniteError():
            return f"Slack does not let the bot in: {problem}. `mentor-bot doctor` says what that means and how to mend it."
        case WrongKeyError():
            return f"{problem}. Give the keys this database was made with; `mentor-bot doctor` says which are in use."
        case NewerSchemaError():
            return f"{problem}. Run the newer version of Mentor Bot, or restore the backup made before its upgrade."
        case SchemaBusyError():
            return f"{problem}. Try again in a minute."
        case (
            DatabaseInUseError()
            | NoBackupError()
            | NotRestoredError()
            | DamagedError()
            | NotCompactedError()
            | NotMovedError()
        ):
            return f"{problem}."
        case LedgerError():
            return f"{problem}. Nothing was changed. docs/operating.md says what to do, under “Erasures”."
        case PermissionError(filename=str() as name):
            return f"This user may not read or write {name}. Run the command as the user who runs the bot."
        case NotConfiguredError() | SettingError() | ClockError():
            return str(problem)
        case _:
            return _of_a_database(why_away(problem))


def _of_a_database(why: str | None) -> str | None:
    if why is None:
        return None
    return f"The database cannot be reached: {why}. See that it runs, and that DATABASE_URL names it and its user."
