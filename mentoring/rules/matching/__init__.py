"""Matching: who should meet whom, and why. Pure decisions: values in, values out, the same every time.

A round goes through these files, and they are best read in this order:

1. `values` — what a candidate, a rule, a weight, a proposal and a certificate are.
2. `population` — the pool as columns of numbers, in an order nobody can choose.
3. `rules` — which pairs are forbidden, and what could not be checked.
4. `products`, `similarity` and `score` — what people have in common, and what an allowed pair is worth, as a sum of named
   parts; `listing` — every allowed pair with its score, for others to check us by.
5. `assignment` — the best pairs among all possible ones, in the order of the programme's aims. Beneath it `sampling` says
   where to look first, `bottleneck` how strong the weakest match can be, and `prices` finds the best pairs by looking closely
   at very few, with the proof.
6. `pairs` — the above, put together for one-to-one mentoring; `draft` keeps it solved, and asks `what_if` what a change
   would do without solving again.
7. `peer_pairs` — pairs among equals: `pairing`, with `odd_sets` and `blossom` beneath it; `trios`, where somebody is left over.
   `groups` — peer groups: `partition` proves the best of a pool whose groups can be listed, `group_search` and
   `neighbourhoods` do for a larger one what can be done; `peers` is what all these share. `circles` — supervision;
   `group_mentoring` — mentors, or duos, with enough mentees or none.
8. `explanation` — why this match, and why no match; `discretion` — what may be told of that, and nothing that only follows
   from who is available to whom; `alternatives` — who came next; `competition` — which crowd wanted which few places;
   `openings` — the one more mentor who would help most.

The values are at hand here; `pairs.solve_pairs` and `groups.solve_groups` are imported by who solves, since they load
the numerical libraries.

Where the methods come from: assignment duals and prices: Kuhn 1955; Bertsekas, *Linear Network Optimization* (1991).
Solving on promising pairs and pricing the rest: Gilmore & Gomory 1961. The sparse solver: Jonker & Volgenant 1987.
Whom a matching can cover: Hall 1935; Mendelsohn & Dulmage 1958; Edmonds & Fulkerson 1965. Aims in strict order, as
kidney exchange programmes rank theirs: Manlove & O'Malley 2014. Groups as a set partition: Balas & Padberg 1976.
Pairs among equals: Balinski 1965; Edmonds 1965; Marsten, Hogan & Blankenship 1975; Grötschel & Holland 1985; Applegate &
Cook 1993; with trios: Chvátal 1973. Piece by piece: Shaw 1998.
"""

from mentoring.rules.matching.values import (
    Aim,
    Aims,
    Alternative,
    Ban,
    Candidate,
    Certificate,
    Change,
    Choice,
    Crowd,
    Lock,
    Member,
    Moved,
    Objective,
    Opening,
    Outlook,
    Part,
    Proposal,
    Reason,
    RefusedLock,
    Role,
    Round,
    Rule,
    Rules,
    Swap,
    Unchecked,
    Unmatched,
    Weights,
    week_of,
)

__all__ = [
    "Aim",
    "Aims",
    "Alternative",
    "Ban",
    "Candidate",
    "Certificate",
    "Change",
    "Choice",
    "Crowd",
    "Lock",
    "Member",
    "Moved",
    "Objective",
    "Opening",
    "Outlook",
    "Part",
    "Proposal",
    "Reason",
    "RefusedLock",
    "Role",
    "Round",
    "Rule",
    "Rules",
    "Swap",
    "Unchecked",
    "Unmatched",
    "Weights",
    "week_of",
]
