"""SQL is put together once for all the databases of a run, as a bot does once for all its transactions.

SQLAlchemy keeps the SQL it made by engine, and every test opens an engine: to make it anew is a third of what a story
costs. So the two drivers are registered here once more, as kinds whose instances all count as one; what goes to the
database, and how its answer is read, stays SQLAlchemy's.
"""

from typing import Any, ClassVar

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

from storage.crypto import Keyring


class _Alike:
    """A dialect that equals any other of its class with the same keys: SQL that was made for one holds them too."""

    mentor_bot_keys: Keyring | None = None
    made: ClassVar[dict[Any, Any]] = {}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._opens_with == self._opens_with

    def __hash__(self) -> int:
        return hash(type(self))

    @property
    def _opens_with(self) -> object:
        keys = self.mentor_bot_keys
        return keys.fingerprints if type(keys) is Keyring else keys  # a test's own keys are nobody else's

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=cls.made)


class Sqlite(_Alike, SQLiteDialect_aiosqlite):
    supports_statement_cache = True


class Postgresql(_Alike, PGDialect_asyncpg):
    supports_statement_cache = True


def share() -> None:
    """From now on, open every database of this process with these."""
    registry.register("sqlite.aiosqlite", __name__, Sqlite.__name__)
    registry.register("postgresql.asyncpg", __name__, Postgresql.__name__)
