"""A local Slack for trying, rehearsing and testing: Web API, Socket Mode and a web page on 127.0.0.1.

It imports nothing of ours and knows nothing of what the app it serves is for.
"""

from sandbox.clock import Clock, MachineClock
from sandbox.reading import buttons, visible_text
from sandbox.server import LocalSlack

__all__ = ["Clock", "LocalSlack", "MachineClock", "buttons", "visible_text"]
