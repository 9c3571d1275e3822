"""Brings a database to the newest tables with alembic, which takes longest to import of all."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).with_name("migrations")


def known_revisions() -> list[str]:
    """Return the revisions of all migrations there are, the newest first."""
    return [each.revision for each in ScriptDirectory(MIGRATIONS).walk_revisions()]


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, inside the transaction `connection` is in."""
    config = Config()
    # A percent sign would be taken for the beginning of a placeholder.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
