"""Only SQLite: PostgreSQL plans by statistics, and a small table has none."""

from datetime import UTC, datetime

from sqlalchemy import event

from storage import Storage, dispatch, outbox, rate_budgets, standings
from storage.outbox import Draft, Lane, MessageState, ToPerson
from storage.queries import (
    enrolments,
    journey,
    match_answers,
    people,
    programmes,
    publishing,
    relationships,
    undelivered,
    wish_rounds,
    work,
)
from storage.queries.undelivered import Theirs
from storage.states import RelationshipState

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


async def test_a_claim_and_a_tick_cost_what_is_due_and_not_what_exists(storage: Storage) -> None:
    """Reads the plan of the very statements that are run: none may walk through the whole table."""
    statements: list[tuple[str, object]] = []
    async with storage.transaction() as tx:
        for number in range(3):  # one is found through an index where several are not
            to, key = ToPerson(f"U{number}"), f"k{number}"
            await outbox.add(
                tx, Draft(workspace="T1", key=key, kind="test", to=to, payload={}, lane=Lane.NUDGE, due_at=NOW)
            )
        connection = await tx.connection()

        def note(_connection: object, _cursor: object, sql: str, parameters: object, *_: object) -> None:
            statements.append((sql, parameters))

        event.listen(connection.sync_connection, "before_cursor_execute", note)
        messages = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=20, lease=-1)
        assert len(messages) == 3
        await dispatch.claim_unknown(tx, now=NOW, limit=20, lease=60)
        await dispatch.abandoned(tx, limit=20)
        await dispatch.expire(tx, now=NOW)
        await standings.standings(tx, [each.id for each in messages])
        scopes = [("T1", "chat.postMessage"), ("T1", "D1"), ("T2", "D2")]
        await rate_budgets.use(tx, dict.fromkeys(scopes, NOW))
        assert list(await rate_budgets.free_from(tx, scopes)) == sorted(scopes)
        await dispatch.start(tx, messages, now=NOW, within=10)
        for state in (MessageState.MAYBE_SENT, MessageState.SENT):
            changes = [dispatch.Change(message=each, state=state) for each in messages]
            await dispatch.change(tx, changes, now=NOW)
            await dispatch.became(tx, changes, state)
        await outbox.next_due(tx)
        await work.waiting(tx, NOW)
        await journey.due(tx, NOW, 20)
        await journey.attended(tx, "T1", [1, 2, 3], since=NOW, now=NOW)
        await match_answers.due(tx, NOW, 20)
        await match_answers.next_round(tx, NOW, (0,))
        await match_answers.of_mentor(tx, "T1", "U1")
        await publishing.due(tx, NOW)
        await wish_rounds.due(tx, NOW, 20)
        await wish_rounds.next_round(tx, NOW, (0,))
        await wish_rounds.may_be_shown(tx, "T1", 1, asked_as="asked:")
        await work.next_due(tx)
        await journey.to_look_at(tx, "T1", NOW, after=0, limit=20)
        await undelivered.since(tx, "T1", NOW, Theirs(programme_ids=[1], kinds=["prompt"], nobodys=True))
        await undelivered.untold(tx, "T1", NOW, ["prompt"])
        await undelivered.counted(tx, "T1", NOW)
        event.remove(connection.sync_connection, "before_cursor_execute", note)
        steps = []
        for sql, parameters in statements:
            given = parameters[0] if isinstance(parameters, list) else parameters
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)  # type: ignore[arg-type]  # as noted
            steps += [(row.detail, sql) for row in plan]

    # Going through an index of what is unknown, or of what is open, is a walk through what is due; candidates are few.
    fine = ("ix_outbox_", "ix_nudges_due", "CONSTANT ROW", "SCAN candidates")
    assert [step for step in steps if step[0].startswith("SCAN") and not any(name in step[0] for name in fine)] == []
    used = " ".join(step for step, _ in steps)
    assert all(name in used for name in ("ix_outbox_pending", "ix_outbox_open", "ix_outbox_unknown"))
    assert all(name in used for name in ("ix_outbox_under_way", "ix_outbox_perishable", "ix_outbox_undelivered"))
    assert all(name in used for name in ("ix_nudges_due", "ix_intents_done_at", "ix_inbox_leased_until"))
    assert "ix_relationships_to_look_at" in used
    assert all(
        name in used for name in ("ix_match_answers_due_at", "ix_match_answers_workspace_id", "ix_rounds_look_at")
    )
    assert all(name in used for name in ("ix_rounds_publish_at", "ix_wish_rounds_look_at", "ix_wish_questions_due_at"))


async def test_somebodys_own_rows_are_found_by_person_and_not_by_workspace(storage: Storage) -> None:
    """All rows of an installation share their workspace: an index that begins and ends with it finds everything."""
    statements: list[str] = []
    async with storage.read() as tx:
        connection = await tx.connection()

        def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
            statements.append(sql)

        event.listen(connection.sync_connection, "before_cursor_execute", note)
        await enrolments.of_person(tx, "T1", "U1")
        await relationships.of_person(tx, "T1", "U1", RelationshipState.ACTIVE)
        await people.pauses(tx, "T1", ["U1"])
        await programmes.coordinated_by(tx, "T1", "U1")
        event.remove(connection.sync_connection, "before_cursor_execute", note)
        for sql in statements:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("T1",) * sql.count("?"))
            first = next(iter(plan)).detail
            assert "slack_id=?" in first, f"{first} for {sql}"
