"""What each person may be told of a match: from their own side only."""

from mentoring.rules.matching.values import Candidate, Member, Proposal, Role
from mentoring.rules.own_sides import OwnSide, Wishes, own_sides

MIA = Candidate(id="mia", mentee_capacity=1, goals_wanted=("voice", "craft", "network"), wants=("paul", "wei"))
PAUL = Candidate(
    id="paul",
    mentor_capacity=2,
    goals_wanted=("data",),
    goals_offered=frozenset({"network", "craft", "law"}),
    wants=("mia", "noah"),
)
NOAH = Candidate(id="noah", mentee_capacity=1, goals_wanted=("law",), goals_offered=frozenset({"data"}))


def pair(mentor: Candidate, mentee: Candidate) -> Proposal:
    return proposal((mentor, Role.MENTOR), (mentee, Role.MENTEE))


def group(*people: Candidate) -> Proposal:
    return proposal(*((person, Role.PEER) for person in people))


def proposal(*members: tuple[Candidate, Role]) -> Proposal:
    seats = tuple(Member(person.id, role) for person, role in members)
    return Proposal(members=seats, score=1, parts=(), reasons=())


def side(
    of: Candidate, *proposals: Proposal, among: tuple[Candidate, ...] = (MIA, PAUL, NOAH), **together: str
) -> OwnSide:
    """Somebody's side of the first of these proposals."""
    return own_sides(proposals, among, {person: [other] for person, other in together.items()})[0][of.id]


def test_a_mentee_reads_which_goals_are_served_as_they_ranked_them_and_which_are_not() -> None:
    mia = side(MIA, pair(PAUL, MIA))
    assert mia.helped_with == ("craft", "network")
    assert mia.beyond == ("voice",)
    assert mia.helps_with == ()


def test_a_mentor_reads_what_they_can_help_with_in_no_order_of_the_mentee() -> None:
    paul = side(PAUL, pair(PAUL, MIA))
    assert paul.helps_with == ("craft", "network")
    assert paul.beyond == ("data",)
    reordered = Candidate(id="mia", mentee_capacity=1, goals_wanted=("network", "voice", "craft"))
    assert side(PAUL, pair(PAUL, reordered), among=(reordered, PAUL)).helps_with == paul.helps_with


def test_what_is_asked_for_is_told_to_whoever_asked_and_to_nobody_else() -> None:
    assert side(MIA, pair(PAUL, MIA)).asked_for == ("paul",)
    assert side(NOAH, pair(PAUL, NOAH)) == side(NOAH, pair(PAUL, NOAH), among=(MIA, without_wishes(PAUL), NOAH))


def test_others_wishes_change_nothing_in_ones_own_side() -> None:
    asked = Candidate(id="wei", goals_wanted=("craft",), wants=("mia", "paul"), not_with=frozenset({"noah"}))
    plain = without_wishes(asked)
    for person in (MIA, PAUL):
        with_wishes = side(person, group(MIA, PAUL, asked), among=(MIA, PAUL, asked))
        assert with_wishes == side(person, group(MIA, PAUL, plain), among=(MIA, PAUL, plain))


def test_a_wish_that_another_match_of_the_round_fulfils_is_not_called_in_vain() -> None:
    both = (pair(PAUL, NOAH), pair(PAUL, MIA))
    assert side(PAUL, *both).wishes is Wishes.ALL
    assert side(PAUL, *both).asked_for == ("noah",)
    assert side(PAUL, pair(PAUL, NOAH)).wishes is Wishes.SOME


def test_nor_one_that_was_fulfilled_before() -> None:
    assert side(PAUL, pair(PAUL, NOAH), paul="mia").wishes is Wishes.ALL


def test_what_could_not_be_met_is_one_word_whatever_the_reason() -> None:
    wei_is_elsewhere = side(MIA, pair(PAUL, MIA))
    wei_is_here = side(MIA, pair(PAUL, MIA), among=(MIA, PAUL, Candidate(id="wei", not_with=frozenset({"mia"}))))
    assert wei_is_elsewhere == wei_is_here
    assert wei_is_here.wishes is Wishes.SOME
    in_vain = Candidate(id="mia", mentee_capacity=1, wants=("wei",))
    assert side(in_vain, pair(PAUL, in_vain), among=(in_vain, PAUL)).wishes is Wishes.NOT_ONE
    assert side(NOAH, pair(PAUL, NOAH)).wishes is Wishes.NONE


def test_peers_help_each_other_with_what_they_work_on_too() -> None:
    one = Candidate(id="one", goals_wanted=("craft", "law"))
    two = Candidate(id="two", goals_wanted=("craft",))
    assert side(one, group(one, two), among=(one, two)).helped_with == ("craft",)
    assert side(one, group(one, two), among=(one, two)).beyond == ("law",)


def without_wishes(person: Candidate) -> Candidate:
    return Candidate(
        id=person.id,
        mentor_capacity=person.mentor_capacity,
        goals_wanted=person.goals_wanted,
        goals_offered=person.goals_offered,
    )
