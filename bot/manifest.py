"""The Slack app's manifest: what it may do, in one place for Slack, the local Slack and the tests."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def manifest() -> dict[str, Any]:
    """The manifest as Slack takes it; it stands at the root of a checkout and inside an installed package."""
    here = Path(__file__).parent
    path = next(path for path in (here / "manifest.json", here.parent / "manifest.json") if path.exists())
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
