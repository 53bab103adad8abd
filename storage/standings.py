"""How things stand with what a message is about, asked for many at once and just before they are sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from storage.models.delivery import Outgoing
from storage.models.enrolments import Enrolment
from storage.models.journey import DigestPart
from storage.models.people import Participant, Pause, Person
from storage.models.relationships import Relationship, RelationshipMember
from storage.states import EnrolmentState, RelationshipState
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """When and where somebody works, as they told it; only a zone is known of those who told nothing."""

    zone: str
    weekdays: str | None
    works_from: str | None
    works_to: str | None
    country: str | None
    region: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The relationship, place and person a message is about; what it is not about is None or False."""

    programme_id: int | None
    relationship: RelationshipState | None
    conversation_id: int | None
    """Where the relationship goes on now."""
    has_left: bool
    """The person has left the relationship."""
    place: EnrolmentState | None
    is_deactivated: bool
    has_paused: bool
    """The person is, was or will be away."""
    has_lost_a_part: bool
    """It is a digest, and one of those that came together is not theirs any more."""
    week: Week | None
    """When the person works; None of somebody whom the directory does not know."""


_LEAVING = aliased(RelationshipMember)
_HAS_LEFT = exists().where(
    _LEAVING.relationship_id == Outgoing.relationship_id,
    _LEAVING.slack_id == Outgoing.slack_id,
    _LEAVING.left_at.is_not(None),
)
_HAS_PAUSED = exists().where(Pause.workspace_id == Outgoing.workspace_id, Pause.slack_id == Outgoing.slack_id)
_PART_OF = aliased(Relationship)
_LEAVING_PART = aliased(RelationshipMember)
_HAS_LOST_A_PART = (
    exists()
    .where(
        DigestPart.workspace_id == Outgoing.workspace_id,
        DigestPart.message_key == Outgoing.key,
        _PART_OF.id == DigestPart.relationship_id,
        _LEAVING_PART.relationship_id == DigestPart.relationship_id,
        _LEAVING_PART.slack_id == DigestPart.slack_id,
        or_(_PART_OF.state != RelationshipState.ACTIVE, _LEAVING_PART.left_at.is_not(None)),
    )
    .correlate(Outgoing)
)
# Built once: building it takes longer than running it.
_STANDINGS = (
    select(
        Outgoing.id,
        func.coalesce(Relationship.programme_id, Enrolment.programme_id),
        Relationship.state,
        Relationship.conversation_id,
        _HAS_LEFT,
        Enrolment.state,
        Person.is_deactivated,
        _HAS_PAUSED,
        _HAS_LOST_A_PART,
        func.coalesce(Participant.zone, Person.zone),
        Participant.weekdays,
        Participant.works_from,
        Participant.works_to,
        Participant.country,
        Participant.region,
    )
    .outerjoin(Relationship, Relationship.id == Outgoing.relationship_id)
    .outerjoin(Enrolment, Enrolment.id == Outgoing.enrolment_id)
    .outerjoin(Person, and_(Person.workspace_id == Outgoing.workspace_id, Person.slack_id == Outgoing.slack_id))
    .outerjoin(
        Participant, and_(Participant.workspace_id == Outgoing.workspace_id, Participant.slack_id == Outgoing.slack_id)
    )
    .where(Outgoing.id.in_(bindparam("ids", expanding=True)))
)


async def standings(tx: Transaction, message_ids: Collection[int]) -> Mapping[int, Standing]:
    """How things stand now for each of these messages of the outbox, by its id."""
    rows = await tx.execute(_STANDINGS, {"ids": list(message_ids)})
    return {message_id: _standing(*facts) for message_id, *facts in rows}


def _standing(
    programme_id: int | None,
    relationship: RelationshipState | None,
    conversation_id: int | None,
    has_left: bool,  # in the order in which they are asked for
    place: EnrolmentState | None,
    is_deactivated: bool | None,  # as above
    has_paused: bool,  # as above
    has_lost_a_part: bool,  # as above
    zone: str | None,
    weekdays: str | None,
    works_from: str | None,
    works_to: str | None,
    country: str | None,
    region: str | None,
) -> Standing:
    week = None
    if zone is not None:
        week = Week(
            zone=zone, weekdays=weekdays, works_from=works_from, works_to=works_to, country=country, region=region
        )
    return Standing(
        programme_id=programme_id,
        relationship=relationship,
        conversation_id=conversation_id,
        has_left=has_left,
        place=place,
        is_deactivated=bool(is_deactivated),
        has_paused=has_paused,
        has_lost_a_part=has_lost_a_part,
        week=week,
    )
