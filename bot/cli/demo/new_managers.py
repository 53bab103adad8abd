"""Who has joined "New managers, together": eight people who have lately begun to lead others."""

from bot.cli.demo.newcomer import Newcomer
from mentoring.places import About
from storage.states import Role

COPENHAGEN, LONDON = "Europe/Copenhagen", "Europe/London"

PEOPLE = (
    Newcomer(
        id="U0FATIMA",
        role=Role.PEER,
        about=About(
            level=4, department="Nursing", team="Ward 4", site="Copenhagen", country="DK", languages=("da", "en")
        ),
        zone=COPENHAGEN,
        works=(7, 15),
        wants=("leadership", "feedback", "balance"),
        offers=("organisation", "communication"),
        hopes="At vi tør sige det højt, når noget er svært.",
        baseline=(3, 4, 3),
        introduction="Jeg er Fatima, afdelingsleder på Ward 4 siden august. Jeg har været sygeplejerske her i tolv år, "
        "og nu er jeg leder for dem, jeg plejede at holde pause med. Det øver jeg mig i.",
    ),
    Newcomer(
        id="U0SIMON1",
        role=Role.PEER,
        about=About(
            level=4,
            department="Facilities",
            team="Facilities management",
            site="Copenhagen",
            country="DK",
            languages=("da", "en"),
        ),
        zone=COPENHAGEN,
        works=(7, 15),
        wants=("leadership", "change", "communication"),
        offers=("craft", "organisation"),
        hopes="Nogen at spørge, før jeg gør noget dumt.",
        baseline=(4, 3, 3),
        introduction="Jeg hedder Simon og leder folkene i teknik og drift. Jeg er bedst med en tegning i hånden og "
        "dårligst til de svære samtaler. Jeg svarer altid på telefonen.",
    ),
    Newcomer(
        id="U0KIRST1",
        role=Role.PEER,
        about=About(
            level=4,
            department="Maternity",
            team="Delivery ward",
            site="Aarhus",
            country="DK",
            manager_id="U0GRACE1",
            languages=("da", "en"),
        ),
        zone=COPENHAGEN,
        works=(8, 16),
        wants=("leadership", "balance", "confidence"),
        offers=("feedback", "craft"),
        why="Jeg er lige blevet koordinerende jordemoder og savner ligemænd.",
        baseline=(3, 3, 2),
        introduction="Kirsten, jordemoder i Aarhus. Jeg koordinerer vagterne nu og skal finde ud af, hvordan man siger "
        "nej til folk, man holder af. Jeg bager, når jeg tænker.",
    ),
    Newcomer(
        id="U0PRIYA1",
        role=Role.PEER,
        about=About(
            level=4, department="Digital", team="Engineering", site="London", country="GB", languages=("en", "hi")
        ),
        zone=LONDON,
        wants=("leadership", "influence", "feedback"),
        offers=("communication", "change"),
        hopes="People who will tell me when I am overdoing it.",
        baseline=(4, 4, 3),
        introduction="I am Priya. I wrote software for ten years and now I look after the people who do. I miss the "
        "days when I knew at five o'clock whether I had done a good job.",
    ),
    Newcomer(
        id="U0CAMIL1",
        role=Role.PEER,
        about=About(
            level=4, department="Research", team="Clinical trials", site="Paris", country="FR", languages=("fr", "en")
        ),
        zone="Europe/Paris",
        wants=("leadership", "communication", "network"),
        offers=("change", "feedback"),
        baseline=(3, 2, 3),
        introduction="Camille, I lead a small research team in Paris. I like a good disagreement, and I would like to "
        "learn to have one in which everybody still wants to have lunch afterwards.",
    ),
    Newcomer(
        id="U0THABO1",
        role=Role.PEER,
        about=About(
            level=4,
            department="Emergency",
            team="Ambulance base",
            site="Johannesburg",
            country="ZA",
            manager_id="U0GRACE1",
            languages=("en",),
        ),
        zone="Africa/Johannesburg",
        works=(8, 16),
        wants=("balance", "leadership", "change"),
        offers=("confidence", "communication"),
        hopes="To hear how others come home from work, and stay home.",
        baseline=(4, 3, 4),
        introduction="Thabo, paramedic lead. In an ambulance I know what to do; with twelve people's holidays I do "
        "not. I listen well and I sing badly.",
    ),
    Newcomer(
        id="U0AOIFE1",
        role=Role.PEER,
        about=About(
            level=3,
            department="Digital",
            team="Design",
            site="Dublin",
            country="IE",
            manager_id="U0PRIYA1",
            languages=("en",),
        ),
        zone="Europe/Dublin",
        wants=("influence", "leadership", "confidence"),
        offers=("feedback", "craft"),
        introduction="Aoife, I lead the design work on our patient pages, and since January three designers too. I "
        "draw when I listen; please do not take it for boredom.",
    ),
    Newcomer(
        id="U0MATTE1",
        role=Role.PEER,
        about=About(
            level=3, department="Imaging", team="Imaging Rome", site="Rome", country="IT", languages=("it", "en")
        ),
        zone="Europe/Rome",
        works=(8, 16),
        wants=("feedback", "change", "leadership"),
        offers=("craft", "network"),
        baseline=(2, 3, 3),
        introduction="Ciao, I am Matteo. I have taken pictures of other people's insides for fifteen years, and now I "
        "plan the shifts of those who do. I believe in short meetings and long coffees.",
    ),
)
