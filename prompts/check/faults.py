"""A fault, and how the complaints of YAML and pydantic are put to an editor."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from prompts.placeholders import nearest


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: where it is, and a sentence on what is wrong and how to mend it."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


def yaml_fault(error: yaml.YAMLError, path: Path, *, first_line: int) -> Fault:
    """What YAML could not read; the unquoted colon, by far the most common, is recognised."""
    mark = getattr(error, "problem_mark", None)
    line = first_line + (mark.line if mark else 0)
    if "mapping values are not allowed" in str(error):
        return Fault(path, line, 'A colon needs quotes around the words: title: "The first month: what to ask".')
    problem = getattr(error, "problem", None) or "it is not valid YAML"
    return Fault(path, line, f"This cannot be read: {problem}. Compare it with the lines of another file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing pydantic refused: the innermost named field, its place in the outermost list, and a sentence."""

    field: str
    position: int | None
    sentence: str


def complaints(error: ValidationError, fields: Collection[str], examples: Mapping[str, str]) -> Iterator[Complaint]:
    """Each complaint put to an editor; a list that is short only because its items were refused is passed over."""
    details = error.errors()
    for detail in details:
        if detail["type"] == "too_short" and len(details) > 1:
            continue
        field = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
        position = next((part for part in detail["loc"] if isinstance(part, int)), None)
        yield Complaint(field=field, position=position, sentence=_sentence(detail, field, fields, examples))


def _sentence(detail: ErrorDetails, field: str, fields: Collection[str], examples: Mapping[str, str]) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            return f"{field} is not a field here.{nearest(field, fields)} The fields are {', '.join(fields)}."
        case "missing":
            return f"{field} is missing. Add a line such as {field}: {examples.get(field, '…')}"
        case "enum":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
            guess = nearest(str(detail["input"]), allowed.split(", "))
            return f"{field}: {detail['input']} is not one of {allowed}.{guess}"
        case "int_parsing" | "int_type":
            return f"{field}: {detail['input']} is not a whole number, such as {examples.get(field, '10')}."
        case "value_error":
            return f"{str(context['error']).capitalize()}."
        case _:
            return f"{field}: {detail['msg'][:1].lower()}{detail['msg'][1:]}."
