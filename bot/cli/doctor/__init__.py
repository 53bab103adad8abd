"""`mentor-bot doctor`: what is right, what is wrong, and how to mend it, in plain sentences."""

import argparse
import asyncio
import json
import os
import textwrap
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from bot.cli.doctor.backups import look_at_backups, look_at_erasures
from bot.cli.doctor.database import look_at_database
from bot.cli.doctor.findings import Finding, Grade
from bot.cli.doctor.machine import look_at_surroundings, look_at_zones
from bot.cli.doctor.slack import look_at_slack
from bot.cli.doctor.watching import look_at_health
from bot.clock import Clock
from bot.manifest import manifest
from bot.settings import Settings, read_settings

SHORTEST_SECRET = 6
"""Characters: a password of fewer guards nothing, and no token or key is so short."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("doctor", help="say what is wrong with tokens, permissions, database, keys and clock")
    parser.add_argument("--json", action="store_true", help="for programs to read")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    findings = asyncio.run(examine(read_settings(), manifest(), Clock(), os.environ))
    is_well = all(finding.grade is not Grade.WRONG for finding in findings)
    if asked.json:
        described = [finding.described() for finding in findings]
        print(json.dumps({"ok": is_well, "findings": described}, ensure_ascii=False, indent=2))
    else:
        print(report(findings))
    return 0 if is_well else 1


async def examine(
    settings: Settings, manifest: Mapping[str, Any], clock: Clock, environment: Mapping[str, str]
) -> Sequence[Finding]:
    """Look at everything. No finding carries a secret."""
    findings = [
        *look_at_surroundings(environment),
        *await look_at_slack(settings, manifest, clock),
        *await look_at_database(settings),
        *look_at_backups(settings, clock.now()),
        *look_at_erasures(settings),
        *await look_at_health(settings),
        look_at_zones(version("tzdata"), clock.now(), zoneinfo.TZPATH),
    ]
    return [replace(finding, says=without_secrets(finding.says, settings)) for finding in findings]


def without_secrets(sentence: str, settings: Settings) -> str:
    """A sentence in which any secret of these settings is blotted out: a library's own words may quote one.

    What is too short to be one would only blot out parts of other words.
    """
    sealed = (settings.slack_bot_token, settings.slack_app_token, settings.mentor_keys)
    secrets = [each.get_secret_value() for each in sealed if each] + [urlsplit(settings.database_url).password]
    for secret in secrets:
        if secret and len(secret) >= SHORTEST_SECRET:
            sentence = sentence.replace(secret, "(secret)")
    return sentence


def report(findings: Sequence[Finding]) -> str:
    """The findings under their headings, and a last line that sums up."""
    lines = []
    for about in dict.fromkeys(finding.about for finding in findings):
        lines.append(about.capitalize())
        for finding in findings:
            if finding.about == about:
                lines += _wrapped(f"  {finding.grade:8} ", finding.says)
                lines += _wrapped(" " * 11 + "→ ", finding.mend) if finding.mend else []
        lines.append("")
    return "\n".join([*lines, _sum(findings)])


def _wrapped(start: str, words: str) -> Sequence[str]:
    wrapper = textwrap.TextWrapper(
        width=100,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,  # names of files and addresses are copied from here
    )
    return wrapper.wrap(words)


def _sum(findings: Sequence[Finding]) -> str:
    wrong = sum(finding.grade is Grade.WRONG for finding in findings)
    warnings = sum(finding.grade is Grade.WARNING for finding in findings)
    if not wrong and not warnings:
        return "Everything is in order."
    to_look_at = f"{warnings} to look at" if warnings else "nothing else to look at"
    return f"{wrong} wrong, {to_look_at}." if wrong else f"Nothing is wrong, {to_look_at}."
