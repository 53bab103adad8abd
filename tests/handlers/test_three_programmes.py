"""Eight weeks of somebody in three programmes, message by message: what they read, on which mornings, and what they press."""

import datetime as dt
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.models.people import Person
from storage.models.programmes import Programme
from storage.states import Kind, Role
from tests.mentoring.journeying import TEAM, Somebody, begin
from tests.town import MONDAY, Town

MIA, JONAS, SOFIE = "U0MIA001", "U0JONAS1", "U0SOFIE1"
PEERS = (MIA, "U0LARS01", "U0EMIL01", "U0YUSUF1")
NAMES = ("Across the house", "Leading a ward", "Circle of nurses")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


async def three_programmes(town: Town, locale: str) -> PersonDriver:
    """Mia learns from Jonas, helps Sofie, and meets three peers; all of it begins on one Monday."""
    storage = town.bot.storage
    begun = partial(begin, storage, began=MONDAY, coordinator="U0ANNA01", contact="U0BENT01")
    pairs = ([(MIA, Role.MENTEE), (JONAS, Role.MENTOR)], [(SOFIE, Role.MENTEE), (MIA, Role.MENTOR)])
    for people in pairs:
        await begun([Somebody(id=id_, role=role) for id_, role in people], Kind.ONE_TO_ONE)
    await begun([Somebody(id=id_, role=Role.PEER) for id_ in PEERS], Kind.PEER_GROUP)
    async with storage.transaction() as tx:
        for number, name in enumerate(NAMES, 1):
            programme = await tx.get(Programme, number)
            assert programme is not None
            programme.name = name
        for slack_id in {MIA, JONAS, SOFIE, *PEERS}:
            person = await tx.get(Person, (TEAM, slack_id))
            assert person is not None
            person.locale = locale
    return town.person("Mia")


def read(message: dict[str, Any], *, alone: bool) -> dict[str, Any]:
    at = dt.datetime.fromtimestamp(float(message["ts"]), COPENHAGEN)
    return {
        "at": f"{at:%Y-%m-%d %a %H:%M}",
        "alone": alone,
        "notification": message["text"].split("\n"),
        "words": visible_text(message).split("\n"),
    }


@pytest.mark.parametrize("locale", ["en-GB", "da-DK"])
async def test_eight_weeks_in_three_programmes(town: Town, snapshot: SnapshotAssertion, locale: str) -> None:
    mia = await three_programmes(town, locale)
    asked: set[str] = set()
    for _ in range(8):
        await town.travel(days=7)
        for message in [each for each in mia.messages if "check_in.met" in str(each) and each["ts"] not in asked]:
            asked.add(message["ts"])
            await mia.press("check_in.met", message=message)  # the first of those that came together
            await town.settle()

    heard = [(each, True) for each in mia.messages] + [(each, False) for each in mia.group_messages]
    everything = [read(each, alone=alone) for each, alone in sorted(heard, key=lambda each: float(each[0]["ts"]))]
    days = [dt.date.fromisoformat(each["at"][:10]) for each in everything]
    for last in days:
        allowed = 2 if last < MONDAY.date() + dt.timedelta(days=14) else 1
        assert sum(last - dt.timedelta(days=7) < day <= last for day in days) <= allowed
    assert {name for name in NAMES if name in str(everything)} == set(NAMES)
    assert everything == snapshot(extension_class=JSONSnapshotExtension)
