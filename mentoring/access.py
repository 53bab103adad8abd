"""Who may do what: the only door. Every use case that changes or shows something asks here first."""

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


class Act(StrEnum):
    """What not everybody may do."""

    CREATE_PROGRAMME = "create_programme"
    RUN_PROGRAMME = "run_programme"  # see, change, open, close and end it
    MATCH = "match"
    READ_REPORT = "read_report"


ALLOWED = {
    Act.CREATE_PROGRAMME: frozenset({Standing.ADMIN, Standing.NAMED, Standing.COORDINATOR}),
    Act.RUN_PROGRAMME: frozenset({Standing.ITS_COORDINATOR}),
    Act.MATCH: frozenset({Standing.ITS_COORDINATOR}),
    Act.READ_REPORT: frozenset({Standing.ITS_COORDINATOR}),
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
    holds = {
        Standing.ADMIN: person is not None and person.is_admin,
        Standing.NAMED: actor.id in named,
        Standing.COORDINATOR: bool(theirs),
        Standing.ITS_COORDINATOR: programme_id in theirs,
    }
    return frozenset(standing for standing, held in holds.items() if held)


async def _whom_to_ask(
    tx: Transaction, workspace: str, programme_id: int | None, named: frozenset[str]
) -> NotForYouError:
    """The refusal with names: of the coordinators, else of those who may become the first."""
    who = "coordinators"
    if programme_id is None:
        found = list(await queries.all_coordinators(tx, workspace))
    else:
        found = list(await queries.coordinators(tx, workspace, programme_id))
    if not found:
        who = "admins"
        found = [*sorted(named), *await people_queries.admins(tx, workspace)]
    known = await people_queries.people(tx, workspace, found)
    here = [known[slack_id] for slack_id in dict.fromkeys(found) if slack_id in known]
    names = [person.name for person in here if not person.is_deactivated][:NAMED_AT_MOST]
    return NotForYouError(who=who if names else "nobody", names=", ".join(names))
