"""Pairs and groups that meet, and the conversation they share."""

from mentoring import people
from storage import Transaction
from storage.queries import relationships as queries


async def shared_locale(tx: Transaction, workspace: str, conversation_id: int) -> str | None:
    """The language a conversation is held in by the bot: the one all its people share, else none in particular."""
    members = await queries.members_of_conversation(tx, workspace, conversation_id)
    profiles = [await people.known(tx, workspace, member) for member in members]
    languages = {profile.locale.partition("-")[0]: profile.locale for profile in profiles if profile is not None}
    return next(iter(languages.values())) if len(languages) == 1 else None
