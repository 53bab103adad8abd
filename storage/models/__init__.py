"""Every table. Importing this package is what tells SQLAlchemy and Alembic about all of them."""

from storage.models import delivery, enrolments, journey, people, programmes, relationships, reports, rounds, wishes
from storage.models.row import Row

__all__ = [
    "Row",
    "delivery",
    "enrolments",
    "journey",
    "people",
    "programmes",
    "relationships",
    "reports",
    "rounds",
    "wishes",
]
