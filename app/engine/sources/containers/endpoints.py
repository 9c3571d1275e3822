"""Where engines of containers may be found on this computer.

Docker counts as its own command line has it: DOCKER_HOST, else the context, else the default
socket, else that of a Docker without root. Podman has sockets of its own, and CONTAINER_HOST.
An engine on another computer counts only if the user has named it so.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

MAX_FILE_BYTES = 1024 * 1024
"""More than any file of Docker's configuration."""
_DEFAULT_TCP_PORT = 2375
"""What Docker's own command line takes for a `tcp://` without a port."""


@dataclass(frozen=True)
class Endpoint:
    """Where an engine may answer.

    Attributes:
        engine: what to call it while it has not said what it is: `Docker` or `Podman`.
        path: its unix socket; "" for one at a TCP port.
        host: the computer where it is, for one at a TCP port.
        port: its TCP port.
        chosen_by: the variable or context by which the user has chosen it; "" for a default,
            which is not missed if nothing is there.
        problem: why it cannot be used whether or not it is there, one sentence; "" if it can.
    """

    engine: str
    path: str = ""
    host: str = ""
    port: int = 0
    chosen_by: str = ""
    problem: str = ""

    def __str__(self) -> str:
        return f"unix://{self.path}" if self.path else f"tcp://{self.host}:{self.port}"


class _Config(msgspec.Struct, rename={"current_context": "currentContext"}):
    """Docker's config.json."""

    current_context: str = ""


class _ContextEndpoint(msgspec.Struct, rename="pascal"):
    host: str = ""


class _Context(msgspec.Struct, rename="pascal"):
    """A context's meta.json."""

    endpoints: dict[str, _ContextEndpoint]


def find_endpoints(
    environment: Mapping[str, str], home: Path, user_id: int
) -> tuple[Endpoint, ...]:
    """Return where to look for engines, each place once, Docker first.

    Args:
        environment: the variables of this process.
        home: the user's home folder.
        user_id: the user's number.
    """
    runtime = environment.get("XDG_RUNTIME_DIR") or f"/run/user/{user_id}"
    own = _chosen_docker(environment, home)
    docker = (own,) if own else _docker_defaults(home, runtime)
    chosen = environment.get("CONTAINER_HOST")
    podman = (_parse(chosen, "Podman", "CONTAINER_HOST"),) if chosen else _podman_defaults(runtime)
    return _each_once((*docker, *podman))


def this_users_endpoints() -> tuple[Endpoint, ...]:
    """Return where to look for engines of this process's user."""
    user_id = os.getuid() if hasattr(os, "getuid") else 0
    return find_endpoints(os.environ, Path.home(), user_id)


def _docker_defaults(home: Path, runtime: str) -> tuple[Endpoint, ...]:
    paths = (
        "/var/run/docker.sock",
        f"{runtime}/docker.sock",
        str(home / ".docker/run/docker.sock"),
        str(home / ".docker/desktop/docker.sock"),
        str(home / ".orbstack/run/docker.sock"),
        str(home / ".colima/default/docker.sock"),
        str(home / ".rd/docker.sock"),
    )
    return tuple(Endpoint("Docker", path) for path in paths)


def _podman_defaults(runtime: str) -> tuple[Endpoint, ...]:
    paths = (f"{runtime}/podman/podman.sock", "/run/podman/podman.sock")
    return tuple(Endpoint("Podman", path) for path in paths)


def _chosen_docker(environment: Mapping[str, str], home: Path) -> Endpoint | None:
    """Return the Docker that the user has chosen, None if that is the default one."""
    # As in Docker's command line: the variable of the context counts more than that of the host.
    if not environment.get("DOCKER_CONTEXT"):
        chosen = environment.get("DOCKER_HOST")
        if chosen:
            return _parse(chosen, "Docker", "DOCKER_HOST", environment)
    folder = Path(environment.get("DOCKER_CONFIG") or home / ".docker")
    name = environment.get("DOCKER_CONTEXT") or _current_context(folder)
    if not name or name == "default":
        return None
    return _of_context(folder, name)


def _current_context(folder: Path) -> str:
    try:
        return msgspec.json.decode(_read(folder / "config.json"), type=_Config).current_context
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _of_context(folder: Path, name: str) -> Endpoint:
    chosen_by = f"the Docker context {name}"
    # Source: docker/cli, cli/context/store: the folder is called by the hash of the name.
    digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()
    file = folder / "contexts" / "meta" / digest / "meta.json"
    try:
        host = msgspec.json.decode(_read(file), type=_Context).endpoints["docker"].host
    except (OSError, KeyError, msgspec.DecodeError, UnicodeDecodeError):
        problem = f"There is no Docker context {name}. Choose one with: docker context use NAME"
        return Endpoint("Docker", chosen_by=chosen_by, problem=problem)
    return _parse(host, "Docker", chosen_by)


def _parse(
    text: str, engine: str, chosen_by: str, environment: Mapping[str, str] | None = None
) -> Endpoint:
    """Return the endpoint that a user names by `unix:///path` or `tcp://host:port`."""
    wants_tls = bool(environment and environment.get("DOCKER_TLS_VERIFY"))
    with contextlib.suppress(ValueError):
        parts = urlsplit(text)
        port = parts.port or _DEFAULT_TCP_PORT
        if parts.scheme == "unix" and parts.path:
            return Endpoint(engine, parts.path, chosen_by=chosen_by)
        if parts.scheme in ("tcp", "http") and parts.hostname and not wants_tls:
            # As it is looked up, which a name with a part too long or missing cannot be.
            host = parts.hostname.encode("idna").decode()
            return Endpoint(engine, host=host, port=port, chosen_by=chosen_by)
    problem = (
        f"{chosen_by[0].upper()}{chosen_by[1:]} leads to an engine that Porthole cannot ask: "
        "it knows unix:// sockets, and tcp:// without TLS."
    )
    return Endpoint(engine, chosen_by=chosen_by, problem=problem)


def _each_once(endpoints: Iterable[Endpoint]) -> tuple[Endpoint, ...]:
    """Leave out sockets that are links to others: `podman-docker` makes Docker's one."""
    first: dict[str, Endpoint] = {}
    for each in endpoints:
        first.setdefault(os.path.realpath(each.path) if each.path else str(each), each)
    return tuple(first.values())


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MAX_FILE_BYTES)
