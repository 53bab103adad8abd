"""The round that `mentor-bot match` writes down: the best there is by others' reckoning, and the same every time."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from bot.cli.match import reasons
from bot.cli.match.people import ROLES
from mentoring.rules.matching.values import Alternative, Role
from tests.bot.match_files import Desk, Ended, Rows, company

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "matching.schema.json").read_text(encoding="utf-8"))
EASY = "rules: {reporting_line: 1, overlap_hours: 1, level_gap: {at_least: -1}}"
SIZES = [12, 30, 60]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def matched(ended: Ended) -> list[tuple[str, str]]:
    return [(each["members"][0]["id"], each["members"][1]["id"]) for each in ended.answer["matches"]]


def best_by_scipy(
    rows: Rows, scores: dict[tuple[str, str], int], settled: frozenset[str] = frozenset()
) -> tuple[int, int, int, int]:
    """Matched, matched who waited, the worst score and the total, from `scores.csv` and the people alone.

    `settled` mentors have somebody already. Each aim outweighs all that follow it; the worst is lifted by raising a floor until it costs one of the aims before.
    """
    best = _most(rows, scores, 1, settled)
    worst = 1
    for floor in sorted(set(scores.values())):
        found = _most(rows, scores, floor, settled)
        if found[:2] == best[:2] and best[0]:
            best, worst = found, floor
    return best[0], best[1], worst if best[0] else 0, best[2]


def _most(rows: Rows, scores: dict[tuple[str, str], int], floor: int, settled: frozenset[str]) -> tuple[int, int, int]:
    """One row for each mentee; one column for each place, the first of a mentor who waited worth filling."""
    people = {row["id"]: row for row in rows}
    mentees = sorted({mentee for _, mentee in scores})
    places = [
        (mentor, nth)
        for mentor in sorted({m for m, _ in scores})
        for nth in range(int(people[mentor]["capacity"] or 1))
    ]
    if not mentees or not places:
        return 0, 0, 0
    point, waited, person = 1, 10_000_000, 10_000_000_000
    worth = np.zeros((len(mentees), len(places)))
    for i, mentee in enumerate(mentees):
        for j, (mentor, nth) in enumerate(places):
            if (score := scores.get((mentor, mentee), 0)) >= floor:
                extra = (people[mentee]["waited"] == "yes") + (
                    people[mentor]["waited"] == "yes" and nth == 0 and mentor not in settled
                )
                worth[i, j] = person + waited * extra + point * score
    chosen = [(i, j) for i, j in zip(*linear_sum_assignment(worth, maximize=True), strict=True) if worth[i, j]]
    total = round(sum(worth[i, j] for i, j in chosen))
    return total // person, total % person // waited, total % waited


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_solver_finds_a_better_round_in_the_scores(desk: Desk, size: int, seed: int) -> None:
    rows = company(size, seed)
    ended = desk.match(rows, EASY, seed=seed)
    totals = ended.answer["totals"]
    told = tuple(totals[name] for name in ("matched", "matched_who_waited", "worst", "total"))
    assert told == best_by_scipy(rows, ended.scores)
    assert ended.answer["certificate"]["proven"]
    assert ended.answer["certificate"]["gap"] == 0


def test_a_round_around_locks_is_the_best_for_everybody_else(desk: Desk) -> None:
    rows = company(30, 18)
    free = desk.match(rows, EASY)
    taken = set(matched(free))
    locks = [next(pair for pair in sorted(free.scores) if pair not in taken)]
    locks.append(next(pair for pair in sorted(free.scores) if not taken & {pair} and pair[1] != locks[0][1]))
    ended = desk.match(rows, f"{EASY}\nlocks: {[list(pair) for pair in locks]}")
    assert ended.answer["refused_locks"] == []
    people = {row["id"]: row for row in rows}
    mentors, mentees = {mentor for mentor, _ in locks}, {mentee for _, mentee in locks}
    for mentor, _ in locks:
        people[mentor]["capacity"] = str(int(people[mentor]["capacity"] or 1) - 1)
    rest = {pair: score for pair, score in ended.scores.items() if pair[1] not in mentees}
    best = best_by_scipy(rows, rest, frozenset(mentors))
    waited = sum(people[one]["waited"] == "yes" for one in [*mentors, *mentees])
    totals = ended.answer["totals"]
    assert totals["matched"] == best[0] + len(locks)
    assert totals["matched_who_waited"] == best[1] + waited
    assert totals["worst"] == best[2]
    assert totals["total"] == best[3] + sum(ended.scores[pair] for pair in locks)


@pytest.mark.parametrize("floor", [1, 200, 1001])
def test_best_fit_has_the_highest_total_above_its_floor(desk: Desk, floor: int) -> None:
    rows = company(40, 16)
    ended = desk.match(rows, f"{EASY}\nobjective: {{first: best_fit, floor: {floor}}}")
    people = {row["id"]: row for row in rows}
    mentees = sorted({mentee for _, mentee in ended.scores})
    places = [
        mentor for mentor in sorted({m for m, _ in ended.scores}) for _ in range(int(people[mentor]["capacity"] or 1))
    ]
    points = np.array([[ended.scores.get((mentor, mentee), 0) for mentor in places] for mentee in mentees])
    points[points < floor] = 0
    assert ended.answer["totals"]["total"] == points[linear_sum_assignment(points, maximize=True)].sum()
    assert all(each["score"] >= floor for each in ended.answer["matches"])


def test_peers_are_paired_as_well_as_another_solver_can(desk: Desk) -> None:
    rows = [row | {"roles": "peer", "waited": ""} for row in company(8, 17)]
    ended = desk.match(rows, "kind: peer\nrules: {overlap_hours: off, on_leave: off, common_language: off}")
    assert ended.answer["totals"]["matched"] == 8
    assert ended.answer["certificate"]["proven"]
    scores = ended.scores | {(b, a): score for (a, b), score in ended.scores.items()}
    found = [tuple(member["id"] for member in each["members"]) for each in ended.answer["matches"]]
    every = list(pairings(sorted({row["id"] for row in rows}), scores))
    best = max((min(points), sum(points)) for points in every)
    assert (min(scores[pair] for pair in found), sum(scores[pair] for pair in found)) == best


def pairings(ids: list[str], scores: dict[tuple[str, str], int]) -> Iterator[list[int]]:
    """The points of every way to pair them all."""
    if not ids:
        yield []
    for other in ids[1:]:
        if score := scores.get((ids[0], other)):
            for points in pairings([each for each in ids[1:] if each != other], scores):
                yield [score, *points]


@pytest.mark.parametrize("seed", [4, 5])
def test_matches_are_among_the_allowed_pairs_with_the_score_written_there(desk: Desk, seed: int) -> None:
    rows = company(40, seed)
    ended = desk.match(rows, EASY)
    people = {row["id"]: row for row in rows}
    for each in ended.answer["matches"]:
        mentor, mentee = (member["id"] for member in each["members"])
        assert each["score"] == ended.scores[mentor, mentee] == 1 + sum(each["parts"].values())
    places = Counter(mentor for mentor, _ in matched(ended))
    assert all(count <= int(people[mentor]["capacity"] or 1) for mentor, count in places.items())
    assert max(Counter(mentee for _, mentee in matched(ended)).values()) == 1


def test_the_same_files_and_seed_give_the_same_answer_in_any_order_of_rows(desk: Desk) -> None:
    rows = company(40, 9)
    first = desk.match(rows, EASY, seed=3)
    Random(1).shuffle(rows)  # noqa: S311  # seeded: a test, not a secret
    assert desk.match(rows, EASY, seed=3) == first


def test_another_seed_never_changes_what_the_round_is_worth(desk: Desk) -> None:
    rows = company(40, 10)
    values = [desk.match(rows, EASY, seed=seed).answer["totals"] for seed in range(4)]
    assert all(each == values[0] for each in values)


def test_everybody_is_matched_or_explained(desk: Desk) -> None:
    rows = company(40, 11)
    answer = desk.match(rows, EASY).answer
    found = {(member["id"], member["role"]) for each in answer["matches"] for member in each["members"]}
    left = {(person["id"], person["role"]) for person in answer["unmatched"]}
    assert found | left == {(row["id"], role) for row in rows for role in ROLES[row["roles"]]}
    assert not found & left
    assert all(person["in_words"] for person in answer["unmatched"])


@pytest.mark.parametrize("kind", ["one_to_one", "reverse", "group", "peer", "peer_group", "supervision"])
def test_the_answer_is_what_the_schema_says(desk: Desk, kind: str) -> None:
    rows = company(24, 12)
    if kind.startswith("peer"):
        for row in rows:
            row["roles"] = "peer"
    ended = desk.match(rows, f"kind: {kind}\n{EASY}\nlocks: [[p1, p2]]\nbans: [[p3, p4]]")
    assert ended.code == 0
    assert list(violations(ended.answer, SCHEMA, "answer")) == []
    assert list(violations(ended.answer | {"matches": [{}]}, SCHEMA, "answer"))


def violations(value: Any, schema: dict[str, Any], place: str) -> list[str]:
    """What of the keywords our schema uses does not hold: enough of JSON Schema to test with."""
    known = {"type", "enum", "const", "properties", "required", "additionalProperties", "items", "minimum", "$ref"}
    told = {"$schema", "$id", "$defs", "title", "description", "minItems"}
    assert schema.keys() <= known | told, f"{place}: this test cannot check {schema.keys() - known - told}"
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    types = schema.get("type", [])
    names = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    allowed = [names[name] for name in ([types] if isinstance(types, str) else types)]
    if allowed and type(value) not in allowed:
        return [f"{place} is {type(value).__name__}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place} is {value!r}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{place} is {value!r}")
    if isinstance(value, int) and value < schema.get("minimum", value):
        found.append(f"{place} is {value}")
    if isinstance(value, list):
        found += [
            each for nth, item in enumerate(value) for each in violations(item, schema["items"], f"{place}[{nth}]")
        ]
    if isinstance(value, dict):
        found += [f"{place}.{name} is missing" for name in schema.get("required", []) if name not in value]
        found += [each for name, item in value.items() for each in _member(name, item, schema, place)]
    return found


def _member(name: str, item: Any, schema: dict[str, Any], place: str) -> list[str]:
    known = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
    return violations(item, known, f"{place}.{name}") if known is not False else [f"{place}.{name} is unknown"]


# Rules one by one


def pair(desk: Desk, rules: str, mentor: str, mentee: str, columns: str) -> bool:
    """Whether these two may be matched."""
    ended = desk.match(f"id,roles,{columns}\nm,mentor,{mentor}\ns,mentee,{mentee}\n", rules)
    assert ended.code == 0, ended.err
    return ended.scores != {}


@pytest.mark.parametrize(
    ("starts", "ends", "hours", "may"),
    [
        # New York is five hours behind London, but four from 14 to 28 March 2027.
        ("2027-01-11", "2027-03-13", 4, False),
        ("2027-03-15", "2027-03-27", 4, True),
        ("2027-01-11", "2027-06-30", 4, False),
        ("2027-01-11", "2027-06-30", 3, True),
    ],
)
def test_the_worst_week_of_the_programme_counts(desk: Desk, starts: str, ends: str, hours: int, may: bool) -> None:
    rules = f"dates: {{starts: {starts}, ends: {ends}}}\nrules: {{overlap_hours: {hours}}}"
    london, new_york = "Europe/London,09:00-17:00", "America/New_York,09:00-17:00"
    assert pair(desk, rules, london, new_york, "zone,working hours") == may


@pytest.mark.parametrize(
    ("mentor", "mentee", "hours", "may"),
    [
        ("22:00-06:00", "Tue 04:00-12:00", 2, True),
        ("22:00-06:00", "Mon 04:00-12:00", 0.25, False),
        ("Sun 22:00-06:00", "Mon 04:00-12:00", 2, True),
        ("09:00-10:00|15:00-16:00", "09:00-17:00", 1.25, False),
        ("09:00-12:00|12:00-17:00", "09:00-17:00", 8, True),
        ("09:10-10:10", "09:00-17:00", 1, False),
        ("Mon,Wed 9-12", "Tue-Thu 9-12", 3, True),
        ("Fri-Mon 00:00-24:00", "Sat 00:00-24:00", 24, True),
    ],
)
def test_working_hours_mean_what_they_say(desk: Desk, mentor: str, mentee: str, hours: float, may: bool) -> None:
    rules = f"dates: {{starts: 2027-01-11, ends: 2027-06-30}}\nzone: UTC\nrules: {{overlap_hours: {hours}}}"
    assert pair(desk, rules, f'"{mentor}"', f'"{mentee}"', "working hours") == may


@pytest.mark.parametrize(("levels", "may"), [(1, True), (2, False), (3, False)])
def test_the_reporting_line_runs_through_people_who_take_no_part(desk: Desk, levels: int, may: bool) -> None:
    people = "id,roles,manager\nboss,mentor,-\nlead,none,boss\nann,mentee,lead\n"
    ended = desk.match(people, f"rules: {{reporting_line: {levels}}}")
    assert (("boss", "ann") in ended.scores) == may
    assert "reporting_line" not in {gap["rule"] for gap in ended.answer["unchecked"]}


def test_reverse_mentoring_asks_for_a_mentor_who_is_the_junior(desk: Desk) -> None:
    people = "id,roles,level\njunior,mentor,2\nequal,mentor,5\nsenior,mentee,5\n"
    ended = desk.match(people, "kind: reverse")
    assert set(ended.scores) == {("junior", "senior")}
    assert set(desk.match(people).scores) == {("junior", "senior"), ("equal", "senior")}


def test_each_rule_can_be_switched_off(desk: Desk) -> None:
    rows = company(20, 13)
    off = "rules: {reporting_line: off, same_team: off, overlap_hours: off, common_language: off, no_repeat: off, on_leave: off}"
    ended = desk.match(rows, off)
    apart = {(row["id"], other) for row in rows for other in row["not_with"].split("|")}
    mentors = {row["id"] for row in rows if "mentor" in ROLES[row["roles"]]}
    mentees = {row["id"] for row in rows if "mentee" in ROLES[row["roles"]]}
    assert set(ended.scores) == {
        (m, s) for m in mentors for s in mentees if m != s and (m, s) not in apart and (s, m) not in apart
    }


def test_a_lock_comes_first_and_one_that_breaks_a_rule_is_refused_aloud(desk: Desk) -> None:
    people = "id,roles,team\nann,mentor,a\nbo,mentor,b\ncy,mentee,a\ndi,mentee,c\n"
    ended = desk.match(people, "locks: [[bo, cy], [ann, cy]]\nbans: [[bo, di]]")
    assert matched(ended) == [("ann", "di"), ("bo", "cy")]
    assert [each["locked"] for each in ended.answer["matches"]] == [False, True]
    assert [each["pair"] for each in ended.answer["refused_locks"]] == [["ann", "cy"]]
    assert "The lock of ann with cy is not kept" in ended.out


def test_capacity_can_be_capped_for_everybody(desk: Desk) -> None:
    people = "id,roles,capacity\nann,mentor,5\nbo,mentee,\ncy,mentee,\ndi,mentee,\n"
    assert len(matched(desk.match(people))) == 3
    assert len(matched(desk.match(people, "rules: {capacity: 2}"))) == 2


def test_people_whose_role_has_no_place_in_the_kind_are_named(desk: Desk) -> None:
    ended = desk.match("id,roles\nann,mentor\nbo,mentee\ncy,peer\n")
    assert ended.answer["left_out"] == ["cy"]
    assert "Not in this kind of programme by their role: cy" in ended.out


def test_scores_of_peers_are_those_that_groups_are_made_of(desk: Desk) -> None:
    rows = [row | {"roles": "peer"} for row in company(9, 14)]
    ended = desk.match(
        rows, "kind: peer_group\nrules: {overlap_hours: off, same_team: off}\ngroup_size: {fewest: 2, most: 3}"
    )
    assert ended.answer["matches"]
    for each in ended.answer["matches"]:
        ids = [member["id"] for member in each["members"]]
        points = [ended.scores.get((a, b)) or ended.scores[b, a] for a in ids for b in ids if a < b]
        assert each["score"] == sum(points) // len(points)


def test_a_mentor_of_a_group_has_enough_mentees_or_none_and_a_duo_is_one(desk: Desk) -> None:
    people = (
        "id,roles,capacity\n"
        + "".join(f"m{n},mentor,3\n" for n in range(3))
        + "".join(f"s{n},mentee,\n" for n in range(5))
    )
    ended = desk.match(people, "kind: group\nfewest_mentees: 2\nduos: [[m0, m1]]")
    assert ended.answer["totals"]["matched"] == 5
    groups = [Counter(member["role"] for member in each["members"]) for each in ended.answer["matches"]]
    assert sorted(group["mentor"] for group in groups) == [1, 2]
    assert all(2 <= group["mentee"] <= 3 for group in groups)


def test_nobody_hears_of_somebody_in_their_own_reporting_line(desk: Desk) -> None:
    people = "id,roles,manager,mentees\nann,mentor,-,di\nbo,peer,-,\ncy,mentor,-,\nboss,mentor,-,\ndi,none,boss,\n"
    ended = desk.match(people, "kind: supervision\ngroup_size: {fewest: 3, most: 3}")
    (circle,) = ended.answer["matches"]
    ids = {member["id"] for member in circle["members"]}
    assert ids in ({"ann", "bo", "cy"}, {"boss", "bo", "cy"})


def test_the_table_tells_a_coordinator_what_matters(desk: Desk) -> None:
    ended = desk.match(company(30, 15), EASY)
    first = ended.answer["matches"][0]
    assert f"mentor {first['members'][0]['name']} ({first['members'][0]['id']})" in ended.out
    assert all(sentence in ended.out for sentence in first["in_words"])
    assert ended.answer["certificate"]["in_words"] in ended.out
    assert all(sentence in ended.out for person in ended.answer["unmatched"] for sentence in person["in_words"])


@pytest.mark.parametrize(
    ("points", "costs_a_match", "told"),
    [
        (0, False, "Next best for the mentee: Bo"),
        (7, False, "Next best for the mentee: Bo, at the cost of 7 points or more"),
        (0, True, "Next best for the mentee: Bo, at the cost of somebody's match"),
    ],
)
def test_the_next_best_names_its_cost_where_there_is_one(points: int, costs_a_match: bool, told: str) -> None:
    other = Alternative(role=Role.MENTEE, id="bo", points=points, costs_a_match=costs_a_match)
    assert reasons.alternative("Bo", other) == told
