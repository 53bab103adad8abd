"""What was once shown of what people answered: kept, so that it stays the answer to every later question."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId


class ReportRelease(Row):
    """The one release of one question in one closed wave. Totals only; nobody's own answer is in it."""

    __tablename__ = "report_releases"
    __table_args__ = (UniqueConstraint("programme_id", "question", "wave"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(String(32))
    wave: Mapped[str] = mapped_column(String(32))
    asked_on: Mapped[date | None]
    breakdown: Mapped[str] = mapped_column(String(16))
    figures: Mapped[dict[str, Any]]
    released_by: Mapped[SlackId]
    released_at: Mapped[datetime]
