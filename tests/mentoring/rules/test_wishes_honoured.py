"""The share of wishes honoured gives nobody's wish away: not by itself, not by subtraction, not by waiting."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.own_sides import OwnSide, Wishes
from mentoring.rules.wishes_honoured import Counted, Share, count, of_rounds, share, steady

COUNTS = st.integers(0, 60).flatmap(
    lambda wished: st.builds(
        Counted, pool=st.integers(wished, 200), wished=st.just(wished), honoured=st.integers(0, wished)
    )
)


def counted(wished: int, honoured: int, *, pool: int = 100) -> Counted:
    return Counted(pool=pool, wished=wished, honoured=honoured)


@pytest.mark.parametrize(
    ("honoured", "word"),
    [(2, Share.FEW), (5, Share.QUARTER), (10, Share.HALF), (15, Share.THREE_QUARTERS), (20, Share.NEARLY_ALL)],
)
def test_of_twenty_people_it_is_the_nearest_quarter(honoured: int, word: Share) -> None:
    assert share(counted(20, honoured)) is word


@pytest.mark.parametrize("honoured", range(5))
def test_of_fewer_than_five_nothing_is_said(honoured: int) -> None:
    assert share(counted(4, min(honoured, 4))) is None


def test_of_few_people_nothing_is_said_that_would_name_all_of_them() -> None:
    assert [share(counted(5, honoured)) for honoured in range(6)] == [None, None, Share.HALF, Share.HALF, None, None]


@given(COUNTS)
def test_whatever_is_said_would_also_be_said_with_two_people_on_either_side(counts: Counted) -> None:
    said = share(counts)
    if said is not None:
        could_be = [n for n in range(counts.wished + 1) if share(counted(counts.wished, n)) is said]
        assert any(2 <= n <= counts.wished - 2 for n in could_be)
        assert counts.wished >= 5


@given(st.lists(st.one_of(COUNTS, st.none()), min_size=1, max_size=12))
def test_what_is_said_changes_only_when_five_more_people_have_come(drafts: Sequence[Counted | None]) -> None:
    shown = drafts[0]
    for each in drafts[1:]:
        follows = steady(shown, each)
        assert follows == shown or shown is None or (follows is not None and follows.pool >= shown.pool + 5)
        shown = follows


def test_a_draft_in_which_somebody_had_a_hand_says_what_was_said_before() -> None:
    assert steady(counted(20, 10), None) == counted(20, 10)
    assert steady(None, None) is None


def test_when_people_were_asked_for_wishes_since_it_was_counted_it_is_counted_anew() -> None:
    before, now = replace(counted(20, 10), asking=3), replace(counted(20, 15), asking=5)
    assert steady(before, now, last_answered=3) == before
    assert steady(before, now, last_answered=4) == now


@given(st.lists(COUNTS, max_size=5), COUNTS)
def test_a_round_that_says_nothing_by_itself_moves_no_sum(rounds: list[Counted], last: Counted) -> None:
    if share(last) is None:
        assert of_rounds([*rounds, last, None]) == of_rounds(rounds)


def test_everybody_counts_once_however_many_matches_they_have() -> None:
    mentor, mentee = side(Wishes.SOME), side(Wishes.NOT_ONE)
    matches = [{"ann": mentor, "bo": mentee}, {"ann": mentor, "cy": side(Wishes.NONE)}]
    assert count(7, matches) == Counted(pool=7, wished=2, honoured=1)


def side(wishes: Wishes) -> OwnSide:
    return OwnSide(helped_with=(), beyond=(), helps_with=(), asked_for=(), wishes=wishes)
