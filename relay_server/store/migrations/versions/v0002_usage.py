"""The ledger of what was delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "usage",
        sa.Column("relay", sa.String, nullable=False),
        sa.Column("boot", sa.String, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("in_bytes", sa.BigInteger, nullable=False),
        sa.Column("out_bytes", sa.BigInteger, nullable=False),
        sa.Column("connections", sa.BigInteger, nullable=False),
        sa.Column("began_at", sa.Double, nullable=False),
        sa.Column("ended_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("relay", "boot", "sequence", name="pk_usage"),
    )
    op.create_index("ix_usage_ended_at", "usage", ["ended_at"])
