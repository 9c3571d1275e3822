import os
from decimal import Decimal

import pytest

from app.engine.cost.control_groups import own_group, read_group


@pytest.fixture
def group(tmp_path):
    (tmp_path / "cpu.stat").write_text("usage_usec 2500000\nuser_usec 2000000\n")
    (tmp_path / "memory.current").write_text("3000\n")
    (tmp_path / "memory.stat").write_text("anon 1500\ninactive_file 1000\n")
    (tmp_path / "cgroup.procs").write_text("5\n6\n")
    return tmp_path


def test_group_tells_processor_time_and_memory_in_use(group):
    use = read_group(group)
    assert (use.cpu_s, use.memory_bytes) == (Decimal("2.5"), 2000)


def test_group_that_has_gone_tells_nothing(group):
    (group / "cpu.stat").unlink()
    assert read_group(group) is None


def test_group_without_numbers_tells_nothing(group):
    (group / "memory.current").write_text("max\n")
    assert read_group(group) is None


@pytest.fixture
def in_group(tmp_path, monkeypatch):
    """Make it look as if this process were in a group of a made-up hierarchy."""
    listing = tmp_path / "listing"
    real_read = type(tmp_path).read_text

    def read_text(path, *args, **options):
        own = f"/proc/{os.getpid()}/cgroup"
        return real_read(listing if str(path) == own else path, *args, **options)

    monkeypatch.setattr(type(tmp_path), "read_text", read_text)

    def in_group(name, pids):
        listing.write_text(f"4:memory:/old\n0::{name}\n")
        folder = tmp_path / name.strip("/")
        folder.mkdir(exist_ok=True)
        (folder / "cgroup.procs").write_text("".join(f"{pid}\n" for pid in pids))
        (folder / "memory.current").write_text("1\n")
        return own_group(os.getpid(), {os.getpid(), 7}, tmp_path), folder

    return in_group


def test_group_of_its_own_is_found(in_group):
    found, folder = in_group("/app.service", [os.getpid(), 7])
    assert found == folder


def test_group_with_strangers_is_not_its_own(in_group):
    assert in_group("/session.scope", [os.getpid(), 8])[0] is None


@pytest.mark.parametrize("name", ["docker-{}.scope", "libpod-{}.scope", "{}", "cri-containerd-{}"])
def test_group_of_a_container_is_its_own_with_what_was_started_later(in_group, name):
    found, folder = in_group("/" + name.format("0123456789abcdef" * 4), [os.getpid(), 8])
    assert found == folder


def test_root_group_is_nobodys(in_group):
    assert in_group("/", [os.getpid()])[0] is None


def test_ended_process_has_no_group():
    assert own_group(2**22 + 1, set()) is None
