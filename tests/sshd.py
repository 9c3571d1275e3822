"""A real OpenSSH server of a test's own: its port, its keys, its user's home."""

import contextlib
import getpass
import os
import shutil
import signal
import subprocess
from pathlib import Path

import psutil

from tests.e2e.programs import PATIENCE_S, Program
from tests.ports import free_port

_CONFIGURATION = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 200
PrintMotd no
LogLevel VERBOSE
SetEnv HOME={folder}
"""
"""What the user's shell does at its start is none of the tests' business: it may take long, and
leave a lock behind when a test ends it."""

_BY_PASSWORD = """
PermitRootLogin yes
PasswordAuthentication yes
PubkeyAuthentication no
"""


def make_key(file, kind="ed25519", passphrase="", *options):
    """Make a key pair with OpenSSH; return the file of its private half.

    What a passphrase is to be made to cost those who guess is as little as can be.
    """
    Path(file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = ["-N", passphrase, "-a", "1"]
    command = ["ssh-keygen", "-q", "-t", kind, *secret, "-f", str(file), *options]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_S)
    return Path(file)


class Sshd:
    """A server that lets in whoever has one of its authorized keys.

    With a password it lets in whoever knows that, and takes root: the password is the user's in a
    file that only this server sees in the place of the system's own.

    Attributes:
        port: where it listens, also after it has started again.
        folder: with its keys.
    """

    def __init__(self, folder, configuration="", key_kind="ed25519", password=None):
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # it drops its rights in there
        self.folder = folder
        self.port = free_port()
        self._configuration = configuration + (_BY_PASSWORD if password else "")
        self._password = password
        make_key(folder / "host", key_kind)
        (folder / "authorized_keys").touch()
        self._program = None

    @property
    def user(self):
        return getpass.getuser()

    @property
    def public_key(self):
        """The host's, as known_hosts has it: kind and data."""
        return " ".join((self.folder / "host.pub").read_text().split()[:2])

    def authorize(self, key_file):
        with open(self.folder / "authorized_keys", "a") as file:
            file.write(Path(f"{key_file}.pub").read_text())

    def set_host_key(self, kind="ed25519"):
        """Have another key from the next start on."""
        (self.folder / "host").unlink()
        (self.folder / "host.pub").unlink()
        make_key(self.folder / "host", kind)

    def start(self):
        file = self.folder / "sshd_config"
        settings = _CONFIGURATION.format(port=self.port, folder=self.folder)
        file.write_text(self._configuration + settings)
        sshd = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
        command = [*self._with_password(), sshd, "-D", "-e", "-f", str(file)]
        self._program = Program(command, self.folder)
        self._program.wait_for(self._is_listening, "listener")
        return self

    def _with_password(self):
        """Return what to put in front of a command that is to see another /etc/shadow."""
        if self._password is None:
            return []
        hashed = subprocess.run(
            ["openssl", "passwd", "-6", "-stdin"],
            input=self._password,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        shadow = self.folder / "shadow"
        shadow.write_text(f"{self.user}:{hashed}:20000:0:99999:7:::\n")
        script = 'mount --bind "$1" /etc/shadow && shift && exec "$@"'
        return ["unshare", "--mount", "sh", "-c", script, "sh", str(shadow)]

    def connections(self):
        """How many have come so far, since it started."""
        lines = self._program.errors
        return sum(line.startswith("Connection from") for line in lines)

    def freeze(self):
        """Answer nothing from now on, as if the network were dead."""
        for process in self._all():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGSTOP)

    def crash(self):
        """End with all connections, as the computer does when it loses power."""
        for process in self._all():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._program.wait_for_end()
        self._program.end()
        self._program = None

    def end(self):
        if self._program is not None:
            self.crash()

    def _is_listening(self):
        return any(line.startswith("Server listening on") for line in self._program.errors)

    def _all(self):
        main = psutil.Process(self._program.pid)
        return [main, *main.children(recursive=True)]
