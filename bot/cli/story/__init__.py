"""*Play the story*: a month of one programme in under two minutes, acted out with the real bot.

Every step is something a person does or sees; whoever watches can take over after any of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.cli.story.acts import (
    asks_for_a_mentor,
    asks_for_help,
    asks_for_the_report,
    chooses,
    closes,
    fills_in,
    leaves_it,
    looks_at_who_waits,
    opens,
    presses,
    publishes,
    time_passes,
    types,
)
from bot.cli.story.sights import answered_with, button, given_a_starter, introduced, modal, no_button
from sandbox.story import Act, Step

ANNA, MIA, GRACE, TOMASZ = "U0ANNA01", "U0MIA001", "U0GRACE1", "U0TOMAS1"

INTRODUCTION = (
    "I am Mia, a nurse on Ward 4 for five years. Colleagues tell me that I should lead, and I would like to find out "
    "whether I want to. I think best while walking."
)


def script(pace: float = 1.0) -> tuple[Step, ...]:
    """The whole story. `pace` stretches every reading pause: 0.1 is ten times as fast."""
    steps = (*_joining(pace), *_matching(), *_meeting(), *_help(), *_report())
    return tuple(replace(step, pause=step.pause * pace) for step in steps)


def _joining(pace: float) -> Sequence[Step]:
    def fills(seconds: float, **entries: Any) -> Act:
        return fills_in(entries, seconds * pace)

    def step(caption: str, do: Act, then: str) -> Step:
        return Step(caption=caption, who=MIA, do=do, wait_for=modal(f"join.{then}"), pause=0.5)

    return (
        Step(
            caption="Mia, a nurse on Ward 4, has heard of mentoring and writes to the bot.",
            who=MIA,
            do=asks_for_a_mentor(knows=GRACE),
            wait_for=answered_with("open:join"),
            pause=3.5,
        ),
        step("Words and commands lead to the same room. Two programmes are open; she chooses one.", opens, "choose"),
        step(
            "She would like one person to talk with, from another part of the house.",
            chooses("Across the house", 2.5 * pace),
            "look",
        ),
        step(
            "First a look: the time it takes, how many messages, and who sees what.",
            fills(4.5),
            "role",
        ),
        step(
            "Then a few short steps, each one saved. Mia would like to have a mentor.",
            fills(2.5, role="mentee"),
            "goals",
        ),
        step(
            "What would she like to work on? Every question says who sees the answer.",
            fills(3.5, wanted=["career_direction", "confidence"], wanted_in_own_words="Whether I should lead one day."),
            "about",
        ),
        step(
            "Where she stands at work is for matching only. Her match does not see it.",
            fills(3, level="2", department="Nursing", team="Ward 4", manager="U0FATIMA", languages=["da", "en"]),
            "hours",
        ),
        step("Messages will come in her working hours, and only then.", fills(2.5), "wishes"),
        step(
            "A wish, if she has one: Mia once heard Grace speak. Nobody is told.",
            fills(3, **{"with": [GRACE], "expectation": "Somebody who asks me good questions."}),
            "baseline",
        ),
        step(
            "Three optional questions. Asked again at the end, they show whether it helped.",
            fills(2.5, interest_in_me="3", know_whom_to_ask="2", clear_direction="2"),
            "introduction",
        ),
        step("Last, she decides how she is introduced.", fills(4, introduction=INTRODUCTION), "done"),
        Step(
            caption="Mia is in. The bot confirms it, and says what happens next.",
            who=MIA,
            do=closes,
            wait_for=button("open:status"),
            pause=3,
        ),
    )


def _matching() -> Sequence[Step]:
    return (
        Step(
            caption="Anna types /mentor match: a draft, with proof that none is better.",
            who=ANNA,
            do=types("/mentor match"),
            wait_for=button("match.publish"),
            pause=5,
            patience=20,
        ),
        Step(
            caption="Every proposed match comes with its reasons.",
            who=ANNA,
            do=presses("match.matches"),
            wait_for=button("match.overview"),
            pause=5,
        ),
        Step(
            caption="Whoever has none is not forgotten: Anna sees why, and what would help.",
            who=ANNA,
            do=looks_at_who_waits,
            wait_for=button("match.overview"),
            pause=4,
        ),
        Step(
            caption="Nobody has been written to until now. Anna publishes.",
            who=ANNA,
            do=publishes,
            wait_for=no_button("match.publish"),
            pause=3.5,
        ),
    )


def _meeting() -> Sequence[Step]:
    return (
        Step(
            caption="When both are at work, the bot introduces Mia and Grace, and says who begins.",
            who=MIA,
            do=time_passes(introduced, days=6, patience=2),
            wait_for=introduced,
            pause=6.5,
        ),
        Step(
            caption="Grace, her mentor, sees it too. The bot can post here, but not read what they write.",
            who=GRACE,
            do=closes,
            wait_for=introduced,
            pause=3.5,
        ),
        Step(caption="Privately, Mia reads why it is Grace.", who=MIA, pause=4),
        Step(
            caption="A few days later, in the morning: a conversation starter for Mia.",
            who=MIA,
            do=time_passes(given_a_starter, days=10),
            wait_for=given_a_starter,
            pause=4,
        ),
        Step(
            caption="Four weeks on, one question: did you meet?",
            who=MIA,
            do=time_passes(button("check_in.met"), days=49, at_once=7),
            wait_for=button("check_in.met"),
            pause=3,
            patience=20,
        ),
        Step(
            caption="They did. If she likes, Mia says how useful it was.",
            who=MIA,
            do=presses("check_in.met"),
            wait_for=button("check_in.rate:5"),
            pause=3,
        ),
        Step(
            caption="Her answer is hers. Others only ever see totals.",
            who=MIA,
            do=presses("check_in.rate:5"),
            wait_for=no_button("check_in.rate:5"),
            pause=3,
        ),
    )


def _help() -> Sequence[Step]:
    return (
        Step(
            caption="Tomasz was asked too. It is not going so well: he would like some help.",
            who=TOMASZ,
            do=asks_for_help,
            wait_for=button("help_offer.contact"),
            pause=3.5,
        ),
        Step(
            caption="He looks at what would be sent, and to whom, before anything is.",
            who=TOMASZ,
            do=presses("help_offer.contact"),
            wait_for=modal("help_offer.contact_form"),
            pause=4.5,
        ),
        Step(
            caption="Not now, he decides. So nothing was sent to anybody.",
            who=TOMASZ,
            do=leaves_it,
            wait_for=no_button("help_offer.not_now"),
            pause=3,
        ),
    )


def _report() -> Sequence[Step]:
    return (
        Step(
            caption="The others answer too. Anna sees who has met, never what anyone said.",
            who=ANNA,
            do=asks_for_the_report,
            wait_for=button("report.csv"),
            pause=6,
        ),
        Step(
            caption="That was a month. Go on from here, as anybody you like.",
            who=ANNA,
            pause=1,
        ),
    )
