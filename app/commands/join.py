"""`porthole join`: enrols this computer at a relay."""

import argparse
import asyncio

from app.engine.relay_book import enrol, invited_to, lasting_identity
from relay_client.secret_store import open_secrets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("invitation", metavar="URL-or-CODE", help="from `porthole-relay invite`")
    parser.add_argument("--relay", help="the relay's name or address, if only a code was given")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Enrol, and choose the relay; return the exit code."""
    access = invited_to(options.invitation, options.relay)
    identity = lasting_identity(open_secrets())
    relay = asyncio.run(enrol(access, identity))
    print(f"This computer is enrolled at {relay.name}, which is the chosen relay now.")
    print(f"Its key is kept in {identity.kept_in}.")
    return 0
