"""`mentor-bot health`: for Docker and other watchmen; ends with 0 when the bot is at work, else with 1."""

import argparse
import asyncio
import json
from http.client import HTTPConnection, HTTPException

from bot.clock import Clock
from bot.health import Health, look
from bot.settings import read_settings

PATIENCE = 5.0
"""Seconds to wait for each answer: the bot itself gives the database one."""
_ITSELF = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where it listens everywhere, it is asked here


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("health", help="say whether a bot is at work and nothing is overdue")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    del asked
    settings = read_settings()
    try:
        if settings.health_port is None:
            health = asyncio.run(look(settings, Clock().now()))
        else:
            health = ask(settings.health_host, settings.health_port)
    except NobodyAnswersError as nobody:
        health = Health(False, str(nobody))
    print(health.says)
    return 0 if health.is_well else 1


class NobodyAnswersError(Exception):
    """There is no bot where it was asked for."""


def ask(host: str, port: int) -> Health:
    """Have the bot itself say whether it is alive and ready; NobodyAnswersError when there is none."""
    alive = _asked(host, port, "/live")
    return _asked(host, port, "/ready") if alive.is_well else alive


def _asked(host: str, port: int, path: str) -> Health:
    connection = HTTPConnection(_ITSELF.get(host, host), port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        said = json.load(connection.getresponse())
        return Health(said["ok"], said["says"])
    except (OSError, HTTPException, ValueError, TypeError, KeyError):
        raise NobodyAnswersError(f"No bot answers at {host}:{port}.") from None
    finally:
        connection.close()
