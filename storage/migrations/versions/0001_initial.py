"""Initial."""
# ruff: noqa: PLR0915  # a statement for every table and index is a list, not a long thought

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
# None while this step only adds; else the revision whose program is the first to do without what it takes away.
needs = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("members_key", sa.String(length=400), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("workspace_id", "members_key", name=op.f("uq_conversations_workspace_id_members_key")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=128), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.Float(precision=53), nullable=False),
        sa.Column("starts", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("workspace_id", "event_id", name=op.f("uq_inbox_workspace_id_event_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_leased_until"), ["leased_until"], unique=False)

    op.create_table(
        "installation_facts",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation_facts")),
    )
    op.create_table(
        "intents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intents")),
    )
    with op.batch_alter_table("intents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intents_done_at"), ["done_at"], unique=False)

    op.create_table(
        "participants",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("site", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("region", sa.String(length=32), nullable=True),
        sa.Column("manager_id", sa.String(length=32), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("works_from", sa.String(length=5), nullable=False),
        sa.Column("works_to", sa.String(length=5), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("unasked", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "slack_id", name=op.f("pk_participants")),
    )
    op.create_table(
        "pauses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pauses_workspace_id_pauses_slack_id"), ["workspace_id", "slack_id"], unique=False
        )

    op.create_table(
        "people",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("is_external", sa.Boolean(), nullable=False),
        sa.Column("is_deactivated", sa.Boolean(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("direct_channel", sa.String(length=32), nullable=True),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "slack_id", name=op.f("pk_people")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("rhythm_days", sa.Integer(), nullable=False),
        sa.Column("meeting_minutes", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=True),
        sa.Column("announcement_channel", sa.String(length=32), nullable=True),
        sa.Column("holidays_country", sa.String(length=2), nullable=True),
        sa.Column("holidays_region", sa.String(length=32), nullable=True),
        sa.Column("closing_days", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    with op.batch_alter_table("programmes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programmes_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "rate_budgets",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "scope", name=op.f("pk_rate_budgets")),
    )
    with op.batch_alter_table("rate_budgets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_budgets_free_at"), ["free_at"], unique=False)

    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    op.create_table(
        "seen_requests",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=128), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "request_id", name=op.f("pk_seen_requests")),
    )
    with op.batch_alter_table("seen_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seen_requests_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "stopped_deliveries",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_stopped_deliveries")),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uninstalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=True),
        sa.Column("goals_wanted", sa.JSON(), nullable=False),
        sa.Column("goals_offered", sa.JSON(), nullable=False),
        sa.Column("wanted_in_own_words", sa.Text(), nullable=True),
        sa.Column("offered_in_own_words", sa.Text(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("expectation", sa.Text(), nullable=True),
        sa.Column("motivation", sa.Text(), nullable=True),
        sa.Column("introduction", sa.Text(), nullable=True),
        sa.Column("unmatched_rounds", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_enrolments_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("programme_id", "slack_id", name=op.f("uq_enrolments_programme_id_slack_id")),
    )
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_enrolments_workspace_id_enrolments_slack_id"), ["workspace_id", "slack_id"], unique=False
        )

    op.create_table(
        "programme_coordinators",
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("appointed_by", sa.String(length=32), nullable=False),
        sa.Column("appointed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_of_undelivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_programme_coordinators_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "slack_id", name=op.f("pk_programme_coordinators")),
    )
    with op.batch_alter_table("programme_coordinators", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_coordinators_workspace_id_programme_coordinators_slack_id"),
            ["workspace_id", "slack_id"],
            unique=False,
        )

    op.create_table(
        "report_releases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("wave", sa.String(length=32), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("breakdown", sa.String(length=16), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("released_by", sa.String(length=32), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_report_releases_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_releases")),
        sa.UniqueConstraint(
            "programme_id", "question", "wave", name=op.f("uq_report_releases_programme_id_question_wave")
        ),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("certificate", sa.JSON(), nullable=False),
        sa.Column("unmatched", sa.JSON(), nullable=False),
        sa.Column("unchecked", sa.JSON(), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=32), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publish_zone", sa.String(length=64), nullable=True),
        sa.Column("publish_asked_by", sa.String(length=32), nullable=True),
        sa.Column("asks_first", sa.Boolean(), nullable=False),
        sa.Column("repairs_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_rounds_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["repairs_id"], ["rounds.id"], name=op.f("fk_rounds_repairs_id_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rounds_look_at"), ["look_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_publish_at"), ["publish_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_rounds_repairs_id"), ["repairs_id"], unique=False)

    op.create_table(
        "wish_rounds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("begun_by", sa.String(length=32), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_wish_rounds_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_rounds")),
    )
    with op.batch_alter_table("wish_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_rounds_look_at"), ["look_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_rounds_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "baseline_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wave", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_baseline_answers_enrolment_id_enrolments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline_answers")),
        sa.UniqueConstraint(
            "enrolment_id", "wave", "question", name=op.f("uq_baseline_answers_enrolment_id_wave_question")
        ),
    )
    op.create_table(
        "proposed_matches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_proposed_matches_round_id_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_matches")),
    )
    with op.batch_alter_table("proposed_matches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_matches_round_id"), ["round_id"], unique=False)

    op.create_table(
        "wish_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("wish_round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_wish_questions_enrolment_id_enrolments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wish_round_id"],
            ["wish_rounds.id"],
            name=op.f("fk_wish_questions_wish_round_id_wish_rounds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_questions")),
        sa.UniqueConstraint(
            "wish_round_id", "role", "enrolment_id", name=op.f("uq_wish_questions_wish_round_id_role_enrolment_id")
        ),
    )
    with op.batch_alter_table("wish_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_questions_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_questions_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_wish_questions_workspace_id_wish_questions_slack_id"),
            ["workspace_id", "slack_id"],
            unique=False,
        )

    op.create_table(
        "wishes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_wishes_enrolment_id_enrolments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishes")),
        sa.UniqueConstraint("enrolment_id", "about_id", name=op.f("uq_wishes_enrolment_id_about_id")),
    )
    with op.batch_alter_table("wishes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wishes_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "match_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("match_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column("mentee_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("times_asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("coordinators_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_repaired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["proposed_matches.id"],
            name=op.f("fk_match_answers_match_id_proposed_matches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_match_answers_round_id_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_answers")),
        sa.UniqueConstraint("match_id", name=op.f("uq_match_answers_match_id")),
    )
    with op.batch_alter_table("match_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_answers_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_answers_round_id"), ["round_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_match_answers_workspace_id_match_answers_mentor_id"),
            ["workspace_id", "mentor_id"],
            unique=False,
        )

    op.create_table(
        "proposed_members",
        sa.Column("match_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_proposed_members_enrolment_id_enrolments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["proposed_matches.id"],
            name=op.f("fk_proposed_members_match_id_proposed_matches"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("match_id", "enrolment_id", name=op.f("pk_proposed_members")),
    )
    with op.batch_alter_table("proposed_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_members_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "relationships",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("match_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starter_id", sa.String(length=32), nullable=False),
        sa.Column("kick_off_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fine_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_relationships_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["proposed_matches.id"],
            name=op.f("fk_relationships_match_id_proposed_matches"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_relationships_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relationships")),
        sa.UniqueConstraint("match_id", name=op.f("uq_relationships_match_id")),
    )
    with op.batch_alter_table("relationships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relationships_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relationships_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(
            "ix_relationships_to_look_at",
            ["workspace_id", "fine_until"],
            unique=False,
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        )

    op.create_table(
        "wish_offers",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("was_wished", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_wish_offers_enrolment_id_enrolments"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["wish_questions.id"],
            name=op.f("fk_wish_offers_question_id_wish_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "enrolment_id", name=op.f("pk_wish_offers")),
    )
    with op.batch_alter_table("wish_offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_offers_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "check_ins",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_check_ins_relationship_id_relationships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("relationship_id", "occurrence", name=op.f("uq_check_ins_relationship_id_occurrence")),
    )
    op.create_table(
        "help_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_help_requests_relationship_id_relationships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_requests")),
    )
    with op.batch_alter_table("help_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_requests_relationship_id"), ["relationship_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_meetings_relationship_id_relationships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("relationship_id", "held_on", name=op.f("uq_meetings_relationship_id_held_on")),
    )
    op.create_table(
        "nudges",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("prompt_id", sa.String(length=120), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_key", sa.String(length=255), nullable=True),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved", sa.SmallInteger(), nullable=False),
        sa.Column("is_merged", sa.Boolean(), nullable=False),
        sa.Column("is_in_doubt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_nudges_relationship_id_relationships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint(
            "relationship_id",
            "step",
            "occurrence",
            "recipient",
            name=op.f("uq_nudges_relationship_id_step_occurrence_recipient"),
        ),
    )
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.create_index(
            "ix_nudges_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'planned'"),
            postgresql_where=sa.text("state = 'planned'"),
        )
        batch_op.create_index(
            "ix_nudges_for_coordinators",
            ["workspace_id", "state"],
            unique=False,
            sqlite_where=sa.text("step = 'no-news'"),
            postgresql_where=sa.text("step = 'no-news'"),
        )

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=True),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("replaces_ts", sa.String(length=32), nullable=True),
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.Float(precision=53), nullable=True),
        sa.Column("fence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("crashes", sa.SmallInteger(), nullable=False),
        sa.Column("looks", sa.SmallInteger(), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_outbox_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_outbox_enrolment_id_enrolments"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_outbox_programme_id_programmes"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_outbox_relationship_id_relationships"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_outbox_workspace_id_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_open",
            ["workspace_id", "line", "lane", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('pending', 'leased', 'sending', 'unknown')"),
            postgresql_where=sa.text("state IN ('pending', 'leased', 'sending', 'unknown')"),
        )
        batch_op.create_index(
            "ix_outbox_pending",
            ["lane", "ready_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index(
            "ix_outbox_perishable",
            ["not_after"],
            unique=False,
            sqlite_where=sa.text("state = 'pending' AND not_after IS NOT NULL"),
            postgresql_where=sa.text("state = 'pending' AND not_after IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_outbox_relationship_id"), ["relationship_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_suspect",
            ["ready_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending' AND crashes >= 2"),
            postgresql_where=sa.text("state = 'pending' AND crashes >= 2"),
        )
        batch_op.create_index(
            "ix_outbox_undelivered",
            ["workspace_id", "finished_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('maybe_sent', 'expired', 'dead')"),
            postgresql_where=sa.text("state IN ('maybe_sent', 'expired', 'dead')"),
        )
        batch_op.create_index(
            "ix_outbox_under_way",
            ["leased_until"],
            unique=False,
            sqlite_where=sa.text("state IN ('leased', 'sending')"),
            postgresql_where=sa.text("state IN ('leased', 'sending')"),
        )
        batch_op.create_index(
            "ix_outbox_unknown",
            ["ready_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'unknown'"),
            postgresql_where=sa.text("state = 'unknown'"),
        )

    op.create_table(
        "relationship_members",
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_relationship_members_enrolment_id_enrolments")
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_relationship_members_relationship_id_relationships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("relationship_id", "enrolment_id", name=op.f("pk_relationship_members")),
    )
    with op.batch_alter_table("relationship_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relationship_members_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_relationship_members_workspace_id_relationship_members_slack_id"),
            ["workspace_id", "slack_id"],
            unique=False,
        )

    op.create_table(
        "check_in_replies",
        sa.Column("check_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"],
            ["check_ins.id"],
            name=op.f("fk_check_in_replies_check_in_id_check_ins"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("check_in_id", "slack_id", name=op.f("pk_check_in_replies")),
    )
    op.create_table(
        "digest_parts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("message_key", sa.String(length=255), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("nudge_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("relationship_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enrolment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_digest_parts_enrolment_id_enrolments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["nudge_id"], ["nudges.id"], name=op.f("fk_digest_parts_nudge_id_nudges"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationships.id"],
            name=op.f("fk_digest_parts_relationship_id_relationships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_parts")),
        sa.UniqueConstraint(
            "workspace_id", "message_key", "position", name=op.f("uq_digest_parts_workspace_id_message_key_position")
        ),
    )
    with op.batch_alter_table("digest_parts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_parts_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_digest_parts_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_digest_parts_nudge_id"), ["nudge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_digest_parts_relationship_id"), ["relationship_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("digest_parts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_digest_parts_relationship_id"))
        batch_op.drop_index(batch_op.f("ix_digest_parts_nudge_id"))
        batch_op.drop_index(batch_op.f("ix_digest_parts_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_digest_parts_changed_at"))

    op.drop_table("digest_parts")
    op.drop_table("check_in_replies")
    with op.batch_alter_table("relationship_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relationship_members_workspace_id_relationship_members_slack_id"))
        batch_op.drop_index(batch_op.f("ix_relationship_members_enrolment_id"))

    op.drop_table("relationship_members")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_unknown",
            sqlite_where=sa.text("state = 'unknown'"),
            postgresql_where=sa.text("state = 'unknown'"),
        )
        batch_op.drop_index(
            "ix_outbox_under_way",
            sqlite_where=sa.text("state IN ('leased', 'sending')"),
            postgresql_where=sa.text("state IN ('leased', 'sending')"),
        )
        batch_op.drop_index(
            "ix_outbox_undelivered",
            sqlite_where=sa.text("state IN ('maybe_sent', 'expired', 'dead')"),
            postgresql_where=sa.text("state IN ('maybe_sent', 'expired', 'dead')"),
        )
        batch_op.drop_index(
            "ix_outbox_suspect",
            sqlite_where=sa.text("state = 'pending' AND crashes >= 2"),
            postgresql_where=sa.text("state = 'pending' AND crashes >= 2"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_relationship_id"))
        batch_op.drop_index(
            "ix_outbox_perishable",
            sqlite_where=sa.text("state = 'pending' AND not_after IS NOT NULL"),
            postgresql_where=sa.text("state = 'pending' AND not_after IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_outbox_pending",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index(
            "ix_outbox_open",
            sqlite_where=sa.text("state IN ('pending', 'leased', 'sending', 'unknown')"),
            postgresql_where=sa.text("state IN ('pending', 'leased', 'sending', 'unknown')"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_conversation_id"))

    op.drop_table("outbox")
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_nudges_for_coordinators",
            sqlite_where=sa.text("step = 'no-news'"),
            postgresql_where=sa.text("step = 'no-news'"),
        )
        batch_op.drop_index(
            "ix_nudges_due", sqlite_where=sa.text("state = 'planned'"), postgresql_where=sa.text("state = 'planned'")
        )

    op.drop_table("nudges")
    op.drop_table("meetings")
    with op.batch_alter_table("help_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_requests_relationship_id"))

    op.drop_table("help_requests")
    op.drop_table("check_ins")
    with op.batch_alter_table("wish_offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_offers_enrolment_id"))

    op.drop_table("wish_offers")
    with op.batch_alter_table("relationships", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_relationships_to_look_at",
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        )
        batch_op.drop_index(batch_op.f("ix_relationships_programme_id"))
        batch_op.drop_index(batch_op.f("ix_relationships_conversation_id"))

    op.drop_table("relationships")
    with op.batch_alter_table("proposed_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_members_enrolment_id"))

    op.drop_table("proposed_members")
    with op.batch_alter_table("match_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_answers_workspace_id_match_answers_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_match_answers_round_id"))
        batch_op.drop_index(batch_op.f("ix_match_answers_due_at"))

    op.drop_table("match_answers")
    with op.batch_alter_table("wishes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wishes_enrolment_id"))

    op.drop_table("wishes")
    with op.batch_alter_table("wish_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_questions_workspace_id_wish_questions_slack_id"))
        batch_op.drop_index(batch_op.f("ix_wish_questions_enrolment_id"))
        batch_op.drop_index(batch_op.f("ix_wish_questions_due_at"))

    op.drop_table("wish_questions")
    with op.batch_alter_table("proposed_matches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_matches_round_id"))

    op.drop_table("proposed_matches")
    op.drop_table("baseline_answers")
    with op.batch_alter_table("wish_rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_rounds_programme_id"))
        batch_op.drop_index(batch_op.f("ix_wish_rounds_look_at"))

    op.drop_table("wish_rounds")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rounds_repairs_id"))
        batch_op.drop_index(batch_op.f("ix_rounds_publish_at"))
        batch_op.drop_index(batch_op.f("ix_rounds_programme_id"))
        batch_op.drop_index(batch_op.f("ix_rounds_look_at"))

    op.drop_table("rounds")
    op.drop_table("report_releases")
    with op.batch_alter_table("programme_coordinators", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_coordinators_workspace_id_programme_coordinators_slack_id"))

    op.drop_table("programme_coordinators")
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolments_workspace_id_enrolments_slack_id"))

    op.drop_table("enrolments")
    op.drop_table("workspaces")
    op.drop_table("stopped_deliveries")
    with op.batch_alter_table("seen_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seen_requests_seen_at"))

    op.drop_table("seen_requests")
    op.drop_table("secrets")
    with op.batch_alter_table("rate_budgets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_budgets_free_at"))

    op.drop_table("rate_budgets")
    with op.batch_alter_table("programmes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programmes_workspace_id"))

    op.drop_table("programmes")
    op.drop_table("people")
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pauses_workspace_id_pauses_slack_id"))

    op.drop_table("pauses")
    op.drop_table("participants")
    with op.batch_alter_table("intents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intents_done_at"))

    op.drop_table("intents")
    op.drop_table("installation_facts")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_leased_until"))

    op.drop_table("inbox")
    op.drop_table("conversations")
