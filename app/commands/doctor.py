"""`porthole doctor`: what is missing or unreachable, each with its fix."""

import argparse
import asyncio
import importlib.util
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.commands.relays import address_text
from app.engine.ports.source import open_port_source
from app.engine.sources.containers.client import EngineClient
from app.engine.sources.containers.endpoints import this_users_endpoints
from app.engine.sources.containers.errors import NoEngineError
from app.engine.sources.ssh.hosts import SshHostList
from app.plain_text import plain_text
from app.problems import explain
from relay_client.choosing import RELAY_VARIABLE, choose_relay, explained
from relay_client.errors import RefusedError
from relay_client.folders import config_folder, runtime_folder
from relay_client.identity import KEY_NAME, load_identity
from relay_client.known_relays import load
from relay_client.secret_store import MemorySecrets, open_secrets
from relay_client.session import Session


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: names it.
        is_good: whether it works.
        words: what was found; if it does not work, with its fix.
    """

    what: str
    is_good: bool
    words: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look at everything and print it; return 0 if all of it works."""
    all_good = True
    for finding in _findings():
        words = plain_text(finding.words)
        print(f"{'ok  ' if finding.is_good else 'FAIL'}  {finding.what}: {words}")
        all_good &= finding.is_good
    return 0 if all_good else 1


def _findings() -> Iterator[Finding]:
    yield Finding("Python", True, sys.version.split()[0])
    yield _check("folders", _folders)
    yield _check("relays", _relays)
    yield _check("secrets", _secrets)
    yield _check("ports", _ports)
    yield _check("containers", _containers)
    yield _check("SSH hosts", _ssh_hosts)
    yield _relay_parts()
    yield _check("relay", _relay)


def _check(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except Exception as error:  # noqa: BLE001 - reported, that is what this command is for
        return Finding(what, False, explain(error).line)


def _folders() -> str:
    return f"{config_folder()}, {runtime_folder()}"


def _relays() -> str:
    known = load()
    given = os.environ.get(RELAY_VARIABLE)
    in_use = f"{given} ({RELAY_VARIABLE})" if given else known.chosen or "local"
    return f"{len(known.relays)} joined; in use: {in_use}"


def _secrets() -> str:
    kept = open_secrets()
    if isinstance(kept, MemorySecrets):
        return (
            f"{kept.kind}, because {kept.reason}; no relay can be joined like that, and the one on "
            "this computer has another certificate authority at each start"
        )
    kept.get(KEY_NAME)  # to see that the passphrase opens it
    return kept.kind


def _ports() -> str:
    return f"{len(open_port_source().scan())} listening"


def _containers() -> str:
    names = asyncio.run(_engines())
    return f"{', '.join(names)} found" if names else "neither Docker nor Podman runs"


async def _engines() -> list[str]:
    """Return the engines of containers that answer; those that the user has not chosen may not."""
    found = []
    for endpoint in this_users_endpoints():
        try:
            found.append((await EngineClient(endpoint).info()).name)
        except NoEngineError:
            if endpoint.chosen_by:
                raise
    return found


def _ssh_hosts() -> str:
    # Not whether they let us in: that would connect to all of them.
    return f"{len(SshHostList().read())} in the list"


def _relay_parts() -> Finding:
    missing = [name for name in ("sqlalchemy", "alembic") if not importlib.util.find_spec(name)]
    if missing:
        return Finding(
            "relay on this computer",
            False,
            f"{', '.join(missing)} is missing; run: pip install porthole[relay]",
        )
    return Finding("relay on this computer", True, "installed")


def _relay() -> str:
    return asyncio.run(_log_in())


async def _log_in() -> str:
    kept = await asyncio.to_thread(open_secrets)
    locator = choose_relay(kept)
    identity = await asyncio.to_thread(load_identity, kept)
    session = Session(locator, identity, secrets.token_hex(16))
    try:
        await session.start()
    except RefusedError as error:
        told = explained(error, locator, kept)
        if told is error:
            raise
        raise told from error
    try:
        assert session.logged_in is not None
        access = session.logged_in.access
        return f"{access.name} answers at {address_text(access.host, access.port)}"
    finally:
        await session.aclose()
