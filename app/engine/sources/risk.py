"""What makes it dangerous to expose a port."""

import re
from collections.abc import Sequence

from app.contract.values import Risk
from app.engine.sources import protocols

_OF_PROTOCOL = {
    protocols.POSTGRESQL: Risk.DATABASE,
    protocols.MYSQL: Risk.DATABASE,
    protocols.REDIS: Risk.DATABASE,
    protocols.MONGODB: Risk.DATABASE,
    protocols.ELASTICSEARCH: Risk.DATABASE,
    protocols.MEMCACHED: Risk.DATABASE,
    "SQL Server": Risk.DATABASE,
    "Oracle": Risk.DATABASE,
    "Cassandra": Risk.DATABASE,
    "etcd": Risk.DATABASE,
    protocols.INSPECTOR: Risk.DEBUGGER,
    protocols.DEBUGPY: Risk.DEBUGGER,
    protocols.JDWP: Risk.DEBUGGER,
    protocols.DELVE: Risk.DEBUGGER,
    protocols.DEVTOOLS: Risk.DEBUGGER,
    protocols.DOCKER: Risk.FULL_CONTROL,
    protocols.KUBERNETES: Risk.FULL_CONTROL,
    protocols.VNC: Risk.DESKTOP,
    protocols.RDP: Risk.DESKTOP,
    protocols.X11: Risk.DESKTOP,
    protocols.SMB: Risk.FILE_SHARING,
    protocols.NFS: Risk.FILE_SHARING,
}

_OF_PORT = {8001: Risk.FULL_CONTROL}
"""Ports that have a risk and no protocol of their own: 8001 is what `kubectl proxy` takes."""

_HTTP_PORTS = {
    2375: Risk.FULL_CONTROL,
    2376: Risk.FULL_CONTROL,
    9200: Risk.DATABASE,
    10250: Risk.FULL_CONTROL,
}
"""Ports whose dangerous protocols are HTTP: a web server there may pass requests on to these."""

_JUPYTER = frozenset(
    {"jupyter", "jupyter-lab", "jupyter-notebook", "jupyter-server", "jupyterhub-singleuser"}
)
_SECRET_OPTION = re.compile(
    r"--(?:IdentityProvider|PasswordIdentityProvider|ServerApp|NotebookApp)"
    r"\.(?P<kind>token|password|hashed_password)(?:=(?P<value>.*))?",
    re.DOTALL,
)


def risk_of(program: str, command: Sequence[str], protocol: str, port: int) -> Risk | None:
    """Return what makes the port dangerous to expose, None if nothing is known to.

    What it speaks counts first, its number only where that is not known.

    Args:
        program: what people call the program.
        command: the arguments it was started with, itself first.
        protocol: what it probably speaks, from `protocols.guess_protocol`.
        port: its number.
    """
    if program in _JUPYTER and is_without_secret(command):
        return Risk.FULL_CONTROL
    if protocol == protocols.HTTP and port in _HTTP_PORTS:
        return _HTTP_PORTS[port]
    if protocol:
        return _OF_PROTOCOL.get(protocol)
    return _OF_PORT.get(port)


def is_without_secret(command: Sequence[str]) -> bool:
    """Whether the command line of a Jupyter server takes its token away and sets no password.

    A token that is taken away in a configuration file is not seen here.
    """
    values = {"token": "as made by Jupyter", "password": ""}
    for position, argument in enumerate(command):
        option = _SECRET_OPTION.fullmatch(argument)
        if option is None:
            continue
        value = option["value"]
        if value is None:
            value = "".join(command[position + 1 : position + 2])
        kind = "token" if option["kind"] == "token" else "password"
        values[kind] = value.strip("'\"")
    return not values["token"] and not values["password"]
