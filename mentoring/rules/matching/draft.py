"""A solved round that is kept while its coordinator thinks: ask it what a change would do, or what another aim would cost.

It lives in the process that solved it and can be solved again from the same question at any time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from mentoring.rules.matching.assignment import Assignment, best_assignment
from mentoring.rules.matching.explanation import broken_rules
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Population, Scores
from mentoring.rules.matching.score import Scoring
from mentoring.rules.matching.values import (
    Aim,
    Aims,
    Ban,
    Change,
    Choice,
    Lock,
    Moved,
    Objective,
    Outlook,
    Reason,
    Rules,
    Swap,
)
from mentoring.rules.matching.what_if import Changed, WhatIf

Pair = tuple[int, int]
"""Positions of a mentor and a mentee."""
Cell = tuple[int, int]
"""A row and a column of the score table."""


@dataclass(frozen=True, kw_only=True)
class SolvedPairs:
    """Everything a round of pairs was solved from and with."""

    by: Scoring = field(repr=False)
    rules: Rules
    aims: Aims
    locked: tuple[Pair, ...]
    rows: Ids
    """The mentees who are not locked."""
    mentors: Ids
    scores: Scores = field(repr=False)
    """Of `rows` with `mentors`."""
    locked_scores: tuple[int, ...]
    capacity: Ids
    """The mentors' places that are not locked."""
    row_waited: Flags
    mentor_waited: Flags
    """The mentors who waited and have no locked match."""
    solved: Assignment = field(repr=False)

    @property
    def pool(self) -> Population:
        """Everybody in the round."""
        return self.by.pool

    @property
    def objective(self) -> Objective:
        """What this round is worth in each aim."""
        return self._judged(self.solved.column_of, ())

    def what_if(self, change: Change) -> Outlook:
        """What the best round with this change would be: at once while the worst match holds, else from a new solve."""
        reasons = self._against(change)
        if reasons:
            return Outlook(objective=self.objective, moved=(), solved_anew=False, refused=reasons)
        cells = self._cells(change)
        found, column_of = self._at_once(change, cells), self.solved.column_of
        fixed = () if isinstance(change, Ban) else cells
        if found is not None:
            column_of = found.column_of
        else:
            column_of = self._anew(banned=cells if isinstance(change, Ban) else (), fixed=fixed)
        return Outlook(
            objective=self._judged(column_of, fixed), moved=self._moved(column_of), solved_anew=found is None
        )

    def under(self, aims: Aims) -> Objective:
        """What the best round under other aims would be."""
        return self._judged(self._column_under(aims), ())

    def pairs_under(self, aims: Aims) -> tuple[tuple[str, str], ...]:
        """Mentors and mentees of the best round under other aims, by their ids."""
        column_of = self._column_under(aims)
        rows = np.flatnonzero(column_of != UNKNOWN)
        free = zip(self.mentors[column_of[rows]], self.rows[rows], strict=True)
        people = self.pool.people
        return tuple((people[mentor].id, people[mentee].id) for mentor, mentee in (*self.locked, *free))

    def choices(self, floor: int | None = None) -> tuple[Choice, ...]:
        """The round as it is, and beside it what each other choice would give: the price of what was chosen."""
        return (
            Choice(aims=self.aims, objective=self.objective),
            *(Choice(aims=aims, objective=self.under(aims)) for aims in self.other_aims(floor)),
        )

    def other_aims(self, floor: int | None = None) -> tuple[Aims, ...]:
        """What else could be asked for: the worst match as strong as can be, or left as it falls; the best fit.

        With a `floor`, nobody matched below it; and without the one there is.
        """
        others = [
            Aims(first=Aim.MOST_PEOPLE, lift_worst=True, floor=self.aims.floor),
            Aims(first=Aim.MOST_PEOPLE, lift_worst=False, floor=self.aims.floor),
            Aims(first=Aim.BEST_FIT, floor=self.aims.floor),
            *([replace(self.aims, floor=floor)] if floor else []),
            *([replace(self.aims, floor=1)] if self.aims.floor > 1 else []),
        ]
        return tuple(aims for aims in dict.fromkeys(others) if aims != self.aims)

    @cached_property
    def _answers(self) -> WhatIf:
        return WhatIf(self.solved)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {self.pool.people[person].id: row for row, person in enumerate(self.rows)}

    @cached_property
    def _column(self) -> dict[str, int]:
        return {self.pool.people[person].id: column for column, person in enumerate(self.mentors)}

    def _at_once(self, change: Change, cells: tuple[Cell, ...]) -> Changed | None:
        match change:
            case Lock():
                return self._answers.lock(*cells[0])
            case Ban():
                both_roles = len(cells) > 1 and any(self.solved.column_of[row] == column for row, column in cells)
                return None if both_roles else self._answers.ban(*cells[0])
            case Swap():
                return self._answers.swap(cells[0][0], cells[1][0])

    def _cells(self, change: Change) -> tuple[Cell, ...]:
        """The pairs a change is about."""
        match change:
            case Swap(one=one, other=other):
                rows = self._row[one], self._row[other]
                columns = [int(self.solved.column_of[row]) for row in rows]
                return (rows[0], columns[1]), (rows[1], columns[0])
            case Ban(mentor=mentor, mentee=mentee) if mentor in self._row and mentee in self._column:
                return (self._row[mentee], self._column[mentor]), (self._row[mentor], self._column[mentee])
            case Lock(mentor=mentor, mentee=mentee) | Ban(mentor=mentor, mentee=mentee):
                return ((self._row[mentee], self._column[mentor]),)

    def _against(self, change: Change) -> tuple[Reason, ...]:
        """Why a change cannot be: who is not there or locked already, no place, or the rules a pair would break."""
        if isinstance(change, Swap):
            people = (change.one, change.other)
            if any(self.solved.column_of[self._row[p]] == UNKNOWN if p in self._row else True for p in people):
                return (Reason("not_in_this_round"),)
        elif change.mentee not in self._row or change.mentor not in self._column:
            return (Reason("not_in_this_round"),)
        if isinstance(change, Ban):
            return ()
        for row, column in self._cells(change):
            if self.rows[row] == self.mentors[column]:  # whose mentor is the other mentee of a swap
                return (Reason("not_in_this_round"),)
            if not self.scores[row, column]:
                return broken_rules(self.pool, self.rules, (int(self.rows[row]), int(self.mentors[column])))
            if not self.capacity[column]:
                return (Reason("no_place_left"),)
        return ()

    def _column_under(self, aims: Aims) -> Ids:
        head_start = self.solved.optimum.pairs
        return best_assignment(
            self.scores, self.capacity, self.row_waited, self.mentor_waited, aims, pairs=head_start
        ).column_of

    def _anew(self, *, banned: Iterable[Cell], fixed: tuple[Cell, ...]) -> Ids:
        scores, capacity, waited = self.scores.copy(), self.capacity.copy(), self.mentor_waited.copy()
        row_waited = self.row_waited.copy()
        for cell in banned:
            scores[cell] = 0
        for row, column in fixed:
            scores[row], row_waited[row] = 0, False
            capacity[column] -= 1
            waited[column] = False
        pairs = self.solved.optimum.pairs
        pairs = pairs[scores.reshape(-1)[pairs] > 0]
        column_of = best_assignment(scores, capacity, row_waited, waited, self.aims, pairs=pairs).column_of
        for row, column in fixed:
            column_of[row] = column
        return column_of

    def _judged(self, column_of: Ids, fixed: tuple[Cell, ...]) -> Objective:
        rows = np.flatnonzero(column_of != UNKNOWN)
        columns = column_of[rows]
        points = self.scores[rows, columns].astype(np.int64)
        free = points[~np.isin(rows, [row for row, _ in fixed])]
        waited = [person.unmatched_last_time for person in self.pool.people]
        settled_mentors = {mentor for mentor, _ in self.locked}
        return Objective(
            matched=len(self.locked) + rows.size,
            matched_who_waited=int(self.row_waited[rows].sum() + self.mentor_waited[np.unique(columns)].sum())
            + sum(waited[mentee] for _, mentee in self.locked)
            + sum(waited[mentor] for mentor in settled_mentors),
            worst=int(free.min()) if free.size else 0,
            total=int(points.sum()) + sum(self.locked_scores),
        )

    def _moved(self, column_of: Ids) -> tuple[Moved, ...]:
        def mentor(column: int) -> str | None:
            return None if column == UNKNOWN else self.pool.people[self.mentors[column]].id

        before = self.solved.column_of
        return tuple(
            Moved(mentee=self.pool.people[self.rows[row]].id, before=mentor(before[row]), after=mentor(column_of[row]))
            for row in np.flatnonzero(column_of != before)
        )
