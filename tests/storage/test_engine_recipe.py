"""What every connection to an embedded database is told: nothing committed is lost, and nothing refers to what is not there."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import Storage
from storage.models.relationships import RelationshipMember
from storage.states import Role

PROMISED = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a commit is on the disk
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
}


async def test_whoever_writes_keeps_what_was_promised(storage: Storage) -> None:
    async with storage.transaction() as tx:
        told = {name: await tx.scalar(text(f"PRAGMA {name}")) for name in PROMISED}

    assert told == PROMISED


async def test_whoever_reads_is_told_the_same_and_cannot_write(storage: Storage) -> None:
    async with storage.read() as tx:
        told = {name: await tx.scalar(text(f"PRAGMA {name}")) for name in PROMISED}
        assert await tx.scalar(text("PRAGMA query_only")) == 1

    assert told == PROMISED


async def test_nobody_can_be_in_a_relationship_that_is_not_there(each_storage: Storage) -> None:
    nowhere = RelationshipMember(relationship_id=17, enrolment_id=18, slack_id="U1", workspace_id="T1", role=Role.PEER)
    with pytest.raises(IntegrityError):
        async with each_storage.transaction() as tx:
            tx.add(nowhere)
