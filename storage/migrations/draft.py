"""Write the next migration from what the models now say and the migrations so far do not: see README.md."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.migrations import revisions, upgrade
from storage.migrations.alembic_steps import config


def write(connection: Connection, message: str) -> None:
    if revisions():
        upgrade(connection)
    settings = config(connection)
    number = len(revisions()) + 1
    settings.set_section_option("post_write_hooks", "hooks", "format")
    settings.set_section_option("post_write_hooks", "format.type", "module")
    settings.set_section_option("post_write_hooks", "format.module", "ruff")
    settings.set_section_option("post_write_hooks", "format.options", "format --quiet REVISION_SCRIPT_FILENAME")
    command.revision(settings, message, autogenerate=True, rev_id=f"{number:04}")


async def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        engine = create_async_engine(f"sqlite+aiosqlite:///{Path(directory) / 'draft.sqlite'}")
        async with engine.begin() as connection:
            await connection.run_sync(write, message)
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(" ".join(sys.argv[1:])))
