import copy
import pickle

import pytest

from relay_client.errors import RemoteError
from relay_client.ssh.errors import SshRefusedError, SshUnreachableError


@pytest.mark.parametrize("kind", [SshRefusedError, SshUnreachableError])
def test_error_is_its_reason_and_travels(kind):
    error = kind("gpu-box", "gpu-box does not answer.")
    assert isinstance(error, RemoteError)
    for each in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert str(each) == "gpu-box does not answer."
        assert (each.host, each.reason) == ("gpu-box", "gpu-box does not answer.")
