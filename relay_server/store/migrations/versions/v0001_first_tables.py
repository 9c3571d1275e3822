"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_credentials()
    _create_leases()
    op.create_table(
        "meta",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def _create_credentials() -> None:
    op.create_table(
        "devices",
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("enrolled_at", sa.Double, nullable=False),
        sa.Column("seen_at", sa.Double, nullable=False),
        sa.Column("revoked_at", sa.Double),
        sa.PrimaryKeyConstraint("device_id", name="pk_devices"),
    )
    op.create_table(
        "codes",
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_codes"),
    )
    op.create_table(
        "tokens",
        sa.Column("token_id", sa.String, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double),
        sa.Column("revoked_at", sa.Double),
        sa.Column("tcp_allowed", sa.Boolean, nullable=False),
        sa.Column("max_tunnels", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("token_id", name="pk_tokens"),
    )


def _create_leases() -> None:
    op.create_table(
        "addresses",
        sa.Column("label", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("tcp_port", sa.Integer),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("seen_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("label", name="pk_addresses"),
        sa.UniqueConstraint("tcp_port", name="uq_addresses_tcp_port"),
        sa.UniqueConstraint("owner", "scope", name="uq_addresses_owner_scope"),
    )
    op.create_table(
        "given_up_ports",
        sa.Column("tcp_port", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("given_up_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("tcp_port", name="pk_given_up_ports"),
    )
