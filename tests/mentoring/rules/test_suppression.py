"""An attacker who sees all that is shown, knows the rules and their own answer, learns nobody else's."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.suppression import Published, Release, Withheld, publishable, release

ANSWERS = (1, 2, 3)
SMALL = 3  # the least threshold, so that every world of eight people can be tried

Groups = Mapping[str, Mapping[str, int]]
Publisher = Callable[[Groups], object]


def worlds(sizes: tuple[int, ...]) -> list[Groups]:
    """Everything that people in groups of these sizes could have answered."""
    places = [(f"group {group}", f"person {group}.{n}") for group, size in enumerate(sizes) for n in range(size)]
    found: list[Groups] = []
    for answers in product(ANSWERS, repeat=len(places)):
        groups: dict[str, dict[str, int]] = defaultdict(dict)
        for (group, person), answer in zip(places, answers, strict=True):
            groups[group][person] = answer
        found.append(groups)
    return found


def given_away(publish: Publisher, sizes: tuple[int, ...]) -> bool:
    """Whether in any world anybody who answered can be certain of another's answer from what is published."""
    alike: dict[str, list[dict[str, int]]] = defaultdict(list)
    for world in worlds(sizes):
        flat = {person: answer for group in world.values() for person, answer in group.items()}
        alike[repr(publish(world))].append(flat)
    return any(_is_certain(candidates) for candidates in alike.values())


def _is_certain(candidates: list[dict[str, int]]) -> bool:
    people = list(candidates[0])
    for attacker in people:
        for own in ANSWERS:
            possible = [world for world in candidates if world[attacker] == own]
            others = (person for person in people if person != attacker)
            if possible and any(len({world[person] for world in possible}) == 1 for person in others):
                return True
    return False


def ours(groups: Groups) -> object:
    return release(None, is_closed=True, breakdown_name="department", cells=groups, threshold=SMALL)


@pytest.mark.parametrize("sizes", [(5,), (4, 4), (3, 4), (2, 5), (1, 6), (3, 3, 2)], ids=str)
def test_nothing_that_is_released_gives_anyone_away(sizes: tuple[int, ...]) -> None:
    assert not given_away(ours, sizes)


def test_the_attacker_breaks_a_rule_that_only_counts_heads() -> None:
    def count_heads(groups: Groups) -> object:
        return {name: sorted(cell.values()) for name, cell in groups.items() if len(cell) >= SMALL}

    assert given_away(count_heads, (5,))


def test_the_attacker_breaks_a_rule_that_hides_only_the_small_group() -> None:
    def hide_small(groups: Groups) -> object:
        total = {person: answer for cell in groups.values() for person, answer in cell.items()}
        shown = {name: publishable({name: cell}, SMALL) for name, cell in groups.items()}
        return publishable({"all": total}, SMALL), shown

    assert given_away(hide_small, (1, 6))


def test_the_attacker_breaks_a_second_breakdown_of_the_same_wave() -> None:
    def twice(groups: Groups) -> object:
        (first, second) = groups.values()
        mover = next(iter(first))
        moved = {
            "a": {person: answer for person, answer in first.items() if person != mover},
            "b": {**second, mover: first[mover]},
        }
        return ours(groups), ours(moved)

    assert given_away(twice, (4, 4))


def test_the_attacker_breaks_an_open_wave_that_is_looked_at_twice() -> None:
    def before_and_after(groups: Groups) -> object:
        (cell,) = groups.values()
        last = list(cell)[-1]
        before = {person: answer for person, answer in cell.items() if person != last}
        return ours({"all": before}), ours({"all": cell})

    assert given_away(before_and_after, (6,))


def five(*answers: int) -> dict[str, int]:
    return {f"p{n}": answer for n, answer in enumerate(answers)}


def test_a_total_over_enough_people_who_differ_is_shown() -> None:
    published = publishable({"all": five(5, 5, 5, 4, 2)})
    assert isinstance(published, Published)
    assert published.total.answered == 5
    assert published.total.mean == pytest.approx(4.2)
    assert published.total.median == 5
    assert published.total.distribution == ((2, 1), (4, 1), (5, 3))


@pytest.mark.parametrize("answers", [(5, 4, 3, 2), (5, 5, 5, 5, 5), (5, 5, 5, 5, 1), ()])
def test_too_few_or_too_much_alike_is_withheld_and_looks_the_same(answers: tuple[int, ...]) -> None:
    assert publishable({"all": five(*answers)}) == Withheld()


def test_one_small_group_withholds_the_whole_breakdown_but_not_the_total() -> None:
    large = {f"large {n}": n % 5 + 1 for n in range(20)}
    small = {"small 1": 3}
    shown = release(None, is_closed=True, breakdown_name="site", cells={"Aarhus": large, "Accra": small})
    assert shown is not None
    assert shown.breakdown == Withheld()
    assert isinstance(shown.total, Published)
    assert shown.total.total.answered == 21


def test_a_group_that_nobody_answered_from_counts_as_too_small() -> None:
    assert publishable({"Aarhus": five(1, 2, 3, 4, 5), "Accra": {}}) == Withheld()


def test_an_open_wave_shows_nothing() -> None:
    cells = {"all": five(1, 2, 3, 4, 5)}
    assert release(None, is_closed=False, breakdown_name="site", cells=cells) is None


def test_a_released_wave_never_changes() -> None:
    first = release(None, is_closed=True, breakdown_name="site", cells={"all": five(1, 2, 3, 4, 5)})
    assert isinstance(first, Release)
    erased = {"all": five(1, 2, 3, 4, 5, 5)}
    assert release(first, is_closed=True, breakdown_name="department", cells=erased, threshold=3) is first


def test_a_person_in_two_groups_is_a_fault() -> None:
    with pytest.raises(ValueError, match="one group only"):
        publishable({"a": five(1, 2, 3, 4, 5), "b": five(1, 2, 3, 4, 5)})


def test_a_threshold_that_protects_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        publishable({"a": five(1, 2, 3)}, threshold=2)


@given(groups=st.lists(st.lists(st.integers(1, 5), max_size=12), max_size=4), threshold=st.integers(3, 8))
def test_whatever_is_shown_adds_up_and_every_group_is_large_enough(groups: list[list[int]], threshold: int) -> None:
    cells = {f"g{g}": {f"p{g}.{n}": answer for n, answer in enumerate(answers)} for g, answers in enumerate(groups)}
    match publishable(cells, threshold):
        case Published(total=total, cells=shown):
            assert set(shown) == set(cells)
            assert min(summary.answered for summary in shown.values()) >= threshold
            assert total.answered == sum(summary.answered for summary in shown.values())
        case Withheld():
            assert not cells or any(
                len(cell) < threshold or max(map(list(cell.values()).count, cell.values())) > len(cell) - 2
                for cell in cells.values()
            )
