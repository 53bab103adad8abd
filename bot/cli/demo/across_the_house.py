"""Who has joined "Across the house". Mia, Oliver, Amina and Noah have not: they are for whoever tries the sandbox."""

from bot.cli.demo.newcomer import Newcomer
from mentoring.places import About
from storage.states import Role

COPENHAGEN, LONDON, BERLIN, NEW_YORK = "Europe/Copenhagen", "Europe/London", "Europe/Berlin", "America/New_York"

MENTORS = (
    Newcomer(
        id="U0GRACE1",
        role=Role.MENTOR,
        about=About(
            level=5, department="Directors", team="Directors", site="London", country="GB", languages=("en", "yo")
        ),
        zone=LONDON,
        works=(8, 16),
        offers=("career_direction", "confidence", "leadership", "influence"),
        offers_in_own_words="Finding your way from the bedside to a larger responsibility, and knowing when not to.",
        mentees=2,
        wants=("change",),
        hopes="To hear what the wards really think.",
        baseline=(4, 5, 4),
        introduction="I am Grace. I began as a night nurse in 1994 and still miss the quiet around four. Today I look "
        "after nursing in all our houses. I ask a lot of questions and I like long walks as meetings.",
    ),
    Newcomer(
        id="U0JONAS1",
        role=Role.MENTOR,
        about=About(
            level=3,
            department="Nursing",
            team="Intensive care",
            site="Copenhagen",
            country="DK",
            manager_id="U0GRACE1",
            languages=("da", "sv", "en"),
        ),
        zone=COPENHAGEN,
        works=(7, 15),
        offers=("craft", "confidence", "balance"),
        wants=("feedback",),
        why="Jeg fik selv en god start af en, der tog sig tid.",
        baseline=(3, 4, 4),
        introduction="Jeg hedder Jonas og har været på intensiv i ni år. Jeg kan bedst lide de stille spørgsmål. "
        "Jeg er svensk, så sig endelig til, når jeg blander sprogene.",
    ),
    Newcomer(
        id="U0LARS01",
        role=Role.MENTOR,
        about=About(
            level=4, department="Cardiology", team="Cardiology", site="Copenhagen", country="DK", languages=("da", "en")
        ),
        zone=COPENHAGEN,
        works=(8, 16),
        offers=("craft", "career_direction", "organisation"),
        offers_in_own_words="At vælge speciale, og at være i det, når man har valgt.",
        hopes="En, der modsiger mig pænt.",
        introduction="Lars, overlæge på kardiologisk. Jeg har lavet de fleste fejl, man kan nå på tyve år, og fortæller "
        "gerne om dem. Helst over en kop kaffe.",
    ),
    Newcomer(
        id="U0PRIYA1",
        role=Role.MENTOR,
        about=About(
            level=4, department="Digital", team="Engineering", site="London", country="GB", languages=("en", "hi")
        ),
        zone=LONDON,
        offers=("leadership", "influence", "communication", "new_role"),
        offers_in_own_words="From doing the work to leading it, and explaining technology without slides.",
        mentees=2,
        baseline=(4, 4, 3),
        introduction="I am Priya. I wrote software for ten years and now I look after the people who do. I think "
        "best with a whiteboard and I promise never to send you a book list.",
    ),
    Newcomer(
        id="U0STEFA1",
        role=Role.MENTOR,
        about=About(
            level=5, department="Pharmacy", team="Pharmacy", site="Berlin", country="DE", languages=("de", "en")
        ),
        zone=BERLIN,
        offers=("organisation", "influence", "change"),
        wants=("communication",),
        introduction="Stefan, I run the pharmacies. I have changed jobs four times inside the same house, so I know "
        "most of its back doors. I answer slowly and thoroughly.",
    ),
    Newcomer(
        id="U0HUGH01",
        role=Role.MENTOR,
        about=About(level=3, department="Finance", team="Finance", site="London", country="GB", languages=("en", "fr")),
        zone=LONDON,
        works=(11, 19),
        days=frozenset({0, 1, 2, 3}),
        offers=("network", "balance", "communication"),
        offers_in_own_words="Making a case with numbers to people who do not like numbers.",
        why="Thirty years in, it is time to hand something on.",
        baseline=(3, 4, 4),
        introduction="Hugh, finance. I work late hours because my mornings belong to my allotment. I am good at "
        "turning a worry into a list.",
    ),
    Newcomer(
        id="U0INGRI1",
        role=Role.MENTOR,
        about=About(
            level=3,
            department="Mental Health",
            team="Psychology",
            site="Oslo",
            country="NO",
            languages=("nb", "da", "en"),
        ),
        zone="Europe/Oslo",
        offers=("balance", "feedback", "confidence"),
        baseline=(4, 4, 5),
        introduction="I am Ingrid, a clinical psychologist in Oslo. At work I listen for a living; as a mentor I "
        "would like to laugh a bit more. I ski to the office when I can.",
    ),
    Newcomer(
        id="U0RACHE1",
        role=Role.MENTOR,
        about=About(
            level=5,
            department="Communications",
            team="Communications",
            site="New York",
            country="US",
            languages=("en", "es", "he"),
        ),
        zone=NEW_YORK,
        offers=("communication", "confidence", "career_direction"),
        hopes="Somebody who works far away from words.",
        introduction="I'm Rachel. I have spent my life making complicated things short. I grew up between two "
        "languages and I am happy to talk in Spanish, too.",
    ),
    Newcomer(
        id="U0MATTE1",
        role=Role.MENTOR,
        about=About(
            level=3, department="Imaging", team="Imaging Rome", site="Rome", country="IT", languages=("it", "en")
        ),
        zone="Europe/Rome",
        works=(8, 16),
        offers=("craft", "network", "balance"),
        baseline=(2, 3, 3),
        introduction="Ciao, I am Matteo, a radiographer in Rome. I like to see how others do what I do, and to find "
        "out that there is a better way.",
    ),
)

MENTEES = (
    Newcomer(
        id="U0SOFIE1",
        role=Role.MENTEE,
        about=About(
            level=1,
            department="Cardiology",
            team="Junior doctors",
            site="Copenhagen",
            country="DK",
            manager_id="U0LARS01",
            languages=("da", "en"),
        ),
        zone=COPENHAGEN,
        works=(8, 16),
        wants=("confidence", "balance", "craft"),
        wants_in_own_words="At blive mere rolig på vagterne.",
        wishes=("U0JONAS1",),
        hopes="At nogen siger, når noget er godt nok.",
        baseline=(2, 3, 2),
        introduction="Jeg hedder Sofie og er ny læge på kardiologisk. Jeg kan lide, når det går stærkt, men jeg vil "
        "gerne lære at tage det roligt bagefter.",
    ),
    Newcomer(
        id="U0EMIL01",
        role=Role.MENTEE,
        about=About(
            level=2,
            department="Digital",
            team="Data",
            site="Copenhagen",
            country="DK",
            manager_id="U0PRIYA1",
            languages=("da", "en"),
        ),
        zone=COPENHAGEN,
        wants=("organisation", "career_direction", "network"),
        why="Jeg sidder med tal om afdelinger, jeg aldrig har besøgt.",
        baseline=(3, 2, 2),
        introduction="Emil her. Jeg regner på ventetider og vil gerne møde dem, der venter, og dem, der har travlt. "
        "Jeg cykler overalt, så vi kan mødes hvor som helst.",
    ),
    Newcomer(
        id="U0NAJA01",
        role=Role.MENTEE,
        about=About(
            level=2,
            department="Nursing",
            team="Outreach",
            site="Nuuk",
            country="GL",
            manager_id="U0GRACE1",
            languages=("da", "en"),
        ),
        zone="America/Nuuk",
        wants=("network", "balance", "craft"),
        wants_in_own_words="Jeg er ofte den eneste sygeplejerske i bygden.",
        baseline=(2, 2, 3),
        introduction="Jeg er Naja, sygeplejerske i Grønland. Jeg rejser mellem bygderne med båd og helikopter. Når "
        "vejret driller, har jeg tid til en lang samtale.",
    ),
    Newcomer(
        id="U0KLARA1",
        role=Role.MENTEE,
        about=About(
            level=2,
            department="Pharmacy",
            team="Pharmacy",
            site="Berlin",
            country="DE",
            manager_id="U0STEFA1",
            languages=("de", "en"),
        ),
        zone=BERLIN,
        wants=("leadership", "new_role", "influence"),
        hopes="Somebody who has made the same step, not too long ago.",
        baseline=(3, 3, 3),
        introduction="I am Klara, a pharmacist, and from summer on deputy head. I am looking forward to it on Mondays "
        "and frightened of it on Thursdays.",
    ),
    Newcomer(
        id="U0LENA01",
        role=Role.MENTEE,
        about=About(
            level=1,
            department="Research",
            team="Clinical trials",
            site="Berlin",
            country="DE",
            manager_id="U0CAMIL1",
            languages=("de", "en"),
        ),
        zone=BERLIN,
        wants=("communication", "confidence", "influence"),
        wants_in_own_words="Saying no to my own ideas, and yes in meetings.",
        wishes=("U0PRIYA1",),
        baseline=(3, 3, 2),
        introduction="Lena, research associate. I write well and speak too softly. I would like to learn to take the "
        "room I need.",
    ),
    Newcomer(
        id="U0TOMAS1",
        role=Role.MENTEE,
        about=About(
            level=2, department="Laboratory", team="Laboratory", site="Warsaw", country="PL", languages=("pl", "en")
        ),
        zone="Europe/Warsaw",
        wants=("change", "organisation", "communication"),
        rather_not=("U0MATTE1",),
        baseline=(3, 2, 3),
        introduction="I am Tomasz and I work where the blood samples go. Our laboratory moves next year, and I am the "
        "one who has to tell everybody. I collect old maps.",
    ),
    Newcomer(
        id="U0LUCIA1",
        role=Role.MENTEE,
        about=About(
            level=2,
            department="Imaging",
            team="Imaging Madrid",
            site="Madrid",
            country="ES",
            manager_id="U0MATTE1",
            languages=("es", "en"),
        ),
        zone="Europe/Madrid",
        works=(10, 18),
        wants=("career_direction", "feedback", "balance"),
        introduction="Lucía, radiographer in Madrid. I have said yes to everything for six years and would like to "
        "choose now. I dance, not well, every Thursday.",
    ),
    Newcomer(
        id="U0JORDA1",
        role=Role.MENTEE,
        about=About(
            level=1,
            department="Communications",
            team="Communications",
            site="New York",
            country="US",
            manager_id="U0RACHE1",
            languages=("en",),
        ),
        zone=NEW_YORK,
        wants=("network", "communication", "balance"),
        why="I joined from home and have met eleven colleagues so far. I counted.",
        baseline=(2, 2, 3),
        introduction="Hi, I'm Jordan. I write our newsletter about people I have never met, and I would like to "
        "change that. I knit during calls.",
    ),
    Newcomer(
        id="U0DIEGO1",
        role=Role.MENTEE,
        about=About(
            level=1,
            department="Digital",
            team="Service desk",
            site="Mexico City",
            country="MX",
            manager_id="U0PRIYA1",
            languages=("es", "en"),
        ),
        zone="America/Mexico_City",
        wants=("career_direction", "communication"),
        hopes="To find out whether I should study again.",
        baseline=(3, 3, 2),
        introduction="I am Diego. When your computer does not start, you talk to me. I like people at their most "
        "impatient, and I want to know what else that is good for.",
    ),
    Newcomer(
        id="U0ARJUN1",
        role=Role.MENTEE,
        about=About(
            level=3,
            department="Digital",
            team="Security",
            site="Pune",
            country="IN",
            manager_id="U0PRIYA1",
            languages=("en", "hi"),
        ),
        zone="Asia/Kolkata",
        works=(12, 20),
        wants=("influence", "change"),
        wants_in_own_words="Being heard before something goes wrong.",
        introduction="Arjun, security. People meet me when it is too late, and I would like to change that. I cook "
        "for more people than I know.",
    ),
    Newcomer(
        id="U0YUSUF1",
        role=Role.BOTH,
        about=About(
            level=2,
            department="Rehabilitation",
            team="Physiotherapy",
            site="Aarhus",
            country="DK",
            languages=("da", "tr", "en"),
        ),
        zone=COPENHAGEN,
        works=(8, 16),
        offers=("balance", "network"),
        wants=("leadership", "confidence"),
        introduction="Jeg er Yusuf, fysioterapeut. Jeg får folk op at gå igen. Jeg vil gerne give noget videre til en, "
        "der er ny, og selv finde ud af, om jeg skal være leder.",
    ),
    Newcomer(
        id="U0KEIKO1",
        role=Role.MENTEE,
        about=About(
            level=2, department="Equipment", team="Equipment", site="Tokyo", country="JP", languages=("ja", "en")
        ),
        zone="Asia/Tokyo",
        works=(8, 16),
        wants=("network", "influence"),
        hopes="A window to the rest of the house.",
        introduction="I am Keiko. I look after the machines that must never stop. I am the only one of us in Tokyo, "
        "and I would like to know more of you.",
    ),
)

PEOPLE = (*MENTORS, *MENTEES)
