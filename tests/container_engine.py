"""A real engine of containers for tests: the user's own, else a Podman of the test's own."""

import contextlib
import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from tests.e2e.programs import Program, eventually

IMAGE = "porthole-test:1"
SERVE = "echo {greeting} > /index.html; exec busybox httpd -f -p {port} -h /"
_LIMITS = ("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024")
"""Podman's own limits are higher than what those may have whom it runs for."""

_GROUPS = Path("/sys/fs/cgroup")
_CONFIGURATION = '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n'
"""Nothing that takes systemd."""
_IN_NEW_GROUPS = 'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"'


class Engine:
    """A real engine, through the command line of Docker, else of Podman.

    Attributes:
        host: what DOCKER_HOST takes.
    """

    def __init__(self, host, *options):
        self.host = host
        self._options = options
        docker = ("docker", "--host"), ("podman", "--remote", "--url")
        self._command = next(each for each in docker if shutil.which(each[0]))

    def run(self, *words, **options):
        """Run `docker WORDS`, and return what it prints."""
        command = [*self._command, self.host, *map(str, words)]
        options = {"check": True, "timeout": 60} | options
        return subprocess.run(command, capture_output=True, **options).stdout.decode().strip()

    def serve(self, name, *options, greeting="hello", port=80):
        """Run a web server in a container that is called `name`."""
        script = SERVE.format(greeting=greeting, port=port)
        words = ("run", "--detach", "--name", name, *_LIMITS, *self._options, *options)
        self.run(*words, IMAGE, "busybox", "sh", "-c", script)

    def add_image(self):
        """Have an image with a shell and a web server."""
        image = io.BytesIO()
        with tarfile.open(fileobj=image, mode="w") as archive:
            archive.add(os.path.realpath(shutil.which("busybox")), "bin/busybox")
            shell = tarfile.TarInfo("bin/sh")
            shell.type, shell.linkname = tarfile.SYMTYPE, "busybox"
            archive.addfile(shell)
        self.run("import", "-", IMAGE, input=image.getvalue())


@contextlib.contextmanager
def container_engine():
    """Give an engine that has our image; None if there is none, and none can be started."""
    with contextlib.ExitStack() as ending:
        engine = _users_own()
        if engine is None and _can_start_podman():
            engine = ending.enter_context(_own_podman())
        if engine is None or shutil.which("busybox") is None:
            yield None
            return
        engine.add_image()
        ending.callback(engine.run, "rmi", "--force", IMAGE)
        yield engine


def _users_own():
    context = ["docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        host = os.environ.get("DOCKER_HOST") or subprocess.check_output(context, text=True).strip()
        engine = Engine(host)
        engine.run("version")
        return engine
    return None


def _can_start_podman():
    """Whether containers of a Podman would be in this computer's own network."""
    return os.name == "posix" and os.geteuid() == 0 and all(map(shutil.which, _PROGRAMS))


_PROGRAMS = ("podman", "unshare", "busybox")


@contextlib.contextmanager
def _own_podman():
    """Run Podman's service with a store of its own; give None if it cannot run containers."""
    with tempfile.TemporaryDirectory(prefix="porthole-podman-") as name:
        folder = Path(name)
        service = Program(_service_command(folder), folder, _environment(folder))
        try:
            # Privileged, as to forbid devices takes rights that a root in a container lacks.
            engine = Engine(f"unix://{folder}/podman.sock", "--privileged")
            socket = folder / "podman.sock"
            # It ends at once where this process may not do what it takes.
            eventually(lambda: socket.exists() or service.process.poll() is not None, "Podman")
            yield engine if socket.exists() and _runs_containers(engine) else None
        finally:
            service.end()
            _remove_groups()


def _service_command(folder):
    """Return what starts the service, within control groups that its runtime takes."""
    store = ("--root", folder / "store", "--runroot", folder / "run", "--storage-driver", "vfs")
    service = ("podman", *store, "system", "service", "--time", "0", f"unix://{folder}/podman.sock")
    if (_GROUPS / "cgroup.controllers").exists():
        return [str(each) for each in service]
    command = ("unshare", "--mount", "sh", "-c", _IN_NEW_GROUPS, "sh", *service)
    return [str(each) for each in command]


def _environment(folder):
    (folder / "containers.conf").write_text(_CONFIGURATION)
    return {"CONTAINERS_CONF": str(folder / "containers.conf")}


def _runs_containers(engine):
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        engine.add_image()
        engine.serve("porthole-try")
        engine.run("rm", "--force", "porthole-try")
        return True
    return False


def _remove_groups():
    """Remove the control groups that Podman leaves; those of others, which are in use, stay."""
    for parent in (_GROUPS / "libpod_parent", _GROUPS / "unified/libpod_parent"):
        for group in (parent / "conmon", parent):
            with contextlib.suppress(OSError):
                group.rmdir()
