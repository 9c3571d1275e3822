import pytest

from app.engine.sources.system_ports import is_system_port


@pytest.mark.parametrize(
    ("program", "port"),
    [
        ("cupsd", 631),
        ("systemd-resolved", 53),
        ("systemd", 9090),
        ("rpcbind", 111),
        ("launchd", 445),
        ("svchost", 49664),
    ],
)
def test_programs_of_the_system_are_hidden_at_first(program, port):
    assert is_system_port(program, port, None)


@pytest.mark.parametrize(("program", "port"), [("sshd", 22), ("postgres", 5432), ("python", 53)])
def test_programs_that_people_expose_are_not(program, port):
    assert not is_system_port(program, port, 0)


def test_number_decides_where_the_program_cannot_be_seen():
    assert is_system_port("", 631, 0)
    assert is_system_port("", 53, 101)
    assert is_system_port("", 53, None)
    assert not is_system_port("", 22, 0)
    assert not is_system_port("", 631, 1000)
