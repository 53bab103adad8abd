"""The database's own clock, which all bots on it share: leases are measured on it."""

from typing import Any

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class seconds(FunctionElement[float]):  # noqa: N801  # it reads as the SQL function it is
    """SQL: seconds since 1970, now; it moves on within a transaction."""

    type = Float(53)
    inherit_cache = True


@compiles(seconds, "sqlite")
def _on_sqlite(_element: seconds, _compiler: Any, **_options: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(seconds, "postgresql")
def _on_postgresql(_element: seconds, _compiler: Any, **_options: Any) -> str:
    return "extract(epoch FROM clock_timestamp())::float8"
