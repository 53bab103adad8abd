"""What the bot wrote, as it stands in Slack: read from people's conversations, and named by the outbox."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mentoring.step_messages import key_of
from sandbox.state import ConversationKind, Json
from storage.models.delivery import MessageState, Outgoing, Target
from storage.models.journey import Nudge
from tests.journeys.cast import Member
from tests.town import Town


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One message somebody got, at the moment at which it appeared; `kind` is the outbox's, `key` its unique key.

    `nudges` are the keys of the nudges that came in it: its own, or those of its parts.
    """

    at: datetime
    kind: str
    key: str
    nudges: tuple[str, ...]
    is_shared: bool
    message: Json

    def line(self, zone: str) -> str:
        """The entry on its reader's own clock."""
        place = " (shared)" if self.is_shared else ""
        parts = ": " + " + ".join(nudge.split(":")[2] for nudge in self.nudges) if len(self.nudges) > 1 else ""
        return f"{self.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %a %H:%M} {self.kind}{parts}{place}"


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Every message of the bot in direct and group conversations, person by person, the oldest first."""

    entries: dict[str, list[Entry]]
    unsent: Sequence[str]
    """What did not go, as "kind state"."""

    def of(self, member: Member) -> list[Entry]:
        return self.entries.get(member.id, [])

    def lines(self, member: Member) -> list[str]:
        return [entry.line(member.zone) for entry in self.of(member)]


async def read_ledger(town: Town) -> Ledger:
    """Match what stands in Slack with what left the outbox; each message must be there exactly once, on both sides."""
    async with town.bot.storage.read() as tx:
        rows = (await tx.scalars(select(Outgoing))).all()
        keys = {nudge.id: key_of(nudge) for nudge in await tx.scalars(select(Nudge))}
    posted = {row.ts: row for row in rows if row.state is MessageState.SENT and row.target is not Target.REPLACED}
    entries: dict[str, list[Entry]] = {}
    found: Counter[str] = Counter()
    for conversation in town.slack.state.conversations.values():
        if conversation.kind not in {ConversationKind.IM, ConversationKind.GROUP}:
            continue
        for ts, message in conversation.messages.items():
            if message["user"] != town.slack.state.app_user:
                continue
            row = posted[ts]
            found[ts] += 1
            entry = Entry(
                at=datetime.fromtimestamp(float(ts), UTC),
                kind=row.kind,
                key=row.key,
                nudges=_nudges_in(row.key, keys),
                is_shared=conversation.kind is ConversationKind.GROUP,
                message=message,
            )
            for member in conversation.members:
                if member != town.slack.state.app_user:
                    entries.setdefault(member, []).append(entry)
    missing = [row.key for ts, row in posted.items() if ts not in found]
    assert not missing, f"The outbox calls these sent, and Slack has none of them: {missing}"
    for theirs in entries.values():
        theirs.sort(key=_in_order)
    unsent = sorted(f"{row.kind} {row.state}" for row in rows if row.state is not MessageState.SENT)
    return Ledger(entries=entries, unsent=unsent)


def _in_order(entry: Entry) -> tuple[datetime, bool, str]:
    """By the minute: several that leave in the same one, to different conversations, overtake each other."""
    return entry.at.replace(second=0, microsecond=0), entry.is_shared, entry.key


def _nudges_in(key: str, keys: Mapping[int, str]) -> tuple[str, ...]:
    what, _, rest = key.partition(":")
    if what == "digest":
        return tuple(keys[int(nudge)] for nudge in rest.split(":")[0].split("+"))
    return (key,) if what == "nudge" else ()
