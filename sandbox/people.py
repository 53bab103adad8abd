"""The people of a fictional health organisation: who is in the local Slack unless a caller brings others.

Nobody here exists. Titles carry department and level the way people write them in their profiles.
"""

from sandbox.state import EXTERNAL_TEAM_ID, Json, Person

_CPH, _LON, _BER, _NYC = "Europe/Copenhagen", "Europe/London", "Europe/Berlin", "America/New_York"

# id, name, title, zone, locale
_STAFF = (
    ("U0ANNA01", "Anna Holm", "Head of Learning & Development", _CPH, "da-DK"),
    ("U0BENT01", "Bent Kjær", "Chief People Officer", _CPH, "da-DK"),
    ("U0MIA001", "Mia Sørensen", "Nurse, Ward 4", _CPH, "da-DK"),
    ("U0JONAS1", "Jonas Lindqvist", "Senior Nurse, Intensive Care", _CPH, "da-DK"),
    ("U0FATIMA", "Fatima Haddad", "Ward Manager, Ward 4", _CPH, "da-DK"),
    ("U0LARS01", "Lars Østergaard", "Consultant, Cardiology", _CPH, "da-DK"),
    ("U0SOFIE1", "Sofie Brandt", "Junior Doctor, Cardiology", _CPH, "da-DK"),
    ("U0EMIL01", "Emil Nygaard", "Data Analyst, Digital", _CPH, "da-DK"),
    ("U0KIRST1", "Kirsten Møller", "Midwife, Maternity", _CPH, "da-DK"),
    ("U0YUSUF1", "Yusuf Demir", "Physiotherapist, Rehabilitation", _CPH, "da-DK"),
    ("U0NAJA01", "Naja Petersen", "Nurse, Outreach", "America/Nuuk", "da-DK"),
    ("U0OLIVER", "Oliver Grant", "Software Engineer, Digital", _LON, "en-GB"),
    ("U0PRIYA1", "Priya Raman", "Engineering Manager, Digital", _LON, "en-GB"),
    ("U0GRACE1", "Grace Okafor", "Director of Nursing", _LON, "en-GB"),
    ("U0HUGH01", "Hugh Pemberton", "Finance Partner, Finance", _LON, "en-GB"),
    ("U0AOIFE1", "Aoife Byrne", "Product Designer, Digital", "Europe/Dublin", "en-GB"),
    ("U0KLARA1", "Klara Neumann", "Pharmacist, Pharmacy", _BER, "de-DE"),
    ("U0STEFA1", "Stefan Vogel", "Head of Pharmacy", _BER, "de-DE"),
    ("U0LENA01", "Lena Hartmann", "Research Associate, Research", _BER, "de-DE"),
    ("U0TOMAS1", "Tomasz Zieliński", "Laboratory Scientist, Laboratory", "Europe/Warsaw", "en-GB"),
    ("U0CAMIL1", "Camille Roux", "Research Lead, Research", "Europe/Paris", "fr-FR"),
    ("U0LUCIA1", "Lucía Fernández", "Radiographer, Imaging", "Europe/Madrid", "es-ES"),
    ("U0MATTE1", "Matteo Ricci", "Senior Radiographer, Imaging", "Europe/Rome", "it-IT"),
    ("U0INGRI1", "Ingrid Haugen", "Clinical Psychologist, Mental Health", "Europe/Oslo", "en-GB"),
    ("U0AINO01", "Aino Virtanen", "Quality Adviser, Quality", "Europe/Helsinki", "en-GB"),
    ("U0JORDA1", "Jordan Ellis", "Communications Officer, Communications", _NYC, "en-US"),
    ("U0RACHE1", "Rachel Stein", "Head of Communications", _NYC, "en-US"),
    ("U0DIEGO1", "Diego Morales", "Service Desk Specialist, Digital", "America/Mexico_City", "es-ES"),
    ("U0KEIKO1", "Keiko Tanaka", "Biomedical Engineer, Equipment", "Asia/Tokyo", "ja-JP"),
    ("U0ARJUN1", "Arjun Mehta", "Security Engineer, Digital", "Asia/Kolkata", "en-GB"),
    ("U0WEI001", "Wei Chen", "Data Scientist, Digital", "Asia/Singapore", "en-GB"),
    ("U0THABO1", "Thabo Nkosi", "Paramedic Lead, Emergency", "Africa/Johannesburg", "en-GB"),
    ("U0AMINA1", "Amina Yusuf", "Graduate Trainee, Finance", _LON, "en-GB"),
    ("U0RUTH01", "Ruth Adeyemi", "Graduate Trainee, Research", _CPH, "en-GB"),
    ("U0NOAH01", "Noah Friis", "Apprentice, Facilities", _CPH, "da-DK"),
    ("U0SIMON1", "Simon Dahl", "Facilities Manager, Facilities", _CPH, "da-DK"),
)

_OTHERS = (
    Person(id="U0GUEST1", real_name="Petra Blom", title="Visiting lecturer (guest)", is_restricted=True),
    Person(
        id="U0GUEST2",
        real_name="Sam Whitfield",
        title="Auditor (guest)",
        tz=_LON,
        is_restricted=True,
        is_ultra_restricted=True,
    ),
    Person(id="U0GONE01", real_name="Viggo Storm", title="Nurse, Ward 4", locale="da-DK", deleted=True),
    Person(id="U0ROBOT1", real_name="Canteen Menu", title="Posts what is for lunch", is_bot=True),
    Person(
        id="U0EXTERN",
        real_name="Helle Winther",
        title="Project lead, partner organisation",
        locale="da-DK",
        team_id=EXTERNAL_TEAM_ID,
    ),
)


def _colleague(key: str, name: str, title: str, zone: str, locale: str) -> Person:
    return Person(
        id=key,
        real_name=name,
        display_name=name.partition(" ")[0],
        title=title,
        tz=zone,
        locale=locale,
        email=f"{key.lower()}@example.com",
        is_admin=key in {"U0ANNA01", "U0BENT01"},
        is_owner=key == "U0BENT01",
    )


PEOPLE: tuple[Person, ...] = (*(_colleague(*row) for row in _STAFF), *_OTHERS)
"""Everybody, in the order the page shows them; Bent owns the workspace and Anna is an admin."""

_EVERYBODY = [person.id for person in PEOPLE if not person.deleted and not person.guest and not person.external]

CHANNELS: dict[str, Json] = {
    "announcements": {"id": "C0ANNOUNCE", "members": _EVERYBODY, "topic": "News for everybody"},
    "learning": {"id": "C0LEARNING", "members": [*_EVERYBODY[:20], "U0GUEST1"], "topic": "What we learn together"},
    "ward-4": {
        "id": "C0WARD4000",
        "members": ["U0MIA001", "U0FATIMA", "U0JONAS1", "U0GUEST2"],
        "topic": "Ward 4, day to day",
    },
    "people-team": {
        "id": "C0PEOPLE00",
        "members": ["U0ANNA01", "U0BENT01"],
        "topic": "Plans before they are news",
        "private": True,
    },
    "partner-project": {
        "id": "C0PARTNER0",
        "members": ["U0ANNA01", "U0CAMIL1", "U0EXTERN"],
        "topic": "Shared with our partner organisation",
    },
}
"""Channels by name; the app is in none of them until somebody invites it."""
