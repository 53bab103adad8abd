"""Checks journeys: readable, every prompt exists and suits its reader, and nobody gets more than the attention budget."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml
from pydantic import ValidationError

from prompts import journeys, library
from prompts.check.faults import Fault, complaints, yaml_fault
from prompts.journeys import Journey, Planned, Recipient, Step
from prompts.placeholders import nearest

# Every way a programme of half a year may be set up must keep within the budget.
_HALF_A_YEAR = 182
_RHYTHMS = (7, 14, 21, 28, 30)
_FIELDS = (*Journey.model_fields, *(field.alias or name for name, field in Step.model_fields.items()))
_FIELDS += tuple(journeys.When.model_fields)


def faults(root: Path) -> Iterator[Fault]:
    """Every fault in every journey."""
    try:
        prompts = library.load_library(root=root)
    except (ValidationError, yaml.YAMLError, library.FrontMatterMissing):
        prompts = None  # the faults of pages have already been said
    for path in journeys.journey_files(root):
        try:
            journey = journeys.read_journey(path)
        except yaml.YAMLError as error:
            yield yaml_fault(error, path, first_line=1)
        except ValidationError as error:
            yield from _unreadable(error, path)
        else:
            yield from _over_budget(journey, path)
            if prompts is not None:
                yield from _words(journey, prompts, path)


def _unreadable(error: ValidationError, path: Path) -> Iterator[Fault]:
    """Each complaint on the line of its step, found by the step's place in the list."""
    starts = [
        n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line.lstrip()[:5] == "- id:"
    ]
    for complaint in complaints(error, _FIELDS, {"kind": "prompt", "for": "mentee", "when": "{after_kick_off: 3}"}):
        place = complaint.position
        line = starts[place] if place is not None and place < len(starts) else 1
        yield Fault(path, line, complaint.sentence)


def _words(journey: Journey, prompts: library.Library, path: Path) -> Iterator[Fault]:
    for name in ("first_meeting_guide", "first_meeting_guide_both_ways"):
        if guide := getattr(journey, name):
            yield from _named(guide, Recipient.GROUP, journey, prompts, path, _line(path, f"{name}: {guide}"))
    for step in journey.steps:
        line = _line(path, f"- id: {step.id}")
        if step.fixed_prompt:
            yield from _named(step.fixed_prompt, step.recipient, journey, prompts, path, line)
        elif step.stage:
            yield from _chosen(step, step.stage, journey, prompts, path, line)


def _named(
    prompt_id: str, recipient: Recipient, journey: Journey, prompts: library.Library, path: Path, line: int
) -> Iterator[Fault]:
    if prompt_id not in prompts:
        known = [prompt.id for prompt in prompts]
        yield Fault(path, line, f"There is no prompt {prompt_id}.{nearest(prompt_id, known)}")
        return
    facts = prompts[prompt_id].facts
    if journey.kind not in facts.kinds:
        yield Fault(path, line, f"{prompt_id} is not written for {journey.kind}. Add it to the prompt's kinds.")
    if strangers := sorted(set(journey.audiences(recipient)) - facts.audiences):
        yield Fault(path, line, f"{prompt_id} is not written for {', '.join(strangers)}. Add it to the prompt's for.")


def _chosen(
    step: Step, stage: str, journey: Journey, prompts: library.Library, path: Path, line: int
) -> Iterator[Fault]:
    if stage not in set(library.Stage):
        stages = ", ".join(library.Stage)
        sentence = f"{stage} is neither a stage nor a prompt's id.{nearest(stage, library.Stage)} Stages are {stages}."
        yield Fault(path, line, sentence)
        return
    for audience in journey.audiences(step.recipient):
        if not prompts.select(kind=journey.kind, audience=audience, stage=stage):
            yield Fault(path, line, f"There is no {stage} prompt for {audience} in {journey.kind}. Write one first.")


def _over_budget(journey: Journey, path: Path) -> Iterator[Fault]:
    """The first crowded moment of each role; the rest follow from it."""
    for role in journeys.ROLES[journey.kind]:
        crowded = ((rhythm, planned) for rhythm in _RHYTHMS for planned in _crowded(journey, role, rhythm))
        for rhythm, planned in islice(crowded, 1):
            window, most = _budget(role, planned.day)
            yield Fault(
                path,
                _line(path, f"- id: {planned.step_id}"),
                f"A {role} would get more than {most} messages within {window} days of day {planned.day}, "
                f"meeting every {rhythm} days. Move or leave out a step.",
            )


def _crowded(journey: Journey, role: Recipient, rhythm: int) -> Iterator[Planned]:
    plan = journey.plan(length_days=_HALF_A_YEAR, rhythm_days=rhythm)
    received = [planned for planned in plan if role in journey.roles(planned.recipient)]
    for planned in received:
        window, most = _budget(role, planned.day)
        if sum(planned.day <= other.day < planned.day + window for other in received) > most:
            yield planned


def _budget(role: Recipient, day: int) -> tuple[int, int]:
    """The days of a window beginning on `day` and the most messages in it: mentors give more and get fewer."""
    if role is Recipient.MENTOR:
        return 30, 2
    return 7, 2 if day < 7 else 1


def _line(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip() == words), 1)
