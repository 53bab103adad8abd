"""What is sent along the way, and when: the journey of a relationship, person by person."""

from mentoring.programmes import Programme
from prompts.journeys import Journey


def about_how_many(journey: Journey, programme: Programme) -> int:
    """How many messages the busiest role gets over a whole programme: what a person is told before joining."""
    planned = journey.plan(
        length_days=(programme.ends_on - programme.starts_on).days, rhythm_days=programme.rhythm_days
    )
    roles = {role for step in planned for role in journey.roles(step.recipient)}
    return max(sum(role in journey.roles(step.recipient) for step in planned) for role in roles)
