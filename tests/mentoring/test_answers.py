"""What people answered: totals over enough of them, once, and nobody's own answer by any way of looking."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import delete

from mentoring import answers, programmes
from mentoring.access import Actor, NotForYouError
from mentoring.answers import RATING, Answers, Breakdown
from mentoring.rules.suppression import Published, Withheld
from storage import Storage, Transaction
from storage.models.journey import CheckInReply
from storage.models.reports import ReportRelease
from storage.states import CheckInAnswer, EnrolmentState, ProgrammeState, Role, Wave
from tests.reporting import JOURNEYS, WORKSPACE, Built, build_with_coordinator

ASKED = datetime(2026, 4, 13, 7, tzinfo=UTC)
STILL_OPEN = ASKED + timedelta(days=30)
CLOSED = ASKED + timedelta(days=31)


async def so_far(built: Built, now: datetime = CLOSED) -> Answers:
    async with built.storage.read() as tx:
        return await seen(tx, built, now)


async def seen(tx: Transaction, built: Built, now: datetime) -> Answers:
    return await answers.so_far(tx, WORKSPACE, await programmes.find(tx, WORKSPACE, built.id), now, "Europe/Copenhagen")


async def sum_up(built: Built, breakdown: Breakdown = Breakdown.TOTAL, now: datetime = CLOSED) -> Answers:
    async with built.storage.transaction() as tx:
        totals = await answers.ready(tx, built.coordinator, now, built.id, breakdown, JOURNEYS)
        await answers.sum_up(tx, built.coordinator, now, built.id, totals)
    return await so_far(built, now)


async def test_a_check_in_can_be_summed_up_once_nobody_can_answer_it_any_more(each_storage: Storage) -> None:
    built = await build_with_coordinator(each_storage)
    await built.pairs((5, 4, 4, 2, 3), ASKED)
    assert (await so_far(built, STILL_OPEN)).ready == ()
    (ready,) = (await so_far(built)).ready
    assert (ready.name, ready.asked_on) == (RATING, ASKED.date())

    (summed_up,) = (await sum_up(built)).summed_up

    total = summed_up.release.total
    assert isinstance(total, Published)
    assert total.total.answered == 5
    assert total.total.mean == pytest.approx(3.6)
    assert total.total.distribution == ((2, 1), (3, 1), (4, 2), (5, 1))


async def test_opening_a_report_sums_nothing_up(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2, 3), ASKED)
    await so_far(built)
    assert (await so_far(built)).summed_up == ()


async def test_summing_up_too_early_shows_and_keeps_nothing(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2, 3), ASKED)
    assert (await sum_up(built, now=STILL_OPEN)).summed_up == ()


@pytest.mark.parametrize("ratings", [(5, 4, 4, 2), (4, 4, 4, 4, 4), (4, 4, 4, 4, 1), (5, 4, 4, 2, None)])
async def test_four_answers_or_too_much_alike_are_withheld(storage: Storage, ratings: tuple[int | None, ...]) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs(ratings, ASKED)
    (summed_up,) = (await sum_up(built)).summed_up
    assert summed_up.release.total == Withheld()
    assert summed_up.release.breakdown == Withheld()


async def test_what_was_withheld_stays_withheld_when_a_fifth_answers(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2), ASKED)
    before = await sum_up(built)
    await built.enrol("ULATE", Role.MENTEE)
    await built.enrol("UTHEIRS", Role.MENTOR)
    late = await built.relationship({"ULATE": Role.MENTEE, "UTHEIRS": Role.MENTOR})
    await built.check_in(late, ASKED, {"ULATE": 1})
    assert await sum_up(built, Breakdown.DEPARTMENT) == before


async def test_a_breakdown_with_one_small_group_shows_the_total_only(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2, 3, 1), ASKED, ["Surgery"] * 5 + ["Pharmacy"])
    (summed_up,) = (await sum_up(built, Breakdown.DEPARTMENT)).summed_up
    assert isinstance(summed_up.release.total, Published)
    assert summed_up.release.breakdown == Withheld()


async def test_a_department_in_which_nobody_answered_withholds_the_breakdown(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2, 3, None), ASKED, ["Surgery"] * 5 + ["Pharmacy"])
    (summed_up,) = (await sum_up(built, Breakdown.DEPARTMENT)).summed_up
    assert isinstance(summed_up.release.total, Published)
    assert summed_up.release.breakdown == Withheld()


async def test_large_departments_are_shown_however_they_are_spelt(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    departments = ["Surgery", "surgery", " Surgery", "SURGERY", "Surgery", *["Pharmacy"] * 5]
    await built.pairs((5, 4, 4, 2, 3, 1, 1, 2, 2, 3), ASKED, departments)
    (summed_up,) = (await sum_up(built, Breakdown.DEPARTMENT)).summed_up
    groups = summed_up.release.breakdown
    assert isinstance(groups, Published)
    assert {name.casefold(): cell.answered for name, cell in groups.cells.items()} == {"surgery": 5, "pharmacy": 5}


async def test_the_first_breakdown_is_the_only_one(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2, 3), ASKED)
    before = await sum_up(built, Breakdown.ROLE)
    assert await sum_up(built, Breakdown.DEPARTMENT) == before
    (summed_up,) = before.summed_up
    assert summed_up.release.breakdown_name == Breakdown.ROLE
    assert isinstance(summed_up.release.breakdown, Published)
    assert set(summed_up.release.breakdown.cells) == {Role.MENTEE}


async def test_somebody_with_two_relationships_counts_once_with_their_latest_answer(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.enrol("UMENTOR", Role.MENTOR)
    for number, rating in enumerate((1, 5)):
        await built.enrol(f"U{number}", Role.MENTEE)
        relationship = await built.relationship({f"U{number}": Role.MENTEE, "UMENTOR": Role.MENTOR})
        await built.check_in(relationship, ASKED + timedelta(hours=number), {"UMENTOR": rating})
    for number, rating in enumerate((5, 4, 4, 4)):
        mentee = f"UOTHER{number}"
        await built.enrol(mentee, Role.MENTEE)
        await built.enrol(f"UTHEIRS{number}", Role.MENTOR)
        relationship = await built.relationship({mentee: Role.MENTEE, f"UTHEIRS{number}": Role.MENTOR})
        await built.check_in(relationship, ASKED, {mentee: rating})
    (summed_up,) = (await sum_up(built, now=CLOSED + timedelta(days=1))).summed_up
    assert isinstance(summed_up.release.total, Published)
    assert summed_up.release.total.total.distribution == ((4, 3), (5, 2))


async def test_each_check_in_of_a_round_is_a_wave_of_its_own(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.enrol("UMIA", Role.MENTEE)
    await built.enrol("UBO", Role.MENTOR)
    relationship = await built.relationship({"UMIA": Role.MENTEE, "UBO": Role.MENTOR})
    await built.check_in(relationship, ASKED, {"UMIA": 4})
    await built.check_in(relationship, ASKED + timedelta(days=28), {"UMIA": 5}, occurrence=1)
    assert [each.asked_on for each in (await so_far(built)).ready] == [ASKED.date()]
    later = await so_far(built, CLOSED + timedelta(days=28))
    assert [each.asked_on for each in later.ready] == [ASKED.date(), date(2026, 5, 11)]


async def test_the_beginning_is_ready_when_enrolment_closed_and_the_end_a_fortnight_after(storage: Storage) -> None:
    built = await build_with_coordinator(storage, state=ProgrammeState.CLOSED)
    for number, (first, last) in enumerate(((1, 3), (2, 3), (2, 4), (3, 5), (3, 5))):
        await built.enrol(f"U{number}", Role.MENTEE, start={"interest_in_me": first})
        await built.baseline(f"U{number}", Wave.END, "interest_in_me", last)
    assert {each.wave for each in (await so_far(built)).ready} == {Wave.START}
    assert {each.wave for each in (await so_far(built, datetime(2026, 9, 22, 11, tzinfo=UTC))).ready} == {Wave.START}

    summed_up = (await sum_up(built, now=datetime(2026, 9, 22, 12, tzinfo=UTC))).summed_up

    shown = {
        each.question.wave: each.release.total.total.mean
        for each in summed_up
        if each.question.name == "interest_in_me" and isinstance(each.release.total, Published)
    }
    assert shown == {Wave.START: pytest.approx(2.2), Wave.END: pytest.approx(4.0)}
    assert len(summed_up) == 6


async def test_while_people_can_still_join_the_beginning_is_not_shown(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    for number, value in enumerate((1, 2, 2, 3, 3)):
        await built.enrol(f"U{number}", Role.MENTEE, start={"interest_in_me": value})
    assert (await so_far(built)).ready == ()


async def test_whoever_has_not_finished_joining_is_not_counted(storage: Storage) -> None:
    built = await build_with_coordinator(storage, state=ProgrammeState.CLOSED)
    for number, value in enumerate((1, 2, 2, 3)):
        await built.enrol(f"U{number}", Role.MENTEE, start={"interest_in_me": value})
    await built.enrol("UFIVE", Role.MENTEE, state=EnrolmentState.JOINING, start={"interest_in_me": 5})
    assert all(each.release.total == Withheld() for each in (await sum_up(built)).summed_up)


async def test_only_a_coordinator_of_the_programme_sums_up(storage: Storage) -> None:
    built, hugh = await build_with_coordinator(storage), Actor(workspace=WORKSPACE, id="UHUGH")
    async with storage.transaction() as tx:
        with pytest.raises(NotForYouError):
            await answers.ready(tx, hugh, CLOSED, built.id, Breakdown.TOTAL, JOURNEYS)
        totals = await answers.ready(tx, built.coordinator, CLOSED, built.id, Breakdown.TOTAL, JOURNEYS)
        with pytest.raises(NotForYouError):
            await answers.sum_up(tx, hugh, CLOSED, built.id, totals)


# The attacker: sees everything that is shown, knows how it comes about and their own answer, and comes back later.

LOW, HIGH = 1, 5
World = tuple[int, ...]


class Attack:
    """Six mentees, three in each department; five answer in time, the sixth after the coordinator has looked."""

    def __init__(self, built: Built, *, forgets: bool = False) -> None:
        self.built = built
        self.forgets = forgets
        self.check_ins: list[int] = []

    async def prepare(self) -> None:
        for number in range(6):
            department = "Surgery" if number < 3 else "Pharmacy"
            await self.built.enrol(f"U{number}", Role.MENTEE, department=department)
            await self.built.enrol(f"UMENTOR{number}", Role.MENTOR)
            pair = await self.built.relationship({f"U{number}": Role.MENTEE, f"UMENTOR{number}": Role.MENTOR})
            self.check_ins.append(await self.built.check_in(pair, ASKED, {f"U{number}": None}))

    async def sees(self, world: World) -> str:
        """Everything that two looks show, a late answer and another breakdown between them."""
        async with self.built.storage.transaction() as tx:
            await tx.execute(delete(CheckInReply))
            await tx.execute(delete(ReportRelease))
            for number in range(5):
                self.answer(tx, number, world[number], ASKED)
            first = await self.look(tx, Breakdown.DEPARTMENT, CLOSED)
            self.answer(tx, 5, world[5], CLOSED)
            if self.forgets:
                await tx.execute(delete(ReportRelease))
                tx.expunge_all()
            return first + await self.look(tx, Breakdown.TOTAL, CLOSED + timedelta(days=1))

    async def look(self, tx: Transaction, breakdown: Breakdown, now: datetime) -> str:
        await tx.flush()
        totals = await answers.ready(tx, self.built.coordinator, now, self.built.id, breakdown, JOURNEYS)
        await answers.sum_up(tx, self.built.coordinator, now, self.built.id, totals)
        return repr(await seen(tx, self.built, now))

    def answer(self, tx: Transaction, number: int, rating: int, at: datetime) -> None:
        tx.add(
            CheckInReply(
                check_in_id=self.check_ins[number],
                slack_id=f"U{number}",
                workspace_id=WORKSPACE,
                answer=CheckInAnswer.MET,
                rating=rating,
                replied_at=at,
            )
        )

    async def gives_somebody_away(self) -> bool:
        alike: dict[str, list[World]] = defaultdict(list)
        for world in product((LOW, HIGH), repeat=6):
            alike[await self.sees(world)].append(world)
        assert len(alike) > 1, "Something must be shown, or there is nothing to attack"
        return any(is_certain(worlds) for worlds in alike.values())


def is_certain(worlds: list[World]) -> bool:
    """Whether somebody who knows their own answer knows another's, in all worlds that look the same."""
    for attacker, own in product(range(6), (LOW, HIGH)):
        possible = [world for world in worlds if world[attacker] == own]
        others = (other for other in range(6) if other != attacker)
        if possible and any(len({world[other] for world in possible}) == 1 for other in others):
            return True
    return False


@pytest.mark.slow
async def test_nobodys_answer_can_be_derived_from_two_looks_and_two_breakdowns(storage: Storage) -> None:
    attack = Attack(await build_with_coordinator(storage))
    await attack.prepare()
    assert not await attack.gives_somebody_away()


@pytest.mark.slow
async def test_the_attacker_wins_against_a_report_that_forgets_what_it_showed(storage: Storage) -> None:
    attack = Attack(await build_with_coordinator(storage), forgets=True)
    await attack.prepare()
    assert await attack.gives_somebody_away()


async def test_a_wave_asked_late_in_the_evening_is_of_the_readers_own_day(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.pairs((5, 4, 4, 2, 3), datetime(2026, 4, 12, 22, 30, tzinfo=UTC))
    (ready,) = (await so_far(built)).ready
    assert ready.asked_on == date(2026, 4, 13)


async def test_the_end_is_summed_up_only_once_its_last_day_is_over_for_everybody(storage: Storage) -> None:
    built = await build_with_coordinator(storage, ends_on=date(2026, 4, 1))
    await built.pairs((5, 4, 4, 2, 3), ASKED)
    still_the_15th_in_honolulu = datetime(2026, 4, 16, 9, tzinfo=UTC)
    waves = [
        {each.wave for each in (await so_far(built, now)).ready}
        for now in (still_the_15th_in_honolulu, still_the_15th_in_honolulu + timedelta(hours=4))
    ]
    assert [Wave.END in each for each in waves] == [False, True]
