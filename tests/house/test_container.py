"""The image is built of files that are there and run with settings and commands that exist: no engine is needed to see it."""

import json
import re
import subprocess
import tomllib
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
import yaml

from bot.cli import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
SERVICE = SERVICES["bot"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETTINGS = {name.upper() for name in Settings.model_fields}
OF_THE_DRIVER = {"PGPASSWORD"}
OF_THE_INTERPRETER = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def let_in() -> set[str]:
    """What `.dockerignore` lets into the build: all is out but these."""
    first, *others = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")[1:]
    assert first == "*"
    return {line.removeprefix("!") for line in others if line.startswith("!")}


def copied() -> set[str]:
    """What the Dockerfile copies by name from the checkout."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return {name for line in lines for name in line.split()[:-1]} - {"."}


def test_what_is_let_in_is_there() -> None:
    assert [name for name in sorted(let_in()) if not (ROOT / name).exists()] == []


def test_what_is_copied_is_let_in() -> None:
    assert copied()
    assert copied() <= let_in()


def test_what_the_wheel_is_built_from_is_let_in() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    project = PROJECT["project"]
    needed = {*wheel["packages"], *wheel["force-include"], project["readme"], *project["license-files"]}
    assert needed | {"pyproject.toml"} <= let_in()


def test_what_builds_the_wheel_is_pinned_and_whole(tmp_path: Path) -> None:
    """The very awk program of the Dockerfile finds the builder and all that it needs, each with its hashes."""
    program = re.search(r"awk '(.+?)' requirements-dev\.lock", DOCKERFILE)
    assert program is not None
    lock = tmp_path / "build.lock"
    command = ["awk", program[1], str(ROOT / "requirements-dev.lock")]
    lock.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603  # ours
    pinned = re.findall(r"^([a-z-]+)==(?:.*\\\n +--hash=)+", lock.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(pinned) == needed_by("hatchling")


def needed_by(name: str) -> set[str]:
    """A distribution and all it always needs; what only some Pythons or extras need stands behind a semicolon."""
    always = (re.split(r"[^\w-]", each)[0] for each in requires(name) or () if ";" not in each)
    return {name}.union(*map(needed_by, always))


def test_the_image_knows_only_settings_that_exist() -> None:
    (environment,) = re.findall(r"^ENV ((?:.+\\\n)*.+)$", DOCKERFILE, re.MULTILINE)
    assert set(re.findall(r"\b([A-Z_]+)=", environment)) - OF_THE_INTERPRETER <= SETTINGS
    assert set(SERVICE["environment"]) <= SETTINGS
    assert SERVICE["env_file"] == ".env"


def test_the_database_is_on_the_volume() -> None:
    url = SERVICE["environment"]["DATABASE_URL"]
    assert f'DATABASE_URL="{url}"' in DOCKERFILE
    path = Settings(database_url=url).database_file
    assert path is not None
    (volume,) = SERVICE["volumes"]
    assert str(path.parent) == volume.partition(":")[2] == "/data"
    assert "VOLUME /data" in DOCKERFILE


# Two bots on one PostgreSQL


def test_the_replicas_are_alike_and_set_up_with_settings_that_exist() -> None:
    one, other = (SERVICES[name] for name in ("bot-1", "bot-2"))
    assert one == other
    assert set(one["environment"]) <= SETTINGS | OF_THE_DRIVER
    assert Settings(database_url=one["environment"]["DATABASE_URL"]).database_file is None
    assert one["environment"]["DATABASE_URL"].endswith("mentor@database/mentor")


def test_the_replicas_wait_for_the_database_and_are_as_shut_in_as_the_single_bot() -> None:
    assert SERVICES["bot-1"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("read_only", "cap_drop", "security_opt", "tmpfs", "stop_grace_period", "init", "restart"):
        assert SERVICES["bot-1"][name] == SERVICE[name]


def test_erasures_are_noted_on_a_volume_that_both_replicas_share() -> None:
    environment = SERVICES["bot-1"]["environment"]
    file = Settings(mentor_erasures_file=environment["MENTOR_ERASURES_FILE"]).erasures_file
    assert file is not None
    (volume,) = SERVICES["bot-1"]["volumes"]
    assert volume == f"data:{file.parent}"


def test_the_example_starts_the_single_bot_which_needs_nothing_of_what_the_replicas_need() -> None:
    profiles = {name: service["profiles"] for name, service in SERVICES.items()}
    assert profiles == {"bot": ["one"], "bot-1": ["replicas"], "bot-2": ["replicas"], "database": ["replicas"]}
    assert "\nCOMPOSE_PROFILES=one\n" in (ROOT / ".env.example").read_text(encoding="utf-8")
    assert ":?" not in (ROOT / "compose.yaml").read_text(encoding="utf-8"), "It would be asked of the single bot too"


def test_no_secret_has_a_default() -> None:
    given = SERVICES["bot-1"]["environment"] | SERVICES["database"]["environment"]
    assert {given[name] for name in ("PGPASSWORD", "POSTGRES_PASSWORD")} == {"${POSTGRES_PASSWORD:-}"}
    assert "MENTOR_KEYS" not in given, "It comes from .env, and a bot on a database server ends without it"


def test_the_database_keeps_its_files_on_a_volume_and_opens_no_port() -> None:
    database = SERVICES["database"]
    assert database["volumes"] == ["database:/var/lib/postgresql"], "Where the image keeps them from version 18 on"
    assert "ports" not in database
    assert "localhost" in database["healthcheck"]["test"], "While it is being made, it answers on its socket only"


@pytest.mark.parametrize("instruction", ["CMD", "HEALTHCHECK"])
def test_what_the_image_runs_is_a_command(instruction: str) -> None:
    (arguments,) = re.findall(rf"^{instruction} .*?(\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert json.loads(arguments)[-1] in COMMANDS


def test_the_entry_point_is_the_program() -> None:
    assert 'ENTRYPOINT ["mentor-bot"]' in DOCKERFILE
    assert "mentor-bot" in {entry.name for entry in distribution("mentor-bot").entry_points}
