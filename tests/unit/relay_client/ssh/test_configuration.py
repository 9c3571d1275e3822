import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relay_client.ssh import configuration


@pytest.fixture
def write(home, monkeypatch):
    """Write the user's configuration, without one of the system."""
    monkeypatch.setattr(configuration, "_SYSTEM_FILE", home / "nowhere/ssh_config")

    def write(text, name="config"):
        file = home / ".ssh" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    return write


def test_hosts_are_those_without_patterns_in_their_order(write):
    write("Host b a\n  Port 1\nhost=c\nHost *\nHost web-? !d e%h\nHost = f\nHost a\n")
    assert configuration.host_names() == ("b", "a", "c", "f")


def test_hosts_of_included_files_count(write, home):
    write("Include conf.d/*.conf\nInclude ~/absolute\nHost last\n")
    write("Host one\n", "conf.d/1.conf")
    write("Host two\n", "conf.d/2.conf")
    write("Host no\n", "conf.d/other")
    (home / "absolute").write_text("Host three\n")
    assert configuration.host_names() == ("one", "two", "three", "last")


def test_folder_of_a_user_that_there_is_not_holds_no_hosts(write):
    write("Include ~nobody-is-called-so/config\nHost a\n")
    assert configuration.host_names() == ("a",)


def test_file_that_includes_itself_comes_to_an_end(write):
    write("Host a\nInclude config\n")
    assert configuration.host_names() == ("a",)


def test_user_without_a_configuration_has_no_hosts(write):
    assert configuration.host_names() == ()
    assert configuration.files() == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_configuration_that_cannot_be_read_has_no_hosts(write, home):
    write("Host a\n")
    (home / ".ssh/config").chmod(0)
    assert configuration.host_names() == ()


def test_huge_configuration_has_no_hosts(write, monkeypatch):
    monkeypatch.setattr(configuration, "MAX_FILE_BYTES", 10)
    write("Host a\nHost b\n")
    assert configuration.host_names() == ()


def test_there_are_not_too_many_hosts(write, monkeypatch):
    monkeypatch.setattr(configuration, "MAX_HOSTS", 2)
    write("Host a b c\n")
    assert configuration.host_names() == ("a", "b")


def test_first_setting_that_applies_counts(write):
    write(
        "Host web !web2\n  HashKnownHosts YES\nHost web*\n  HashKnownHosts no\n"
        "Match host web3\n  StrictHostKeyChecking yes\nMatch all\n  StrictHostKeyChecking ask\n"
    )
    assert configuration.setting("web", "HashKnownHosts") == "yes"
    assert configuration.setting("web2", "HashKnownHosts") == "no"
    assert configuration.setting("web3", "StrictHostKeyChecking") == "ask"
    assert configuration.setting("other", "HashKnownHosts") == ""


def test_setting_in_front_of_all_hosts_applies_to_all(write):
    write("HashKnownHosts=yes # always\nHost a\n")
    assert configuration.setting("b", "hashknownhosts") == "yes"


def test_settings_of_the_system_come_last(write, home, monkeypatch):
    monkeypatch.setattr(configuration, "_SYSTEM_FILE", home / "ssh_config")
    (home / "ssh_config").write_text("Include more\nHashKnownHosts yes\nHost of-system\n")
    (home / "more").write_text("StrictHostKeyChecking yes\n")
    write("Host a\nHashKnownHosts no\n")
    assert configuration.setting("a", "HashKnownHosts") == "no"
    assert configuration.setting("b", "HashKnownHosts") == "yes"
    assert configuration.setting("b", "StrictHostKeyChecking") == "yes"
    assert configuration.host_names() == ("a",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_configuration_is_too_strange(write, text):
    write("Host " + text.replace("\x00", "").encode(errors="replace").decode())
    configuration.host_names()
    configuration.setting("a", "Port")


# For who asks again and again.


@pytest.fixture
def readings(monkeypatch):
    """How often the files have been read."""
    readings = []
    read = configuration.host_names

    def host_names(*arguments):
        readings.append(1)
        return read(*arguments)

    monkeypatch.setattr(configuration, "host_names", host_names)
    return readings


def test_changes_are_noticed_and_files_read_only_then(write, home, readings):
    names = configuration.HostNames()
    assert names.read() == ()
    write("Host one\n")
    assert names.read() == ("one",)
    readings.clear()
    assert names.read() == names.read() == ("one",)
    assert readings == []
    write("Host one two\n")
    assert names.read() == ("one", "two")
    (home / ".ssh/config").unlink()
    assert names.read() == ()


def test_changes_of_included_files_are_noticed(write, home, readings):
    write("Include conf.d/*.conf\n")
    names = configuration.HostNames()
    assert names.read() == ()
    write("Host one\nInclude ~/deeper\n", "conf.d/1.conf")
    assert names.read() == ("one",)
    (home / "deeper").write_text("Host two\n")
    assert names.read() == ("one", "two")
    (home / "deeper").write_text("Host six\n")
    assert names.read() == ("one", "six")
    readings.clear()
    names.read()
    assert readings == []


def test_file_that_is_replaced_by_one_of_the_same_size_and_date_is_noticed(write, home):
    write("Host one\n")
    names = configuration.HostNames()
    assert names.read() == ("one",)
    file = home / ".ssh/config"
    write("Host two\n", "new")
    date = file.stat().st_mtime_ns
    os.utime(home / ".ssh/new", ns=(date, date))
    (home / ".ssh/new").replace(file)
    assert names.read() == ("two",)
