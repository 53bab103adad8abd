"""Constellations: who sits with whom in each round of an event, so that everybody meets as many new people as possible.

Most events are small enough for a formula: stand the people in a grid and let each column turn at its own speed
(`closed_form`). Where that cannot hold, because there are too many rounds, people who met before or people to keep
apart, the places are annealed (`annealing`). Either way the plan carries the fewest repeats any plan could have.

The formula is the cyclic construction of a transversal design (Stinson, *Combinatorial Designs*, 2004, ch. 6); the
question is known as the social golfer problem. `apart` reads from the hard rules of matching who must not sit together.
"""

from mentoring.rules.constellations.planning import Plan, Seating, Table, constellations, replanned

__all__ = ["Plan", "Seating", "Table", "constellations", "replanned"]
