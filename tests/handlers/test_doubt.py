"""After a restore: what is said again by itself is looked for first, and what people ask is answered at once."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.post import may_have_gone_since
from mentoring import intents
from mentoring.say import Importance, InPlaceOf, Say, ToConversation, ToPerson
from storage.installation import Restored
from storage.models.programmes import Intent
from storage.states import IntentKind

RESTORED = Restored(at=datetime(2026, 3, 6, 15, tzinfo=UTC), made_at=datetime(2026, 3, 6, 3, tzinfo=UTC))
SOON, LATER = RESTORED.at + timedelta(days=2), RESTORED.at + timedelta(days=15)
YOU, GROUP, PRESSED = ToPerson(slack_id="U1"), ToConversation(id=1), InPlaceOf(channel="D1", ts="1.1", slack_id="U1")


@pytest.mark.parametrize(
    ("say", "now", "is_in_doubt"),
    [
        (Say(to=YOU, message="m", key="k", importance=Importance.PLACE), SOON, True),
        (Say(to=YOU, message="m", key="k", importance=Importance.PLACE), LATER, False),
        (Say(to=YOU, message="m", key="k", importance=Importance.ANSWER), SOON, False),
        (Say(to=GROUP, message="m", key="k", importance=Importance.PLACE), SOON, False),
        (Say(to=PRESSED, message="m", key="k", importance=Importance.PLACE), SOON, False),
        (Say(to=YOU, message="m", key="k", importance=Importance.UNASKED, in_doubt=False), SOON, False),
        (Say(to=GROUP, message="m", key="k", importance=Importance.UNASKED, in_doubt=True), SOON, True),
        (Say(to=YOU, message="m", key="k", importance=Importance.UNASKED, in_doubt=True), LATER, True),
    ],
)
def test_what_may_have_been_said_before(say: Say, now: datetime, is_in_doubt: bool) -> None:
    assert may_have_gone_since(say, RESTORED, now) == (RESTORED.made_at if is_in_doubt else None)
    assert may_have_gone_since(say, None, now) is None


@pytest.mark.parametrize(
    ("kind", "asked", "restored_at", "in_doubt"),
    [
        (IntentKind.PUBLISH_ROUND, -1, RESTORED.at, True),
        (IntentKind.PUBLISH_ROUND, 1, RESTORED.at, False),
        (IntentKind.LAST_DAY, -1, RESTORED.at, True),
        (IntentKind.LAST_DAY, 1, RESTORED.at, None),
        (IntentKind.PUBLISH_ROUND, -1, None, False),
    ],
)
def test_an_act_from_before_the_restore_may_be_done(
    kind: IntentKind, asked: int, restored_at: datetime | None, in_doubt: bool | None
) -> None:
    asked_at = RESTORED.at + timedelta(hours=asked)
    intent = Intent(workspace_id="T1", kind=kind, subject_id=1, asked_by="U1", asked_at=asked_at)
    assert intents._may_be_done(intent, restored_at) is in_doubt  # noqa: SLF001  # the rule by itself
