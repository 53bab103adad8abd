"""`python -m bot.cli`: the same as `mentor-bot`."""

from bot.cli import main

main()
