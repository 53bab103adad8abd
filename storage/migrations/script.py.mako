<%!
    def body(statements):
        return "\n".join(line for line in statements.splitlines() if "###" not in line).strip()
%>\
"""${message.capitalize()}."""
# ruff: noqa: PLR0915  # a statement for every table and index is a list, not a long thought

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
# None while this step only adds; else the revision whose program is the first to do without what it takes away.
needs = None


def upgrade() -> None:
    ${body(upgrades)}


def downgrade() -> None:
    ${body(downgrades)}
