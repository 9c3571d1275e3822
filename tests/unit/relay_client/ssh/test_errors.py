import copy
import pickle

import pytest

from relay_client.errors import RemoteError
from relay_client.ssh.errors import SshKeyRefusedError, SshRefusedError, SshUnreachableError
from relay_client.ssh.known_hosts import KnownHosts


@pytest.mark.parametrize("kind", [SshRefusedError, SshUnreachableError])
def test_error_is_its_reason_and_travels(kind):
    error = kind("gpu-box", "gpu-box does not answer.")
    assert isinstance(error, RemoteError)
    for each in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert str(each) == "gpu-box does not answer."
        assert (each.host, each.reason) == ("gpu-box", "gpu-box does not answer.")


def test_refused_key_travels_and_is_outdated_when_the_known_hosts_have_changed(tmp_path):
    hosts = KnownHosts((tmp_path / "known_hosts",))
    error = SshKeyRefusedError("gpu-box", "Its key has changed.", hosts, hosts.version())
    for each in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (str(each), each.host, each.is_outdated) == (
            "Its key has changed.",
            "gpu-box",
            False,
        )
    hosts.files[0].touch()
    assert error.is_outdated
