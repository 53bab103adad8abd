"""People with a place in a programme, put straight into the database."""

from collections.abc import Sequence
from typing import Any

from storage import Storage
from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Participant
from storage.models.programmes import ProgrammeCoordinator
from storage.states import EnrolmentState, Role, WishKind
from tests.people import person_row
from tests.town import MONDAY

ABOUT = {"level", "department", "team", "site", "country", "manager_id", "languages", "zone"}


async def add_person(storage: Storage, workspace: str, slack_id: str, **changes: Any) -> None:
    """Somebody in the directory, as Slack would say it; a name like their id."""
    name = slack_id.removeprefix("U").capitalize()
    async with storage.transaction() as tx:
        tx.add(person_row(workspace, slack_id, **{"name": name} | changes))


async def enrol(
    storage: Storage,
    workspace: str,
    programme_id: int,
    slack_id: str,
    role: Role,
    *,
    with_: Sequence[str] = (),
    not_with: Sequence[str] = (),
    **changes: Any,
) -> int:
    """Somebody who has joined: their place's facts and their own (`ABOUT`) by name. English, a team of their own."""
    about = {"languages": ["en"], "team": f"Team of {slack_id}"} | {k: v for k, v in changes.items() if k in ABOUT}
    place = {key: value for key, value in changes.items() if key not in ABOUT}
    async with storage.transaction() as tx:
        if await tx.get(Participant, (workspace, slack_id)) is None:
            tx.add(Participant(workspace_id=workspace, slack_id=slack_id, updated_at=MONDAY, **about))
        row = Enrolment(
            **{
                "workspace_id": workspace,
                "programme_id": programme_id,
                "slack_id": slack_id,
                "role": role,
                "state": EnrolmentState.ENROLLED,
                "introduction": f"I am {slack_id}, and <@everyone> may know.",
                "started_at": MONDAY,
                "enrolled_at": MONDAY,
            }
            | place
        )
        tx.add(row)
        await tx.flush()
        for kind, people in ((WishKind.WITH, with_), (WishKind.NOT_WITH, not_with)):
            for rank, about_id in enumerate(people):
                tx.add(Wish(workspace_id=workspace, enrolment_id=row.id, about_id=about_id, kind=kind, rank=rank))
    return row.id


async def add_coordinator(storage: Storage, workspace: str, programme_id: int, slack_id: str) -> None:
    """One more person who runs a programme."""
    async with storage.transaction() as tx:
        tx.add(
            ProgrammeCoordinator(
                programme_id=programme_id,
                slack_id=slack_id,
                workspace_id=workspace,
                appointed_by=slack_id,
                appointed_at=MONDAY,
            )
        )
