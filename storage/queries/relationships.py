"""Questions about relationships and their conversations."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.relationships import Conversation


async def members_of_conversation(tx: AsyncSession, workspace_id: str, conversation_id: int) -> Sequence[str]:
    row = await tx.get(Conversation, conversation_id)
    return row.members if row is not None and row.workspace_id == workspace_id else []
