"""The tables of a relay's database, as they are after the newest migration.

A change here needs a new file in `migrations/versions`, and its revision in `REVISION`. All times
are Unix seconds.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypedColumns,
    UniqueConstraint,
)

REVISION = "0002"
"""Of the newest migration. Kept here too, because asking alembic takes longer than all the rest."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _DeviceColumns(TypedColumns):
    device_id = Column(String, primary_key=True)
    public_key = Column(LargeBinary, nullable=False)
    label = Column(String, nullable=False)
    enrolled_at = Column(Double, nullable=False)
    seen_at = Column(Double, nullable=False)
    revoked_at = Column(Double)


class _CodeColumns(TypedColumns):
    code_hash = Column(LargeBinary, primary_key=True)
    label = Column(String, nullable=False)
    expires_at = Column(Double, nullable=False)


class _TokenColumns(TypedColumns):
    token_id = Column(String, primary_key=True)
    secret_hash = Column(LargeBinary, nullable=False)
    label = Column(String, nullable=False)
    created_at = Column(Double, nullable=False)
    expires_at = Column(Double)
    revoked_at = Column(Double)
    tcp_allowed = Column(Boolean, nullable=False)
    max_tunnels = Column(Integer, nullable=False)


class _AddressColumns(TypedColumns):
    label = Column(String, primary_key=True)
    owner = Column(String, nullable=False)
    scope = Column(String, nullable=False)
    tcp_port = Column(Integer, unique=True)
    created_at = Column(Double, nullable=False)
    seen_at = Column(Double, nullable=False)


class _GivenUpPortColumns(TypedColumns):
    tcp_port = Column(Integer, primary_key=True, autoincrement=False)
    given_up_at = Column(Double, nullable=False)


class _UsageColumns(TypedColumns):
    relay = Column(String, primary_key=True)
    boot = Column(String, primary_key=True)
    sequence = Column(BigInteger, primary_key=True, autoincrement=False)
    owner = Column(String, nullable=False)
    label = Column(String, nullable=False)
    in_bytes = Column(BigInteger, nullable=False)
    out_bytes = Column(BigInteger, nullable=False)
    connections = Column(BigInteger, nullable=False)
    began_at = Column(Double, nullable=False)
    ended_at = Column(Double, nullable=False, index=True)


class _MetaColumns(TypedColumns):
    key = Column(String, primary_key=True)
    value = Column(String, nullable=False)


devices = Table("devices", metadata, _DeviceColumns)
codes = Table("codes", metadata, _CodeColumns)
tokens = Table("tokens", metadata, _TokenColumns)
addresses = Table("addresses", metadata, _AddressColumns, UniqueConstraint("owner", "scope"))
given_up_ports = Table("given_up_ports", metadata, _GivenUpPortColumns)
usage = Table("usage", metadata, _UsageColumns)
meta = Table("meta", metadata, _MetaColumns)
