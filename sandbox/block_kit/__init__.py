"""Block Kit's rules as Slack enforces them: what a message or a view may contain, and the errors it answers with."""

from sandbox.block_kit.surfaces import check_message_blocks, check_view, with_ids

__all__ = ["check_message_blocks", "check_view", "with_ids"]
