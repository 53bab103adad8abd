# A script, not part of a package.  # noqa: INP001
"""Build the wheel, install it alone in a fresh environment, and see that the command and its data files work there."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(place: Path, *command: str | Path) -> None:
    """Run in an empty folder, where nothing of a checkout can stand in for what the wheel forgot."""
    subprocess.run([str(part) for part in command], check=True, cwd=place)  # noqa: S603  # our own commands


def serves_the_page(place: Path, command: Path) -> bool:
    """Whether the sandbox comes up from the wheel, with its page, its prompts and its people."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [str(command), "sandbox", "--port", "0", "--no-browser"],
        cwd=place,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as sandbox:
        assert sandbox.stdout is not None  # noqa: S101  # a pipe was asked for
        ready = sandbox.stdout.readline().startswith("ready: http://127.0.0.1:")
        sandbox.terminate()
    return ready


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(place, sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT)
        (wheel,) = place.glob("*.whl")
        # The pinned libraries are already here; only our own files must come from the wheel.
        venv.create(place / "fresh", system_site_packages=False, with_pip=True)
        python, command = place / "fresh" / "bin" / "python", place / "fresh" / "bin" / "mentor-bot"
        run(place, python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock")
        run(place, python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
        run(place, command, "--version")
        run(place, command, "--help")
        run(place, command, "prompts", "check")
        run(place, command, "migrate")
        if not serves_the_page(place, command):
            sys.exit("The sandbox does not come up from the wheel.")


if __name__ == "__main__":
    main()
