import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from app.contract.costs import CountedBy
from app.engine.cost.control_groups import ROOT, Groups, Insides, own_groups
from app.engine.cost.gpus import NoGpus
from app.engine.cost.linux_processes import LinuxProcesses
from app.engine.cost.meter import Meter

MIB = 1024**2
CONTAINER = "0123456789abcdef" * 4
NEITHER = Groups()

# One core-second, of which the processes that are left tell a half: nobody waits for the child.
BURN_WITH_CHILD = """
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
if not os.fork():
    burn(time.process_time() + 0.5)
    os._exit(0)
burn(time.process_time() + 0.5)
try:
    os.wait()
except ChildProcessError:
    pass
"""


# Real groups.


@pytest.fixture
def new_group():
    """Make a control group below that of this process, by what it controls: "" for version 2."""
    if sys.platform != "linux":
        pytest.skip("Linux has control groups")
    made = []

    def new_group(controller):
        lines = Path("/proc/self/cgroup").read_text().splitlines()
        paths = dict(line.split(":", 2)[1:] for line in lines)
        is_unified = not controller and (ROOT / "unified").exists()
        hierarchy = ROOT / "unified" if is_unified else ROOT / controller
        group = hierarchy / paths.get(controller, "/").lstrip("/") / f"porthole-test-{os.getpid()}"
        if controller not in paths:
            pytest.skip(f"no hierarchy of groups for {controller or 'everything'} here")
        try:
            group.mkdir()
        except OSError as error:
            pytest.skip(f"cannot make a control group: {error}")
        made.append(group)
        return group

    yield new_group
    for group in made:
        group.rmdir()


@pytest.fixture
def start_in(new_group, start):
    """Start a program in new groups; return it and them."""

    def start_in(work, *controllers):
        groups = [new_group(each) for each in controllers]
        worker = start(work)
        for group in groups:
            try:
                (group / "cgroup.procs").write_text(str(worker.pid))
            except OSError as error:
                pytest.skip(f"cannot put a process into a control group: {error}")
        return worker, *groups

    return start_in


def measured(worker):
    """Let a program work; return what the meter has found then, as if that had taken 10 s."""
    meter = Meter(LinuxProcesses(), NoGpus())
    assert meter.sample({worker.pid}, Decimal(0))
    worker.work()
    return meter.sample({worker.pid}, Decimal(10))[worker.pid]


def counted(found):
    (cpu,), (memory,) = found.usage.basis.cpu, found.usage.basis.memory
    return cpu, memory


@pytest.mark.parametrize("controller", ["cpuacct", ""])
def test_processor_time_is_that_of_the_group_with_children_that_nobody_waits_for(
    start_in, controller
):
    worker, group = start_in(BURN_WITH_CHILD, controller)
    found = measured(worker)
    assert own_groups(worker.pid, {worker.pid}).cpu == group
    assert float(found.usage.cpu_core_s) == pytest.approx(1, rel=0.05)
    assert counted(found) == (CountedBy.CONTROL_GROUP, CountedBy.PSS)


def test_without_a_group_that_child_is_not_seen(start):
    found = measured(start(BURN_WITH_CHILD))
    assert float(found.usage.cpu_core_s) == pytest.approx(0.5, rel=0.1)
    assert counted(found) == (CountedBy.PROCESSES, CountedBy.PSS)


def test_memory_is_that_of_the_group(start_in):
    worker, group = start_in("hog = bytearray(os.urandom(128 * 1024 ** 2))", "memory")
    found = measured(worker)
    assert own_groups(worker.pid, {worker.pid}).memory == group
    assert found.memory_bytes == pytest.approx(128 * MIB, rel=0.1)
    assert counted(found) == (CountedBy.PROCESSES, CountedBy.CONTROL_GROUP)


def test_both_are_those_of_the_groups_of_version_1(start_in):
    worker, cpu, memory = start_in(BURN_WITH_CHILD, "cpuacct", "memory")
    found = measured(worker)
    assert own_groups(worker.pid, {worker.pid}) == Groups(cpu, memory)
    assert counted(found) == (CountedBy.CONTROL_GROUP, CountedBy.CONTROL_GROUP)


def test_group_with_a_stranger_below_it_is_not_its_own(start_in, start):
    worker, group = start_in("", "cpuacct")
    stranger = start("")
    below = group / "below"
    below.mkdir()
    (below / "cgroup.procs").write_text(str(stranger.pid))
    try:
        assert own_groups(worker.pid, {worker.pid}).cpu is None
        assert own_groups(worker.pid, {worker.pid, stranger.pid}).cpu == group
    finally:
        stranger.end()
        below.rmdir()


# Made-up ones: hardly a computer has all of this.


@pytest.fixture
def in_groups(tmp_path, monkeypatch):
    """Make it look as if this process were in groups of a made-up hierarchy: the listing's lines.

    Returns what is found with this process and another in each group; 7 is of its program.
    """
    listing = tmp_path / "listing"
    real_read = Path.read_text

    def read_text(path, *args, **options):
        own = f"/proc/{os.getpid()}/cgroup"
        return real_read(listing if str(path) == own else path, *args, **options)

    monkeypatch.setattr(Path, "read_text", read_text)

    def in_groups(*lines, other=7):
        listing.write_text("".join(f"{line}\n" for line in lines))
        for group in tmp_path.rglob("cgroup.procs"):
            group.write_text(f"{os.getpid()}\n{other}\n")
        return own_groups(os.getpid(), {os.getpid(), 7}, root=tmp_path)

    return in_groups


@pytest.fixture
def group(tmp_path):
    """Make a group at a path, of version 2 or with the files of another hierarchy."""

    def group(path, **files):
        folder = tmp_path / path
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cgroup.procs").write_text("")
        for name, text in (files or UNIFIED).items():
            (folder / name.replace("_", ".", 1)).write_text(text)
        return folder

    return group


UNIFIED = {
    "cpu_stat": "usage_usec 2500000\nuser_usec 2000000\n",
    "memory_current": "3000\n",
    "memory_stat": "anon 1500\ninactive_file 1000\n",
}


def test_group_of_version_2_tells_processor_time_and_memory_in_use(tmp_path, group, in_groups):
    (tmp_path / "cgroup.controllers").write_text("cpu memory\n")
    folder = group("app.service")
    found = in_groups("0::/app.service")
    assert found == Groups(folder, folder)
    assert (found.cpu_s(), found.memory_bytes()) == (Decimal("2.5"), 2000)


def test_groups_of_version_1_tell_processor_time_and_memory_in_use(group, in_groups):
    cpu = group("cpuacct/app", cpuacct_usage="2500000000\n")
    memory = group(
        "memory/box",
        memory_usage_in_bytes="3000\n",
        memory_stat="inactive_file 1\ntotal_inactive_file 1000\n",
    )
    found = in_groups("3:cpu,cpuacct:/app", "4:memory:/box", "0::/init")
    assert found == Groups(cpu, memory)
    assert (found.cpu_s(), found.memory_bytes()) == (Decimal("2.5"), 2000)


def test_each_is_taken_from_the_version_that_has_it(group, in_groups):
    cpu = group("unified/app.service", cpu_stat="usage_usec 1\n")
    memory = group("memory/app", memory_usage_in_bytes="1\n", memory_stat="")
    found = in_groups("2:cpuacct:/", "4:memory:/app", "0::/app.service")
    assert found == Groups(cpu, memory)


def test_group_that_has_gone_tells_nothing(tmp_path, group, in_groups):
    (tmp_path / "cgroup.controllers").write_text("cpu memory\n")
    folder = group("app.service")
    found = in_groups("0::/app.service")
    (folder / "cpu.stat").unlink()
    (folder / "memory.current").write_text("max\n")
    assert (found.cpu_s(), found.memory_bytes()) == (None, None)
    assert (NEITHER.cpu_s(), NEITHER.memory_bytes()) == (None, None)


def test_group_with_strangers_is_not_its_own(group, in_groups):
    group("unified/session.scope")
    assert in_groups("0::/session.scope", other=8) == NEITHER


@pytest.mark.parametrize("name", ["docker-{}.scope", "libpod-{}.scope", "{}", "cri-containerd-{}"])
@pytest.mark.parametrize("below", ["", "/container", "/init.scope", "/container/init.scope"])
def test_group_of_a_container_is_its_own_with_what_was_started_later(group, in_groups, name, below):
    path = "unified/box/" + name.format(CONTAINER)
    folder = group(path)
    group(path + below)
    found = in_groups("0::/box/" + name.format(CONTAINER) + below, other=8)
    assert found == Groups(folder, folder)


def test_program_further_down_in_a_container_is_not_the_container(group, in_groups):
    group(f"unified/{CONTAINER}/web.service")
    assert in_groups(f"0::/{CONTAINER}/web.service", other=8) == NEITHER


@pytest.mark.parametrize("path", ["/", "/../other", "/gone"])
def test_root_others_and_what_is_not_there_are_nobodys(group, in_groups, path):
    group("unified")
    group("other")
    assert in_groups(f"0::{path}") == NEITHER


def test_ended_process_has_no_group():
    assert own_groups(2**22 + 1, set()) == NEITHER


def test_group_is_read_once_for_all_programs_in_it(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "cgroup.procs").write_text("5\n6\n")
    (tmp_path / "below" / "cgroup.procs").write_text("7\n")
    inside = Insides()
    assert inside.of(tmp_path) == {5, 6, 7}
    (tmp_path / "cgroup.procs").write_text("")
    assert inside.of(tmp_path) == {5, 6, 7}
    assert Insides().of(tmp_path) == {7}
    assert Insides().of(tmp_path / "none") == frozenset()
