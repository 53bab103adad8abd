"""Asking mentors first, on a real database: asked, reminded, answered, left open, repaired, and told when all is settled."""

from datetime import UTC, datetime, timedelta

import pytest

from mentoring import answering, asking, drafts, fullness, repairs, solving
from mentoring.access import Actor, NotForYouError
from mentoring.answering import (
    Decision,
    Given,
    MentorAnsweredError,
    NoLongerPossibleError,
    NothingToDecideError,
    QuestionWithdrawnError,
)
from mentoring.drafting import NobodyToMatchError
from mentoring.errors import GoneError, NotAllowedError
from mentoring.fullness import NoMentorPlaceError
from mentoring.say import Say
from storage import Storage
from storage.models.programmes import Programme
from storage.models.rounds import Round
from storage.states import AnswerState, ProgrammeState, Role, WishKind
from tests.mentoring.asking import A_DAY, COORDINATOR, JOURNEYS, WORKSPACE, Story, heard, keeping, reasons_of, receiver
from tests.town import MONDAY

MENTEE, MENTOR, BOTH = Role.MENTEE, Role.MENTOR, Role.BOTH
THURSDAY_EVENING = datetime(2026, 3, 5, 16, tzinfo=UTC)
"""The end of the third working day after a Monday, in Copenhagen."""


async def test_a_published_round_asks_its_mentors_and_tells_nobody_else(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR, UNOAH=MENTEE)
    says = await story.publish()

    assert heard(says) == {("mentor_asked", "UPAUL")}
    assert says[0].args["mentee"] in {"UMIA", "UNOAH"}
    assert says[0].args["introduction"].startswith("I am U")  # type: ignore[attr-defined]  # a Say's values are objects
    assert says[0].args["closes"] == THURSDAY_EVENING
    assert await story.partners("UPAUL") == set()


async def test_no_question_of_the_same_number_about_somebody_else_is_taken_for_it_after_a_restore(
    storage: Storage,
) -> None:
    story = await Story.of(storage, UMIA=MENTEE, UPAUL=MENTOR)
    (asked,) = await story.publish()

    assert "UMIA" in asked.key.split(":")


async def test_a_yes_begins_the_match_as_if_nobody_had_been_asked(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    says = await story.answer("UPAUL", Given.YES)

    assert heard(says) == {
        ("question_answered", "UPAUL"),
        ("matched", "UMIA"),
        ("matched", "UPAUL"),
        ("kick_off", None),
    }
    assert await story.partners("UMIA") == {"UPAUL"}


async def test_every_answer_is_noted_in_the_same_words(storage: Storage) -> None:
    noted = set()
    for number, given in enumerate(Given):
        story = await Story.of(storage, name=f"Number {number}")
        await story.enrolled(**{f"UA{number}": MENTEE, f"UB{number}": MENTOR})
        await story.publish()
        first, *_ = await story.answer(f"UB{number}", given)
        noted.add((first.message, tuple(first.args)))
    assert noted == {("question_answered", ())}


async def test_a_no_is_told_to_nobody_and_the_next_mentor_is_asked_the_day_after(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR, UHANS=MENTOR)
    (asked,) = await story.publish()
    first = receiver(asked)
    other = ({"UPAUL", "UHANS"} - {first}).pop()

    assert heard(await story.answer(first, Given.NO)) == {("question_answered", first)}
    assert await story.pass_on_to(MONDAY + timedelta(hours=12)) == []
    says = await story.pass_on_to(MONDAY + A_DAY)
    assert heard(says) == {("mentor_asked", other)}
    await story.answer(other, Given.YES)
    assert await story.partners("UMIA") == {other}

    assert await story.pass_on_to(MONDAY + 2 * A_DAY) == [], "Whoever had the choice knows how it stands"
    assert await story.pass_on_to(MONDAY + 30 * A_DAY) == []


async def test_a_repair_disturbs_neither_what_is_accepted_nor_what_is_asked(each_storage: Storage) -> None:
    story = await Story.of(each_storage)
    await story.enrolled(**{f"UM{n}": MENTEE for n in range(4)} | {f"UP{n}": MENTOR for n in range(4)})
    asked = {receiver(say): str(say.args["mentee"]) for say in await story.publish()}
    await story.enrolled(ULATE=MENTEE, ULATER=MENTOR)
    first, second, *others = sorted(asked)
    await story.answer(first, Given.YES)
    await story.answer(second, Given.NO)

    says = await story.pass_on_to(MONDAY + A_DAY)

    assert says == [], "The one who said no is the only one free, and who came later was in no draft anybody saw"
    assert await story.partners(first) == {asked[first]}
    assert await story.states() == {
        first: AnswerState.ACCEPTED,
        second: AnswerState.DECLINED,
        **dict.fromkeys(others, AnswerState.ASKED),
    }


async def test_with_nobody_left_the_mentee_hears_the_honest_kind_of_reason(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    await story.answer("UPAUL", Given.NO)

    says = await story.pass_on_to(MONDAY + A_DAY)

    assert heard(says) == {("not_yet_matched", "UMIA")}
    assert {say.args["why"].code for say in says} == {"no_suitable_mentor_free"}  # type: ignore[attr-defined]  # a Say's values are objects
    assert await story.unmatched_rounds("UMIA") == 1


async def test_everybody_who_waits_hears_at_the_same_time_once_nothing_is_open(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UNOAH=MENTEE, UPAUL=MENTOR, UHANS=MENTOR, UINES=MENTOR)
    await story.change("UINES", goals_offered=[])
    asked = sorted(receiver(say) for say in await story.publish())
    await story.answer(asked[0], Given.YES)
    assert await story.pass_on_to(MONDAY + A_DAY) == []
    await story.answer(asked[1], Given.YES, MONDAY + A_DAY)
    says = await story.pass_on_to(MONDAY + 2 * A_DAY)
    assert heard(says) == {("not_yet_matched", ({"UPAUL", "UHANS", "UINES"} - {*asked}).pop())}


async def test_a_decline_reads_like_not_with_in_every_later_draft(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    await story.answer("UPAUL", Given.NO)
    await story.pass_on_to(MONDAY + A_DAY)
    declined = await story.waiting(await story.draft())

    wished = await Story.of(each_storage, name="Second", UANA=MENTEE, UBEN=MENTOR)
    await wished.wish("UBEN", WishKind.NOT_WITH, "UANA")
    not_with = await wished.waiting(await wished.draft())

    assert [reasons_of(person) for person in declined] == [reasons_of(person) for person in not_with]
    assert "not_available" not in str([reasons_of(person) for person in declined])


async def test_whoever_is_asked_is_not_in_another_draft_meanwhile(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    with pytest.raises(NobodyToMatchError):
        await story.draft()


async def test_one_reminder_and_then_the_coordinators_decide(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()

    says = await story.pass_on_to(MONDAY + 2 * A_DAY)
    assert [(say.message, say.args["again"]) for say in says] == [("mentor_asked", True)]
    assert says[0].keep_for == THURSDAY_EVENING - (MONDAY + 2 * A_DAY)
    says = await story.pass_on_to(MONDAY + 4 * A_DAY)
    assert heard(says) == {("no_answer", "UCARLA")}
    assert says[0].args["pairs"] == (("UPAUL", "UMIA"),)
    assert await story.pass_on_to(MONDAY + 7 * A_DAY) == [], "They are told once"

    (question,) = await story.undecided()
    assert (question.mentor, question.mentee) == ("UPAUL", "UMIA")


async def test_a_coordinator_asks_again_with_the_same_time_to_answer(each_storage: Storage) -> None:
    story = await unanswered(each_storage)
    friday = MONDAY + 4 * A_DAY
    says = await story.decide(Decision.ASK_AGAIN, friday)
    assert heard(says) == {("mentor_asked", "UPAUL")}
    assert says[0].args["closes"] == THURSDAY_EVENING + timedelta(days=6), (
        "Wednesday, since nobody works at the weekend"
    )
    assert await story.undecided() == ()
    await story.answer("UPAUL", Given.YES, friday + A_DAY)
    assert await story.partners("UMIA") == {"UPAUL"}


async def test_a_coordinator_matches_without_asking(each_storage: Storage) -> None:
    story = await unanswered(each_storage)
    says = await story.decide(Decision.MATCH, MONDAY + 4 * A_DAY)
    assert {message for message, _ in heard(says)} == {"matched", "kick_off"}
    with pytest.raises(MentorAnsweredError):
        await story.answer("UPAUL", Given.NO, MONDAY + 5 * A_DAY)


async def test_a_coordinator_leaves_it_and_the_round_goes_on_without(each_storage: Storage) -> None:
    story = await unanswered(each_storage, UHANS=MENTOR)
    await story.decide(Decision.LEAVE, MONDAY + 4 * A_DAY)
    says = await story.pass_on_to(MONDAY + 5 * A_DAY)
    assert heard(says) == {("mentor_asked", "UHANS")}
    with pytest.raises(QuestionWithdrawnError):
        await story.answer("UPAUL", Given.YES, MONDAY + 5 * A_DAY)


async def test_what_nobody_decides_is_left_after_a_week(each_storage: Storage) -> None:
    story = await unanswered(each_storage)
    says = await story.pass_on_to(MONDAY + 14 * A_DAY)
    assert ("not_yet_matched", "UMIA") in heard(says)
    assert await story.states() == {"UPAUL": AnswerState.SET_ASIDE}


async def test_a_late_answer_counts_until_somebody_has_decided(each_storage: Storage) -> None:
    story = await unanswered(each_storage)
    (question,) = await story.undecided()
    await story.answer("UPAUL", Given.YES, MONDAY + 4 * A_DAY)
    assert await story.partners("UMIA") == {"UPAUL"}
    with pytest.raises(NothingToDecideError):
        await story.decide(Decision.LEAVE, MONDAY + 4 * A_DAY, question=question.id)


async def test_a_coordinator_cannot_match_who_is_not_available_any_more(each_storage: Storage) -> None:
    story = await unanswered(each_storage)
    await story.wish("UMIA", WishKind.NOT_WITH, "UPAUL")
    for decision in (Decision.MATCH, Decision.ASK_AGAIN):
        with pytest.raises(NoLongerPossibleError):
            await story.decide(decision, MONDAY + 4 * A_DAY)


async def test_only_who_runs_the_programme_decides(storage: Storage) -> None:
    story = await unanswered(storage)
    with pytest.raises(NotForYouError):
        await story.decide(Decision.MATCH, MONDAY + 4 * A_DAY, by="UMIA")
    async with storage.read() as tx:
        with pytest.raises(NotForYouError):
            await answering.undecided(tx, Actor(workspace=WORKSPACE, id="UPAUL"), story.programme)


async def test_only_the_mentor_who_is_asked_answers_and_only_once(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    question = await story.question_to("UPAUL")
    with pytest.raises(NotAllowedError):
        await story.press("UMIA", question, Given.YES)
    with pytest.raises(GoneError):
        await story.press("UPAUL", 4711, Given.YES)
    await story.press("UPAUL", question, Given.NO)
    for given in Given:
        with pytest.raises(MentorAnsweredError):
            await story.press("UPAUL", question, given)


@pytest.mark.parametrize("why", ["left", "deactivated", "paused", "full", "not_with", "mentee_left"])
async def test_what_has_become_pointless_is_taken_back_and_the_round_repaired(each_storage: Storage, why: str) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    await story.enrolled(UHANS=MENTOR)
    await story.backdate("UHANS")
    await story.happens(why)

    says = await story.pass_on_to(MONDAY + A_DAY)

    assert await story.states() == {"UPAUL": AnswerState.WITHDRAWN} | (
        {} if why == "mentee_left" else {"UHANS": AnswerState.ASKED}
    )
    told = {message for message, _ in heard(says)}
    assert told == ({"not_yet_matched"} if why == "mentee_left" else {"mentor_asked"})


async def test_who_cannot_any_more_when_it_is_published_is_not_asked(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    draft = await story.draft()
    await story.publish(draft, carried_out=False)
    await story.happens("paused")
    assert await story.carry_out(MONDAY) == []
    assert await story.states() == {"UPAUL": AnswerState.WITHDRAWN}


async def test_a_press_on_what_has_become_pointless_is_answered_kindly(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    await story.happens("mentee_left")
    with pytest.raises(QuestionWithdrawnError):
        await story.answer("UPAUL", Given.YES)


async def test_who_is_paused_and_presses_all_the_same_has_answered(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    await story.happens("paused")
    await story.answer("UPAUL", Given.YES)
    assert await story.partners("UMIA") == {"UPAUL"}


async def test_i_am_full_counts_from_then_on_and_takes_back_every_question(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UNOAH=MENTEE, UPAUL=MENTOR)
    await story.change("UPAUL", capacity=2)
    assert len(await story.publish()) == 2
    await story.answer("UPAUL", Given.FULL)
    assert await story.all_states() == [AnswerState.WITHDRAWN, AnswerState.WITHDRAWN]
    says = await story.pass_on_to(MONDAY + A_DAY)
    assert heard(says) == {("not_yet_matched", "UMIA"), ("not_yet_matched", "UNOAH")}
    assert {say.args["why"].code for say in says} == {"no_mentors"}  # type: ignore[attr-defined]  # a Say's values are objects
    assert (await story.draft()).matches == 0

    async with each_storage.transaction() as tx:
        again = await fullness.say_free(tx, Actor(workspace=WORKSPACE, id="UPAUL"))
    assert [each.name for each in again.programmes] == ["First"]
    assert (await story.draft()).matches == 2, "Being full is no decline of anybody"


async def test_only_a_mentor_can_be_full(storage: Storage) -> None:
    await Story.of(storage, UMIA=MENTEE)
    async with storage.transaction() as tx:
        with pytest.raises(NoMentorPlaceError):
            await fullness.say_full(tx, Actor(workspace=WORKSPACE, id="UMIA"), MONDAY)


async def test_two_who_could_mentor_each_other_begin_together_once_both_have_answered(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UANA=BOTH, UBEN=BOTH)
    assert heard(await story.publish()) == {("mentor_asked", "UANA"), ("mentor_asked", "UBEN")}
    assert heard(await story.answer("UANA", Given.YES)) == {("question_answered", "UANA")}
    says = await story.answer("UBEN", Given.YES)
    assert [say.message for say in says].count("kick_off") == 1
    (view,) = await story.views("UANA")
    assert view.role is BOTH


async def test_a_no_one_way_lets_the_yes_the_other_way_begin(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UANA=BOTH, UBEN=BOTH)
    await story.publish()
    await story.answer("UANA", Given.YES)
    await story.answer("UBEN", Given.NO)
    (view,) = await story.views("UANA")
    assert view.role is MENTOR
    assert view.partners == ("UBEN",)


async def test_when_the_programme_ends_nothing_is_open_and_nobody_is_told(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    async with each_storage.transaction() as tx:
        row = await tx.get(Programme, story.programme)
        assert row is not None
        row.state = ProgrammeState.ENDED
    assert await story.pass_on_to(MONDAY + 20 * A_DAY) == []
    assert await story.states() == {"UPAUL": AnswerState.WITHDRAWN}


async def test_no_screen_shows_whom_a_repair_asks(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR, UHANS=MENTOR)
    draft = await story.draft()
    (asked,) = await story.publish(draft)
    async with each_storage.read() as tx:
        before = await drafts.page(tx, COORDINATOR, draft.id, 0)
    await story.answer(receiver(asked), Given.NO)
    await story.pass_on_to(MONDAY + A_DAY)
    async with each_storage.read() as tx:
        assert await drafts.page(tx, COORDINATOR, draft.id, 0) == before
        with pytest.raises(GoneError):
            await drafts.draft(tx, COORDINATOR, draft.id + 1)
        assert (await tx.get(Round, draft.id + 1)) is not None


async def test_facts_that_change_while_it_is_solved_are_solved_again(storage: Storage) -> None:
    story = await Story.of(storage, UMIA=MENTEE, UPAUL=MENTOR, UHANS=MENTOR)
    (asked,) = await story.publish()
    await story.answer(receiver(asked), Given.NO)
    async with storage.transaction() as tx:
        looked = await repairs.look(tx, MONDAY + A_DAY, JOURNEYS, keeping([]))
        assert looked is not None
        assert looked.is_to_repair
    async with storage.read() as tx:
        repair = await repairs.to_repair(tx, WORKSPACE, looked.round_id, MONDAY + A_DAY)
    solution = solving.repaired(repair.facts, repair.people, repair.silent)
    await story.change("UMIA", capacity=3)
    async with storage.transaction() as tx:
        assert not await repairs.keep(tx, WORKSPACE, MONDAY + A_DAY, repair, solution)
    assert len(await story.all_states()) == 1
    assert {message for message, _ in heard(await story.pass_on_to(MONDAY + A_DAY))} == {"mentor_asked"}


async def test_everything_done_twice_is_done_once(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR, UHANS=MENTOR)
    (asked,) = await story.publish()
    await story.answer(receiver(asked), Given.NO)
    for moment in (MONDAY + A_DAY, MONDAY + 3 * A_DAY, MONDAY + 6 * A_DAY):
        await story.pass_on_to(moment)
        assert await story.pass_on_to(moment) == []


async def test_a_question_that_fails_holds_up_no_other(storage: Storage, caplog: pytest.LogCaptureFixture) -> None:
    story = await Story.of(storage, UMIA=MENTEE, UNOAH=MENTEE, UPAUL=MENTOR, UHANS=MENTOR)
    await story.publish()

    async def voice(_workspace: str, say: Say) -> None:
        if receiver(say) == "UPAUL":
            raise ValueError("no words")
        said.append(say)

    said: list[Say] = []
    async with storage.transaction() as tx:
        assert await asking.follow_up(tx, MONDAY + 2 * A_DAY, voice, 10) == 2
    assert {receiver(say) for say in said} == {"UHANS"}
    assert "question_failed" in caplog.text
    async with storage.transaction() as tx:
        assert await asking.follow_up(tx, MONDAY + 2 * A_DAY + timedelta(hours=1), keeping(said), 10) == 1
    assert {receiver(say) for say in said} == {"UHANS", "UPAUL"}


async def test_a_programme_that_does_not_ask_introduces_at_once(storage: Storage) -> None:
    story = await Story.of(storage, asks=False, UMIA=MENTEE, UPAUL=MENTOR)
    assert {message for message, _ in heard(await story.publish())} == {"matched", "kick_off"}


async def test_the_mark_of_a_pool_follows_answers_and_fullness(each_storage: Storage) -> None:
    story = await Story.of(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    marks = [await story.mark()]
    await story.publish()
    marks.append(await story.mark())
    await story.answer("UPAUL", Given.NO)
    marks.append(await story.mark())
    await story.change("UPAUL", is_full=True)
    marks.append(await story.mark())
    assert len(set(marks)) == len(marks)


# What the tests say in a word


async def unanswered(storage: Storage, **others: Role) -> Story:
    """Mia's question to Paul has had no answer by Friday morning, and the coordinator knows."""
    story = await Story.of(storage, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    await story.enrolled(**others)
    for slack_id in others:
        await story.backdate(slack_id)
    await story.pass_on_to(MONDAY + 4 * A_DAY)
    return story
