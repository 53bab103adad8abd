"""What is remembered: the only user of the database library."""

from storage.crypto import Keyring, WrongKeyError, load_or_create_key_file
from storage.engine import Storage, open_storage, why_away
from storage.lock import DatabaseInUseError
from storage.migrations import NewerSchemaError, SchemaBusyError
from storage.transaction import Transaction, part_of

__all__ = [
    "DatabaseInUseError",
    "Keyring",
    "NewerSchemaError",
    "SchemaBusyError",
    "Storage",
    "Transaction",
    "WrongKeyError",
    "load_or_create_key_file",
    "open_storage",
    "part_of",
    "why_away",
]
