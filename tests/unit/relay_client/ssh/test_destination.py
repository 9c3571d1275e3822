from pathlib import Path

import pytest

from relay_client.ssh import configuration
from relay_client.ssh.destination import resolve
from relay_client.ssh.errors import SshRefusedError


@pytest.fixture
def write(home, monkeypatch):
    """Write the user's configuration, without one of the system."""
    monkeypatch.setattr(configuration, "_SYSTEM_FILE", home / "nowhere/ssh_config")
    return (home / ".ssh/config").write_text


def test_host_of_the_configuration_is_where_that_says(write, home):
    write(
        "Host gpu-box\n HostName gpu.example\n Port 2222\n User alice\n ProxyJump one,bob@two:22\n"
        " HostKeyAlias gpu\n IdentityFile ~/.ssh/%h\n CertificateFile /c\n IdentitiesOnly yes\n"
        " UserKnownHostsFile ~/known\n HashKnownHosts yes\n StrictHostKeyChecking yes\n"
        " HostKeyAlgorithms ssh-ed25519\n"
    )
    there = resolve("gpu-box")
    assert (there.name, there.alias) == ("gpu-box", "gpu-box")
    assert (there.host, there.port, there.user) == ("gpu.example", 2222, "alice")
    assert there.jumps == ("one", "bob@two:22")
    assert there.trust_name == "gpu"
    assert there.key_files == ("~/.ssh/gpu.example",)
    assert there.certificate_files == ("/c",)
    assert there.uses_only_these_keys
    assert there.known_hosts.files[0] == home / "known"
    assert there.known_hosts.hides_names
    assert not there.asks_about_keys
    assert there.picks_key_kinds
    assert there.password_name == "ssh password alice@gpu.example:2222"


def test_what_is_written_out_comes_before_the_configuration(write):
    write("Host gpu-box\n HostName gpu.example\n Port 2222\n User alice\n")
    there = resolve("bob@gpu-box:23")
    assert (there.host, there.port, there.user) == ("gpu.example", 23, "bob")
    assert (there.name, there.alias) == ("bob@gpu-box:23", "gpu-box")


def test_host_without_a_configuration_has_the_usual_settings(write, home):
    there = resolve("192.0.2.1")
    assert (there.host, there.port, there.trust_name) == ("192.0.2.1", 22, "192.0.2.1")
    assert there.jumps == ()
    assert there.key_files is None
    assert there.asks_about_keys
    assert not there.uses_only_these_keys
    assert not there.picks_key_kinds
    assert there.known_hosts.files[0] == home / ".ssh/known_hosts"
    assert Path("/etc/ssh/ssh_known_hosts") in there.known_hosts.files


def test_no_jump_means_none(write):
    write("Host a\n ProxyJump none\nHost *\n ProxyJump b\n")
    assert resolve("a").jumps == ()
    assert resolve("c").jumps == ("b",)


def test_nobody_is_trusted_without_a_look(write):
    write("UserKnownHostsFile none\n")
    assert resolve("a").known_hosts.files


def test_damaged_configuration_is_a_refusal(write):
    write("Port many\n")
    with pytest.raises(SshRefusedError, match=r"line 1: Invalid Port integer value: many\.$"):
        resolve("a")


def test_what_is_no_host_is_a_refusal(write):
    with pytest.raises(SshRefusedError, match="'no host' is not an SSH host"):
        resolve("no host")
