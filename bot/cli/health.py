"""`mentor-bot health`: for Docker and other watchmen; ends with 0 when the bot is at work, else with 1."""

import argparse
import asyncio

from bot.clock import Clock
from bot.health import look
from bot.settings import read_settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("health", help="say whether a bot is at work and nothing is overdue")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    del asked
    health = asyncio.run(look(read_settings(), Clock().now()))
    print(health.says)
    return 0 if health.is_well else 1
