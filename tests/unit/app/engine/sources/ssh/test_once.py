import pytest

from app.engine.sources.ssh import once
from app.engine.sources.ssh.once import list_ports
from relay_client.ssh.errors import SshRefusedError, SshUnreachableError


def test_ports_of_a_host_are_listed_with_their_programs(run, sshd, start_server):
    server = start_server()
    ports = run(list_ports("gpu-box", None))
    [row] = [port for port in ports if port.port == server.port]
    assert (row.target, row.pid) == (f"ssh:gpu-box:{server.port}", server.process.pid)
    assert row.command.startswith(server.command[0])


def test_host_without_a_list_is_told(run, sshd, monkeypatch):
    monkeypatch.setattr(once.listing, "COMMAND", "echo closed")
    with pytest.raises(SshUnreachableError, match="gpu-box gives no list of its ports"):
        run(list_ports("gpu-box", None))


def test_unknown_host_is_refused_where_nobody_can_be_asked(run, sshd, home):
    (home / ".ssh/known_hosts").unlink()
    with pytest.raises(SshRefusedError):
        run(list_ports("gpu-box", None))
