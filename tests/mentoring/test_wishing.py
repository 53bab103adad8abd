"""Asking for wishes, on a real database: mentors first, then mentees at once, and whatever happens meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring import choosing, wish_questions, wishing
from mentoring.access import Actor, NotForYouError
from mentoring.choosing import (
    ChoosingOverError,
    ChosenAndNoneError,
    ChosenTwiceError,
    MentorGoneError,
    NothingChosenError,
    NoWishNeededError,
    ShownAnsweredError,
    ShownOverError,
)
from mentoring.draft_edits import Edit, EditKind, to_rows
from mentoring.drafts import ProgrammeOverError
from mentoring.errors import GoneError, NotAllowedError
from mentoring.say import Say
from mentoring.wishing import NobodyToSuggestError, WishesOverError, WishesRunningError, WishesSwitchedOffError
from storage import Storage
from storage.models.enrolments import Wish
from storage.models.people import Pause, Person
from storage.models.programmes import Programme
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.models.rounds import Round
from storage.queries import pools
from storage.states import (
    EnrolmentState,
    Kind,
    ProgrammeState,
    RelationshipState,
    Role,
    RoundState,
    WishAnswer,
    WishKind,
    WishStage,
)
from tests.mentoring.asking import A_DAY, COORDINATOR, WORKSPACE, keeping
from tests.mentoring.wishing import Wishing, heard
from tests.town import MONDAY

MENTEE, MENTOR, BOTH = Role.MENTEE, Role.MENTOR, Role.BOTH
WEDNESDAY_EVENING = datetime(2026, 3, 4, 16, tzinfo=UTC)
"""The end of the second working day after a Monday, in Copenhagen."""
THURSDAY_MORNING = datetime(2026, 3, 5, 8, tzinfo=UTC)
TUESDAY_EVENING = datetime(2026, 3, 10, 16, tzinfo=UTC)
"""The end of the third working day after that Thursday."""
A_FEW = {"UMIA": MENTEE, "UPAUL": MENTOR, "UHANS": MENTOR, "UINES": MENTOR}


async def test_mentors_are_asked_first_and_until_when(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    says = await story.begin()

    assert heard(says) == {"may_be_shown": {"UPAUL", "UHANS", "UINES"}}
    assert {say.args["closes"] for say in says} == {WEDNESDAY_EVENING}
    assert {say.due_at for say in says} == {MONDAY}
    assert says[0].keep_for == WEDNESDAY_EVENING - MONDAY, "It is not delivered when nothing can be answered any more"
    assert await story.pass_on_to(WEDNESDAY_EVENING - timedelta(minutes=1)) == []


async def test_mentees_are_asked_at_once_in_their_next_working_morning_and_reminded_once(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW, UNOAH=MENTEE)
    await story.begin()
    says = await story.pass_on_to(WEDNESDAY_EVENING)
    assert heard(says)["choose_mentors"] == {"UMIA", "UNOAH"}
    asked = [say for say in says if say.message == "choose_mentors"]
    assert {(say.due_at, say.args["closes"], say.args["count"]) for say in asked} == {
        (THURSDAY_MORNING, TUESDAY_EVENING, 3)
    }

    says = await story.pass_on_to(TUESDAY_EVENING - timedelta(minutes=1))
    assert [(say.message, say.args["again"]) for say in says] == [("choose_mentors", True)] * 2
    assert {say.due_at for say in says} == {datetime(2026, 3, 9, 8, tzinfo=UTC)}, "The day before the last"
    says = await story.pass_on_to(TUESDAY_EVENING)
    assert heard(says) == {"wishes_in": {COORDINATOR.id}}
    assert says[0].due_at == datetime(2026, 3, 11, 8, tzinfo=UTC), "In the coordinator's own hours"
    assert await story.pass_on_to(TUESDAY_EVENING + 10 * A_DAY) == []
    assert (await story.round_()).stage is WishStage.ENDED


async def test_a_mentor_who_would_rather_not_is_not_shown_and_every_answer_sounds_alike(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    noted = [*await story.allow("UPAUL", may=False), *await story.allow("UHANS", may=True)]
    assert {(say.message, tuple(say.args)) for say in noted} == {("may_be_shown_noted", ())}

    await story.pass_on_to(THURSDAY_MORNING)
    assert await story.shown_to("UMIA") == ["UHANS", "UINES"], "No answer is a yes"
    await story.choose("UMIA", "UHANS")
    await story.change("UHANS", is_full=True)
    await story.change("UINES", is_full=True)
    assert await story.matched() == {("UPAUL", "UMIA")}, "Whoever would rather not be shown is in the round"


async def test_no_answer_is_a_yes_only_of_somebody_whom_the_question_has_reached(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    story.unreached = {"UPAUL", "UHANS"}
    await story.begin()
    await story.allow("UHANS", may=True)
    await story.pass_on_to(THURSDAY_MORNING)
    assert await story.shown_to("UMIA") == ["UHANS", "UINES"]


async def test_how_a_mentor_answered_is_forgotten_once_it_has_been_used(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    await story.allow("UPAUL", may=False)
    await story.allow("UHANS", may=True)
    await story.pass_on_to(THURSDAY_MORNING)
    assert set((await story.answers(MENTOR)).values()) == {WishAnswer.CLOSED}
    await story.choose("UMIA", "UHANS", "UINES")
    await story.pass_on_to(TUESDAY_EVENING)
    assert set((await story.answers(MENTEE)).values()) == {WishAnswer.CLOSED}
    assert await story.offers() == 0


async def test_even_when_every_mentor_would_rather_not_the_hours_are_the_same(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    for mentor in ("UPAUL", "UHANS", "UINES"):
        await story.allow(mentor, may=False)
    assert await story.pass_on_to(TUESDAY_EVENING - timedelta(minutes=1)) == []
    assert heard(await story.pass_on_to(TUESDAY_EVENING)) == {"wishes_in": {COORDINATOR.id}}


async def test_mentors_are_read_of_by_name_with_what_they_offer_and_what_speaks_for_them(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.change("UINES", goals_offered=["leadership"])
    await story.change("UMIA", goals_wanted=["leadership"])
    await story.until_mentees_are_asked()
    choice = await story.to_choose("UMIA")
    assert [mentor.name for mentor in choice.mentors] == ["Hans", "Ines", "Paul"]
    ines = choice.mentors[1]
    assert ines.goals_offered == ("leadership",)
    assert ines.introduction.startswith("I am UINES")
    assert next(reason.code for reason in ines.reasons) == "shared_goal"
    assert (choice.none, ines.rank, choice.closes_at) == (False, None, TUESDAY_EVENING)


async def test_choices_go_before_earlier_wishes_and_can_be_changed_without_a_trace(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await wish(story, "UMIA", "UELSE", "UINES")
    await story.until_mentees_are_asked()

    await story.choose("UMIA", "UPAUL", None, "UINES")
    assert await story.wishes("UMIA") == ["UPAUL", "UINES", "UELSE"]
    choice = await story.to_choose("UMIA")
    assert {mentor.slack_id: mentor.rank for mentor in choice.mentors} == {"UPAUL": 0, "UINES": 1, "UHANS": None}
    await story.choose("UMIA", "UHANS")
    assert await story.wishes("UMIA") == ["UHANS", "UINES", "UELSE"], "An earlier wish stays one, the choice goes"
    await story.choose("UMIA", none=True)
    assert await story.wishes("UMIA") == ["UINES", "UELSE"]
    assert (await story.to_choose("UMIA")).none
    await story.choose("UMIA", "UHANS")
    assert await story.wishes("UMIA") == ["UHANS", "UINES", "UELSE"]


async def test_no_more_wishes_are_kept_than_the_form_of_joining_holds(storage: Storage) -> None:
    story = await Wishing.of(storage, **A_FEW)
    await wish(story, "UMIA", "U1", "U2", "U3", "U4", "U5")
    await story.until_mentees_are_asked()
    await story.choose("UMIA", "UPAUL", "UHANS", "UINES")
    assert await story.wishes("UMIA") == ["UPAUL", "UHANS", "UINES", "U1", "U2"]


async def test_choices_shape_the_round_all_at_once_when_everybody_has_chosen(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW, UNOAH=MENTEE, UANA=MENTEE)
    await story.until_mentees_are_asked()
    wanted = {"UMIA": "UINES", "UNOAH": "UPAUL", "UANA": "UHANS"}
    async with each_storage.read() as tx:
        before = await pools.mark(tx, WORKSPACE, story.programme)
    for mentee, mentor in wanted.items():
        await story.choose(mentee, mentor)
        async with each_storage.read() as tx:
            assert await pools.mark(tx, WORKSPACE, story.programme) == before, "A draft would tell whose choice it was"
    await story.end()
    assert await story.matched() == {(mentor, mentee) for mentee, mentor in wanted.items()}


async def test_what_is_wrong_with_a_choice_is_said_on_its_field(storage: Storage) -> None:
    story = await Wishing.of(storage, **A_FEW)
    await story.until_mentees_are_asked()
    with pytest.raises(NothingChosenError) as nothing:
        await story.choose("UMIA", None, None)
    with pytest.raises(ChosenTwiceError) as twice:
        await story.choose("UMIA", "UPAUL", None, "UPAUL")
    with pytest.raises(ChosenAndNoneError) as both:
        await story.choose("UMIA", "UPAUL", none=True)
    assert [each.value.field for each in (nothing, twice, both)] == ["none", "third", "none"]
    assert twice.value.args_for_words == {"name": "Paul"}
    assert await story.wishes("UMIA") == []


@pytest.mark.parametrize("why", ["left", "deactivated", "mentee_now"])
async def test_a_mentor_who_is_gone_meanwhile_is_named_on_the_field_and_not_shown_again(
    each_storage: Storage, why: str
) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.until_mentees_are_asked()
    if why == "deactivated":
        await deactivate(story, "UPAUL")
    else:
        await story.change("UPAUL", **({"state": EnrolmentState.LEFT} if why == "left" else {"role": MENTEE}))
    with pytest.raises(MentorGoneError) as gone:
        await story.choose("UMIA", "UHANS", "UPAUL")
    assert gone.value.field == "second"
    assert await story.shown_to("UMIA") == ["UHANS", "UINES"]
    await story.choose("UMIA", "UHANS")


async def test_nothing_a_mentor_decides_later_can_be_read_from_the_list(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.until_mentees_are_asked()
    await wish(story, "UPAUL", "UMIA", kind=WishKind.NOT_WITH)
    await story.change("UHANS", is_full=True)
    assert await story.shown_to("UMIA") == ["UHANS", "UINES", "UPAUL"]
    await story.choose("UMIA", "UPAUL")
    assert ("UPAUL", "UMIA") not in await story.matched()


async def test_whom_somebody_would_rather_not_be_with_is_never_shown_either_way(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW, UNOAH=MENTEE)
    await wish(story, "UPAUL", "UMIA", kind=WishKind.NOT_WITH)
    await wish(story, "UNOAH", "UHANS", kind=WishKind.NOT_WITH)
    await story.until_mentees_are_asked()
    assert await story.shown_to("UMIA") == ["UHANS", "UINES"]
    assert await story.shown_to("UNOAH") == ["UINES", "UPAUL"]
    await wish(story, "UNOAH", "UINES", kind=WishKind.NOT_WITH)
    assert await story.shown_to("UNOAH") == ["UPAUL"]


async def test_whom_coordinators_keep_apart_in_a_draft_is_not_shown(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    for mentor in ("UPAUL", "UHANS"):
        await a_draft(story, apart=(mentor, "UMIA"))
    await story.until_mentees_are_asked()
    assert await story.shown_to("UMIA") == ["UINES"]


async def test_only_mentors_with_a_free_place_are_asked(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW, UNOAH=MENTEE, UANA=BOTH)
    await together(story, "UPAUL", "UNOAH")
    await story.change("UHANS", is_full=True)
    await deactivate(story, "UINES")
    assert heard(await story.begin()) == {"may_be_shown": {"UANA"}}
    says = await story.pass_on_to(THURSDAY_MORNING)
    assert heard(says)["choose_mentors"] == {"UMIA"}, "Noah has a mentor, and Ana is the only other one"


async def test_whoever_is_away_for_long_is_not_waited_for(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW, UNOAH=MENTEE)
    for person in ("UPAUL", "UNOAH"):
        await pause(story, person, until=date(2026, 3, 30))
    await pause(story, "UHANS", until=date(2026, 3, 3))
    says = await story.begin()
    assert heard(says) == {"may_be_shown": {"UHANS", "UINES"}}
    assert {say.args["closes"] for say in says} == {WEDNESDAY_EVENING, WEDNESDAY_EVENING + 2 * A_DAY}
    assert await story.pass_on_to(WEDNESDAY_EVENING + A_DAY) == [], "The last of them has their time"
    says = await story.pass_on_to(WEDNESDAY_EVENING + 2 * A_DAY)
    assert heard(says)["choose_mentors"] == {"UMIA"}
    assert await story.shown_to("UMIA") == ["UHANS", "UINES"]


async def test_a_day_off_keeps_nobody_from_choosing_or_being_chosen(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    for person in ("UMIA", "UPAUL"):
        await pause(story, person, since=date(2026, 3, 4), until=date(2026, 3, 5))
    says = await story.pass_on_to(THURSDAY_MORNING)
    assert [say.due_at for say in says if say.message == "choose_mentors"] == [THURSDAY_MORNING + A_DAY]
    assert await story.shown_to("UMIA") == ["UHANS", "UINES", "UPAUL"]


async def test_a_press_that_is_not_theirs_or_comes_twice_or_too_late_is_refused_kindly(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    pauls = (await story.question("UPAUL", MENTOR)).id
    with pytest.raises(NotAllowedError):
        await story.allow("UMIA", may=True, question=pauls)
    with pytest.raises(GoneError):
        await story.allow("UPAUL", may=True, question=4711)
    await story.allow("UPAUL", may=False)
    for may in (True, False):
        with pytest.raises(ShownAnsweredError):
            await story.allow("UPAUL", may=may)
    await story.pass_on_to(THURSDAY_MORNING)
    for mentor in ("UPAUL", "UHANS"):
        with pytest.raises(ShownOverError):
            await story.allow(mentor, may=False)

    mias = (await story.question("UMIA", MENTEE)).id
    for somebody in ("UPAUL", "UCARLA"):
        with pytest.raises(NotAllowedError):
            await story.to_choose(somebody, mias)
    with pytest.raises(GoneError):
        await story.to_choose("UPAUL", pauls)
    await story.pass_on_to(TUESDAY_EVENING)
    with pytest.raises(ChoosingOverError):
        await story.to_choose("UMIA")
    with pytest.raises(ChoosingOverError):
        await story.choose("UMIA", "UPAUL")


async def test_a_choice_of_somebody_who_was_not_shown_is_refused(storage: Storage) -> None:
    story = await Wishing.of(storage, **A_FEW)
    await story.begin()
    await story.allow("UPAUL", may=False)
    await story.pass_on_to(THURSDAY_MORNING)
    with pytest.raises(GoneError):
        await story.choose("UMIA", "UPAUL")


async def test_a_mentee_who_has_a_mentor_by_now_need_not_choose_and_is_not_reminded(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.until_mentees_are_asked()
    await together(story, "UPAUL", "UMIA")
    with pytest.raises(NoWishNeededError):
        await story.to_choose("UMIA")
    assert heard(await story.pass_on_to(TUESDAY_EVENING)) == {"wishes_in": {COORDINATOR.id}}


async def test_who_leaves_meanwhile_is_not_asked_and_not_reminded(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW, UNOAH=MENTEE)
    await story.change("UHANS", is_full=True)
    async with each_storage.transaction() as tx:
        await wishing.begin(tx, COORDINATOR, MONDAY, story.programme)
    await story.change("UINES", state=EnrolmentState.LEFT)
    assert heard(await story.pass_on_to(MONDAY)) == {"may_be_shown": {"UPAUL"}}
    await story.pass_on_to(THURSDAY_MORNING)
    await story.change("UMIA", state=EnrolmentState.LEFT)
    says = await story.pass_on_to(TUESDAY_EVENING)
    assert heard(says) == {"choose_mentors": {"UNOAH"}, "wishes_in": {COORDINATOR.id}}


async def test_ended_by_hand_what_is_chosen_counts_and_the_other_coordinators_hear(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.until_mentees_are_asked()
    await story.choose("UMIA", "UPAUL")
    assert await story.end() == [], "There is no other coordinator"
    assert await story.wishes("UMIA") == ["UPAUL"]
    with pytest.raises(ChoosingOverError):
        await story.to_choose("UMIA")
    with pytest.raises(WishesOverError):
        await story.end()
    assert await story.pass_on_to(TUESDAY_EVENING + A_DAY) == []
    assert heard(await story.begin()) == {"may_be_shown": {"UPAUL", "UHANS", "UINES"}}, "It can be begun again"


async def test_ended_while_mentors_are_asked_no_mentee_hears_of_it(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    await story.end()
    assert await story.pass_on_to(TUESDAY_EVENING) == []
    with pytest.raises(ShownOverError):
        await story.allow("UPAUL", may=True)


async def test_when_the_programme_ends_nothing_is_open_and_nobody_is_told(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.until_mentees_are_asked()
    async with each_storage.transaction() as tx:
        programme = await tx.get(Programme, story.programme)
        assert programme is not None
        programme.state = ProgrammeState.ENDED
    assert await story.pass_on_to(TUESDAY_EVENING) == []
    with pytest.raises(ChoosingOverError):
        await story.to_choose("UMIA")
    assert await story.offers() == 0


async def test_it_cannot_be_begun_twice_by_anybody_else_or_without_reason(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    with pytest.raises(NotForYouError):
        await story.begin(by="UMIA")
    await story.begin()
    with pytest.raises(WishesRunningError):
        await story.begin()
    await story.end()
    for mentor in ("UPAUL", "UHANS", "UINES"):
        await story.change(mentor, is_full=True)
    with pytest.raises(NobodyToSuggestError):
        await story.begin()
    story.now = datetime(2026, 9, 9, tzinfo=UTC)
    with pytest.raises(ProgrammeOverError):
        await story.begin()
    with pytest.raises(NotForYouError):
        await story.end(by="UPAUL")


async def test_where_it_is_switched_off_it_cannot_be_begun_and_no_screen_speaks_of_it(storage: Storage) -> None:
    story = await Wishing.of(storage, **A_FEW)
    assert (await story.progress()) is not None
    async with storage.transaction() as tx:
        programme = await tx.get(Programme, story.programme)
        assert programme is not None
        programme.rules = programme.rules | {"wishes_first": False}
    with pytest.raises(WishesSwitchedOffError):
        await story.begin()
    assert await story.progress() is None


async def test_coordinators_read_how_many_have_answered_from_five_on(each_storage: Storage) -> None:
    mentees = {f"UM{number}": MENTEE for number in range(6)}
    story = await Wishing.of(each_storage, UPAUL=MENTOR, UHANS=MENTOR, UINES=MENTOR, **mentees)
    await story.begin()
    await story.pass_on_to(MONDAY + timedelta(hours=1))
    progress = await story.progress()
    assert progress is not None
    assert (progress.stage, progress.closes_at, progress.answered) == (WishStage.MENTORS, WEDNESDAY_EVENING, None)
    await story.pass_on_to(THURSDAY_MORNING)
    for number, mentee in enumerate(mentees, 1):
        await story.choose(mentee, none=True)
        progress = await story.progress()
        assert progress is not None
        assert progress.answered == (number if number >= 5 else None)
    says = await story.pass_on_to(TUESDAY_EVENING)
    assert [say.args["answered"] for say in says if say.message == "wishes_in"] == [6]


async def test_suggestions_made_from_facts_that_have_changed_are_made_again(each_storage: Storage) -> None:
    story = await Wishing.of(each_storage, **A_FEW)
    await story.begin()
    story.now = WEDNESDAY_EVENING
    async with each_storage.read() as tx:
        asked = await wishing.to_suggest(tx, WORKSPACE, 1, story.now)
    assert asked is not None
    await story.allow("UPAUL", may=False)
    async with each_storage.transaction() as tx:
        assert not await wishing.keep(tx, WORKSPACE, story.now, asked, ())
    assert await story.suggest(1)
    async with each_storage.transaction() as tx:
        assert await wishing.keep(tx, WORKSPACE, story.now, asked, ()), "Another replica was faster"
    await story.pass_on_to(THURSDAY_MORNING)
    assert await story.shown_to("UMIA") == ["UHANS", "UINES"]


async def test_one_question_that_fails_holds_up_no_other_and_is_tried_again(storage: Storage) -> None:
    story = await Wishing.of(storage, **A_FEW)
    async with storage.transaction() as tx:
        await wishing.begin(tx, COORDINATOR, MONDAY, story.programme)
    said: list[Say] = []

    async def voice(workspace: str, say: Say) -> None:
        if getattr(say.to, "slack_id", "") == "UHANS":
            raise OSError("No words today")
        await keeping(said)(workspace, say)

    async with storage.transaction() as tx:
        assert await wish_questions.follow_up(tx, MONDAY, voice, 100) == 3
    assert heard(said) == {"may_be_shown": {"UPAUL", "UINES"}}
    assert heard(await story.pass_on_to(MONDAY + timedelta(hours=2))) == {"may_be_shown": {"UHANS"}}


async def test_many_people_are_asked_some_at_a_time(storage: Storage) -> None:
    story = await Wishing.of(storage, **{f"UP{n}": MENTOR for n in range(7)})
    async with storage.transaction() as tx:
        await wishing.begin(tx, COORDINATOR, MONDAY, story.programme)
    done: list[int] = []
    while not done or done[-1]:
        async with storage.transaction() as tx:
            done.append(await wish_questions.follow_up(tx, MONDAY, keeping([]), 3))
    assert done == [3, 3, 1, 0]


async def test_a_question_is_nobodys_in_another_workspace(storage: Storage) -> None:
    story = await Wishing.of(storage, **A_FEW)
    await story.until_mentees_are_asked()
    question = (await story.question("UMIA", MENTEE)).id
    async with storage.read() as tx:
        with pytest.raises(GoneError):
            await choosing.to_choose(tx, Actor(workspace="T2", id="UMIA"), story.now, question)


# What the tests say in a word


async def wish(story: Wishing, person: str, *about: str, kind: WishKind = WishKind.WITH) -> None:
    place = await story.place_id(person)
    async with story.storage.transaction() as tx:
        for rank, each in enumerate(about):
            tx.add(Wish(workspace_id=WORKSPACE, enrolment_id=place, about_id=each, kind=kind, rank=rank))


async def a_draft(story: Wishing, *, apart: tuple[str, str]) -> None:
    edit = Edit(kind=EditKind.APART, by=COORDINATOR.id, at=MONDAY, pairs=(apart,))
    async with story.storage.transaction() as tx:
        tx.add(
            Round(
                workspace_id=WORKSPACE,
                programme_id=story.programme,
                state=RoundState.DRAFT,
                fingerprint="",
                certificate={},
                unmatched={},
                unchecked={},
                edits=to_rows([edit]),
                created_by=COORDINATOR.id,
                created_at=MONDAY,
            )
        )


async def deactivate(story: Wishing, person: str) -> None:
    async with story.storage.transaction() as tx:
        row = await tx.get(Person, (WORKSPACE, person))
        assert row is not None
        row.is_deactivated = True


async def pause(story: Wishing, person: str, *, until: date, since: date | None = None) -> None:
    async with story.storage.transaction() as tx:
        tx.add(Pause(workspace_id=WORKSPACE, slack_id=person, starts_on=since or MONDAY.date(), ends_on=until))


async def together(story: Wishing, mentor: str, mentee: str) -> None:
    """They have begun already."""
    places = {mentor: await story.place_id(mentor), mentee: await story.place_id(mentee)}
    async with story.storage.transaction() as tx:
        conversation = Conversation(workspace_id=WORKSPACE, members=[mentor, mentee], members_key=f"{mentor}{mentee}")
        tx.add(conversation)
        await tx.flush()
        pair = Relationship(
            workspace_id=WORKSPACE,
            programme_id=story.programme,
            conversation_id=conversation.id,
            state=RelationshipState.ACTIVE,
            kind=Kind.ONE_TO_ONE,
            starter_id=mentee,
            kick_off_on=MONDAY.date(),
            started_at=MONDAY,
        )
        tx.add(pair)
        await tx.flush()
        for person, role in ((mentor, MENTOR), (mentee, MENTEE)):
            tx.add(
                RelationshipMember(
                    relationship_id=pair.id,
                    enrolment_id=places[person],
                    workspace_id=WORKSPACE,
                    slack_id=person,
                    role=role,
                )
            )
