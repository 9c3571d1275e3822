import subprocess

import asyncssh
import pytest

from relay_client.ssh import known_hosts
from relay_client.ssh.known_hosts import KnownHosts, Verdict

KEY = asyncssh.generate_private_key("ssh-ed25519").convert_to_public()
OTHER = asyncssh.generate_private_key("ssh-ed25519").convert_to_public()


def text(key):
    return " ".join(key.export_public_key().decode().split()[:2])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "ssh/known_hosts"


@pytest.fixture
def hosts(file):
    return KnownHosts((file, file.with_name("system")))


def write(file, *lines):
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines) + "\n")


def found_by_openssh(file, name):
    command = ["ssh-keygen", "-F", name, "-f", file]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("hides_names", [False, True])
@pytest.mark.parametrize(("port", "name"), [(22, "gpu-box"), (2222, "[gpu-box]:2222")])
def test_openssh_finds_what_was_added(file, hides_names, port, name):
    hosts = KnownHosts((file,), hides_names)
    assert hosts.judge("gpu-box", port, KEY) is Verdict.UNKNOWN
    hosts.add("GPU-box", port, KEY)
    assert text(KEY) in found_by_openssh(file, name)
    assert hosts.judge("gpu-box", port, KEY) is Verdict.KNOWN
    assert hosts.judge("gpu-box", port, OTHER) is Verdict.CHANGED
    assert ("gpu-box" in file.read_text().lower()) is not hides_names
    assert file.stat().st_mode & 0o777 == 0o600


def test_host_that_openssh_has_hashed_is_known(file, hosts):
    write(file, f"[gpu-box]:2222 {text(KEY)}")
    subprocess.run(["ssh-keygen", "-H", "-f", file], check=True, capture_output=True)
    assert hosts.judge("gpu-box", 2222, KEY) is Verdict.KNOWN


def test_line_is_added_behind_one_without_an_end(file, hosts):
    write(file, f"a {text(KEY)}")
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    hosts.add("b", 22, KEY)
    assert file.read_text() == f"a {text(KEY)}\nb {text(KEY)}\n"


def test_key_without_a_port_counts_for_all_ports_that_have_none_of_their_own(file, hosts):
    write(file, f"gpu-box {text(KEY)}", f"[gpu-box]:2222 {text(OTHER)}")
    assert hosts.judge("gpu-box", 80, KEY) is Verdict.KNOWN
    assert hosts.judge("gpu-box", 80, OTHER) is Verdict.UNKNOWN
    assert hosts.judge("gpu-box", 2222, OTHER) is Verdict.KNOWN
    assert hosts.judge("gpu-box", 2222, KEY) is Verdict.CHANGED


def test_key_of_another_port_does_not_count(file, hosts):
    write(file, f"[gpu-box]:2222 {text(KEY)}")
    assert hosts.judge("gpu-box", 22, KEY) is Verdict.UNKNOWN


def test_revoked_key_is_revoked_everywhere(file, hosts):
    write(file, f"gpu-box {text(KEY)}", f"@revoked gpu-box {text(KEY)}")
    assert hosts.judge("gpu-box", 22, KEY) is Verdict.REVOKED
    assert hosts.judge("gpu-box", 2222, KEY) is Verdict.REVOKED


def test_authorities_are_kept_apart(file, hosts):
    write(file, f"@cert-authority *.example {text(KEY)}")
    assert hosts.keys("a.example", 22) == ([], [KEY], [])
    assert hosts.judge("a.example", 22, KEY) is Verdict.UNKNOWN


def test_damaged_lines_are_skipped(file, hosts):
    write(file, "junk", "|1|bad hash", f"@new x {text(KEY)}", "a ssh-rsa !!", f"a {text(KEY)}")
    assert hosts.judge("a", 22, KEY) is Verdict.KNOWN


def test_files_of_the_system_count_and_stay_as_they_are(file, hosts):
    write(file.with_name("system"), f"a {text(KEY)}")
    assert hosts.judge("a", 22, KEY) is Verdict.KNOWN
    hosts.add("b", 22, KEY)
    assert "b" not in file.with_name("system").read_text().split()


def test_huge_file_is_left_out(file, hosts, monkeypatch):
    monkeypatch.setattr(known_hosts, "MAX_FILE_BYTES", 10)
    write(file, f"a {text(KEY)}")
    assert hosts.judge("a", 22, KEY) is Verdict.UNKNOWN


def test_file_that_cannot_be_written_is_an_error(file, hosts):
    file.mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        hosts.add("a", 22, KEY)


def test_each_change_makes_another_version(file, hosts):
    versions = [hosts.version()]
    assert hosts.version() == versions[0]
    write(file, f"gpu-box {text(KEY)}")
    versions.append(hosts.version())
    hosts.add("other", 22, KEY)
    versions.append(hosts.version())
    subprocess.run(["ssh-keygen", "-R", "other", "-f", file], check=True, capture_output=True)
    versions.append(hosts.version())
    write(file.with_name("system"), f"gpu-box {text(KEY)}")
    versions.append(hosts.version())
    assert len(set(versions)) == len(versions)
