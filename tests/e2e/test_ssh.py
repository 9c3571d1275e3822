"""An SSH server behind a raw TCP port."""

import getpass
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.bulk import blocks
from tests.e2e.programs import run, wait_for_port

FILE_BYTES = 200_000_000

CONFIGURATION = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile {folder}/sshd.pid
AuthorizedKeysFile {folder}/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv HOME={folder}
Subsystem sftp internal-sftp
"""


@pytest.fixture
def server_port(tmp_path, ports, start_program):
    """The port of an SSH server with keys of its own."""
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # it drops its rights in there
    for key in ("host", "user"):
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], tmp_path)
    port = ports[0]
    file = tmp_path / "sshd_config"
    file.write_text(CONFIGURATION.format(port=port, folder=tmp_path))
    sshd = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    start_program(sshd, "-D", "-e", "-f", file)
    wait_for_port(port)
    return port


@pytest.fixture
def ssh(server_port, forward, tmp_path):
    """The start of an ssh or scp command, and the end of what it connects to."""
    tunnel = forward(server_port, "--tcp")
    host_key = (tmp_path / "host.pub").read_text()
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(f"[127.0.0.1]:{tunnel.tcp_port} {host_key}")

    def command(program):
        options = ["-F", "none", "-i", str(tmp_path / "user"), "-o", "BatchMode=yes"]
        options += ["-o", f"UserKnownHostsFile={known_hosts}", "-o", "IdentitiesOnly=yes"]
        port_option = "-P" if program == "scp" else "-p"
        return [program, *options, port_option, str(tunnel.tcp_port)]

    return command


PLACE = f"{getpass.getuser()}@127.0.0.1"


def test_command_runs_and_its_exit_code_comes_back(ssh, tmp_path):
    command = [*ssh("ssh"), PLACE, "tr a-z A-Z; exit 7"]
    result = run(command, tmp_path, stdin=None, input="hello", check=False)
    assert (result.returncode, result.stdout) == (7, "HELLO")


def test_copied_file_is_the_same(ssh, tmp_path):
    digest = hashlib.sha256()
    with open(tmp_path / "file", "wb") as file:
        for block in blocks(FILE_BYTES):
            digest.update(block)
            file.write(block)
    run([*ssh("scp"), tmp_path / "file", f"{PLACE}:{tmp_path}/uploaded"], tmp_path)
    run([*ssh("scp"), f"{PLACE}:{tmp_path}/uploaded", tmp_path / "downloaded"], tmp_path)
    with open(tmp_path / "downloaded", "rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == digest.hexdigest()
