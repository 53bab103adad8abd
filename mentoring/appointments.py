"""Who runs a programme: appointed by those who run it, and followed by somebody else when nobody of them is left."""

import datetime as dt
from collections.abc import Sequence

from mentoring import access, attention, people, programmes
from mentoring.access import NOBODY_NAMED, Act, Actor, Standing
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson
from storage import Transaction
from storage.models.programmes import ProgrammeCoordinator
from storage.queries import programmes as queries


async def appoint(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, chosen: set[str]
) -> tuple[str, ...]:
    """Let exactly these people run a programme; give those who did not before."""
    before = {row.slack_id: row for row in await queries.appointments(tx, actor.workspace, programme_id)}
    for slack_id in before.keys() - chosen:
        await tx.delete(before[slack_id])
    new = tuple(sorted(chosen - before.keys()))
    for slack_id in new:
        tx.add(
            ProgrammeCoordinator(
                programme_id=programme_id,
                slack_id=slack_id,
                workspace_id=actor.workspace,
                appointed_by=actor.id,
                appointed_at=now,
            )
        )
    await tx.flush()
    return new


async def to_take_over(tx: Transaction, actor: Actor, *, named: frozenset[str] = NOBODY_NAMED) -> tuple[Programme, ...]:
    """The programmes that nobody here runs any more, for whoever may take them over."""
    if (await access.standings_of(tx, actor, named=named)).isdisjoint({Standing.ADMIN, Standing.NAMED}):
        return ()
    return await programmes.values_of(tx, await queries.orphaned(tx, actor.workspace))


async def take_over(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, named: frozenset[str] = NOBODY_NAMED
) -> Programme:
    """Become the one coordinator of a programme whose own are all gone; taken over before by oneself, nothing changes.

    Raises:
        GoneError: there is no such programme. NotForYouError: somebody runs it, or it is not theirs to take.
    """
    await queries.change_alone(tx, actor.workspace, programme_id)
    if actor.id not in await queries.coordinators(tx, actor.workspace, programme_id):
        await access.require(tx, actor, Act.TAKE_OVER, programme_id, named=named)
        await appoint(tx, actor, now, programme_id, {actor.id})
    return await programmes.find(tx, actor.workspace, programme_id)


async def gone(
    tx: Transaction, workspace: str, slack_id: str, now: dt.datetime, *, named: frozenset[str] = NOBODY_NAMED
) -> tuple[Say, ...]:
    """Somebody was deactivated: who is left to look after their programmes is told, once.

    Of a contact, those who run the programme, or may take it over when nobody does; of the last coordinator, the latter,
    and of a contact who went before: only people who are gone themselves may have been told of that.
    """
    successors = [each for each in await access.successors(tx, workspace, named) if each != slack_id]
    orphaned = {row.id for row in await queries.orphaned(tx, workspace)}
    news: list[tuple[str, Programme, str, Sequence[str]]] = []
    for row in await queries.with_contact(tx, workspace, slack_id):
        programme = await programmes.value_of(tx, row)
        told = successors if row.id in orphaned else programme.coordinators
        news.append(("contact_gone", programme, slack_id, told))
    for programme in await programmes.coordinated_by(tx, Actor(workspace=workspace, id=slack_id)):
        if programme.id in orphaned:
            news.append(("coordinator_gone", programme, slack_id, successors))
            contact = await people.known(tx, workspace, programme.contact_id or "")
            if contact is not None and contact.is_deactivated:
                news.append(("contact_gone", programme, contact.slack_id, successors))
    return tuple(
        [
            await _say(tx, workspace, message, programme, gone, each, now)
            for message, programme, gone, told in news
            for each in told
        ]
    )


async def _say(
    tx: Transaction, workspace: str, message: str, programme: Programme, gone: str, receiver: str, now: dt.datetime
) -> Say:
    return Say(
        to=ToPerson(slack_id=receiver),
        message=message,
        key=f"{message}:{programme.id}:{gone}:{now:%Y-%m-%dT%H:%M}:{receiver}",  # they may come back, and leave again
        args={"programme": programme, "person": gone},
        importance=Importance.PLACE,
        due_at=await attention.when_at_work(tx, workspace, receiver, now, programme=programme),
        programme_id=programme.id,
    )
