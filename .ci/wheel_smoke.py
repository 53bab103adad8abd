"""Build the wheel, install it alone in a fresh environment, and see that the command and its data files work there."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=tempfile.gettempdir())  # noqa: S603  # our own commands


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT)
        (wheel,) = place.glob("*.whl")
        # The pinned libraries are already here; only our own files must come from the wheel.
        venv.create(place / "fresh", system_site_packages=False, with_pip=True)
        python = place / "fresh" / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock")
        run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
        run(place / "fresh" / "bin" / "mentor-bot", "prompts", "check")
        run(place / "fresh" / "bin" / "mentor-bot", "--help")


if __name__ == "__main__":
    main()
