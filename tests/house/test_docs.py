"""The documents keep up with the program: settings, commands, recipes, tables, links and files are all there."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.settings import Settings
from handlers.command import SUBCOMMANDS
from storage.models import Row
from storage.models.row import Sealed

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "prompts/README.md", ROOT / "storage/migrations/README.md"]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
# The lead takes this picture from the running program at the end.
TAKEN_LATER = {"docs/images/sandbox.png"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", text_of("Makefile"), re.MULTILINE))


# Settings


@pytest.mark.parametrize("setting", [name.upper() for name in Settings.model_fields])
def test_every_setting_is_explained_and_in_the_example(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \|", text_of("docs/operating.md"), re.MULTILINE)
    assert re.search(rf"^{setting}=$", text_of(".env.example"), re.MULTILINE)


def test_no_setting_is_explained_that_does_not_exist() -> None:
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", text_of("docs/operating.md"), re.MULTILINE))
    example = set(re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.MULTILINE))
    assert explained == example - {"COMPOSE_PROFILES"} == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", ["database_url", "slack_api_url", "log_level"])
def test_the_defaults_explained_are_the_defaults(name: str) -> None:
    assert f"| `{name.upper()}` | `{Settings.model_fields[name].default}` |" in text_of("docs/operating.md")


# Commands


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert re.search(rf"^\| `mentor-bot {command}\b", text_of("docs/operating.md"), re.MULTILINE)


def test_no_command_is_mentioned_that_does_not_exist() -> None:
    said = {match for page in PAGES for match in re.findall(r"mentor-bot ([a-z]+)\b", code_in(page))}
    assert said - set(COMMANDS) == set()


def test_no_subcommand_is_mentioned_that_does_not_exist() -> None:
    known = {word for subcommand in SUBCOMMANDS for word in (subcommand.name, *subcommand.words)} | {"hello"}
    said = {(named(page), word) for page in PAGES for word in re.findall(r"/mentor ([a-zæøå]+)", code_in(page))}
    assert {(page, word) for page, word in said if word not in known} == set()


@pytest.mark.parametrize("subcommand", [each.name for each in SUBCOMMANDS])
def test_every_subcommand_is_in_the_changelog(subcommand: str) -> None:
    assert re.search(rf"`(/mentor )?{subcommand}`", text_of("CHANGELOG.md"))


def test_every_recipe_mentioned_exists() -> None:
    said = {(named(page), target) for page in PAGES for target in re.findall(r"\bmake ([a-z-]+)", code_in(page))}
    assert {(page, target) for page, target in said if target not in makefile_targets()} == set()


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    first = re.search(r"```\n(.*?)```", text_of("README.md"), re.DOTALL)
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].strip().splitlines()] == ["make sandbox", "make test"]


# Tables


@pytest.mark.parametrize("table", Row.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_says_what_it_holds_and_what_is_encrypted(table: object) -> None:
    name = getattr(table, "name", "")
    row = re.search(rf"^\| `{name}` \|.*$", text_of("docs/privacy.md"), re.MULTILINE)
    assert row is not None, f"docs/privacy.md does not say what {name} holds, who sees it and for how long"
    sealed = {column.name for column in Row.metadata.tables[name].columns if isinstance(column.type, Sealed)}
    assert set(re.findall(r"`([a-z_]+)`", row[0])) - {name} == sealed


def test_no_table_is_described_that_does_not_exist() -> None:
    described = set(
        re.findall(r"^\| `([a-z_]+)` \|", text_of("docs/privacy.md").split("## What is stored")[1], re.MULTILINE)
    )
    assert described == set(Row.metadata.tables)


# Links, files and libraries


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in LINK.findall(prose):
            if not target.startswith(("http://", "https://", "mailto:")):
                yield page, target


@pytest.mark.parametrize(
    ("page", "target"), sorted(set(links())), ids=lambda value: value if isinstance(value, str) else named(value)
)
def test_every_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, heading = target.partition("#")
    place = (page.parent / path).resolve() if path else page
    if named(place) in TAKEN_LATER:
        return
    assert place.exists()
    if heading:
        assert heading in {
            anchor(line) for line in place.read_text(encoding="utf-8").splitlines() if line.startswith("#")
        }


def anchor(heading: str) -> str:
    """A heading's address, as a page on GitHub has it."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower()).replace(" ", "-")


FILE = re.compile(r"`((?:\.ci|benchmarks|bot|docs|handlers|mentoring|prompts|sandbox|storage|tests)/[\w./-]*)`")


def test_every_file_named_in_the_documents_exists() -> None:
    said = {(named(page), path) for page in PAGES for path in FILE.findall(page.read_text(encoding="utf-8"))}
    missing = {(page, path) for page, path in said if not (ROOT / path).exists() and "hello" not in path}
    assert missing == set()


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    needed = {re.match(r"[\w.-]+", line)[0] for line in project["dependencies"]}  # type: ignore[index]  # a name begins each
    assert set(re.findall(r"^\| `([\w.-]+)` \|", text_of("docs/dependencies.md"), re.MULTILINE)) == needed


def test_every_decision_is_in_the_list_and_complete() -> None:
    pages = {page.name for page in (ROOT / "docs/decisions").glob("0*.md")}
    listed = re.findall(r"\((0\d+[\w-]+\.md)\)", text_of("docs/decisions/README.md"))
    assert listed == sorted(pages)
    for page in pages:
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**"):
            assert part in text_of(f"docs/decisions/{page}"), (page, part)


# The container


def test_the_container_installs_hashed_pins_only() -> None:
    installs = [line for line in text_of("Dockerfile").splitlines() if "pip install" in line]
    assert installs
    for line in installs:
        assert "--require-hashes" in line or ("--no-deps" in line and "/wheels/" in line), line


def test_what_builds_the_wheel_in_the_container_is_all_that_is_needed() -> None:
    picked = re.search(r"/\^\(([\w|-]+)\)==/", text_of("Dockerfile"))
    assert picked is not None
    assert set(picked[1].split("|")) == needed_by("hatchling")


def needed_by(name: str) -> set[str]:
    needed = {name}
    for line in requires(name) or []:
        if ";" not in line:
            needed |= needed_by(re.match(r"[\w.-]+", line)[0].lower())  # type: ignore[index]  # a name begins each
    return needed


def code_in(page: Path) -> str:
    return "\n".join(CODE.findall(page.read_text(encoding="utf-8")))
