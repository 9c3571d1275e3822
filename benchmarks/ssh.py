"""OpenSSH with `ssh -R` in the place of relay and client, for comparison."""

import getpass
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Processes
from benchmarks.usage import descendants
from benchmarks.visiting import Place

_ALLOCATED = re.compile(r"Allocated port (\d+) for remote forward")
_SEPARATION_FOLDER = Path("/run/sshd")
"""sshd does not start as root without it. Distributions make it when they start theirs."""

_CONFIGURATION = """\
HostKey {folder}/host-key
AuthorizedKeysFile {folder}/user-key.pub
PidFile none
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowTcpForwarding yes
"""


@dataclass(frozen=True)
class SshTunnel:
    """A port forwarded by OpenSSH.

    Attributes:
        client_pid: of `ssh`.
        server_pids: of `sshd`, which may be several processes.
        place: where visitors connect.
    """

    client_pid: int
    server_pids: list[int]
    place: Place


def missing_program() -> str | None:
    """Return a program that the comparison needs and that is not installed, or None."""
    programs = ("ssh", "ssh-keygen", "sshd")
    return next((name for name in programs if _find(name) is None), None)


def start_ssh(processes: Processes, folder: Path, port: int) -> SshTunnel:
    """Forward to `port` of this computer.

    The link between ssh and sshd is a pipe, not a TCP connection: so sshd needs no port.

    Raises:
        BenchmarkError: OpenSSH does not start.
    """
    for name in ("host-key", "user-key"):
        key_file = str(folder / name)
        processes.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key_file])
    (folder / "sshd_config").write_text(_CONFIGURATION.format(folder=folder), "utf-8")
    if os.geteuid() == 0:
        _SEPARATION_FOLDER.mkdir(mode=0o755, exist_ok=True)
    client = processes.start("ssh", _command(folder, port))
    lines = client.wait_for_lines(lambda lines: parse_allocated(lines) is not None)
    return SshTunnel(client.pid, descendants(client.pid), Place(parse_allocated(lines) or 0))


def parse_allocated(lines: list[str]) -> int | None:
    """Return the port that sshd says it listens on, or None if it has not said so yet."""
    found = _ALLOCATED.search("\n".join(lines))
    return int(found[1]) if found else None


def _command(folder: Path, port: int) -> list[str]:
    settings = (
        f"ProxyCommand={_find('sshd')} -i -e -f {folder}/sshd_config",
        "BatchMode=yes",
        "ExitOnForwardFailure=yes",
        "IdentitiesOnly=yes",
        "StrictHostKeyChecking=no",
        "UserKnownHostsFile=/dev/null",
    )
    options = [word for setting in settings for word in ("-o", setting)]
    forward = ["-N", "-R", f"127.0.0.1:0:127.0.0.1:{port}"]
    identity = ["-F", "none", "-i", str(folder / "user-key")]
    return ["ssh", *identity, *options, *forward, f"{getpass.getuser()}@localhost"]


def _find(program: str) -> str | None:
    """Look in the system's folders too, which users rarely have on their PATH."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin:/usr/local/sbin")
