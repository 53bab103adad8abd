"""The people directory: who is in the workspace, as Slack says, and as they told us themselves."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from mentoring.access import Actor
from mentoring.rules.availability import known_zone
from mentoring.rules.local_time import local_date
from storage import Transaction
from storage.models.people import Person, Workspace
from storage.queries import people as queries
from storage.transaction import insert_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What Slack says of somebody. `zone` is an IANA name, `locale` like `da-DK`."""

    slack_id: str
    name: str
    title: str
    zone: str
    locale: str
    is_bot: bool
    is_guest: bool
    is_external: bool
    is_deactivated: bool
    is_admin: bool

    @property
    def may_take_part(self) -> bool:
        return not (self.is_bot or self.is_guest or self.is_external or self.is_deactivated)

    def local_date(self, instant: datetime) -> date:
        """The date on their calendar."""
        return local_date(instant, self.zone)


async def remember(tx: Transaction, workspace: str, profile: Profile, now: datetime) -> None:
    """Keep what Slack just said of somebody."""
    facts = asdict(profile) | {"refreshed_at": now}
    if await insert_once(tx, Person, workspace_id=workspace, **facts):
        return
    row = await queries.person(tx, workspace, profile.slack_id)
    for fact, value in facts.items():
        setattr(row, fact, value)


async def known(tx: Transaction, workspace: str, slack_id: str) -> Profile | None:
    """The directory's page on somebody, or None when Slack has not been asked yet."""
    row = await queries.person(tx, workspace, slack_id)
    return None if row is None else _profile(row)


async def profile_of(tx: Transaction, actor: Actor) -> Profile:
    """Who is asking. The edge has put them into the directory before any use case runs.

    Raises:
        LookupError: the edge forgot to.
    """
    profile = await known(tx, actor.workspace, actor.id)
    if profile is None:
        raise LookupError(f"{actor.id} is not in the directory of {actor.workspace}")
    return profile


async def today(tx: Transaction, actor: Actor, now: datetime) -> date:
    """The date on the calendar of whoever is asking. Raises as `profile_of`."""
    return (await profile_of(tx, actor)).local_date(now)


async def profiles(tx: Transaction, workspace: str, slack_ids: Collection[str]) -> dict[str, Profile]:
    """The directory's pages on several people; whoever it does not know is left out."""
    return {slack_id: _profile(row) for slack_id, row in (await queries.people(tx, workspace, slack_ids)).items()}


async def names(tx: Transaction, workspace: str, slack_ids: list[str]) -> dict[str, str]:
    """Display names; an id the directory does not know stands for itself."""
    found = await queries.names(tx, workspace, slack_ids)
    return {slack_id: found.get(slack_id, slack_id) for slack_id in slack_ids}


def _profile(row: Person) -> Profile:
    return Profile(
        slack_id=row.slack_id,
        name=row.name,
        title=row.title,
        zone=known_zone(row.zone),
        locale=row.locale,
        is_bot=row.is_bot,
        is_guest=row.is_guest,
        is_external=row.is_external,
        is_deactivated=row.is_deactivated,
        is_admin=row.is_admin,
    )


async def remember_workspace(tx: Transaction, workspace: str, *, name: str, bot_id: str, now: datetime) -> None:
    """Keep which workspace this is, and that the app is installed there."""
    await insert_once(tx, Workspace, id=workspace, name=name, bot_id=bot_id, installed_at=now)
    row = await queries.workspace(tx, workspace)
    if row is not None:
        row.name, row.bot_id, row.uninstalled_at = name, bot_id, None
