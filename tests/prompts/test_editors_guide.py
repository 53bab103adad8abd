"""The editor's guide: what it promises is what the checker does."""

import re
from pathlib import Path
from textwrap import dedent

import pytest
from fluent.syntax import FluentParser, ast

from prompts.check import check
from prompts.check.pages import MOST_CHARACTERS
from prompts.check.texts import PLACES
from prompts.library import Facts, Kind, Stage
from prompts.placeholders import PLACEHOLDERS, Audience, Placeholder
from prompts.words import ROOT

GUIDE = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_example_of_a_prompt_is_accepted_by_the_checker(tmp_path: Path) -> None:
    found = re.search(r"```markdown\n(.*?)```", GUIDE, re.DOTALL)
    assert found is not None
    path = tmp_path / "en" / "library" / "deepening" / "ask-a-colleague.md"
    path.parent.mkdir(parents=True)
    path.write_text(dedent(found[1]), encoding="utf-8")
    assert [str(fault) for fault in check(tmp_path)] == []


def test_its_example_of_a_text_can_be_read() -> None:
    found = re.search(r"```\n(# A comment tells.*?)```", GUIDE, re.DOTALL)
    assert found is not None
    assert [type(entry) for entry in FluentParser().parse(found[1]).body] == [ast.Message]


@pytest.mark.parametrize("placeholder", PLACEHOLDERS.values(), ids=lambda placeholder: placeholder.name)
def test_it_lists_every_placeholder_and_its_readers(placeholder: Placeholder) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{{{placeholder.name}}}`"))
    readers = placeholder.audiences
    names = ", ".join(Audience) if "everybody" in row else row.split("|")[3].strip()
    assert {Audience(name) for name in names.split(", ")} == readers


def test_it_explains_every_field_and_value() -> None:
    fields = {field.alias or name for name, field in Facts.model_fields.items()}
    explained = set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE))
    assert fields <= explained
    for value in (*Audience, *Kind, *Stage):
        assert f"`{value}`" in GUIDE


def test_it_gives_the_limits_the_checker_keeps() -> None:
    assert f"At most {MOST_CHARACTERS} characters" in GUIDE
    places = GUIDE.split("The end of a name says", 1)[1].split("## ", 1)[0]
    assert set(re.findall(r"`(-[a-z-]+)`", places)) == set(PLACES)
    assert all(str(limit) in places for limit in PLACES.values())


def test_it_states_the_licence_of_the_words() -> None:
    assert "CC BY 4.0" in GUIDE
