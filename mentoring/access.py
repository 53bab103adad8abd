"""Who may do what: the only door. Every use case that changes or shows something asks here first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring.errors import GoneError, MentoringError
from storage import Transaction
from storage.queries import people as people_queries
from storage.queries import programmes as queries

NOBODY_NAMED: frozenset[str] = frozenset()
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is asking: a person in a workspace, as Slack's own request says, never as a button says."""

    workspace: str
    id: str


class Standing(StrEnum):
    """What somebody is, as far as permission goes."""

    ADMIN = "admin"  # of the workspace, as Slack says
    NAMED = "named"  # in the settings of this installation
    COORDINATOR = "coordinator"  # of any programme here
    ITS_COORDINATOR = "its_coordinator"  # of the very programme in question
    SUCCESSOR = "successor"  # an admin, or named, where nobody who runs the programme in question is here any more


class Act(StrEnum):
    """What not everybody may do."""

    CREATE_PROGRAMME = "create_programme"
    TAKE_OVER = "take_over"  # become the coordinator of a programme that nobody runs any more
    RUN_PROGRAMME = "run_programme"  # see, change, open, close and end it
    MATCH = "match"
    READ_REPORT = "read_report"
    LOOK_AFTER_DELIVERY = "look_after_delivery"  # see what was not delivered of what is theirs
    LOOK_AFTER_NOBODYS = "look_after_nobodys"  # and what belongs to no programme


ALLOWED = {
    Act.CREATE_PROGRAMME: frozenset({Standing.ADMIN, Standing.NAMED, Standing.COORDINATOR}),
    Act.TAKE_OVER: frozenset({Standing.SUCCESSOR}),
    Act.RUN_PROGRAMME: frozenset({Standing.ITS_COORDINATOR}),
    Act.MATCH: frozenset({Standing.ITS_COORDINATOR}),
    Act.READ_REPORT: frozenset({Standing.ITS_COORDINATOR}),
    Act.LOOK_AFTER_DELIVERY: frozenset({Standing.ADMIN, Standing.NAMED, Standing.COORDINATOR}),
    Act.LOOK_AFTER_NOBODYS: frozenset({Standing.ADMIN, Standing.NAMED}),
}


class NotForYouError(MentoringError):
    """Somebody asks for what coordinators do; the sentence names those who can help."""


async def require(
    tx: Transaction,
    actor: Actor,
    act: Act,
    programme_id: int | None = None,
    *,
    named: frozenset[str] = NOBODY_NAMED,
) -> None:
    """Go on only when this person may do this; `named` are the coordinators named in the settings.

    Raises:
        GoneError: there is no such programme in this workspace.
        NotForYouError: they may not.
    """
    if programme_id is not None and await queries.programme(tx, actor.workspace, programme_id) is None:
        raise GoneError
    standings = await standings_of(tx, actor, programme_id, named=named)
    if standings.isdisjoint(ALLOWED[act]):
        raise await _whom_to_ask(tx, actor.workspace, programme_id, named)


async def standings_of(
    tx: Transaction, actor: Actor, programme_id: int | None = None, *, named: frozenset[str] = NOBODY_NAMED
) -> frozenset[Standing]:
    """Everything this person is here."""
    person = await people_queries.person(tx, actor.workspace, actor.id)
    theirs = {row.id for row in await queries.coordinated_by(tx, actor.workspace, actor.id)}
    is_admin, is_named = person is not None and person.is_admin, actor.id in named
    holds = {
        Standing.ADMIN: is_admin,
        Standing.NAMED: is_named,
        Standing.COORDINATOR: bool(theirs),
        Standing.ITS_COORDINATOR: programme_id in theirs,
        Standing.SUCCESSOR: (is_admin or is_named)
        and any(row.id == programme_id for row in await queries.orphaned(tx, actor.workspace)),
    }
    return frozenset(standing for standing, held in holds.items() if held)


async def _whom_to_ask(
    tx: Transaction, workspace: str, programme_id: int | None, named: frozenset[str]
) -> NotForYouError:
    """The refusal with names: of the coordinators who are here, else of those who may take over."""
    if programme_id is None:
        running = await queries.all_coordinators(tx, workspace)
    else:
        running = await queries.coordinators(tx, workspace, programme_id)
    who, names = "coordinators", await _names_here(tx, workspace, running)
    if not names:
        who, names = "admins", await _names_here(tx, workspace, await successors(tx, workspace, named))
    return NotForYouError(who=who if names else "nobody", names=", ".join(names[:NAMED_AT_MOST]))


async def successors(tx: Transaction, workspace: str, named: frozenset[str]) -> list[str]:
    """Those here who may run what nobody runs: named in the settings, then the workspace's admins and owners."""
    known = await people_queries.people(tx, workspace, sorted(named))
    here = [slack_id for slack_id in sorted(named) if slack_id in known and not known[slack_id].is_deactivated]
    return list(dict.fromkeys([*here, *await people_queries.admins(tx, workspace)]))


async def _names_here(tx: Transaction, workspace: str, slack_ids: Sequence[str]) -> list[str]:
    known = await people_queries.people(tx, workspace, slack_ids)
    found = (known[slack_id] for slack_id in slack_ids if slack_id in known)
    return [person.name for person in found if not person.is_deactivated]
